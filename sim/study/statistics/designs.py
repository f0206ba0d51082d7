"""Where to simulate: designs of experiments over ranges of parameters, each a pure function of its seed."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from sim.model.clock import Real
from sim.study.statistics.chance import generator
from sim.study.statistics.ranges import Range, checked, placed
from sim.study.statistics.salib import morris_sample, sobol_sample

LEVELS = 4  # of a Morris design (Morris 1991, Technometrics 33(2), sec. 3)


class Design(NamedTuple):
    """points: (P, D) values of the parameters named, in their units. unit: (P, D) the same in the unit cube.

    blocks: the names a Saltelli design was crossed by: its parameters, or groups of them. Empty for other designs.
    """

    names: tuple[str, ...]
    points: Real
    unit: Real
    blocks: tuple[str, ...] = ()


def one_at_a_time(base: Mapping[str, float], ranges: Sequence[Range]) -> Design:
    """The base, then for each parameter its low and its high end with all others at the base: 1 + 2 D points.

    Raises KeyError for a parameter that the base does not hold.
    """
    checked(ranges)
    points = np.tile([float(base[one.name]) for one in ranges], (1 + 2 * len(ranges), 1))
    for at, one in enumerate(ranges):
        points[1 + 2 * at, at], points[2 + 2 * at, at] = one.low, one.high
    low, high = np.array([one.low for one in ranges]), np.array([one.high for one in ranges])
    return Design(_names(ranges), points, (points - low) / (high - low))


def grid(values: Mapping[str, Sequence[float]]) -> Design:
    """Every combination of the values; the last parameter changes first."""
    points = np.array(list(product(*values.values())), dtype=float).reshape(-1, len(values))
    lowest = points.min(axis=0, initial=np.inf)
    width = points.max(axis=0, initial=-np.inf) - lowest
    return Design(tuple(values), points, (points - lowest) / np.where(width > 0, width, 1))


def latin_hypercube(ranges: Sequence[Range], count: int, seed: int) -> Design:
    """So many points, one in each of as many slices of every parameter (McKay, Beckman and Conover 1979)."""
    sampler = qmc.LatinHypercube(len(ranges), rng=generator(seed, "design", "latin hypercube"))
    return _design(sampler.random(count), ranges)


def in_parts(ranges: Sequence[Range], count: int, seed: int, parts: int = 4) -> Design:
    """So many points in parts that are independent of each other, a Latin hypercube each, one after another.

    So what is learnt from some parts can be tried on another. Raises ValueError where the parts would not be alike.
    """
    if count % parts or count < parts:
        raise ValueError(f"count: got {count}; needs a multiple of {parts}")
    chance = generator(seed, "design", "parts")
    each = [qmc.LatinHypercube(len(ranges), rng=chance).random(count // parts) for _ in range(parts)]
    return _design(np.concatenate(each), ranges)


def sobol_points(ranges: Sequence[Range], count: int, seed: int) -> Design:
    """So many points of a scrambled Sobol sequence (Owen 1998). Raises ValueError where that is no power of two."""
    _power_of_two(count)
    sampler = qmc.Sobol(len(ranges), scramble=True, rng=generator(seed, "design", "sobol"))
    return _design(sampler.random(count), ranges)


def saltelli(
    ranges: Sequence[Range], count: int, seed: int, groups: Mapping[str, str] | None = None
) -> Design:  # fmt: skip
    """The points that Sobol indices are estimated from, count * (B + 2) of them (Saltelli et al. 2010).

    count: base points, a power of two. groups: each parameter's group, such as what it rests on; B is then the number
    of groups and the indices are those of groups, else B is the number of parameters. Raises ValueError where the count
    is no power of two, KeyError for a parameter without a group.
    """
    checked(ranges)
    _power_of_two(count)
    problem = _problem(ranges)
    blocks = _names(ranges)
    if groups is not None:
        of_each = [groups[one.name] for one in ranges]
        problem["groups"], blocks = of_each, tuple(dict.fromkeys(of_each))
    chance = generator(seed, "design", "saltelli")
    return _design(sobol_sample.sample(problem, count, calc_second_order=False, seed=chance), ranges)._replace(
        blocks=blocks
    )


def morris(ranges: Sequence[Range], trajectories: int, seed: int) -> Design:
    """So many trajectories of D + 1 points, each step moving one parameter by 2/3 of its range (Morris 1991)."""
    checked(ranges)
    chance = generator(seed, "design", "morris")
    return _design(morris_sample.sample(_problem(ranges), trajectories, num_levels=LEVELS, seed=chance), ranges)


def _design(unit: Real, ranges: Sequence[Range]) -> Design:
    return Design(_names(ranges), placed(unit, ranges), unit)


def _problem(ranges: Sequence[Range]) -> dict[str, object]:
    """SALib's description of the unit cube; values are placed by our own ranges, whole numbers among them."""
    return {"num_vars": len(ranges), "names": list(_names(ranges)), "bounds": [[0.0, 1.0]] * len(ranges)}


def _names(ranges: Sequence[Range]) -> tuple[str, ...]:
    return tuple(one.name for one in ranges)


def _power_of_two(count: int) -> None:
    """Only so many points of a Sobol sequence are balanced (Owen 2022, On dropping the first Sobol' point)."""
    if count < 2 or count & (count - 1):
        raise ValueError(
            f"count: got {count}; needs a power of two, such as {2 ** max(1, round(np.log2(max(count, 2))))}"
        )
