"""The ways in which a random crossing is acted out, each of which must give the reference engine's bytes.

Chance here salts ties and shuffles rows; it is seeded by the number of a crossing, so that each can be replayed alone.
"""

import random
from collections.abc import Callable
from unittest.mock import patch

import numpy as np
import simpy
from test_order import Salted, permuted, unpermuted

from sim.engines import compiled, reference
from sim.engines.compiled import memory as at
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

Way = Callable[[int, Crossing, Draws], Log]  # the number of the crossing, and the world of that number


def plainly(_: int, crossing: Crossing, draws: Draws) -> Log:
    """The compiled engine, as it is set up."""
    return compiled.simulate(crossing, draws)


def stirred(_: int, crossing: Crossing, draws: Draws) -> Log:
    """The compiled engine looking at every station each time: remembering is only a way to find faster (O3)."""
    with patch.object(compiled, "memory_of", always_stirred):
        return compiled.simulate(crossing, draws)


def in_other_rows(seed: int, crossing: Crossing, draws: Draws) -> Log:
    """The compiled engine with the parties in other rows, in which it moves those due at one instant (O5)."""
    rows = np.random.Generator(np.random.PCG64(seed)).permutation(draws.parties)
    return unpermuted(compiled.simulate(crossing, permuted(draws, rows)), rows)


def salted(seed: int, crossing: Crossing, draws: Draws) -> Log:
    """The reference engine, whose events due at one instant come in random order (O5)."""
    with patch.object(simpy, "Environment", Salted), patch.object(Salted, "chance", random.Random(seed)):  # noqa: S311
        return reference.simulate(crossing, draws)


LAID = compiled.memory_of


def always_stirred(crossing: Crossing, draws: Draws, room: int) -> np.ndarray:
    """A memory in which every station counts as stirred."""
    memory = LAID(crossing, draws, room)
    memory[at.ALWAYS_STIRRED] = 1
    return memory


WAYS: dict[str, Way] = {
    "compiled": plainly,
    "always stirred": stirred,
    "rows shuffled": in_other_rows,
    "ties salted": salted,
    "bounds checked": plainly,
    "uncompiled": plainly,
}
