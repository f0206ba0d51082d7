"""The reported figures of a day beside the simulated ones."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

import numpy as np

from sim.evidence import Figure, Simulated
from sim.measures.row import NOWHERE
from sim.model.clock import MINUTE, Real, from_clock
from sim.study.intervals import prediction_interval
from sim.study.replicate import Results


class Beside(NamedTuple):
    """One reported figure and the simulated prediction interval of a day; clock times in minutes since 00:00."""

    figure: str
    what: str
    unit: str
    low: float
    best: float
    high: float
    day_low: float | None
    median: float | None
    day_high: float | None

    @property
    def covered(self) -> bool | None:
        """Whether the prediction interval holds the best reported value; None where there is no interval."""
        if self.day_low is None or self.day_high is None:
            return None
        return self.day_low <= self.best <= self.day_high


def simulated(results: Results, measure: str, cohorts: list[str], station: str) -> Real:
    """A measure of each replication (R,), summed over the cohorts that the patterns name."""
    if cohorts == ["all"]:
        return results.values(measure, station=station)
    named = [name for name in results.cohorts if _named(name, cohorts)]
    by = "party" if measure.startswith("parties") else "person"
    each = [results.values(measure, name, station, by) for name in named]
    return np.sum(each, axis=0) if each else np.full(results.replications, np.nan)


def beside(results: Results, figures: Sequence[Figure]) -> list[Beside]:
    """Each figure that names a simulated measure, beside the simulated days; none of a cohort that is not shown."""
    told = [(figure, figure.simulated) for figure in figures if figure.simulated is not None]
    shown = [(figure, one) for figure, one in told if not any(_named(name, one.cohorts) for name in results.hidden)]
    return [_beside(results, figure, one) for figure, one in shown]


def _named(cohort: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(cohort, pattern) for pattern in patterns)


def _beside(results: Results, figure: Figure, told: Simulated) -> Beside:
    values = simulated(results, told.measure, list(told.cohorts), told.station or NOWHERE)
    values = values[~np.isnan(values)]
    day = prediction_interval(values)
    median = float(np.median(values)) if values.size else None
    low, best, high = (_number(value) for value in (figure.low, figure.best, figure.high))
    return Beside(figure.id, figure.what, figure.unit, low, best, high, day.low, median, day.high)


def _number(value: float | str) -> float:
    """A figure's value; a clock time as minutes since 00:00."""
    return from_clock(value) / MINUTE if isinstance(value, str) else float(value)
