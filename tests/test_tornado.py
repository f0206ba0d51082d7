"""One parameter at a time: both ends of each range, the widest first, with intervals that hold together."""

import numpy as np
import pytest

from sim.study.statistics.designs import one_at_a_time
from sim.study.statistics.ranges import Range
from sim.study.statistics.tornado import tornado

RANGES = [Range("little", 0, 2), Range("much", 0, 10), Range("idle", 0, 1)]
DESIGN = one_at_a_time({"little": 1, "much": 2, "idle": 0.5}, RANGES)


def values(replications=30):
    """Little + much over common days that differ by hundreds, with a little of each point's own."""
    chance = np.random.default_rng(1)
    days, own = 100 * chance.standard_normal(replications), chance.standard_normal((7, replications))
    return DESIGN.points[:, [0]] + DESIGN.points[:, [1]] + days + 0.1 * own


def test_bars_are_differences_from_the_base_the_widest_first():
    bars = tornado(DESIGN, values(), "less is better", indifference=0.2)
    assert [bar.name for bar in bars] == ["much", "little", "idle"]
    assert [bar.low.mean for bar in bars] == pytest.approx([-2, -1, 0], abs=0.1)
    assert [bar.high.mean for bar in bars] == pytest.approx([8, 1, 0], abs=0.1)
    assert bars[0].swing == bars[0].high.mean
    assert [(bar.low.word, bar.high.word) for bar in bars] == [("better", "worse")] * 2 + [("alike", "alike")]


def test_all_intervals_hold_together():
    assert tornado(DESIGN, values(), "more is better")[0].low.level == pytest.approx(1 - 0.05 / 6)


def test_another_number_of_points_is_refused():
    with pytest.raises(ValueError, match=r"needs \(1 \+ 2 D, R\) for 3 parameters"):
        tornado(DESIGN, values()[:6], "more is better")
