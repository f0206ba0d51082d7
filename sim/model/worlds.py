"""The worlds of many replications, as engines take them: each a crossing and what was drawn."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sim.model.chance import Chance
from sim.model.chances import Chances
from sim.model.crossing import Crossing, build
from sim.model.draws import Draws, draw_all
from sim.model.scenario import Scenario

KEPT = 1000  # crossings


class World(NamedTuple):
    """A crossing, and a world drawn for it."""

    crossing: Crossing
    draws: Draws


def worlds(
    scenario: Scenario, seed: int, replications: Sequence[int], chances: Callable[..., Chance] = Chances
) -> Iterator[World]:
    """The world of each replication; those with the same days and breakdowns are on one and the same crossing."""
    known: dict[tuple[bytes, ...], Crossing] = {}
    for draws in draw_all(scenario, seed, replications, chances):
        key = (draws.days.tobytes(), *(down.tobytes() for down in draws.down))
        if key not in known:
            if len(known) == KEPT:
                known.clear()
            known[key] = build(scenario, draws)
        yield World(known[key], draws)
