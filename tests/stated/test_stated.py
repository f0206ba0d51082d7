"""The plans of known mean have the means that are known, and the page says of each line whether it is kept."""

import numpy as np
import pytest
from page import is_kept, line
from queues import Plan, mean_of, of_mean, sample_alone, sample_of
from trials import BUSY, POOLED, Found, paired, slippage


@pytest.mark.parametrize("plans", [POOLED, BUSY], ids=["as fast", "overloaded"])
def test_sampled_means_are_the_exact_ones(plans):
    """1,000 days of each plan, within 4.5 standard errors."""
    values = sample_of(plans, "test")(range(len(plans)), 0, 1000)
    error = values.std(axis=0, ddof=1) / np.sqrt(1000)
    assert (np.abs(values.mean(axis=0) - [mean_of(plan) for plan in plans]) < 4.5 * error).all()


def test_days_are_common_unless_each_plan_has_its_own():
    plans = [Plan(2, 1.6), Plan(2, 1.6), Plan(3, 2.4)]
    common, alone = (sample(plans, "test")(range(3), 0, 50) for sample in (sample_of, sample_alone))
    assert (common[:, 0] == common[:, 1]).all()
    assert (alone[:, 0] != alone[:, 1]).any()
    assert np.corrcoef(common[:, 0], common[:, 2])[0, 1] > 0.9


def test_a_replication_is_the_same_however_it_is_asked_for():
    sample = sample_of(BUSY, "test")
    assert (sample([1, 3], 5, 9) == sample(range(4), 0, 20)[5:9][:, [1, 3]]).all()


def test_a_plan_can_be_made_to_a_mean():
    assert [mean_of(plan) for plan in slippage(5, 0.1)] == pytest.approx([3, 3.1, 3.1, 3.1, 3.1], rel=1e-9)
    assert of_mean(1, 2.0).mean_service < of_mean(4, 2.0).mean_service


def test_a_line_is_short_only_beyond_chance():
    """Of 600 at 0.95 some 570 are right, with a standard error of 5.3: 550 come about, 545 hardly ever."""
    assert is_kept(Found("", 570, 600, 0.95, ""))
    assert is_kept(Found("", 553, 600, 0.95, ""))
    assert not is_kept(Found("", 545, 600, 0.95, ""))
    assert line(Found("what", 545, 600, 0.95, "more")) == (
        "| what | 545 of 600 | 0.908 ± 0.012 | 0.95 | **short** | more |"
    )


def test_studies_count_what_is_right():
    """Of a dozen studies most are right, and none would be if the exact means were another plan's."""
    found = list(paired("as fast", POOLED, 30, 12))
    assert [one.studies for one in found] == [12, 12]
    assert all(one.right >= 9 for one in found)
