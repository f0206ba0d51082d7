"""Where the time went, by cohort and by station."""

from sim.measures.parts import WORDS, Part
from sim.report.page.charts.axis import amounts
from sim.report.page.charts.marks import NARROW, WIDE, hatch_of, ink_of
from sim.report.page.charts.rows import Bar, Row, rows_drawn
from sim.report.page.parts import Chart, Key, Section, Table
from sim.report.plots.ink import PARTS
from sim.report.plots.spent import Spent, by_cohort, by_station, spent_title, spent_words, unit_of
from sim.report.plots.words import number, plain
from sim.study.replicate import Results


def spending_section(results: Results) -> Section:
    """A bar for each cohort, and one for each station."""
    unit = "hours" if unit_of(results) == "h" else "minutes"
    cohorts = _chart(by_cohort(results), spent_title(results), spent_words(results), "Cohort",
                     f"mean {unit} a person of the cohort who came, at all stations")  # fmt: skip
    title = f"The same by station: mean {unit} a person who came, of all cohorts"
    stations = _chart(by_station(results), title, f"{title}.{_said(by_station(results))}", "Station",
                      f"mean {unit} a person who came, of all cohorts, at each station")  # fmt: skip
    return Section("time", "Where the time went", [cohorts, stations])


def _said(rows: list[Spent]) -> str:
    return "".join(f" {plain(row.name)} {number(row.whole)}." for row in rows)


def _chart(rows: list[Spent], title: str, words: str, head: str, label: str) -> Chart:
    axis = amounts(max([1.0, *(sum(row.parts.values()) for row in rows)]), label)
    there = [part for part in PARTS if any(part in row.parts for row in rows)]
    drawn = [Row(plain(row.name), number(row.whole), [_bars(row)]) for row in rows]
    wide, narrow = (rows_drawn(drawn, axis, width) for width in (WIDE, NARROW))
    keys = [Key(ink_of(PARTS[part].colour), hatch_of(PARTS[part]), WORDS[part]) for part in there]
    return Chart(title, words, wide, narrow, _table(rows, there, head, label), keys)


def _bars(row: Spent) -> list[Bar]:
    bars, start = [], 0.0
    for part, spent in row.parts.items():
        says = f"{plain(row.name)}\n{WORDS[part]}: {number(spent)} of {number(row.whole)}"
        bars.append(Bar(start, spent, ink_of(PARTS[part].colour), hatch_of(PARTS[part]), says))
        start += spent
    return bars


def _table(rows: list[Spent], there: list[Part], head: str, label: str) -> Table:
    cells = [
        (plain(row.name), *(number(row.parts.get(part, 0.0)) for part in there), number(row.whole)) for row in rows
    ]
    heads = (head, *(WORDS[part] for part in there), "in all")
    return Table(f"{label}", heads, cells, range(1, len(heads)))
