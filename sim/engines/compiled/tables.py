"""A smooth quantile function as a table of polynomials, from which many times are read fast.

The distance of a uniform from the nearer end, 0 or 1, is divided into octaves, and each of them into even pieces: the
first bits of the number tell the piece. Each piece has a polynomial through Chebyshev points.
"""

from functools import lru_cache

import numpy as np
from numpy.polynomial import chebyshev, polynomial

from sim.model.clock import MINUTE, Real
from sim.model.distributions import Exponential, Gamma, Lognormal, Triangular, Weibull

Smooth = Exponential | Gamma | Lognormal | Triangular | Weibull

OCTAVES, PIECES, DEGREE = 11, 16, 5  # from 2**-12 to a half on either side; pieces of an octave; of their polynomials
SIDE = OCTAVES * PIECES
SHIFT = 48  # the bits of a number that do not tell its piece
FIRST = int(np.array([2.0 ** -(OCTAVES + 1)]).view(np.int64)[0]) >> SHIFT  # the bits that tell the first piece
MIDDLE = DEGREE + 1  # the column of the middle of a piece, behind the coefficients
CLOSE = 1e-3  # ms; where the polynomial errs by a hundredth of it, the table is not used
CHECKED = 7  # points of a piece at which its polynomial is held against the quantile function


def table_of(duration: Smooth) -> Real:
    """The polynomials (ms) of the pieces at the end at 0, then of those at 1: (2 * SIDE, 8), nan where they err."""
    return _table(type(duration), duration.model_dump_json())


@lru_cache(maxsize=256)
def _table(family: type[Smooth], told: str) -> Real:
    duration = family.model_validate_json(told)
    edges = (np.arange(FIRST, FIRST + SIDE + 1) << SHIFT).view(np.float64)
    return np.concatenate([_side(duration, edges, upper) for upper in (0, 1)])


def _side(duration: Smooth, edges: Real, upper: int) -> Real:
    """The polynomials in the distance from the middle of each piece (SIDE, 8)."""
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    nodes, points = chebyshev.chebpts1(DEGREE + 1), np.linspace(-1, 1, CHECKED)
    at_nodes, at_points = (
        duration.quantile(abs(upper - (middle + half * places[:, None]))) * MINUTE for places in (nodes, points)
    )
    fitted = np.linalg.solve(polynomial.polyvander(nodes, DEGREE), at_nodes)
    errs = np.abs(polynomial.polyval(points, fitted).T - at_points).max(axis=0)
    fitted[:, ~(errs < CLOSE / 100)] = np.nan
    return np.column_stack([*(fitted / half ** np.arange(DEGREE + 1)[:, None]), middle, half])
