"""The rows of a sensitivity study's tables; None where there is nothing to say."""

from typing import NamedTuple


class Swing(NamedTuple):
    """One number of a tornado: one output with it at either end of its range, less the output at the base.

    at_base: the mean at the base. low, base, high: of the number, in its own unit. to_low, to_high: mean differences
    over days, in the output's unit, from and up to; all intervals of an output hold together. swing: the larger.
    """

    output: str
    unit: str
    parameter: str
    basis: str
    low: float
    base: float
    high: float
    at_base: float | None
    to_low: float | None
    to_low_from: float | None
    to_low_up_to: float | None
    to_high: float | None
    to_high_from: float | None
    to_high_up_to: float | None
    swing: float
    moves: str


class Screened(NamedTuple):
    """One number of a Morris screening: elementary effects on one output, in its unit per whole range.

    size: mu*, with its interval; mean: mu; spread: sigma, without noise; noise: standard error that days leave in one
    effect; floor: the size that noise alone would show.
    """

    output: str
    unit: str
    parameter: str
    basis: str
    low: float
    base: float
    high: float
    mean: float | None
    size: float | None
    size_low: float | None
    size_high: float | None
    spread: float | None
    noise: float | None
    floor: float | None
    moves: str


class Index(NamedTuple):
    """Sobol indices of one number, or of all numbers of one basis, for one output: shares of the variance of its
    expected value over the ranges. low, base, high: of a single number.
    """

    output: str
    parameter: str
    basis: str
    low: float | None
    base: float | None
    high: float | None
    first: float | None
    first_low: float | None
    first_high: float | None
    total: float | None
    total_low: float | None
    total_high: float | None
    moves: str


class Share(NamedTuple):
    """One part of the evidence account of one output; the parts of an account add up to 1.

    account: of the expected output, or of a single day's. at_most: with all interplay that the part has a hand in.
    """

    output: str
    account: str
    part: str
    share: float | None
    low: float | None
    high: float | None
    at_most: float | None


class Whole(NamedTuple):
    """What one output did over all points of a Sobol design.

    points: that were used; left_out: base points left out, as at one of theirs some day had no value. spread: the
    standard deviation of the expected output over the ranges, of_a_day: of a single day about it. noise: share of the
    variance of the means that is noise of the days; chance: share of a single day's variance. told: why not more.
    """

    output: str
    unit: str
    points: int
    left_out: int
    mean: float | None
    spread: float | None
    of_a_day: float | None
    noise: float | None
    noise_low: float | None
    noise_high: float | None
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    told: str
