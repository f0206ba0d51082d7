"""Elementary effects, and what of them is noise."""

import numpy as np
import pytest
from SALib.analyze import morris as salib
from SALib.test_functions import Ishigami

from sim.study.statistics.designs import morris
from sim.study.statistics.ranges import Range
from sim.study.statistics.screening import elementary_effects

RANGES = [Range("slope", 0, 2), Range("bend", -1, 1), Range("idle", 0, 1)]


def outputs(design, sd=0.0, replications=2, seed=1):
    """3 x slope + bend^2: effects of 6 everywhere, of either sign, and of none."""
    values = (3 * design.points[:, 0] + design.points[:, 1] ** 2)[:, None, None]
    chance = np.random.default_rng(seed)
    return values + sd * chance.standard_normal((values.shape[0], replications, 1))


def test_effects_are_per_whole_range():
    design = morris(RANGES, 40, 1)
    found = elementary_effects(design, outputs(design), 1)
    assert found.mean[[0, 2], 0] == pytest.approx([6, 0])
    assert found.size[[0, 2], 0] == pytest.approx([6, 0])
    assert found.spread[[0, 2], 0] == pytest.approx([0, 0], abs=1e-6)
    assert found.spread[1, 0] > 0.5
    assert found.size[1, 0] > abs(found.mean[1, 0])
    assert found.noise[:, 0] == pytest.approx([0, 0, 0], abs=1e-12)


def test_the_spread_is_free_of_noise_and_the_floor_is_what_noise_alone_shows():
    """Noise of sd 2, 16 replications: an effect is a difference of means over 2/3, its error 0.5 * sqrt(2) * 1.5."""
    design = morris(RANGES, 400, 1)
    found = elementary_effects(design, outputs(design, 2, 16), 1)
    assert found.noise[:, 0] == pytest.approx([1.0607] * 3, rel=0.1)
    assert found.spread[0, 0] < 0.5
    assert found.size[2, 0] == pytest.approx(found.floor[2, 0], rel=0.1)
    assert found.size[0, 0] == pytest.approx(6, abs=0.3)


def test_two_replications_tell_of_noise_without_bias():
    """Noise of sd 2 in two replications: an error of sqrt(2) * sqrt(2) * 1.5 = 3."""
    design = morris(RANGES, 400, 1)
    assert elementary_effects(design, outputs(design, 2, 2), 1).noise[:, 0] == pytest.approx([3] * 3, rel=0.1)


def test_noise_that_all_trajectories_share_is_noise_too():
    """On common days the slope differs from day to day by sd 1.6 a range: an error of 0.4 in the mean of 16 days."""
    design = morris(RANGES, 20, 1)
    slopes = 1.6 * np.resize([-1.0, 1.0], 16) / np.resize([-1.0, 1.0], 16).std(ddof=1)
    found = elementary_effects(design, outputs(design, 0, 16) + slopes[:, None] * design.unit[:, :1, None], 1)
    assert found.noise[:, 0] == pytest.approx([0.4, 0, 0], abs=1e-6)


def test_the_estimates_are_salibs():
    ranges = [Range(name, -np.pi, np.pi) for name in "abc"]
    design = morris(ranges, 30, 1)
    values = Ishigami.evaluate(design.points)
    ours = elementary_effects(design, np.repeat(values[:, None, None], 2, axis=1), 1)
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    theirs = salib.analyze(problem, design.unit, values, num_resamples=10, num_levels=4, seed=1)
    assert ours.mean[:, 0] == pytest.approx(np.array(theirs["mu"], float))
    assert ours.size[:, 0] == pytest.approx(np.array(theirs["mu_star"], float))
    assert ours.spread[:, 0] == pytest.approx(np.array(theirs["sigma"], float))


def test_many_outputs_in_one_pass():
    design = morris(RANGES, 10, 1)
    both = np.concatenate([outputs(design, 1, 4), 10 * outputs(design, 1, 4)], axis=2)
    found = elementary_effects(design, both, 1)
    assert found.size[:, 1] == pytest.approx(10 * found.size[:, 0])
    assert found.noise.shape == (3, 2)


@pytest.mark.parametrize("shape", [(40, 2), (39, 2, 1), (40, 1, 1)])
def test_outputs_that_do_not_fit_are_refused(shape):
    with pytest.raises(ValueError, match="needs \\(P, R, K\\) at the points, with R at least 2"):
        elementary_effects(morris(RANGES, 10, 1), np.zeros(shape), 1)
