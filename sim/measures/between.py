"""Who is between the two gates, from when to when, and how those who are refused in Egypt go back (M8)."""

from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.measures.replication import Replication
from sim.model.clock import NEVER, UNLIMITED, Mask, Whole
from sim.model.crossing import Crossing, DeskStation, ShuttleStation, Side
from sim.model.log import Log


@dataclass(frozen=True)
class Between:
    """Each party's time between the gates; every array is (n,), moments in ms.

    since: when its vehicle departed, 0 where it stood in Egypt when the run began, -1 for never. until: when it crossed
    or was back, -1 for not within the run. refused: when it was refused in Egypt, or had to turn back there, -1 for
    never. boarded: when a vehicle drove back with it, -1 for none.
    """

    since: Whole
    until: Whole
    refused: Whole
    boarded: Whole


def between(one: Replication) -> Between:
    """Who has left Palestine and is neither across nor back."""
    log, ended = one.log, one.ended
    came_by, since = _last_ride(one)
    gone = one.gone & (since != NEVER)
    back = gone & ~one.crossed & _egyptian(one.crossing)[log.where]
    until, boarded = np.where(gone & ~back, ended, NEVER), np.full(ended.size, NEVER)
    for at, station in enumerate(one.crossing.stations):
        if isinstance(station, ShuttleStation):
            for row, drive in _sent_back(station.seats, _drives(log, at), ended, log, back & (came_by == at)):
                boarded[row], until[row] = drive.begins, drive.arrives
    return Between(since, until, np.where(back, ended, NEVER), boarded)


def _last_ride(one: Replication) -> tuple[Whole, Whole]:
    """The shuttle that each party (n,) last came by, and when it departed; -1 for none.

    Who stands in an Egyptian hall when the run begins came by the last shuttle declared before it.
    """
    there = one.draws.in_hall.astype(bool) & _egyptian(one.crossing)[one.draws.first]
    came_by, since = np.full(there.size, NEVER), np.where(there, 0, NEVER)
    for at, station in enumerate(one.crossing.stations):
        if isinstance(station, ShuttleStation):
            departed = one.departed[at]
            came_by[(there & (one.draws.first > at)) | (departed != NEVER)] = at
            since = np.where(departed != NEVER, departed, since)
    return came_by, since


def _egyptian(crossing: Crossing) -> Mask:
    """Which stations (S,) are desks on the Egyptian side."""
    return np.array([isinstance(one, DeskStation) and one.side is Side.EGYPTIAN for one in crossing.stations], bool)


class _Drive(NamedTuple):
    """A vehicle's drive back (ms): it begins once all are off, and arrives, -1 for not within the run."""

    begins: int
    arrives: int


def _drives(log: Log, at: int) -> list[_Drive]:
    """The drives back of a shuttle, in the order in which they begin."""
    trips = log.trips.station == at
    begins = np.full(int(trips.sum()), NEVER)
    left = np.where(log.left[:, at] == NEVER, UNLIMITED, log.left[:, at])
    aboard = log.trip[:, at] != NEVER
    np.maximum.at(begins, log.trip[aboard, at], left[aboard])
    pairs = zip(begins.tolist(), log.trips.returned[trips].tolist(), strict=True)
    return sorted(_Drive(*pair) for pair in pairs if 0 <= pair[0] < UNLIMITED)


def _sent_back(seats: int, drives: list[_Drive], refused: Whole, log: Log, who: Mask) -> list[tuple[int, _Drive]]:
    """Which drive takes whom: in order of refusal, then place; no party is split, and none is passed over."""
    rows = np.flatnonzero(who)
    waiting = deque(rows[np.lexsort((log.place[rows], refused[rows]))].tolist())
    taken: list[tuple[int, _Drive]] = []
    for drive in drives:
        free = seats
        while waiting and refused[waiting[0]] <= drive.begins and log.size[waiting[0]] <= free:
            free -= int(log.size[waiting[0]])
            taken.append((waiting.popleft(), drive))
    return taken
