"""Shares of days are as sure as Clopper and Pearson say, and more is called worse only where it surely is."""

import numpy as np
import pytest
from scipy import stats

from sim.study.statistics.proportions import counted, days_to_tell, more_is_worse, reached, share_of


@pytest.mark.parametrize(("met", "days"), [(0, 10), (10, 10), (7, 10), (370, 400), (1, 1), (0, 1), (999, 1000)])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.999])
def test_the_interval_is_that_of_the_exact_binomial_test(met, days, level):
    by_scipy = stats.binomtest(met, days).proportion_ci(level, method="exact")
    share = counted(met, days, level)
    assert (share.met, share.days, share.share) == (met, days, met / days)
    assert (share.low, share.high) == pytest.approx((by_scipy.low, by_scipy.high), abs=1e-9)


def test_the_interval_holds_the_truth_at_least_as_often_as_is_said():
    """Exactly, by adding up: for shares from 0.01 to 0.99 of 50 days, whatever comes out."""
    ends = [counted(met, 50, 0.95) for met in range(51)]
    for truth in np.linspace(0.01, 0.99, 99):
        chance = stats.binom.pmf(np.arange(51), 50, truth)
        assert sum(chance[met] for met, share in enumerate(ends) if share.low <= truth <= share.high) >= 0.95


def test_days_are_counted():
    assert share_of(np.array([True, False, True, True]), 0.95) == counted(3, 4, 0.95)


def test_no_days_are_no_share():
    with pytest.raises(ValueError, match="got no days"):
        share_of(np.array([], dtype=bool), 0.95)


def test_a_target_is_reached_where_all_of_the_interval_lies_above_it():
    share = counted(90, 100, 0.95)
    assert reached(share, share.low) == "enough"
    assert reached(share, share.low + 1e-9) == "unclear"
    assert reached(share, share.high) == "unclear"
    assert reached(share, share.high + 1e-9) == "not enough"


@pytest.mark.parametrize(("met", "target"), [(920, 0.9), (880, 0.9), (505, 0.45), (990, 0.95)])
def test_so_many_days_would_tell(met, target):
    """With as many, and the same share, the interval leaves the target; with two thirds of them it does not."""
    share = counted(met, 1000, 0.95)
    days = days_to_tell(share, target, 0.95)
    assert reached(counted(round(1.1 * days * share.share), round(1.1 * days), 0.95), target) != "unclear"
    assert reached(counted(round(0.66 * days * share.share), round(0.66 * days), 0.95), target) == "unclear"


def test_no_number_of_days_tells_a_share_from_itself():
    assert days_to_tell(counted(900, 1000, 0.95), 0.9, 0.95) is None


def test_more_is_worse_by_the_exact_sign_test():
    less, more = np.array([True] * 9 + [False] * 3 + [True] * 8), np.array([False] * 9 + [True] * 3 + [True] * 8)
    by_scipy = stats.binomtest(9, 12, 0.5, alternative="greater").pvalue
    assert more_is_worse(less, more) == pytest.approx(by_scipy)
    assert more_is_worse(more, less) > 0.9
    assert more_is_worse(less, less) == 1.0
