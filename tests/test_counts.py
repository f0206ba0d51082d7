"""The choice that a uniform makes among weighted values (C1)."""

import numpy as np

from sim.model.counts import pick


def test_a_uniform_on_a_bound_falls_on_what_comes_after_it():
    """Each takes the uniforms from its own bound up to the next one's, which is not its."""
    uniforms = np.array([0.0, 0.25 - 2.0**-53, 0.25, 0.75 - 2.0**-53, 0.75, 1 - 2.0**-53])
    assert pick((0.25, 0.5, 0.25), uniforms).tolist() == [0, 0, 1, 1, 2, 2]
