"""A chart of points over the clock, with a level drawn across."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.report.page.charts.axis import Axis
from sim.report.page.charts.lines import BELOW, Panel, panels_drawn
from sim.report.page.charts.marks import Drawing, Mark, dot, line, words


class Point(NamedTuple):
    """A marker at a moment and a height."""

    at: float
    height: float
    shape: str
    kind: str
    says: str


class Level(NamedTuple):
    """A height that is drawn across, and its words."""

    height: float
    words: str


def points_drawn(
    points: Sequence[Point], level: Level, clock: Axis, upright: Axis, size: tuple[float, float]
) -> Drawing:
    """Points on the axes of `panels_drawn`; `size` is the width and the height of the panel."""
    ground = panels_drawn([Panel("", [])], np.zeros(0, np.int64), clock, upright, size)
    bottom, high = ground.height - BELOW, size[1]

    def down(height: float) -> float:
        return bottom - upright.share(height) * high

    across = ground.right - ground.left
    marks: list[Mark] = [
        line(ground.left, down(level.height), ground.right, down(level.height), "level"),
        words(ground.right, down(level.height) - 5, level.words, "note", "end"),
    ]
    marks += [
        dot(ground.left + clock.share(each.at) * across, down(each.height), each.shape, each.kind, each.says)
        for each in points
    ]
    return ground._replace(marks=[*ground.marks, *marks])
