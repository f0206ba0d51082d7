"""The page of a sensitivity study: what moves each output, and what that rests on."""

from collections.abc import Callable, Iterator, Sequence

from sim.report.page.parts import Block, Chart, Figure, Page, Prose, Section, Table
from sim.report.page.run.evidence import Shares
from sim.report.page.study.estimates import MOST, Estimate, changes_chart
from sim.report.plots.parameters import in_a_sentence, name_of
from sim.report.plots.words import plain, signed
from sim.report.sensitivity.words import (
    QUESTION,
    basis_words,
    effect_words,
    index_words,
    share_words,
    swing_words,
    told_shares,
    unit_of_change,
)  # fmt: skip
from sim.study.sensitivity.analysed import EXPECTED, OF_A_DAY, YES
from sim.study.sensitivity.found import Found, of_output
from sim.study.sensitivity.rows import Index, Screened, Share, Swing

Row = Swing | Screened | Index
ANSWERED = 3  # outputs that are answered in a sentence each


def moving_page(found: Found, closing: Sequence[Section]) -> Page:
    """What moves each output most, each number with its interval. closing: the last sections."""
    study = found.study
    name = plain(study.name)
    question = QUESTION[study.method].format(name)
    answer = [_sentence(found, output) for output in study.measured[:ANSWERED]]
    sections = [_output(found, at, output) for at, output in enumerate(study.measured, 1)]
    return Page(f"What moves {name}", question, answer, list(_figures(found)), [*sections, *closing],
                [f"{basis_words(found)}."])  # fmt: skip


def shares_of(found: Found) -> Shares | None:
    """Each number's share of the variance of the first output, with all interplay; only by Sobol, number by number."""
    output = found.study.measured[0]
    rows = of_output(found.sobol.indices, output)
    told = {row.parameter: share_words(row.total, row.total_low, row.total_high) for row in rows}
    return Shares(output, told) if told and found.study.by == "parameter" else None


def rows_of(found: Found, output: str) -> Sequence[Row]:
    """The rows of the study's method, the largest first."""
    every: list[Row] = [*found.swings, *found.screened, *found.sobol.indices]
    return [row for row in every if row.output == output]


def _sentence(found: Found, output: str) -> str:
    rows = rows_of(found, output)
    sure = [row for row in rows if row.moves == YES]
    head, kind = f"{output[:1].upper()}{output[1:]}", "bases" if found.study.by == "basis" else "numbers"
    if not sure:
        return f"{head}: none of {len(rows)} {kind} clearly moves it."
    moves = f"{len(sure)} of {len(rows)} {kind} clearly move it"
    return f"{head}: {moves}, and the largest change in the mean is by {_told(sure[0])}."


def _told(row: Row) -> str:
    match row:
        case Swing():
            return swing_words(row)
        case Screened():
            return effect_words(row)
        case Index():
            return index_words(row)


def _figures(found: Found) -> Iterator[Figure]:
    for output in found.study.measured:
        rows = [row for row in rows_of(found, output) if row.moves == YES]
        if rows:
            yield Figure(f"Moves {output} most", in_a_sentence(rows[0].parameter), "", rows[0].basis)


def _output(found: Found, at: int, output: str) -> Section:
    rows = rows_of(found, output)
    blocks: list[Block] = list(_charts(rows[:MOST], output))
    if not rows:
        blocks = [
            Prose("Nothing is said of it: it is without a value on some day at too many points, or never changes.")
        ]
    elif len(rows) > MOST:
        blocks.append(Prose(f"The {MOST} that move it most, of {len(rows)}; the tables beside this page have all."))
    blocks += _account(found, output)
    return Section(f"output-{at}", f"{output[:1].upper()}{output[1:]}", blocks)


def _charts(rows: Sequence[Row], output: str) -> Iterator[Chart]:
    """Both ends of each range, or sizes, or shares alone and with interplay."""
    swings = [row for row in rows if isinstance(row, Swing)]
    effects = [row for row in rows if isinstance(row, Screened)]
    indices = [row for row in rows if isinstance(row, Index)]
    if swings:
        ends = [one for row in swings for one in _ends(row)]
        unit, lanes = unit_of_change(swings[0].unit), ("at the low end of its range", "at the high end")
        yield changes_chart(f"{output}: each number alone", ends, f"difference ({unit})", _in(swings[0].unit), lanes)
    if effects:
        sizes = [_estimate(row, row.size, row.size_low, row.size_high) for row in effects]
        unit = unit_of_change(effects[0].unit)
        yield changes_chart(f"{output}: size of elementary effects", sizes, f"mu* ({unit})", _in(effects[0].unit))
    if indices:
        both = [one for row in indices for one in _shares(row)]
        lanes = ("alone", "with all interplay")
        yield changes_chart(f"{output}: shares of the variance", both, "share", _in("share"), lanes)


def _ends(row: Swing) -> Iterator[Estimate]:
    yield _end(row, row.to_low, row.to_low_from, row.to_low_up_to, row.low)
    yield _end(row, row.to_high, row.to_high_from, row.to_high_up_to, row.high)


def _end(row: Swing, value: float | None, low: float | None, high: float | None, at: float) -> Estimate:
    """One end of a range; sure where its interval leaves 0 out."""
    sure = low is not None and high is not None and (low > 0 or high < 0)
    return Estimate(name_of(row.parameter), value, low, high, f"{at:g}", sure)


def _shares(row: Index) -> Iterator[Estimate]:
    yield _estimate(row, row.first, row.first_low, row.first_high)
    yield _estimate(row, row.total, row.total_low, row.total_high)


def _estimate(row: Screened | Index, value: float | None, low: float | None, high: float | None) -> Estimate:
    name = name_of(row.parameter) if row.parameter != row.basis else row.parameter
    return Estimate(name, value, low, high, row.moves, row.moves == YES)


def _in(unit: str) -> Callable[[float], str]:
    times = 100 if unit == "share" else 1
    ending = " %" if unit == "share" else ""
    return lambda value: f"{signed(times * value)}{ending}"


def _account(found: Found, output: str) -> Iterator[Block]:
    """What the output's variance rests on, where the method tells."""
    shares = of_output(found.sobol.shares, output)
    if not shares:
        return
    yield Prose(f"Rests on: {told_shares(shares, EXPECTED)}. A single day: {told_shares(shares, OF_A_DAY)}.")
    heads = ("Account of", "Part", "Share", "From", "To", "At most, with interplay")
    yield Table("The evidence account", heads, [_share(row) for row in shares], (2, 3, 4, 5), folded=True)


def _share(row: Share) -> tuple[str, ...]:
    parts = (row.share, row.low, row.high, row.at_most)
    return (row.account, row.part, *("" if part is None else f"{signed(100 * part)} %" for part in parts))
