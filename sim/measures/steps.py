"""Exact step functions of time: how many are somewhere, from when to when (M3)."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.timetable import Timetable


@dataclass(frozen=True)
class Steps:
    """From `at[i]` (ms, increasing) on, `level[i]` (k,) are there; before `at[0]` nobody is."""

    at: Whole
    level: Whole

    def peak(self) -> tuple[int, int]:
        """The highest level, and the first moment (ms) it was reached; (0, -1) where nobody ever was."""
        if not self.level.size or self.level.max() <= 0:
            return 0, NEVER
        highest = int(np.argmax(self.level))
        return int(self.level[highest]), int(self.at[highest])

    def area(self, until: int) -> int:
        """Level-milliseconds up to a moment (ms)."""
        if not self.at.size:
            return 0
        edges = np.minimum(self.at, until)
        return int((edges[1:] - edges[:-1]) @ self.level[:-1]) + (until - int(edges[-1])) * int(self.level[-1])

    def on(self, grid: Whole) -> Whole:
        """The level at each moment (ms) of a grid."""
        place = self.at.searchsorted(grid, side="right") - 1
        return np.append(self.level, 0)[place]  # before the first moment the place is -1, which finds the 0


def presence(start: Whole, end: Whole, weight: Whole) -> Steps:
    """Steps of those who are there from `start` to `end` (n,) ms, each counting `weight`.

    A start of -1 never came; an end of -1 never left.
    """
    came = start != NEVER
    left = came & (end != NEVER)
    at, (level,) = _levels(np.concatenate([start[came], end[left]]), np.concatenate([weight[came], -weight[left]]))
    return Steps(at, level)


def on_duty(start: Whole, end: Whole, timetable: Timetable) -> Steps:
    """Steps of those who are at work from `start` to `end` (n,) ms, as above, but never more than are on duty."""
    came = start != NEVER
    left = came & (end != NEVER)
    moments = np.concatenate([start[came], end[left], timetable.breaks])
    work, duty = np.zeros((2, moments.size), np.int64)
    begun = np.count_nonzero(came)
    shifts = moments.size - len(timetable.breaks)
    work[:begun], work[begun:shifts] = 1, -1
    duty[shifts:] = [level - before for before, level in pairwise((0, *timetable.levels))]
    at, levels = _levels(moments, work, duty)
    return Steps(at, np.minimum(*levels))


def _levels(moments: Whole, *changes: Whole) -> tuple[Whole, list[Whole]]:
    """Each distinct moment (k,), and the levels (k,) from then on, which change by so much at moments (m,)."""
    order = moments.argsort(kind="stable")
    at = moments[order]
    last = np.ones(at.size, bool)  # of those at one moment
    np.not_equal(at[1:], at[:-1], out=last[:-1])
    return at[last], [change[order].cumsum()[last] for change in changes]
