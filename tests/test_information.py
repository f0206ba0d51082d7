"""What knowing a number is worth (EVPPI), on cases whose answer is known in closed form, with the noise of days."""

import numpy as np
import pytest
from scipy import stats

from sim.study.statistics.designs import in_parts
from sim.study.statistics.information import information, parts_of
from sim.study.statistics.ranges import Range

SEEDS = range(12)


def linear(seed, slopes=(2.0, 1.0, 0.0), mean=0.0, points=256, days=8, noise=0.5, draw="uniform"):
    """Numbers (N, D), and values (N, R, 2) of two plans; the second gives `mean` and a slope of each number more.

    A uniform number lies between -1/2 and 1/2, a normal one is standard. Both plans share the chance of a day and that
    of a point; each has some of its own on each day of each point.
    """
    chance = np.random.default_rng(seed)
    unit = in_parts([Range(f"n{at}", 0, 1) for at in range(len(slopes))], points, seed).unit
    numbers = stats.norm.ppf(unit) if draw == "normal" else unit - 0.5
    more = mean + numbers @ np.array(slopes)
    common = chance.normal(0, 3, (1, days)) + chance.normal(0, 1, (points, 1))
    values = common[:, :, None] + noise * chance.standard_normal((points, days, 2))
    values[:, :, 1] += more[:, None]
    return numbers, values


def of(numbers, values, sense="more is better"):
    """What the numbers are worth; the points are those of a design in four parts."""
    return information(numbers, values, parts_of(len(values)), sense)


def averaged(**how):
    """The mean over seeds of each number's value (D,)."""
    found = [of(*linear(seed, **how)) for seed in SEEDS]
    return np.mean([[gain.value for gain in one.gains] for one in found], axis=0)


def test_two_plans_apart_by_uniform_numbers_have_the_worth_of_a_triangle():
    """E max(0, s u) for u uniform between -1/2 and 1/2 is s / 8: 1/4 for a slope of 2, 1/8 for 1, nothing for none."""
    assert averaged() == pytest.approx([0.25, 0.125, 0.0], abs=0.02)


def test_knowing_all_uniform_numbers_is_worth_the_mean_of_their_sum_above_zero():
    """E max(0, 2 u + v) is 1/4 + 1/48. What is shown of it lies a little below, and the usual estimate above."""
    grid = (np.arange(2000) + 0.5) / 2000 - 0.5
    closed = np.maximum(2 * grid[:, None] + grid, 0).mean()
    assert closed == pytest.approx(1 / 4 + 1 / 48, abs=1e-5)
    found = [of(*linear(seed)).everything for seed in SEEDS]
    shown, usual = np.mean([one.value for one in found]), np.mean([one.usual for one in found])
    assert closed - 0.05 < shown < closed < usual < closed + 0.02


def test_two_plans_apart_by_normal_numbers_have_the_unit_normal_loss():
    """E max(0, m + s z) - max(0, m) is s f(m / s) - |m| F(-|m| / s) (Raiffa and Schlaifer 1961, sec. 5.4)."""
    closed = [s * stats.norm.pdf(0.4 / s) - 0.4 * stats.norm.cdf(-0.4 / s) for s in (1.0, 0.5)]
    assert averaged(slopes=(1.0, 0.5), mean=0.4, draw="normal") == pytest.approx(closed, abs=0.03)


def test_a_number_that_changes_nothing_is_worth_nothing_without_bias():
    """By some studies of plans that are alike on average, where chance misleads most; the usual estimate is above 0."""
    found = [of(*linear(seed, slopes=(0.0,) * 5, noise=1.0)) for seed in SEEDS]
    values = np.array([[gain.value for gain in one.gains] for one in found]).ravel()
    assert abs(values.mean()) < 4 * values.std(ddof=1) / len(SEEDS) ** 0.5
    assert min(gain.usual for one in found for gain in one.gains) >= 0
    assert abs(np.mean([one.everything.value for one in found])) < 0.03
    assert np.mean([one.everything.usual for one in found]) > 0.1


def test_where_one_plan_is_always_best_nothing_is_worth_knowing():
    found = of(*linear(1, mean=5.0))
    assert found.best == 1
    assert [gain.value for gain in found.gains] == [0, 0, 0]
    assert (found.everything.value, found.everything.usual) == pytest.approx((0, 0), abs=1e-9)


def test_intervals_hold_the_truth_as_often_as_they_say():
    """Twelve studies of three numbers, each interval at 1 - 0.05 / 3: hardly one of 36 may miss."""
    truth = (0.25, 0.125, 0.0)
    held = [gain.low <= true <= gain.high for seed in SEEDS
            for gain, true in zip(of(*linear(seed)).gains, truth, strict=True)]  # fmt: skip
    assert sum(held) >= 34


def test_intervals_are_narrower_with_more_points_and_never_turned_round():
    wide, narrow = (of(*linear(3, points=count)).gains[0] for count in (64, 1024))
    assert wide.low < wide.value < wide.high
    assert 0 < narrow.high - narrow.low < 0.6 * (wide.high - wide.low)


def test_less_is_better_is_the_mirror_of_more():
    numbers, values = linear(4)
    more, less = of(numbers, values), of(numbers, -values, "less is better")
    assert [gain.value for gain in more.gains] == [gain.value for gain in less.gains]
    assert (more.best, more.means.tolist()) == (less.best, (-less.means).tolist())


def test_numbers_that_are_surely_worth_less_are_told_from_the_first_and_others_are_not():
    assert of(*linear(5, slopes=(3.0, 0.2, 3.0))).behind.tolist()[1] is True
    close = of(*linear(5, slopes=(2.0, 2.0, 0.0))).behind.tolist()
    assert close == [False, False, True]


def test_a_whole_number_of_few_values_is_learnt_value_by_value():
    """The second plan gives 1 more at 3 officers, 1 less at 2: knowing which is worth a half."""
    numbers, values = linear(6, slopes=(0.0,))
    officers = np.where(numbers[:, :1] > 0, 3.0, 2.0)
    values[:, :, 1] += np.where(officers > 2.5, 1.0, -1.0)
    (gain,) = of(officers, values).gains
    assert gain.value == pytest.approx(0.5, abs=0.05)


def test_a_bend_is_seen():
    """The second plan gives x^2 - 1/12 more: E max is 2/3 of sqrt(1/12)^3 by two sides, 0.0321."""
    numbers, values = linear(7, slopes=(0.0,), noise=0.02)
    values[:, :, 1] += numbers**2 - 1 / 12
    edge = (1 / 12) ** 0.5
    closed = 2 * ((0.125 - edge**3) / 3 - (0.5 - edge) / 12)
    (gain,) = of(numbers, values).gains
    assert gain.value == pytest.approx(closed, abs=0.004)


def test_of_three_plans_the_best_at_each_value_counts():
    """Plans of x, -x and nothing: knowing x is worth E |x|, which is 1/4."""
    numbers, two = linear(8, slopes=(1.0,), noise=0.1)
    values = np.dstack([two[:, :, 0], two[:, :, 1], 2 * two[:, :, 0] - two[:, :, 1]])
    (gain,) = of(numbers, values).gains
    assert gain.value == pytest.approx(0.25, abs=0.02)


def test_the_same_days_everywhere_take_the_chance_of_a_day_out():
    """Days that differ by 3 while the worth is 1/4: both plans share them."""
    gain = of(*linear(9)).gains[0]
    assert gain.high - gain.low < 0.25


def test_a_plan_that_is_better_on_these_few_days_alone_does_not_seem_worth_knowing():
    """The chance of a day's difference is the same at all points: the days on which it is tried are others."""
    numbers, values = linear(10, slopes=(0.0, 0.0), days=8)
    values[:, :, 1] += np.array([1.0, -1.0] * 4)[None, :]
    found = of(numbers, values)
    assert all(gain.low <= 0 for gain in found.gains)


@pytest.mark.parametrize(
    ("change", "said"),
    [(lambda n, v: (n[:20], v[:20]), "at least 32 points"), (lambda n, v: (n, v[:, :2]), "at least 32 points"),
     (lambda n, v: (n, v[:, :, :1]), "2 plans"), (lambda n, v: (n[:40], v), "needs"),
     (lambda n, v: (n, np.where(v > v.max() - 1e-9, np.nan, v)), "missing")],
)  # fmt: skip
def test_too_little_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        of(*change(*linear(1, points=64)))


def test_what_other_numbers_do_at_few_points_is_not_taken_for_a_gain():
    """A third number with a slope of 4 scatters 64 points; learnt and tried on the same ones, the others gain 0.06."""
    found = [of(*linear(seed, slopes=(0.0, 0.0, 4.0), points=64)) for seed in range(24)]
    assert np.mean([gain.value for one in found for gain in one.gains[:2]]) < 0.03
