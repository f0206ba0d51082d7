"""The evidence account: what share of an output's variance rests on which basis, and what on their interplay.

A basis alone has its closed first-order index: what would vanish in the mean if all its parameters, and no others,
were known (Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, ch. 1). What is left when every basis has its
share is interplay between them, which none can claim alone. All of them add up to 1. Shapley shares would deal
the interplay out in equal parts (Song, Nelson and Staum 2016, SIAM/ASA Journal on Uncertainty Quantification 4,
1060-1083); here a reader is to see how large it is. The Shapley share of a basis lies between `alone` and
`at_most` (Owen 2014, same journal 2, 245-251).

A share depends on the ranges as much as on the model: a wide range that was assumed is a large share.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.statistics.indices import Indices
from sim.study.statistics.shares import Shares, shares
from sim.study.statistics.variances import Parts


class Account(NamedTuple):
    """Of G bases and K outputs. alone, at_most: (G, K) without and with all interplay with other bases.

    interplay, chance: (K,) between bases, and of the day. `alone` over all bases, interplay and chance add up to 1.
    """

    bases: tuple[str, ...]
    alone: Shares
    at_most: Shares
    interplay: Shares
    chance: Shares


def account(indices: Indices, basis: Mapping[str, str], level: float = LEVEL) -> Account:
    """What the variance of the expected output rests on; chance is none of it.

    basis: of each parameter, or of each group of a design that was crossed by bases. With groups `interplay` is between
    bases alone; with parameters it is any interplay, also within a basis, and `at_most` is larger than it need be: so
    cross the design by bases where the account is what is asked for. Raises KeyError for a name without a basis.
    """
    return _account(indices, basis, lambda of: of.ranges, level)


def account_of_a_day(indices: Indices, basis: Mapping[str, str], level: float = LEVEL) -> Account:
    """What the variance of a single day rests on: the same, and the chance of the day beside it."""
    return _account(indices, basis, lambda of: of.ranges + of.day, level)


def _account(
    indices: Indices, basis: Mapping[str, str], whole: Callable[[Parts], Real], level: float
) -> Account:  # fmt: skip
    of_each = [basis[name] for name in indices.names]
    bases = tuple(dict.fromkeys(of_each))
    belongs = np.array([[base == other for other in of_each] for base in bases], dtype=float)

    def told(share: Callable[[Parts], Real]) -> Shares:
        return shares(share, indices.resampled, level)

    return Account(
        bases,
        told(lambda of: belongs @ of.first / whole(of)[..., None, :]),
        told(lambda of: belongs @ of.total / whole(of)[..., None, :]),
        told(lambda of: (of.ranges - of.first.sum(axis=-2)) / whole(of)),
        told(lambda of: (whole(of) - of.ranges) / whole(of)),
    )
