"""M3: who stands where at each moment, as exact step functions, and the peaks."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from sim.measures.departures import departures
from sim.measures.replication import Replication
from sim.measures.row import Row
from sim.measures.stays import Stays
from sim.measures.steps import Steps, presence
from sim.measures.telling import Telling
from sim.model.clock import HOUR, MINUTE, NEVER
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


def street(draws: Draws, told: Stays) -> Steps:
    """Persons who are in an entry queue and hold nothing (S8); those at home or aside are not there."""
    out = told.where(told.outside(draws.first))
    return presence(out.came, np.where(out.admitted == NEVER, out.left, out.admitted), out.persons)


def occupancy(crossing: Crossing) -> Iterator[Telling]:
    """Peaks, when they were, and person-hours, per station; person-minutes in the street."""
    for at in range(len(crossing.stations)):
        yield Telling(partial(_queue, at))
        yield Telling(partial(_hall, at))
    yield Telling(_street)


def _queue(at: int, one: Replication) -> Iterator[Row]:
    yield from _peak("queue", queue(one.stays, at), one.crossing.stations[at].name, one.crossing.horizon)


def _hall(at: int, one: Replication) -> Iterator[Row]:
    steps = hall(one.crossing, one.log, one.stays, at)
    yield from _peak("hall", steps, one.crossing.stations[at].name, one.crossing.horizon)


def _street(one: Replication) -> Iterator[Row]:
    outside = street(one.draws, one.stays)
    yield from _peak("street", outside, "", one.crossing.horizon)
    minutes = outside.area(one.crossing.horizon) / MINUTE
    yield Row("person-minutes in the street", "person-min", minutes)


def _peak(name: str, steps: Steps, station: str, horizon: int) -> Iterator[Row]:
    highest, when = steps.peak()
    yield Row(f"longest {name}" if name == "queue" else f"fullest {name}", "persons", highest, station=station)
    moment = None if when == NEVER else when / MINUTE
    yield Row(f"moment of the peak, {name}", "clock", moment, station=station)
    yield Row(f"person-hours, {name}", "person-h", steps.area(horizon) / HOUR, station=station)
