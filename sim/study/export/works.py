"""Every stay at a station with who served there, and how each party came and ended, in numbers."""

from typing import NamedTuple

import numpy as np

from sim.measures.replication import Replication
from sim.measures.servers import lowest_free
from sim.measures.stays import Stays
from sim.model.clock import NEVER, UNLIMITED, Whole
from sim.model.crossing import DeskStation, ShuttleStation


class Work(NamedTuple):
    """One stay at a station; moments in ms, -1 for never. server: the officer or vehicle from 1 on, 0 for none.

    place: the officer, or in a shuttle the place among all that its vehicles have, from 1 on, 0 for none. The log knows
    no officers, places or vehicles by number: each is the lowest that is free. why: a `Why`, -1 for none.
    """

    row: int
    station: int
    came: int
    started: int
    finished: int
    left: int
    why: int
    server: int
    place: int


def works(one: Replication, shown: tuple[str, ...]) -> list[list[Work]]:
    """The stays of each party of these cohorts, in list order, in time; of a party that never came none."""
    found: list[list[Work]] = [[] for _ in range(one.log.place.size)]
    cohorts = [one.draws.cohorts.index(name) for name in shown]
    for at in range(len(one.crossing.stations)):
        here = one.stays.at(at)
        server, place = _served(one, here, at)
        columns = (here.row, here.station, here.came, here.started, here.finished, here.left, here.why, server, place)
        for values in zip(*(column.tolist() for column in columns), strict=True):
            found[values[0]].append(Work(*values))
    kept = np.flatnonzero(np.isin(one.draws.cohort, cohorts))
    return [sorted(found[row], key=_in_time) for row in kept.tolist() if found[row]]


def _in_time(work: Work) -> tuple[int, int]:
    """When it came and, of stays that began together, which was over first."""
    return work.came, UNLIMITED if work.left == NEVER else work.left


def _served(one: Replication, here: Stays, at: int) -> tuple[Whole, Whole]:
    """Server and place of each stay at a station; who is held keeps the officer or the place (S2)."""
    station, place = one.crossing.stations[at], lowest_free(here.started, here.left) + 1
    if isinstance(station, DeskStation):
        return place, place
    if not isinstance(station, ShuttleStation):
        return np.zeros_like(place), np.zeros_like(place)
    trips, here_too = one.log.trips, one.log.trips.station == at
    vehicle = np.append(lowest_free(trips.pulled_in[here_too], trips.returned[here_too]) + 1, 0)
    trip = np.where(here.started == NEVER, NEVER, one.log.trip[here.row, at])
    return vehicle[trip], place
