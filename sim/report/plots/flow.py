"""Persons who have come, gone in and got out, over the clock."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.model.clock import MINUTE, Real, Whole
from sim.report.plots.hours import clock_axis, hours_shown
from sim.report.plots.ink import BAND, BLACK, BLUE, ORANGE
from sim.report.plots.over import Over, band_words, between, medians, one, over
from sim.report.plots.words import clock, number, persons, plain
from sim.study.replicate import Results


class Look(NamedTuple):
    """How one of the lines is drawn."""

    colour: str
    style: str
    width: float
    band: float  # opacity; 0 draws its edges alone


LOOKS = {
    "arrived": Look(ORANGE, "-", 3.5, BAND),
    "admitted": Look(BLACK, "--", 1.2, 0.0),  # lies upon `arrived` where nobody waits in the street
    "crossed": Look(BLUE, "-", 2.0, BAND),
}
ROOM = 0.07  # of the height, from one label at the lines' ends to the next


def flow(axes: Axes, results: Results) -> Axes:
    """Cumulative persons over the clock (ms): arrived, admitted to their first hall, crossed; medians with bands."""
    lines, span, grid = _lines(results), hours_shown(results), results.curves.grid
    clock_axis(axes, span, results.crossing.horizon)
    for name, values in lines.items():
        _line(axes, grid, values, LOOKS[name])
    axes.set_ylim(0, 1.04 * max(1.0, *(float(values.high.max()) for values in lines.values())))
    axes.yaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10], integer=True))
    axes.set_ylabel("persons since the start")
    axes.set_xlabel("clock (HH:MM)")
    return _named_at_the_end(axes, lines)


def _line(axes: Axes, grid: Whole, values: Over, look: Look) -> None:
    """A median with its band: filled, or only its edges where another band is likely to lie beneath."""
    edges = np.stack([values.low, values.high], axis=1)
    for line, width in ((values.median, look.width), (edges, 0.0 if look.band else 0.5)):
        axes.plot(grid, line, color=look.colour, linestyle=look.style, linewidth=width, drawstyle="steps-post")
    axes.fill_between(grid, values.low, values.high, color=look.colour, alpha=look.band, linewidth=0, step="post")


def _lines(results: Results) -> dict[str, Over]:
    return {name: over(getattr(results.curves, name)) for name in LOOKS}


def _named_at_the_end(axes: Axes, lines: dict[str, Over]) -> Axes:
    """Each line's name and last value, beside its end, pushed apart where they would touch."""
    top = axes.get_ylim()[1]
    heights = apart(np.array([values.median[-1] for values in lines.values()]), ROOM * top)
    for (name, values), height in zip(lines.items(), heights, strict=True):
        text = f"{name} {values.median[-1]:,.0f}{between(values)}"
        colour = LOOKS[name].colour if name != "arrived" else "#8A5F00"  # orange is too light for letters
        axes.text(1.01, height, text, transform=axes.get_yaxis_transform(), va="center", color=colour)
    return axes


def apart(heights: Real, room: float) -> Real:
    """Heights (n,) moved up, the lowest first and the later of equals lower, until each has `room` below it."""
    moved = heights.astype(float)
    order = sorted(range(heights.size), key=lambda at: (heights[at], -at))
    for below, above in pairwise(order):
        moved[above] = max(moved[above], moved[below] + room)
    return moved


def flow_title(results: Results) -> str:
    """How many of those who came got out, and when the last of them."""
    lines, last = _lines(results), one(medians(results, "last exit"), "last exit")
    came, out = float(lines["arrived"].median[-1]), float(lines["crossed"].median[-1])
    if not came:
        return "nobody came"
    end = f", the last of them at {clock(last)}" if last is not None and out else ""
    return f"{number(out)} of {persons(came)} who came crossed{end}"


def flow_words(results: Results) -> str:
    """The picture in words, with its numbers."""
    lines = _lines(results)
    ends = {name: f"{values.median[-1]:,.0f}{between(values)}" for name, values in lines.items()}
    band = band_words(results.replications)
    said = f"median of {results.replications} replications; in brackets: {band}" if band else "one replication"
    return (
        f"Cumulative persons over the clock in scenario {plain(results.scenario.name)} ({said}). "
        f"Persons at the end: {ends['arrived']} arrived, {ends['admitted']} admitted to their first hall, "
        f"{ends['crossed']} crossed. {_when(results)}"
    )


def _when(results: Results) -> str:
    """When the halves of the flow had passed, by the median lines, and the last exit."""
    grid, crossed = results.curves.grid, over(results.curves.crossed).median
    told = medians(results, "first exit", "last exit")
    first, last = one(told, "first exit"), one(told, "last exit")
    if first is None or last is None or not crossed[-1]:
        return "Nobody crossed." if first is None else ""
    half = min(last, int(grid[np.argmax(crossed >= crossed[-1] / 2)]) / MINUTE)
    return f"The first exit is at {clock(first)}, half of the exits by {clock(half)}, the last at {clock(last)}."
