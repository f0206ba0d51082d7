"""Every visit of a party to a station, as the log tells it: the last one, and those that ended without going on.

A stamp that never came is the horizon here: whoever has not moved on stays until then.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.model.clock import NEVER, Mask, Whole
from sim.model.crossing import AnyStation, Crossing, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.invariants.closings import due_end
from sim.model.log import STAMPS, Log, Why


class Visit(NamedTuple):
    """A party's visit to a station, all times in ms; visits are ordered as turns are (S1)."""

    turn: tuple[int, int, int]  # priority, the time that gives the turn, place
    row: int  # of the party in the draws
    size: int  # persons
    street: bool  # it stands in the street, holding nothing
    gated: bool  # it comes through a gate
    under_way: bool  # it is on its way when the run begins
    joined: int  # when it came to the entry queue, or came back to it
    admitted: int
    started: int
    service: int  # as drawn, at a desk
    due: int  # when a service that started is due to end
    finished: int
    left: int
    freed: int  # when it was no longer counted in the hall
    boarded: int  # when it had stepped on and the door was free
    alighting: int  # how long it takes to step off
    trip: int  # the number of the trip that took it, -1 for none
    away: int  # when it went home or aside
    back: int  # when it came again
    why: int  # why it went home or aside, -1 where it did not

    @property
    def name(self) -> str:
        """The party in a sentence."""
        return f"party {self.turn[2]}"

    @property
    def unqueued(self) -> int:
        """When it left the entry queue: admitted, or away from the street."""
        return min(self.admitted, self.away)


class Told(NamedTuple):
    """What the log itself says of a visit, times in ms; `since` gives the turn."""

    row: int
    trip: int
    why: int
    since: int
    joined: int
    admitted: int
    started: int
    finished: int
    left: int
    away: int
    back: int


class Coming(NamedTuple):
    """How a party comes to a station."""

    street: bool
    gated: bool
    under_way: bool


FROM_OUTSIDE = Coming(street=True, gated=False, under_way=False)  # so does who comes again (S8, S9, P5)
TIMES = slice(3, None)  # the columns of `Told` that are moments


def until(horizon: int, stamps: Whole) -> Whole:
    """Stamps with the horizon for those that never came."""
    return np.where(stamps == NEVER, horizon, stamps)


def visits_of(crossing: Crossing, draws: Draws, log: Log, at: int) -> list[Visit]:
    """All visits to a station, those that ended without going on first, each party's in time."""
    plan, horizon = crossing.stations[at], crossing.horizon
    table = np.array([*_ended_early(log, at), *_last(log, at)], np.int64).reshape(-1, len(Told._fields))
    table[:, TIMES] = until(horizon, table[:, TIMES])
    column = dict(zip(Told._fields, table.T, strict=True))
    due = due_end(plan, column["started"], draws.service[column["row"], at])
    freed, gated = _freed(plan, horizon, log, at, column), _gated(crossing, draws, log, at)
    visits: list[Visit] = []
    came: set[int] = set()
    for values, end, free in zip(table.tolist(), due.tolist(), freed.tolist(), strict=True):
        told = Told(*values)
        how = FROM_OUTSIDE if told.row in came else _coming(draws, at, told.row, gated)
        visits.append(_visit(draws, at, told, how, (end, free)))
        came.add(told.row)
    return visits


def _coming(draws: Draws, at: int, row: int, gated: Mask) -> Coming:
    """How a party comes to a station that was not there before."""
    first, on_trip = draws.first[row] == at, draws.on_trip[row] != NEVER
    street = first and not on_trip and not draws.in_hall[row]
    return Coming(bool(street), bool(gated[row]), bool(first and on_trip))


def _visit(draws: Draws, at: int, told: Told, how: Coming, ends: tuple[int, int]) -> Visit:
    """ends: when the service is due to end, and when the place in the hall is free again."""
    row = told.row
    turn = int(draws.priority[row]), told.since, int(draws.place[row])
    boarding = 0 if how.under_way else int(draws.boarding[row, at])
    due, freed = ends
    return Visit(
        turn, row, int(draws.size[row]), *how, told.joined, told.admitted, told.started, int(draws.service[row, at]),
        due, told.finished, told.left, freed, told.started + boarding, int(draws.alighting[row, at]),
        told.trip, told.away, told.back, told.why,
    )  # fmt: skip


def _ended_early(log: Log, at: int) -> Iterator[Told]:
    """The visits of the table of earlier ones; who goes home for the night keeps its turn (S9)."""
    table, row_of = log.earlier, {place: row for row, place in enumerate(log.place.tolist())}
    kept: dict[int, int] = {}
    for entry in np.flatnonzero((table.station == at) & np.isin(table.place, log.place)).tolist():
        place, _, joined, admitted, started, finished, left, back, why = (
            int(column[entry]) for column in vars(table).values()
        )
        row = row_of[place]
        since = kept.pop(row, joined)
        if why == Why.EVENING:
            kept[row] = since
        gone = NEVER if admitted == NEVER else left  # else it left the street, and no station
        yield Told(row, NEVER, why, since, joined, admitted, started, finished, gone, left, back)


def _last(log: Log, at: int) -> Iterator[Told]:
    """The visits that went on, or go on still; who came again joined the queue then."""
    here = log.earlier.station == at
    back = dict(zip(log.earlier.place[here].tolist(), log.earlier.back[here].tolist(), strict=True))
    stamps = [getattr(log, stamp)[:, at].tolist() for stamp in STAMPS]
    for row in np.flatnonzero(log.reached[:, at] != NEVER).tolist():
        since, admitted, started, finished, left = (column[row] for column in stamps)
        joined, trip = back.get(int(log.place[row]), since), int(log.trip[row, at])
        yield Told(row, trip, NEVER, since, joined, admitted, started, finished, left, NEVER, NEVER)


def _gated(crossing: Crossing, draws: Draws, log: Log, at: int) -> Mask:
    """Who was let into a station by a gate: (n,)."""
    gates = [before for before, plan in enumerate(crossing.stations) if isinstance(plan, GateStation)]
    let_in = (log.left[:, gates] != NEVER) & (draws.onward[:, gates] == at)
    return np.asarray(let_in.any(axis=1))


def _freed(plan: AnyStation, horizon: int, log: Log, at: int, column: dict[str, Whole]) -> Whole:
    """When the place in the hall of each visit was free again (S2, S5): (v,)."""
    if not isinstance(plan, ShuttleStation):
        return column["left"]
    if not plan.hall_freed_at_departure:
        return column["started"]
    trips = log.trips.station == at
    departed = dict(zip(log.trips.number[trips].tolist(), until(horizon, log.trips.departed)[trips].tolist(),
                        strict=True))  # fmt: skip
    return np.array([departed.get(trip, horizon) for trip in column["trip"].tolist()], np.int64)
