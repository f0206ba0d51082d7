"""The compiled engine: the same rules as whole numbers in one memory, much faster (numba)."""

from sim.engines.compiled import memory as at
from sim.engines.compiled.arrays import log_of, memory_of
from sim.engines.compiled.chances import Chances as Chances
from sim.engines.compiled.entry import act_out
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log


def simulate(crossing: Crossing, draws: Draws) -> Log:
    """Act out one drawn world."""
    most_steps = 8 * (draws.parties + 1) * len(crossing.stations)
    room = 2 * draws.parties + 16
    while True:
        memory = memory_of(crossing, draws, room)
        if not act_out(memory, most_steps):
            raise RuntimeError(f"a station acts without end: over {most_steps} steps at {memory[at.NOW]} ms")
        if not memory[at.FULL]:
            return log_of(memory, draws, len(crossing.stations))
        room *= 2
