"""Posteriors beside priors, and where known numbers stood in posteriors."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.model.clock import Real
from sim.report.plots.ink import BLACK, BLUE, DARK, LIGHT, MIDDLE, SKY, VERMILLION, Fill
from sim.report.plots.legends import patch
from sim.report.plots.words import drawn
from sim.study.calibrate.rows import Fitted
from sim.study.statistics.abc.ranks import BINS, even_counts

CELLS = 20  # of a histogram over the whole range
POSTERIOR, PRIOR = Fill(SKY, ""), Fill(LIGHT, "")


def posterior(axes: Axes, row: Fitted, draws: Real, name: str) -> Axes:
    """The draws of one number over its range, as shares, before the prior; the scenario's value is a dashed line."""
    edges = [row.low + (row.high - row.low) * at / CELLS for at in range(CELLS + 1)]
    width = edges[1] - edges[0]
    counts = axes.hist(
        draws, bins=edges, weights=[CELLS / len(draws)] * len(draws), color=SKY, edgecolor=DARK, linewidth=0.4
    )[0]
    axes.plot([row.low, row.high], [1, 1], color=MIDDLE, linewidth=1.2)
    axes.axvline(row.as_it_is, color=BLACK, linestyle="--", linewidth=1.2)
    axes.plot([row.posterior_low, row.posterior_high], [0, 0], color=BLUE, linewidth=3, clip_on=False, zorder=3)
    axes.set_xlim(row.low - width / 2, row.high + width / 2)
    axes.set_ylim(0, max(2.0, 1.1 * float(max(counts))))
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.set_title(drawn(name, width=26, most=60), fontsize=8, loc="left")
    axes.tick_params(labelsize=8)
    return axes


def posterior_key() -> list[Line2D]:
    """What the lines and the bars are."""
    return [
        patch(POSTERIOR, "posterior"),  # type: ignore[list-item]
        Line2D([], [], color=BLUE, linewidth=3, label="holds 0.9 of it"),
        Line2D([], [], color=MIDDLE, linewidth=1.2, label="prior"),
        Line2D([], [], color=BLACK, linestyle="--", linewidth=1.2, label="as the scenario has it"),
    ]


def ranks(axes: Axes, shares: Real, name: str) -> Axes:
    """How often a known number stood in each tenth of its posterior; between the lines 0.95 of such counts fall."""
    axes.hist(shares, bins=BINS, range=(0, 1), color=SKY, edgecolor=DARK, linewidth=0.4)
    for count in even_counts(len(shares)):
        axes.axhline(count, color=VERMILLION, linestyle="--", linewidth=1)
    axes.set_title(drawn(name, width=26, most=60), fontsize=8, loc="left")
    axes.set_xticks([0, 0.5, 1], ["low end", "median", "high end"], fontsize=7)
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.tick_params(labelsize=8)
    return axes
