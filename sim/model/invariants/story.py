"""A log retold, station by station: who visited it, and which vehicles left it.

In a story a stamp that never came is the horizon: whoever has not moved on stays until then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import AnyStation, Crossing, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.invariants.closings import due_end
from sim.model.log import STAMPS, Log


class Visit(NamedTuple):
    """A party's visit to a station, all times in ms; visits are ordered as turns are (S1)."""

    turn: tuple[int, int, int]  # priority, when it reached the station, place
    size: int  # persons
    street: bool  # it comes from the street, holding nothing
    gated: bool  # it comes through a gate
    reached: int
    admitted: int
    started: int
    service: int  # as drawn, at a desk
    finished: int
    left: int
    freed: int  # when it was no longer counted in the hall
    boarded: int  # when it had stepped on and the door was free
    alighting: int  # how long it takes to step off
    trip: int  # the number of the trip that took it, -1 for none

    @property
    def name(self) -> str:
        """The party in a sentence."""
        return f"party {self.turn[2]}"


@dataclass(frozen=True)
class Vehicle:
    """A vehicle from its pull-in to its return, times in ms; `number` is -1 where it had not departed."""

    number: int
    pulled_in: int
    departed: int
    arrived: int
    returned: int
    persons: int
    reason: int
    aboard: tuple[Visit, ...]  # in boarding order
    seats: int
    last_call: int  # when its patience ends
    marked: int  # when its station closed for the first time since it pulled in
    ride: int
    ride_back: int

    def load(self, at: int) -> int:
        """Persons aboard, or stepping on, at a moment before it departs."""
        return sum(visit.size for visit in self.aboard if visit.started <= at)

    def door_free(self, at: int) -> bool:
        """Whether nobody steps on any more at the end of this instant."""
        return all(visit.boarded <= at for visit in self.aboard if visit.started <= at)

    def fits(self, visit: Visit, at: int) -> bool:
        """Whether there are seats for the party."""
        return self.load(at) + visit.size <= self.seats

    def takes(self, visit: Visit, at: int) -> bool:
        """Whether the party may step on (S5)."""
        return self.fits(visit, at) and self.door_free(at) and at <= self.last_call and at < self.marked


@dataclass(frozen=True)
class StoryOf:
    """One station's story. `hidden`: those in a bay at the horizon, where the log does not say in which vehicle."""

    plan: AnyStation
    horizon: int
    visits: list[Visit]
    vehicles: list[Vehicle]
    hidden: list[Visit]


@dataclass(frozen=True)
class Story:
    """One replication's story; n parties, S stations.

    on_way: (n, S), whether the drawn way leads there. before: (n, S), the station before it on that way, or -1.
    last: (n,), the last station of the way. end: (n,), the drawn outcome there.
    due: (n, S), when a service that started is due to end, at a desk.
    """

    crossing: Crossing
    draws: Draws
    log: Log
    stations: list[StoryOf]
    on_way: Whole
    before: Whole
    last: Whole
    end: Whole
    due: Whole


def tell(crossing: Crossing, draws: Draws, log: Log) -> Story:
    """Retell a log."""
    stations = [_station(crossing, draws, log, at) for at in range(len(crossing.stations))]
    plans = enumerate(crossing.stations)
    due = [due_end(plan, log.started[:, at], draws.service[:, at]) for at, plan in plans]
    return Story(crossing, draws, log, stations, *_ways(draws), np.stack(due, axis=1))


def until(horizon: int, stamps: Whole) -> Whole:
    """Stamps with the horizon for those that never came."""
    return np.where(stamps == NEVER, horizon, stamps)


def _ways(draws: Draws) -> tuple[Whole, Whole, Whole, Whole]:
    """Each party's drawn way, which follows the declared order of stations."""
    on_way, before = np.zeros(draws.onward.shape, np.int64), np.full(draws.onward.shape, NEVER)
    last, to = np.full(draws.parties, NEVER), draws.first.copy()
    for at in range(draws.onward.shape[1]):
        here = to == at
        on_way[here, at], before[here, at] = 1, last[here]
        last[here], to[here] = at, draws.onward[here, at]
    return on_way, before, last, -1 - to


def _station(crossing: Crossing, draws: Draws, log: Log, at: int) -> StoryOf:
    plan, horizon = crossing.stations[at], crossing.horizon
    visits = list(_visits(crossing, draws, log, at))
    if not isinstance(plan, ShuttleStation):
        return StoryOf(plan, horizon, visits, [], [])
    vehicles = [_departed(plan, horizon, draws, log, at, row, visits) for row in _trips_of(log, at)]
    hidden = [visit for visit in visits if visit.started < horizon and visit.trip == NEVER]
    if hidden and plan.bays == 1:
        return StoryOf(plan, horizon, visits, [*vehicles, _in_its_bay(plan, horizon, hidden)], [])
    return StoryOf(plan, horizon, visits, vehicles, hidden)


def _trips_of(log: Log, at: int) -> list[int]:
    return [int(row) for row in np.flatnonzero(log.trips.station == at)]


def _visits(crossing: Crossing, draws: Draws, log: Log, at: int) -> Iterator[Visit]:
    stamps = [until(crossing.horizon, getattr(log, stamp)[:, at]).tolist() for stamp in STAMPS]
    freed, gated = _freed(crossing, log, at).tolist(), _gated(crossing, draws, log, at)
    for row in np.flatnonzero(log.reached[:, at] != NEVER).tolist():
        reached, admitted, started, finished, left = (column[row] for column in stamps)
        turn = int(draws.priority[row]), reached, int(draws.place[row])
        boarded = started + int(draws.boarding[row, at])
        service, alighting, trip = (int(table[row, at]) for table in (draws.service, draws.alighting, log.trip))
        street, let_in = bool(draws.first[row] == at), bool(gated[row])
        yield Visit(turn, int(draws.size[row]), street, let_in, reached, admitted, started, service, finished, left,
                    freed[row], boarded, alighting, trip)  # fmt: skip


def _gated(crossing: Crossing, draws: Draws, log: Log, at: int) -> Whole:
    """Who was let into a station by a gate: (n,)."""
    gates = [before for before, plan in enumerate(crossing.stations) if isinstance(plan, GateStation)]
    let_in = (log.left[:, gates] != NEVER) & (draws.onward[:, gates] == at)
    return np.asarray(let_in.any(axis=1))


def _freed(crossing: Crossing, log: Log, at: int) -> Whole:
    """When each party's place in the hall was free again (S2, S5): (n,)."""
    plan, horizon = crossing.stations[at], crossing.horizon
    if not isinstance(plan, ShuttleStation):
        return until(horizon, log.left[:, at])
    if not plan.hall_freed_at_departure:
        return until(horizon, log.started[:, at])
    departed = dict(zip(log.trips.number[_trips_of(log, at)].tolist(),
                        log.trips.departed[_trips_of(log, at)].tolist(), strict=True))  # fmt: skip
    return np.array([departed.get(trip, horizon) for trip in log.trip[:, at].tolist()], np.int64)


def _departed(
    plan: ShuttleStation, horizon: int, draws: Draws, log: Log, at: int, row: int, visits: list[Visit]
) -> Vehicle:
    """A trip of the log, with those it took."""
    table = log.trips
    number, most = int(table.number[row]), draws.ride[at].size - 1
    columns = (table.pulled_in, table.departed, table.arrived, table.returned)
    times = [int(time) for time in until(horizon, np.array([column[row] for column in columns]))]
    ride, ride_back = (int(rides[at][min(number, most)]) for rides in (draws.ride, draws.ride_back))
    pulled_in, departed, arrived, returned = times
    return Vehicle(
        number, pulled_in, departed, arrived, returned, int(table.persons[row]), int(table.reason[row]),
        _in_boarding_order([visit for visit in visits if visit.trip == number]), plan.seats,
        pulled_in + plan.patience, _closes_after(plan, pulled_in), ride, ride_back,
    )  # fmt: skip


def _in_its_bay(plan: ShuttleStation, horizon: int, aboard: list[Visit]) -> Vehicle:
    """The vehicle that stands in the only bay at the horizon."""
    pulled_in = min(visit.started for visit in aboard)
    return Vehicle(
        NEVER, pulled_in, horizon, horizon, horizon, sum(visit.size for visit in aboard), NEVER,
        _in_boarding_order(aboard), plan.seats, pulled_in + plan.patience, _closes_after(plan, pulled_in), 0, 0,
    )  # fmt: skip


def _in_boarding_order(aboard: list[Visit]) -> tuple[Visit, ...]:
    """As they stepped on; where several did within one instant, as they stepped off."""
    return tuple(sorted(aboard, key=lambda one: (one.started, one.boarded, one.finished, one.left, -one.alighting)))


def _closes_after(plan: ShuttleStation, moment: int) -> int:
    """The first closing after a moment; what never closes does so after everything else."""
    steps = zip(plan.timetable.breaks, plan.timetable.levels, strict=True)
    return next((at for at, level in steps if at > moment and level == 0), 2**62)
