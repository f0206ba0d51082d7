"""Plans compared over the same days: what an interval of their difference says, and what it does not."""

import numpy as np
import pytest
from scipy import stats

from sim.study.intervals import Interval, mean_interval
from sim.study.statistics.comparison import Pair, compare, gain, judged, with_each_other, with_one

MORE, LESS = "more is better", "less is better"


def days(*columns):
    return np.array(columns, dtype=float).T


def test_differences_are_paired_day_by_day():
    """2, 4 and 6 more on three days: mean 4, standard error 2 / sqrt(3), t(0.975, 2) = 4.3027 (Law 2015, table T.1)."""
    one = compare(days([10, 30, 20], [12, 34, 26]), [Pair(1, 0)], MORE)[0]
    assert (one.plan, one.against, one.days, one.mean) == (1, 0, 3, 4)
    assert one.high - one.mean == pytest.approx(4.3027 * 2 / np.sqrt(3), abs=1e-3)


def test_intervals_hold_together():
    """Three differences: each at 1 - 0.05 / 3 (Bonferroni), wider than one alone."""
    values = np.random.default_rng(1).normal(size=(40, 4))
    together = compare(values, with_one(4), MORE)
    for one in together:
        assert one.level == pytest.approx(1 - 0.05 / 3)
        assert (one.low, one.high) == mean_interval(values[:, one.plan] - values[:, 0], 1 - 0.05 / 3)
        assert one.high > compare(values, [Pair(one.plan, 0)], MORE)[0].high


def test_pairs_are_with_one_or_with_each_other():
    assert with_one(3, 1) == [(0, 1), (2, 1)]
    assert with_each_other(3) == [(1, 0), (2, 0), (2, 1)]


@pytest.mark.parametrize(
    ("low", "high", "indifference", "word"),
    [
        (1, 3, 0, "better"), (-3, -1, 0, "worse"), (-1, 3, 0, "unclear"), (0, 3, 0, "unclear"),
        (1, 3, 2, "better"), (1, 2, 2, "alike"), (-2, 2, 2, "alike"), (-2, 2.1, 2, "unclear"), (0, 0, 0, "alike"),
        (None, None, 5, "unclear"),
    ],
)  # fmt: skip
def test_words(low, high, indifference, word):
    """On one side of 0: better or worse; all within the zone: alike; anything else, a touch included: unclear."""
    assert judged(Interval(low, high), MORE, indifference) == word


def test_where_less_is_better_the_words_turn_round():
    assert judged(Interval(1, 3), LESS) == "worse"
    assert judged(Interval(-3, -1), LESS) == "better"
    assert judged(Interval(-1, 3), LESS) == "unclear"


def test_a_day_on_which_one_plan_has_no_value_counts_for_neither():
    one = compare(days([1, np.nan, 3, 5], [2, 9, np.nan, 8]), [Pair(1, 0)], MORE)[0]
    assert (one.days, one.mean) == (2, 2)


def test_one_day_leaves_it_unclear():
    one = compare(days([1], [2]), [Pair(1, 0)], MORE)[0]
    assert (one.mean, one.low, one.high, one.gain, one.word) == (1, None, None, None, "unclear")


def test_no_day_has_no_difference():
    one = compare(days([np.nan], [2]), [Pair(1, 0)], MORE)[0]
    assert (one.days, one.mean, one.word) == (0, None, "unclear")


def test_the_gain_is_the_share_of_variance_that_common_days_take_out():
    """Variances 4 and 9, correlation r: (4 + 9) / (4 + 9 - 12 r), so 13 / 4 at 3/4; 1 where days share nothing."""
    first = np.random.default_rng(2).standard_normal(200_000)
    other = np.random.default_rng(3).standard_normal(200_000)
    related = 0.75 * first + np.sqrt(1 - 0.75**2) * other
    assert gain(2 * first, 3 * related) == pytest.approx(13 / 4, rel=0.02)
    assert gain(2 * first, 3 * other) == pytest.approx(1, rel=0.02)
    assert gain(np.arange(5.0), np.arange(5.0) + 1) is None


def test_all_intervals_hold_at_once_as_often_as_stated():
    """Four plans of equal means over 20 normal days, correlated 0.5: of 4,000 families of three, 95 % or more hold."""
    chance = np.random.default_rng(20231101)
    half = stats.t.ppf(1 - 0.05 / 6, 19) / np.sqrt(20)
    drawn = chance.standard_normal((4000, 20, 4)) + chance.standard_normal((4000, 20, 1))
    differences = drawn[..., 1:] - drawn[..., :1]
    by_hand = (np.abs(differences.mean(axis=1)) <= half * differences.std(axis=1, ddof=1)).all(axis=1)
    told = [all(one.low <= 0 <= one.high for one in compare(family, with_one(4), MORE)) for family in drawn[:500]]
    assert told == by_hand[:500].tolist()
    assert by_hand.mean() > 0.95 - 4.5 * np.sqrt(0.95 * 0.05 / 4000)


def test_a_zone_below_nothing_is_refused():
    with pytest.raises(ValueError, match="indifference: got -1"):
        compare(days([1, 2], [3, 4]), [Pair(1, 0)], MORE, indifference=-1)
