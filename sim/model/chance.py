"""What a room that needs chance asks for: uniforms of one purpose (C1)."""

from typing import Protocol

import numpy as np

from sim.model.clock import Mask, Real

Purpose = tuple[str, ...]


class Chance(Protocol):
    """Uniforms for one purpose: one each for so many parties, trips or days; one stream a member of each."""

    def __call__(self, purpose: Purpose, count: int, member: int = 0) -> Real:
        """(count,) uniforms in [0, 1)."""


def happens(probability: float, purpose: Purpose, count: int, chance: Chance, member: int = 0) -> Mask:
    """Which of so many (count,) something of this probability happens to; what is certain takes no chance."""
    if probability <= 0 or probability >= 1:
        return np.full(count, probability >= 1)
    return chance(purpose, count, member) < probability
