"""A chart of estimates with their intervals, a row each, and the table of their values."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sim.report.page.charts.axis import Axis, amounts, around, minutes, percents
from sim.report.page.charts.marks import NARROW, WIDE
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Chart, Table
from sim.report.plots.words import in_unit, plain

MOST = 24  # rows of a chart; the table has all

Told = Callable[[float], str]


class Estimate(NamedTuple):
    """A value with its interval, None where there is none; `word` stands at the right, and is solid where sure."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    word: str = ""
    sure: bool = True


def levels_chart(title: str, rows: Sequence[Estimate], unit: str) -> Chart:
    """Values of one output in its unit; `clock` is in minutes since 00:00."""
    known = _ends(rows)
    if unit == "clock":
        axis = minutes(min(known, default=0), max(known, default=60), "clock (HH:MM)")
    elif unit == "share":
        axis = percents(title)
    else:
        axis = amounts(max(known, default=1.0), plain(unit))
    return _chart(title, rows, axis, lambda value: in_unit(value, unit))


def changes_chart(title: str, rows: Sequence[Estimate], axis_title: str, told: Told) -> Chart:
    """Differences, which may be below 0; told: a difference in words."""
    known = [0.0, *_ends(rows)]
    return _chart(title, rows, around(min(known), max(known), axis_title, told), told)


def _ends(rows: Sequence[Estimate]) -> list[float]:
    return [end for row in rows[:MOST] for end in (row.value, row.low, row.high) if end is not None]


def _chart(title: str, rows: Sequence[Estimate], axis: Axis, told: Told) -> Chart:
    drawn = [Row(row.name, row.word, [_lane(row, told)]) for row in rows[:MOST]]
    words = "; ".join(f"{row.name} {_said(row, told)}" for row in rows[:MOST]) or "nothing to show"
    heads = ("", "Value", "From", "To", "")
    cells = [
        (row.name, *("" if end is None else told(end) for end in (row.value, row.low, row.high)), row.word)
        for row in rows
    ]
    wide, narrow = (rows_drawn(drawn, axis, width) for width in (WIDE, NARROW))
    return Chart(title, f"{title}, with intervals: {words}.", wide, narrow, Table(title, heads, cells, (1, 2, 3)))


def _said(row: Estimate, told: Told) -> str:
    if row.value is None:
        return "has no value"
    span = "" if row.low is None or row.high is None else f" ({told(row.low)} to {told(row.high)})"
    return f"{told(row.value)}{span}{f', {row.word}' if row.word else ''}"


def _lane(row: Estimate, told: Told) -> list[Drawn]:
    if row.value is None:
        return []
    says = f"{row.name}\n{_said(row, told)}"
    reach: list[Drawn] = []
    if row.low is not None and row.high is not None:
        reach = [Reach(row.low, row.high, "thin ink-black", says)]
    return [*reach, Spot(row.value, "o", f"{'solid' if row.sure else 'hollow'} ink-blue", says)]
