"""Intervals over independent replications, each named for what it is.

These are terminating simulations: a day begins and ends, so there is no warm-up to cut off.
"""

from functools import cache
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
    low, high = _ranks(values.size, share, level)
    if low < 0 or high >= values.size:
        return NONE
    ordered = np.sort(values)
    return Interval(float(ordered[low]), float(ordered[high]))


@cache
def _ranks(count: int, share: float, level: float) -> tuple[int, int]:
    """The places of both ends among so many ordered values, from 0; beyond them where the values are too few.

    They are those of `scipy.stats.quantile_test`, without half a second to import it.
    """
    below = special.bdtr(np.arange(count + 1), count, share) if count else np.array([1.0])
    tail = (1 - level) / 2
    return int(np.searchsorted(below, tail)) - 1, int(np.searchsorted(-(1 - below), -tail))


def share_interval(count: int, of: int, level: float = LEVEL) -> Interval:
    """Confidence interval of a share, so many of some days: it holds the share with `level` at least. None for no days.

    Clopper and Pearson 1934, Biometrika 26, 404-413.
    """
    if not of:
        return NONE
    tail = (1 - level) / 2
    low = float(special.betaincinv(count, of - count + 1, tail)) if count else 0.0
    high = float(special.betaincinv(count + 1, of - count, 1 - tail)) if count < of else 1.0
    return Interval(low, high)


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
