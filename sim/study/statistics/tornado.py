"""One parameter at a time: what each end of its range does to an output, over the same days."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.statistics.comparison import Difference, Sense, compare, with_one
from sim.study.statistics.designs import Design


class Bar(NamedTuple):
    """One parameter of a tornado: the output at its low and its high end, each less the output at the base."""

    name: str
    low: Difference
    high: Difference

    @property
    def swing(self) -> float:
        """The largest change of the mean, at either end, whatever its sign; 0 where there are too few days."""
        return max(abs(self.low.mean or 0), abs(self.high.mean or 0))


def tornado(
    design: Design, values: Real, sense: Sense, indifference: float = 0, level: float = LEVEL
) -> list[Bar]:  # fmt: skip
    """The bars of one output (P, R) at the points of a one-at-a-time design, the largest swing first.

    All intervals hold together with the level; see `sim.study.statistics.comparison.compare`. Interplay between
    parameters is not seen by a design that moves them one at a time. Raises ValueError for another number of points.
    """
    if values.shape[0] != 1 + 2 * len(design.names):
        raise ValueError(f"values: got shape {values.shape}; needs (1 + 2 D, R) for {len(design.names)} parameters")
    ends = compare(np.transpose(values), with_one(values.shape[0]), sense, indifference, level)
    bars = [Bar(name, *ends[2 * at : 2 * at + 2]) for at, name in enumerate(design.names)]
    return sorted(bars, key=lambda bar: -bar.swing)
