"""How many replications: the rule goes on as long as it must, and says why it ended."""

import numpy as np
import pytest
from scipy import stats

from sim.study.intervals import half_width
from sim.study.statistics.precision import LEAST, Wanted, outlook, until_precise

OUT, WAIT = Wanted("persons crossed", relative=0.01), Wanted("p95 wait in all", relative=0.05)


def spread(count, mean, sd):
    """Values (count, 1) of exactly this mean and standard deviation."""
    values = np.resize([-1.0, 1.0], count)
    return (mean + sd * (values - values.mean()) / values.std(ddof=1))[:, None]


def drawn(*columns, seed=1):
    """A sample of normal outputs (mean, sd): replication r is the same whenever it is asked for."""
    values = np.random.default_rng(seed).standard_normal((20_000, len(columns)))
    means, sds = np.array(columns).T
    return lambda first, end: means + sds * values[first:end]


def test_nothing_is_judged_before_thirty_replications():
    now = outlook(spread(20, 100, 0.0001), [OUT], 1000)
    assert (now.goes_on, now.up_to) == (True, LEAST)


def test_the_half_width_is_students_and_a_share_is_of_the_true_mean():
    """Of 100 values of mean 50 and sd 4: t(0.975, 99) 4 / 10 = 0.7937; 5 % of the true mean are 50 * 0.05 / 1.05."""
    one = outlook(spread(100, 50, 4), [WAIT], 1000).reached[0]
    assert one.half == pytest.approx(0.79369, abs=1e-5)
    assert one.allowed == pytest.approx(50 * 0.05 / 1.05)
    assert one.is_met


def test_the_need_is_the_fewest_replications_that_meet_it():
    one = outlook(spread(40, 50, 10), [Wanted("wait", absolute=1)], 10_000).reached[0]

    def half(count):
        return stats.t.ppf(0.975, count - 1) * 10 / np.sqrt(count)

    assert half(one.needed) <= 1 < half(one.needed - 1)


def test_of_a_share_and_a_width_the_smaller_counts():
    both = Wanted("wait", relative=0.05, absolute=1)
    assert outlook(spread(40, 50, 1), [both], 100).reached[0].allowed == 1
    assert outlook(spread(40, 10, 1), [both], 100).reached[0].allowed == pytest.approx(10 * 0.05 / 1.05)


def test_it_goes_on_for_the_output_that_needs_most():
    values = np.hstack([spread(40, 400, 1), spread(40, 100, 60)])
    now = outlook(values, [OUT, WAIT], 10_000)
    assert [one.is_met for one in now.reached] == [True, False]
    assert now.up_to == now.reached[1].needed > 500
    assert now.word == "40 replications; not yet: p95 wait in all"


def test_it_ends_when_all_are_precise():
    values, end = until_precise(drawn((400, 20), (100, 30)), [OUT, WAIT], 5000)
    assert end.word == f"precise as asked after {len(values)} replications"
    assert not end.goes_on
    for column, want in zip(values.T, (OUT, WAIT), strict=True):
        assert half_width(column) <= want.relative * column.mean()


def test_the_cap_ends_it_with_a_clear_word():
    values, end = until_precise(drawn((400, 20), (100, 300)), [OUT, WAIT], 150)
    assert len(values) == 150
    assert not end.goes_on
    needed = end.reached[1].needed
    assert end.word == (
        f"ended by the cap of 150 replications, less precise than asked: p95 wait in all would take about {needed}"
    )


def test_a_share_of_nothing_is_never_reached():
    values = spread(40, 0, 1)
    now = outlook(values - values.mean(), [OUT], 40)
    assert now.reached[0].needed is None or now.reached[0].needed > 10**6
    assert "ended by the cap" in now.word


def test_what_never_varies_is_precise_after_the_least():
    values, _ = until_precise(lambda first, end: np.full((end - first, 1), 7.0), [OUT], 1000)
    assert len(values) == LEAST


def test_days_without_a_value_do_not_count():
    """On every third day there is something to measure: 30 values take 90 days."""
    values = np.full((60, 1), np.nan)
    values[::3] = spread(20, 100, 0.1)
    one = outlook(values, [OUT], 1000).reached[0]
    assert (one.days, one.is_met, one.needed) == (20, False, 90)


def test_replications_are_sampled_once_and_in_order():
    asked = []

    def sample(first, end):
        asked.append((first, end))
        return drawn((10, 8))(first, end)

    values, _ = until_precise(sample, [WAIT], 5000)
    assert [first for first, _ in asked] == [0, *(end for _, end in asked[:-1])]
    assert asked[-1][1] == len(values)


@pytest.mark.parametrize(
    ("wanted", "cap", "fault"),
    [
        ([OUT, WAIT], 100, "a column for each wanted output"),
        ([OUT], 10, "cap: got 10; needs at least 30"),
        ([Wanted("wait")], 100, "wait: needs a half-width above 0"),
        ([Wanted("wait", relative=-0.1)], 100, "wait: needs a half-width above 0"),
    ],
)
def test_what_cannot_be_wanted_is_refused(wanted, cap, fault):
    with pytest.raises(ValueError, match=fault):
        outlook(np.zeros((5, 1)), wanted, cap)
