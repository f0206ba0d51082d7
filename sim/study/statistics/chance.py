"""The chance of studies, which is none of the model's: of designs, of bootstraps, and of nothing else."""

import numpy as np

from sim.model.chances import number_of


def generator(seed: int, *purpose: str) -> np.random.Generator:
    """A generator of its own for each seed and purpose: Philox, its key hashed from both by NumPy's SeedSequence.

    The model sets its keys without a hash, and SciPy's samplers need one that can be divided further. Raises ValueError
    for a negative seed.
    """
    if seed < 0:
        raise ValueError(f"seed: got {seed}; needs a whole number from 0")
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, number_of(("study", *purpose))])))
