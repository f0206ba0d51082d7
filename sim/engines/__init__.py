"""Ways of acting out a drawn world on a crossing; all give the same log."""

from sim.engines.choice import Asked, Chosen, Simulate, choose
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

__all__ = ["Asked", "Chosen", "Simulate", "choose", "simulate"]


def simulate(crossing: Crossing, draws: Draws) -> Log:
    """Act out one drawn world, by the engine that is at hand."""
    return choose("auto", 0).load()(crossing, draws)
