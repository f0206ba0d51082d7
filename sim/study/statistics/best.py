"""How likely it is that a plan is the best: on a single day, and in the mean; two questions with two answers."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.model.clock import Real
from sim.study.intervals import LEVEL, Interval
from sim.study.statistics.chance import generator
from sim.study.statistics.comparison import SIGN, Sense

RESAMPLES = 2000  # the share's own standard error is then at most 0.012


class Best(NamedTuple):
    """Of one plan, over the `days` on which all plans have a value; None where there are none.

    on_a_day: the share of days on which it is the best one; of k plans that are equally good each has a 1/k-th of the
    day. low, high: confidence interval of the chance to be among the best of a day (Clopper and Pearson 1934).
    in_the_mean: the share of bootstrap resamples of the days in which its mean is the best: how far these days
    support it, and no probability of the plan (Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 6).
    """

    plan: int
    days: int
    on_a_day: float | None
    low: float | None
    high: float | None
    in_the_mean: float | None


def best_of(values: Real, sense: Sense, seed: int, level: float = LEVEL) -> list[Best]:
    """How likely each of the plans is the best, from values (R, P) over the same days; nan where a day has none."""
    score = SIGN[sense] * values[~np.isnan(values).any(axis=1)]
    days, plans = score.shape
    if days == 0:
        return [Best(plan, 0, None, None, None, None) for plan in range(plans)]
    on_a_day, in_the_mean = _shares(score).mean(axis=0), _shares(_resampled_means(score, seed)).mean(axis=0)
    among = (score == score.max(axis=1, keepdims=True)).sum(axis=0)
    chances = [_of_a_share(int(times), days, level) for times in among]
    return [Best(plan, days, float(on_a_day[plan]), *chances[plan], float(in_the_mean[plan])) for plan in range(plans)]


def _shares(score: Real) -> Real:
    """(N, P): 1 for the best plan of each row, 1/k for k that are equally good."""
    top = score == score.max(axis=1, keepdims=True)
    return np.asarray(top / top.sum(axis=1, keepdims=True))


def _resampled_means(score: Real, seed: int) -> Real:
    """(RESAMPLES, P) means over as many days, drawn anew from them; the plans of a day stay together."""
    days = score.shape[0]
    times = generator(seed, "bootstrap", "best").multinomial(days, np.full(days, 1 / days), size=RESAMPLES)
    return np.asarray(times @ score / days)


def _of_a_share(times: int, days: int, level: float) -> Interval:
    interval = stats.binomtest(times, days).proportion_ci(level, method="exact")
    return Interval(float(interval.low), float(interval.high))
