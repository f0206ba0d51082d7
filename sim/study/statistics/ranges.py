"""What a study varies: parameters with a range each, and the way from a point of the unit cube to their values."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from sim.model.clock import Real

Kind = Literal["uniform", "log-uniform", "triangular", "whole"]


class Range(NamedTuple):
    """A parameter between low and high, in its own unit.

    kind: uniform; log-uniform, where only its order of magnitude is known; triangular about `best`; whole numbers from
    low to high, each as likely, such as officers.
    """

    name: str
    low: float
    high: float
    kind: Kind = "uniform"
    best: float | None = None


def placed(unit: Real, ranges: Sequence[Range]) -> Real:
    """Points (P, D) of the unit cube as values (P, D) of the parameters, by each one's quantile function.

    Raises ValueError for a range that is none, and for a name that comes twice.
    """
    checked(ranges)
    return np.column_stack([_quantiles(unit[:, at], one) for at, one in enumerate(ranges)])


def written(value: float, kind: Kind) -> float:
    """A value as a scenario has it: whole numbers as int."""
    return int(value) if kind == "whole" else float(value)


def checked(ranges: Sequence[Range]) -> None:
    """Raise ValueError for a range that is none, for a name that comes twice, and where there is nothing to vary."""
    names = [one.name for one in ranges]
    if not names:
        raise ValueError("ranges: got none; needs at least one parameter to vary")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"ranges: got {', '.join(twice)} twice; needs each parameter once")
    for one in ranges:
        if fault := _fault(one):
            raise ValueError(f"{one.name}: got {one.low} to {one.high}; {fault}")


def _fault(one: Range) -> str:
    """What is wrong with a range, nothing where it is well."""
    if not np.isfinite([one.low, one.high]).all() or one.low >= one.high:
        return "needs a low end below its high end"
    match one.kind:
        case "log-uniform" if one.low <= 0:
            return "a log-uniform range needs a low end above 0"
        case "triangular" if one.best is None or not one.low <= one.best <= one.high:
            return f"a triangular range got {one.best}; needs a best value between them"
        case "whole" if one.low != int(one.low) or one.high != int(one.high):
            return "a range of whole numbers needs whole ends"
    return ""


def _quantiles(unit: Real, one: Range) -> Real:
    from scipy import stats  # noqa: PLC0415  (it takes half a second to be imported)

    width = one.high - one.low
    match one.kind:
        case "uniform":
            values = one.low + width * unit
        case "log-uniform":
            values = stats.loguniform(one.low, one.high).ppf(unit)
        case "triangular":
            values = stats.triang((float(one.best or 0) - one.low) / width, one.low, width).ppf(unit)
        case "whole":
            values = np.minimum(one.low + np.floor((width + 1) * unit), one.high)
    return np.asarray(values, dtype=float)
