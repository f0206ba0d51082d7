"""Charts over the clock: lines with their bands, one panel or several below each other on the same axes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.clock import Whole
from sim.report.page.charts.axis import Axis
from sim.report.page.charts.marks import LETTER, Drawing, Mark, box, line, short, words
from sim.report.plots.over import Over

RIGHT, TOP, BELOW, TITLE = 12, 4, 46, 28  # units


class Line(NamedTuple):
    """One line at the moments of a grid; `ink` is a class, `kind` "solid", "broad" or "dashed", which has no band."""

    name: str
    values: Over
    ink: str
    kind: str = "solid"


class Panel(NamedTuple):
    """Lines on the same axes, under a title; `open`: (from, to) in the unit of the clock, drawn as a ground."""

    title: str
    lines: Sequence[Line]
    open: Sequence[tuple[float, float]] = ()


def panels_drawn(
    panels: Sequence[Panel], grid: Whole, clock: Axis, upright: Axis, size: tuple[float, float]
) -> Drawing:
    """The panels below each other; `size` is the width of all and the height of each."""
    width, high = size
    left = LETTER * max(len(text) for _, text in upright.ticks) + 10
    marks: list[Mark] = []
    for at, panel in enumerate(panels):
        top = TOP + at * (high + TITLE) + TITLE
        marks += _ground(panel, clock, upright, (left, top, width - RIGHT, top + high))
        for each in panel.lines:
            marks += _line(each, grid, clock, upright, (left, top, width - RIGHT, top + high))
    bottom = TOP + len(panels) * (high + TITLE)
    marks += _times(clock, (left, bottom, width - RIGHT), width)
    return Drawing(width, bottom + BELOW, marks, left, width - RIGHT)


Frame = tuple[float, float, float, float]  # left, top, right, bottom


def _ground(panel: Panel, clock: Axis, upright: Axis, frame: Frame) -> list[Mark]:
    left, top, right, bottom = frame
    marks = [words(left, top - 6, panel.title, "name", room=right - left)] if panel.title else []
    for start, end in panel.open:
        x, x2 = (left + min(1.0, max(0.0, clock.share(at))) * (right - left) for at in (start, end))
        marks += box(x, top, x2 - x, bottom - top, "open") if x2 > x else []
    for value, text in upright.ticks:
        y = bottom - upright.share(value) * (bottom - top)
        marks += [line(left, y, right, y, "grid"), words(left - 6, y + 4, text, "tick", "end")]
    return marks


def _line(each: Line, grid: Whole, clock: Axis, upright: Axis, frame: Frame) -> list[Mark]:
    left, top, right, bottom = frame
    xs = left + (grid - clock.low) / (clock.high - clock.low) * (right - left)
    low, middle, high = (np.asarray(bottom - values / upright.high * (bottom - top)) for values in each.values)
    band = _path(xs, high) + _path(xs[::-1], low[::-1]).replace("M", "L", 1) + "Z"
    line_ = Mark("path", {"d": _path(xs, middle), "class": f"line {each.ink} {each.kind}"})
    return [line_] if each.kind == "dashed" else [Mark("path", {"d": band, "class": f"band {each.ink}"}), line_]


def _path(xs: NDArray[Any], ys: NDArray[Any]) -> str:
    """Points as a path, without those on a straight line between their neighbours."""
    points = list(zip((short(x) for x in xs), (short(y) for y in ys), strict=True))
    last = len(points) - 1
    kept = [point for at, point in enumerate(points)
            if at in (0, last) or not points[at - 1][1] == point[1] == points[at + 1][1]]  # fmt: skip
    return "M" + "L".join(f"{x} {y}" for x, y in kept)


def _times(clock: Axis, frame: tuple[float, float, float], width: float) -> list[Mark]:
    left, bottom, right = frame
    marks = [line(left, bottom, right, bottom, "frame")]
    room = (right - left) / max(1, len(clock.ticks) - 1)
    every = 1 if room > 6.5 * LETTER else 2
    for at, (value, text) in enumerate(clock.ticks):
        x = left + clock.share(value) * (right - left)
        marks.append(line(x, bottom, x, bottom + 4, "frame"))
        if at % every == 0:
            anchor = "end" if x > width - 3 * LETTER else "middle"
            marks.append(words(x + (RIGHT if anchor == "end" else 0), bottom + 17, text, "tick", anchor))
    return [*marks, words((left + right) / 2, bottom + 38, clock.title, "axis", "middle", width)]
