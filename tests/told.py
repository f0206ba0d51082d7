"""Chance that is told: the uniforms of each purpose, by its first word, to work by hand what becomes of them."""

from collections.abc import Sequence

import numpy as np

from sim.model.chance import Purpose, per_member
from sim.model.clock import Real, Whole, to_ms
from sim.model.distributions import Duration


class Told:
    """The same uniforms in each world, over and over; what is not told must not be asked, and nothing twice."""

    def __init__(self, **uniforms: Sequence[float]) -> None:
        self.uniforms, self.asked = uniforms, set[tuple[Purpose, tuple[int, ...], int]]()

    def __call__(self, purpose: Purpose, counts: Whole, member: int = 0) -> Real:
        """(N,) uniforms."""
        question = (purpose, tuple(counts.tolist()), member)
        assert question not in self.asked, question
        self.asked.add(question)
        told = self.uniforms[purpose[0].replace(" ", "_").replace("'", "")]
        assert counts.min(initial=0) >= 0, question
        return np.concatenate([np.resize(np.array(told, np.float64), count) for count in counts])

    def times(self, duration: Duration, purpose: Purpose, counts: Whole, members: Whole) -> Whole:
        """(N,) ms."""
        return per_member(members, purpose, counts, self, lambda _, uniforms: to_ms(duration.quantile(uniforms)))
