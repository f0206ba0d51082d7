"""Chance by address (C1): the only user of a random generator.

A uniform has an address: (seed, replication, purpose, party or trip, member). A purpose is a list of names, such as
["service", "person", "luggage", "us_citizens"], and a stream of the counter-based generator Philox4x64-10 (Salmon et
al. 2011, SC'11): its key is (seed, the first 8 bytes of BLAKE2b of the purpose as JSON), its counter starts at
(0, replication, member, 0), and the party's number in its cohort is the position in the stream. So nothing that is
added, taken away or made longer moves any other uniform.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

from sim.model.chance import Purpose, per_member
from sim.model.clock import Real, Whole, to_ms
from sim.model.distributions import Duration


class Chances:
    """All chance of some replications of a seed, one world each: NumPy's own generator, set to each address."""

    def __init__(self, seed: int, replications: Sequence[int]) -> None:
        self.seed, self.replications = seed, replications
        self.generator = np.random.Philox(key=seed)
        self.state: Any = self.generator.state

    def __call__(self, purpose: Purpose, counts: Whole, member: int = 0) -> Real:
        """(N,) uniforms in [0, 1): multiples of 2**-53."""
        self.state["state"]["key"] = np.array([self.seed, number_of(purpose)], np.uint64)
        worlds = zip(self.replications, counts.tolist(), strict=True)
        words = np.concatenate([self._words(replication, count, member) for replication, count in worlds])
        return np.asarray((words >> np.uint64(11)) * 2.0**-53)

    def _words(self, replication: int, count: int, member: int) -> np.ndarray:
        self.state["state"]["counter"] = np.array([0, replication, member, 0], np.uint64)
        self.generator.state = self.state
        return self.generator.random_raw(count)

    def times(self, duration: Duration, purpose: Purpose, counts: Whole, members: Whole) -> Whole:
        """(N,) ms: the sum of one time for each member."""
        return per_member(members, purpose, counts, self, lambda _, uniforms: to_ms(duration.quantile(uniforms)))


@lru_cache(maxsize=10_000)
def number_of(purpose: Purpose) -> int:
    """The half of a key that stands for a purpose."""
    address = json.dumps(purpose, ensure_ascii=False).encode()
    return int.from_bytes(blake2b(address, digest_size=8).digest(), "little")
