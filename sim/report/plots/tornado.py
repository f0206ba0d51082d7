"""A tornado: how far each number carries one output, alone, to either end of its range."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.report.plots.ink import DARK, MIDDLE, SKY, WHITE, Fill
from sim.report.plots.legends import patch
from sim.report.plots.parameters import name_of, rows_for
from sim.study.sensitivity.rows import Swing

LOW, HIGH = Fill(WHITE, "////"), Fill(SKY, "")
HEIGHT = 0.36  # of a bar; a row is 1


def tornado(axes: Axes, rows: Sequence[Swing], keys: Sequence[str]) -> Axes:
    """Two bars a number, in the order of the keys: at the low end of its range above, at the high end below."""
    of = {row.parameter: row for row in rows}
    rows_for(axes, [name_of(key) for key in keys])
    for at, key in enumerate(keys):
        row = of[key]
        _bar(axes, at - HEIGHT / 2, LOW, row.to_low, row.to_low_from, row.to_low_up_to)
        _bar(axes, at + HEIGHT / 2, HIGH, row.to_high, row.to_high_from, row.to_high_up_to)
    axes.axvline(0, color=MIDDLE, linewidth=0.8)
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    axes.margins(x=0.06)
    return axes


def _bar(axes: Axes, at: float, fill: Fill, mean: float | None, low: float | None, high: float | None) -> None:
    if mean is None:
        return
    axes.barh(at, mean, HEIGHT, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6)
    if low is not None and high is not None:
        axes.plot([low, high], [at, at], color=DARK, linewidth=1.1)


def tornado_key() -> list[Patch]:
    """What the two bars are."""
    return [patch(LOW, "at the low end of its range"), patch(HIGH, "at the high end")]
