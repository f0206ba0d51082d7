"""Numbers as functions of a log: flow, waits, occupancy, use, time, fairness, nights."""

from sim.measures.account import account
from sim.measures.fairness import fairness
from sim.measures.flow import flow
from sim.measures.occupancy import occupancy
from sim.measures.row import Row
from sim.measures.stranded import stranded
from sim.measures.use import use
from sim.measures.waits import waits
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log


def measure(crossing: Crossing, draws: Draws, log: Log) -> list[Row]:
    """Every measure of one replication."""
    return [
        *flow(crossing, draws, log),
        *waits(crossing, draws, log),
        *occupancy(crossing, draws, log),
        *use(crossing, log),
        *account(crossing, draws, log),
        *fairness(crossing, draws, log),
        *stranded(crossing, draws, log),
    ]
