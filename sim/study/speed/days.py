"""The days that are timed: drawn one after another through one iterator, and acted out by the compiled engine alone."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from sim.engines.compiled import Chances
from sim.engines.compiled import memory as at
from sim.engines.compiled import simulate as compiled
from sim.engines.compiled.arrays import memory_of
from sim.engines.compiled.entry import act_out
from sim.model.clock import Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.scenario import Scenario
from sim.model.worlds import worlds as drawn_together

ROOM = 2  # timers and earlier visits a party, as the engine lays them at first
WITHOUT_END = 2**62  # steps at one instant
World = tuple[Crossing, Draws]


def worlds(scenario: Scenario, seed: int, days: int) -> Iterator[World]:
    """The crossings and draws of days 0 … days - 1 of a seed, drawn together."""
    return drawn_together(scenario, seed, range(days), Chances)


def logs(scenario: Scenario, seed: int, days: int) -> Iterator[tuple[World, Log]]:
    """The same, each acted out by the compiled engine."""
    return ((world, compiled(*world)) for world in worlds(scenario, seed, days))


def seconds(work: Callable[[], Any]) -> float:
    """The CPU time that some work takes in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def laid(world: World) -> Whole:
    """The memory of the compiled engine before it acts."""
    return memory_of(*world, ROOM * world[1].parties + 16)


def alone(world: World) -> tuple[float, int]:
    """The CPU time (s) of the compiled engine without what comes before and after, and how many events it counts."""
    memory = laid(world)
    took = seconds(lambda: act_out(memory, WITHOUT_END))
    return took, int(memory[at.N_EVENTS])
