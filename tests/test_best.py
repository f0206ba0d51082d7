"""How likely a plan is the best, on a day and in the mean, are two answers to two questions."""

import numpy as np
import pytest

from sim.study.statistics.best import best_of

MORE, LESS = "more is better", "less is better"


def test_on_a_day_it_is_the_share_of_days():
    """Plan 1 is best on three of four days, and on the last the two share it."""
    values = np.array([[1, 2], [1, 2], [5, 4], [3, 3]], dtype=float)
    first, second = best_of(values, MORE, 1)
    assert (first.on_a_day, second.on_a_day) == (0.375, 0.625)
    assert [one.on_a_day for one in best_of(values, LESS, 1)] == [0.625, 0.375]


def test_the_interval_of_a_day_is_clopper_and_pearsons():
    """Best on 8 of 10 days: 0.4439 to 0.9748 (Clopper and Pearson 1934)."""
    values = np.array([[0, 1]] * 8 + [[1, 0]] * 2, dtype=float)
    assert best_of(values, MORE, 1)[1][3:5] == pytest.approx((0.4439, 0.9748), abs=1e-4)


def test_best_on_most_days_need_not_be_best_in_the_mean():
    """One more on nine days of ten, a hundred fewer on the tenth."""
    values = np.array([[0, 1]] * 90 + [[0, -100]] * 10, dtype=float)
    _, second = best_of(values, MORE, 1)
    assert second.on_a_day == 0.9
    assert second.in_the_mean < 0.01


def test_in_the_mean_days_stay_paired():
    """One better on nearly every day, beside days that differ by hundreds: the mean is surely better."""
    chance = np.random.default_rng(1)
    base = 1000 * chance.standard_normal(50)
    values = np.column_stack([base, base + 1 + chance.standard_normal(50)])
    assert best_of(values, MORE, 1)[1].in_the_mean > 0.99


def test_in_the_mean_is_the_normal_probability_where_days_are_many():
    """Difference 1.5 standard errors above 0: Phi(1.5) = 0.9332; 2,000 resamples leave a standard error of 0.006."""
    days = np.resize([-1.0, 1.0], 400)
    change = days / days.std(ddof=0) / np.sqrt(400)
    values = np.column_stack([np.zeros(400), change + 1.5 / 400])
    assert best_of(values, MORE, 3)[1].in_the_mean == pytest.approx(0.9332, abs=0.03)


def test_the_same_seed_says_the_same():
    values = np.random.default_rng(4).standard_normal((30, 3))
    assert best_of(values, MORE, 9) == best_of(values, MORE, 9)
    assert best_of(values, MORE, 9) != best_of(values, MORE, 10)
    assert sum(one.in_the_mean for one in best_of(values, MORE, 9)) == pytest.approx(1)


def test_without_a_day_there_is_no_answer():
    assert [one[1:] for one in best_of(np.full((3, 2), np.nan), MORE, 1)] == [(0, None, None, None, None)] * 2
