"""What a room that needs chance asks for: uniforms and times of one purpose, for many worlds at once (C1).

Worlds are drawn together: what is drawn of all their parties stands in flat arrays, world after world. `counts` (W,)
says how many parties, trips or days each of W worlds has; N is their sum.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.model.clock import Mask, Real, Whole
from sim.model.distributions import Duration

Purpose = tuple[str, ...]


class Chance(Protocol):
    """Chance for one purpose: each party, trip or day has a stream of its own for each of its members."""

    def __call__(self, purpose: Purpose, counts: Whole, member: int = 0) -> Real:
        """(N,) uniforms in [0, 1), one each."""

    def times(self, duration: Duration, purpose: Purpose, counts: Whole, members: Whole) -> Whole:
        """(N,) ms: the sum of one time for each member, each rounded to the nearest (C3). members: (N,)."""


@dataclass(frozen=True)
class Ending:
    """The same chance, every purpose of which ends in these names."""

    chance: Chance
    names: Purpose

    def __call__(self, purpose: Purpose, counts: Whole, member: int = 0) -> Real:
        """(N,) uniforms in [0, 1), one each."""
        return self.chance((*purpose, *self.names), counts, member)

    def times(self, duration: Duration, purpose: Purpose, counts: Whole, members: Whole) -> Whole:
        """(N,) ms: the sum of one time for each member."""
        return self.chance.times(duration, (*purpose, *self.names), counts, members)


def happens(probability: float, purpose: Purpose, counts: Whole, chance: Chance, member: int = 0) -> Mask | bool:
    """To which of so many (N,) something of this probability happens; what is certain for all takes no chance."""
    if probability <= 0 or probability >= 1:
        return probability >= 1
    return chance(purpose, counts, member) < probability


def per_member(
    members: Whole, purpose: Purpose, counts: Whole, chance: Chance, value: Callable[[int, Real], np.ndarray]
) -> Whole:
    """The sum (N,) over each party's members (N,) of what one uniform each makes of them (C3)."""
    total = np.zeros(members.size, np.int64)
    for member in range(int(members.max(initial=0))):
        there = members > member
        total[there] += value(member, chance(purpose, counts, member)[there])
    return total
