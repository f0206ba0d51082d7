"""What a room that needs chance asks for: uniforms of one purpose (C1)."""

from typing import Protocol

from sim.model.clock import Real

Purpose = tuple[str, ...]


class Chance(Protocol):
    """Uniforms for one purpose: one each for so many parties, trips or days; one stream a member of each."""

    def __call__(self, purpose: Purpose, count: int, member: int = 0) -> Real:
        """(count,) uniforms in [0, 1)."""
