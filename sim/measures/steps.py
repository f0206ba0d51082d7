"""Exact step functions of time: how many are somewhere, from when to when (M3)."""

from dataclasses import dataclass

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
        edges = np.append(np.minimum(self.at, until), until)
        return int((np.diff(edges) * self.level).sum())

    def on(self, grid: Whole) -> Whole:
        """The level at each moment (ms) of a grid."""
        place = np.searchsorted(self.at, grid, side="right") - 1
        return np.where(place >= 0, np.append(self.level, 0)[place], 0)

    def within(self, timetable: Timetable) -> "Steps":
        """The level, but never above that of the timetable: officers at work while on duty."""
        at = np.union1d(self.at, np.array(timetable.breaks, np.int64))
        duty = Steps(np.array(timetable.breaks, np.int64), np.array(timetable.levels, np.int64))
        return Steps(at, np.minimum(self.on(at), duty.on(at)))


def presence(start: Whole, end: Whole, weight: Whole) -> Steps:
    """Steps of those who are there from `start` to `end` (n,) ms, each counting `weight`.

    A start of -1 never came; an end of -1 never left.
    """
    came, left = start != NEVER, (start != NEVER) & (end != NEVER)
    at = np.concatenate([start[came], end[left]])
    change = np.concatenate([weight[came], -weight[left]])
    order = np.argsort(at)
    at, level = at[order], np.cumsum(change[order])
    last = np.append(at[1:] != at[:-1], True)[: at.size]  # of the changes at one moment
    return Steps(at[last], level[last])
