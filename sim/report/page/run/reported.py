"""The reported figures of the day beside the simulated ones."""

from collections.abc import Sequence

from sim.evidence import Evidence
from sim.report.page.charts.axis import Axis, amounts, minutes, percents
from sim.report.page.charts.marks import NARROW, WIDE
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Chart, Key, Link, Prose, Section, Table
from sim.report.plots.beside import COVERED, beside_title, beside_words, units
from sim.report.plots.words import in_unit, plain
from sim.study.beside import Beside

CHANGED = "As the scenario was changed, this is no test of the model."


def reported_section(figures: Sequence[Beside], evidence: Evidence, changes: Sequence[str]) -> Section:
    """A chart a unit, and each figure with its sources."""
    charts = [reported_chart([figure for figure in figures if figure.unit == unit], unit) for unit in units(figures)]
    notes = [Prose(CHANGED)] if changes else []
    said = f"{beside_title(figures)[:1].upper()}{beside_title(figures)[1:]}."
    return Section(
        "reported",
        "Reported figures beside simulated ones",
        [Prose(said), *notes, *charts, sources_table(figures, evidence)],
    )


def reported_chart(rows: list[Beside], unit: str) -> Chart:
    """The figures of one unit, a row each: reported above, simulated below."""
    axis = _axis(rows, unit)
    drawn = [Row(plain(row.what), COVERED[row.covered], [_reported(row), _simulated(row)]) for row in rows]
    wide, narrow = (rows_drawn(drawn, axis, width) for width in (WIDE, NARROW))
    keys = [Key("ink-black", "", "reported: lowest, best (diamond), highest"),
            Key("ink-sky", "", "simulated: median (dot), and where 95 % of runs fall")]  # fmt: skip
    heads = (
        "Figure",
        "Reported, best",
        "Lowest",
        "Highest",
        "Simulated, median",
        "One more run: from",
        "to",
        "Interval holds the best",
    )
    cells = [(plain(row.what), *(_told(value, unit) for value in _values(row)), COVERED[row.covered]) for row in rows]
    title = f"In {'clock times' if unit == 'clock' else plain(unit)}"
    return Chart(
        title,
        beside_words(rows),
        wide,
        narrow,
        Table(title, heads, cells, range(1, 7)),
        keys,
    )


def _axis(rows: list[Beside], unit: str) -> Axis:
    every = [
        value
        for row in rows
        for value in (row.low, row.high, row.day_low, row.day_high, row.median)
        if value is not None
    ]
    if unit == "clock":
        return minutes(min(every), max(every), "clock (HH:MM)")
    return percents("share") if unit == "share" and max(every) <= 1 else amounts(max(every), plain(unit))


def _values(row: Beside) -> tuple[float | None, ...]:
    return row.best, row.low, row.high, row.median, row.day_low, row.day_high


def _told(value: float | None, unit: str) -> str:
    return "" if value is None else in_unit(value, unit)


def _reported(row: Beside) -> list[Drawn]:
    best, low, high = (in_unit(value, row.unit) for value in (row.best, row.low, row.high))
    says = f"{plain(row.what)}\nreported {best} ({low} to {high})"
    return [Reach(row.low, row.high, "thin ink-black", says), Spot(row.best, "D", "hollow ink-black", says)]


def _simulated(row: Beside) -> list[Drawn]:
    if row.median is None:
        return []
    says = f"{plain(row.what)}\nsimulated {in_unit(row.median, row.unit)}"
    reach: list[Drawn] = []
    if row.day_low is not None and row.day_high is not None:
        says += f" ({in_unit(row.day_low, row.unit)} to {in_unit(row.day_high, row.unit)})"
        reach = [Reach(row.day_low, row.day_high, "thick ink-sky", says)]
    return [*reach, Spot(row.median, "o", "solid ink-blue", says)]


def sources_table(figures: Sequence[Beside], evidence: Evidence) -> Table:
    """Where each figure was read, with the grade of its sources."""
    by_id = {figure.id: figure for figure in evidence.figures}
    sources = {source.id: source for source in evidence.sources}
    rows = []
    for told in figures:
        figure = by_id[told.figure]
        links = [
            Link(f"{sources[name].publisher}, {sources[name].date}", sources[name].url)
            for name in figure.sources
            if name in sources
        ]
        rows.append((plain(told.what), figure.date, figure.grade, links, figure.note or ""))
    return Table(
        "Where the reported figures come from", ("Figure", "Of", "Grade", "Sources", "Note"), rows, folded=True
    )
