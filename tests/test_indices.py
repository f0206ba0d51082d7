"""Sobol indices against known answers, without noise and with it.

Ishigami and Homma 1990 (values in Saltelli et al. 2008, The Primer, sec. 4.7): with a = 7 and b = 0.1 the variance is
13.8446, first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437. Sobol's g: the variance is prod(1 + v_i) - 1 with
v_i = 1 / (3 (1 + a_i)^2), first v_i over it, total v_i prod_{j != i} (1 + v_j) over it (Saltelli et al. 2010).
"""

import numpy as np
import pytest
from SALib.analyze import sobol as salib
from SALib.test_functions import Ishigami
from scipy.stats import sobol_indices as scipy_indices

from sim.study.statistics.designs import saltelli, sobol_points
from sim.study.statistics.indices import sobol_indices
from sim.study.statistics.ranges import Range

ANGLES = [Range(name, -np.pi, np.pi) for name in ("one", "two", "three")]
FIRST, TOTAL, VARIANCE = [0.31391, 0.44241, 0], [0.55759, 0.44241, 0.24368], 13.84459
A = np.array([0.0, 1, 4.5, 9])


def ishigami(count=1024, seed=1):
    design = saltelli(ANGLES, count, seed)
    return design, Ishigami.evaluate(design.points)


def always(values, replications=3):
    """The same in every replication (P, R, 1)."""
    return np.repeat(values[:, None, None], replications, axis=1)


def sobol_g(points):
    return np.prod((np.abs(4 * points - 2) + A) / (1 + A), axis=1)


def g_answers():
    each = 1 / (3 * (1 + A) ** 2)
    whole = np.prod(1 + each) - 1
    return each / whole, each * np.prod(1 + each) / (1 + each) / whole


def test_ishigami():
    """1,024 base points: each index within 0.02 of the known one, and within its interval."""
    design, values = ishigami()
    found = sobol_indices(design, always(values), 1)
    assert found.names == ("one", "two", "three")
    assert found.variance == pytest.approx([VARIANCE], rel=0.02)
    for shares, known in ((found.first, FIRST), (found.total, TOTAL)):
        assert shares.value[:, 0] == pytest.approx(known, abs=0.02)
        assert (shares.low[:, 0] <= known).all()
        assert (known <= shares.high[:, 0]).all()
    assert found.noise.value == pytest.approx([0], abs=1e-12)
    assert found.chance.value == pytest.approx([0], abs=1e-12)


def test_sobol_g():
    design = saltelli([Range(f"x{at}", 0, 1) for at in range(4)], 1024, 1)
    found = sobol_indices(design, always(sobol_g(design.points)), 1)
    first, total = g_answers()
    assert found.first.value[:, 0] == pytest.approx(first, abs=0.02)
    assert found.total.value[:, 0] == pytest.approx(total, abs=0.02)


def test_without_noise_they_are_salibs():
    """The same estimators: to the last digits, intervals to the bootstrap's own error."""
    design, values = ishigami(256)
    ours = sobol_indices(design, always(values), 1)
    theirs = salib.analyze({"num_vars": 3, "names": list(design.names), "bounds": [[0, 1]] * 3}, values,
                           calc_second_order=False, num_resamples=1000, seed=1)  # fmt: skip
    assert ours.first.value[:, 0] == pytest.approx(theirs["S1"], abs=1e-12)
    assert ours.total.value[:, 0] == pytest.approx(theirs["ST"], abs=1e-12)
    for shares, half in ((ours.first, theirs["S1_conf"]), (ours.total, theirs["ST_conf"])):
        assert (shares.high - shares.value)[:, 0] == pytest.approx(half, rel=0.15)


def test_scipy_finds_the_same():
    """scipy.stats.sobol_indices of the same outputs: its estimators are the same, its centring another."""
    design, values = ishigami(256)
    rows = values.reshape(-1, 5)
    theirs = scipy_indices(
        func={"f_A": rows[:, [0]].T, "f_B": rows[:, [4]].T, "f_AB": rows[:, 1:4].T[:, None, :]}, n=256
    )
    ours = sobol_indices(design, always(values), 1)
    assert ours.first.value[:, 0] == pytest.approx(np.ravel(theirs.first_order), abs=0.01)
    assert ours.total.value[:, 0] == pytest.approx(np.ravel(theirs.total_order), abs=1e-9)


def noisy(values, chance, sd, replications):
    """Replications of their own at every point (P, R, 1)."""
    return values[:, None, None] + sd * chance.standard_normal((values.size, replications, 1))


def on_common_days(design, values, chance, replications, sd=5):
    """The same days at all points, each with an effect on all alike and one that differs with the second parameter."""
    day, interplay = sd * chance.standard_normal((2, 1, replications, 1))
    return values[:, None, None] + day + interplay * (design.unit[:, 1] - 0.5)[:, None, None]


def test_noise_is_taken_out_of_every_index():
    """Noise of variance 36 in each of 4 replications adds 9 to the variance of 13.84 of the means.

    Left in, the total of the third would be (0.2437 * 13.84 + 9) / 22.84 = 0.54, and first orders 0.61 times what they
    are. Mean of 40 designs of 256 base points, within 4.5 of its own standard errors.
    """
    chance, found = np.random.default_rng(20231101), []
    for seed in range(40):
        design, values = ishigami(256, seed)
        one = sobol_indices(design, noisy(values, chance, 6, 4), 1)
        found.append([*one.first.value[:, 0], *one.total.value[:, 0], one.variance[0] / VARIANCE, one.noise.value[0]])
    error = np.std(found, axis=0, ddof=1) / np.sqrt(40)
    known = np.array([*FIRST, *TOTAL, 1, 9 / (9 + VARIANCE)])
    assert (np.abs(np.mean(found, axis=0) - known) <= 4.5 * error).all()
    assert (error < 0.03).all()


def test_what_common_days_share_is_no_effect():
    """Six common days, one of whose effects differs with a parameter: it adds no variance to the expected output."""
    chance, found = np.random.default_rng(20231101), []
    for seed in range(60):
        design, values = ishigami(128, seed)
        one = sobol_indices(design, on_common_days(design, values, chance, 6), 1)
        found.append([*(one.first.value[:, 0] * one.variance), one.variance[0]])
    error = np.std(found, axis=0, ddof=1) / np.sqrt(60)
    known = VARIANCE * np.array([*FIRST, 1])
    assert (np.abs(np.mean(found, axis=0) - known) <= 4.5 * error).all()


def test_chance_is_the_days_share_of_a_single_days_variance():
    """Days of variance 36 about a variance of 13.84 over the ranges: 36 / 49.84."""
    design, values = ishigami()
    one = sobol_indices(design, noisy(values, np.random.default_rng(1), 6, 10), 1)
    assert one.chance.value == pytest.approx([36 / (36 + VARIANCE)], abs=0.02)
    assert one.chance.low < 36 / (36 + VARIANCE) < one.chance.high


def test_intervals_know_of_days_that_all_points_share():
    """60 designs with 8 common days, whose effect differs by sd 20 a range with the second angle: its interval knows.

    By what other points would change alone, its first order would be held in 65 %.
    """
    chance, held = np.random.default_rng(20231101), []
    for seed in range(60):
        design, values = ishigami(128, seed)
        one = sobol_indices(design, on_common_days(design, values, chance, 8, 20), seed)
        held.append(one.first.low[1, 0] <= FIRST[1] <= one.first.high[1, 0])
    assert np.mean(held) > 0.85


@pytest.mark.parametrize("days", ["of their own", "common"])
def test_intervals_hold_with_noise(days):
    """100 designs of 128 points and 8 days: of six intervals of 0.95 each, nine in ten hold or more."""
    chance, held = np.random.default_rng(20231101), []
    for seed in range(100):
        design, values = ishigami(128, seed)
        outputs = on_common_days(design, values, chance, 8) if days == "common" else noisy(values, chance, 5, 8)
        one = sobol_indices(design, outputs, seed)
        for shares, known in ((one.first, FIRST), (one.total, TOTAL)):
            held.append((shares.low[:, 0] <= known) & (known <= shares.high[:, 0]))
    assert np.mean(held) > 0.9


def test_many_outputs_in_one_pass_are_each_as_if_alone():
    design, values = ishigami(64)
    chance = np.random.default_rng(1)
    outputs = np.concatenate([noisy(values, chance, 1, 4), noisy(values**2, chance, 2, 4)], axis=2)
    both = sobol_indices(design, outputs, 1)
    for at in range(2):
        alone = sobol_indices(design, outputs[..., [at]], 1)
        assert both.total.value[:, at] == pytest.approx(alone.total.value[:, 0])
        assert both.first.high[:, at] == pytest.approx(alone.first.high[:, 0])


def test_an_output_that_never_varies_has_no_shares():
    design, values = ishigami(8)
    found = sobol_indices(design, always(0 * values + 7), 1)
    assert found.variance == [0]
    assert np.isnan(found.first.value).all()
    assert np.isnan(found.total.low).all()


def test_indices_of_groups():
    """The first and third angle as one group: it has 1 - 0.4424 alone, and no interplay with the second."""
    design = saltelli(ANGLES, 1024, 1, {"one": "assumed", "two": "reported", "three": "assumed"})
    found = sobol_indices(design, always(Ishigami.evaluate(design.points)), 1)
    assert found.names == ("assumed", "reported")
    assert found.first.value[:, 0] == pytest.approx([1 - FIRST[1], FIRST[1]], abs=0.02)
    assert found.total.value[:, 0] == pytest.approx([1 - FIRST[1], FIRST[1]], abs=0.02)


@pytest.mark.parametrize(
    ("design", "shape", "fault"),
    [
        (saltelli(ANGLES, 4, 1), (20, 3), "got shape"),
        (saltelli(ANGLES, 4, 1), (19, 3, 1), "got shape"),
        (sobol_points(ANGLES, 4, 1), (4, 3, 1), "points of a Saltelli design"),
        (saltelli(ANGLES, 4, 1), (20, 2, 1), "replications: got 2; needs at least 3"),
    ],
)
def test_outputs_of_another_design_are_refused(design, shape, fault):
    with pytest.raises(ValueError, match=fault):
        sobol_indices(design, np.zeros(shape), 1)


def test_an_output_that_is_no_number_is_refused():
    design, values = ishigami(4)
    with pytest.raises(ValueError, match="some that are no number"):
        sobol_indices(design, always(np.where(values > 5, np.nan, values)), 1)
