"""Where every party is at every moment, as moves from place to place."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.measures.departures import departures
from sim.measures.replication import Replication
from sim.measures.stays import Stays
from sim.model.clock import NEVER, UNLIMITED, Mask, Whole
from sim.model.crossing import DeskStation, ShuttleStation


class Phase(IntEnum):
    """Where somebody is at a station.

    OUTSIDE: in its entry queue, holding nothing. HELD: done at a desk, and not yet let on. IN_BAY: in a vehicle that
    has not left. AT_THE_DOOR: in a vehicle that has arrived, stepping off or not yet let on.
    """

    OUTSIDE = 0
    HALL = 1
    DESK = 2
    HELD = 3
    IN_BAY = 4
    DRIVING = 5
    AT_THE_DOOR = 6


PHASES = len(Phase)


class Moves(NamedTuple):
    """M moves, by party, then in time: row (M,) of the party, at (M,) ms, to (M,) the place it is in from then on.

    A place is `station * PHASES + phase`; S stations on, at `S * PHASES`, are those at home for the night, out of
    patience for the day or waiting aside, and after them those who left for good, by their outcome. Before its first
    move a party has not come.
    """

    row: Whole
    at: Whole
    to: Whole


def moves(one: Replication) -> Moves:
    """The moves of one replication; of several at one moment only the last."""
    told, away = one.stays, len(one.crossing.stations) * PHASES
    outside = told.outside(one.draws.first)
    steps = [(told.row, np.where(outside, told.came, NEVER), told.station * PHASES + Phase.OUTSIDE, told.left)]
    for at, station in enumerate(one.crossing.stations):
        if isinstance(station, DeskStation | ShuttleStation):
            steps += _inside(one, told.at(at), at)
    steps.append((told.row, np.where(told.why == NEVER, NEVER, told.left), np.full_like(told.row, away), told.left))
    rows = np.arange(one.ended.size)
    steps.append((rows, one.ended, away + 1 + one.log.outcome, np.full_like(rows, UNLIMITED)))
    return _in_time(away, *(np.concatenate(column) for column in zip(*steps, strict=True)))


def _inside(one: Replication, here: Stays, at: int) -> list[tuple[Whole, Whole, Whole, Whole]]:
    """Moves (row, moment or -1, place, when the stay ended) inside one station."""
    moments = {Phase.HALL: here.admitted}
    if isinstance(one.crossing.stations[at], ShuttleStation):
        trip = one.log.trip[here.row, at]
        arrived = np.append(one.log.trips.arrived[one.log.trips.station == at], NEVER)[trip]
        moments |= {Phase.IN_BAY: here.started, Phase.DRIVING: _of(here, departures(one.log, at)[here.row]),
                    Phase.AT_THE_DOOR: _of(here, arrived)}  # fmt: skip
    else:
        moments |= {Phase.DESK: here.started, Phase.HELD: here.finished}
    return [(here.row, moment, np.full_like(here.row, at * PHASES + phase), here.left)
            for phase, moment in moments.items()]  # fmt: skip


def _of(here: Stays, moment: Whole) -> Whole:
    """A moment of the trip that took a party, in the stay in which it stepped on."""
    return np.where(here.started == NEVER, NEVER, moment)


def _in_time(away: int, row: Whole, at: Whole, to: Whole, left: Whole) -> Moves:
    """Moves in order: of those at one moment the stay that ended first, and in a stay the lowest phase, comes first."""
    ends = np.where(left == NEVER, UNLIMITED - 1, left)
    order = np.lexsort((np.where(to < away, to % PHASES, PHASES), ends, at, row))
    order = order[at[order] != NEVER]
    row, at, to = row[order], at[order], to[order]
    return Moves(*(column[_last(row, at)] for column in (row, at, to)))


def _last(row: Whole, at: Whole) -> Mask:
    """Of the moves of one party at one moment, whether it is the last (M,)."""
    return np.append((row[1:] != row[:-1]) | (at[1:] != at[:-1]), True)[: row.size]
