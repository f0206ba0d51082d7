"""Whole numbers with weights, and the choice that a uniform makes among weighted values (C1)."""

import math
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from sim.model.clock import Real, Whole
from sim.model.frozen import Frozen, Many, Share

LARGEST_COUNT = 60  # persons of a party, bags of a person
WEIGHTS_TOLERANCE = 1e-9  # how far shares may be from 1: rounding of decimal fractions, nothing more


class Counts(Frozen):
    """Whole numbers with weights that add up to 1: persons of a party, bags of a person."""

    values: Many[Annotated[int, Field(ge=0, le=LARGEST_COUNT)]]
    weights: Many[Share]

    @model_validator(mode="after")
    def _matched(self) -> Self:
        check_weights(self.values, self.weights)
        return self

    def quantile(self, uniforms: Real) -> Whole:
        """The whole number (int64) at each uniform."""
        return np.asarray(self.values, dtype=np.int64)[pick(self.weights, uniforms)]

    def mean_value(self) -> float:
        """The mean."""
        return math.fsum(value * weight for value, weight in zip(self.values, self.weights, strict=True))


def check_weights(values: tuple[float, ...], weights: tuple[float, ...]) -> None:
    """Raise ValueError unless there is one weight a value and they add up to 1."""
    if len(values) != len(weights):
        raise ValueError(f"got {len(values)} values, {len(weights)} weights; needs one weight a value")
    if abs(math.fsum(weights) - 1) > WEIGHTS_TOLERANCE:
        raise ValueError(f"got {math.fsum(weights):.10g}; needs weights that add up to 1")


def pick(weights: tuple[float, ...], uniforms: Real) -> Whole:
    """Which of the weighted choices each uniform falls on: int64 indices."""
    chosen = np.zeros(uniforms.shape, np.int64)
    for bound in np.cumsum(weights)[:-1].tolist():  # faster than a search, as there are few
        chosen += uniforms >= bound
    return chosen
