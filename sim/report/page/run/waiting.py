"""How long people wait: where the queues stand, and the waits of each cohort at each station."""

from sim.measures.curves import STEP
from sim.model.clock import MINUTE
from sim.report.page.charts.axis import amounts
from sim.report.page.charts.marks import NARROW, WIDE, ink_of
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Chart, Key, Prose, Section, Table
from sim.report.page.run.over_the_day import apart, queues_chart
from sim.report.plots.ink import mark
from sim.report.plots.queues import left_out
from sim.report.plots.waits import Wait, wait_rows, waits_title, waits_words
from sim.report.plots.words import number, plain
from sim.study.replicate import Results


def waiting_section(results: Results) -> Section:
    """Queues over the clock, then waits by station and cohort."""
    queue = queues_chart(results)
    most = (
        f"Each point of a line is the most within {apart(results)} minutes." if apart(results) * MINUTE > STEP else ""
    )
    note = " ".join(filter(None, [most if queue else "", left_out(results)]))
    return Section("waiting", "Where people wait, and how long", [
        *([queue] if queue else []), *([Prose(note)] if note else []), waits_chart(results, wait_rows(results)),
    ])  # fmt: skip


def waits_chart(results: Results, waits: list[Wait]) -> Chart:
    """Median and 95th percentile of the wait of each cohort at each station."""
    axis = amounts(
        max([1.0, *(wait.p95 for wait in waits)]), "wait (min): filled the median person, hollow the 95th percentile"
    )
    stations = dict.fromkeys(wait.station for wait in waits)
    rows = [
        Row(plain(station), "", [_lane(results, wait) for wait in waits if wait.station == station])
        for station in stations
    ]
    there = [name for name in results.cohorts if any(wait.cohort == name for wait in waits)]
    keys = [Key(ink_of(mark(results.cohorts.index(name))[0]), "", plain(name)) for name in there]
    wide, narrow = (rows_drawn(rows, axis, width) for width in (WIDE, NARROW))
    return Chart(waits_title(results), waits_words(results), wide, narrow, _table(waits), keys)


def _lane(results: Results, wait: Wait) -> list[Drawn]:
    colour, shape = mark(results.cohorts.index(wait.cohort))
    times = f"median person {number(wait.median)} min\n95th percentile {number(wait.p95)} min"
    says = f"{plain(wait.cohort)} at {plain(wait.station)}\n{times}"
    ink = ink_of(colour)
    return [
        Reach(wait.median, wait.p95, "thin ink-light", says),
        Spot(wait.p95, shape, f"hollow {ink}", says),
        Spot(wait.median, shape, f"solid {ink}", says),
    ]


def _table(waits: list[Wait]) -> Table:
    rows = [(plain(wait.station), plain(wait.cohort), number(wait.median), number(wait.p95)) for wait in waits]
    heads = ("Station", "Cohort", "Median person (min)", "95th percentile (min)")
    return Table("Waits, medians of days", heads, rows, (2, 3))
