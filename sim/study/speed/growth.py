"""What an event costs with ever more people, and what memory they take: each size in a process of its own.

On the bench day with ever more people nearly all would stand in the street at closing; so here officers and vehicles
are as many times quicker, and everybody has as many events whatever the size.
"""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from sim.engines.compiled import Chances
from sim.engines.compiled import memory as at
from sim.engines.compiled.arrays import log_of
from sim.engines.compiled.entry import act_out
from sim.model.clock import Whole
from sim.model.draws import Draws
from sim.model.scenario import OnTheDay, Scenario
from sim.model.worlds import worlds
from sim.study.speed.days import WITHOUT_END, laid

BENCH = 432  # parties of a bench day
COHORT, PERSONS = "bench_standing", 3.5  # persons a party
STANDING = 1 / 3  # of them stand there at opening, as on the bench day
MOST, ENOUGH, LEAST = 40, 300_000, 3  # days timed: so many, or so many parties altogether, and three at least
MIB = 2**20


class Grown(NamedTuple):
    """One size: median CPU time of an event (ns), by the engine alone and with drawing and its log.

    peak_mib: the largest resident memory of the process, libraries and draws included; nothing where it is not told.
    """

    parties: int
    events: int
    ns_an_event: float
    ns_with_drawing: float
    days: int
    peak_mib: float | None


def growth(scenario: Scenario, sizes: Sequence[int], seed: int) -> list[Grown]:
    """Days of so many parties each; a bench day otherwise."""
    return [_in_a_process(scenario, parties, seed) for parties in sizes]


def _in_a_process(scenario: Scenario, parties: int, seed: int) -> Grown:
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(grown, scenario, parties, seed).result()


def grown(scenario: Scenario, parties: int, seed: int) -> Grown:
    """One size, in this process, once one day of a hundred parties has warmed it up."""
    day_of(with_parties(scenario, 100), seed, 0, 1.0)
    larger, days = with_parties(scenario, parties), max(1, min(MOST, ENOUGH // parties))
    timed = [day_of(larger, seed, day, parties / BENCH) for _ in range(-(-LEAST // days)) for day in range(days)]
    each = [(1e9 * alone / events, 1e9 * whole / events, events) for alone, whole, events in timed]
    alone, whole, events = np.median(each, axis=0).tolist()
    return Grown(parties, round(events), alone, whole, len(timed), peak())


def day_of(scenario: Scenario, seed: int, day: int, times: float) -> tuple[float, float, int]:
    """The CPU time (s) of the engine alone and of all, drawing and log too, and how many events there are."""
    before = time.process_time()
    ((crossing, drawn),) = worlds(scenario, seed, [day], Chances)
    draws = quicker(drawn, times)
    del drawn
    memory = laid((crossing, draws))
    begins = time.process_time()
    act_out(memory, WITHOUT_END)
    ends = time.process_time()
    events = int(memory[at.N_EVENTS])
    log_of(memory, draws, len(crossing.stations))
    return ends - begins, time.process_time() - before, events


def with_parties(scenario: Scenario, parties: int) -> Scenario:
    """A bench day of about so many parties: a third of them stand there at opening, the others come over the day."""
    cohort = scenario.cohorts[COHORT]
    if not isinstance(cohort.arrivals, OnTheDay):
        raise TypeError(f"{COHORT}: got arrivals {cohort.arrivals.kind}; needs on_the_day")
    comes = cohort.arrivals.model_copy(update={"standing": STANDING})
    many = cohort.model_copy(update={"persons": round(PERSONS * parties), "arrivals": comes})
    return scenario.model_copy(update={"cohorts": {COHORT: many}})


def quicker(draws: Draws, times: float) -> Draws:
    """The same draws with all services and rides so many times shorter, to the millisecond."""

    def shorter(durations: Whole) -> Whole:
        return (durations / times).round().astype(np.int64)

    there, back = tuple(map(shorter, draws.ride)), tuple(map(shorter, draws.ride_back))
    return replace(draws, service=shorter(draws.service), ride=there, ride_back=back)


def peak() -> float | None:
    """The largest resident memory of this process so far (MiB); None where the system does not tell."""
    if find_spec("resource") is None:
        return None
    import resource  # noqa: PLC0415  (there is none on Windows)

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024
