"""What knowing a number is worth before one of several plans is chosen: expected value of partial perfect information.

Whoever knows nothing more takes the plan that is best on average; whoever knows the number, the plan that is best at
its value. The difference, on average over what the number may be, is the EVPPI. What a plan gives at a value of one
number is found from points at which all numbers vary, by regression on that number alone (Strong, Oakley and Brennan
2014, Medical Decision Making 34, 311-326), here by a smoothing spline whose smoothness is chosen by generalised
cross-validation (SciPy), on what each plan gives more than the first.

The largest of several estimates is too large, as chance is chosen with it; so the plan is chosen from some points and
days, and what it gains is taken from others, on which the choice did not look. A number that tells nothing then gains
nothing on average, and may come out a little below 0. What is found is what can be gained by what was learnt here: a
little too small where the points are few. The usual estimate, which chooses and counts on the same points and days and
cannot come out below 0, stands beside it.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special
from scipy.interpolate import make_smoothing_spline

from sim.model.clock import Real, Whole
from sim.study.intervals import LEVEL
from sim.study.statistics.comparison import SIGN, Sense

PARTS = 4  # of the points; a plan is chosen from all but one and one half of the days, and tried on the rest
BINS = 32  # of a number's values, at most; a spline through their means costs a tenth, and loses next to nothing
FEWEST = 5  # values that a spline needs; of fewer, the mean at each is taken
FEWEST_POINTS, FEWEST_DAYS = 32, 4


class Gain(NamedTuple):
    """What knowing is worth, in the output's unit, with its confidence interval; usual: as it is usually estimated."""

    value: float
    low: float
    high: float
    usual: float


class Information(NamedTuple):
    """means: (P,) of each plan over all. best: the plan that is best on average.

    everything: of knowing all numbers at once (EVPI), which no single number can be worth more than. gains: of each
    number. behind: (D,) whether a number is surely worth less than the one that is worth most.
    """

    means: Real
    best: int
    everything: Gain
    gains: list[Gain]
    behind: NDArray[np.bool_]


def information(numbers: Real, values: Real, parts: Whole, sense: Sense, level: float = LEVEL) -> Information:
    """What each of D numbers is worth for the choice between P plans.

    numbers: (N, D) at N points. values: (N, R, P) of each plan at each point, over the same R days everywhere. parts:
    (N,) of which part of the design each point is; parts have to be drawn independently of each other, as halves of a
    single Latin hypercube are not: where one half lies high the other lies low. Intervals hold over other points and
    other days; the D of the numbers together at `level` (Bonferroni), and so do the comparisons with the first. Raises
    ValueError where points, days or plans are too few, and where a value is missing.
    """
    _checked(numbers, values, parts)
    score = SIGN[sense] * values
    means, each = score.mean(axis=(0, 1)), 1 - (1 - level) / numbers.shape[1]
    found = [_of_number(column, score, parts) for column in numbers.T]
    paired = [one for one, _ in found]
    gains = [Gain(*_mean(one, each), usual) for one, usual in found]
    first = paired[int(np.argmax([gain.value for gain in gains]))]
    behind = np.array([_mean(first - one, each)[1] > 0 for one in paired])
    return Information(SIGN[sense] * means, int(means.argmax()), _of_everything(score, parts, level), gains, behind)


def parts_of(points: int) -> Whole:
    """Of which of `PARTS` parts each of so many points is, where they follow one another (N,)."""
    return np.arange(points) * PARTS // points


def _checked(numbers: Real, values: Real, parts: Whole) -> None:
    points, days, plans = values.shape
    if numbers.shape[0] != points or numbers.ndim != 2 or not numbers.shape[1]:
        raise ValueError(f"numbers: got shape {numbers.shape} for {points} points; needs (N, D) with D from 1")
    if parts.shape != (points,) or np.unique(parts).size < 2:
        raise ValueError(f"parts: got shape {parts.shape} for {points} points; needs (N,) of two parts at least")
    if points < FEWEST_POINTS or days < FEWEST_DAYS or plans < 2:
        least = f"{FEWEST_POINTS} points, {FEWEST_DAYS} days and 2 plans"
        raise ValueError(f"values: got {points} points, {days} days and {plans} plans; needs at least {least}")
    if not (np.isfinite(values).all() and np.isfinite(numbers).all()):
        raise ValueError("values: got some that are missing; needs every plan's value at every point and day")


def _of_number(number: Real, score: Real, parts: Whole) -> tuple[Real, float]:
    """What knowing a number gains at each point and day (N, R), which the choice did not see; the usual estimate."""
    gained = np.empty(score.shape[:2])
    for learnt, days, tried, other in _folds(parts, score.shape[1]):
        mean = score[np.ix_(learnt, days)].mean(axis=1)
        chosen = _chosen(number[learnt], mean, number[tried])
        gained[np.ix_(tried, other)] = _over_the_best(score[np.ix_(tried, other)], chosen, mean.mean(axis=0).argmax())
    mean = score.mean(axis=1)
    expected = _expected(number, mean, number)
    usual = float(expected.max(axis=1).mean() - expected.mean(axis=0).max())
    return gained, usual


def _folds(parts: Whole, days: int) -> Iterator[tuple[Whole, Whole, Whole, Whole]]:
    """Points and days to choose from, points and days to try it on: each point and day is tried once."""
    half = np.arange(days) % 2
    for part in np.unique(parts):
        for of_days in range(2):
            yield (np.flatnonzero(parts != part), np.flatnonzero(half != of_days),
                   np.flatnonzero(parts == part), np.flatnonzero(half == of_days))  # fmt: skip


def _chosen(number: Real, score: Real, at: Real) -> Whole:
    """The plan to take at each value (M,), learnt from scores (N, P) at values of the number (N,)."""
    return np.asarray(_expected(number, score, at).argmax(axis=1))


def _expected(number: Real, score: Real, at: Real) -> Real:
    """What each plan is expected to give more than the first (M, P) at values of a number, by regression on it."""
    more = score - score[:, :1]
    return np.column_stack([_smooth(number, column, at) if column.any() else np.zeros(at.size) for column in more.T])


def _smooth(number: Real, values: Real, at: Real) -> Real:
    """The regression of values (N,) on a number (N,), at other values of it (M,)."""
    x, y, weight = _binned(number, values)
    if x.size < FEWEST:
        nearest = np.abs(at[:, None] - x).argmin(axis=1)
        return np.asarray(y[nearest])
    unit = (x - x[0]) / (x[-1] - x[0])
    spline = make_smoothing_spline(unit, y, w=weight)
    return np.asarray(spline((at - x[0]) / (x[-1] - x[0])))


def _binned(number: Real, values: Real) -> tuple[Real, Real, Real]:
    """Means of the number and of the values within bins of as many points, and how many those are; x increases."""
    order = np.argsort(number, kind="stable")
    distinct, of = np.unique(number[order], return_inverse=True)
    if distinct.size > BINS:
        of = of * BINS // distinct.size  # bins of whole values, so that none stands in two
    count = np.bincount(of).astype(float)
    return (np.bincount(of, number[order]) / count, np.bincount(of, values[order]) / count, count)


def _over_the_best(score: Real, chosen: Whole, best: int) -> Real:
    """What the chosen plan of each point gives more than the one that is best without knowing (M, R)."""
    return np.asarray(np.take_along_axis(score, chosen[:, None, None], axis=2)[:, :, 0] - score[:, :, best])


def _of_everything(score: Real, parts: Whole, level: float) -> Gain:
    """Of knowing all numbers: the best plan of each point, chosen on one half of the days and tried on the other."""
    gained = np.empty(score.shape[:2])
    for learnt, days, tried, other in _folds(parts, score.shape[1]):
        chosen = score[np.ix_(tried, days)].mean(axis=1).argmax(axis=1)
        best = score[np.ix_(learnt, days)].mean(axis=(0, 1)).argmax()
        gained[np.ix_(tried, other)] = _over_the_best(score[np.ix_(tried, other)], chosen, best)
    mean = score.mean(axis=1)
    return Gain(*_mean(gained, level), float(max(0.0, mean.max(axis=1).mean() - mean.mean(axis=0).max())))


def _mean(gained: Real, level: float) -> tuple[float, float, float]:
    """The mean over points and days (N, R), which are crossed, with its interval by Student's t.

    The variances by points and by days are added, which is on the safe side: the chance of a single point on a single
    day is in both. Degrees of freedom: Satterthwaite 1946, Biometrics Bulletin 2, 110-114.
    """
    points, days = gained.shape
    parts = np.array([gained.mean(axis=1).var(ddof=1) / points, gained.mean(axis=0).var(ddof=1) / days])
    whole, mean = float(parts.sum()), float(gained.mean())
    if whole <= 0:
        return mean, mean, mean
    freedom = whole**2 / float((parts**2 / (np.array([points, days]) - 1)).sum())
    half = float(special.stdtrit(freedom, (1 + level) / 2)) * whole**0.5
    return mean, mean - half, mean + half
