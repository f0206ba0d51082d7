"""Times spent, and how they are told: mean, nearest-rank quantiles and maximum, by person and by party."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sim.measures.row import Row
from sim.model.clock import MINUTE, Whole

QUANTILES = {"median": 50, "p90": 90, "p95": 95}
WORDS = ("mean", *QUANTILES, "longest")


class Times(NamedTuple):
    """Times spent (m,) ms, in increasing order, each by a party of so many persons."""

    spent: Whole
    size: Whole


def in_order(spent: Whole, size: Whole) -> Times:
    """Times (m,) ms of parties of so many persons (m,)."""
    order = spent.argsort(kind="stable")
    return Times(spent[order], size[order])


def quantiles(times: Times, percents: Iterable[int]) -> list[int]:
    """The nearest-rank quantiles (ms) over persons; there is at least one."""
    upto = times.size.cumsum()
    found: list[int] = times.spent[upto.searchsorted(_ranks(int(upto[-1]), percents))].tolist()
    return found


def quantiles_of_parties(times: Times, percents: Iterable[int]) -> list[int]:
    """The nearest-rank quantiles (ms) over parties; there is at least one."""
    found: list[int] = times.spent[[rank - 1 for rank in _ranks(times.spent.size, percents)]].tolist()
    return found


def _ranks(count: int, percents: Iterable[int]) -> list[int]:
    """The ranks, counted from 1, of so many."""
    return [-(-count * percent // 100) for percent in percents]


def told(name: str, times: Times, cohort: str, station: str, whose: str) -> Iterator[Row]:
    """Mean, quantiles and maximum (min) of times, weighted by persons and by parties."""
    measures, persons = [f"{word} {name}" for word in WORDS], int(times.size.sum())
    for by, figures in (("person", _of_persons), ("party", _of_parties)):
        values = figures(times) if persons else [None] * len(WORDS)
        yield from [Row(measure, "min", value, cohort, station, by, persons, whose)
                    for measure, value in zip(measures, values, strict=True)]  # fmt: skip


def _of_persons(times: Times) -> list[float]:
    ranked = quantiles(times, QUANTILES.values())
    return _minutes(int(times.spent @ times.size) / int(times.size.sum()), ranked, times)


def _of_parties(times: Times) -> list[float]:
    ranked = quantiles_of_parties(times, QUANTILES.values())
    return _minutes(int(times.spent.sum()) / times.spent.size, ranked, times)


def _minutes(mean: float, ranked: list[int], times: Times) -> list[float]:
    """Mean, quantiles and maximum in minutes, in the order of `WORDS`."""
    return [mean / MINUTE, *[ms / MINUTE for ms in ranked], int(times.spent[-1]) / MINUTE]
