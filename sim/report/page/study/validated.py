"""The page of a validation."""

from collections.abc import Iterator, Sequence

from sim.evidence import Evidence
from sim.report.page.charts.axis import percents
from sim.report.page.charts.marks import NARROW, WIDE
from sim.report.page.charts.rows import Drawn, Reach, Row, Spot, rows_drawn
from sim.report.page.parts import Chart, Figure, Page, Prose, Section, Table
from sim.report.page.run.reported import CHANGED, reported_chart, sources_table
from sim.report.plots.beside import units
from sim.report.plots.patterns import pattern_said, patterns_title
from sim.report.plots.words import in_unit, number, percent, plain
from sim.report.validation.words import CAUTION, covered_said, figure_said
from sim.study.validation.figures import HELD, MISSED, Tested
from sim.study.validation.held import Held
from sim.study.validation.patterns import FAILS, HOLDS, Checked

SCORES = (
    "CRPS: how far the simulated days lie from the reported value, less what they lie from each other. Interval score: "
    "the width of the interval, and forty times how far the value lies outside it. Both are in the figure's own unit, "
    "and less is better; scores of two figures cannot be compared."
)


def validated_page(held: Held, evidence: Evidence, closing: Sequence[Section]) -> Page:
    """What is covered, what is not, which patterns hold, and what is not tested. closing: the last sections."""
    results = held.results
    name = plain(results.scenario.name)
    notes = [f"{results.replications} replications, seed {results.seed}; {CAUTION}."]
    sections = [_charts(held, evidence), _scores(held), _patterns(held), _untested(held), *closing]
    question = f"Do the simulated days of {name} look like what was reported of them?"
    return Page(f"Validation of {name}", question, list(_answer(held)), list(_figures(held)),
                [one for one in sections if one.blocks], notes)  # fmt: skip


def _answer(held: Held) -> Iterator[str]:
    said = covered_said(held)
    yield f"{said[:1].upper()}{said[1:]}."
    for line in held.tested:
        if line.covered == MISSED:
            yield f"Not covered: {figure_said(line)}."
    yield f"{patterns_title(held.checked)}."
    for each in held.checked:
        if each.verdict == FAILS:
            yield f"{pattern_said(each)}."


def _figures(held: Held) -> Iterator[Figure]:
    for lines, head in (
        (held.not_set_by(), "Figures the model was not set by"),
        (held.with_an_interval(), "All figures"),
    ):
        covered = sum(line.covered == HELD for line in lines)
        yield Figure(head, f"{covered} of {len(lines)} covered", "", "by where one more day would fall", covered)
    told = [line for line in held.checked if line.share is not None]
    if told:
        holding = sum(line.verdict == HOLDS for line in told)
        yield Figure("Patterns", f"{holding} of {len(told)} hold", "", "each on the share of days it needs", holding)


def _charts(held: Held, evidence: Evidence) -> Section:
    notes = [Prose(CHANGED)] if held.results.changes else []
    charts = [reported_chart([line for line in held.beside if line.unit == unit], unit) for unit in units(held.beside)]
    ends = [sources_table(held.beside, evidence)] if charts else []
    return Section("figures", "Reported figures beside simulated ones", [*notes, *charts, *ends])


def _scores(held: Held) -> Section:
    heads = ("Figure", "Reported, best", "Simulated, median", "Covered", "Used to set the model", "Interval score",
             "CRPS", "CRPS, low to high", "Meets low to high")  # fmt: skip
    rows = [_score_row(line) for line in held.tested]
    table = Table("Each reported figure and its scores", heads, rows, (1, 2, 5, 6, 7))
    return Section("scores", "How near they are", [Prose(SCORES), table] if rows else [])


def _score_row(line: Tested) -> tuple[str, ...]:
    span = "" if line.crps_least is None else f"{number(line.crps_least)} to {number(line.crps_most or 0)}"
    return (plain(line.what), in_unit(line.best, line.unit),
            "" if line.median is None else in_unit(line.median, line.unit), line.covered, line.used,
            "" if line.interval_score is None else number(line.interval_score),
            "" if line.crps is None else number(line.crps), span, line.meets)  # fmt: skip


def _patterns(held: Held) -> Section:
    if not held.checked:
        return Section("patterns", "Patterns", [])
    told = [line for line in held.checked if line.share is not None]
    heads = ("Pattern", "Read as", "Measured", "Holds on", "Of days", "Needed", "Verdict", "Why not told")
    rows = [(line.what, line.read_as, line.statement, str(line.bearing), str(line.days), percent(line.needed),
             line.verdict, line.why) for line in held.checked]  # fmt: skip
    table = Table("Patterns", heads, rows, (3, 4, 5), folded=bool(told))
    said = (
        "What was told without a number, as a statement about a day: filled where it holds, hollow where it does not."
    )
    return Section("patterns", "Patterns", [Prose(said), *([_pattern_chart(told)] if told else []), table])


def _pattern_chart(lines: Sequence[Checked]) -> Chart:
    axis = percents("share of simulated days")
    drawn = [Row(line.what, line.verdict, [_lane(line)]) for line in lines]
    heads = ("Pattern", "Share of days", "From", "To", "Verdict")
    cells = [(line.what, *(percent(end or 0.0) for end in (line.share, line.low, line.high)), line.verdict)
             for line in lines]  # fmt: skip
    wide, narrow = (rows_drawn(drawn, axis, width) for width in (WIDE, NARROW))
    words = f"{patterns_title(lines)}: {'; '.join(map(pattern_said, lines))}."
    return Chart("On how many days each holds", words, wide, narrow, Table("Patterns", heads, cells, (1, 2, 3)))


def _lane(line: Checked) -> list[Drawn]:
    says, solid = pattern_said(line), "solid" if line.verdict == HOLDS else "hollow"
    reach = Reach(line.low or 0.0, line.high or 1.0, "thin ink-black", says)
    return [reach, Spot(line.share or 0.0, "o", f"{solid} ink-blue", says)]


def _untested(held: Held) -> Section:
    rows = [(plain(line.what), line.date, line.best, line.unit, line.why, line.used) for line in held.untested]
    heads = ("Figure", "Of", "Reported, best", "Unit", "Why nothing stands beside it", "Used to set the model")
    table = Table("Reported figures that are not tested", heads, rows, folded=True)
    return Section("untested", "What is not tested, and why", [table] if rows else [])
