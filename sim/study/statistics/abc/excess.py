"""How far simulated figures are outside what was reported."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real


class Intervals(NamedTuple):
    """Each figure's reported interval: low (S,) and high (S,), in its unit."""

    low: Real
    high: Real


class Table(NamedTuple):
    """Simulations: unit (N, D), where in the unit cube of the priors, and figures (N, S), what came of each, once."""

    unit: Real
    figures: Real


def excess(figures: Real, reported: Intervals, noise: Real) -> Real:
    """How far (N, S) figures are above (+) or below (-) their intervals, in their noise; inf where one is nan."""
    out = np.where(figures > reported.high, figures - reported.high, np.minimum(figures - reported.low, 0.0))
    return np.asarray(np.where(np.isnan(figures), np.inf, out / noise))


def distance(outside: Real) -> Real:
    """The Euclidean length (N,) of each row of excesses."""
    return np.asarray(np.sqrt((outside**2).sum(axis=1)))


def noise_of(table: Table) -> Real:
    """The spread (S,) of each figure between days of the same numbers: what a quadratic in them leaves of it.

    Never less than half a unit, to which counts are rounded. Rows without a value are left out.
    """
    known = ~np.isnan(table.figures).any(axis=1)
    around = table.unit[known] - 0.5
    design = np.column_stack([np.ones(len(around)), around, around**2])
    fitted = design @ np.linalg.lstsq(design, table.figures[known], rcond=None)[0]
    left = max(1, len(around) - design.shape[1])
    return np.asarray(np.maximum(np.sqrt(((table.figures[known] - fitted) ** 2).sum(axis=0) / left), 0.5))
