"""What holds for every trip of a shuttle, from pull-in to return (S5, S6)."""

from collections.abc import Iterator
from itertools import pairwise

from sim.model.clock import NEVER
from sim.model.crossing import ShuttleStation
from sim.model.invariants.rides import Vehicle
from sim.model.invariants.story import StoryOf


def numbered(station: StoryOf) -> Iterator[str]:
    """8: Trips are numbered from 0 in order of departure, and every party aboard has a trip of the table."""
    trips, name = station.vehicles, station.plan.name
    if [trip.number for trip in trips] != list(range(len(trips))):
        yield f"8 vehicles: the trips of {name} are not numbered one after another"
    for earlier, later in pairwise(trips):
        if later.departed < earlier.departed:
            yield f"8 vehicles: trip {later.number} of {name} departs before trip {earlier.number}"
    for visit in station.visits:
        boards = isinstance(station.plan, ShuttleStation) and visit.started < station.horizon
        if boards != (0 <= visit.trip < len(trips)):
            yield f"8 vehicles: {visit.name} is on trip {visit.trip} of {name}, which is not in the table"


def in_bays(station: StoryOf) -> Iterator[str]:
    """8: Vehicles still in their bays are numbered by pull-in, and have no reason to have left."""
    still = [vehicle for vehicle in station.vehicles if vehicle.departed == station.horizon]
    for earlier, later in pairwise(still):
        if later.pulled_in < earlier.pulled_in:
            yield f"8 vehicles: trip {later.number} of {station.plan.name} pulls in before trip {earlier.number}"
    for vehicle in still:
        if vehicle.reason != NEVER:
            yield f"9 reasons: trip {vehicle.number} of {station.plan.name} has one and has not left"


def ride(station: StoryOf) -> Iterator[str]:
    """8: A trip takes the ride drawn for it, all step off in boarding order, each in its time, and it drives back.

    The next steps off when the one before has been admitted or is gone; the last frees the vehicle.
    """
    for trip in station.vehicles:
        said = [trip.arrived, *(visit.finished for visit in trip.aboard), trip.returned]
        if said != _ride_due(trip, station.horizon):
            yield f"8 vehicles: trip {trip.number} of {station.plan.name} keeps other times than drawn"


def _ride_due(trip: Vehicle, horizon: int) -> list[int]:
    """Arrival, the moments at which each has stepped off, return: in ms, none later than the horizon."""
    times = [min(trip.departed + trip.ride, horizon)]
    free = times[0]
    for visit in trip.aboard:
        times.append(min(free + visit.alighting, horizon))
        free = visit.left
    return [*times, min(free + trip.ride_back, horizon)]


def loads(station: StoryOf) -> Iterator[str]:
    """7: A vehicle takes no more persons than it has seats, never leaves empty, and the table says how many."""
    for trip in station.vehicles:
        load = sum(visit.size for visit in trip.aboard)
        if not 0 < load <= trip.seats or load != trip.persons:
            yield f"7 seats: {load} persons, {trip.persons} said, {trip.seats} seats: a trip of {station.plan.name}"


def doors(station: StoryOf) -> Iterator[str]:
    """8: The first to step on does so at the pull-in, then one at a time, none after the last call or the closing.

    A vehicle never leaves while somebody steps on.
    """
    for trip in station.vehicles:
        starts = [visit.started for visit in trip.aboard]
        free = [trip.pulled_in, *(visit.boarded for visit in trip.aboard)]
        one_by_one = all(start >= before for start, before in zip(starts, free[:-1], strict=True))
        in_time = all(start <= trip.last_call and start < trip.marked for start in starts)
        whole = min(free[-1], station.horizon) <= trip.departed
        if starts[:1] != [trip.pulled_in] or not (one_by_one and in_time and whole):
            yield f"8 vehicles: trip {trip.number} of {station.plan.name} takes people on at times it may not"


def not_late(station: StoryOf) -> Iterator[str]:
    """10: No vehicle departs later than its last call, but for one who is stepping on."""
    for trip in station.vehicles:
        latest = max([trip.last_call, *(visit.boarded for visit in trip.aboard)])
        if trip.departed > latest:
            yield f"10 late: trip {trip.number} of {station.plan.name} departs after {latest} ms"
