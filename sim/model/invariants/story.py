"""A log retold, station by station: who visited it, and which vehicles left it."""

from dataclasses import dataclass

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.crossing import AnyStation, Crossing, ShuttleStation
from sim.model.draws import Draws
from sim.model.invariants.rides import Vehicle, vehicles_of
from sim.model.invariants.visits import Visit, until, visits_of
from sim.model.log import Log, Why


@dataclass(frozen=True)
class StoryOf:
    """One station's story. `visits`: each party's in time. `vehicles`: in the order of the log's table."""

    plan: AnyStation
    horizon: int
    visits: list[Visit]
    vehicles: list[Vehicle]

    def first_visits(self) -> dict[int, Visit]:
        """The first visit of each party, by its row."""
        return {visit.row: visit for visit in reversed(self.visits)}


@dataclass(frozen=True)
class Story:
    """One replication's story; n parties, S stations.

    on_way: (n, S), whether the drawn way leads there. before: (n, S), the station before it on that way, or -1.
    last: (n,), the last station of the way. end: (n,), the drawn outcome there.
    away: (n,), the station from which it went home or aside without having come again, or -1.
    ended: (n,), when it left for good, ms; the horizon where it had not.
    """

    crossing: Crossing
    draws: Draws
    log: Log
    stations: list[StoryOf]
    on_way: Whole
    before: Whole
    last: Whole
    end: Whole
    away: Whole
    ended: Whole


def tell(crossing: Crossing, draws: Draws, log: Log) -> Story:
    """Retell a log."""
    stations = [_station(crossing, draws, log, at) for at in range(len(crossing.stations))]
    on_way, before, last, end = _ways(draws)
    left = until(crossing.horizon, log.left[np.arange(draws.parties), last])
    away, ended = _away(stations, draws, left)
    return Story(crossing, draws, log, stations, on_way, before, last, end, away, ended)


def _ways(draws: Draws) -> tuple[Whole, Whole, Whole, Whole]:
    """Each party's drawn way, which follows the declared order of stations."""
    on_way, before = np.zeros(draws.onward.shape, np.int64), np.full(draws.onward.shape, NEVER)
    last, to = np.full(draws.parties, NEVER), draws.first.copy()
    for at in range(draws.onward.shape[1]):
        here = to == at
        on_way[here, at], before[here, at] = 1, last[here]
        last[here], to[here] = at, draws.onward[here, at]
    return on_way, before, last, -1 - to


def _away(stations: list[StoryOf], draws: Draws, left: Whole) -> tuple[Whole, Whole]:
    """Where each party is away from (n,), and when it left for good (n,): there, or out of patience."""
    away, ended = np.full(draws.parties, NEVER), left.copy()
    for at, station in enumerate(stations):
        for visit in (one for one in station.visits if one.why != NEVER and one.back == station.horizon):
            away[visit.row] = at
            if visit.why == Why.PATIENCE and draws.for_good[visit.row]:
                ended[visit.row] = visit.away
    return away, ended


def _station(crossing: Crossing, draws: Draws, log: Log, at: int) -> StoryOf:
    plan, horizon = crossing.stations[at], crossing.horizon
    visits = visits_of(crossing, draws, log, at)
    vehicles = vehicles_of(plan, horizon, draws, log, at, visits) if isinstance(plan, ShuttleStation) else []
    return StoryOf(plan, horizon, visits, vehicles)
