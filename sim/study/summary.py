"""One line a measure: its mean with a confidence interval, and the prediction interval of a single day."""

from typing import NamedTuple

import numpy as np

from sim.measures.row import Row
from sim.model.clock import Real
from sim.study.intervals import mean_interval, observed_median, prediction_interval
from sim.study.replicate import Results


class Line(NamedTuple):
    """A measure over the replications in which it had something to measure (`days`), and of whom it speaks."""

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
    day_high: float | None
    days: int
    replications: int
    persons: float | None
    whose: str


def summarise(results: Results) -> list[Line]:
    """A line for every measure, in the order of measuring."""
    told: dict[tuple[str, str, str, str], list[Row]] = {}
    for rows in results.rows:
        for row in rows:
            told.setdefault((row.measure, row.cohort, row.station, row.by), []).append(row)
    return [_line(rows, results.replications) for rows in told.values()]


def _line(rows: list[Row], replications: int) -> Line:
    first = rows[0]
    values = np.array([row.value for row in rows if row.value is not None], dtype=float)
    persons = [row.persons for row in rows if row.persons is not None]
    mean, day = mean_interval(values), prediction_interval(values)
    return Line(
        first.measure, first.cohort, first.station, first.by, first.unit,
        float(values.mean()) if values.size else None, *mean,
        day.low, _median(values, first.unit) if values.size else None, day.high,
        values.size, replications, float(np.mean(persons)) if persons else None, first.whose,
    )  # fmt: skip


def _median(values: Real, unit: str) -> float:
    return observed_median(values) if unit == "clock" else float(np.median(values))
