"""Sampling: each family against its textbook form in SciPy, and known answers on parameters and sizes."""

from fractions import Fraction

import numpy as np
import pytest
from crowds import chance
from known import agrees, case, exact, mean_of
from scipy import stats

from sim.model.counts import Counts
from sim.model.distributions import (
    Constant,
    Empirical,
    Exponential,
    Gamma,
    Lognormal,
    Triangular,
    Uniform,
    Weibull,
)

EVENLY = (np.arange(20_000) + 0.5) / 20_000  # uniforms in the middle of so many equal parts
TAILS = np.array([1e-12, 1e-6, 0.001, 0.999, 1 - 1e-6, 1 - 1e-12])
LEVELS = np.concatenate([TAILS, EVENLY])
SOME = {"p25": 3.0, "p75": 9.0}
BELOW_ANY_TICK = 1e-12  # min; a millisecond is 1.7e-5 min


def by_mean_and_cv(family, name):
    return [family(family=name, mean=4, cv=cv) for cv in (0.3, 1.0, 1.5)]


BY_MEAN_AND_CV = [
    *by_mean_and_cv(Lognormal, "lognormal"), *by_mean_and_cv(Gamma, "gamma"), *by_mean_and_cv(Weibull, "weibull"),
]  # fmt: skip
BY_QUANTILES = [
    family(family=family.__name__.lower(), quantiles=quantiles)
    for family in (Lognormal, Gamma, Weibull)
    for quantiles in (SOME, {"p05": 1.0, "p50": 4.0}, {"p90": 30.0, "p95": 40.0})
]


def named(family):
    return str(family)


TEXTBOOK = [
    (Uniform(family="uniform", low=2, high=6), stats.uniform(2, 4)),
    (Triangular(family="triangular", low=1, mode=3, high=8), stats.triang(2 / 7, 1, 7)),
    (Triangular(family="triangular", low=1, mode=1, high=8), stats.triang(0, 1, 7)),
    (Triangular(family="triangular", low=1, mode=8, high=8), stats.triang(1, 1, 7)),
    (Exponential(family="exponential", mean=4), stats.expon(scale=4)),
    (Lognormal(family="lognormal", mean=4, cv=1.5), stats.lognorm(s=np.log(3.25) ** 0.5, scale=4 / 3.25**0.5)),
    (Gamma(family="gamma", mean=4, cv=0.5), stats.gamma(4, scale=1)),
    (Gamma(family="gamma", mean=4, cv=1), stats.expon(scale=4)),
    (Weibull(family="weibull", mean=4, cv=1), stats.expon(scale=4)),
    (Weibull(family="weibull", mean=4, cv=5**0.5), stats.weibull_min(0.5, scale=2)),
]


@pytest.mark.parametrize(("family", "textbook"), TEXTBOOK, ids=lambda value: str(getattr(value, "family", "")))
def test_quantiles_are_those_of_the_textbook_family(family, textbook):
    """Quantile functions equal SciPy's of the same law, from 1e-12 to 1 - 1e-12."""
    np.testing.assert_allclose(family.quantile(LEVELS), textbook.ppf(LEVELS), rtol=1e-9, atol=BELOW_ANY_TICK)
    assert family.mean_value() == pytest.approx(textbook.mean(), rel=1e-12)


@pytest.mark.parametrize("family", BY_MEAN_AND_CV, ids=named)
def test_mean_and_cv_are_the_given_ones(family):
    """The law of the given mean and cv: SciPy's moments of the textbook law it is equal to at every level."""
    textbook = fitted(family)
    assert textbook.mean() == pytest.approx(family.mean, rel=1e-9)
    assert textbook.std() / textbook.mean() == pytest.approx(family.cv, rel=1e-9)
    np.testing.assert_allclose(family.quantile(LEVELS), textbook.ppf(LEVELS), rtol=1e-8, atol=BELOW_ANY_TICK)


@pytest.mark.parametrize("family", BY_QUANTILES, ids=named)
def test_quantiles_are_the_given_ones(family):
    """The given two quantiles are met, and the whole law is the textbook one with these parameters."""
    levels = np.array([int(level[1:]) / 100 for level in family.quantiles])
    np.testing.assert_allclose(family.quantile(levels), list(family.quantiles.values()), rtol=1e-9)
    textbook = fitted(family)
    np.testing.assert_allclose(family.quantile(LEVELS), textbook.ppf(LEVELS), rtol=1e-8, atol=BELOW_ANY_TICK)
    assert family.mean_value() == pytest.approx(textbook.mean(), rel=1e-9)


def fitted(family):
    """SciPy's law with the family's own parameters."""
    if isinstance(family, Lognormal):
        mu, sigma = family.log_moments()
        return stats.lognorm(s=sigma, scale=np.exp(mu))
    shape, scale = family.shape_and_scale()
    return (stats.gamma if isinstance(family, Gamma) else stats.weibull_min)(shape, scale=scale)


def test_a_constant_is_always_its_value():
    """The degenerate law."""
    assert set(Constant(family="constant", value=7).quantile(LEVELS)) == {7.0}


@pytest.mark.parametrize("family", [
    Empirical(family="empirical", values=[3, 23, 5], weights=[0.5, 0.15, 0.35]),
    Counts(values=[3, 23, 5], weights=[0.5, 0.15, 0.35]),
], ids=named)  # fmt: skip
def test_weighted_values_come_in_exact_proportion(family):
    """Of 20 000 uniforms spread evenly each value gets exactly its share."""
    values, counts = np.unique(family.quantile(EVENLY), return_counts=True)
    assert dict(zip(values.tolist(), counts.tolist(), strict=True)) == {3: 10_000, 5: 7_000, 23: 3_000}


def test_lognormal_is_given_by_its_mean_and_cv_not_by_log_parameters():
    """Case lognormal_sigma_from_cv (Law 2015, Simulation Modeling and Analysis 5e): sigma = sqrt(ln(1 + cv^2))."""
    answer = case("lognormal_sigma_from_cv")
    family = Lognormal(family="lognormal", **answer["parameters"])
    mu, sigma = family.log_moments()
    assert sigma == pytest.approx(answer["exact_value"], rel=answer["tolerance"]["rel"])
    assert mu == pytest.approx(answer["mu_of_ln"], rel=answer["tolerance"]["rel"])
    assert family.quantile(np.array([0.5, 0.95])) == pytest.approx([answer["median_min"], answer["p95_min"]], rel=1e-9)


def test_gamma_shape_is_one_over_cv_squared():
    """Case gamma_from_mean_cv (Law 2015, Simulation Modeling and Analysis 5e): shape 1/cv^2, scale mean/shape."""
    answer = case("gamma_from_mean_cv")
    shape, scale = Gamma(family="gamma", **answer["parameters"]).shape_and_scale()
    assert shape == pytest.approx(answer["exact_value"], rel=answer["tolerance"]["rel"])
    assert scale == pytest.approx(answer["parameters"]["mean"] / shape, rel=answer["tolerance"]["rel"])


def triangular():
    numbers = case("triangular_mean")["parameters"]
    return Triangular(family="triangular", low=numbers["min"], mode=numbers["mode"], high=numbers["max"])


def test_triangular_mean_and_median():
    """Case triangular_mean (Law 2015, Simulation Modeling and Analysis 5e): (a + b + c)/3, and its median."""
    assert triangular().mean_value() == pytest.approx(exact("triangular_mean"), rel=1e-12)
    assert triangular().quantile(np.array([0.5]))[0] == pytest.approx(case("triangular_mean")["median"], rel=1e-9)


def test_triangular_draws_have_that_mean():
    """Case triangular_mean, drawn: 200 replications of 1000 draws; SE = sd of their means / sqrt(200)."""
    means = [triangular().quantile(chance(number, "triangular", 1000)).mean() for number in range(200)]
    agrees("triangular_mean", mean_of(means))


def test_a_person_sees_a_larger_party_than_a_party_does():
    """Case party_size_biased_mean (Ross 2014, Introduction to Probability Models 11e): E[X^2]/E[X], not E[X].

    On uniforms spread evenly the sizes come in their exact shares, so the two means are exact fractions.
    """
    answer = case("party_size_biased_mean")
    pmf = answer["parameters"]["party_size_pmf"]
    sizes = Counts(values=[int(size) for size in pmf], weights=list(pmf.values()))
    drawn = sizes.quantile(EVENLY).tolist()
    of_a_person = Fraction(sum(size * size for size in drawn), sum(drawn))
    assert of_a_person == Fraction(73, 19)
    assert float(of_a_person) == pytest.approx(answer["exact_value"], rel=answer["tolerance"]["rel"])
    assert Fraction(sum(drawn), len(drawn)) == Fraction(57, 20)
    assert sizes.mean_value() == pytest.approx(answer["mean_over_parties"], rel=1e-12)
