"""Whether the fitted model could have made what was reported: is it nearer to its own days than to the real ones?"""

import numpy as np

from sim.model.clock import Real
from sim.study.statistics.abc.excess import Intervals, distance, excess
from sim.study.statistics.abc.fitted import Fit

NEIGHBOURS = 20


def misfit(fit: Fit, reported: Intervals, chance: np.random.Generator) -> float:
    """The share of simulated days, reported as the real ones were, that are at least as far from all others.

    Each of the last simulations in turn plays what was reported: its figures are somewhere in intervals as wide (their
    place is drawn), and its distance is the mean one to its nearest neighbours among the others. A small share says
    that the model does not make such days. These days come from a little around the posterior, so a true model is
    called wrong less often than the share says. After the test of fit of Lemaire et al. 2016 (arXiv:1601.04096).
    """
    others = fit.nearby[~np.isnan(fit.nearby).any(axis=1)]
    width = reported.high - reported.low
    low = others - chance.random(others.shape) * width
    own = [_near(np.delete(others, at, axis=0), Intervals(low[at], low[at] + width), fit.noise)
           for at in range(len(others))]  # fmt: skip
    return float((1 + np.sum(np.array(own) >= _near(others, reported, fit.noise))) / (1 + len(own)))


def _near(figures: Real, reported: Intervals, noise: Real) -> float:
    return float(np.sort(distance(excess(figures, reported, noise)))[:NEIGHBOURS].mean())
