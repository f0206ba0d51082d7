"""The best plan, selected under common random numbers with a stated probability and indifference zone: procedure KN.

Kim and Nelson 2001, A fully sequential procedure for indifference-zone selection in simulation, ACM TOMACS 11(3),
251-273; with c = 1, and the constant for plans that share random numbers (also Kim and Nelson 2006, Selecting the best
system, Handbooks in OR and MS 13, ch. 17). The first replications of every plan give the variances of all
paired differences. From then on, replication by replication, a plan is out as soon as its sum has fallen behind
another's by more than an allowance that shrinks to nothing.

What is guaranteed: where the best mean is at least the indifference zone better than every other, it is selected with
the stated probability at least, for normal values however they hang together between plans. Where another mean is
nearer than that, either of the two will do. A day's values are not quite normal; docs/coverage.md shows what is kept
of it. Where a cap ends it nothing is guaranteed, and the choice is unclear.
"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from sim.model.clock import Real, Whole
from sim.study.intervals import LEVEL
from sim.study.statistics.comparison import SIGN, Sense

FIRST = 20  # replications of every plan, before any is out
TOGETHER = 20  # replications asked for at once

Sample = Callable[[Sequence[int], int, int], Real]  # (plans, from replication, up to, but without) -> (r, plans)
Ended = Literal["one is left", "those left do not differ", "the cap"]


class Selection(NamedTuple):
    """What a selection came to.

    best: the plan with the best mean among those `left` in play. means, replications: (P,) each plan's mean over as
    many replications as it was in play for. word: "selected" where best is the best with probability `level`, up to
    the indifference zone; "unclear" where the cap came first.
    """

    best: int
    left: tuple[int, ...]
    means: Real
    replications: Whole
    ended: Ended
    word: Literal["selected", "unclear"]
    indifference: float
    level: float


def select(
    sample: Sample, plans: int, sense: Sense, indifference: float, cap: int, level: float = LEVEL
) -> Selection:  # fmt: skip
    """Select the best of so many plans, with at most `cap` replications of each.

    sample: values of some plans over the same replications; none is asked for twice. indifference: in the output's
    unit. Raises ValueError for fewer than two plans, an indifference zone that is not above 0, a level that chance
    alone reaches or that nothing does, a cap below `FIRST`, and a value that is no number.
    """
    _check(plans, indifference, cap, level)
    scores = _scores(sample, range(plans), range(FIRST), plans, sense)
    span = _spans(scores, indifference, level)
    left, replications, ended = list(range(plans)), np.full(plans, FIRST), None
    for done in range(FIRST, cap + 1):
        if done > scores.shape[0]:
            ahead = range(scores.shape[0], min(scores.shape[0] + TOGETHER, cap))
            scores = np.concatenate([scores, _scores(sample, left, ahead, plans, sense)])
        replications[left] = done
        among = span[np.ix_(left, left)]
        left = _still_in(left, scores[:done, left].sum(axis=0), indifference / 2 * np.maximum(0, among - done))
        ended = _ended(left, bool(done > among.max()))
        if ended:
            break
    means = np.array([scores[:count, plan].mean() for plan, count in enumerate(replications.tolist())])
    best = left[int(np.argmax(means[left]))]
    return Selection(
        best, tuple(left), SIGN[sense] * means, replications, ended or "the cap", "selected" if ended else "unclear",
        indifference, level,
    )  # fmt: skip


def _scores(sample: Sample, some: Sequence[int], which: range, plans: int, sense: Sense) -> Real:
    """(r, P): more is better; nan for the plans that are not asked for."""
    values = SIGN[sense] * np.asarray(sample(some, which.start, which.stop), dtype=float)
    if values.shape != (len(which), len(some)) or np.isnan(values).any():
        raise ValueError(f"sample: got shape {values.shape}; needs {len(which)} numbers for each of {len(some)} plans")
    scores = np.full((len(which), plans), np.nan)
    scores[:, list(some)] = values
    return scores


def _spans(first: Real, indifference: float, level: float) -> Real:
    """(P, P) replications after which no allowance is left between two plans: h^2 S_il^2 / delta^2."""
    count, plans = first.shape
    eta = ((2 * (1 - level) / (plans - 1)) ** (-2 / (count - 1)) - 1) / 2
    paired = (first[:, :, None] - first[:, None, :]).var(axis=0, ddof=1)
    return np.asarray(2 * eta * (count - 1) * paired / indifference**2)


def _still_in(left: Sequence[int], sums: Real, allowance: Real) -> list[int]:
    """The plans whose sum is within the allowance of every other's; allowance: (L, L) in the output's unit."""
    behind = sums[None, :] - sums[:, None]
    return [left[at] for at in np.flatnonzero((behind <= allowance).all(axis=1)).tolist()]


def _ended(left: Sequence[int], is_spent: bool) -> Literal["one is left", "those left do not differ"] | None:  # noqa: FBT001
    """Why it ends, if it does; sums that are equal once no allowance is left stay equal for all we know."""
    if len(left) == 1:
        return "one is left"
    return "those left do not differ" if is_spent else None


def _check(plans: int, indifference: float, cap: int, level: float) -> None:
    if plans < 2:
        raise ValueError(f"plans: got {plans}; needs at least 2 to select from")
    if not indifference > 0:
        raise ValueError(f"indifference: got {indifference}; needs a difference above 0, in the output's unit")
    if cap < FIRST:
        raise ValueError(f"cap: got {cap}; needs at least {FIRST}, which come first")
    if not 1 / plans < level < 1:
        raise ValueError(f"level: got {level}; needs a probability between 1/{plans}, which is chance, and 1")
