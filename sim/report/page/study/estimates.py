"""A chart of estimates with their intervals, a row each, and the table of their values."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sim.report.page.charts.axis import Axis, amounts, around, minutes, percents
from sim.report.page.charts.marks import NARROW, WIDE
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Chart, Key, Table
from sim.report.plots.words import in_unit, plain

MOST = 16  # rows of a chart; the table has all
INKS = (("o", "ink-blue"), ("s", "ink-vermillion"))  # of the lanes of a row

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
    return _chart(title, rows, axis, lambda value: in_unit(value, unit), ())


def changes_chart(title: str, rows: Sequence[Estimate], axis: str, told: Told, lanes: Sequence[str] = ()) -> Chart:
    """Differences, which may be below 0. told: a difference in words.

    lanes: what each of the estimates is that make a row together; as many of `rows` follow each other.
    """
    known = [0.0, *_ends(rows)]
    return _chart(title, rows, around(min(known), max(known), axis, told), told, lanes)


def _ends(rows: Sequence[Estimate]) -> list[float]:
    return [end for row in rows for end in (row.value, row.low, row.high) if end is not None]


def _chart(title: str, rows: Sequence[Estimate], axis: Axis, told: Told, lanes: Sequence[str]) -> Chart:
    size = max(1, len(lanes))
    grouped = [rows[at : at + size] for at in range(0, len(rows), size)]
    drawn = [_row(group, told) for group in grouped[:MOST]]
    words = "; ".join(_named(group, told, lanes) for group in grouped[:MOST]) or "nothing to show"
    heads = ("", *(["Which"] if lanes else []), "Value", "From", "To", "")
    cells = [_cells(row, told, lanes[at : at + 1]) for group in grouped for at, row in enumerate(group)]
    wide, narrow = (rows_drawn(drawn, axis, width) for width in (WIDE, NARROW))
    keys = [Key(ink, "", lane) for (_, ink), lane in zip(INKS, lanes, strict=False)]
    table = Table(title, heads, cells, tuple(range(len(heads) - 4, len(heads) - 1)))
    return Chart(title, f"{title}, with intervals: {words}.", wide, narrow, table, keys)


def _named(group: Sequence[Estimate], told: Told, lanes: Sequence[str]) -> str:
    each = [f"{lanes[at]} {_said(row, told)}" if lanes else _said(row, told) for at, row in enumerate(group)]
    return f"{group[0].name} {', '.join(each)}"


def _cells(row: Estimate, told: Told, lane: Sequence[str]) -> tuple[str, ...]:
    values = ("" if end is None else told(end) for end in (row.value, row.low, row.high))
    return (row.name, *lane, *values, row.word)


def _row(group: Sequence[Estimate], told: Told) -> Row:
    words = ", ".join(dict.fromkeys(row.word for row in group if row.word))
    return Row(group[0].name, words, [_lane(row, told, *INKS[at % len(INKS)]) for at, row in enumerate(group)])


def _said(row: Estimate, told: Told) -> str:
    word = f", {row.word}" if row.word else ""
    if row.value is None:
        return f"has no value{word}"
    span = "" if row.low is None or row.high is None else f" ({told(row.low)} to {told(row.high)})"
    return f"{told(row.value)}{span}{word}"


def _lane(row: Estimate, told: Told, shape: str, ink: str) -> list[Drawn]:
    if row.value is None:
        return []
    says = f"{row.name}\n{_said(row, told)}"
    reach: list[Drawn] = []
    if row.low is not None and row.high is not None:
        reach = [Reach(row.low, row.high, "thin ink-black", says)]
    return [*reach, Spot(row.value, shape, f"{'solid' if row.sure else 'hollow'} {ink}", says)]
