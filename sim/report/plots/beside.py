"""Reported figures of the day beside simulated ones, one panel a unit."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.report.plots.hours import minutes_axis
from sim.report.plots.ink import BLACK, BLUE, SKY, WHITE
from sim.report.plots.legends import nothing
from sim.report.plots.words import drawn, in_unit, plain
from sim.study.beside import Beside

APART = 0.17  # rows from a figure's middle to each of its two lines
COVERED = {True: "covered", False: "not covered", None: "no interval"}


def units(figures: Sequence[Beside]) -> list[str]:
    """The units that need a panel each, in the order they come."""
    return list(dict.fromkeys(figure.unit for figure in figures))


def beside(axes: Axes, figures: Sequence[Beside], unit: str) -> Axes:
    """The figures of one unit, a row each: reported low, best, high above the simulated median and interval.

    Clock times are in minutes since 00:00. Whether the interval holds the best reported value is written at the right.
    """
    rows = [figure for figure in figures if figure.unit == unit]
    for at, figure in enumerate(rows):
        _reported(axes, figure, at - APART)
        _simulated(axes, figure, at + APART)
        axes.text(1.01, at, COVERED[figure.covered], transform=axes.get_yaxis_transform(), va="center")
    axes.set_yticks(range(len(rows)), [drawn(row.what, width=30, most=90) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(axis="x", color="#E0E0E0", linewidth=0.6)
    axes.set_axisbelow(True)
    _values(axes, rows, unit)
    return axes if rows else nothing(axes, "nothing reported")


def _reported(axes: Axes, figure: Beside, place: float) -> None:
    axes.plot([figure.low, figure.high], [place, place], color=BLACK, linewidth=1.2)
    axes.plot(figure.best, place, "D", color=BLACK, markerfacecolor=WHITE, markersize=5, clip_on=False)


def _simulated(axes: Axes, figure: Beside, place: float) -> None:
    if figure.day_low is not None and figure.day_high is not None:
        axes.plot([figure.day_low, figure.day_high], [place, place], color=SKY, linewidth=5, solid_capstyle="butt")
    if figure.median is not None:
        axes.plot(figure.median, place, "o", color=BLUE, markersize=5, clip_on=False)


def _values(axes: Axes, rows: Sequence[Beside], unit: str) -> None:
    """The x axis in its unit; counts begin at zero, clock times do not."""
    axes.margins(x=0.06)
    if unit == "clock":
        axes.set_xlabel("clock (HH:MM)")
        minutes_axis(axes)
        return
    axes.set_xlabel({"min": "minutes", "share": "share (1 is all)"}.get(unit, plain(unit)))
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10], integer=unit != "share"))
    if all(row.low >= 0 for row in rows):
        axes.set_xlim(0, max(1.0, 1.06 * axes.dataLim.x1) if unit != "share" else None)


def beside_key() -> list[Line2D]:
    """The key, which all panels share."""
    return [
        Line2D([], [], color=BLACK, marker="D", markerfacecolor=WHITE, markersize=5, linewidth=1.2,
               label="reported: lowest, best, highest"),
        Line2D([], [], color=SKY, marker="o", markerfacecolor=BLUE, markeredgecolor=BLUE, markersize=5, linewidth=5,
               label="simulated: median, and where 95 % of runs fall"),
    ]  # fmt: skip


def beside_title(figures: Sequence[Beside]) -> str:
    """How many reported figures the simulated intervals cover."""
    told = [figure for figure in figures if figure.covered is not None]
    if not told:
        return f"{len(figures)} reported figures beside simulated ones"
    covered = sum(bool(figure.covered) for figure in told)
    return f"simulated intervals cover {covered} of {len(told)} reported figures"


def beside_words(figures: Sequence[Beside]) -> str:
    """The picture in words, with its numbers: one clause a figure."""
    title = beside_title(figures)
    return f"{title[:1].upper()}{title[1:]}. {'; '.join(map(_said, figures)) or 'None is reported'}."


def _said(figure: Beside) -> str:
    best, low, high = (in_unit(value, figure.unit) for value in (figure.best, figure.low, figure.high))
    unit = "" if figure.unit in {"clock", "share"} else f" {figure.unit}"
    reported = f"{plain(figure.what)}: reported {best}{unit} ({low} to {high})"
    if figure.median is None:
        return f"{reported}, simulated nothing"
    return f"{reported}, simulated {in_unit(figure.median, figure.unit)}{_interval(figure)}, {COVERED[figure.covered]}"


def _interval(figure: Beside) -> str:
    if figure.day_low is None or figure.day_high is None:
        return ""
    return f" ({in_unit(figure.day_low, figure.unit)} to {in_unit(figure.day_high, figure.unit)})"
