"""What variance an output has from its parameters, alone and together, once the noise of replications is taken out.

The mean of R replications at a point is the expected output there and noise. Noise adds to every square: to the
variance over the points, and to each total effect. A product of two different replications holds none in the mean, so
squares are taken over pairs of different replications only: the unbiased estimate of a product of means (Hoeffding
1948, Annals of Mathematical Statistics 19, 293-325). That holds whether points share their replications or not.

The estimators are those that SALib has, point by point: first order by Saltelli et al. 2010, Computer Physics
Communications 181, table 2 (b); total by Jansen 1999, table 2 (f). Without noise they are SALib's to the last digits.
"""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.statistics.designs import Design

FEWEST = 3  # replications at each point: two make a pair, and one more tells how sure it is


class Crossed(NamedTuple):
    """Outputs of a Saltelli design: a, b (N, R, K) at its base samples; ab (N, B, R, K) at `a` with a block of `b`."""

    a: Real
    b: Real
    ab: Real


class Parts(NamedTuple):
    """Variances in the output's unit squared, with any leading axes.

    first, total: (…, B, K) by each block alone, and with all its interplay. ranges: (…, K) of the expected output over
    the ranges. day: (…, K) of a single day about that, which is chance. noise: (…, K) of the means of R replications
    about their expected output, beside what all points share.
    """

    first: Real
    total: Real
    ranges: Real
    day: Real
    noise: Real


def crossed(design: Design, outputs: Real) -> Crossed:
    """The outputs (P, R, K) at the points of a Saltelli design, by what the points are.

    Raises ValueError for a design of another kind, another number of points, fewer than three replications, and an
    output that is no number.
    """
    width = len(design.blocks) + 2
    if width == 2 or outputs.ndim != 3 or outputs.shape[0] != design.points.shape[0] or outputs.shape[0] % width:
        raise ValueError(f"outputs: got shape {outputs.shape}; needs (P, R, K) at the points of a Saltelli design")
    if outputs.shape[1] < FEWEST:
        raise ValueError(f"replications: got {outputs.shape[1]}; needs at least {FEWEST} to tell noise from effect")
    if not np.isfinite(outputs).all():
        raise ValueError("outputs: got some that are no number; needs one at every point of every replication")
    rows = outputs.reshape(-1, width, *outputs.shape[1:])
    return Crossed(rows[:, 0], rows[:, -1], rows[:, 1:-1])


def parts(outputs: Crossed, weights: Real) -> Parts:
    """The parts by weights (W, N) of the base points, each row of which adds up to 1: a leading axis W."""
    day = (outputs.a.var(axis=1, ddof=1) + outputs.b.var(axis=1, ddof=1)) / 2
    a, b, ab = _centred(outputs)
    first = _pairwise(b[:, None], ab - a[:, None])
    total = _pairwise(a[:, None] - ab, a[:, None] - ab) / 2
    squares = (_pairwise(a, a) + _pairwise(b, b)) / 2
    of_means = (a.mean(axis=1) ** 2 + b.mean(axis=1) ** 2) / 2
    means = (a.mean(axis=1) + b.mean(axis=1)) / 2
    return Parts(
        np.tensordot(weights, first, 1), np.tensordot(weights, total, 1), weights @ squares - (weights @ means) ** 2,
        weights @ day, weights @ (of_means - squares),
    )  # fmt: skip


def _centred(outputs: Crossed) -> Crossed:
    """Less each replication's mean over all points: what a day does to all of them alike is no effect of theirs."""
    inner = outputs.ab.shape[1]
    common = (outputs.a + outputs.b + outputs.ab.sum(axis=1)).mean(axis=0) / (inner + 2)
    return Crossed(outputs.a - common, outputs.b - common, outputs.ab - common)


def _pairwise(one: Real, other: Real) -> Real:
    """The mean of one[r] * other[s] over all pairs r != s of replications, the axis before the last."""
    count = one.shape[-2]
    return np.asarray((one.sum(axis=-2) * other.sum(axis=-2) - (one * other).sum(axis=-2)) / (count * (count - 1)))
