"""The same days on 1, 2 … all cores: a process each, with drawing and log, so many days in all."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np

from sim.model.scenario import Scenario
from sim.study.speed.days import logs, seconds

ROUNDS = 3  # of all numbers of cores, by turns
BATCHES = 12  # of days a core, each of another seed
LONG = 3.0  # s of CPU time that all days together take


class Spread(NamedTuple):
    """Medians over rounds of all days on so many processes.

    times_one: how many times quicker than on one. share: of a core that each process got on average, less than 1 where
    the machine had other work. times_free: what it would be with free cores, by the CPU time that was spent.
    """

    processes: int
    days: int
    wall_seconds: float
    cpu_seconds: float
    times_one: float
    share: float
    times_free: float


def over_cores(scenario: Scenario, day_seconds: float, seed: int) -> list[Spread]:
    """As many days as take `LONG` at `day_seconds` (s of CPU time) a day, on each number of processes."""
    counts, batches = counts_up_to(cores()), BATCHES * cores()
    days = max(1, round(LONG / day_seconds / batches))
    found: dict[int, list[tuple[float, float]]] = {count: [] for count in counts}
    with ProcessPoolExecutor(cores(), get_context("spawn")) as pool:
        list(pool.map(_warm, [scenario] * cores(), [seed] * cores()))
        for _ in range(ROUNDS):
            for count in counts:
                found[count].append(_on(count, pool, scenario, range(seed, seed + batches), days))
    middle = {count: np.median(found[count], axis=0).tolist() for count in counts}
    return [_spread(count, batches * days, middle[count], middle[1]) for count in counts]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def counts_up_to(most: int) -> list[int]:
    """1, 2, 4 … and all."""
    return sorted({most, *(2**power for power in range(most.bit_length()) if 2**power <= most)})


def _on(count: int, pool: Executor, scenario: Scenario, seeds: Sequence[int], days: int) -> tuple[float, float]:
    """Wall time and CPU time (s) of so many days of each seed, in one part for each process that is to work."""
    parts = [seeds[part::count] for part in range(count)]
    before = time.perf_counter()
    spent = list(pool.map(_part, [scenario] * count, parts, [days] * count))
    return time.perf_counter() - before, sum(spent)


def _part(scenario: Scenario, seeds: Sequence[int], days: int) -> float:
    return seconds(lambda: [None for seed in seeds for _ in logs(scenario, seed, days)])


def _warm(scenario: Scenario, seed: int) -> None:
    """A day, and a while in which the other processes come up too."""
    _part(scenario, [seed], 1)
    time.sleep(0.5)


def _spread(count: int, days: int, here: Sequence[float], one: Sequence[float]) -> Spread:
    wall, spent = here
    return Spread(count, days, wall, spent, one[0] / wall, spent / (wall * count), count * one[1] / spent)
