"""How many replications: go on until every wanted output is as precise as was asked for, or a cap ends it.

These are terminating simulations: a run begins and ends by its own rules, so there is no warm-up to cut off and
replications are independent. What is made precise is the mean over replications of an output, which may itself be a
day's quantile, such as the 95th percentile of the waits of a day.

The interval is looked at more than once and the looking ends when it is short, so it holds a little less often than
its level says (Law 2015, Simulation Modeling and Analysis, 5th ed., sec. 9.4.1). Two things keep the loss small: no
look before `LEAST` replications, and each next look where the need is expected to be met. docs/coverage.md shows what
is left of it.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from scipy import special

from sim.model.clock import Real
from sim.study.intervals import LEVEL, half_width

LEAST = 30  # replications before the first look
MOST = 10**9  # replications; a need beyond is told as this one
FURTHER = 1.1  # the next look is at least so many times as far as the last

Sample = Callable[[int, int], Real]  # (from replication, up to, but without, replication) -> (r, K)


class Wanted(NamedTuple):
    """An output, and the largest half-width its interval may have: a share of the mean, or in its unit.

    Where both are given the smaller one counts.
    """

    name: str
    relative: float | None = None
    absolute: float | None = None


class Reached(NamedTuple):
    """How precise one output is: the mean of `days` values, the half-width of its interval, and the one allowed.

    needed: about how many replications it takes; None where nothing says, as for a share of a mean of 0.
    """

    name: str
    days: int
    mean: float | None
    half: float | None
    allowed: float | None
    needed: int | None

    @property
    def is_met(self) -> bool:
        """Whether the interval is as narrow as was asked for, over enough days to be judged."""
        return self.days >= LEAST and self.half is not None and self.allowed is not None and self.half <= self.allowed


class Outlook(NamedTuple):
    """What the replications `done` say of each output, up to how many in all to go on, and why, in words."""

    reached: tuple[Reached, ...]
    done: int
    up_to: int
    word: str

    @property
    def goes_on(self) -> bool:
        """Whether there is more to simulate."""
        return self.up_to > self.done


def outlook(values: Real, wanted: Sequence[Wanted], cap: int, level: float = LEVEL) -> Outlook:
    """Whether to go on after the values (R, K) so far, one column for each wanted output, nan where a day has none.

    Raises ValueError where the wants are not as many as the columns, or not above 0, or the cap is below `LEAST`.
    """
    _check(values, wanted, cap)
    done = values.shape[0]
    reached = tuple(_reached(values[:, at], want, level) for at, want in enumerate(wanted))
    missing = [one for one in reached if not one.is_met]
    if done < LEAST:
        return Outlook(reached, done, LEAST, f"{done} replications; none is judged before {LEAST}")
    if not missing:
        return Outlook(reached, done, done, f"precise as asked after {done} replications")
    if done >= cap:
        return Outlook(reached, done, done, _capped(missing, cap))
    return Outlook(reached, done, _next(missing, done, cap), f"{done} replications; not yet: {_names(missing)}")


def until_precise(
    sample: Sample, wanted: Sequence[Wanted], cap: int, level: float = LEVEL
) -> tuple[Real, Outlook]:  # fmt: skip
    """Sample replications 0, 1, 2 … until they are precise as wanted or as many as the cap: values (R, K), and why."""
    values = sample(0, min(LEAST, cap))
    now = outlook(values, wanted, cap, level)
    while now.goes_on:
        values = np.concatenate([values, sample(values.shape[0], now.up_to)])
        now = outlook(values, wanted, cap, level)
    return values, now


def _reached(column: Real, want: Wanted, level: float) -> Reached:
    values = column[~np.isnan(column)]
    half = half_width(values, level)
    if half is None:
        return Reached(want.name, values.size, None, None, None, None)
    mean, allowed = float(values.mean()), _allowed(want, float(values.mean()))
    needed = _needed(values, allowed, level)
    in_all = None if needed is None else int(np.ceil(max(needed, LEAST) * column.size / values.size))
    return Reached(want.name, values.size, mean, half, allowed, in_all)


def _allowed(want: Wanted, mean: float) -> float:
    """The largest half-width in the output's unit.

    A share g is asked of the true mean, which may be smaller than the estimate: g / (1 + g) of the estimate is within
    it (Law 2015, sec. 9.4.1).
    """
    shares = [] if want.relative is None else [want.relative / (1 + want.relative) * abs(mean)]
    return min(shares + ([] if want.absolute is None else [want.absolute]))


def _needed(values: Real, allowed: float, level: float) -> int | None:
    """The fewest values with t s / sqrt(n) within what is allowed, as if s stayed what it is."""
    spread = float(values.std(ddof=1))
    if spread == 0:
        return 2
    if allowed == 0:
        return None

    def is_enough(count: int) -> bool:
        return bool(special.stdtrit(count - 1, (1 + level) / 2) * spread <= allowed * np.sqrt(count))

    return 2 + bisect_left(range(2, MOST), True, key=is_enough)  # noqa: FBT003  (bisect knows no other way)


def _next(missing: Sequence[Reached], done: int, cap: int) -> int:
    """Where the need is expected to be met, or twice as far where nothing says."""
    needed = [2 * done if one.needed is None else one.needed for one in missing]
    return min(cap, max(*needed, int(np.ceil(FURTHER * done))))


def _capped(missing: Sequence[Reached], cap: int) -> str:
    needs = [f"{one.name} would take {_about(one.needed)}" for one in missing]
    return f"ended by the cap of {cap} replications, less precise than asked: {'; '.join(needs)}"


def _about(needed: int | None) -> str:
    return "more than any number" if needed is None else f"about {needed}"


def _names(reached: Sequence[Reached]) -> str:
    return ", ".join(one.name for one in reached)


def _check(values: Real, wanted: Sequence[Wanted], cap: int) -> None:
    if values.ndim != 2 or values.shape[1] != len(wanted):
        raise ValueError(f"values: got shape {values.shape}; needs (R, {len(wanted)}), a column for each wanted output")
    if cap < LEAST:
        raise ValueError(f"cap: got {cap}; needs at least {LEAST}, as nothing is judged before")
    for want in wanted:
        given = [number for number in (want.relative, want.absolute) if number is not None]
        if not given or min(given) <= 0:
            raise ValueError(f"{want.name}: needs a half-width above 0, relative or absolute")
