"""Many replications of one scenario: draw, simulate, measure, keep what pictures and tables need."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.engines import Engine, choose
from sim.measures import measured
from sim.measures.curves import PERSONS, Curves, curves, lay, room_for_curves
from sim.measures.outputs import told_of_nobody
from sim.measures.replication import Replication
from sim.measures.row import NOWHERE, Output
from sim.model.clock import Real
from sim.model.crossing import Crossing, as_planned
from sim.model.log import Trips
from sim.model.nearest import nearest
from sim.model.rules import EVERYONE
from sim.model.scenario import Scenario
from sim.study.executors import pool_of
from sim.study.folded import Folded, room_for
from sim.study.plan import visits

AT_ONCE = 64  # replications that a worker is given, at most: as many as are drawn together

Watch = Callable[[Iterable[int]], Iterable[int]]  # shows progress over the replications it hands on


@dataclass(frozen=True)
class Results:
    """What R replications gave, in order. table: all measures; curves: with a leading axis R; trips: an entry each.

    crossing: as planned; what days and breakdowns made of it differs between replications.
    changes: what was set differently from the scenario's file, as overrides. hidden: cohorts that are not shown, and
    count in totals alone (see `sim.study.public`).
    """

    scenario: Scenario
    crossing: Crossing
    cohorts: tuple[str, ...]
    seed: int
    table: Folded
    curves: Curves
    trips: list[Trips]
    changes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.table.values)

    def values(self, measure: str, cohort: str = EVERYONE, station: str = NOWHERE, by: str = "person") -> Real:
        """One measure over the replications (R,), nan where there was nothing to measure.

        Raises KeyError, with the nearest name, where there is no such measure, cohort or station.
        """
        known = (
            (measure, {row.measure for row in self.table.layout}),
            (cohort, {EVERYONE, *self.cohorts}),
            (station, {NOWHERE, *self.crossing.names}),
            (by, {"person", "party"}),
        )
        for name, names in known:
            if name not in names:
                raise KeyError(f"got {name!r}{nearest(name, sorted(names))}")
        return self.table.of(Output(measure, cohort, station, by))


def replicate(
    scenario: Scenario, replications: int, seed: int, watch: Watch = iter, engine: Engine | None = None,
    workers: int = 1,
) -> Results:  # fmt: skip
    """Simulate replications 0 … R - 1 of a scenario, by an engine and so many processes; `watch` may show how far.

    The results are the same for any number of workers. Raises ValueError for fewer than one replication.
    """
    if replications < 1:
        raise ValueError(f"replications: got {replications}; needs at least 1")
    at_hand = engine or choose("auto", replications * visits(scenario)).load()
    results = room_for_results(scenario, replications, seed)
    parts = each(results, at_hand) if workers == 1 else shared_out(results, at_hand, workers)
    for _ in zip(watch(range(replications)), parts, strict=True):
        pass
    return results


def room_for_results(scenario: Scenario, replications: int, seed: int) -> Results:
    """Results of so many replications, in which nothing is told yet."""
    planned = as_planned(scenario)
    table, lines = room_for(replications, told_of_nobody(scenario)), room_for_curves(planned, replications)
    return Results(scenario, planned, tuple(sorted(scenario.cohorts)), seed, table, lines, [])


def each(results: Results, engine: Engine, first: int = 0) -> Iterator[int]:
    """Fill in results that begin with replication `first`, one after another."""
    runs = engine.runs(results.scenario, results.seed, range(first, first + results.replications))
    for replication, run in enumerate(runs):
        one = Replication(*run)
        results.table.fold(replication, measured(one))
        lay(curves(one), results.curves, replication)
        results.trips.append(_kept(one.log.trips))
        yield replication


def _kept(trips: Trips) -> Trips:
    """A copy that holds nothing of the log alive."""
    return Trips(*np.array(list(vars(trips).values()), np.int64))


def shared_out(results: Results, engine: Engine, workers: int) -> Iterator[int]:
    """Fill in results by several processes, some replications at a time, in order."""
    size = max(1, min(AT_ONCE, results.replications // (2 * workers)))
    firsts = range(0, results.replications, size)
    counts = [min(size, results.replications - first) for first in firsts]
    with pool_of(workers) as pool:
        asked = deque(
            pool.submit(_some, results.scenario, results.seed, engine, *one) for one in zip(firsts, counts, strict=True)
        )
        for first in firsts:
            yield from _laid(asked.popleft().result(), results, first)


def _some(scenario: Scenario, seed: int, engine: Engine, first: int, count: int) -> Results:
    part = room_for_results(scenario, count, seed)
    for _ in each(part, engine, first):
        pass
    return part


def _laid(part: Results, results: Results, first: int) -> Iterator[int]:
    """Lay a part into the whole, and say which replications it was."""
    which = slice(first, first + part.replications)
    results.table.values[which], results.table.persons[which] = part.table.values, part.table.persons
    for name in PERSONS:
        getattr(results.curves, name)[which] = getattr(part.curves, name)
    results.trips.extend(part.trips)
    yield from range(first, first + part.replications)
