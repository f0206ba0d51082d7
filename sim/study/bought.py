"""What each relief buys: paired differences over the same days, and by how much it stands behind the best one."""

from typing import NamedTuple

import numpy as np

from sim.measures.row import NOWHERE
from sim.model.clock import HOUR, Real
from sim.study.intervals import level_of_each, mean_interval
from sim.study.relief import Relieved
from sim.study.reliefs import as_overrides
from sim.study.spent import NEARLY_ALL
from sim.study.statistics.comparison import gain

PERSON_HOURS, CROSSED = "person-hours", "persons crossed"
WORSE = {PERSON_HOURS: 1, CROSSED: -1, NEARLY_ALL: 1}  # the sign of a difference that makes it worse


class Bought(NamedTuple):
    """One measure with and without one relief, means over the `days` on which there was something to measure in both.

    difference: with the relief less without it, from `low` to `high`. worse: share of days that it made worse. gain:
    how many times as many replications it would take without common random numbers. behind: with this relief less
    with the best one, from `behind_low` to `behind_high`. None where the days are too few, or nothing ever differs.
    """

    relief: str
    station: str
    change: str
    measure: str
    unit: str
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    days: int
    worse: float | None
    gain: float | None
    behind: float | None
    behind_low: float | None
    behind_high: float | None


def bought(relieved: Relieved) -> list[Bought]:
    """A line for each relief and measure; the reliefs that shorten the whole most come first."""
    hours = relieved.person_ms.mean(axis=0) - relieved.person_ms[:, 0].mean()
    ranked = np.argsort(hours[1:], kind="stable") + 1
    best = next((at for at in ranked.tolist() if relieved.reliefs[at - 1].station != NOWHERE), int(ranked[0]))
    return [_line(relieved, at, best, measure) for at in ranked.tolist() for measure in WORSE]


def _line(relieved: Relieved, at: int, best: int, measure: str) -> Bought:
    relief, (unit, values) = relieved.reliefs[at - 1], _values(relieved, measure)
    level = level_of_each(len(relieved.reliefs))
    both = ~np.isnan(values[:, 0] + values[:, at])
    before, after = values[both, 0], values[both, at]
    change, behind = after - before, values[:, at] - values[:, best]
    behind = behind[~np.isnan(behind)]
    return Bought(
        relief.what, relief.station, " ".join(as_overrides(relief.change)), measure, unit,
        _mean(before), _mean(after), _mean(change), *mean_interval(change, level), change.size,
        _mean((WORSE[measure] * change > 0).astype(float)), gain(before, after),
        _mean(behind), *mean_interval(behind, level),
    )  # fmt: skip


def _values(relieved: Relieved, measure: str) -> tuple[str, Real]:
    """A measure's unit, and its values (R, 1 + K)."""
    match measure:
        case "person-hours":
            return "person-h", relieved.person_ms / HOUR
        case "persons crossed":
            return "persons", relieved.crossed.astype(float)
        case _:
            return "min", relieved.out


def _mean(values: Real) -> float | None:
    return float(values.mean()) if values.size else None
