"""The key below the drawing: what the shapes of the boxes and a dashed line mean, as far as they are there."""

from matplotlib.axes import Axes

from sim.report.plots.drawing.boxes import POINT, shape, words
from sim.report.plots.drawing.fitting import inches
from sim.report.plots.drawing.lines import arrow
from sim.report.plots.drawing.paper import LINE, MARGIN, Paper
from sim.report.plots.ink import DARK

MEANINGS = {"desk": "desk", "shuttle": "shuttle", "gate": "gate"}
SIGN, SPACE, APART = 0.3, 0.15, 0.35  # inches: a sign, from it to its meaning, from one meaning to the next sign


def key(axes: Axes, paper: Paper) -> None:
    """The signs in one row, each with its meaning."""
    kinds = {station.kind for station in paper.scenario.stations.values()}
    x, y = MARGIN + POINT, paper.height - 0.6 * LINE
    for kind, meaning in MEANINGS.items():
        if kind in kinds:
            axes.add_patch(shape(kind, (x, y - LINE / 2, SIGN, LINE), DARK))
            x = _meaning(axes, x, y, meaning)
    if any(way.referrals for way in paper.ways):
        arrow(axes, [(x, y), (x + SIGN, y)], DARK, "--")
        _meaning(axes, x, y, "referred")


def _meaning(axes: Axes, x: float, y: float, meaning: str) -> float:
    """Write what a sign means; where the next sign may begin."""
    words(axes, x + SIGN + SPACE, y, meaning, ha="left")
    return x + SIGN + SPACE + inches(meaning) + APART
