"""How far the waits of cohorts lie apart, and who was past a clinical deadline."""

import numpy as np

from sim.measures.fairness import FEWEST, GAPS
from sim.model.rules import EVERYONE
from sim.report.page.charts.axis import amounts
from sim.report.page.charts.marks import NARROW, WIDE, ink_of
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Block, Chart, Key, Prose, Section, Table
from sim.report.page.run.counts import came
from sim.report.page.run.spans import day_words, hours, known, mean_words
from sim.report.plots.ink import mark
from sim.report.plots.words import listed, percent, plain
from sim.study.replicate import Results

WAITS = ("median wait in all", "p95 wait in all")


def fairness_section(results: Results) -> Section:
    """The wait in all of each cohort, the gap between them, and deadlines where there are any."""
    waited = [name for name in results.cohorts if known(results.values(WAITS[0], name)).size]
    if not waited:
        return Section("fairness", "Fairness", [Prose("Nobody crosses, so that no waits can be compared.")])
    return Section(
        "fairness", "Fairness", [_chart(results, waited), _by_cohort(results), *_gaps(results), *_late(results)]
    )


def _chart(results: Results, waited: list[str]) -> Chart:
    waits = {name: (_middle(results, WAITS[0], name), _middle(results, WAITS[1], name)) for name in waited}
    axis = amounts(max([1.0, *(p95 for _, p95 in waits.values())]), "wait at all stations together (min)")
    rows: list[Row] = []
    said = []
    for name, (median, p95) in waits.items():
        colour, shape = mark(results.cohorts.index(name))
        says = f"{plain(name)}: median person {hours(median)}, 95th percentile {hours(p95)}"
        ink = ink_of(colour)
        reach, late = Reach(median, p95, "thin ink-light", says), Spot(p95, shape, f"hollow {ink}", says)
        lane: list[Drawn] = [reach, late, Spot(median, shape, f"solid {ink}", says)]
        rows.append(Row(plain(name), f"{hours(median)}, {hours(p95)}", [lane]))
        said.append(says)
    wide, narrow = (rows_drawn(rows, axis, width) for width in (WIDE, NARROW))
    heads = ("Cohort", "Median person (min)", "95th percentile (min)")
    cells = [(plain(name), f"{median:.0f}", f"{p95:.0f}") for name, (median, p95) in waits.items()]
    table = Table("Wait in all, medians of days", heads, cells, (1, 2))
    words = f"Wait at all stations together of those who crossed, by cohort, medians of days. {'; '.join(said)}."
    keys = [Key("ink-dark", "", "filled: the median person; hollow: the 95th percentile")]
    return Chart("How long each cohort waits in all", words, wide, narrow, table, keys)


def _middle(results: Results, measure: str, cohort: str) -> float:
    return float(np.median(known(results.values(measure, cohort))))


def _by_cohort(results: Results) -> Table:
    heads = (
        "Cohort",
        "Came",
        "Crossed",
        "Share who crossed",
        "Wait in all, median person",
        "Had the longest median wait",
    )
    rows = [_row(results, name) for name in (*results.cohorts, EVERYONE)]
    return Table("Cohorts beside each other: counts are of a median day, waits means of days", heads, rows, range(1, 6))


def _row(results: Results, name: str) -> tuple[str, ...]:
    there, out = came(results, name), results.values("persons crossed", name)
    share = percent(out.sum() / there.sum()) if there.any() else "none came"
    longest = "" if name == EVERYONE else _longest(results, name)
    shown = "all together" if name == EVERYONE else plain(name)
    waits = mean_words(results.values(WAITS[0], name), "min")
    return shown, day_words(there, "persons"), day_words(out, "persons"), share, waits, longest


def _longest(results: Results, cohort: str) -> str:
    told = known(results.values("had the longest median wait in all of the cohorts", cohort))
    return f"on {percent(float(told.mean()))} of days" if told.size else "not compared"


def _gaps(results: Results) -> list[Block]:
    told = {word: results.values(f"gap between cohorts, {word} wait in all") for word in GAPS}
    said = [f"{mean_words(values, 'min')} in the {word} wait" for word, values in told.items() if known(values).size]
    if not said:
        return [Prose(f"There are not two cohorts of which {FEWEST} persons or more crossed, so none are compared.")]
    return [Prose(f"Between the cohort that waits longest and the one that waits least lie {listed(said)} in all.")]


def _late(results: Results) -> list[Block]:
    timed = [name for name in results.cohorts if results.scenario.cohorts[name].deadline is not None]
    if not timed:
        return []
    rows = [
        (plain(name), day_words(results.values("persons past their deadline", name), "persons"),
         mean_words(results.values("share past their deadline", name), "share"),
         day_words(results.values("persons whose deadline is undecided", name), "persons"))
        for name in timed
    ]  # fmt: skip
    heads = ("Cohort", "Past their deadline", "Share of those decided", "Undecided at the end")
    return [Table("Clinical deadlines", heads, rows, (1, 2, 3))]
