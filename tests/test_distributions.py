"""Distributions in the analyst's terms: their means, their edges, and what none can be (C2)."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from sim.model.distributions import Duration, Exponential, _bounded

TWO = {"p25": 2.0, "p75": 4.0}
MEANS = [
    ({"family": "constant", "value": 3.0}, 3.0),
    ({"family": "uniform", "low": 1.0, "high": 4.0}, 2.5),
    ({"family": "triangular", "low": 1.0, "mode": 2.0, "high": 6.0}, 3.0),
    ({"family": "exponential", "mean": 3.0}, 3.0),
    ({"family": "lognormal", "mean": 3.0, "cv": 0.5}, 3.0),
    ({"family": "gamma", "mean": 3.0, "cv": 0.5}, 3.0),
    ({"family": "weibull", "mean": 3.0, "cv": 0.5}, 3.0),
    ({"family": "empirical", "values": [1.0, 3.0], "weights": [0.25, 0.75]}, 2.5),
]
NEITHER = "needs either mean and cv, or quantiles"
TOO_FAR = "no such distribution: its cv or its quantiles are beyond what this family can be"
REFUSED = [
    ({"family": "uniform", "low": 2.0, "high": 2.0}, "got 2.0 and 2.0; needs low < high"),
    ({"family": "triangular", "low": 2.0, "mode": 2.0, "high": 2.0},
     "got 2.0, 2.0 and 2.0; needs low <= mode <= high"),
    ({"family": "triangular", "low": 2.0, "mode": 1.0, "high": 3.0},
     "got 2.0, 1.0 and 3.0; needs low <= mode <= high"),
    ({"family": "triangular", "low": 2.0, "mode": 4.0, "high": 3.0},
     "got 2.0, 4.0 and 3.0; needs low <= mode <= high"),
    ({"family": "gamma"}, NEITHER),
    ({"family": "gamma", "mean": 2.0}, NEITHER),
    ({"family": "gamma", "cv": 2.0}, NEITHER),
    ({"family": "gamma", "mean": 2.0, "cv": 1.0, "quantiles": TWO}, NEITHER),
    ({"family": "gamma", "mean": 2.0, "quantiles": TWO}, NEITHER),
    ({"family": "gamma", "quantiles": {"p25": 2.0, "p75": 2.0}},
     "got {'p25': 2.0, 'p75': 2.0}; needs two quantiles, the higher with the larger value"),
    ({"family": "weibull", "mean": 2.0, "cv": 1e-6}, TOO_FAR),
    ({"family": "empirical", "values": [1.0, 2.0], "weights": [1.0]},
     "got 2 values, 1 weights; needs one weight a value"),
    ({"family": "empirical", "values": [1.0, 2.0], "weights": [0.5, 0.4]}, "got 0.9; needs weights that add up to 1"),
]  # fmt: skip


def duration(raw):
    """As a scenario reads it."""
    return TypeAdapter(Duration).validate_python(raw)


@pytest.mark.parametrize(("raw", "mean"), MEANS, ids=[raw["family"] for raw, _ in MEANS])
def test_the_mean_is_the_mean(raw, mean):
    assert duration(raw).mean_value() == pytest.approx(mean, rel=1e-12)


@pytest.mark.parametrize(("raw", "rule"), REFUSED)
def test_what_cannot_be_is_refused(raw, rule):
    with pytest.raises(ValidationError) as refused:
        duration(raw)
    assert [error["msg"] for error in refused.value.errors()] == [f"Value error, {rule}"]


@pytest.mark.parametrize("mode", [1.0, 3.0])
def test_a_triangle_may_be_most_likely_at_an_end(mode):
    """A quarter of the way by chance: at 1 + sqrt(1/4 · 2 · 2), or at 3 - sqrt(3/4 · 2 · 2)."""
    given = duration({"family": "triangular", "low": 1.0, "mode": mode, "high": 3.0})
    assert given.quantile(np.array([0.25]))[0] == pytest.approx(2.0 if mode == 3 else 3 - math.sqrt(3))


def cv_of_shape(shape):
    """The cv of a Weibull distribution of this shape."""
    return math.sqrt(math.expm1(math.lgamma(1 + 2 / shape) - 2 * math.lgamma(1 + 1 / shape)))


def test_a_shape_is_two_thousand_at_most():
    """Hardly below it is one, hardly above it there is none."""
    below, above = ({"family": "weibull", "mean": 2.0, "cv": cv_of_shape(shape)} for shape in (1999.7, 2000.3))
    assert duration(below).shape_and_scale()[0] == pytest.approx(1999.7, rel=1e-5)
    with pytest.raises(ValidationError, match="no such distribution"):
        duration(above)


@pytest.mark.parametrize("mean", [1e11 / 36.5, 1e11 / 36.0])
def test_the_longest_that_a_uniform_can_make_is_looked_at(mean):
    """1 - 2^-53 makes ln(2) · 53 = 36.74 means, which is too long; the next lower uniform's 36.04 would not be."""
    longest = mean * math.log(2) * 53
    with pytest.raises(ValueError, match="one in 10") as refused:
        _bounded(Exponential.model_construct(family="exponential", mean=mean))
    assert str(refused.value) == f"no service time spreads so far: one in 10^16 would last {longest:.3g} minutes"


def test_a_time_may_be_as_long_as_the_longest_and_no_longer():
    """A hundred billion minutes: in milliseconds far from what 63 bits hold."""
    longest, longer = (
        SimpleNamespace(quantile=lambda _, time=time: [time]) for time in (1e11, math.nextafter(1e11, 2e11))
    )
    assert _bounded(longest) is longest
    with pytest.raises(ValueError, match=r"one in 10\^16 would last 1e\+11 minutes"):
        _bounded(longer)
