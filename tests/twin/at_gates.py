"""What happened at gates: quotas, and yielding."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import numpy as np
from acted import Acted, before, turn

from sim.model.clock import DAY, NEVER
from sim.model.crossing import GateStation


def at_gates(acted: Acted) -> Iterator[str]:
    """Families of quotas and of yielding."""
    crossing, log = acted.crossing, acted.log
    for at, plan in enumerate(crossing.stations):
        if not isinstance(plan, GateStation):
            continue
        passed = np.flatnonzero(log.left[:, at] != NEVER)
        days = Counter()
        for row in passed:
            days[int(log.left[row, at]) // DAY] += int(log.size[row])
        waiting = (log.reached[:, at] != NEVER) & (log.left[:, at] == NEVER) | (log.left[:, at] > log.reached[:, at])
        if plan.quota in days.values() and waiting.any():
            yield "quota met exactly"
        if plan.quota - 1 in days.values() and (log.size[waiting] > 1).any():
            yield "one short of the quota"
        if (log.left[passed, at] == DAY).any():
            yield "quota turns at midnight"
        yield from _yielding(plan, at, acted)


def _yielding(plan: GateStation, at: int, acted: Acted) -> Iterator[str]:
    """Somebody passes over another who would have been first but for yielding; or goes when the clock ends it."""
    if plan.yields is None:
        return
    log = acted.log
    first = np.isin(log.cohort, plan.yields.cohorts)
    for one, other in product(np.flatnonzero(first), np.flatnonzero(~first)):
        there = log.reached[one, at] != NEVER and log.reached[other, at] != NEVER
        later = turn(acted, other, at) < turn(acted, one, at)
        if there and later and not plan.overtaking and before(log.left[one, at], log.left[other, at]):
            yield "gate yields"
    if plan.yields.until != NEVER and (log.left[~first, at] % DAY == plan.yields.until).any():
        yield "yielding ends by the clock"
