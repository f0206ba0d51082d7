"""What a sweep found at each point, which point is the best, and how far the others are behind it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.measures.outputs import units_of
from sim.model.clock import Real
from sim.model.scenario import Scenario
from sim.study.intervals import mean_interval, observed_median, prediction_interval
from sim.study.statistics.comparison import SIGN, Sense, Word, compare, with_one


class Value(NamedTuple):
    """The value of one setting at one point; `number` is None where it is none."""

    point: int
    setting: str
    value: str
    number: float | None


class Line(NamedTuple):
    """One output at one point: its mean with confidence interval, median, and the prediction interval of one day.

    `days`: replications in which there was something to measure, of `replications`. behind: the mean paired difference
    from the best point, `behind_low` to `behind_high`, all points at once with probability 0.95; word: "best",
    "worse", "unclear" where the interval holds 0, "alike" where both are the same on every day.
    """

    point: int
    output: str
    unit: str
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    median: float | None
    day_low: float | None
    day_high: float | None
    days: int
    replications: int
    behind: float | None
    behind_low: float | None
    behind_high: float | None
    word: str


class Swept(NamedTuple):
    """The whole result: values (P, R, K) at the points, nan where there was nothing to measure or a task failed.

    `design`: how the points were laid, a grid or one that samples.
    """

    scenario: Scenario
    design: str
    settings: tuple[str, ...]
    points: Sequence[Mapping[str, Any]]
    outputs: tuple[str, ...]
    units: tuple[str, ...]
    senses: tuple[Sense, ...]
    values: Real

    @property
    def replications(self) -> int:
        """How many replications each point has."""
        return int(self.values.shape[1])


def swept_of(
    scenario: Scenario,
    design: str,
    points: Sequence[Mapping[str, Any]],
    outputs: Sequence[str],
    senses: Sequence[Sense],
    values: Real,
) -> Swept:
    """The result of a sweep of these points (changes by key), from the values of its tasks (P * R, K)."""
    units = units_of(scenario)
    shaped = values.reshape(len(points), -1, len(outputs))
    of_each = tuple(units[output] for output in outputs)
    return Swept(scenario, design, tuple(points[0]), points, tuple(outputs), of_each, tuple(senses), shaped)


def told_value(value: Any) -> str:
    """A value as it is read: "3", "0.35", "09:45 to 17:00"."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
        case [[str(), str()], *_]:
            return " and ".join(" to ".join(pair) for pair in value)
        case [*each] if not any(isinstance(one, list | dict) for one in each):
            return ", ".join(told_value(one) for one in each)
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False).replace('"', "")


def short(key: str) -> str:
    """A setting without its group: "bus.vehicles"."""
    return key.removeprefix("stations.").removeprefix("cohorts.").removeprefix("lists.")


def point_rows(swept: Swept) -> Iterator[Value]:
    """Each point's values, a row a setting."""
    for at, point in enumerate(swept.points):
        for setting, value in point.items():
            yield Value(at, setting, told_value(value), number_of(value))


def number_of(value: Any) -> float | None:
    """A value as a number; None where it is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def swept_rows(swept: Swept) -> Iterator[Line]:
    """Each point and output, a row each, the outputs of a point together."""
    behind = [_behind(swept, at) for at in range(len(swept.outputs))]
    for point in range(len(swept.points)):
        for at, output in enumerate(swept.outputs):
            yield _row(swept, point, at, output, behind[at][point])


class Behind(NamedTuple):
    """How far a point is from the best one, and what that says."""

    mean: float | None
    low: float | None
    high: float | None
    word: Word | str


def _row(swept: Swept, point: int, at: int, output: str, behind: Behind) -> Line:
    values, unit = swept.values[point, :, at], swept.units[at]
    values = values[~np.isnan(values)]
    mean, day = mean_interval(values), prediction_interval(values)
    middle = None if not values.size else observed_median(values) if unit == "clock" else float(np.median(values))
    return Line(
        point, output, unit, float(values.mean()) if values.size else None, *mean, middle, *day,
        values.size, swept.replications, behind.mean, behind.low, behind.high, behind.word,
    )  # fmt: skip


def _behind(swept: Swept, at: int) -> list[Behind]:
    """Each point against the best: paired differences over the same days, intervals that hold all at once."""
    best, values = best_point(swept, at), swept.values[:, :, at].T
    if best is None:
        return [Behind(None, None, None, "")] * values.shape[1]
    pairs = with_one(values.shape[1], best)
    found = {one.plan: one for one in compare(values, pairs, swept.senses[at])}
    return [
        Behind(None, None, None, "best") if plan == best
        else Behind(found[plan].mean, found[plan].low, found[plan].high, found[plan].word)
        for plan in range(values.shape[1])
    ]  # fmt: skip


def best_point(swept: Swept, at: int) -> int | None:
    """The point with the best mean, among those in which there was something to measure on the most days; or None."""
    values = swept.values[:, :, at]
    days = (~np.isnan(values)).sum(axis=1)
    among = np.flatnonzero(days == days.max())
    if not days.max():
        return None
    means = np.array([np.nanmean(values[point]) for point in among])
    return int(among[int(np.argmax(SIGN[swept.senses[at]] * means))])
