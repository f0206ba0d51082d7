"""The reported figures of a run's days beside the simulated ones."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from sim.evidence import Figure, Simulated, days_of
from sim.measures.row import NOWHERE
from sim.model.clock import MINUTE, Real, from_clock
from sim.model.rules import EVERYONE
from sim.study.intervals import prediction_interval
from sim.study.replicate import Results

Counts = Mapping[str, Real]  # of figures that are counted until a clock time, by their id
NO_COUNTS: Counts = MappingProxyType({})


class Beside(NamedTuple):
    """One reported figure and the simulated prediction interval of one more run; clock times in minutes since 00:00."""

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
    some = [name for name in results.cohorts if named(name, cohorts)]
    by = "party" if measure.startswith("parties") else "person"
    each = [results.values(measure, name, station, by) for name in some]
    return np.sum(each, axis=0) if each else np.full(results.replications, np.nan)


def beside(results: Results, figures: Sequence[Figure], counts: Counts = NO_COUNTS) -> list[Beside]:
    """Each figure that names a measure of shown cohorts and stations of this run, beside the simulated runs.

    counts: (R,) of each figure, by its id, that is counted until a clock time; without it such a figure is left out.
    """
    return [_beside(figure, values_of(results, figure, counts)) for figure in figures
            if figure.simulated is not None and is_shown(results, figure.simulated)
            and (figure.simulated.until is None or figure.id in counts)]  # fmt: skip


def is_shown(results: Results, told: Simulated) -> bool:
    """Whether the run has the station and one of the cohorts, and none of these is hidden."""
    cohorts = any(named(name, told.cohorts) for name in (EVERYONE, *results.cohorts))
    hidden = any(named(name, told.cohorts) for name in results.hidden)
    return cohorts and not hidden and told.station in (None, *results.crossing.names)


def named(cohort: str, patterns: Sequence[str]) -> bool:
    """Whether a cohort is one that the patterns name."""
    return any(fnmatchcase(cohort, pattern) for pattern in patterns)


def values_of(results: Results, figure: Figure, counts: Counts) -> Real:
    """The simulated measure of a figure in the replications in which there is one (r,), r <= R."""
    told = figure.simulated
    if told is None:
        raise ValueError(f"{figure.id}: needs `simulated`")
    values = counts[figure.id] if told.until is not None else _total(results, told.measure, figure, told)
    if told.minus is not None:
        values = values - _total(results, told.minus, figure, told)
    return np.asarray(values[~np.isnan(values)])


def _beside(figure: Figure, values: Real) -> Beside:
    day = prediction_interval(values)
    median = float(np.median(values)) if values.size else None
    low, best, high = (in_minutes(value) for value in (figure.low, figure.best, figure.high))
    return Beside(figure.id, figure.what, figure.unit, low, best, high, day.low, median, day.high)


def _total(results: Results, measure: str, figure: Figure, told: Simulated) -> Real:
    """A measure of the whole run (R,), or summed over the days that the figure is of."""
    of, whole = days_of(figure, results.scenario.date), range(results.scenario.days)
    measures = [measure] if of == whole else [f"{measure}, day {day + 1}" for day in of]
    each = [simulated(results, one, list(told.cohorts), told.station or NOWHERE) for one in measures]
    return np.asarray(np.sum(each, axis=0))


def in_minutes(value: float | str) -> float:
    """A figure's value; a clock time as minutes since 00:00."""
    return from_clock(value) / MINUTE if isinstance(value, str) else float(value)
