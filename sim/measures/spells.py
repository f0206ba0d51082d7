"""How long something was so between two moments, exactly."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.model.clock import Mask, Whole
from sim.model.timetable import Timetable


@dataclass(frozen=True)
class Spells:
    """From `at[i]` (k,) ms on, beginning at 0 and increasing, something is so, or is not: `so` (k,)."""

    at: Whole
    so: Mask

    def on(self, moments: Whole) -> Mask:
        """Whether it is so at each moment (m,) ms."""
        return np.asarray(self.so[self._spell(moments)])

    def between(self, start: Whole, end: Whole) -> Whole:
        """For how long (ms) it was so from `start` to `end`, both (m,) ms and not before 0."""
        return self._upto(end) - self._upto(start)

    def _spell(self, moments: Whole) -> Whole:
        return np.asarray(self.at.searchsorted(moments, side="right") - 1)

    @cached_property
    def _passed(self) -> Whole:
        """For how long it was so before each spell (k,) ms."""
        passed = np.zeros_like(self.at)
        np.cumsum((self.at[1:] - self.at[:-1]) * self.so[:-1], out=passed[1:])
        return passed

    def _upto(self, moments: Whole) -> Whole:
        spell = self._spell(moments)
        return np.asarray(self._passed[spell] + (moments - self.at[spell]) * self.so[spell])


def shut(timetable: Timetable) -> Spells:
    """The spells at level 0."""
    return Spells(np.array(timetable.breaks, np.int64), np.array(timetable.levels) == 0)
