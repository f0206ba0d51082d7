"""Simulation-based calibration: where known numbers stand in the posteriors fitted to what they made.

If the fitting works, a known number is as likely to stand anywhere in its posterior (Talts et al. 2018,
arXiv:1804.06788; Cook, Gelman and Rubin 2006, J. Comput. Graph. Stat. 15:675).
"""

from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.model.clock import Real
from sim.study.statistics.abc.adjusted import Posterior

BINS = 10


class Ranked(NamedTuple):
    """Of one number over all sets of figures: how often its middle interval of probability 0.9 held it, within what
    (Clopper and Pearson), and how likely ranks as uneven are where the fitting works (chi-square, ten bins).
    """

    covered: float
    covered_low: float
    covered_high: float
    flat: float


def rank_of(posterior: Posterior, unit: Real) -> Real:
    """The share (D,) of the posterior below a point (D,) of the unit cube."""
    return np.asarray((posterior.unit < unit).T @ posterior.weights)


def ranked(ranks: Real, level: float = 0.9) -> Ranked:
    """What the ranks (N,) of one number say."""
    within = int((np.abs(ranks - 0.5) <= level / 2).sum())
    interval = stats.binomtest(within, len(ranks)).proportion_ci(0.95, method="exact")
    counts = np.histogram(ranks, BINS, (0, 1))[0]
    return Ranked(within / len(ranks), interval.low, interval.high, float(stats.chisquare(counts).pvalue))


def even_counts(sets: int) -> tuple[float, float]:
    """Between which counts 0.95 of each bin's fall, of so many sets, where the fitting works."""
    low, high = stats.binom(sets, 1 / BINS).ppf([0.025, 0.975])
    return float(low), float(high)
