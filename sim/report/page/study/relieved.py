"""The page of a search for the bottleneck."""

from collections.abc import Iterator, Sequence

from sim.measures.row import NOWHERE
from sim.report.page.parts import Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import MOST, Estimate, changes_chart
from sim.report.plots.relief import drawn_reliefs, name_of, relief_title
from sim.report.plots.words import apart, number, plain, signed
from sim.study.bought import WORSE, Bought
from sim.study.relief import Relieved
from sim.study.verdict import Verdict


def relieved_page(relieved: Relieved, lines: Sequence[Bought], verdict: Verdict, closing: Sequence[Section]) -> Page:
    """Which relief shortens the whole most. closing: the last sections."""
    name = plain(relieved.scenario.name)
    question = f"Which relief shortens the whole most in {name}, each tried alone?"
    days = f"Each relief over the same {relieved.replications} replications, seed {relieved.seed}; intervals of mean "
    notes = [f"{days}differences hold all at once with probability 0.95."]
    sections = [*_charts(lines, verdict), _table(lines), *closing]
    return Page(f"Bottleneck of {name}", question, list(_answer(lines, verdict)), list(_figures(lines, verdict)),
                sections, notes)  # fmt: skip


def _answer(lines: Sequence[Bought], verdict: Verdict) -> Iterator[str]:
    said = relief_title(verdict)
    yield f"{said[:1].upper()}{said[1:]}."
    yield " ".join(f"{_change(line)}." for line in _of(lines, verdict.best) if line.difference is not None)
    if verdict.together:
        yield " ".join(["All of them at once:", *(f"{_change(line)}." for line in _of(lines, verdict.together))])


def _of(lines: Sequence[Bought], one: Bought) -> list[Bought]:
    return [line for line in lines if (line.station, line.relief) == (one.station, one.relief)]


def _change(line: Bought) -> str:
    said = f"{line.measure} {apart(line.difference or 0, line.unit)} {line.unit}"
    span = "" if line.low is None or line.high is None else f" ({signed(line.low)} to {signed(line.high)})"
    return f"{said[:1].upper()}{said[1:]}{span}"


def _figures(lines: Sequence[Bought], verdict: Verdict) -> Iterator[Figure]:
    best = verdict.best
    yield Figure("Shortens most", f"{best.relief}", "", f"at {plain(best.station)}")
    for line in _of(lines, best):
        if line.before is not None and line.after is not None:
            head = f"{line.measure[:1].upper()}{line.measure[1:]}, as it is"
            yield Figure(head, number(line.before), "", f"{number(line.after)} with it", line.before)


def _charts(lines: Sequence[Bought], verdict: Verdict) -> Iterator[Section]:
    shown = drawn_reliefs(lines, verdict)
    leading = {(line.station, line.relief) for line in (verdict.best, *verdict.unclear)}
    for at, (measure, sign) in enumerate(WORSE.items(), 1):
        mine = [line for line in shown if line.measure == measure]
        rows = [Estimate(name_of(line), line.difference, line.low, line.high, "",
                         (line.station, line.relief) in leading) for line in mine]  # fmt: skip
        unit = next((line.unit for line in lines if line.measure == measure), "")
        better = "Below" if sign > 0 else "Above"
        said = f"Filled: what shortens the whole most, or cannot be told apart from that. {better} 0 is better."
        chart = changes_chart(f"Change in {measure} ({unit})", rows[:MOST], unit, lambda value: apart(value, ""))
        yield Section(f"measure-{at}", f"What each relief changes: {measure}", [Prose(said), chart])


def _table(lines: Sequence[Bought]) -> Section:
    heads = ("Relief", "Override", "Measure", "As it is", "With it", "Difference", "From", "To")
    rows = [(name_of(line) if line.station != NOWHERE else f"all stations: {line.relief}", line.change, line.measure,
             *("" if end is None else signed(end) for end in
               (line.before, line.after, line.difference, line.low, line.high))) for line in lines]  # fmt: skip
    return Section("table", "All reliefs", [Table("Reliefs", heads, rows, (3, 4, 5, 6, 7), folded=True)])
