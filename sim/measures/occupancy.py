"""M3: who stands where at each moment, as exact step functions, and the peaks."""

from collections.abc import Iterator

import numpy as np

from sim.measures.row import Row
from sim.measures.steps import Steps, presence
from sim.model.clock import HOUR, MINUTE, NEVER, Whole
from sim.model.crossing import Crossing, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import Log


def queue(log: Log, at: int) -> Steps:
    """Persons who have reached a station, are outside its hall or in it, and have not yet been taken."""
    return presence(log.reached[:, at], log.started[:, at], log.size)


def hall(crossing: Crossing, log: Log, at: int) -> Steps:
    """Persons in a station's hall and at its desks; at a shuttle until they step on, or depart if so configured."""
    station = crossing.stations[at]
    if not isinstance(station, ShuttleStation):
        return presence(log.admitted[:, at], log.left[:, at], log.size)
    freed = departures(log, at) if station.hall_freed_at_departure else log.started[:, at]
    return presence(log.admitted[:, at], freed, log.size)


def departures(log: Log, at: int) -> Whole:
    """When the vehicle that took each party departed (n,), ms; -1 where none did."""
    here = log.trips.station == at
    by_number = np.append(log.trips.departed[here], NEVER)  # trips stand by number; a trip of -1 finds the last
    return by_number[log.trip[:, at]]


def street(draws: Draws, log: Log) -> Steps:
    """Persons who have come and have not yet been admitted to the first hall on their way."""
    rows = np.arange(draws.parties)
    return presence(log.reached[rows, draws.first], log.admitted[rows, draws.first], log.size)


def occupancy(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Peaks, when they were, and person-hours, per station; person-minutes in the street."""
    for at, station in enumerate(crossing.names):
        for name, steps in (("queue", queue(log, at)), ("hall", hall(crossing, log, at))):
            yield from _peak(name, steps, station, crossing.horizon)
    outside = street(draws, log)
    yield from _peak("street", outside, "", crossing.horizon)
    yield Row("person-minutes in the street", "person-min", outside.area(crossing.horizon) / MINUTE)


def _peak(name: str, steps: Steps, station: str, horizon: int) -> Iterator[Row]:
    highest, when = steps.peak()
    yield Row(f"longest {name}" if name == "queue" else f"fullest {name}", "persons", highest, station=station)
    moment = None if when == NEVER else when / MINUTE
    yield Row(f"moment of the peak, {name}", "clock", moment, station=station)
    yield Row(f"person-hours, {name}", "person-h", steps.area(horizon) / HOUR, station=station)
