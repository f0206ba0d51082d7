"""A validation in plain words: what is covered, what is not, and how little agreement proves."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.report.plots.patterns import pattern_said
from sim.report.plots.words import counted, in_unit, number, plain
from sim.report.words import summary_row
from sim.study.validation.figures import HELD, MISSED, NO_INTERVAL, Tested
from sim.study.validation.held import Held
from sim.study.validation.patterns import FAILS, HOLDS, NOT_TOLD, UNCLEAR
from sim.study.validation.used import NOT_USED

CAUTION = "agreement with a figure that the model was set by proves little"


def told_validation(held: Held, changes: Sequence[str], rests: Counter[str]) -> str:
    """The summary. changes: what was set differently. rests: how many numbers rest on which basis."""
    results = held.results
    asked = f"Do the simulated days of {plain(results.scenario.name)} look like what was reported of them?"
    told = [f"Changed: {', '.join(changes)}; so this is no test of the model"] if changes else []
    rows = [*_covered(held), *_figures(held), *_patterns(held), *_untested(held)]
    basis = ", ".join(f"{basis} ({count})" for basis, count in rests.most_common())
    rows.append(summary_row("Rests on", f"numbers {basis}"))
    return "\n".join([asked, *told, _basis(held), *rows])


def _basis(held: Held) -> str:
    results = held.results
    days = f"{counted(results.replications, 'replication')}, seed {results.seed}"
    return f"{days}; in brackets: what sources leave open, and where 95 % of runs fall; CRPS: less is better"


def covered_said(held: Held) -> str:
    """How many of the reported figures the prediction intervals hold, and how many of those are a test."""
    said = f"{_of(held.with_an_interval())} reported figures lie in the 95 % prediction interval"
    return f"{said}; of those that the model was not set by, {_of(held.not_set_by())}; {CAUTION}"


def _of(lines: Sequence[Tested]) -> str:
    return f"{sum(line.covered == HELD for line in lines)} of {len(lines)}"


def _covered(held: Held) -> Iterator[str]:
    yield summary_row("Covered", covered_said(held))


def _figures(held: Held) -> Iterator[str]:
    """What is missed before what is held."""
    for word, head in ((MISSED, "Not covered"), (NO_INTERVAL, "No interval"), (HELD, "Held")):
        for at, line in enumerate([line for line in held.tested if line.covered == word]):
            yield summary_row("" if at else head, figure_said(line))


def figure_said(line: Tested) -> str:
    """A figure in words: reported, simulated, CRPS, and whether the model was set by it."""
    low, best, high = (in_unit(value, line.unit) for value in (line.low, line.best, line.high))
    unit = "" if line.unit in {"clock", "share"} else f" {line.unit}"
    said = f"{plain(line.what)}: reported {best}{f' ({low} to {high})' if low != high else ''}{unit}"
    if line.median is None:
        return f"{said}, simulated nothing"
    said += f", simulated {in_unit(line.median, line.unit)}"
    if line.day_low is not None and line.day_high is not None:
        said += f" ({in_unit(line.day_low, line.unit)} to {in_unit(line.day_high, line.unit)})"
    score = "" if line.crps is None else f"; CRPS {number(line.crps)}{' min' if line.unit == 'clock' else ''}"
    met = "; yet it meets what the sources leave open" if (line.covered, line.meets) == (MISSED, HELD) else ""
    return f"{said}{score}{met}; {'not used to set the model' if line.used == NOT_USED else 'used to set the model'}"


def _patterns(held: Held) -> Iterator[str]:
    for word in (FAILS, UNCLEAR, HOLDS, NOT_TOLD):
        some = [line for line in held.checked if line.verdict == word]
        for at, line in enumerate(some):
            yield summary_row("" if at else f"Pattern {word}" if word != NOT_TOLD else "Not told", pattern_said(line))


def _untested(held: Held) -> Iterator[str]:
    if held.untested:
        count = counted(len(held.untested), "more reported figure")
        yield summary_row("Not tested", f"{count} of these days; untested.csv says of each why")
