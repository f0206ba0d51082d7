"""One replication as the player takes it: its parties and moves, its trips, its timetables."""

from typing import Any

import numpy as np

from sim.measures.replication import Replication
from sim.model.clock import NEVER, Mask, Whole, to_clock
from sim.model.timetable import Timetable
from sim.report.replay.moves import moves
from sim.report.replay.packed import packed
from sim.report.replay.rides import Ride, rides


def day(one: Replication, shown: tuple[str, ...]) -> dict[str, Any]:
    """The replication with the parties of these cohorts, in order of name.

    parties, moves: packed; of each party its cohort, persons and number of moves; of each move the ms since the party's
    last one, and the place. end: the last exit, or the last move where nobody crosses. levels: (from ms, level) of each
    station. trips: station, vehicle, pulled in, departed, arrived, empty, returned, -1 for never; and who is aboard.
    """
    there = np.isin(one.draws.cohort, [one.draws.cohorts.index(name) for name in shown])
    told = moves(one)
    kept = there[told.row]
    last = int(one.ended[one.crossed].max(initial=NEVER))
    return {
        "parties": packed(_parties(one, there, told.row, shown)),
        "moves": packed(np.column_stack([_since(told.row, told.at), told.to])[kept].ravel()),
        "start": int(told.at.min()) if told.at.size else 0,
        "end": last if last != NEVER else int(told.at.max(initial=0)),
        "last": "" if last == NEVER else to_clock(last),
        "crossed": int(one.log.size[one.crossed].sum()),
        "levels": [_levels(station.timetable) for station in one.crossing.stations],
        "trips": [_trip(ride, np.cumsum(there) - 1, there) for ride in rides(one)],
    }  # fmt: skip


def _levels(timetable: Timetable) -> list[tuple[int, int]]:
    return list(zip(timetable.breaks, timetable.levels, strict=True))


def _parties(one: Replication, there: Mask, row: Whole, shown: tuple[str, ...]) -> Whole:
    number = np.array([shown.index(name) if name in shown else NEVER for name in one.draws.cohorts])
    count = np.bincount(row, minlength=there.size)
    return np.column_stack([number[one.draws.cohort], one.log.size, count])[there].ravel()


def _since(row: Whole, at: Whole) -> Whole:
    """How long ago the party's last move was, ms; of its first since 00:00."""
    before = np.append(0, at[:-1])
    return np.where(np.append(NEVER, row[:-1]) == row, at - before, at)


def _trip(ride: Ride, number: Whole, there: Mask) -> list[Any]:
    return [*ride[:-1], [int(number[row]) for row in ride.rows if there[row]]]
