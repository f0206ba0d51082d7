"""Plans compared over the same days: paired differences, intervals that hold all together, and a word for each.

The intervals are Student's t of paired differences (Law 2015, Simulation Modeling and Analysis, 5th ed., sec. 10.2.1),
each at the level at which all of them hold together (Bonferroni; Law 2015, sec. 10.3). Bonferroni rather than max-t:
it asks nothing of how differences hang together, which common random numbers leave unknown, and it costs little: for
five differences from one plan over 20 to 100 days, Dunnett's critical value is 3 to 4 % smaller. Rather than Holm:
Holm's procedure orders tests, and gives no intervals.

Student's t is for normal values. Of skewed days fewer than 30 leave the intervals too narrow: docs/coverage.md.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL, Interval, mean_interval

Sense = Literal["more is better", "less is better"]
Word = Literal["better", "worse", "alike", "unclear"]
SIGN: dict[Sense, int] = {"more is better": 1, "less is better": -1}


class Pair(NamedTuple):
    """Two plans, as columns of values: `plan` is compared with `against`."""

    plan: int
    against: int


class Difference(NamedTuple):
    """One plan less another, over the `days` on which both have a value.

    mean, low, high: of the paired difference, None where the days are too few. level: of this one interval, such that
    all intervals asked for at once hold together. gain: how many times as many replications it would take without
    common random numbers, None where nothing ever differs. word: see `judged`.
    """

    plan: int
    against: int
    days: int
    mean: float | None
    low: float | None
    high: float | None
    level: float
    gain: float | None
    word: Word


def with_one(plans: int, baseline: int = 0) -> list[Pair]:
    """Each of so many plans with one of them."""
    return [Pair(plan, baseline) for plan in range(plans) if plan != baseline]


def with_each_other(plans: int) -> list[Pair]:
    """Every two of so many plans, once."""
    return [Pair(plan, against) for against, plan in combinations(range(plans), 2)]


def compare(
    values: Real, pairs: Sequence[Pair], sense: Sense, indifference: float = 0, level: float = LEVEL
) -> list[Difference]:
    """The paired differences of values (R, P), in the order of the pairs; nan where a day has no value.

    indifference: a difference of the means of at most so much does not matter, in the output's unit. level: with which
    all intervals hold together. Raises ValueError for a negative indifference zone.
    """
    if indifference < 0:
        raise ValueError(f"indifference: got {indifference}; needs a difference from 0, in the output's unit")
    each = 1 - (1 - level) / max(1, len(pairs))
    return [_difference(values, pair, sense, indifference, each) for pair in pairs]


def judged(interval: Interval, sense: Sense, indifference: float = 0) -> Word:
    """What an interval of a difference says of the plan.

    "alike": all of it lies within the indifference zone, so that whatever difference there is does not matter. Else
    "better" or "worse": all of it lies on one side of 0. Else, and where there is no interval, "unclear".
    """
    if interval.low is None or interval.high is None:
        return "unclear"
    low, high = sorted((SIGN[sense] * interval.low, SIGN[sense] * interval.high))
    if -indifference <= low and high <= indifference:
        return "alike"
    if low > 0:
        return "better"
    return "worse" if high < 0 else "unclear"


def gain(before: Real, after: Real) -> float | None:
    """How many times the variance of the paired difference that of two independent runs' difference is.

    So many times as many replications would be needed without common random numbers (Law 2015, sec. 11.2).
    """
    if before.size < 2 or not (paired := float((after - before).var(ddof=1))):
        return None
    return float(before.var(ddof=1) + after.var(ddof=1)) / paired


def _difference(values: Real, pair: Pair, sense: Sense, indifference: float, level: float) -> Difference:
    both = ~np.isnan(values[:, pair.plan] + values[:, pair.against])
    after, before = values[both, pair.plan], values[both, pair.against]
    change = after - before
    interval = mean_interval(change, level)
    mean = float(change.mean()) if change.size else None
    word = judged(interval, sense, indifference)
    return Difference(*pair, change.size, mean, *interval, level, gain(before, after), word)
