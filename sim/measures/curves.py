"""The day as curves: how many have come, gone in and got out, and how many wait where, at each moment of a grid."""

from dataclasses import dataclass, fields

import numpy as np

from sim.measures.occupancy import queue
from sim.measures.replication import Replication
from sim.measures.steps import presence
from sim.model.clock import MINUTE, NEVER, Whole

STEP = 5 * MINUTE  # ms between two points of a drawn curve; the model itself knows no step


@dataclass(frozen=True)
class Curves:
    """Persons at each moment of a grid of G moments; with a leading axis R once replications are stacked.

    grid: (G,) ms. arrived, admitted, crossed: (G,) cumulative; who comes again has come once, and who is admitted again
    was admitted once. queues: (S, G) waiting at each station.
    """

    grid: Whole
    arrived: Whole
    admitted: Whole
    crossed: Whole
    queues: Whole


def curves(one: Replication) -> Curves:
    """The curves of one replication."""
    grid, told = np.arange(0, one.crossing.horizon + 1, STEP), one.stays
    entry = told.where(told.station == one.draws.first[told.row])
    out = np.where(one.crossed, one.ended, NEVER)
    came, admitted = (_first(moment, entry.row, out.size) for moment in (entry.came, entry.admitted))
    arrived, inside, crossed = (_upto(moment, one.log.size, grid) for moment in (came, admitted, out))
    queues = [queue(told, at).on(grid) for at in range(len(one.crossing.stations))]
    return Curves(grid, arrived, inside, crossed, np.array(queues))


def stacked(lines: list[Curves]) -> Curves:
    """The curves of all replications: each array gains a leading axis R, but for the grid they share."""
    names = [field.name for field in fields(Curves) if field.name != "grid"]
    return Curves(grid=lines[0].grid, **{name: np.stack([getattr(line, name) for line in lines]) for name in names})


def _first(moment: Whole, row: Whole, parties: int) -> Whole:
    """The first moment (n,) of each party's, -1 for none; moments and rows are (K,), in time for each party."""
    first, there = np.full(parties, NEVER), moment != NEVER
    first[row[there][::-1]] = moment[there][::-1]  # the first one is written last
    return first


def _upto(moment: Whole, size: Whole, grid: Whole) -> Whole:
    """Persons for whom a moment (n,) has come by each moment of the grid."""
    return presence(moment, np.full_like(moment, NEVER), size).on(grid)
