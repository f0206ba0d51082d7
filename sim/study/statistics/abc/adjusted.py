"""The posterior a population stands for, once a regression takes away what its tolerance leaves."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.statistics.abc.excess import distance
from sim.study.statistics.abc.population import Population, unit_of


class Posterior(NamedTuple):
    """Weighted draws: unit (N, D) in the unit cube of the priors, weights (N,) that add up to 1."""

    unit: Real
    weights: Real


def adjusted(population: Population) -> Posterior:
    """Each point moved to where it would be without excess, by a weighted linear regression of logits on excesses.

    Nearer points count more (Epanechnikov's kernel). What is left of each logit is spread by as much as the regression,
    whose coefficients were fitted to the same few points, has taken too much of it. An excess that is the same in all
    tells nothing and is left out.
    """
    weights = _weights(population)
    outside = population.outside[:, np.ptp(population.outside, axis=0) > 0]
    root = np.sqrt(weights)[:, None]
    design = np.column_stack([np.ones(len(outside)), outside])
    slopes = np.linalg.lstsq(design * root, population.logits * root, rcond=None)[0]
    left = population.logits - design @ slopes
    effective = 1 / (weights**2).sum()
    wider = np.sqrt(effective / max(effective - len(slopes), 1.0))
    return Posterior(unit_of(slopes[0] + wider * left), weights)


def _weights(population: Population) -> Real:
    """The population's weights by Epanechnikov's kernel; they add up to 1."""
    share = distance(population.outside) / (population.tolerance or np.inf)
    near = population.weights * np.maximum(1 - share**2, 0)
    weights = near if near.any() else population.weights
    return np.asarray(weights / weights.sum())
