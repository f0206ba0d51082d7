"""A calibration in plain words, for a terminal and for summary.txt."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.report.plots.parameters import in_a_sentence
from sim.report.plots.words import counted, in_unit, listed, percent, plain
from sim.report.words import summary_row
from sim.study.calibrate.calibrated import Calibrated
from sim.study.calibrate.rows import (
    HARDLY,
    HELD,
    Fitted,
    Foretold,
    called_wrong,
    fitted_rows,
    foretold_rows,
    pair_rows,
    rate_rows,
    synthetic_rows,
)  # fmt: skip

WRONG = 0.05  # misfit from which a model is called wrong
MOST_PAIRS = 3


def told_calibration(found: Calibrated, changes: Sequence[str], rests: Counter[str]) -> str:
    """The summary. `changes`: what was set differently from the scenario's file; `rests`: numbers by basis."""
    heads = [
        question_of(found),
        *([f"Changed: {', '.join(changes)}"] if changes else []),
        f"{_effort(found)}; brackets of numbers hold 0.9, of figures 0.95 of the probability",
    ]
    rows = [*_fit(found), *_foretold(found), *_numbers(found), *_rates(found), *_together(found), *_synthetic(found)]
    rows.append(("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common())))
    return "\n".join([*heads, *(summary_row(head, text) for head, text in rows)])


def question_of(found: Calibrated) -> str:
    """What is asked."""
    study, count = found.fitting.study, counted(len(found.fitting.numbers), "number")
    first = f"the first {counted(study.fit_days, 'day')}"
    return f"What must {count} be for {plain(study.name)} to make the figures of {first}, and what follows?"


def _effort(found: Calibrated) -> str:
    study, last = found.fitting.study, found.fit.generations[-1]
    runs = study.first + (len(found.fit.generations) - 1) * study.proposed
    rounds = counted(len(found.fit.generations), "round")
    return f"{runs:,} runs in {rounds}, seed {study.seed}; the posterior is worth {last.effective:,.0f} draws"


def verdict(found: Calibrated) -> str:
    """Whether the model could have made the figures it was fitted to."""
    share = percent(found.misfit)
    if found.misfit <= WRONG:
        return (f"the model is called wrong: only {share} of its own days lie as far from its other days as what was "
                "reported does; what follows is no answer")  # fmt: skip
    return f"the model could have made them: {share} of its own days lie as far from its other days"


def _fit(found: Calibrated) -> Iterator[tuple[str, str]]:
    rows = [row for row in foretold_rows(found) if row.used == "fitted"]
    yield "Fit", f"{_covered(rows)} fitted; {verdict(found)}"
    yield from (("", f"not held: {_figure(row)}") for row in rows if row.covered == HELD[False])


def _foretold(found: Calibrated) -> Iterator[tuple[str, str]]:
    rows = [row for row in foretold_rows(found) if row.used == "foretold"]
    if not rows:
        yield "Foretold", "nothing: no later day of the scenario has a reported figure"
        return
    yield "Foretold", f"{_covered(rows)} that were not fitted"
    yield from (("", _figure(row)) for row in rows)


def _covered(rows: Sequence[Foretold]) -> str:
    return f"its days hold {sum(row.covered == HELD[True] for row in rows)} of {counted(len(rows), 'reported figure')}"


def _figure(row: Foretold) -> str:
    best, low, high = (in_unit(value, row.unit) for value in (row.best, row.low, row.high))
    if row.median is None or row.day_low is None or row.day_high is None:
        return f"{plain(row.what)}: reported {best} ({low} to {high}), simulated too seldom to say"
    day = f"{in_unit(row.median, row.unit)} ({in_unit(row.day_low, row.unit)} to {in_unit(row.day_high, row.unit)})"
    return f"{plain(row.what)}: reported {best} ({low} to {high}), simulated {day}"


def _numbers(found: Calibrated) -> Iterator[tuple[str, str]]:
    rows = list(fitted_rows(found))
    known = [row for row in rows if row.said != HARDLY]
    for at, row in enumerate(known):
        yield "" if at else "Numbers", number_words(row)
    if left := [in_a_sentence(row.number) for row in rows if row.said == HARDLY]:
        yield "Not learnt", f"the figures hardly narrow {listed(left)}"


def number_words(row: Fitted) -> str:
    """A number with its posterior beside its value and range."""
    return (f"{in_a_sentence(row.number)}: {row.median:.3g} ({row.posterior_low:.3g} to {row.posterior_high:.3g}); the "
            f"scenario has {row.as_it_is:.3g}, the range was {row.low:.3g} to {row.high:.3g}")  # fmt: skip


def _rates(found: Calibrated) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(rate_rows(found)):
        rate = f"{row.median:.0f} persons an hour ({row.low:.0f} to {row.high:.0f})"
        yield ("" if at else "Rates"), f"{plain(row.station)}: {rate} over {counted(row.officers, 'officer')}"
    if any(rate_rows(found)):
        yield "", "only this can be told from totals: twice the officers at twice the minutes fit as well"


def _together(found: Calibrated) -> Iterator[tuple[str, str]]:
    pairs = [row for row in pair_rows(found) if row.said][:MOST_PAIRS]
    for at, row in enumerate(pairs):
        names = f"{in_a_sentence(row.first)} and {in_a_sentence(row.second)}"
        yield ("" if at else "Not apart"), f"{names} (rank correlation {row.correlation:+.2f})"


def _synthetic(found: Calibrated) -> Iterator[tuple[str, str]]:
    rows, wrong = list(synthetic_rows(found)), called_wrong(found)
    if not rows or wrong is None:
        return
    least, most = min(row.covered for row in rows), max(row.covered for row in rows)
    sets = f"on {counted(rows[0].sets, 'synthetic set')} of figures made by known numbers"
    yield "Fitting", f"{sets}, intervals of 90 % held {percent(least)} to {percent(most)} of them"
    flat = min(row.flat for row in rows)
    yield "", f"ranks as uneven have probabilities from {flat:.2f} on; {percent(wrong)} of the sets were called wrong"
