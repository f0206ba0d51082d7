"""Where everybody is at the end: who is left behind, and at which station."""

from sim.measures.flow import WORDS
from sim.report.page.charts.axis import amounts
from sim.report.page.charts.marks import NARROW, WIDE, hatch_of, ink_of
from sim.report.page.charts.rows import Bar, Row, rows_drawn
from sim.report.page.parts import Block, Chart, Key, Prose, Section, Table
from sim.report.page.run.answer import held_back
from sim.report.page.run.spans import day_words, mean_words
from sim.report.plots.ink import OUTCOMES
from sim.report.plots.outcomes import SHORT, Ends, ends, outcomes_title, outcomes_words
from sim.report.plots.words import number, persons, plain
from sim.study.replicate import Results


def left_section(results: Results) -> Section:
    """Outcomes by cohort, and who had come and was left at which station."""
    return Section("left", "Who is left behind, and where", [_chart(results), *_where(results)])


def _chart(results: Results) -> Chart:
    told = ends(results, *results.cohorts)
    axis = amounts(max([1.0, *(sum(each.values()) for each in told.values())]), "persons at the end (means of days)")
    there = [outcome for outcome in WORDS if any(outcome in each for each in told.values())]
    rows = [Row(plain(name), persons(sum(each.values())), [_bars(name, each)]) for name, each in told.items()]
    wide, narrow = (rows_drawn(rows, axis, width) for width in (WIDE, NARROW))
    words = [SHORT.get(outcome, WORDS[outcome]) for outcome in there]
    keys = [Key(ink_of(OUTCOMES[outcome].colour), hatch_of(OUTCOMES[outcome]), word)
            for outcome, word in zip(there, words, strict=True)]  # fmt: skip
    cells = [(plain(name), *(number(each.get(outcome, 0.0)) for outcome in there)) for name, each in told.items()]
    table = Table("Persons by outcome, means of days", ("Cohort", *words), cells,
                  range(1, len(words) + 1))  # fmt: skip
    return Chart(outcomes_title(results), outcomes_words(results), wide, narrow, table, keys)


def _bars(cohort: str, told: Ends) -> list[Bar]:
    bars, start = [], 0.0
    for outcome, count in told.items():
        says = f"{plain(cohort)}\n{SHORT.get(outcome, WORDS[outcome])}: {persons(count)} on average"
        bars.append(Bar(start, count, ink_of(OUTCOMES[outcome].colour), hatch_of(OUTCOMES[outcome]), says))
        start += count
    return bars


def _where(results: Results) -> list[Block]:
    left = {name: results.values("persons left there", station=name) for name in results.crossing.names}
    rows = [(plain(name), mean_words(values, "persons"), day_words(values, "persons"), f"{(values > 0).mean():.0%}")
            for name, values in left.items() if values.any()]  # fmt: skip
    if not rows:
        return [Prose("On no day is anybody who came and was let through left anywhere.")]
    all_ = held_back(results)
    rows.append(("everywhere", mean_words(all_, "persons"), day_words(all_, "persons"), f"{(all_ > 0).mean():.0%}"))
    heads = ("Station", "Mean (its 95 % interval)", "Median day (where one more would fall)", "Days with anybody left")
    caption = "Persons who had come, might still have crossed, and were left at the end of the simulated time"
    return [Table(caption, heads, rows, (1, 2, 3))]
