"""Ways of acting out a drawn world on a crossing; all give the same log."""

import functools

from sim.engines.checked import Unsound, checked
from sim.engines.choice import SECONDS_A_VISIT, WORTH_LOADING, Asked, Chosen, choose
from sim.engines.engine import Engine, Run, Simulate
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

__all__ = ["Asked", "Chosen", "Engine", "Run", "Simulate", "Unsound", "checked", "choose", "simulate"]


def simulate(crossing: Crossing, draws: Draws) -> Log:
    """Act out one drawn world, by the engine that is at hand."""
    return at_hand().simulate(crossing, draws)


@functools.cache
def at_hand() -> Engine:
    """The engine that is at hand: the compiled one where it is compiled already."""
    return choose("auto", WORTH_LOADING / SECONDS_A_VISIT).load()
