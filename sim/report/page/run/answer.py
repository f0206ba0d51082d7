"""The answer of a run in three plain sentences, and its key figures."""

from collections.abc import Iterator

import numpy as np

from sim.measures.fairness import FEWEST
from sim.measures.flow import WORDS
from sim.model.clock import NEVER, Real, to_clock
from sim.model.outcome import HELD_BACK, Outcome
from sim.report.page.parts import Figure
from sim.report.page.run.counts import came
from sim.report.page.run.spans import day_span, day_words, known, mean_span, mean_words, middle, said
from sim.report.plots.longest import longest_queues
from sim.report.plots.over import ENOUGH
from sim.report.plots.words import counted, persons, plain
from sim.study.replicate import Results

BESIDES = {Outcome.REFUSED: "Refused", Outcome.TURNED_AWAY: "Turned away", Outcome.FAMILY_TURNED_BACK: "Turned back",
           Outcome.GAVE_UP: "Gave up", Outcome.NO_SHOW: "Did not come"}  # fmt: skip


def answer(results: Results) -> list[str]:
    """How many get out and until when; how long they wait; where the queue stands and who is left."""
    return [_out(results), _waits(results), _held(results)]


def _out(results: Results) -> str:
    out = results.values("persons crossed")
    if not out.any():
        return f"Nobody crosses, of {persons(float(np.median(came(results))))} who come."
    last = known(results.values("last exit"))
    span = day_span(last, "clock")
    when = f"the last of them leaves at {said(middle(last, 'clock'), 'clock')}{f' ({span})' if span else ''}"
    of = "" if results.scenario.days == 1 else f" in {counted(results.scenario.days, 'day')}"
    return f"{day_words(out, 'persons')} persons get out{of}, of {day_words(came(results), '')} who come; {when}."


def _waits(results: Results) -> str:
    waits, whole = (known(results.values(f"median {name}")) for name in ("wait in all", "time to cross"))
    if not waits.size:
        return "As nobody crosses, nobody's wait is known to its end."
    late = known(results.values("p95 wait in all"))
    return (
        f"Half of those who cross wait longer than {mean_words(waits, 'min')} at all stations together, and one in "
        f"twenty longer than {mean_words(late, 'min')}; from coming to the exit it takes the median person "
        f"{mean_words(whole, 'min')}."
    )


def _held(results: Results) -> str:
    left = f"{day_words(held_back(results), 'persons')} persons have come and are not across at the end"
    longest = longest_queues(results)
    if not longest:
        return f"Nowhere is there a queue of more than one person on a usual day; {left}."
    _, station, moment = longest[0]
    queue = day_words(results.values("longest queue", station=station), "persons")
    about = f" about {to_clock(moment)}" if moment != NEVER else ""
    return f"The longest queue stands at {plain(station)}, {queue} persons{about}; {left}."


def held_back(results: Results) -> Real:
    """Persons (R,) who have come, might still cross, and have not at the end of the simulated time."""
    return np.asarray(np.sum([results.values(f"persons {WORDS[outcome]}") for outcome in HELD_BACK], axis=0))


def notes(results: Results) -> Iterator[str]:
    """What the brackets are, what was changed, and what is not shown."""
    count = counted(results.replications, "replication")
    if results.replications >= ENOUGH:
        day = "in brackets, of counts and clock times, where one more day would fall with probability 0.95"
        yield f"{count}, seed {results.seed}; {day}; of waits the 95 % confidence interval of the mean over days."
    else:
        yield f"{count}, seed {results.seed}: too few to say where one more day would fall (it takes {ENOUGH})."
    if results.changes:
        yield f"Changed: {', '.join(results.changes)}; the question above is what the scenario asks unchanged."
    if results.hidden:
        hidden = counted(len(results.hidden), "cohort")
        yield f"Not shown: {hidden}, at least one of fewer than {FEWEST} persons; totals count them."
    yield "A long queue need not be what holds the whole back: experiments/bottleneck.py tries what helps."


def figures(results: Results) -> list[Figure]:
    """The key figures: persons out, exits, waits, the longest queue, who is left."""
    return [*_flow(results), *_times(results), *_queue(results), *_left(results)]


def _flow(results: Results) -> Iterator[Figure]:
    yield _counted("Out", results.values("persons crossed"))
    for name in ("first exit", "last exit"):
        moments = known(results.values(name))
        value = said(middle(moments, "clock"), "clock") if moments.size else "none"
        amount = middle(moments, "clock") if moments.size else None
        yield Figure(name.capitalize(), value, day_span(moments, "clock"), amount=amount)
    if results.scenario.days > 1:
        yield _cleared(results)


def _cleared(results: Results) -> Figure:
    """On which day everybody is out; a replication in which some are left counts as later."""
    days, last = results.values("days to clear"), results.scenario.days
    never = int(np.isnan(days).sum())
    when = middle(np.where(np.isnan(days), np.inf, days), "clock")
    value = f"day {when:.0f}" if when < np.inf else f"after day {last}"
    note = (
        f"some are left after day {last} in {never} of {counted(results.replications, 'replication')}" if never else ""
    )
    return Figure("All out", value, "" if never else day_span(days, "days"), note, when if when < np.inf else None)


def _counted(head: str, values: Real, note: str = "persons") -> Figure:
    amount = float(np.median(values))
    return Figure(head, said(amount, "persons"), day_span(values, "persons"), note, amount)


def _times(results: Results) -> Iterator[Figure]:
    for name, head in (("wait in all", "Wait, median"), ("time to cross", "Whole way, median")):
        times = known(results.values(f"median {name}"))
        if times.size:
            late = said(float(known(results.values(f"p95 {name}")).mean()), "min")
            mean = float(times.mean())
            note = f"p95 {late}, of those who crossed"
            yield Figure(head, said(mean, "min"), mean_span(times, "min"), note, mean)


def _queue(results: Results) -> Iterator[Figure]:
    for _, station, moment in longest_queues(results)[:1]:
        about = f" about {to_clock(moment)}" if moment != NEVER else ""
        lengths = results.values("longest queue", station=station)
        yield _counted("Longest queue", lengths, f"persons at {plain(station)}{about}")


def _left(results: Results) -> Iterator[Figure]:
    yield _counted("Came, not across", held_back(results))
    for outcome, head in BESIDES.items():
        values = results.values(f"persons {WORDS[outcome]}")
        if values.any():
            yield _counted(head, values)
