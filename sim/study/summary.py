"""One line a measure: its mean and its median with confidence intervals, and where a single day would fall."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.measures.row import Row
from sim.model.clock import NEVER, Real
from sim.study.intervals import mean_interval, observed_median, prediction_interval, quantile_interval
from sim.study.replicate import Results


class Line(NamedTuple):
    """A measure over the replications in which it had something to measure (`days`), and of whom it speaks.

    mean_low, mean_high: confidence interval of the mean over days. median_low, median_high: confidence interval of the
    median of days. day_low, day_high: prediction interval of one more day. Each holds with probability 0.95.
    """

    measure: str
    cohort: str
    station: str
    by: str
    unit: str
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    day_low: float | None
    median: float | None
    median_low: float | None
    median_high: float | None
    day_high: float | None
    days: int
    replications: int
    persons: float | None
    whose: str


def summarise(results: Results) -> list[Line]:
    """A line for every measure, in the order of measuring."""
    table = results.table
    columns = zip(table.layout, table.values.T.copy(), table.persons.T.copy(), strict=True)
    return [_line(row, values, persons) for row, values, persons in columns if (persons != NEVER).any()]


def _line(row: Row, values: Real, persons: NDArray[np.int32]) -> Line:
    """The line of a row, of its values (R,) and of how many persons it speaks of (R,), -1 where it was left out."""
    replications = values.size
    values, persons = values[~np.isnan(values)], persons[persons != NEVER]
    mean, day, middle = mean_interval(values), prediction_interval(values), quantile_interval(values, 0.5)
    return Line(
        row.measure, row.cohort, row.station, row.by, row.unit,
        float(values.mean()) if values.size else None, *mean,
        day.low, _median(values, row.unit) if values.size else None, *middle, day.high,
        values.size, replications, None if row.persons is None else float(persons.mean()), row.whose,
    )  # fmt: skip


def _median(values: Real, unit: str) -> float:
    return observed_median(values) if unit == "clock" else float(np.median(values))
