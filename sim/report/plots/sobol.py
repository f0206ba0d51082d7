"""Sobol indices of one output: what each number explains of its variance alone, and with all its interplay."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, PercentFormatter

from sim.report.plots.ink import DARK, MIDDLE, ORANGE, SKY, Fill
from sim.report.plots.legends import nothing, patch
from sim.report.plots.parameters import name_of, rows_for
from sim.study.sensitivity.rows import Index

FIRST, TOTAL = Fill(SKY, ""), Fill(ORANGE, "////")
HEIGHT = 0.36  # of a bar; a row is 1


def sobol(axes: Axes, rows: Sequence[Index], keys: Sequence[str]) -> Axes:
    """Two bars a number with their intervals, in the order of the keys: alone above, with interplay below."""
    of = {row.parameter: row for row in rows}
    rows_for(axes, [name_of(key) for key in keys])
    for at, key in enumerate(keys if of else ()):
        row = of[key]
        _bar(axes, at - HEIGHT / 2, FIRST, row.first, row.first_low, row.first_high)
        _bar(axes, at + HEIGHT / 2, TOTAL, row.total, row.total_low, row.total_high)
    axes.axvline(0, color=MIDDLE, linewidth=0.8)
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=None))
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    return axes if of else nothing(axes, "nothing is said\nof it")


def _bar(axes: Axes, at: float, fill: Fill, value: float | None, low: float | None, high: float | None) -> None:
    if value is None:
        return
    axes.barh(at, value, HEIGHT, color=fill.colour, hatch=fill.hatch, edgecolor=DARK, linewidth=0.6)
    if low is not None and high is not None:
        axes.plot([low, high], [at, at], color=DARK, linewidth=1.1)


def sobol_key() -> list[Patch]:
    """What the two bars are."""
    return [patch(FIRST, "alone (first order)"), patch(TOTAL, "with all interplay (total)")]
