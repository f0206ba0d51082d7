"""The log: what an engine answers. Five stamps per party and station, the trips, and one outcome per party (X)."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import Crossing, DeskStation, ShuttleStation, Side
from sim.model.draws import Draws
from sim.model.outcome import GONE, Outcome

STAMPS = ("reached", "admitted", "started", "finished", "left")


class Reason(IntEnum):
    """Why a vehicle left: the first of these that was true (S5); or it was under way when the run began."""

    FULL = 0
    CLOSED = 1
    PATIENCE = 2
    HEAD = 3
    UNDER_WAY = 4


class Why(IntEnum):
    """Why a visit ended without going on: out of patience, gone home for the night, or waiting aside (S8, S9, P5)."""

    PATIENCE = 0
    EVENING = 1
    ASIDE = 2


@dataclass
class Trips:
    """One entry a trip, by station, then by number of departure. Times in ms, -1 where it had not happened."""

    station: Whole
    number: Whole
    pulled_in: Whole
    departed: Whole
    arrived: Whole
    returned: Whole
    persons: Whole
    reason: Whole


@dataclass
class Earlier:
    """One entry for each visit that ended without going on, by place, then in time. Times in ms, -1 for never.

    place: of the party. reached: when it came to the entry queue, or came back to it. left: when it went home or aside.
    back: when it came again, -1 where it had not. why: a `Why`.
    """

    place: Whole
    station: Whole
    reached: Whole
    admitted: Whole
    started: Whole
    finished: Whole
    left: Whole
    back: Whole
    why: Whole


@dataclass
class Log:
    """One replication acted out; n parties, S stations, times in ms, -1 for never.

    place, cohort, size, arrival: (n,), as drawn. outcome, where: (n,), where -1 for nowhere.
    reached, admitted, started, finished, left: (n, S), of the last visit; `reached` is the time that gives a party its
    turn: who went home for the night keeps it. trip: (n, S), the number of the trip that took the party.
    earlier: visits before the last one.
    """

    place: Whole
    cohort: Whole
    size: Whole
    arrival: Whole
    outcome: Whole
    where: Whole
    reached: Whole
    admitted: Whole
    started: Whole
    finished: Whole
    left: Whole
    trip: Whole
    trips: Trips
    earlier: Earlier

    def ended(self) -> Whole:
        """The moment (n,) each party left for good, ms; -1 for those who had not."""
        gone = np.where(np.isin(self.outcome, GONE), self.left.max(axis=1, initial=NEVER), NEVER)
        gave_up = self.outcome == Outcome.GAVE_UP
        return np.where(gave_up, self.last_away(), gone)

    def last_away(self) -> Whole:
        """When each party (n,) last went home or aside, ms; -1 for those who never did."""
        away = np.full(int(self.place.max(initial=NEVER)) + 1, NEVER)
        away[self.earlier.place] = self.earlier.left  # in time: the last one stays
        return away[self.place]

    def to_bytes(self) -> bytes:
        """Every number of the log in one canonical form, for comparing two logs to the bit."""
        tables = (self.trips, self.earlier)
        parts = [getattr(self, field.name) for field in fields(self) if field.name not in TABLES]
        parts += [getattr(table, field.name) for table in tables for field in fields(table)]
        return b"".join(np.ascontiguousarray(part, dtype="<i8").tobytes() for part in parts)


TABLES = ("trips", "earlier")


def blank(crossing: Crossing, draws: Draws) -> Log:
    """A log in which nothing has happened yet."""
    never = (draws.parties, len(crossing.stations))
    return Log(
        place=draws.place.copy(),
        cohort=draws.cohort.copy(),
        size=draws.size.copy(),
        arrival=draws.arrival.copy(),
        outcome=np.full(draws.parties, NEVER),
        where=np.full(draws.parties, NEVER),
        **{stamp: np.full(never, NEVER) for stamp in (*STAMPS, "trip")},
        trips=Trips(*np.zeros((len(fields(Trips)), 0), np.int64)),
        earlier=Earlier(*np.zeros((len(fields(Earlier)), 0), np.int64)),
    )


def close(log: Log, crossing: Crossing) -> Log:
    """Write down where everyone stands who has no outcome yet: nobody is dropped (T3)."""
    away = _still_away(log)
    for party in np.flatnonzero(log.outcome == NEVER).tolist():
        log.outcome[party], log.where[party] = _standing(log, crossing, party, away)
    return log


def _still_away(log: Log) -> dict[int, int]:
    """The station to which each party (by place) is due again that has not come back before the horizon."""
    visits = zip(log.earlier.place.tolist(), log.earlier.station.tolist(), log.earlier.back.tolist(), strict=True)
    return {place: station for place, station, back in visits if back == NEVER}


def _standing(log: Log, crossing: Crossing, party: int, away: dict[int, int]) -> tuple[Outcome, int]:
    """Where a party that has not left for good stands at the horizon, as (outcome, station or -1)."""
    if log.arrival[party] == NEVER:
        return Outcome.NO_SHOW, NEVER
    if log.place[party] in away:
        return Outcome.DUE_AGAIN, away[int(log.place[party])]
    been = np.flatnonzero(log.reached[party] != NEVER)
    if not been.size:
        return Outcome.STILL_EXPECTED, NEVER
    inside = np.flatnonzero((log.admitted[party] != NEVER) & (log.left[party] == NEVER))
    if not inside.size:
        return Outcome.IN_THE_STREET, int(been[-1])
    return _hall_of(log, crossing, party, int(inside[0]))


def _hall_of(log: Log, crossing: Crossing, party: int, at: int) -> tuple[Outcome, int]:
    station = crossing.stations[at]
    if isinstance(station, ShuttleStation) and log.started[party, at] != NEVER:
        return Outcome.BETWEEN_THE_GATES, at
    egyptian = isinstance(station, DeskStation) and station.side is Side.EGYPTIAN
    return (Outcome.IN_THE_EGYPTIAN_HALL if egyptian else Outcome.STILL_INSIDE), at
