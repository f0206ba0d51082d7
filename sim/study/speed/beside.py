"""Each way of acting out bench days side by side in one run: batches of days, each of another seed, and medians."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.engines import plain, reference
from sim.engines.compiled import simulate as compiled
from sim.measures import measure
from sim.model.scenario import Scenario
from sim.study.speed.days import World, alone, logs, seconds, worlds

PLAIN, REFERENCE, ALONE = "plain SimPy", "reference engine", "compiled engine alone"
LOG, DRAWING = "compiled engine with its log", "compiled engine with its log and drawing"
MEASURES = "compiled engine with its log, drawing and measures"
BATCHES = 5  # each of another seed
Way = Callable[[int, Sequence[World]], Any]  # acts out a batch, of this seed and already drawn


class Timed(NamedTuple):
    """Median over batches of the CPU time of one day.

    `days_a_second` on one core; `ns_an_event` by the compiled engine's count of events, nothing for plain SimPy.
    """

    what: str
    parties: float
    microseconds: float
    days_a_second: float
    times_plain: float
    ns_an_event: float | None
    days: int


def side_by_side(scenario: Scenario, days: int, seed: int) -> list[Timed]:
    """Each way of acting out the same days, by turns, so that a busy moment of the machine falls on all alike.

    There are as many batches as `BATCHES`, or fewer where there are fewer days.
    """
    batches = min(BATCHES, days)
    seeds, each = [seed + number for number in range(batches)], -(-days // batches)
    drawn = {one: list(worlds(scenario, one, each)) for one in seeds}
    lone = {one: [alone(world) for world in drawn[one]] for one in (seeds[0], *seeds)}  # the first also warms up
    events = [sum(count for _, count in lone[one]) for one in seeds]
    times = {ALONE: [sum(took for took, _ in lone[one]) for one in seeds], **_by_turns(_ways(scenario, each), drawn)}
    parties = float(np.median([world[1].parties for one in seeds for world in drawn[one]]))
    return [_timed(what, parties, times, events, each) for what in times]


def _ways(scenario: Scenario, days: int) -> dict[str, Way]:
    return {
        PLAIN: lambda _, batch: [plain.simulate(draws) for _, draws in batch],
        REFERENCE: lambda _, batch: [reference.simulate(*world) for world in batch],
        LOG: lambda _, batch: _exhaust(compiled(*world) for world in batch),  # no log is held
        DRAWING: lambda seed, _: _exhaust(logs(scenario, seed, days)),
        MEASURES: lambda seed, _: _exhaust(measure(*world, log) for world, log in logs(scenario, seed, days)),
    }


def _exhaust(work: Iterable[Any]) -> None:
    deque(work, maxlen=0)


def _by_turns(ways: Mapping[str, Way], drawn: Mapping[int, Sequence[World]]) -> dict[str, list[float]]:
    """The seconds each way takes for each batch, after one day that does not count."""
    first = next(iter(drawn))
    for act in ways.values():
        act(first, drawn[first][:1])
    times: dict[str, list[float]] = {what: [] for what in ways}
    for seed, batch in drawn.items():
        for what, act in ways.items():
            times[what].append(seconds(lambda act=act, seed=seed, batch=batch: act(seed, batch)))  # type: ignore[misc]
    return times


def _timed(
    what: str, parties: float, times: Mapping[str, Sequence[float]], events: Sequence[int], days: int
) -> Timed:  # fmt: skip
    took = float(np.median(times[what])) / days
    against = float(np.median(np.array(times[PLAIN]) / np.array(times[what])))
    each = None if what == PLAIN else 1e9 * float(np.median(np.array(times[what]) / np.array(events)))
    return Timed(what, parties, 1e6 * took, 1 / took, against, each, days * len(events))
