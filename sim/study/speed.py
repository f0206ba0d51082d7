"""How fast the engines are, side by side in one run: CPU time a day, seeds varied, medians."""

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.engines import plain, reference
from sim.engines.compiled import memory as at
from sim.engines.compiled import simulate as compiled
from sim.engines.compiled.arrays import memory_of
from sim.engines.compiled.entry import act_out
from sim.measures import measure
from sim.model.crossing import Crossing, build
from sim.model.draws import Draws, draw
from sim.model.scenario import Scenario

PLAIN = "plain SimPy"
ROOM = 2  # timers and earlier visits a party, as the engine lays them at first
World = tuple[Crossing, Draws]


class Timed(NamedTuple):
    """Median CPU time of one day; `ns_an_event` by the compiled engine's count of events, nothing for plain SimPy."""

    what: str
    parties: float
    microseconds: float
    times_plain: float | None
    ns_an_event: float | None
    days: int


def side_by_side(scenario: Scenario, days: int, seed: int) -> list[Timed]:
    """Each way of acting out the same days, by turns, so that a busy moment of the machine falls on all alike."""
    draws = [draw(scenario, seed, day) for day in range(days)]
    worlds = [(build(scenario, one), one) for one in draws]
    ways: dict[str, Callable[[int], Any]] = {
        PLAIN: lambda day: plain.simulate(draws[day]),
        "reference engine": lambda day: reference.simulate(*worlds[day]),
        "compiled engine with its log": lambda day: compiled(*worlds[day]),
        "compiled engine with its log and drawing": lambda day: compiled(*_world(scenario, seed, day)),
        "compiled engine with its log, drawing and measures": lambda day: _measured(scenario, seed, day),
    }
    times = {"compiled engine alone": [_alone(world) for world in worlds], **_by_turns(ways, days)}
    events = [_events(world) for world in worlds]
    parties, plainly = float(np.median([one.parties for one in draws])), float(np.median(times[PLAIN]))
    return [_timed(what, parties, took, plainly, events) for what, took in times.items()]


def _world(scenario: Scenario, seed: int, day: int) -> World:
    draws = draw(scenario, seed, day)
    return build(scenario, draws), draws


def _measured(scenario: Scenario, seed: int, day: int) -> object:
    world = _world(scenario, seed, day)
    return measure(*world, compiled(*world))


def _by_turns(ways: dict[str, Callable[[int], Any]], days: int) -> dict[str, list[float]]:
    """The seconds each way takes for each day, after one day that does not count."""
    for act in ways.values():
        act(0)
    times: dict[str, list[float]] = {what: [] for what in ways}
    for day in range(days):
        for what, act in ways.items():
            times[what].append(seconds(lambda act=act, day=day: act(day)))  # type: ignore[misc]
    return times


def seconds(work: Callable[[], Any]) -> float:
    """The CPU time that some work takes."""
    before = time.process_time()
    work()
    return time.process_time() - before


def _alone(world: World) -> float:
    memory = memory_of(*world, ROOM * world[1].parties)
    return seconds(lambda: act_out(memory, 2**62))


def _events(world: World) -> int:
    memory = memory_of(*world, ROOM * world[1].parties)
    act_out(memory, 2**62)
    return int(memory[at.N_EVENTS])


def _timed(what: str, parties: float, took: Sequence[float], plainly: float, events: Sequence[int]) -> Timed:
    middle = float(np.median(took))
    each = None if what == PLAIN else 1e9 * float(np.median(np.array(took) / np.array(events)))
    return Timed(what, parties, 1e6 * middle, plainly / middle, each, len(took))


def growth(scenario: Scenario, sizes: Sequence[int], seed: int) -> list[Timed]:
    """The compiled engine alone on days with ever more people of every cohort: times as many as each size says."""
    found = []
    for times in sizes:
        cohorts = {
            name: one.model_copy(update={"persons": times * one.persons}) for name, one in scenario.cohorts.items()
        }
        world = _world(scenario.model_copy(update={"cohorts": cohorts}), seed, 0)
        found.append(_timed("compiled engine alone", world[1].parties, [_alone(world)], np.nan, [_events(world)]))
    return found
