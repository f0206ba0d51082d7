"""The boxes of the stations: a rectangle is a desk, a rounded one a shuttle, a pointed one a gate."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Patch, PathPatch
from matplotlib.path import Path

from sim.report.plots.drawing.fitting import SIZE
from sim.report.plots.drawing.paper import LINE, Paper
from sim.report.plots.drawing.ways import persons_on
from sim.report.plots.ink import BLACK, DARK, MIDDLE, WHITE

POINT = 0.1  # inches that a gate's box is pointed on each side


def box(axes: Axes, paper: Paper, name: str) -> None:
    """One station: its shape, its name, and below it the facts."""
    place = paper.plan.places[name]
    x, top = paper.middle(place.column), paper.tops[place.row]
    ink = BLACK if name in visited(paper) else MIDDLE
    kind = paper.scenario.stations[name].kind
    axes.add_patch(shape(kind, (x - paper.half, top, 2 * paper.half, paper.heights[place.row]), ink))
    lines = [(line, "bold") for line in paper.names[name]] + [(line, "normal") for line in paper.lines[name]]
    start = top + (paper.heights[place.row] - LINE * len(lines)) / 2
    for at, (line, weight) in enumerate(lines):
        words(axes, x, start + (at + 0.5) * LINE, line, color=ink, weight=weight)


def visited(paper: Paper) -> set[str]:
    """The stations to which somebody may come."""
    busy = [way for way in paper.ways if persons_on(paper.scenario, way)]
    return {name for way in busy for name in [*way.stations, *(to for _, to, _ in way.referrals)]}


def shape(kind: str, box: tuple[float, float, float, float], ink: str) -> Patch:
    """The outline of a kind of station in a box (left, top, width, height in inches)."""
    left, top, width, height = box
    look: dict[str, Any] = {"facecolor": WHITE, "edgecolor": ink, "linewidth": 0.9, "zorder": 3}
    if kind == "shuttle":
        radius = min(height / 2, 0.18)
        return FancyBboxPatch((left, top), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", **look)
    right, bottom, middle, point = left + width, top + height, top + height / 2, POINT if kind == "gate" else 0.0
    corners = [(left, top), (right, top), (right + point, middle), (right, bottom), (left, bottom),
               (left - point, middle), (left, top)]  # fmt: skip
    return PathPatch(Path(corners, closed=True), **look)


def words(axes: Axes, x: float, y: float, line: str, **look: Any) -> None:
    """One line of text at a place; it takes no part in the layout, as it is measured already."""
    plainly = {"ha": "center", "va": "center", "color": DARK, "fontsize": SIZE, "zorder": 5, "clip_on": True}
    text = axes.text(x, y, line, **{**plainly, **look})
    text.set_in_layout(False)
