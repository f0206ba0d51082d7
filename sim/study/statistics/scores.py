"""Proper scores of a simulated distribution, once a value is known: smaller is better, in the value's own unit.

A score is proper where nobody can do better than by saying what they believe (Gneiting and Raftery 2007, J. American
Statistical Association 102, 359-378). One score of one figure has no yardstick: scores of two models on the same figure
can be told apart, scores of two figures cannot.
"""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL


class Span(NamedTuple):
    """The CRPS of an observation that is only known to lie in a range: the least and the most it can be."""

    least: float
    most: float


def interval_score(low: float, high: float, observed: float, level: float = LEVEL) -> float:
    """The interval's width, and 2 / (1 - level) times how far the observation lies outside it (their eq. 43, p. 370).

    Raises ValueError where `low` is above `high`.
    """
    if low > high:
        raise ValueError(f"interval: got {low} to {high}; needs low <= high")
    outside = max(low - observed, 0.0) + max(observed - high, 0.0)
    return high - low + 2 / (1 - level) * outside


def crps(values: Real, observed: float) -> float | None:
    """Continuous ranked probability score of replications (R,): mean |X - y| less half of mean |X - X'| (their eq. 21).

    In its fair form: X and X' are two different replications, so that more replications change how sure it is and not
    what is expected of it (Ferro 2014, Q. J. Royal Meteorological Society 140, 1917-1923). None for fewer than two.
    """
    count = values.size
    if count < 2:
        return None
    ordered, ranks = np.sort(values), np.arange(1 - count, count, 2)
    apart = 2 * float(ranks @ ordered) / (count * (count - 1))  # the mean of |X - X'|, by order statistics
    return float(np.abs(values - observed).mean()) - apart / 2


def crps_in(values: Real, low: float, high: float) -> Span | None:
    """The CRPS where sources leave the observation between `low` and `high`.

    It is convex in the observation and least at the median: so it is least at the value of the range that is nearest to
    the median, and most at one of its ends. None for fewer than two replications.
    """
    if low > high:
        raise ValueError(f"observation: got {low} to {high}; needs low <= high")
    if values.size < 2:
        return None
    nearest = min(max(float(np.median(values)), low), high)
    least, *ends = (crps(values, value) or 0.0 for value in (nearest, low, high))
    return Span(least, max(ends))
