"""The day as curves: how many have come, gone in and got out, and how many wait where, at each moment of a grid."""

from dataclasses import dataclass, fields

import numpy as np

from sim.measures.occupancy import queue
from sim.measures.steps import presence
from sim.model.clock import MINUTE, NEVER, Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.outcome import Outcome

STEP = 5 * MINUTE  # ms between two points of a drawn curve; the model itself knows no step


@dataclass(frozen=True)
class Curves:
    """Persons at each moment of a grid of G moments; with a leading axis R once replications are stacked.

    grid: (G,) ms. arrived, admitted, crossed: (G,) cumulative. queues: (S, G) waiting at each station.
    """

    grid: Whole
    arrived: Whole
    admitted: Whole
    crossed: Whole
    queues: Whole


def curves(crossing: Crossing, draws: Draws, log: Log) -> Curves:
    """The curves of one replication."""
    grid = np.arange(0, crossing.horizon + 1, STEP)
    rows = np.arange(draws.parties)
    out = np.where(log.outcome == Outcome.CROSSED, log.ended(), NEVER)
    reached, admitted = log.reached[rows, draws.first], log.admitted[rows, draws.first]
    arrived, inside, crossed = (_upto(moment, log.size, grid) for moment in (reached, admitted, out))
    queues = [queue(log, at).on(grid) for at in range(len(crossing.stations))]
    return Curves(grid, arrived, inside, crossed, np.array(queues))


def stacked(lines: list[Curves]) -> Curves:
    """The curves of all replications: each array gains a leading axis R, but for the grid they share."""
    names = [field.name for field in fields(Curves) if field.name != "grid"]
    return Curves(grid=lines[0].grid, **{name: np.stack([getattr(line, name) for line in lines]) for name in names})


def _upto(moment: Whole, size: Whole, grid: Whole) -> Whole:
    """Persons for whom a moment (n,) has come by each moment of the grid."""
    return presence(moment, np.full_like(moment, NEVER), size).on(grid)
