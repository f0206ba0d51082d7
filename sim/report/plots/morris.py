"""The plane of a Morris screening: how much each number moves one output, and how differently from place to place."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.report.plots.ink import BLUE, DARK, LIGHT, MIDDLE, WHITE
from sim.study.sensitivity.analysed import YES
from sim.study.sensitivity.rows import Screened

NAMED = 0.12  # of the largest mu*: above it points have their number


def plane(axes: Axes, rows: Sequence[Screened], numbered: Mapping[str, int]) -> Axes:
    """Mu* and its interval across, sigma up; filled where it clearly moves the output.

    Only those of some size are numbered; the others crowd at 0. Above the dashed line sigma is larger than mu*: a bend
    or an interplay as large as the effect.
    """
    largest = max([0, *(row.size or 0 for row in rows)])
    for row in rows:
        size, spread = row.size or 0, row.spread or 0
        axes.plot([row.size_low or 0, row.size_high or 0], [spread, spread], color=MIDDLE, linewidth=0.7, zorder=1)
        axes.plot(size, spread, "o", color=DARK, markerfacecolor=BLUE if row.moves == YES else WHITE,
                  markersize=4.5, zorder=2)  # fmt: skip
        if row.parameter in numbered and size >= NAMED * largest:
            axes.annotate(f"{numbered[row.parameter]}", (size, spread), xytext=(3, 3), textcoords="offset points",
                          fontsize=8, zorder=3)  # fmt: skip
    axes.axline((0, 0), slope=1, color=MIDDLE, linestyle="--", linewidth=0.8)
    highest = max([1e-9, *(row.spread or 0 for row in rows)])
    farthest = max([1e-9, *(row.size_high or 0 for row in rows)])
    axes.set(xlim=(-0.03 * farthest, 1.08 * farthest), ylim=(-0.03 * highest, 1.15 * highest))
    axes.grid(color=LIGHT, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_locator(MaxNLocator(5))
    return axes
