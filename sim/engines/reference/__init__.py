"""The reference engine: the crossing told in SimPy, rule by rule; rules are named where they act."""

from sim.engines.reference.world import World
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log, close


def simulate(crossing: Crossing, draws: Draws) -> Log:
    """Act out one drawn world."""
    world = World(crossing, draws)
    world.run()
    return close(world.log, crossing)
