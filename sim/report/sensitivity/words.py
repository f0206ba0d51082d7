"""What moves the outputs, in plain words, for a terminal and for summary.txt."""

from collections.abc import Iterator, Sequence

from sim.report.plots.words import counted, in_unit, number, signed
from sim.report.words import WIDTH
from sim.study.sensitivity.analysed import EXPECTED, NO, NO_CHANGE, NOTHING_SAID, OF_A_DAY, UNCLEAR, YES
from sim.study.sensitivity.found import Found, of_output
from sim.study.sensitivity.rows import Index, Screened, Share, Swing, Whole

MOST = 5  # numbers named for each output
QUESTION = {
    "one_at_a_time": "What moves {}, one number at a time to both ends of its range?",
    "morris": "What moves {}, by elementary effects all over the ranges (Morris)?",
    "sobol": "Which numbers' ranges make the outputs of {} vary (Sobol)?",
}
NOT_SEEN = {
    "one_at_a_time": "what numbers do together is not seen one at a time; method=morris or sobol sees it",
    "morris": "sigma holds bends and interplay alike; method=sobol tells interplay apart",
    "sobol": "",
}


def told_sensitivity(found: Found, changes: Sequence[str]) -> str:
    """The summary: what matters most for each output, what does not, what is noise, and what it rests on.

    changes: what was set differently from the scenario's file.
    """
    study = found.study
    heads = [
        QUESTION[study.method].format(study.name),
        *([f"Changed: {', '.join(changes)}"] if changes else []),
        basis_words(found),
    ]
    rows = [row for output in study.measured for row in _output(found, output)]
    return "\n".join([*heads, *rows, *_foot(found)])


def _row(head: str, text: str) -> str:
    return f"  {head:<{WIDTH}}{text}"


def basis_words(found: Found) -> str:
    """How much was simulated, and what the brackets are."""
    study, count = found.study, len(found.varying.choice.numbers)
    chosen = (
        f" (of {found.varying.of}: those that move an output most, one at a time)" if count < found.varying.of else ""
    )
    days = f"{counted(study.replications, 'replication')} of the same days, seed {study.seed}"
    what = {
        "one_at_a_time": f"intervals of mean differences, all {2 * count} of an output at once with probability 0.95",
        "morris": "intervals over trajectories, each with probability 0.95",
        "sobol": "intervals over other points and other days, each with probability 0.95",
    }
    points = counted(len(found.varying.design.points), "point")
    return f"{counted(count, 'number')}{chosen}, {points}, {days}; in brackets: {what[study.method]}"


def _output(found: Found, output: str) -> Iterator[str]:
    match found.study.method:
        case "one_at_a_time":
            yield from _swings(of_output(found.swings, output))
        case "morris":
            yield from _screened(output, of_output(found.screened, output))
        case "sobol":
            yield from _sobol(found, output)


def _swings(rows: Sequence[Swing]) -> Iterator[str]:
    first = rows[0]
    at_base = "nothing to measure" if first.at_base is None else f"{amount(first.at_base, first.unit)} (mean)"
    yield f"  {first.output}: {at_base} as the scenario has them"
    yield from _most([swing_words(row) for row in rows if row.moves == YES])
    yield from _others(rows, [swing_words(row) for row in rows[:1] if row.moves == UNCLEAR])


def swing_words(row: Swing) -> str:
    """A number and what it changes at either end of its range."""
    low = f"{_change(row.to_low, row.to_low_from, row.to_low_up_to, row.unit)} at {row.low:g}"
    high = f"{_change(row.to_high, row.to_high_from, row.to_high_up_to, row.unit)} at {row.high:g}"
    ends = ([low] if row.low != row.base else []) + ([high] if row.high != row.base else [])
    return f"{row.parameter} ({row.basis}, {row.base:g}): {', '.join(ends)}"


def _change(mean: float | None, low: float | None, high: float | None, unit: str) -> str:
    """A mean difference with its interval: "-12.5 min (-14 to -11)"."""
    if mean is None:
        return "nothing to measure"
    times = 100 if unit == "share" else 1
    span = "" if low is None or high is None or low == high else f" ({signed(times * low)} to {signed(times * high)})"
    return f"{'+' if mean > 0 else ''}{signed(times * mean)} {unit_of_change(unit)}{span}"


def amount(value: float, unit: str) -> str:
    """A value with its unit; clock times and shares tell theirs themselves."""
    return in_unit(value, unit) + ("" if unit in ("clock", "share") else f" {unit}")


def unit_of_change(unit: str) -> str:
    """The unit of a difference: of clock times minutes, of shares percentage points."""
    return {"clock": "min", "share": "points"}.get(unit, unit)


def _most(told: Sequence[str]) -> Iterator[str]:
    if not told:
        yield _row("  clearly", "no number moves it")
    for at, text in enumerate(told[:MOST]):
        yield _row("  clearly" if at == 0 else "", text)
    if len(told) > MOST:
        yield _row("", f"and {counted(len(told) - MOST, 'number')} more")


def _others(rows: Sequence[Swing | Screened | Index], largest: Sequence[str]) -> Iterator[str]:
    """What does not matter, and what is unclear; with the largest of that where nothing sure is as large."""
    still = [row for row in rows if row.moves == NO]
    unclear = [row for row in rows if row.moves == UNCLEAR]
    if still:
        yield _row("  nothing", f"is changed on any day by {_of_these(len(still), len(rows))}")
    if unclear:
        some = f"not told apart from chance: {_of_these(len(unclear), len(rows))}"
        yield _row("  unclear", "; the largest: ".join([some, *largest]))


def _of_these(count: int, all_of_them: int) -> str:
    return "any of them" if count == all_of_them else f"{count} of the {all_of_them}"


def _screened(output: str, rows: Sequence[Screened]) -> Iterator[str]:
    yield f"  {output}"
    if not rows:
        yield _row("  nothing", f"is said of it: {NOTHING_SAID}")
        return
    yield from _most([effect_words(row) for row in rows if row.moves == YES])
    yield from _others(rows, [effect_words(row) for row in rows[:1] if row.moves == UNCLEAR])
    noise = max(row.noise or 0 for row in rows)
    times = 100 if rows[0].unit == "share" else 1
    yield _row("  noise", f"of days leaves a standard error of at most {number(times * noise)} "
               f"{unit_of_change(rows[0].unit)} in an effect")  # fmt: skip


def effect_words(row: Screened) -> str:
    """A number and its elementary effects."""
    times = 100 if row.unit == "share" else 1
    size, low, high, mean, spread = (times * (part or 0) for part in
                                     (row.size, row.size_low, row.size_high, row.mean, row.spread))  # fmt: skip
    effects = f"mu* {number(size)} {unit_of_change(row.unit)} ({number(low)} to {number(high)})"
    sign = f"mu {'+' if mean > 0 else ''}{signed(mean)}, sigma {number(spread)}"
    return f"{row.parameter} ({row.basis}, {row.low:g} to {row.high:g}): {effects}, {sign}"


def _sobol(found: Found, output: str) -> Iterator[str]:
    (whole,) = of_output(found.sobol.wholes, output)
    yield f"  {output}{_spread(whole)}"
    if whole.left_out:
        yield _row(
            "  left out",
            f"{counted(whole.left_out, 'base point')} at which some day has no value: all this holds of the others",
        )
    if whole.told:
        yield _row("  nothing", f"is said of it: {whole.told}")
        return
    rows = of_output(found.sobol.indices, output)
    yield from _most([index_words(row) for row in rows if row.moves == YES])
    yield from _others(rows, [index_words(row) for row in rows[:1] if row.moves == UNCLEAR])
    shares = of_output(found.sobol.shares, output)
    yield _row("  rests on", told_shares(shares, EXPECTED))
    yield _row("  a single day", told_shares(shares, OF_A_DAY))
    yield _row(
        "  noise", f"of days made {_percent(whole.noise)} of the variance of the means; it is taken out of all shares"
    )


def _spread(whole: Whole) -> str:
    if whole.mean is None or whole.spread is None or whole.told == NO_CHANGE:
        return ""
    times = 100 if whole.unit == "share" else 1
    of_a_day = number(times * (whole.of_a_day or 0))
    return (f": {amount(whole.mean, whole.unit)} on average; standard deviation {number(times * whole.spread)} "
            f"{unit_of_change(whole.unit)} by the ranges, {of_a_day} by chance of the day")  # fmt: skip


def index_words(row: Index) -> str:
    """A number, or a basis, and its shares of the variance."""
    span = f", {row.low:g} to {row.high:g}" if row.low is not None else ""
    of = f" ({row.basis}{span})" if row.parameter != row.basis else " numbers together"
    alone = f"alone {_percent(row.first)}{_span(row.first_low, row.first_high)}"
    return f"{row.parameter}{of}: {alone}, with interplay {_percent(row.total)}{_span(row.total_low, row.total_high)}"


def told_shares(shares: Sequence[Share], account: str) -> str:
    """An account in a sentence, the largest part first."""
    rows = sorted((row for row in shares if row.account == account), key=lambda row: -(row.share or 0))
    shown = [row for row in rows if row.share or row.high]
    return ", ".join(f"{row.part} {_percent(row.share)}{_span(row.low, row.high)}" for row in shown)


def share_words(share: float | None, low: float | None, high: float | None) -> str:
    """A share with its interval: "12 % (8 to 16)"."""
    return f"{_percent(share)}{_span(low, high)}"


def _percent(share: float | None) -> str:
    """A share; an estimate may lie a little below 0."""
    return "unknown" if share is None else f"{signed(100 * share)} %" if abs(share) < 0.095 else f"{100 * share:.0f} %"


def _span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({signed(100 * low)} to {signed(100 * high)})"


def _foot(found: Found) -> Iterator[str]:
    if found.failed:
        yield _row(
            "Failed", f"{counted(found.failed, 'point')}; failures.csv tells why; what they belong to is left out"
        )
    told = [f"{counted(count, 'number')} {reason}" for reason, count in found.varying.choice.left_out.items()]
    if told:
        yield _row("Not varied", f"though uncertain: {', '.join(told)}")
    for at, (key, why) in enumerate(found.varying.choice.refused.items()):
        yield _row("Not varied" if not told and at == 0 else "", f"{key}: {why}")
    if found.study.method == "sobol" and found.study.by == "parameter":
        yield _row(
            "Interplay", "between numbers of one basis is counted as interplay; by=basis keeps it within its basis"
        )
    if NOT_SEEN[found.study.method]:
        yield _row("Not seen", NOT_SEEN[found.study.method])
    yield _row(
        "Read it so",
        "ranges are those of seeds/parameters.yaml, each value as likely, each number independent of the others;",
    )
    yield _row(
        "", "what a number moves depends on its range as much as on the model: a wide range that was assumed moves much"
    )
