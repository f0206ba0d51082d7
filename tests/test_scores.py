"""Proper scores, against values worked by hand and closed forms."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.study.intervals import share_interval
from sim.study.statistics.scores import crps, crps_in, interval_score


def test_an_interval_that_holds_the_value_scores_its_width():
    assert interval_score(2.0, 5.0, 3.0) == interval_score(2.0, 5.0, 5.0) == 3.0


def test_each_unit_outside_costs_two_over_alpha_on_either_side():
    """95 %: alpha is 0.05, so each unit costs 40."""
    assert interval_score(2.0, 5.0, 6.0) == pytest.approx(3 + 40)
    assert interval_score(2.0, 5.0, 1.5) == pytest.approx(3 + 20)
    assert interval_score(2.0, 5.0, 6.0, level=0.5) == pytest.approx(3 + 4)


def test_an_interval_turned_round_is_refused():
    with pytest.raises(ValueError, match="needs low <= high"):
        interval_score(5.0, 2.0, 3.0)


def test_the_true_interval_has_the_least_expected_score():
    """Proper: of intervals of a standard normal, the one from its 2.5 % to its 97.5 % quantile scores least."""
    drawn = stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    ends = (1.6, 1.96, 2.4)
    scores = [np.mean([interval_score(-end, end, value) for value in drawn]) for end in ends]
    assert min(scores) == scores[1]


def test_crps_by_hand():
    """1, 2, 4 and observed 3: distances 2, 1, 1, mean 4/3; pairs differ by 1, 3, 2, mean 2, of which half is 1."""
    assert crps(np.array([4.0, 1.0, 2.0]), 3.0) == pytest.approx(4 / 3 - 1)


def test_crps_is_that_of_every_pair():
    values, observed = np.random.default_rng(3).gamma(2.0, 5.0, 40), 7.0
    pairs = np.abs(values[:, None] - values)[~np.eye(40, dtype=bool)]
    assert crps(values, observed) == pytest.approx(np.abs(values - observed).mean() - pairs.mean() / 2)


def test_crps_of_replications_that_are_all_alike_is_the_distance():
    assert crps(np.full(10, 4.0), 6.5) == 2.5


def test_crps_needs_two_replications():
    assert crps(np.array([4.0]), 6.5) is None
    assert crps_in(np.array([4.0]), 1.0, 6.5) is None


@pytest.mark.parametrize("observed", [-1.0, 0.0, 2.5])
def test_crps_of_a_normal_ensemble_comes_near_its_closed_form(observed):
    """Their eq. 5 for mean 0 and sd 1: z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi); four standard errors of 20,000 apart."""
    values = np.random.default_rng(11).standard_normal(20_000)
    closed = observed * (2 * stats.norm.cdf(observed) - 1) + 2 * stats.norm.pdf(observed) - 1 / math.sqrt(math.pi)
    assert crps(values, observed) == pytest.approx(closed, abs=4 / math.sqrt(20_000))


def test_crps_expects_the_same_of_few_replications_as_of_many():
    """The plain form, with X and X' the same replication once in R, would be too large by mean |X - X'| / 2 R: 0.19."""
    chance = np.random.default_rng(5)
    few = np.mean([crps(chance.standard_normal(3), 0.0) for _ in range(20_000)])
    closed = 2 * stats.norm.pdf(0) - 1 / math.sqrt(math.pi)
    assert few == pytest.approx(closed, abs=0.02)


def test_of_a_range_crps_is_least_at_the_value_nearest_to_the_median_and_most_at_an_end():
    values = np.random.default_rng(7).normal(10.0, 2.0, 500)
    for low, high in ((3.0, 8.0), (9.0, 14.0), (12.0, 12.0)):
        each = [crps(values, value) for value in np.linspace(low, high, 2001)]
        least, most = crps_in(values, low, high)
        assert least == pytest.approx(min(each), abs=1e-5)
        assert most == pytest.approx(max(each))


def test_a_range_turned_round_is_refused():
    with pytest.raises(ValueError, match="needs low <= high"):
        crps_in(np.array([1.0, 2.0]), 3.0, 2.0)


@pytest.mark.parametrize(("count", "of"), [(0, 10), (7, 10), (10, 10), (95, 100)])
def test_the_interval_of_a_share_is_the_exact_one_of_scipy(count, of):
    known = stats.binomtest(count, of).proportion_ci(0.95, method="exact")
    assert share_interval(count, of) == pytest.approx((known.low, known.high))


def test_of_no_days_there_is_no_share():
    assert share_interval(0, 0) == (None, None)
