"""Shares of days: how sure a share is, whether it reaches a target, and whether more of something was worse.

Exact for any number of days, whatever the share: Clopper and Pearson 1934, Biometrika 26:404-413.
"""

from math import ceil
from typing import Literal, NamedTuple

import numpy as np
from scipy import special

from sim.model.clock import Mask

Reached = Literal["enough", "not enough", "unclear"]
MANY = 10_000_000  # days beyond which nobody would go


class Share(NamedTuple):
    """On how many of so many days something was met, as a share, with its confidence interval."""

    met: int
    days: int
    share: float
    low: float
    high: float


def share_of(met: Mask, level: float) -> Share:
    """The share of days (R,) on which something was met, with the interval of Clopper and Pearson at this level.

    It holds the true probability with `level` or more. Raises ValueError where there are no days.
    """
    if not met.size:
        raise ValueError("met: got no days; needs one at least")
    return counted(int(met.sum()), met.size, level)


def counted(met: int, days: int, level: float) -> Share:
    """The same of so many of so many days: the ends of `scipy.stats.binomtest`, without half a second to import it."""
    tail = (1 - level) / 2
    low = special.betaincinv(met, days - met + 1, tail) if met else 0.0
    high = special.betaincinv(met + 1, days - met, 1 - tail) if met < days else 1.0
    return Share(met, days, met / days, float(low), float(high))


def reached(share: Share, target: float) -> Reached:
    """Whether all of the interval lies at the target or above it, all below it, or on both sides."""
    if share.low >= target:
        return "enough"
    return "not enough" if share.high < target else "unclear"


def days_to_tell(share: Share, target: float, level: float) -> int | None:
    """About how many days it would take until the interval leaves the target; None for more than anybody has.

    If the share stays what it is; by the normal approximation with its correction for whole days, good enough for
    advice.
    """
    away, z = abs(share.share - target), float(special.ndtri((1 + level) / 2))
    if not away:
        return None
    variance = max(share.share * (1 - share.share), target * (1 - target))
    needed = z * z * variance / away**2 + 1 / away
    return None if needed > MANY else ceil(needed)


def more_is_worse(less: Mask, more: Mask) -> float:
    """How easily chance alone has so many more days (R,) on which it was met with less, and not with more, than turned
    round: the exact sign test of days that differ (McNemar 1947, Psychometrika 12:153-157), one-sided.

    Small where more of something surely makes it rarer. Both are over the same days.
    """
    lost, won = int(np.sum(less & ~more)), int(np.sum(more & ~less))
    return float(special.bdtrc(lost - 1, lost + won, 0.5)) if lost else 1.0
