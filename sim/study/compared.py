"""Plans compared: each by itself, each less the first, every two, who is best, and who is selected, as tables.

Every interval of a family of differences (the plans with the first; every two) holds together with all others of that
family, over all outputs (Bonferroni).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.compare import Alternative, Goal
from sim.study.intervals import LEVEL, mean_interval, prediction_interval
from sim.study.statistics.best import best_of
from sim.study.statistics.comparison import Difference as Paired
from sim.study.statistics.comparison import Pair, Word, compare, with_each_other, with_one
from sim.study.statistics.precision import LEAST, Wanted, outlook
from sim.study.statistics.selection import FIRST, select

WITH_THE_FIRST, EVERY_TWO = "with as it is", "every two"
OPPOSITE: dict[Word, Word] = {"better": "worse", "worse": "better", "alike": "alike", "unclear": "unclear"}


class Compared(NamedTuple):
    """values: (P, R, K) of P plans, the first as it is, over the same R replications and K goals; nan where none is."""

    plans: Sequence[Alternative]
    goals: Sequence[Goal]
    values: Real
    seed: int


class Told(NamedTuple):
    """One output of one plan: mean with its confidence interval, median, and where one more day would fall."""

    plan: str
    overrides: str
    output: str
    unit: str
    sense: str
    days: int
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    median: float | None
    day_low: float | None
    day_high: float | None


class Difference(NamedTuple):
    """One output of one plan less another's, over the `days` of the replications on which both have a value.

    unit: of the difference, as two clock times are so many minutes apart. low, high: an interval at `level`, so that
    all `intervals` of its family hold together with 0.95. gain: so many times as many replications it would take
    without common random numbers. word: "better", "worse", "alike" or "unclear", of the plan. needed: about how many
    replications in all would tell where it is unclear, if mean and spread stay what they are.
    """

    family: str
    plan: str
    against: str
    output: str
    unit: str
    sense: str
    indifference: float
    replications: int
    days: int
    mean: float | None
    low: float | None
    high: float | None
    level: float
    intervals: int
    gain: float | None
    word: str
    needed: float | None

    @property
    def is_partial(self) -> bool:
        """Whether a day is missing on which one of the two has no value."""
        return self.days < self.replications


class Chance(NamedTuple):
    """How likely a plan is the best in an output: see `sim.study.statistics.best.Best`."""

    output: str
    plan: str
    days: int
    on_a_day: float | None
    low: float | None
    high: float | None
    in_the_mean: float | None


class Selected(NamedTuple):
    """What procedure KN came to in an output: see `sim.study.statistics.selection`.

    in_play: plans that are left, `left` their names. replications: of those.
    why: why it ended, or why it was not begun.
    """

    output: str
    indifference: float
    level: float
    word: str
    plan: str
    in_play: int
    left: str
    replications: int
    why: str


def told(compared: Compared) -> Iterator[Told]:
    """Each plan by itself, output by output."""
    for goal, values in _by_goal(compared):
        for plan, column in zip(compared.plans, values.T, strict=True):
            yield _told(plan, goal, column[~np.isnan(column)])


def differences(compared: Compared) -> list[Difference]:
    """Each plan less the first, output by output; then, output by output, every two."""
    count = len(compared.plans)
    families = {WITH_THE_FIRST: with_one(count), EVERY_TWO: with_each_other(count)}
    return [line for family, pairs in families.items() for line in _family(compared, family, pairs)]


def chances(compared: Compared) -> Iterator[Chance]:
    """How likely each plan is the best, output by output."""
    for goal, values in _by_goal(compared):
        for best in best_of(values, goal.sense, compared.seed):
            yield Chance(goal.output, compared.plans[best.plan].name, *best[1:])


def selections(compared: Compared) -> Iterator[Selected]:
    """The plan that KN selects in each output with an indifference zone, from the replications that are there."""
    for goal, values in _by_goal(compared):
        if goal.indifference:
            yield _selected(compared, goal, values)


def _told(plan: Alternative, goal: Goal, there: Real) -> Told:
    mean, median = (float(there.mean()), float(np.median(there))) if there.size else (None, None)
    known, day = mean_interval(there), prediction_interval(there)
    return Told(
        plan.name, plan.overrides, goal.output, goal.unit, goal.sense, there.size, mean, *known, median, *day,
    )  # fmt: skip


def _by_goal(compared: Compared) -> Iterator[tuple[Goal, Real]]:
    """Each goal with its values (R, P)."""
    for at, goal in enumerate(compared.goals):
        yield goal, compared.values[:, :, at].T


def _family(compared: Compared, family: str, pairs: Sequence[Pair]) -> Iterator[Difference]:
    each = 1 - (1 - LEVEL) / len(compared.goals)
    names, intervals = [plan.name for plan in compared.plans], len(pairs) * len(compared.goals)
    for goal, values in _by_goal(compared):
        unit = "min" if goal.unit == "clock" else goal.unit
        for one in compare(values, pairs, goal.sense, goal.indifference, each):
            needed = _needed(one, values[:, one.plan] - values[:, one.against], goal.indifference)
            yield Difference(
                family, names[one.plan], names[one.against], goal.output, unit, goal.sense, goal.indifference,
                values.shape[0], one.days, one.mean, one.low, one.high, one.level, intervals, one.gain, one.word,
                needed,
            )  # fmt: skip


def _needed(one: Paired, change: Real, indifference: float) -> float | None:
    """How many replications make its interval lie on one side of 0, or within the indifference zone."""
    if one.word != "unclear" or one.mean is None or one.low is None:
        return None
    allowed = max(abs(one.mean), indifference - abs(one.mean))
    if allowed <= 0:
        return None
    wanted = [Wanted("difference", absolute=allowed)]
    return outlook(change[:, None], wanted, max(change.size, LEAST), one.level).reached[0].needed


def _selected(compared: Compared, goal: Goal, values: Real) -> Selected:
    names, zone = [plan.name for plan in compared.plans], goal.indifference
    if why := _why_not(values):
        return Selected(goal.output, zone, LEVEL, "unclear", "", len(names), "; ".join(names), 0, why)
    found = select(partial(_there, values), len(names), goal.sense, zone, values.shape[0])
    left = "; ".join(names[plan] for plan in found.left)
    used = int(found.replications[list(found.left)].max())
    return Selected(goal.output, zone, LEVEL, found.word, names[found.best], len(found.left), left, used, found.ended)


def _there(values: Real, plans: Sequence[int], first: int, last: int) -> Real:
    """The values (r, plans) of some plans, of those (R, P) that are there."""
    return values[first:last, list(plans)]


def _why_not(values: Real) -> str:
    """Why there can be no selection."""
    if values.shape[0] < FIRST:
        return f"too few replications; needs {FIRST}"
    missing = int(np.isnan(values).any(axis=1).sum())
    return f"some plan has no value in {missing} replications" if missing else ""
