"""Many replications of one scenario: draw, simulate, measure, keep what pictures and tables need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from sim.engines import simulate
from sim.measures import measure
from sim.measures.curves import Curves, curves, stacked
from sim.measures.row import EVERYONE, NOWHERE, Row
from sim.model.clock import Real
from sim.model.crossing import Crossing, build
from sim.model.draws import draw
from sim.model.log import Trips
from sim.model.nearest import nearest
from sim.model.scenario import Scenario

Watch = Callable[[Iterable[int]], Iterable[int]]  # shows progress over the replications it hands on


@dataclass(frozen=True)
class Results:
    """What R replications gave. rows, trips: one entry a replication, in order; curves: with a leading axis R."""

    scenario: Scenario
    crossing: Crossing
    cohorts: tuple[str, ...]
    seed: int
    rows: list[list[Row]]
    curves: Curves
    trips: list[Trips]

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.rows)

    def values(self, measure: str, cohort: str = EVERYONE, station: str = NOWHERE, by: str = "person") -> Real:
        """One measure over the replications (R,), nan where there was nothing to measure.

        Raises KeyError, with the nearest name, where there is no such measure.
        """
        found = [
            row.value
            for rows in self.rows
            for row in rows
            if (row.measure, row.cohort, row.station, row.by) == (measure, cohort, station, by)
        ]
        if not found:
            raise KeyError(f"{measure} ({cohort}, {station or 'whole crossing'}, by {by})" + self._nearest(measure))
        return np.array(found, dtype=float)

    def _nearest(self, measure: str) -> str:
        return nearest(measure, dict.fromkeys(row.measure for row in self.rows[0]))


def replicate(scenario: Scenario, replications: int, seed: int, watch: Watch = iter) -> Results:
    """Simulate replications 0 … R - 1 of a scenario; `watch` may show how far it is."""
    crossing = build(scenario)
    rows, lines, trips = [], [], []
    for replication in watch(range(replications)):
        draws = draw(scenario, seed, replication)
        log = simulate(crossing, draws)
        rows.append(measure(crossing, draws, log))
        lines.append(curves(crossing, draws, log))
        trips.append(log.trips)
    return Results(scenario, crossing, tuple(sorted(scenario.cohorts)), seed, rows, stacked(lines), trips)
