"""What a study of what to find out came to: the worth of knowing each number, in order, and of knowing all."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.learning.asked import Learning
from sim.study.sensitivity.varied import Varied
from sim.study.statistics.comparison import SIGN
from sim.study.statistics.information import FEWEST_POINTS, Gain, Information, information, parts_of

ENOUGH = 0.9  # of the points: where fewer have a value of every plan on every day, nothing is said
ALL = "all numbers together"


class Worth(NamedTuple):
    """What it is worth to know a number before the plan is chosen: `value`, in `unit`, a day.

    low, high: its interval; all numbers' together hold with probability 0.95. usual: as it is usually estimated, from
    all points at once. worth: "yes" where the interval lies above 0, "no" where no value of it would change the choice,
    else "unclear". order: "first" for the one that is
    worth most, "not told apart" from it, or "behind" where it is surely worth less.
    """

    parameter: str
    basis: str
    low_end: float | None
    base: float | None
    high_end: float | None
    unit: str
    value: float
    low: float
    high: float
    usual: float
    worth: str
    order: str


class Ranked(NamedTuple):
    """A plan's mean over all points and days, and how often it is the best: at so many of the points, on average."""

    plan: str
    overrides: str
    mean: float
    best_at: float
    chosen: str


class Learnt(NamedTuple):
    """plans: in their order. worths: the largest first. everything: of knowing all numbers at once.

    points: at which every plan has a value on each of the `days`; missing: the others. told: why nothing is said.
    """

    learning: Learning
    plans: list[Ranked]
    worths: list[Worth]
    everything: Worth | None
    points: int
    missing: int
    days: int
    told: str


YES, NOT_SURE, NEVER = "yes", "unclear", "no"
MOST, ALIKE, LESS = "first", "not told apart", "behind"


def learnt(learning: Learning, values: Real) -> Learnt:
    """What values (N * P * R, 1) of the study's tasks tell; nothing where too many of them are missing."""
    points, plans = len(learning.design.points), len(learning.plans)
    table = np.swapaxes(values.reshape(points, plans, -1), 1, 2)  # (N, R, P)
    whole = np.isfinite(table).all(axis=(1, 2))
    kept, days = int(whole.sum()), table.shape[1]
    if kept < max(FEWEST_POINTS, ENOUGH * points):
        said = f"some plan has no value on some day at {points - kept} of {points} points"
        return Learnt(learning, [], [], None, kept, points - kept, days, said)
    table, numbers = table[whole], learning.design.points[whole]
    found = information(numbers, table, parts_of(points)[whole], learning.goal.sense)
    rows = sorted(_worths(learning, found), key=lambda row: -row.value)
    return Learnt(learning, _ranked(learning, found, table), rows, _everything(learning, found.everything), kept,
                  points - kept, days, "")  # fmt: skip


def _worths(learning: Learning, found: Information) -> list[Worth]:
    most = int(np.argmax([gain.value for gain in found.gains]))
    each = zip(learning.choice.numbers, found.gains, found.behind.tolist(), strict=True)
    return [_worth(learning, one, gain, MOST if at == most else LESS if behind else ALIKE)
            for at, (one, gain, behind) in enumerate(each)]  # fmt: skip


def _worth(learning: Learning, of: Varied, gain: Gain, order: str) -> Worth:
    return Worth(of.key, of.basis, of.range.low, of.base, of.range.high, _unit(learning), gain.value, gain.low,
                 gain.high, gain.usual, _surely(gain), order)  # fmt: skip


def _everything(learning: Learning, gain: Gain) -> Worth:
    """Its interval ends no lower than the usual estimate: half of the days choose too poorly at a single point."""
    high = max(gain.high, gain.usual)
    return Worth(ALL, "", None, None, None, _unit(learning), gain.value, gain.low, high, gain.usual,
                 _surely(gain), "")  # fmt: skip


def _surely(gain: Gain) -> str:
    """Where the choice is the same everywhere, what is gained has no spread at all."""
    if gain.value == gain.low == gain.high == 0:
        return NEVER
    return YES if gain.low > 0 else NOT_SURE


def _unit(learning: Learning) -> str:
    return "min" if learning.goal.unit == "clock" else learning.goal.unit


def _ranked(learning: Learning, found: Information, table: Real) -> list[Ranked]:
    """At a point at which k plans are equally good, each is the best at a k-th of it."""
    mean = SIGN[learning.goal.sense] * table.mean(axis=1)
    top = mean == mean.max(axis=1, keepdims=True)
    best_at = (top / top.sum(axis=1, keepdims=True)).mean(axis=0).tolist()
    each = zip(learning.plans, found.means.tolist(), best_at, strict=True)
    return [Ranked(plan.name, plan.overrides, value, share, YES if at == found.best else "")
            for at, (plan, value, share) in enumerate(each)]  # fmt: skip
