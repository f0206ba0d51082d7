"""What was chosen is tried again on fresh days: the days it was chosen by speak too well of it.

Of many points that are about enough, the one chosen as the least happened to do well on the days that chose it (the
winner's curse). So each look has days of its own, which had no part in the choice, and tries the point and its
neighbours with one step less. Look k may err with probability (1 - confidence) / 2^k, shared evenly among its points,
so that all intervals of all looks hold at once with the confidence asked for, however many looks it takes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from sim.model.clock import Mask
from sim.study.least.staircase import Point, no_more_than, one_less
from sim.study.statistics.proportions import Share, reached, share_of

MOST_LOOKS = 12

Fresh = Callable[[Sequence[Point], int], Mapping[Point, Mask]]  # points and the look's number, from 1: days each met it
Cost = Callable[[Point], float]


class Look(NamedTuple):
    """One look: the point that was tried, the level of each interval, and the share of every point on its days."""

    number: int
    point: Point
    level: float
    shares: Mapping[Point, Share]


class Confirmed(NamedTuple):
    """point: the chosen one, `look`: in which it was surely enough; both None where no point was.

    less: what the points with one step less of it are; "not enough" where none of them is enough, "none" where there is
    none in the range.
    """

    point: Point | None
    look: Look | None
    less: Literal["not enough", "unclear", "none"]
    looks: tuple[Look, ...]


def confirmed(
    good: Mapping[Point, float], best: Point, cost: Cost, fresh: Fresh, probability: float, confidence: float,
    beyond: Callable[[Point, Sequence[Point]], bool] = no_more_than,
) -> Confirmed:  # fmt: skip
    """Try the cheapest point that seems enough on fresh days, and go on until one surely is, and none below it is.

    good: points that are enough by the days of the search, with their shares; where there are none `best` is tried.
    beyond: whether a point is no candidate after others have failed.
    """
    looks, sure, failed = list[Look](), dict[Point, Look](), list[Point]()
    point: Point | None = _cheapest(good, cost, failed, beyond) or best
    while point is not None and point not in {look.point for look in looks} and len(looks) < MOST_LOOKS:
        look = _look(len(looks) + 1, point, fresh, confidence)
        looks.append(look)
        sure |= {other: look for other in look.shares if _is(look, other, "enough", probability) and other not in sure}
        if point not in sure:
            failed.append(point)
            point = _cheapest({**good, **dict.fromkeys(sure, 1.0)}, cost, failed, beyond)
        else:
            point = min((other for other in one_less(point) if other in sure), key=cost, default=None)
    chosen = min(sure, key=cost, default=None)
    return Confirmed(chosen, sure.get(chosen) if chosen else None, _less(chosen, looks, probability), tuple(looks))


def _cheapest(
    good: Mapping[Point, float], cost: Cost, failed: Sequence[Point], beyond: Callable[..., bool]
) -> Point | None:  # fmt: skip
    """The cheapest of those that are left, of equal ones that which did best."""
    left = [point for point in good if not beyond(point, failed)]
    return min(left, key=lambda point: (cost(point), -good[point], point), default=None)


def _look(number: int, point: Point, fresh: Fresh, confidence: float) -> Look:
    points = [point, *one_less(point)]
    level = 1 - (1 - confidence) / 2**number / len(points)
    return Look(number, point, level, {each: share_of(met, level) for each, met in fresh(points, number).items()})


def _is(look: Look, point: Point, word: str, probability: float) -> bool:
    return point in look.shares and reached(look.shares[point], probability) == word


def _less(
    chosen: Point | None, looks: Sequence[Look], probability: float
) -> Literal["not enough", "unclear", "none"]:  # fmt: skip
    """What is known of one step less than the chosen point, by any of the looks."""
    below = list(one_less(chosen or ()))
    if not below:
        return "none"
    short = [any(_is(look, point, "not enough", probability) for look in looks) for point in below]
    return "not enough" if all(short) else "unclear"
