"""An engine of which every log is held against the invariants, for who would rather wait than trust."""

from functools import partial

from sim.engines.engine import Engine, Simulate
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.invariants import broken
from sim.model.log import Log

MOST_TOLD = 5


class Unsound(Exception):
    """A log that breaks an invariant: a fault of the program, whatever was asked of it."""


def checked(engine: Engine) -> Engine:
    """The same engine; whoever acts a world out by it gets Unsound where the log breaks an invariant."""
    return Engine(partial(_sound, engine.simulate), engine.chances)


def _sound(simulate: Simulate, crossing: Crossing, draws: Draws) -> Log:
    log = simulate(crossing, draws)
    if found := broken(crossing, draws, log):
        raise Unsound(f"{len(found)} invariants are broken: {'; '.join(found[:MOST_TOLD])}")
    return log
