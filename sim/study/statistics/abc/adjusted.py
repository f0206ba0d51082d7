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

    Nearer points count more (Epanechnikov's kernel). An excess that is the same in all tells nothing and is left out.
    """
    near = 1 - (distance(population.outside) / (population.tolerance or 1)) ** 2 * (population.tolerance > 0)
    weights = population.weights * np.maximum(near, 0)
    weights = population.weights if not weights.sum() else weights
    outside = population.outside[:, np.ptp(population.outside, axis=0) > 0]
    root = np.sqrt(weights)[:, None]
    design = np.column_stack([np.ones(len(outside)), outside])
    slopes = np.linalg.lstsq(design * root, population.logits * root, rcond=None)[0][1:]
    return Posterior(unit_of(population.logits - outside @ slopes), weights / weights.sum())
