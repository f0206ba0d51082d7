"""The twin test in small portions, for mutants: most of them die on the first few crossings.

What the reference engine does is found once, before anything is mutated, so a mutant of the compiled engine is held
against a sound one. Mutants of the reference engine come here too late to be seen; they are left to the stories.
"""

from itertools import accumulate, pairwise

import numpy as np
import pytest
from test_drawn_together import SEED, SMOOTH
from test_twin import RARE
from tight_crossings import numbered_world

from sim.engines import compiled, reference
from sim.engines.compiled import chances
from sim.engines.compiled.drawing import read_off
from sim.engines.compiled.tables import table_of
from sim.model.chances import Chances
from sim.model.clock import to_ms

SIZES = (5, 10, 20, 50, 100, 200, 400, 800)  # crossings in each portion
EDGES = tuple(accumulate(SIZES, initial=400_000))
PORTIONS = (tuple(RARE), *(tuple(range(first, end)) for first, end in pairwise(EDGES)))
WORLDS = {seed: numbered_world(seed) for portion in PORTIONS for seed in portion}
EXPECTED = {seed: reference.simulate(*world).to_bytes() for seed, world in WORLDS.items()}


@pytest.mark.parametrize("portion", PORTIONS, ids=len)
def test_the_compiled_engine_does_what_the_reference_engine_did(portion):
    for seed in portion:
        assert compiled.simulate(*WORLDS[seed]).to_bytes() == EXPECTED[seed]


@pytest.mark.parametrize("duration", SMOOTH, ids=repr)
def test_compiled_times_are_the_plain_ones(duration):
    """As in the tests of those, only fewer."""
    counts = np.array([700, 0, 801])
    members = np.arange(counts.sum()) % 5
    drawn = [
        kind(SEED, [0, 1, 2]).times(duration, ("service",), counts, members) for kind in (Chances, chances.Chances)
    ]
    assert np.array_equal(*drawn)


@pytest.mark.parametrize("duration", SMOOTH, ids=repr)
def test_a_table_tells_the_plain_time_or_nothing(duration):
    """Where it errs at all it tells none: at the edges of pieces, and in between."""
    table = table_of(duration)
    for uniform in np.concatenate(
        [2.0 ** -np.arange(1, 16), 1 - 2.0 ** -np.arange(1, 16), np.linspace(0, 0.9999, 997)]
    ):
        told = read_off(table, uniform)
        assert np.isnan(told) or told == to_ms(duration.quantile(np.array([uniform])))[0]
