"""An output over one or two settings, or over the levels of many: curves with intervals, and a map in greys."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from sim.model.clock import Real
from sim.report.plots.hours import MARKS
from sim.report.plots.ink import LIGHT, mark
from sim.report.plots.legends import nothing
from sim.report.plots.words import drawn, in_unit, plain

STYLES: tuple[Literal["-", "--", "-.", ":"], ...] = ("-", "--", "-.", ":")
FEW_TICKS = 6  # levels up to which each is marked
MOST_IN_CELLS = 12  # levels a side up to which a map's cells hold their numbers


class Series(NamedTuple):
    """Means along an axis with the ends of their intervals, nan where there are none."""

    name: str
    places: Sequence[float]
    means: Real
    lows: Real
    highs: Real


def curves(axes: Axes, series: Sequence[Series], unit: str) -> Axes:
    """A line a series, each with its own marker and dash; intervals stand side by side where lines meet."""
    width = _step(series) / 40
    for at, one in enumerate(series):
        colour, shape = mark(at)
        shift = width * (at - (len(series) - 1) / 2)
        reach = np.abs(np.array([one.lows, one.highs]) - one.means)
        axes.errorbar(
            np.array(one.places) + shift, one.means, yerr=reach, color=colour, marker=shape, markersize=4.5,
            linestyle=STYLES[at % len(STYLES)], linewidth=1.2, capsize=2, elinewidth=1,
        )  # fmt: skip
    axes.grid(axis="y", color=LIGHT, linewidth=0.4)
    axes.margins(x=0.08)
    if not any(np.isfinite(one.means).any() for one in series):
        return nothing(axes, "nothing to measure")
    return value_axis(axes, unit)


def _step(series: Sequence[Series]) -> float:
    """The least distance between neighbours."""
    places = sorted({place for one in series for place in one.places})
    return min(np.diff(places), default=1.0)


def value_axis(axes: Axes, unit: str) -> Axes:
    """The y axis in the output's unit."""
    low, high = axes.get_ylim()
    if unit == "clock":
        step = next((step for step in (5, *MARKS) if high - low <= 6 * step), MARKS[-1])
        axes.yaxis.set_major_locator(MultipleLocator(step))
    else:
        axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    if unit in {"clock", "share"}:
        axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: in_unit(at, unit)))
    return axes


def level_axis(axes: Axes, places: Sequence[float], names: Sequence[str], label: str) -> Axes:
    """The x axis: every level named where they are few, else numbers."""
    if len(places) <= FEW_TICKS or list(places) == list(range(len(places))):
        axes.set_xticks(list(places), [drawn(name, width=12, most=60) for name in names])
    else:
        axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.set_xlabel(setting_label(label))
    return axes


def setting_label(setting: str) -> str:
    """A setting on two lines: of what, and what of it."""
    whose, _, what = setting.partition(".")
    return "\n".join(drawn(part, most=40) for part in (whose, what) if part)


def key_over(axes: Axes, setting: str, names: Sequence[str]) -> Axes:
    """The key of the lines above the first panel, as far to the right as it needs; it widens no panel."""
    rows = -(-len(names) // _columns(names))
    axes.set_title("\n" * rows + " ", fontsize=9)  # room for it
    key = axes.legend(
        handles=curve_key(names), loc="lower left", bbox_to_anchor=(0, 1.01), ncols=_columns(names), frameon=False,
        title=drawn(plain(setting)), alignment="left", handlelength=3.2, borderaxespad=0,
    )  # fmt: skip
    key.set_in_layout(False)
    return axes


def _columns(names: Sequence[str]) -> int:
    return max(1, min(len(names), 90 // (max(map(len, names)) + 9)))


def curve_key(names: Sequence[str]) -> list[Line2D]:
    """The key of the lines."""
    return [
        Line2D([], [], color=mark(at)[0], marker=mark(at)[1], markersize=4.5, linewidth=1.2,
               linestyle=STYLES[at % len(STYLES)], label=drawn(name, most=60))
        for at, name in enumerate(names)
    ]  # fmt: skip


def heat(axes: Axes, means: Real, columns: Sequence[str], rows: Sequence[str], unit: str) -> Axes:
    """Means (rows, columns) as a map in greys, dark is more; the numbers stand in the cells where they have room."""
    image = axes.imshow(means, cmap="Greys", aspect="auto", origin="lower")
    axes.set_xticks(*_ticks(columns))
    axes.set_yticks(*_ticks(rows))
    if max(means.shape) <= MOST_IN_CELLS:
        middle = (np.nanmin(means) + np.nanmax(means)) / 2
        for (row, column), mean in np.ndenumerate(means):
            text = "none" if np.isnan(mean) else in_unit(float(mean), unit)
            axes.text(
                column, row, text, ha="center", va="center", fontsize=7, color="white" if mean > middle else "black"
            )
    else:
        bar = axes.figure.colorbar(image, ax=axes, shrink=0.8)
        bar.formatter = FuncFormatter(lambda at, _: in_unit(at, unit))
        bar.update_ticks()
    return axes


def _ticks(names: Sequence[str]) -> tuple[list[int], list[str]]:
    step = -(-len(names) // MOST_IN_CELLS)
    return list(range(0, len(names), step)), [drawn(name, width=12, most=40) for name in names[::step]]
