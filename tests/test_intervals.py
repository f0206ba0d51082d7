"""Intervals keep what their names promise."""

import numpy as np
import pytest
from scipy import stats

from sim.study.intervals import NONE, mean_interval, prediction_interval, quantile_interval


def test_the_mean_interval_is_students():
    """Five values 1 … 5: mean 3, t(0.975, 4) = 2.776, standard error 0.7071 (Law 2015, table T.1)."""
    interval = mean_interval(np.arange(1.0, 6.0))
    assert interval.low == pytest.approx(3 - 2.776 * 0.70711, abs=1e-3)
    assert interval.high == pytest.approx(3 + 2.776 * 0.70711, abs=1e-3)


@pytest.mark.parametrize(("count", "k"), [(39, 1), (40, 1), (79, 2), (100, 2), (119, 3)])
def test_the_prediction_interval_leaves_k_values_out_on_each_side(count, k):
    values = np.random.default_rng(1).permutation(count).astype(float)
    assert prediction_interval(values) == (k - 1, count - k)
    assert (count + 1 - 2 * k) / (count + 1) >= 0.95


def test_too_few_replications_have_no_interval():
    assert mean_interval(np.array([3.0])) == NONE
    assert prediction_interval(np.arange(38.0)) == NONE


def test_coverage_is_what_is_stated():
    """Of 4,000 new exponential values, the interval of 39 others holds 95 %: within 4.5 standard errors."""
    chance = np.random.default_rng(20231101)
    drawn = chance.exponential(size=(4000, 40))
    held = [low <= row[-1] <= high for row in drawn for low, high in [prediction_interval(row[:-1])]]
    assert abs(np.mean(held) - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / 4000)


@pytest.mark.parametrize(("share", "fewest"), [(0.5, 6), (0.95, 72)])
def test_a_quantile_takes_so_many_values(share, fewest):
    assert quantile_interval(np.arange(fewest - 1.0), share) == NONE
    assert quantile_interval(np.arange(float(fewest)), share) != NONE
    assert quantile_interval(np.array([]), share) == NONE


def test_the_quantile_interval_is_two_order_statistics():
    """Of 100 values the 40th and the 61st hold the median (Hahn and Meeker 1991, sec. 5.2)."""
    values = np.random.default_rng(1).permutation(100) + 1.0
    assert quantile_interval(values, 0.5) == (40, 61)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_the_quantile_interval_is_scipys(share):
    """The same order statistics as `scipy.stats.quantile_test`, which takes half a second to be imported."""
    for count in (1, 5, 6, 40, 72, 100, 501):
        values = np.random.default_rng(count).exponential(size=count)
        theirs = stats.quantile_test(values, p=share).confidence_interval(0.95)
        ours = quantile_interval(values, share)
        assert ours == (NONE if np.isnan([theirs.low, theirs.high]).any() else (theirs.low, theirs.high))


def test_the_quantile_interval_holds_as_often_as_stated():
    """Of 600 exponential samples of 80, the interval of the 90th percentile holds ln 10 in 95 % at least."""
    drawn = np.random.default_rng(20231101).exponential(size=(600, 80))
    held = [low <= np.log(10) <= high for low, high in (quantile_interval(row, 0.9) for row in drawn)]
    assert np.mean(held) > 0.95 - 4.5 * np.sqrt(0.95 * 0.05 / 600)
