"""Ways of acting out a drawn world on a crossing; all give the same log."""

import functools

from sim.engines.choice import SECONDS_A_VISIT, WORTH_LOADING, Asked, Chosen, Simulate, choose
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

__all__ = ["Asked", "Chosen", "Simulate", "choose", "simulate"]


def simulate(crossing: Crossing, draws: Draws) -> Log:
    """Act out one drawn world, by the engine that is at hand."""
    return _at_hand()(crossing, draws)


@functools.cache
def _at_hand() -> Simulate:
    return choose("auto", WORTH_LOADING / SECONDS_A_VISIT).load()
