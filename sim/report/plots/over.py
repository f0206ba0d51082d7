"""Replications laid over one another: the middle, and the band that holds nearly all."""

from typing import NamedTuple

import numpy as np

from sim.measures.curves import Persons
from sim.measures.row import NOWHERE, output_of
from sim.model.clock import Real
from sim.model.rules import EVERYONE
from sim.study.intervals import outside
from sim.study.replicate import Results

ENOUGH = 39  # replications from which on 95 % of them is less than all: (n + 1 - 2) / (n + 1) = 0.95


class Over(NamedTuple):
    """Values over the replications, each (…,): `low` to `high` is the band, `median` the middle."""

    low: Real
    median: Real
    high: Real


def over(values: Persons | Real) -> Over:
    """Median and 95 % band of values (R, …) at each point, by the rule of `prediction_interval`.

    With fewer than 39 replications the band is their whole range; with one it is nothing.
    """
    ordered, count = np.sort(values, axis=0), values.shape[0]
    k = max(1, outside(count))
    return Over(ordered[k - 1], np.median(values, axis=0), ordered[-k])


def band_words(replications: int) -> str:
    """What the band is, "" where there is none."""
    if replications < 2:
        return ""
    return "95 % of replications" if replications >= ENOUGH else f"all {replications} replications"


def between(values: Over, at: int = -1) -> str:
    """The band at one moment, " (393–458)"; "" where it has no width."""
    low, high = f"{values.low[at]:,.0f}", f"{values.high[at]:,.0f}"
    return "" if low == high else f" ({low}–{high})"


def gathered(results: Results, *measures: str) -> dict[tuple[str, str, str], Real]:
    """Values over replications by (measure, cohort, station), weighted by persons, where there was one to measure."""
    asked = [row for row in results.table.layout if row.measure in measures and row.by == "person"]
    found = {(row.measure, row.cohort, row.station): results.table.of(output_of(row)) for row in asked}
    return {key: values[~np.isnan(values)] for key, values in found.items() if not np.isnan(values).all()}


def medians(results: Results, *measures: str) -> dict[tuple[str, str, str], float]:
    """Medians over the replications by (measure, cohort, station)."""
    return {key: float(np.median(values)) for key, values in gathered(results, *measures).items()}


def means(results: Results, *measures: str) -> dict[tuple[str, str, str], float]:
    """Means over the replications by (measure, cohort, station)."""
    return {key: float(values.mean()) for key, values in gathered(results, *measures).items()}


def one(values: dict[tuple[str, str, str], float], measure: str, station: str = NOWHERE) -> float | None:
    """A measure of everyone, None where nothing was measured."""
    return values.get((measure, EVERYONE, station))
