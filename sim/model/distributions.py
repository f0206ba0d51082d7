"""Distributions, given in the analyst's terms, and their quantile functions (C1, C2).

One uniform in [0, 1) makes one value. Durations are in minutes. The elementary functions are SciPy's scalar ones:
NumPy's own exp and log differ in the last bit between processors with and without AVX-512, SciPy's do not.
"""

import math
from collections.abc import Callable
from typing import Annotated, Literal, Self

import numpy as np
from pydantic import AfterValidator, Field, model_validator
from scipy import special

from sim.model.clock import Real
from sim.model.counts import check_weights, pick
from sim.model.frozen import Frozen, Many, Positive, Share

LONGEST = 1e11  # minutes; in milliseconds far from what 63 bits hold
LARGEST_CV = 20  # no service time spreads so far; more is a percentage or a slip


class Constant(Frozen):
    """Always the same `value`."""

    family: Literal["constant"]
    value: Positive

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        return np.full(uniforms.shape, self.value)

    def mean_value(self) -> float:
        """The mean."""
        return self.value


class Uniform(Frozen):
    """Equally likely between `low` and `high`."""

    family: Literal["uniform"]
    low: Annotated[float, Field(ge=0)]
    high: Positive

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low >= self.high:
            raise ValueError(f"got {self.low} and {self.high}; needs low < high")
        return self

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        return self.low + (self.high - self.low) * uniforms

    def mean_value(self) -> float:
        """The mean."""
        return (self.low + self.high) / 2


class Triangular(Frozen):
    """Between `low` and `high`, most likely at `mode`."""

    family: Literal["triangular"]
    low: Annotated[float, Field(ge=0)]
    mode: Positive
    high: Positive

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.mode <= self.high or self.low == self.high:
            raise ValueError(f"got {self.low}, {self.mode} and {self.high}; needs low <= mode <= high")
        return self

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(uniforms * width * left)
        falling = self.high - np.sqrt((1 - uniforms) * width * right)
        return np.where(uniforms * width < left, rising, falling)

    def mean_value(self) -> float:
        """The mean."""
        return (self.low + self.mode + self.high) / 3


class Exponential(Frozen):
    """Memoryless, with this `mean`."""

    family: Literal["exponential"]
    mean: Positive

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        return np.asarray(-self.mean * special.log1p(-uniforms))

    def mean_value(self) -> float:
        """The mean."""
        return self.mean


Level = Literal["p05", "p10", "p25", "p50", "p75", "p90", "p95"]


class TwoNumbers(Frozen):
    """Two numbers fix it: mean and cv (standard deviation over mean), or two quantiles such as p25 and p75."""

    mean: Positive | None = None
    cv: Annotated[float, Field(gt=0, le=LARGEST_CV)] | None = None
    quantiles: dict[Level, Positive] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        by_moments = self.mean is not None and self.cv is not None
        if by_moments == (self.quantiles is not None) or (self.mean is None) != (self.cv is None):
            raise ValueError("needs either mean and cv, or quantiles")
        values = [value for _, value in sorted((self.quantiles or {}).items())]
        if self.quantiles is not None and (len(values) != 2 or values[0] >= values[1]):
            raise ValueError(f"got {self.quantiles}; needs two quantiles, the higher with the larger value")
        return self

    def _levels(self) -> tuple[float, float, float, float]:
        """Two probabilities and their values: (p, value, q, value)."""
        (low, at_low), (high, at_high) = sorted((self.quantiles or {}).items())
        return int(low[1:]) / 100, at_low, int(high[1:]) / 100, at_high


class Lognormal(TwoNumbers):
    """Its logarithm is normal; the usual shape of service times."""

    family: Literal["lognormal"]

    def log_moments(self) -> tuple[float, float]:
        """Mean and standard deviation of the logarithm (Law 2015, Simulation Modeling and Analysis, 5th ed., ch. 6)."""
        if self.mean is not None and self.cv is not None:
            sigma = math.sqrt(math.log(1 + self.cv**2))
            return math.log(self.mean) - sigma**2 / 2, sigma
        low, at_low, high, at_high = self._levels()
        z_low, z_high = float(special.ndtri(low)), float(special.ndtri(high))
        sigma = math.log(at_high / at_low) / (z_high - z_low)
        return math.log(at_low) - z_low * sigma, sigma

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        mu, sigma = self.log_moments()
        return np.asarray(special.expm1(mu + sigma * special.ndtri(uniforms)) + 1)

    def mean_value(self) -> float:
        """The mean."""
        mu, sigma = self.log_moments()
        return math.exp(mu + sigma**2 / 2)


class Gamma(TwoNumbers):
    """Sum-like times; cv 1 is the exponential."""

    family: Literal["gamma"]

    def shape_and_scale(self) -> tuple[float, float]:
        """Shape 1/cv² and scale mean·cv², or those that meet the two quantiles."""
        if self.mean is not None and self.cv is not None:
            return self.cv**-2, self.mean * self.cv**2
        low, at_low, high, at_high = self._levels()
        shape = _root(lambda k: float(special.gammaincinv(k, high) / special.gammaincinv(k, low)) - at_high / at_low)
        return shape, at_low / float(special.gammaincinv(shape, low))

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        shape, scale = self.shape_and_scale()
        return np.asarray(scale * special.gammaincinv(shape, uniforms))

    def mean_value(self) -> float:
        """The mean."""
        shape, scale = self.shape_and_scale()
        return shape * scale


class Weibull(TwoNumbers):
    """Times to an end whose chance rises (cv below 1) or falls (cv above 1) as they last."""

    family: Literal["weibull"]

    def shape_and_scale(self) -> tuple[float, float]:
        """The shape whose cv is the given one, or that meets the two quantiles, and the scale that follows."""
        if self.mean is not None and self.cv is not None:
            cv = self.cv
            shape = _root(lambda k: math.lgamma(1 + 2 / k) - 2 * math.lgamma(1 + 1 / k) - math.log(1 + cv**2))
            return shape, self.mean / math.gamma(1 + 1 / shape)
        low, at_low, high, at_high = self._levels()
        shape = math.log(math.log1p(-high) / math.log1p(-low)) / math.log(at_high / at_low)
        return shape, at_low / (-math.log1p(-low)) ** (1 / shape)

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        shape, scale = self.shape_and_scale()
        with np.errstate(divide="ignore"):  # log of 0 at a uniform of 0: the value is 0
            return np.asarray(scale * (special.expm1(special.xlogy(1 / shape, -special.log1p(-uniforms))) + 1))

    def mean_value(self) -> float:
        """The mean."""
        shape, scale = self.shape_and_scale()
        return scale * math.gamma(1 + 1 / shape)


class Empirical(Frozen):
    """One of these `values`, with these `weights` (they add up to 1)."""

    family: Literal["empirical"]
    values: Many[Annotated[float, Field(ge=0)]]
    weights: Many[Share]

    @model_validator(mode="after")
    def _matched(self) -> Self:
        check_weights(self.values, self.weights)
        return self

    def quantile(self, uniforms: Real) -> Real:
        """The value at each uniform."""
        return np.asarray(self.values)[pick(self.weights, uniforms)]

    def mean_value(self) -> float:
        """The mean."""
        return math.fsum(value * weight for value, weight in zip(self.values, self.weights, strict=True))


def _root(function: Callable[[float], float]) -> float:
    """The shape between 0.02 and 2,000 at which a function of it is 0."""
    from scipy import optimize  # noqa: PLC0415  (it takes its time, and few distributions need it)

    try:
        return float(optimize.brentq(function, 0.02, 2000.0, xtol=1e-14))
    except ValueError:
        raise ValueError("no such distribution: its cv or its quantiles are beyond what this family can be") from None


Family = Constant | Uniform | Triangular | Exponential | Lognormal | Gamma | Weibull | Empirical


def _bounded(family: Family) -> Family:
    """Refuse what cannot be computed, and times that no whole number of milliseconds could hold."""
    try:
        longest = float(family.quantile(np.array([1 - 2.0**-53]))[0])
    except (OverflowError, ZeroDivisionError):
        longest = math.inf
    if not longest <= LONGEST:
        raise ValueError(f"no service time spreads so far: one in 10^16 would last {longest:.3g} minutes")
    return family


Duration = Annotated[Family, Field(discriminator="family"), AfterValidator(_bounded)]
