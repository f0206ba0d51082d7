"""Times spent, and how they are told: mean, nearest-rank quantiles and maximum, by person and by party."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sim.measures.row import Row
from sim.model.clock import MINUTE, Whole

QUANTILES = {"median": 50, "p90": 90, "p95": 95}


class Times(NamedTuple):
    """Times spent (m,) ms, in increasing order, each by a party of so many persons."""

    spent: Whole
    size: Whole


def in_order(spent: Whole, size: Whole) -> Times:
    """Times (m,) ms of parties of so many persons (m,)."""
    order = np.argsort(spent, kind="stable")
    return Times(spent[order], size[order])


def quantiles(spent: Whole, weight: Whole, percents: Sequence[int]) -> list[int]:
    """The nearest-rank quantiles of times (m,) in order that count so often each; there is at least one."""
    upto = np.cumsum(weight)
    ranks = [-(-int(upto[-1]) * percent // 100) for percent in percents]
    found: list[int] = spent[np.searchsorted(upto, ranks)].tolist()
    return found


def told(name: str, times: Times, cohort: str, station: str, whose: str) -> Iterator[Row]:
    """Mean, quantiles and maximum (min) of times, weighted by persons and by parties."""
    persons = int(times.size.sum())
    for by, weight in (("person", times.size), ("party", np.ones_like(times.size))):
        for word, value in zip(("mean", *QUANTILES, "longest"), _figures(times.spent, weight), strict=True):
            yield Row(f"{word} {name}", "min", value, cohort, station, by, persons, whose)


def _figures(spent: Whole, weight: Whole) -> list[float | None]:
    """Mean, quantiles and maximum (min) of times (m,) that count so often each; None where there are none."""
    if not spent.size:
        return [None] * (len(QUANTILES) + 2)
    mean = float(spent @ weight) / int(weight.sum()) / MINUTE
    ranked = [ms / MINUTE for ms in quantiles(spent, weight, tuple(QUANTILES.values()))]
    return [mean, *ranked, float(spent[-1]) / MINUTE]
