"""Where to look for the least that is enough: a bracket for each value of the first lever, narrowed round by round.

It is taken that more never does less; whether the days agree is checked afterwards (`disorder`), and where they do not
every point is tried. What one point says of others then goes no further than itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np

from sim.model.clock import Mask
from sim.study.statistics.proportions import more_is_worse

CUTS, FEW_CUTS = 4, 2  # values that a round tries of a single bracket, and of several: workers start anew each round
MOST_TRIED = 400  # points that are all tried, where more does not always do more
CHANCE = 0.01  # with which days are called out of order where there is nothing in it, over all pairs at once

Point = tuple[int, ...]  # the place of each lever's value, from 0; more of each is further on
Met = Mapping[Point, Mask]  # on which of the common days (R,) each point that was tried met the goal


class Disorder(NamedTuple):
    """Two points, `more` with no less of any lever, and on how many days only one of them met the goal."""

    less: Point
    more: Point
    only_less: int
    only_more: int


def next_points(shape: tuple[int, ...], met: Met, probability: float) -> list[Point]:
    """The points to try next, none once every bracket is closed.

    The one column in which the first lever does most comes first: what is not enough there is nowhere enough.
    """
    columns = list(product(*(range(count) for count in shape[:-1])))
    for some in (columns[-1:], columns[:-1]):
        brackets = [(column, bracket(column, shape[-1], met, probability)) for column in some]
        is_open = [(column, ends) for column, ends in brackets if ends[1] - ends[0] > 1]
        if is_open:
            cuts = CUTS if len(is_open) == 1 else FEW_CUTS
            return [(*column, at) for column, ends in is_open for at in _inside(*ends, shape[-1], cuts)]
    return []


def bracket(column: Point, count: int, met: Met, probability: float) -> tuple[int, int]:
    """The most that is not enough (-1: none known) and the least that is enough (`count`: none known) in a column."""
    shares = _shares(met)
    enough = min((point[-1] for point, share in shares.items()
                  if share >= probability and _no_more(point[:-1], column)), default=count)  # fmt: skip
    short = [point[-1] for point, share in shares.items() if share < probability and _no_more(column, point[:-1])]
    return max((at for at in short if at < enough), default=-1), enough


def _inside(low: int, high: int, count: int, cuts: int) -> list[int]:
    """Places within a bracket, as even as they go; the last of all among them where none is known to be enough."""
    if high - low - 1 <= cuts:
        return list(range(low + 1, high))
    places = np.linspace(low, count - 1, cuts + 1)[1:] if high == count else np.linspace(low, high, cuts + 2)[1:-1]
    return sorted({round(place) for place in places.tolist()})


def all_points(shape: tuple[int, ...]) -> list[Point]:
    """Every point."""
    return list(product(*(range(count) for count in shape)))


def disorder(met: Met) -> Disorder | None:
    """Two of the points that were tried, of which more surely does less; the clearest, or None."""
    pairs = [(less, more) for less, more in product(met, met) if less != more and _no_more(less, more)]
    chances = [more_is_worse(met[less], met[more]) for less, more in pairs]
    if not chances or min(chances) * len(pairs) > CHANCE:
        return None
    less, more = pairs[int(np.argmin(chances))]
    return Disorder(less, more, int((met[less] & ~met[more]).sum()), int((met[more] & ~met[less]).sum()))


def tried_enough(met: Met, probability: float) -> dict[Point, float]:
    """The points that are enough by the common days, with the share of days on which each is."""
    return {point: share for point, share in _shares(met).items() if share >= probability}


def enough_beyond(shape: tuple[int, ...], met: Met, probability: float) -> dict[Point, float]:
    """The same with all points that have more than one of them and were not tried, at the share of the best below."""
    good, found = tried_enough(met, probability), {}
    for point in all_points(shape):
        below = [share for other, share in good.items() if _no_more(other, point)]
        if point in good or (below and point not in met):
            found[point] = good.get(point, max(below))
    return found


def _shares(met: Met) -> dict[Point, float]:
    return {point: float(days.mean()) for point, days in met.items()}


def one_less(point: Point) -> Iterator[Point]:
    """The points with one step less of one lever."""
    for lever, at in enumerate(point):
        if at:
            yield (*point[:lever], at - 1, *point[lever + 1 :])


def no_more_than(point: Point, others: Iterable[Point]) -> bool:
    """Whether a point has no more of any lever than one of the others."""
    return any(_no_more(point, other) for other in others)


def _no_more(point: Point, other: Point) -> bool:
    return all(here <= there for here, there in zip(point, other, strict=True))
