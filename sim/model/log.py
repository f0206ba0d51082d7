"""The log: what an engine answers. Five stamps per party and station, the trips, and one outcome per party (X)."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import Crossing, DeskStation, ShuttleStation, Side
from sim.model.draws import Draws
from sim.model.outcome import Outcome

STAMPS = ("reached", "admitted", "started", "finished", "left")


class Reason(IntEnum):
    """Why a vehicle left: the first of these that was true (S5)."""

    FULL = 0
    CLOSED = 1
    PATIENCE = 2
    HEAD = 3


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
class Log:
    """One replication acted out; n parties, S stations, times in ms, -1 for never.

    place, cohort, size, arrival: (n,), as drawn. outcome, where: (n,), where -1 for nowhere.
    reached, admitted, started, finished, left: (n, S). trip: (n, S), the number of the trip that took the party.
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

    def ended(self) -> Whole:
        """The moment (n,) each party left for good, ms; -1 for those who had not."""
        return np.where(np.isin(self.outcome, ENDED), self.left.max(axis=1, initial=NEVER), NEVER)

    def to_bytes(self) -> bytes:
        """Every number of the log in one canonical form, for comparing two logs to the bit."""
        parts = [getattr(self, field.name) for field in fields(self) if field.name != "trips"]
        parts += [getattr(self.trips, field.name) for field in fields(self.trips)]
        return b"".join(np.ascontiguousarray(part, dtype="<i8").tobytes() for part in parts)


ENDED = (Outcome.CROSSED, Outcome.REFUSED, Outcome.TURNED_AWAY)


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
        trips=Trips(*np.zeros((8, 0), np.int64)),
    )


def close(log: Log, crossing: Crossing) -> Log:
    """Write down where everyone stands who has no outcome yet: nobody is dropped (T3)."""
    for party in np.flatnonzero(log.outcome == NEVER).tolist():
        log.outcome[party], log.where[party] = _standing(log, crossing, party)
    return log


def _standing(log: Log, crossing: Crossing, party: int) -> tuple[Outcome, int]:
    """Where a party that has not left for good stands at the horizon, as (outcome, station or -1)."""
    if log.arrival[party] == NEVER:
        return Outcome.NO_SHOW, NEVER
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
