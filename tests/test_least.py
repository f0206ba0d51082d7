"""The search for the least: it finds it, tries little, sees where more does less, and trusts fresh days alone."""

from itertools import product

import numpy as np
import pytest

from sim.study.least.confirmed import confirmed
from sim.study.least.staircase import (
    all_points,
    disorder,
    enough_beyond,
    next_points,
    one_less,
    tried_enough,
)  # fmt: skip
from sim.study.statistics.chance import generator

P = 0.9


def days_of(shares, purpose, days=2000):
    """Days (R,) on which each point is enough, by common numbers: a point that does more is so on all days and more."""
    uniforms = generator(1, "test", purpose).random(days)
    return lambda points: {point: uniforms < shares(point) for point in points}


def searched(shape, days):
    """Which days every point that was tried met, and how many rounds it took."""
    met, rounds = {}, 0
    while points := next_points(shape, met, P):
        assert not set(points) & set(met), "no point is tried twice"
        met |= days(points)
        rounds += 1
    return met, rounds


# The search


@pytest.mark.parametrize("count", [2, 3, 5, 12, 100, 1000])
def test_of_one_lever_the_least_is_found_wherever_it_is(count):
    for least in {0, 1, count // 3, count // 2, count - 2, count - 1, count}:
        met, rounds = searched((count,), days_of(lambda point, least=least: float(point[0] >= least), "one"))
        assert min(enough_beyond((count,), met, P), default=(count,)) == (least,)
        assert rounds <= 2 + np.log(count) / np.log(4)
        assert len(met) <= 4 * rounds


def test_of_two_levers_the_whole_staircase_is_found():
    """Every staircase of a small grid: which points are enough is known, and not all of them were tried."""
    shape = (3, 3)
    for stairs in product(range(4), repeat=3):
        if list(stairs) != sorted(stairs, reverse=True):
            continue
        truth = {point for point in all_points(shape) if point[1] >= stairs[point[0]]}
        met, _ = searched(shape, days_of(lambda point, truth=truth: float(point in truth), "two"))
        assert set(enough_beyond(shape, met, P)) == truth


def test_of_two_long_levers_few_points_are_tried():
    shape = (20, 50)
    met, rounds = searched(shape, days_of(lambda point: float(2 * point[0] + point[1] >= 45), "long"))
    assert set(enough_beyond(shape, met, P)) == {point for point in all_points(shape) if 2 * point[0] + point[1] >= 45}
    assert len(met) < 200
    assert rounds <= 8


def test_a_point_that_was_tried_is_as_good_as_it_is():
    """Chance may have it below one with less; then it is not among those that are enough."""
    met = {(3,): np.array([True] * 9 + [False]), (5,): np.array([True] * 8 + [False] * 2)}
    assert tried_enough(met, P) == {(3,): 0.9}
    assert enough_beyond((8,), met, P) == {(3,): 0.9, (4,): 0.9, (6,): 0.9, (7,): 0.9}


def test_one_less_is_a_step_of_each_lever():
    assert list(one_less((2, 5))) == [(1, 5), (2, 4)]
    assert list(one_less((0, 5))) == [(0, 4)]
    assert list(one_less((0,))) == []


# More that does less


def test_where_more_surely_does_less_it_is_seen():
    met = days_of(lambda point: [0.2, 0.95, 0.6, 0.99][point[0]], "disorder", 200)([(at,) for at in range(4)])
    found = disorder(met)
    assert (found.less, found.more) == ((1,), (2,))
    assert found.only_less == sum(met[1,] & ~met[2,])
    assert found.only_more == 0


def test_chance_alone_is_no_disorder():
    """Days of each point's own, all as good: of 300 such searches hardly one is called out of order."""
    chance, called = generator(1, "test", "no disorder"), 0
    for _ in range(300):
        called += disorder({(at,): chance.random(200) < P for at in range(6)}) is not None
    assert called <= 300 * 0.01 + 6


def test_points_of_which_neither_has_more_are_not_compared():
    met = {(0, 1): np.ones(100, bool), (1, 0): np.zeros(100, bool)}
    assert disorder(met) is None


# Fresh days


def looks_at(truth, days=1000, seed=0):
    """Fresh days of points whose probability is known."""
    return lambda points, number: {
        point: generator(seed, "test", f"fresh {number}", str(point)).random(days) < truth[point] for point in points
    }


LINE = {(at,): share for at, share in enumerate([0.1, 0.5, 0.8, 0.86, 0.95, 0.99, 0.999])}


def told(good, truth=LINE, best=(6,)):
    """What is confirmed of candidates, where a step costs one."""
    return confirmed(good, best, lambda point: float(sum(point)), looks_at(truth), P, 0.95)


def test_what_is_enough_and_whose_neighbour_is_not_takes_one_look():
    found = told({(4,): 0.93, (5,): 0.99})
    assert (found.point, found.less) == ((4,), "not enough")
    (look,) = found.looks
    assert set(look.shares) == {(4,), (3,)}
    assert look.level == pytest.approx(1 - 0.05 / 2 / 2)


def test_a_choice_that_was_luck_goes_up_a_step_on_other_days():
    """The search had spoken too well of (3,), which is enough on 0.86 of days."""
    found = told({(3,): 0.91, (4,): 0.96, (5,): 0.99})
    assert [look.point for look in found.looks] == [(3,), (4,)]
    assert (found.point, found.less) == ((4,), "not enough")
    assert found.looks[1].level == pytest.approx(1 - 0.05 / 4 / 2)


def test_bad_luck_of_the_search_goes_down_again():
    found = told({(6,): 0.99})
    assert [look.point for look in found.looks] == [(6,), (5,), (4,)]
    assert (found.point, found.less) == ((4,), "not enough")
    assert found.look is found.looks[1], "the look that says so is the one in which it was a neighbour"


def test_two_neighbours_that_cannot_be_told_apart_from_the_target_are_said_to_be_so():
    found = told({(1,): 0.93}, {(0,): 0.9, (1,): 0.95})
    assert (found.point, found.less) == ((1,), "unclear")


def test_where_nothing_is_enough_the_best_is_tried_once():
    found = told({}, dict.fromkeys(LINE, 0.3))
    assert (found.point, found.look) == (None, None)
    assert [look.point for look in found.looks] == [(6,)]


def test_where_nothing_is_surely_enough_all_candidates_are_tried_and_none_chosen():
    found = told({(5,): 0.91, (6,): 0.91}, dict.fromkeys(LINE, 0.9))
    assert [look.point for look in found.looks] == [(5,), (6,)]
    assert found.point is None


def test_the_first_value_of_a_range_has_none_below_it():
    assert told({(0,): 1.0}, dict.fromkeys(LINE, 0.99)).less == "none"


def test_after_a_failure_nothing_with_less_of_everything_is_tried():
    """Of (1, 1), which failed, (0, 1) has less; (2, 0) costs as much and has not."""
    truth = {point: 0.99 if point[0] == 2 else 0.5 for point in all_points((3, 3))}
    found = told(dict.fromkeys([(1, 1), (0, 1), (2, 0)], 0.95) | {(1, 1): 0.99}, truth, (2, 2))
    assert [look.point for look in found.looks][-1] == (2, 0)
    assert found.point == (2, 0)


def test_all_that_is_said_of_fresh_days_holds_as_often_as_is_said():
    """400 searches on a line that passes so near the target that luck often chooses wrongly: right in 0.95 or more."""
    right, naive = 0, 0
    truth = {(at,): share for at, share in enumerate([0.87, 0.885, 0.895, 0.905, 0.915, 0.94])}
    for study in range(400):
        met, _ = searched((6,), days_of(lambda point: truth[point], f"all that is said {study}", 200))
        good = enough_beyond((6,), met, P)
        found = confirmed(good, (5,), lambda point: point[0],
                          looks_at(truth, 500, study), P, 0.95)  # fmt: skip
        chosen_holds = found.point is None or truth[found.point] >= P
        all_hold = all(
            share.low <= truth[point] <= share.high for look in found.looks for point, share in look.shares.items()
        )
        less_holds = found.less != "not enough" or all(truth[point] < P for point in one_less(found.point))
        right += chosen_holds and all_hold and less_holds
        naive += not good or truth[min(good)] >= P
    assert right >= 0.95 * 400
    assert naive < 0.7 * 400, "the days that chose it alone would be wrong often"
