"""With which probability a goal is met: over one lever, and as a map over two."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from sim.model.clock import Real
from sim.report.plots.ink import BLACK, BLUE, LIGHT, MIDDLE, VERMILLION
from sim.report.plots.sweep import MOST_IN_CELLS, setting_label
from sim.report.plots.words import drawn

FEW_TICKS = 15  # values that are all marked


class Dots(NamedTuple):
    """Shares (n,) at places of a lever, with their intervals."""

    places: Sequence[int]
    shares: Real
    lows: Real
    highs: Real


def shares_over(axes: Axes, common: Dots, fresh: Dots, target: float, chosen: int | None) -> Axes:
    """Hollow dots from the search's common days, filled ones from fresh days, and the probability asked for."""
    axes.axhline(target, color=VERMILLION, linewidth=1, linestyle="--", label="probability asked for")
    if chosen is not None:
        axes.axvline(chosen, color=LIGHT, linewidth=6, zorder=0, label="chosen")
    for dots, colour, face, shift, label in (
        (common, MIDDLE, "white", -0.06, "common days of the search"), (fresh, BLUE, BLUE, 0.06, "fresh days"),
    ):  # fmt: skip
        reach = np.abs(np.array([dots.lows, dots.highs]) - dots.shares)
        axes.errorbar(
            np.array(dots.places) + shift, dots.shares, yerr=reach, color=colour, linestyle="none", capsize=2,
            marker="o" if face == "white" else "s", markerfacecolor=face, markersize=5, label=label, linewidth=1,
        )  # fmt: skip
    axes.set_ylim(-0.03, 1.03)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.grid(axis="y", color=LIGHT, linewidth=0.4)
    axes.legend(loc="best", frameon=False)
    return axes


def lever_axis(axes: Axes, values: Sequence[str], label: str) -> Axes:
    """The x axis: the values of a lever at their places, from the one that does least."""
    step = -(-len(values) // FEW_TICKS)
    axes.set_xticks(range(0, len(values), step), [drawn(value, most=20) for value in values[::step]])
    axes.set_xlim(-0.5, len(values) - 0.5)
    axes.set_xlabel(setting_label(label))
    return axes


def share_map(axes: Axes, shares: Mapping[tuple[int, int], float], shape: tuple[int, int]) -> Axes:
    """Shares by place of the first lever (along) and of the second (upwards); dark is more, blank was not tried."""
    grid = np.full(shape[::-1], np.nan)
    for (column, row), share in shares.items():
        grid[row, column] = share
    axes.imshow(grid, cmap="Greys", aspect="auto", origin="lower", vmin=-0.2, vmax=2.0)
    if max(shape) <= MOST_IN_CELLS:
        for (column, row), share in shares.items():
            axes.text(column, row, f"{100 * share:.0f} %", ha="center", va="center", fontsize=8, color=BLACK)
    return axes


def marked_cells(axes: Axes, steps: Sequence[tuple[int, int]], chosen: tuple[int, int] | None) -> Axes:
    """The least of the second lever for each value of the first, as a dashed frame; the chosen point as a bold one."""
    for column, row in steps:
        axes.add_patch(_frame(column, row, MIDDLE, "--", 1.2))
    if chosen is not None:
        axes.add_patch(_frame(*chosen, BLUE, "-", 2.6))
    return axes


def _frame(column: int, row: int, colour: str, dash: str, width: float) -> Rectangle:
    return Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, fill=False, edgecolor=colour, linestyle=dash,
                     linewidth=width)  # fmt: skip


def value_ticks(axes: Axes, values: Sequence[str], label: str) -> Axes:
    """The y axis of a map."""
    step = -(-len(values) // MOST_IN_CELLS)
    axes.set_yticks(range(0, len(values), step), [drawn(value, most=20) for value in values[::step]])
    axes.set_ylabel(setting_label(label))
    return axes
