"""Many replications of one scenario: draw, simulate, measure, keep what pictures and tables need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from sim.engines import Engine, choose
from sim.measures import measured
from sim.measures.curves import Curves, curves, lay, room_for_curves
from sim.measures.outputs import told_of_nobody
from sim.measures.replication import Replication
from sim.measures.row import NOWHERE, Output
from sim.model.clock import Real
from sim.model.crossing import Crossing, as_planned
from sim.model.log import Trips
from sim.model.nearest import nearest
from sim.model.rules import EVERYONE
from sim.model.scenario import Scenario
from sim.study.folded import Folded, room_for
from sim.study.plan import visits

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
    scenario: Scenario, replications: int, seed: int, watch: Watch = iter, engine: Engine | None = None
) -> Results:
    """Simulate replications 0 … R - 1 of a scenario, by an engine; `watch` may show how far it is.

    Raises ValueError for fewer than one replication.
    """
    if replications < 1:
        raise ValueError(f"replications: got {replications}; needs at least 1")
    at_hand = engine or choose("auto", replications * visits(scenario)).load()
    planned, trips = as_planned(scenario), []
    table, lines = room_for(replications, told_of_nobody(scenario)), room_for_curves(planned, replications)
    runs = at_hand.runs(scenario, seed, range(replications))
    for replication, run in zip(watch(range(replications)), runs, strict=True):
        one = Replication(*run)
        table.fold(replication, measured(one))
        lay(curves(one), lines, replication)
        trips.append(_kept(one.log.trips))
    return Results(scenario, planned, tuple(sorted(scenario.cohorts)), seed, table, lines, trips)


def _kept(trips: Trips) -> Trips:
    """A copy that holds nothing of the log alive."""
    return Trips(*np.array(list(vars(trips).values()), np.int64))
