"""Procedure KN selects the best plan with its stated probability, and says when it could not."""

import numpy as np
import pytest

from sim.study.statistics.selection import FIRST, _spans, select

MORE, LESS = "more is better", "less is better"


def of(values):
    """A sample of values that are all there."""
    return lambda plans, first, end: values[first:end][:, list(plans)]


def normal(means, chance, related=0.5, count=3000):
    """Values (count, P) of variance 1 about these means, correlated between plans."""
    common, own = chance.standard_normal((count, 1)), chance.standard_normal((count, len(means)))
    return np.array(means) + np.sqrt(related) * common + np.sqrt(1 - related) * own


def test_the_constant_is_kim_and_nelsons():
    """For k = 2, n0 = 20, alpha = 0.05: eta = (0.1 ** (-2 / 19) - 1) / 2 = 0.13714, and h^2 = 2 * 19 * eta = 5.2111."""
    first = np.zeros((FIRST, 2))
    first[:, 1] = np.resize([-1.0, 1.0], FIRST)
    variance = 20 / 19
    assert _spans(first, 0.5, 0.95)[0, 1] == pytest.approx(5.2111 * variance / 0.25, rel=1e-3)


def test_a_plan_is_out_when_its_sum_has_fallen_behind_by_more_than_the_allowance():
    """First +3 and -3 by turns, so S^2 = 180 / 19; then 0.3 behind each day; zone 0.5: h^2 S^2 / 0.25 = 197.47.

    After n days it is 0.3 (n - 20) behind, and 0.25 (197.47 - n) is allowed: more than that from n = 101 on.
    """
    values = np.zeros((300, 2))
    values[:FIRST, 1], values[FIRST:, 1] = np.resize([-3.0, 3.0], FIRST), -0.3
    chosen = select(of(values), 2, MORE, 0.5, 300)
    assert (chosen.best, chosen.replications.tolist()) == (0, [101, 101])


def test_the_best_is_selected():
    chosen = select(of(normal([0, 0, 2], np.random.default_rng(1))), 3, MORE, 0.5, 3000)
    assert (chosen.best, chosen.left, chosen.ended, chosen.word) == (2, (2,), "one is left", "selected")
    assert chosen.means[2] == pytest.approx(2, abs=1)


def test_where_less_is_better_the_least_is_selected():
    chosen = select(of(normal([0, -2, 2], np.random.default_rng(1))), 3, LESS, 0.5, 3000)
    assert chosen.best == 1
    assert chosen.means[1] < 0


def test_in_the_least_favourable_case_it_is_right_as_often_as_stated():
    """Four means one zone below the best, 600 selections: at least 0.95, less 4.5 standard errors of 0.0089."""
    chance = np.random.default_rng(20231101)
    right = [select(of(normal([0.4, 0, 0, 0, 0], chance)), 5, MORE, 0.4, 3000).best == 0 for _ in range(600)]
    assert np.mean(right) > 0.95 - 4.5 * np.sqrt(0.95 * 0.05 / 600)


def test_a_plan_far_behind_is_out_at_once_and_is_not_simulated_further():
    asked = []
    values = normal([0, 0.2, -50], np.random.default_rng(2))

    def sample(plans, first, end):
        asked.append((tuple(plans), first, end))
        return values[first:end][:, list(plans)]

    chosen = select(sample, 3, MORE, 0.2, 3000)
    assert chosen.replications[2] == FIRST
    assert asked[0] == ((0, 1, 2), 0, FIRST)
    assert all(2 not in plans for plans, *_ in asked[1:])
    assert [first for _, first, _ in asked] == [0, *(end for *_, end in asked[:-1])]


def test_common_days_make_it_shorter():
    def effort(related):
        chance = np.random.default_rng(5)
        runs = [select(of(normal([0.15, 0, 0], chance, related)), 3, MORE, 0.15, 3000) for _ in range(30)]
        return sum(run.replications.sum() for run in runs)

    assert effort(0.9) < effort(0.0) / 3


def test_the_cap_leaves_it_unclear():
    chosen = select(of(normal([0, 0.01], np.random.default_rng(3), 0)), 2, MORE, 0.01, 100)
    assert (chosen.ended, chosen.word, chosen.left) == ("the cap", "unclear", (0, 1))
    assert chosen.replications.tolist() == [100, 100]


def test_plans_that_never_differ_end_it_with_either():
    values = np.repeat(np.random.default_rng(4).standard_normal((100, 1)), 2, axis=1)
    chosen = select(of(values), 2, MORE, 0.1, 100)
    assert (chosen.ended, chosen.word, chosen.left) == ("those left do not differ", "selected", (0, 1))
    assert chosen.replications.tolist() == [FIRST, FIRST]


@pytest.mark.parametrize(
    ("plans", "indifference", "cap", "level", "fault"),
    [
        (1, 0.1, 100, 0.95, "plans: got 1"), (2, 0, 100, 0.95, "indifference: got 0"),
        (2, 0.1, 19, 0.95, "cap: got 19"), (2, 0.1, 100, 0.5, "level: got 0.5"), (2, 0.1, 100, 1, "level: got 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_selected_is_refused(plans, indifference, cap, level, fault):
    with pytest.raises(ValueError, match=fault):
        select(of(np.zeros((100, 2))), plans, MORE, indifference, cap, level)


def test_a_day_without_a_value_is_refused():
    with pytest.raises(ValueError, match="needs 20 numbers for each of 2 plans"):
        select(of(np.full((100, 2), np.nan)), 2, MORE, 0.1, 100)
