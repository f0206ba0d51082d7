"""The whole way from a table of prior draws to a posterior."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.statistics.abc.adjusted import Posterior, adjusted
from sim.study.statistics.abc.excess import Intervals, Table, excess, noise_of
from sim.study.statistics.abc.population import Population, founded, proposed, renewed

LEAST_ACCEPTED = 0.05  # of a generation; where fewer come within the tolerance, more of them tell little

Simulate = Callable[[Real], Real]  # points (N, D) of the unit cube -> figures (N, S), with a day of its own for each


class Effort(NamedTuple):
    """How much is simulated: `kept` points make the population, of `proposed` ones a generation, in so many at most."""

    kept: int
    proposed: int
    generations: int


class Fit(NamedTuple):
    """What a fit leaves: each generation's population, the posterior, and the last simulations (N, S) made for it.

    noise: (S,) the spread of each figure between days, in which distances are counted.
    """

    generations: list[Population]
    posterior: Posterior
    nearby: Real
    noise: Real


def fitted(first: Table, simulate: Simulate, reported: Intervals, effort: Effort, chance: np.random.Generator) -> Fit:
    """Fit to the reported intervals, beginning with a table of draws from the prior."""
    noise = noise_of(first)
    found, nearby = [founded(first.unit, excess(first.figures, reported, noise), effort.kept)], first.figures
    for _ in range(effort.generations):
        unit = proposed(found[-1], effort.proposed, chance)
        nearby = simulate(unit)
        found.append(renewed(found[-1], unit, excess(nearby, reported, noise)))
        if found[-1].accepted < LEAST_ACCEPTED or found[-1].tolerance == 0:
            break
    return Fit(found, adjusted(found[-1]), nearby, noise)
