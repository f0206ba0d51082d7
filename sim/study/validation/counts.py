"""What was counted before a day was over, counted again on the simulated days, from the logs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from sim.evidence import Figure, Simulated, days_of
from sim.measures.replication import Replication
from sim.measures.until import crossed_within
from sim.model.clock import DAY, Real, from_clock
from sim.model.scenario import Scenario
from sim.study.beside import named

Runs = Callable[[Sequence[int]], Iterable[tuple[Any, ...]]]  # what an engine gives for some replications


def counts_until(figures: Sequence[Figure], scenario: Scenario, runs: Runs, replications: int) -> dict[str, Real]:
    """The count (R,) of each figure with a clock time, by its id; the days are simulated again where there is one."""
    asked = [(figure.id, *_span(figure, told, told.until, scenario))
             for figure in figures if (told := figure.simulated) and told.until]  # fmt: skip
    if not asked:
        return {}
    days = [Replication(*run) for run in runs(range(replications))]
    return {name: np.array([crossed_within(day, cohorts, begin, end) for day in days], float)
            for name, cohorts, begin, end in asked}  # fmt: skip


def _span(figure: Figure, told: Simulated, until: str, scenario: Scenario) -> tuple[list[str], int, int]:
    """The cohorts of a figure, and from when until when it is counted (ms): from 00:00 of its day."""
    begin = days_of(figure, scenario.date).start * DAY
    cohorts = [name for name in sorted(scenario.cohorts) if named(name, told.cohorts)]
    return cohorts, begin, begin + from_clock(until)
