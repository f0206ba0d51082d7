"""M3: who stands where at each moment, as exact step functions, and the peaks."""

from collections.abc import Iterator

import numpy as np

from sim.measures.row import Row
from sim.measures.stays import Stays, stays
from sim.measures.steps import Steps, presence
from sim.model.clock import HOUR, MINUTE, NEVER, Whole
from sim.model.crossing import Crossing, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import Log


def queue(told: Stays, at: int) -> Steps:
    """Persons who have come to a station, are outside its hall or in it, and have not been taken nor gone home."""
    here = told.at(at)
    return presence(here.came, here.taken(), here.persons)


def hall(crossing: Crossing, log: Log, told: Stays, at: int) -> Steps:
    """Persons in a station's hall and at its desks; at a shuttle until they step on, or depart if so configured."""
    station, here = crossing.stations[at], told.at(at)
    if not isinstance(station, ShuttleStation):
        return presence(here.admitted, here.left, here.persons)
    freed = departures(log, at)[here.row] if station.hall_freed_at_departure else here.started
    return presence(here.admitted, freed, here.persons)


def departures(log: Log, at: int) -> Whole:
    """When the vehicle that took each party departed (n,), ms; -1 where none did."""
    here = log.trips.station == at
    by_number = np.append(log.trips.departed[here], NEVER)  # trips stand by number; a trip of -1 finds the last
    return by_number[log.trip[:, at]]


def street(draws: Draws, told: Stays) -> Steps:
    """Persons who are in an entry queue and hold nothing (S8); those at home or aside are not there."""
    out = told.where(told.outside(draws.first))
    return presence(out.came, np.where(out.admitted == NEVER, out.left, out.admitted), out.persons)


def occupancy(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Peaks, when they were, and person-hours, per station; person-minutes in the street."""
    told = stays(log)
    for at, station in enumerate(crossing.names):
        for name, steps in (("queue", queue(told, at)), ("hall", hall(crossing, log, told, at))):
            yield from _peak(name, steps, station, crossing.horizon)
    outside = street(draws, told)
    yield from _peak("street", outside, "", crossing.horizon)
    yield Row("person-minutes in the street", "person-min", outside.area(crossing.horizon) / MINUTE)


def _peak(name: str, steps: Steps, station: str, horizon: int) -> Iterator[Row]:
    highest, when = steps.peak()
    yield Row(f"longest {name}" if name == "queue" else f"fullest {name}", "persons", highest, station=station)
    moment = None if when == NEVER else when / MINUTE
    yield Row(f"moment of the peak, {name}", "clock", moment, station=station)
    yield Row(f"person-hours, {name}", "person-h", steps.area(horizon) / HOUR, station=station)
