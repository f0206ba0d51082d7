"""Chance by address, compiled: the same uniforms and times as by `sim.model.chances.Chances`, to the bit (C1).

A time that a table puts so close to half a millisecond that rounding might go either way, or that lies outside of the
table, is computed anew from its uniform; so no table changes a number.
"""

from collections.abc import Sequence

import numpy as np

from sim.engines.compiled.drawing import add_up, fill
from sim.engines.compiled.jit import kept
from sim.engines.compiled.tables import Smooth, table_of
from sim.model.chance import Purpose, per_member
from sim.model.chances import number_of
from sim.model.clock import Real, Whole, to_ms
from sim.model.distributions import Duration

MANY = 2_000  # times; to make a table costs as much as some thousand without one

filled, added_up = kept(fill), kept(add_up)


class Chances:
    """One world for each of some replications of a seed."""

    def __init__(self, seed: int, replications: Sequence[int]) -> None:
        self.seed, self.replications = np.uint64(seed), np.array(replications, np.int64)

    def __call__(self, purpose: Purpose, counts: Whole, member: int = 0) -> Real:
        """(N,) uniforms in [0, 1): multiples of 2**-53."""
        uniforms = np.empty(counts.sum())
        filled(self.seed, np.uint64(number_of(purpose)), self.replications, counts, member, uniforms)
        return uniforms

    def times(self, duration: Duration, purpose: Purpose, counts: Whole, members: Whole) -> Whole:
        """(N,) ms: the sum of one time for each member."""
        many = int(members.sum())
        if many < MANY or not isinstance(duration, Smooth):
            return per_member(members, purpose, counts, self, lambda _, uniforms: to_ms(duration.quantile(uniforms)))
        total, rows, uniforms = np.zeros(members.size, np.int64), np.empty(many, np.int64), np.empty(many)
        address = self.seed, np.uint64(number_of(purpose)), self.replications, counts
        untold = added_up(*address, members, table_of(duration), total, rows, uniforms)
        np.add.at(total, rows[:untold], to_ms(duration.quantile(uniforms[:untold])))
        return total
