"""The day as curves: how many have come, gone in and got out, and how many wait where, at each moment of a grid."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.measures.occupancy import queue
from sim.measures.replication import Replication
from sim.measures.steps import presence
from sim.model.clock import MINUTE, NEVER, Whole
from sim.model.crossing import Crossing

Persons = NDArray[np.signedinteger[Any]]

PERSONS = ("arrived", "admitted", "crossed", "queues")
STEP = 5 * MINUTE  # ms between two points of a drawn curve; the model itself knows no step


@dataclass(frozen=True)
class Curves:
    """Persons at each moment of a grid of G moments; of R replications with a leading axis R, as int32.

    grid: (G,) ms. arrived, admitted, crossed: (G,) cumulative; who comes again has come once, and who is admitted again
    was admitted once. queues: (S, G) waiting at each station.
    """

    grid: Whole
    arrived: Persons
    admitted: Persons
    crossed: Persons
    queues: Persons


def curves(one: Replication) -> Curves:
    """The curves of one replication."""
    grid, told = _grid(one.crossing), one.stays
    entry = told.where(told.station == one.draws.first[told.row])
    out = np.where(one.crossed, one.ended, NEVER)
    came, admitted = (_first(moment, entry.row, out.size) for moment in (entry.came, entry.admitted))
    arrived, inside, crossed = (_upto(moment, one.log.size, grid) for moment in (came, admitted, out))
    queues = [queue(told, at).on(grid) for at in range(len(one.crossing.stations))]
    return Curves(grid, arrived, inside, crossed, np.array(queues))


def room_for_curves(crossing: Crossing, replications: int) -> Curves:
    """Curves of so many replications of a crossing, in which nobody is yet."""
    grid = _grid(crossing)
    lines, queues = (replications, grid.size), (replications, len(crossing.stations), grid.size)
    return Curves(grid, *(np.zeros(shape, np.int32) for shape in (lines, lines, lines, queues)))


def lay(line: Curves, into: Curves, replication: int) -> None:
    """Lay the curves of one replication into those of all."""
    for name in PERSONS:
        getattr(into, name)[replication] = getattr(line, name)


def _grid(crossing: Crossing) -> Whole:
    return np.arange(0, crossing.horizon + 1, STEP)


def _first(moment: Whole, row: Whole, parties: int) -> Whole:
    """The first moment (n,) of each party's, -1 for none; moments and rows are (K,), in time for each party."""
    first, there = np.full(parties, NEVER), moment != NEVER
    first[row[there][::-1]] = moment[there][::-1]  # the first one is written last
    return first


def _upto(moment: Whole, size: Whole, grid: Whole) -> Whole:
    """Persons for whom a moment (n,) has come by each moment of the grid."""
    return presence(moment, np.full_like(moment, NEVER), size).on(grid)
