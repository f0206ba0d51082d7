"""The page of a study of what to find out next."""

from collections.abc import Iterator, Sequence

from sim.report.learning.words import READ, basis_words, plan_words, question, verdict_words, whole_words
from sim.report.page.parts import Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import MOST, Estimate, changes_chart
from sim.report.plots.parameters import in_a_sentence, name_of
from sim.report.plots.words import apart, percent, plain, signed, unit_apart
from sim.study.learning.learnt import YES, Learnt, Worth


def learnt_page(found: Learnt, seed: int, closing: Sequence[Section]) -> Page:
    """What to find out first, and what each number is worth. closing: the last sections."""
    name = plain(found.learning.plans[0].scenario.name)
    sections = [*_worths(found), *_plans(found), *closing]
    return Page(f"What to find out about {name}", question(found), list(_answer(found)), list(_figures(found)),
                sections, [f"{basis_words(found, seed)}.", f"{READ[:1].upper()}{READ[1:]}."])  # fmt: skip


def _answer(found: Learnt) -> Iterator[str]:
    said = verdict_words(found)
    yield f"{said[:1].upper()}{said[1:]}."
    if chosen := next((row for row in found.plans if row.chosen), None):
        yield f"Without finding anything out, the plan to take is {plan_words(chosen, found.learning.goal.unit)}."
    if found.everything:
        said = whole_words(found.everything)
        yield f"{said[:1].upper()}{said[1:]}."


def _figures(found: Learnt) -> Iterator[Figure]:
    for row, head in zip([*found.worths[:1], found.everything], ("Worth most", "All numbers"), strict=False):
        if row is not None:
            span = f"{apart(row.low, row.unit)} to {apart(row.high, row.unit)}"
            note = in_a_sentence(row.parameter) if row.basis else "no single one can be worth more"
            value = f"{apart(row.value, row.unit).removeprefix('+')} {unit_apart(row.unit)}"
            yield Figure(head, value, span, note, row.value)


def _worths(found: Learnt) -> Iterator[Section]:
    if not found.everything:
        return
    unit = unit_apart(found.everything.unit)
    rows = [Estimate(name_of(row.parameter), row.value, row.low, row.high, row.order, row.worth == YES)
            for row in found.worths[: MOST - 1]]  # fmt: skip
    whole = found.everything
    rows = [Estimate(whole.parameter, whole.value, whole.low, whole.high, "", whole.worth == YES), *rows]
    title = f"What knowing it is worth a day, in {found.learning.goal.output} ({unit})"
    chart = changes_chart(
        title, rows, unit, lambda value: apart(value, found.everything.unit if found.everything else "")
    )
    said = (
        "What the plan that is best at a number's value gives more than the one that is best on average. Filled: "
        "surely more than nothing. First: the one that is worth most; behind: those that are surely worth less."
    )
    yield Section("worth", "What each number is worth", [Prose(said), chart, _table(found.worths)])


def _table(rows: Sequence[Worth]) -> Table:
    heads = ("Number", "Rests on", "Range", "Worth", "From", "To", "Usual estimate", "Worth finding out", "Order")
    cells = [(row.parameter, row.basis, f"{row.low_end:g} to {row.high_end:g}",
              *(signed(value) for value in (row.value, row.low, row.high, row.usual)), row.worth, row.order)
             for row in rows]  # fmt: skip
    return Table("Every number", heads, cells, (3, 4, 5, 6), folded=True)


def _plans(found: Learnt) -> Iterator[Section]:
    if found.plans:
        rows = [
            (plain(row.plan), row.overrides, signed(row.mean), percent(row.best_at), row.chosen) for row in found.plans
        ]
        heads = ("Plan", "Overrides", "Mean", "Best at", "Taken without knowing more")
        table = Table(f"{found.learning.goal.output}, over all ranges", heads, rows, (2, 3))
        yield Section("plans", "The plans", [table])
