"""Small schedules worked by hand, acted out by an engine: parties at stations, and when something happened last."""

from worlds import crossing_of, draws_of

from sim.model.clock import MINUTE

LONG = 100 * 1440  # minutes


def run(simulate, stations, parties, *, round_trip=0.0):
    """The log of parties at stations; a vehicle is back `round_trip` minutes after it left."""
    return simulate(crossing_of(stations, LONG), draws_of(stations, parties, round_trip, 0))


def last(stamps):
    """When this happened for the last time (min)."""
    return stamps.max() / MINUTE


def last_departure(log):
    """When a vehicle left for the last time (min)."""
    return last(log.trips.departed)
