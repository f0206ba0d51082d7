"""A timetable: how many officers or vehicles are on duty, as a step function of time (T2).

Everything that opens or closes a station is folded into one of these before an engine starts.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]  # from (ms), to (ms)


@dataclass(frozen=True)
class Timetable:
    """Right-continuous steps: from `breaks[i]` (ms) on, `levels[i]` are on duty. `breaks` start at 0 and increase."""

    breaks: tuple[int, ...]
    levels: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.breaks[:1] != (0,) or len(self.breaks) != len(self.levels):
            raise ValueError(f"a timetable starts at 0 with one level a break: got {self.breaks}, {self.levels}")
        if any(later <= earlier for earlier, later in pairwise(self.breaks)) or min(self.levels) < 0:
            raise ValueError(f"breaks increase and levels are 0 or more: got {self.breaks}, {self.levels}")

    def level_at(self, at: int) -> int:
        """The level at one moment (ms)."""
        return self.levels[bisect_right(self.breaks, at) - 1]

    def steps(self, horizon: int) -> Iterator[tuple[int, int, int]]:
        """Each stretch before the horizon as (from ms, to ms, level)."""
        ends = (*self.breaks[1:], horizon)
        for start, end, level in zip(self.breaks, ends, self.levels, strict=True):
            if start < horizon:
                yield start, min(end, horizon), level

    def duty(self, horizon: int) -> int:
        """Officer- or vehicle-milliseconds on duty before the horizon."""
        return sum((end - start) * level for start, end, level in self.steps(horizon))


def always(level: int) -> Timetable:
    """The same level day and night."""
    return Timetable((0,), (level,))
