"""A population of points that comes nearer to what was reported with each generation."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.statistics.abc.excess import distance

WIDER = 2.0  # a kernel's covariance over the population's (Beaumont et al. 2009, Biometrika 96:983)
INWARD = 1e-9  # from the faces of the unit cube, where the logit has no value


class Population(NamedTuple):
    """The points that are nearest so far: logits (N, D) of the unit cube, weights (N,), excesses (N, S).

    tolerance: the largest distance among them. accepted: the share of the last generation's that were within the
    tolerance before it.
    """

    logits: Real
    weights: Real
    outside: Real
    tolerance: float
    accepted: float = 1.0

    @property
    def effective(self) -> float:
        """How many equally weighted points these are worth (Kish)."""
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())


def founded(unit: Real, outside: Real, size: int) -> Population:
    """The nearest of points drawn from the prior."""
    return _nearest(logits_of(unit), np.ones(len(unit)), outside, size)


def proposed(population: Population, count: int, chance: np.random.Generator) -> Real:
    """New points (count, D) of the unit cube: members drawn by weight, each moved by a normal step in logits."""
    shares = population.weights / population.weights.sum()
    members = population.logits[chance.choice(len(shares), size=count, p=shares)]
    steps = chance.standard_normal(members.shape) @ np.linalg.cholesky(_kernel(population)).T
    return unit_of(members + steps)


def renewed(population: Population, unit: Real, outside: Real) -> Population:
    """The nearest of a population and of what was proposed from it; as many as before."""
    logits = logits_of(unit)
    weights = _prior(logits) / _density(logits, population)
    new = _nearest(
        np.concatenate([population.logits, logits]), np.concatenate([population.weights, weights]),
        np.concatenate([population.outside, outside]), len(population.weights),
    )  # fmt: skip
    return new._replace(accepted=float((distance(outside) <= population.tolerance).mean()))


def logits_of(unit: Real) -> Real:
    """Points of the unit cube on the whole line, where a normal step never leaves the prior."""
    inside = np.clip(unit, INWARD, 1 - INWARD)
    return np.asarray(np.log(inside) - np.log1p(-inside))


def unit_of(logits: Real) -> Real:
    """The way back."""
    return np.asarray(1 / (1 + np.exp(-logits)))


def _nearest(logits: Real, weights: Real, outside: Real, size: int) -> Population:
    """So many of the nearest; of those as far, the earlier."""
    far = distance(outside)
    order = np.argsort(far, kind="stable")[:size]
    return Population(logits[order], weights[order], outside[order], float(far[order[-1]]))


def _kernel(population: Population) -> Real:
    """The covariance (D, D) of steps; never quite flat in a direction."""
    spread = np.atleast_2d(np.cov(population.logits.T, aweights=population.weights))
    return np.asarray(WIDER * spread + np.eye(len(spread)) * 1e-6)


def _prior(logits: Real) -> Real:
    """The density (N,) of the uniform prior, in logits."""
    unit = unit_of(logits)
    return np.asarray((unit * (1 - unit)).prod(axis=1))


def _density(logits: Real, population: Population) -> Real:
    """The density (N,) of the proposal."""
    factor = np.linalg.cholesky(_kernel(population))
    here = np.linalg.solve(factor, logits.T).T
    there = np.linalg.solve(factor, population.logits.T).T
    squares = ((here[:, None, :] - there[None, :, :]) ** 2).sum(axis=2)
    constant = np.log(np.diag(factor)).sum() + len(factor) / 2 * np.log(2 * np.pi)
    shares = population.weights / population.weights.sum()
    return np.asarray(np.exp(-squares / 2 - constant) @ shares)
