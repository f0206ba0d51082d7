"""Intervals over independent replications, each named for what it is.

These are terminating simulations: a day begins and ends, so there is no warm-up to cut off.
"""

from typing import NamedTuple

import numpy as np
from scipy import special

from sim.model.clock import Real

LEVEL = 0.95


class Interval(NamedTuple):
    """From `low` to `high`; both None where the replications are too few."""

    low: float | None
    high: float | None


NONE = Interval(None, None)


def mean_interval(values: Real, level: float = LEVEL) -> Interval:
    """Confidence interval of the mean: Student's t (Law 2015, Simulation Modeling and Analysis, 5th ed., sec. 4.5)."""
    half = half_width(values, level)
    if half is None:
        return NONE
    return Interval(float(values.mean()) - half, float(values.mean()) + half)


def half_width(values: Real, level: float = LEVEL) -> float | None:
    """Half the width of the confidence interval of the mean; None for fewer than two values."""
    count = values.size
    if count < 2:
        return None
    return float(special.stdtrit(count - 1, (1 + level) / 2) * values.std(ddof=1) / np.sqrt(count))


def quantile_interval(values: Real, share: float, level: float = LEVEL) -> Interval:
    """Confidence interval of the quantile below which this share of all days falls, whatever the distribution.

    Two order statistics (Conover 1999, Practical Nonparametric Statistics, 3rd ed., sec. 3.2; Hahn and Meeker 1991,
    sec. 5.2): it takes 6 values for a median, and 72 for a 95th percentile.
    """
    if values.size == 0:
        return NONE
    from scipy import stats  # noqa: PLC0415  (it takes half a second to be imported)

    found = stats.quantile_test(values, p=share).confidence_interval(level)
    return NONE if np.isnan([found.low, found.high]).any() else Interval(float(found.low), float(found.high))


def level_of_each(comparisons: int) -> float:
    """The level at which so many intervals are drawn that all of them hold together with 0.95 (Bonferroni)."""
    return 1 - (1 - LEVEL) / comparisons


def prediction_interval(values: Real) -> Interval:
    """Where one more day would fall with probability 0.95 at least, whatever the distribution.

    The k-th smallest and k-th largest of n values hold the next with probability (n + 1 - 2k) / (n + 1), so it takes 39
    replications (Hahn and Meeker 1991, Statistical Intervals, sec. 5.2).
    """
    k = outside(values.size)
    if k < 1:
        return NONE
    ordered = np.sort(values)
    return Interval(float(ordered[k - 1]), float(ordered[-k]))


def observed_median(values: Real) -> float:
    """A middle value that came up: the lower one of two, so that a clock time is not between two days."""
    return float(np.quantile(values, 0.5, method="inverted_cdf"))


def outside(count: int) -> int:
    """The k of a prediction interval of so many values; below 1 where they are too few."""
    return int((1 - LEVEL) / 2 * (count + 1) + 1e-9)
