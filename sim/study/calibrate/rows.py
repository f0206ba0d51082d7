"""The tables of a calibration; None where there is nothing to say."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from sim.model.clock import Real
from sim.model.scenario import Desk
from sim.study.beside import Beside, in_minutes
from sim.study.calibrate.calibrated import Calibrated
from sim.study.intervals import prediction_interval
from sim.study.statistics.abc.ranks import ranked
from sim.study.statistics.ranges import placed
from sim.study.tables import write_table

LEVEL = 0.9
NARROWED, HARDLY = 0.7, "hardly narrowed by the figures"
HELD, NO_INTERVAL = {True: "covered", False: "not covered"}, "no interval"
TOGETHER = 0.4  # rank correlation from which two numbers are called not told apart


class Fitted(NamedTuple):
    """A number: its range, its value in the scenario, and its posterior: median, and 0.9 of the probability.

    width: of that interval, over that of the range's own.
    """

    number: str
    basis: str
    low: float
    as_it_is: float
    high: float
    posterior_low: float
    median: float
    posterior_high: float
    width: float
    said: str


class Draw(NamedTuple):
    """One value of one number in one of the equally likely draws from the posterior."""

    draw: int
    number: str
    value: float


class Rate(NamedTuple):
    """What totals tell of a desk: persons an hour over all its officers, median and 0.9 of the probability."""

    station: str
    officers: int
    low: float
    median: float
    high: float


class Pair(NamedTuple):
    """Two numbers whose values go together in the posterior: rank correlation."""

    first: str
    second: str
    correlation: float
    said: str


class Generation(NamedTuple):
    """The population after a generation: how many were simulated, the tolerance, how many came within the one before,
    and how many equally weighted points it is worth.
    """

    generation: int
    simulations: int
    tolerance: float
    accepted: float
    effective: float


class Foretold(NamedTuple):
    """A reported figure beside where the fitted model's days fall (0.95); clock times in minutes since 00:00."""

    figure: str
    what: str
    unit: str
    date: str
    used: str
    low: float
    best: float
    high: float
    day_low: float | None
    median: float | None
    day_high: float | None
    covered: str


class Synthetic(NamedTuple):
    """Over synthetic sets of figures: how often the interval of probability 0.9 held the known number, within what
    (0.95), and how likely ranks as uneven are where the fitting works.
    """

    number: str
    sets: int
    covered: float
    covered_low: float
    covered_high: float
    flat: float


def values_of(found: Calibrated) -> Real:
    """The draws (R, D) in the numbers' own units."""
    return placed(found.draws, found.fitting.ranges)


def fitted_rows(found: Calibrated) -> Iterator[Fitted]:
    """Each number."""
    for one, values in zip(found.fitting.numbers, values_of(found).T, strict=True):
        low, median, high = _middle(values)
        width = (high - low) / (LEVEL * (one.range.high - one.range.low))
        said = "narrowed by the figures" if width < NARROWED else HARDLY
        yield Fitted(one.key, one.basis, one.range.low, one.base, one.range.high, low, median, high, width, said)


def draw_rows(found: Calibrated) -> Iterator[Draw]:
    """Each draw."""
    for at, row in enumerate(values_of(found).tolist()):
        yield from (Draw(at, one.key, value) for one, value in zip(found.fitting.numbers, row, strict=True))


def rate_rows(found: Calibrated) -> Iterator[Rate]:
    """Each desk whose minutes a person were fitted: only officers over minutes can be told from totals."""
    keys = [one.key for one in found.fitting.numbers]
    values = values_of(found)
    for name, station in found.fitting.scenario.stations.items():
        minutes = f"stations.{name}.service.person.mean"
        if minutes in keys and isinstance(station, Desk):
            officers = f"stations.{name}.officers"
            count = values[:, keys.index(officers)] if officers in keys else np.full(len(values), station.officers)
            yield Rate(name, station.officers, *_middle(60 * count / values[:, keys.index(minutes)]))


def pair_rows(found: Calibrated) -> Iterator[Pair]:
    """Every two numbers, those that go together most first."""
    keys, values = [one.key for one in found.fitting.numbers], values_of(found)
    rows = []
    for a, b in combinations(range(len(keys)), 2):
        rank = stats.spearmanr(values[:, a], values[:, b]).statistic if np.ptp(values[:, [a, b]], axis=0).all() else 0
        said = "not told apart" if abs(rank) >= TOGETHER else ""
        rows.append(Pair(keys[a], keys[b], float(rank), said))
    yield from sorted(rows, key=lambda row: -abs(row.correlation))


def generation_rows(found: Calibrated) -> Iterator[Generation]:
    """Each generation; 0 is the nearest of the first points."""
    study = found.fitting.study
    for at, one in enumerate(found.fit.generations):
        yield Generation(at, study.proposed if at else study.first, one.tolerance, one.accepted, one.effective)


def foretold_rows(found: Calibrated) -> Iterator[Foretold]:
    """Each figure, those that were fitted first."""
    for told, values in zip(found.fitting.told, found.foretold.T, strict=True):
        figure, known = told.figure, values[~np.isnan(values)]
        low, best, high = map(in_minutes, (figure.low, figure.best, figure.high))
        day, used = prediction_interval(known), "fitted" if told.fitted else "foretold"
        held = NO_INTERVAL if day.low is None or day.high is None else HELD[day.low <= best <= day.high]
        median = float(np.median(known)) if known.size else None
        yield Foretold(figure.id, figure.what, figure.unit, figure.date, used, low, best, high,
                       day.low, median, day.high, held)  # fmt: skip


def beside_of(row: Foretold) -> Beside:
    """The row as it is drawn."""
    return Beside(row.figure, row.what, row.unit, row.low, row.best, row.high, row.day_low, row.median, row.day_high)


def synthetic_rows(found: Calibrated) -> Iterator[Synthetic]:
    """Each number over the synthetic sets of figures; none where there are none."""
    for at, one in enumerate(found.fitting.numbers if len(found.ranks) else ()):
        yield Synthetic(one.key, len(found.ranks), *ranked(found.ranks[:, at]))


def called_wrong(found: Calibrated, level: float = 0.05) -> float | None:
    """The share of synthetic sets, which the model did make, whose misfit is at most this level; None without any."""
    return float((found.ranks[:, len(found.fitting.numbers)] <= level).mean()) if len(found.ranks) else None


def _middle(values: Real) -> tuple[float, float, float]:
    low, median, high = np.quantile(values, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    return float(low), float(median), float(high)


def write_calibration(found: Calibrated, folder: Path) -> None:
    """Write every table of a calibration."""
    write_table("posterior", Fitted, fitted_rows(found), folder)
    write_table("draws", Draw, draw_rows(found), folder)
    write_table("rates", Rate, rate_rows(found), folder)
    write_table("pairs", Pair, pair_rows(found), folder)
    write_table("generations", Generation, generation_rows(found), folder)
    write_table("figures", Foretold, foretold_rows(found), folder)
    write_table("synthetic", Synthetic, synthetic_rows(found), folder)
