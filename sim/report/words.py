"""The answer in plain words, for a terminal and for summary.txt."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from sim.measures.flow import WORDS
from sim.model.clock import MINUTE, Real, to_clock
from sim.model.draws import Outcome
from sim.study.across import Job
from sim.study.intervals import Interval, mean_interval, prediction_interval
from sim.study.replicate import Results

LEFT = (Outcome.IN_THE_STREET, Outcome.STILL_INSIDE, Outcome.BETWEEN_THE_GATES, Outcome.IN_THE_EGYPTIAN_HALL)
OTHERS = (Outcome.REFUSED, Outcome.TURNED_AWAY, Outcome.NO_SHOW, Outcome.STILL_EXPECTED)
WIDTH = 16  # characters of the first column


def told(results: Results, rests: Counter[str]) -> str:
    """The summary of a run: persons out, last exit, waits, longest queue, who is left and where, and what it rests on.

    `rests`: how many of the scenario's numbers rest on which basis.
    """
    lines = [results.scenario.question, _basis(results)]
    lines += [*_out(results), *_clock(results), *_waits(results), *_queue(results), *_left(results)]
    lines += [_line("Rests on", ", ".join(f"{count} {basis}" for basis, count in rests.most_common()) + " numbers")]
    return "\n".join(lines)


def _basis(results: Results) -> str:
    """How many replications there are, and what the brackets are."""
    count = f"{results.replications} replications" if results.replications > 1 else "One replication"
    if prediction_interval(results.values("persons crossed")).low is None:
        return f"{count}, seed {results.seed}; too few to say where one more day would fall (it takes 39)"
    return f"{count}, seed {results.seed}; in brackets: where one more day would fall, with probability 0.95"


def _line(head: str, text: str) -> str:
    return f"  {head:<{WIDTH}}{text}"


def _count(values: Real) -> str:
    """A count as its mean and the prediction interval of one day."""
    interval = prediction_interval(values)
    span = "" if interval.low is None else f" ({interval.low:.0f} to {interval.high:.0f})"
    return f"{values.mean():.0f}{span}"


def _out(results: Results) -> Iterator[str]:
    out = results.values("persons crossed")
    yield _line("Out", f"{_count(out)} persons{_sure(mean_interval(out))}")
    cohorts = {name: results.values("persons crossed", name).mean() for name in results.cohorts}
    yield _line("", ", ".join(f"{name} {mean:.0f}" for name, mean in cohorts.items() if mean))


def _sure(interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return ""
    return f"; the mean is known to within {(interval.high - interval.low) / 2:.1f}"


def _clock(results: Results) -> Iterator[str]:
    for name, head in (("first exit", "First exit"), ("last exit", "Last exit")):
        moments = results.values(name)
        moments = moments[~np.isnan(moments)]
        if not moments.size:
            yield _line(head, "none")
            continue
        interval = prediction_interval(moments)
        span = (
            "" if interval.low is None or interval.high is None else f" ({_at(interval.low)} to {_at(interval.high)})"
        )
        yield _line(head, _at(float(np.median(moments))) + span)


def _at(minutes: float) -> str:
    return to_clock(minutes * MINUTE)


def _hours(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60} h {whole % 60:02d} min" if whole >= 60 else f"{whole} min"


def _waits(results: Results) -> Iterator[str]:
    """Quantiles over persons, averaged over replications."""
    for measure, head in (("wait in all", "Wait"), ("time to cross", "Whole way")):
        middle, late = (float(np.nanmean(_known(results.values(f"{word} {measure}")))) for word in ("median", "p95"))
        if np.isnan(middle):
            continue
        what = "at all stations together" if measure == "wait in all" else "from coming to the exit"
        yield _line(head, f"median {_hours(middle)}, p95 {_hours(late)}, {what}, of those who crossed")


def _known(values: Real) -> Real:
    known = values[~np.isnan(values)]
    return known if known.size else np.array([np.nan])


def _queue(results: Results) -> Iterator[str]:
    names = results.crossing.names
    peaks = np.array([results.values("longest queue", station=name) for name in names])
    if not peaks.any():
        yield _line("Longest queue", "nobody waited")
        return
    at = int(peaks.mean(axis=1).argmax())
    share = float((peaks.argmax(axis=0) == at).mean())
    moment = _known(results.values("moment of the peak, queue", station=names[at]))
    text = f"{names[at]}, {_count(peaks[at])} persons about {_at(float(np.median(moment)))}"
    yield _line("Longest queue", f"{text}; the longest on {share:.0%} of days")


def _left(results: Results) -> Iterator[str]:
    held = [_told(results, outcome) for outcome in LEFT if results.values(f"persons {WORDS[outcome]}").any()]
    yield _line("Not across", "; ".join(held) or "nobody who came and was let through")
    where = {name: results.values("persons left there", station=name).mean() for name in results.crossing.names}
    there = [f"{name} {mean:.0f}" for name, mean in where.items() if mean >= 0.5]
    if there:
        yield _line("", "at " + ", ".join(there))
    others = [_told(results, outcome) for outcome in OTHERS if results.values(f"persons {WORDS[outcome]}").any()]
    if others:
        yield _line("Besides", "; ".join(others))


def _told(results: Results, outcome: Outcome) -> str:
    return f"{_count(results.values(f'persons {WORDS[outcome]}'))} {WORDS[outcome]}"


def told_across(jobs: list[Job]) -> str:
    """A line a job: persons out with the confidence interval of the mean, last exit, median wait."""
    numbers = dict.fromkeys(job.job for job in jobs)
    return "\n".join(_told_job([job for job in jobs if job.job == number]) for number in numbers)


def _told_job(lines: list[Job]) -> str:
    value = {line.measure: line for line in lines}
    out, last, wait = value["persons crossed"], value["last exit"].mean, value["median wait in all"].mean
    span = "" if out.mean_low is None else f" ({out.mean_low:.1f} to {out.mean_high:.1f})"
    exit_ = "no exit" if last is None else f"last exit {_at(last)}"
    waited = "" if wait is None else f", median wait {_hours(wait)}"
    return f"  {out.overrides:<40} {out.mean:.1f} persons out{span}, {exit_}{waited}"
