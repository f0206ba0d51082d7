"""The page of a question backwards."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.report.least.words import (
    answer_words,
    basis,
    lever_words,
    point_words,
    question_words,
    told_rows,
)
from sim.report.page.parts import Figure, Page, Prose, Section, Table
from sim.report.page.study.estimates import MOST, Estimate, levels_chart
from sim.report.page.writing import picture_of
from sim.report.plots.words import in_unit, number, plain
from sim.study.least.found import COMMON, Found, Tried
from sim.study.least.rows import answer_of, goal_words, row_of, steps, tried_share

TOO_WELL = ("A point that was chosen as the least had, as a rule, luck on the days that chose it. So it was tried "
            "again on days that had no part in the choice, and only those count.")  # fmt: skip


def least_page(found: Found, folder: Path, closing: Sequence[Section]) -> Page:
    """The least that does it, how sure that is, and what else was tried. closing: the last sections."""
    question = found.question
    answer = [f"{answer_words(found)[:1].upper()}{answer_words(found)[1:]}.", *told_rows(found)]
    sections = [
        Section("least", "The search", [picture_of(folder, "least", "Days that meet the goal"), Prose(TOO_WELL)]),
        _fresh(found), *_trade_off(found), _tried(found),
    ]  # fmt: skip
    title = f"The least for {plain(question.scenario.name)}"
    return Page(title, question_words(question), answer, list(_figures(found)), [*sections, *closing],
                [f"{basis(found)}."])  # fmt: skip


def _figures(found: Found) -> Iterator[Figure]:
    answer, levers = answer_of(found), found.question.levers
    does = found.confirmed.point is not None
    for lever, value in zip(levers, (answer.value, answer.other_value), strict=False):
        yield Figure(lever_words(lever), value or "", "", "the least that surely does it" if does else "came nearest")
    span = f"{answer.low:.3f} to {answer.high:.3f}"
    note = f"of {answer.days:,} fresh days; asked for {answer.probability:g}"
    yield Figure(goal_words(found.question), f"{answer.share:.3f}", span, note, answer.share)


def _estimates(found: Found, some: Sequence[Tried]) -> list[Estimate]:
    chosen = found.confirmed.point
    shares = [(one, tried_share(found, one), row_of(found, one).word) for one in some]
    return [Estimate(_name(found, one), share.share, share.low, share.high, word, one.point == chosen)
            for one, share, word in shares]  # fmt: skip


def _name(found: Found, one: Tried) -> str:
    look = "" if one.look in {COMMON, 1} else f", look {one.look}"
    return f"{point_words(found.question, one.point)}{look}"


def _fresh(found: Found) -> Section:
    some = [one for one in found.tried if one.look != COMMON]
    said = (f"Each look has {found.question.asked.fresh:,} replications of its own; the intervals of all looks hold at "
            f"once with probability {found.question.asked.confidence:g}. Filled: the chosen point.")  # fmt: skip
    chart = levels_chart("Share of fresh days that meet the goal", _estimates(found, some)[:MOST], "share")
    return Section("fresh", "On fresh days", [Prose(said), chart])


def _trade_off(found: Found) -> list[Section]:
    rows = steps(found)
    if not rows:
        return []
    first, last = map(lever_words, found.question.levers)
    cells = [(row.value, row.other_value or "nothing in range", "" if row.cost is None else number(row.cost),
              "" if row.share is None else f"{row.share:.3f}", row.word) for row in rows]  # fmt: skip
    said = ("For each value of the first lever the least of the other that seems enough, by the common days; useless: "
            "another has no more of either. A chosen point alone was tried on fresh days.")  # fmt: skip
    table = Table("Trade-off", (first, last, "Cost", "Share of common days", ""), cells, (0, 1, 2, 3))
    return [Section("trade-off", "What takes the place of what", [Prose(said), table])]


def _tried(found: Found) -> Section:
    common = sorted((one for one in found.tried if one.look == COMMON), key=lambda one: one.point)
    said = f"All over the same {found.question.asked.replications:,} replications; each interval by itself, at 0.95."
    chart = levels_chart("Share of common days that meet the goal", _estimates(found, common)[:MOST], "share")
    rows = [row_of(found, one) for one in found.tried]
    cells = [(_name(found, one), "common" if row.look == COMMON else "fresh", f"{row.replications:,}", number(row.cost),
              f"{row.share:.3f}", f"{row.low:.3f}", f"{row.high:.3f}",
              *("" if end is None else in_unit(end, row.unit) for end in (row.median, row.with_it)), row.word)
             for one, row in zip(found.tried, rows, strict=True)]  # fmt: skip
    heads = ("Point", "Days", "Replications", "Cost", "Share", "From", "To", "Median", "With the probability", "")
    return Section("tried", "All that was tried", [
        Prose(said), chart, Table("Points that were tried", heads, cells, (2, 3, 4, 5, 6, 7, 8), folded=True)
    ])  # fmt: skip
