"""The evidence account adds up to 1, and gives every basis what rests on it."""

import numpy as np
import pytest
from SALib.test_functions import Ishigami

from sim.study.statistics.account import account, account_of_a_day
from sim.study.statistics.designs import saltelli
from sim.study.statistics.indices import sobol_indices
from sim.study.statistics.ranges import Range

ANGLES = [Range(name, -np.pi, np.pi) for name in ("one", "two", "three")]
BASIS = {"one": "reported", "two": "derived", "three": "assumed"}
FIRST, TOTAL, VARIANCE = np.array([0.31391, 0.44241, 0]), np.array([0.55759, 0.44241, 0.24368]), 13.84459
ITSELF = {basis: basis for basis in BASIS.values()}


def indices(design, sd=0.0, replications=4):
    values = Ishigami.evaluate(design.points)[:, None, None]
    noise = np.random.default_rng(1).standard_normal((values.shape[0], replications, 1))
    return sobol_indices(design, values + sd * noise, 1)


def test_each_basis_has_what_it_explains_alone_and_the_rest_is_interplay():
    """Ishigami: 0.3139 + 0.4424 + 0 alone, and 0.2437 of interplay between the first and the third."""
    told = account(indices(saltelli(ANGLES, 1024, 1, BASIS)), ITSELF)
    assert told.bases == ("reported", "derived", "assumed")
    assert told.alone.value[:, 0] == pytest.approx(FIRST, abs=0.02)
    assert told.at_most.value[:, 0] == pytest.approx(TOTAL, abs=0.02)
    assert told.interplay.value == pytest.approx([0.24368], abs=0.02)
    assert told.interplay.low < 0.24368 < told.interplay.high
    assert told.chance.value == [0]


@pytest.mark.parametrize("of", [account, account_of_a_day])
def test_the_account_adds_up_to_one(of):
    told = of(indices(saltelli(ANGLES, 64, 1, BASIS), sd=4), ITSELF)
    assert told.alone.value.sum(axis=0) + told.interplay.value + told.chance.value == pytest.approx([1], abs=1e-12)


def test_of_a_day_chance_has_its_share():
    """Noise of variance 16: the shares of parameters are 13.84 / 29.84 times what they are of the expected output."""
    told = account_of_a_day(indices(saltelli(ANGLES, 1024, 1, BASIS), sd=4, replications=8), ITSELF)
    scale = VARIANCE / (VARIANCE + 16)
    assert told.chance.value == pytest.approx([1 - scale], abs=0.02)
    assert told.alone.value[:, 0] == pytest.approx(FIRST * scale, abs=0.03)


def test_interplay_within_a_basis_is_the_basis_own_where_the_design_was_crossed_by_bases():
    """The first and third angle interplay, and both are assumed: 0.2437 is theirs, or is interplay of unknown place."""
    together = {"one": "assumed", "two": "reported", "three": "assumed"}
    by_basis = account(indices(saltelli(ANGLES, 1024, 1, together)), {"assumed": "assumed", "reported": "reported"})
    by_parameter = account(indices(saltelli(ANGLES, 1024, 1)), together)
    assert by_basis.alone.value[0] == pytest.approx([1 - FIRST[1]], abs=0.02)
    assert by_basis.interplay.value == pytest.approx([0], abs=0.02)
    assert by_parameter.alone.value[0] == pytest.approx([FIRST[0]], abs=0.02)
    assert by_parameter.interplay.value == pytest.approx([0.24368], abs=0.02)
    assert by_parameter.at_most.value[0] > by_basis.at_most.value[0]


def test_a_parameter_without_a_basis_is_refused():
    with pytest.raises(KeyError, match="three"):
        account(indices(saltelli(ANGLES, 4, 1)), {"one": "assumed", "two": "assumed"})
