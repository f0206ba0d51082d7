"""Shares of variance with intervals: how far another design, or other days, would have led.

Two things vary: which points were drawn, and which days they were simulated on. Points are resampled by the bootstrap
(Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 6), days by leaving groups of them out (the jackknife,
ch. 11), as a resampled day would be paired with itself. Both variances are added, which is on the safe side: the noise
of a single point on a single day is in both. Points of a Sobol sequence lie more evenly than independent ones, which
is safe again.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.statistics.chance import generator
from sim.study.statistics.variances import Crossed, Parts, parts

RESAMPLES = 1000  # of the points
GROUPS = 20  # of days, at most, each left out once


class Resampled(NamedTuple):
    """The parts as they are, a leading axis of 1; of resampled points, one of RESAMPLES; with days left out, of G."""

    found: Parts
    points: Parts
    days: Parts


class Shares(NamedTuple):
    """A share of variance, and its confidence interval; each of the same shape. nan where nothing varies."""

    value: Real
    low: Real
    high: Real


def resampled(outputs: Crossed, seed: int) -> Resampled:
    """The parts of the outputs' variance, and what they are in each resample."""
    base, days = outputs.a.shape[:2]
    even = np.full((1, base), 1 / base)
    times = generator(seed, "bootstrap", "base points").multinomial(base, even[0], size=RESAMPLES)
    groups = np.array_split(np.arange(days), min(GROUPS, days))
    without = [parts(_on(outputs, np.setdiff1d(np.arange(days), group)), even) for group in groups]
    return Resampled(parts(outputs, even), parts(outputs, times / base), _stacked(without))


def shares(share: Callable[[Parts], Real], of: Resampled, level: float = LEVEL) -> Shares:
    """A share, as a function of the parts, with its interval: normal, from both resamplings together."""
    with np.errstate(invalid="ignore", divide="ignore"):  # 0 / 0 is nan: a share of nothing
        value, by_points, by_days = (share(each) for each in of)
    count = by_days.shape[0]
    variance = by_points.var(axis=0, ddof=1) + (count - 1) * by_days.var(axis=0)
    half = stats.norm.ppf((1 + level) / 2) * np.sqrt(variance)
    return Shares(value[0], value[0] - half, value[0] + half)


def _on(outputs: Crossed, days: Real) -> Crossed:
    return Crossed(outputs.a[:, days], outputs.b[:, days], outputs.ab[:, :, days])


def _stacked(some: list[Parts]) -> Parts:
    return Parts(*(np.concatenate(column) for column in zip(*some, strict=True)))
