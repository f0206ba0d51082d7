"""Ways of acting out a drawn world on a crossing; all give the same log."""

from sim.engines.reference import simulate

__all__ = ["simulate"]
