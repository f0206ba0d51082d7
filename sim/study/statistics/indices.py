"""Sobol indices of many outputs in one pass, with replication noise separated from the effect of parameters."""

from typing import NamedTuple

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.statistics.designs import Design
from sim.study.statistics.shares import Resampled, Shares, resampled, shares
from sim.study.statistics.variances import Parts, crossed


class Indices(NamedTuple):
    """Of B parameters, or groups of them, and K outputs; all of the expected output, as without noise.

    first, total: (B, K) shares of the variance over the ranges that a block explains alone, and with all its interplay
    with others; estimates, which chance may carry a little below 0 or above 1. variance: (K,) over the ranges, in
    the output's unit squared. noise: (K,) the share of the means' variance over the points that is replication noise,
    and so is in none of the others. chance: (K,) the share of a single day's variance that is chance of the day and
    none of the parameters'. resampled: what `sim.study.statistics.account` works on.
    """

    names: tuple[str, ...]
    first: Shares
    total: Shares
    variance: Real
    noise: Shares
    chance: Shares
    resampled: Resampled


def sobol_indices(design: Design, outputs: Real, seed: int, level: float = LEVEL) -> Indices:
    """The indices of outputs (P, R, K) at the points of a Saltelli design, each with its interval.

    seed: of the bootstrap. Raises ValueError as `sim.study.statistics.variances.crossed` does.
    """
    of = resampled(crossed(design, outputs), seed)
    first, total, noise, chance = (shares(share, of, level) for share in (_first, _total, _noise, _chance))
    return Indices(design.blocks, first, total, of.found.ranges[0], noise, chance, of)


def _first(of: Parts) -> Real:
    return of.first / of.ranges[..., None, :]


def _total(of: Parts) -> Real:
    return of.total / of.ranges[..., None, :]


def _noise(of: Parts) -> Real:
    return of.noise / (of.noise + of.ranges)


def _chance(of: Parts) -> Real:
    return of.day / (of.day + of.ranges)
