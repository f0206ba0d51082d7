"""Many replications of one scenario: draw, simulate, measure, keep what pictures and tables need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.engines import Engine, choose
from sim.measures import measure
from sim.measures.curves import Curves, curves, stacked
from sim.measures.row import NOWHERE, Row
from sim.model.clock import Real
from sim.model.crossing import Crossing, as_planned
from sim.model.log import Trips
from sim.model.nearest import nearest
from sim.model.rules import EVERYONE
from sim.model.scenario import Scenario
from sim.study.plan import visits

Watch = Callable[[Iterable[int]], Iterable[int]]  # shows progress over the replications it hands on


@dataclass(frozen=True)
class Results:
    """What R replications gave. rows, trips: one entry a replication, in order; curves: with a leading axis R.

    crossing: as planned; what days and breakdowns made of it differs between replications.
    changes: what was set differently from the scenario's file, as overrides. hidden: cohorts that are not shown, and
    count in totals alone (see `sim.study.public`).
    """

    scenario: Scenario
    crossing: Crossing
    cohorts: tuple[str, ...]
    seed: int
    rows: list[list[Row]]
    curves: Curves
    trips: list[Trips]
    changes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.rows)

    def values(self, measure: str, cohort: str = EVERYONE, station: str = NOWHERE, by: str = "person") -> Real:
        """One measure over the replications (R,), nan where there was nothing to measure.

        Raises KeyError, with the nearest name, where there is no such measure, cohort or station.
        """
        known = (
            (measure, {row.measure for row in self.rows[0]}),
            (cohort, {EVERYONE, *self.cohorts}),
            (station, {NOWHERE, *self.crossing.names}),
            (by, {"person", "party"}),
        )
        for name, names in known:
            if name not in names:
                raise KeyError(f"got {name!r}{nearest(name, sorted(names))}")
        return self._table.get((measure, cohort, station, by), np.full(self.replications, np.nan))

    @cached_property
    def _table(self) -> dict[tuple[str, str, str, str], Real]:
        """Each measure's values (R,) by (measure, cohort, station, by)."""
        table: dict[tuple[str, str, str, str], Real] = {}
        for replication, rows in enumerate(self.rows):
            for row in rows:
                key = (row.measure, row.cohort, row.station, row.by)
                values = table.setdefault(key, np.full(self.replications, np.nan))
                values[replication] = np.nan if row.value is None else row.value
        return table


def replicate(
    scenario: Scenario, replications: int, seed: int, watch: Watch = iter, engine: Engine | None = None
) -> Results:
    """Simulate replications 0 … R - 1 of a scenario, by an engine; `watch` may show how far it is.

    Raises ValueError for fewer than one replication.
    """
    if replications < 1:
        raise ValueError(f"replications: got {replications}; needs at least 1")
    at_hand = engine or choose("auto", replications * visits(scenario)).load()
    rows, lines, trips = [], [], []
    runs = at_hand.runs(scenario, seed, range(replications))
    for _, (crossing, draws, log) in zip(watch(range(replications)), runs, strict=True):
        rows.append(measure(crossing, draws, log))
        lines.append(curves(crossing, draws, log))
        trips.append(log.trips)
    return Results(scenario, as_planned(scenario), tuple(sorted(scenario.cohorts)), seed, rows, stacked(lines), trips)
