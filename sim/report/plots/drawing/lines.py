"""The lines between the boxes: one for each way, of the colour of its largest cohort, and dashed ones for referrals."""

from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, PathPatch
from matplotlib.path import Path

from sim.report.plots.drawing.bends import Point, bend, lane_of, starts, track_of
from sim.report.plots.drawing.boxes import visited, words
from sim.report.plots.drawing.paper import LINE, Paper
from sim.report.plots.drawing.places import Place
from sim.report.plots.drawing.ways import Way, persons_on
from sim.report.plots.ink import DARK, LIGHT, mark

TIP = 0.06  # inches of a line's end that its head covers


def draw_way(axes: Axes, paper: Paper, at: int) -> None:
    """One way from the names of its cohorts to its end."""
    way, colour = paper.ways[at], look(paper, paper.ways[at])[0]
    places = [paper.plan.places[name] for name in way.stations]
    head(axes, paper, at)
    above, first = Place(-1, -1), track_of(paper, at, places[0].column)
    arrow(axes, bend(paper, above, places[0], (starts(paper)[at], first), lane_of(paper, at)), colour)
    for start, end in pairwise(places):
        xs = (track_of(paper, at, start.column), track_of(paper, at, end.column))
        arrow(axes, bend(paper, start, end, xs, lane_of(paper, at)), colour)
    _ending(axes, paper, at, places[-1])


def look(paper: Paper, way: Way) -> tuple[str, str]:
    """Colour and marker of a way: those of its largest cohort in the other pictures, pale where nobody comes."""
    cohorts = paper.scenario.cohorts
    largest = max(sorted(way.cohorts), key=lambda name: cohorts[name].persons)
    colour, marker = mark(sorted(cohorts).index(largest))
    return (colour if persons_on(paper.scenario, way) else LIGHT), marker


def head(axes: Axes, paper: Paper, at: int) -> None:
    """The names of the cohorts above the start of their way."""
    x, lines, bottom = starts(paper)[at], paper.heads[at], paper.bottom(-1)
    for row, line in enumerate(lines):
        words(axes, x, bottom - (len(lines) - row - 0.2) * LINE, line)
    colour, marker = look(paper, paper.ways[at])
    axes.plot(x, bottom, marker, color=colour, markersize=5, zorder=4)


def _ending(axes: Axes, paper: Paper, at: int, last: Place) -> None:
    """Those who are turned away leave their way at the side of the last box, all others have crossed."""
    colour, x = look(paper, paper.ways[at])[0], track_of(paper, at, last.column)
    if paper.ways[at].turned_away:
        side, y = paper.middle(last.column) + paper.half, paper.tops[last.row] + paper.heights[last.row] / 2
        arrow(axes, [(side, y), (side + 0.25, y)], colour)
        words(axes, side + 0.3, y, "turned away", ha="left")
    else:
        arrow(axes, bend(paper, last, below_all(paper, last), (x, x), lane_of(paper, at)), colour)


def referrals(axes: Axes, paper: Paper) -> None:
    """Dashed lines to the secondaries and on from there, each once."""
    for desk, to, after in dict.fromkeys(step for way in paper.ways for step in way.referrals):
        start, end = paper.plan.places[desk], paper.plan.places[to]
        colour, x = DARK if to in visited(paper) else LIGHT, paper.middle(end.column)
        arrow(axes, to_the_side(paper, start, end), colour, "--")
        if after:
            then = paper.plan.places[after]
            xs = (x, paper.middle(then.column) + 0.8 * paper.half)
            arrow(axes, bend(paper, end, then, xs, 0), colour, "--")
        else:
            arrow(axes, bend(paper, end, below_all(paper, end), (x, x), 0), colour, "--")


def to_the_side(paper: Paper, start: Place, end: Place) -> list[Point]:
    """From a desk straight to a secondary at its right, or around what lies between."""
    side = paper.middle(start.column) + paper.half
    if start.row == end.row and end.column == start.column + 1:
        y = paper.tops[start.row] + paper.heights[start.row] / 2
        return [(side, y), (paper.middle(end.column) - paper.half, y)]
    return bend(paper, start, end, (side - 0.1, paper.middle(end.column)), 0)


def below_all(paper: Paper, last: Place) -> Place:
    """Where the ways of a column end."""
    return Place(len(paper.tops), last.column)


def crossed(axes: Axes, paper: Paper) -> None:
    """The word at the end of every column in which a way ends."""
    ends = [way.stations[-1] for way in paper.ways if not way.turned_away]
    ends += [to for way in paper.ways for _, to, after in way.referrals if not after]
    for column in {paper.plan.places[name].column for name in ends}:
        words(axes, paper.middle(column), paper.top(len(paper.tops)) + LINE / 2, "crossed")


def arrow(axes: Axes, points: list[Point], colour: str, dashes: str = "-") -> None:
    """A line around corners, with a head at its end."""
    (x, y), end = points[-2], points[-1]
    whole = max(abs(end[0] - x), abs(end[1] - y), TIP)
    near = (end[0] + (x - end[0]) * TIP / whole, end[1] + (y - end[1]) * TIP / whole)
    look = {"linewidth": 1.4, "zorder": 2, "capstyle": "butt", "joinstyle": "miter"}
    line = PathPatch(Path([*points[:-1], near]), fill=False, edgecolor=colour, linestyle=dashes, **look)
    tip = FancyArrowPatch(near, end, arrowstyle="-|>", mutation_scale=9, color=colour, linewidth=0.8, zorder=2,
                          shrinkA=0, shrinkB=0)  # fmt: skip
    for patch in (line, tip):
        patch.set_in_layout(False)
        axes.add_patch(patch)
