"""The answer in plain words, for a terminal and for summary.txt."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from sim.measures.fairness import FEWEST
from sim.measures.flow import WORDS
from sim.model.clock import MINUTE, NEVER, Real, to_clock
from sim.model.outcome import HELD_BACK, Outcome
from sim.report.plots.longest import longest_queues
from sim.report.plots.words import counted
from sim.study.across import Line, labels
from sim.study.intervals import Interval, mean_interval, observed_median, prediction_interval
from sim.study.replicate import Results

OTHERS = (Outcome.REFUSED, Outcome.TURNED_AWAY, Outcome.FAMILY_TURNED_BACK, Outcome.GAVE_UP, Outcome.NO_SHOW,
          Outcome.STILL_EXPECTED)  # fmt: skip
WIDTH = 16  # characters of the first column


def told(results: Results, rests: Counter[str]) -> str:
    """The summary of a run: persons out, last exit, waits, longest queue, who is left and where, and what it rests on.

    `rests`: how many of the scenario's numbers rest on which basis.
    """
    question = results.scenario.question
    changed = [f"Changed: {', '.join(results.changes)}", f"What {results.scenario.name} asks unchanged: {question}"]
    lines = [*(changed if results.changes else [question]), _basis(results)]
    lines += [*_out(results), *_clock(results), *_cleared(results), *_waits(results), *_queue(results), *_left(results)]
    lines += [
        summary_row("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common()))
    ]
    return "\n".join(lines)


def _basis(results: Results) -> str:
    """How many replications there are, and what the brackets are."""
    count = f"{results.replications} replications" if results.replications > 1 else "One replication"
    if prediction_interval(results.values("persons crossed")).low is None:
        return f"{count}, seed {results.seed}; too few to say where one more day would fall (it takes 39)"
    return f"{count}, seed {results.seed}; in brackets: where one more day would fall, with probability 0.95"


def summary_row(head: str, text: str) -> str:
    """A row of a summary."""
    return f"  {head:<{WIDTH}}{text}"


def _count(values: Real) -> str:
    """A count as its median and the prediction interval of one day."""
    interval = prediction_interval(values)
    span = "" if interval.low is None else f" ({interval.low:.0f} to {interval.high:.0f})"
    return f"{np.median(values):.0f}{span}"


def _out(results: Results) -> Iterator[str]:
    out = results.values("persons crossed")
    yield summary_row("Out", f"{_count(out)} persons{_sure(mean_interval(out))}")
    cohorts = {name: results.values("persons crossed", name).mean() for name in results.cohorts}
    if out.any():
        yield summary_row("", "on average " + ", ".join(f"{name} {mean:.0f}" for name, mean in cohorts.items() if mean))
    if results.hidden:
        hidden = counted(len(results.hidden), "cohort")
        yield summary_row("", f"not shown: {hidden}, at least one of fewer than {FEWEST} persons; totals count them")


def _sure(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return ""
    return f"; the mean is known to within {(interval.high - interval.low) / 2:.1f}"


def _clock(results: Results) -> Iterator[str]:
    for name, head in (("first exit", "First exit"), ("last exit", "Last exit")):
        moments = results.values(name)
        moments = moments[~np.isnan(moments)]
        if not moments.size:
            yield summary_row(head, "none")
            continue
        interval = prediction_interval(moments)
        span = (
            "" if interval.low is None or interval.high is None else f" ({_at(interval.low)} to {_at(interval.high)})"
        )
        yield summary_row(head, _at(observed_median(moments)) + span)


def _cleared(results: Results) -> Iterator[str]:
    """On which day everybody is out, where the run has several; a run in which some are left counts as later."""
    days, last = results.values("days to clear"), results.scenario.days
    if last == 1:
        return
    never = int(np.isnan(days).sum())
    late = np.where(np.isnan(days), np.inf, days)
    interval = prediction_interval(late)
    span = "" if interval.low is None or interval.high is None else f" ({_day(interval.low)} to {_day(interval.high)})"
    left = f"; some are left after day {last} in {never} of {results.replications}: more days= tell" if never else ""
    middle = observed_median(late)
    when = f"on day {middle:.0f}" if middle < np.inf else f"after day {last}"
    yield summary_row("All out", f"{when}{span}{left}")


def _day(day: float) -> str:
    return f"{day:.0f}" if day < np.inf else "later"


def _at(minutes: float) -> str:
    return to_clock(minutes * MINUTE)


def _hours(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d} min" if whole >= 60 else f"{whole} min"


def _waits(results: Results) -> Iterator[str]:
    """Quantiles over persons, averaged over the replications in which somebody crossed."""
    for measure, head, what in (
        ("wait in all", "Wait", "at all stations together"),
        ("time to cross", "Whole way", "from coming to the exit"),
    ):
        known = [_known(results.values(f"{word} {measure}")) for word in ("median", "p95")]
        if known[0].size:
            middle, late = (_hours(float(values.mean())) for values in known)
            yield summary_row(head, f"median {middle}, p95 {late}, {what}, of those who crossed")


def _known(values: Real) -> Real:
    return values[~np.isnan(values)]


def _queue(results: Results) -> Iterator[str]:
    longest = longest_queues(results)
    if not longest:
        yield summary_row("Longest queue", "nobody waited")
        return
    _, name, moment = longest[0]
    peaks = np.array([results.values("longest queue", station=station) for station in results.crossing.names])
    at = results.crossing.names.index(name)
    share = float((peaks.argmax(axis=0) == at).mean())
    about = f" about {to_clock(moment)}" if moment != NEVER else ""
    most = f"; the longest on {share:.0%} of days" if results.replications > 1 else ""
    yield summary_row("Longest queue", f"{name}, {_count(peaks[at])} persons{about}{most}")


def _left(results: Results) -> Iterator[str]:
    held = [_told(results, outcome) for outcome in HELD_BACK if results.values(f"persons {WORDS[outcome]}").any()]
    yield summary_row("Not across", "; ".join(held) or "nobody who came and was let through")
    where = {name: results.values("persons left there", station=name).mean() for name in results.crossing.names}
    there = [f"{name} {mean:.0f}" for name, mean in where.items() if mean >= 0.5]
    if there:
        yield summary_row("", "on average " + ", ".join(there))
    others = [_told(results, outcome) for outcome in OTHERS if results.values(f"persons {WORDS[outcome]}").any()]
    if others:
        yield summary_row("Besides", "; ".join(others))
    patient = [name for name in results.cohorts if results.scenario.cohorts[name].patience]
    if patient and not any(results.values("times patience ended", name, by="party").any() for name in patient):
        yield summary_row(
            "Patience", "ended for nobody; it counts in the street, before the first hall, and nowhere else"
        )


def _told(results: Results, outcome: Outcome) -> str:
    return f"{_count(results.values(f'persons {WORDS[outcome]}'))} {WORDS[outcome]}"


def told_across(lines: list[Line]) -> str:
    """A line a job: persons out with the confidence interval of the mean, last exit, median wait."""
    of_jobs = [[line for line in lines if line.job == job] for job in dict.fromkeys(line.job for line in lines)]
    names = labels([each[0] for each in of_jobs])
    width = max(map(len, names), default=0)
    return "\n".join(f"  {name:<{width}}  {_told_job(each)}" for name, each in zip(names, of_jobs, strict=True))


def _told_job(lines: list[Line]) -> str:
    value = {line.measure: line for line in lines}
    out, last, wait = value["persons crossed"], value["last exit"].median, value["median wait in all"].mean
    span = "" if out.mean_low is None else f" ({out.mean_low:.1f} to {out.mean_high:.1f})"
    exit_ = "no exit" if last is None else f"last exit {_at(last)}"
    waited = "" if wait is None else f", median wait {_hours(wait)}"
    return f"{out.mean:.1f} persons out{span}, {exit_}{waited}"
