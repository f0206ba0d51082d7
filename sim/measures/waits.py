"""M2: how long people wait, per station and in all, by person and by party."""

from collections.abc import Iterator

import numpy as np

from sim.measures.occupancy import departures
from sim.measures.row import NOWHERE, Row, groups
from sim.measures.stays import first_reached
from sim.model.clock import HOUR, MINUTE, NEVER, Mask, Whole
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log
from sim.model.outcome import HELD_BACK, Outcome

LONG = (2, 4, 8, 12)  # hours
QUANTILES = {"median": 50, "p90": 90, "p95": 95}


def waits(crossing: Crossing, draws: Draws, log: Log) -> Iterator[Row]:
    """Waits at each station, the sum of waits and the time in the system of those who crossed, and the time so far of
    those who are still waiting. A wait lasts from when a party first came there until it is taken for the last time.
    """
    started = log.started != NEVER
    waited = np.where(started, log.started - first_reached(log), 0)
    crossed = log.outcome == Outcome.CROSSED
    held_back = np.isin(log.outcome, HELD_BACK)
    for cohort, mask in groups(draws).items():
        for at, station in enumerate(crossing.names):
            there = mask & started[:, at]
            if there.any() or cohort == "all":
                yield from _told("wait", waited[there, at], log.size[there], cohort, station, "were served there")
            departed = departures(log, at)
            aboard = mask & (departed != NEVER)
            if aboard.any():
                seated = departed[aboard] - log.started[aboard, at]
                yield from _told("time aboard before departure", seated, log.size[aboard], cohort, station, "rode")
        out, late = mask & crossed, mask & held_back
        total = waited.sum(axis=1)
        yield from _told("wait in all", total[out], log.size[out], cohort, NOWHERE, "crossed")
        yield from _long(total[out], log.size[out], cohort)
        yield from _told("time to cross", _stay(log, out), log.size[out], cohort, NOWHERE, "crossed")
        so_far = crossing.horizon - log.arrival[late]
        yield from _told("time so far", so_far, log.size[late], cohort, NOWHERE, "had come and not crossed at the end")


def _stay(log: Log, mask: Mask) -> Whole:
    return np.asarray(log.ended()[mask] - log.arrival[mask])


def _told(name: str, spent: Whole, size: Whole, cohort: str, station: str, whose: str) -> Iterator[Row]:
    """Mean, quantiles and maximum (min) of times spent (n,) ms, weighted by persons and by parties."""
    for by, weight in (("person", size), ("party", np.ones_like(size))):
        order = np.argsort(spent, kind="stable")
        values, upto = spent[order], np.cumsum(weight[order])
        count = int(upto[-1]) if upto.size else 0
        told = {"mean": float((spent * weight).sum()) / count / MINUTE if count else None}
        for word, percent in QUANTILES.items():
            rank = -(-count * percent // 100)
            told[word] = float(values[np.searchsorted(upto, rank)]) / MINUTE if count else None
        told["longest"] = float(values[-1]) / MINUTE if count else None
        for word, value in told.items():
            yield Row(f"{word} {name}", "min", value, cohort, station, by, int(size.sum()), whose)


def _long(spent: Whole, size: Whole, cohort: str) -> Iterator[Row]:
    """Shares of persons who waited longer than each of some hours."""
    persons = int(size.sum())
    for hours in LONG:
        share = float(size[spent > hours * HOUR].sum()) / persons if persons else None
        yield Row(f"share who waited over {hours} h", "share", share, cohort, persons=persons, whose="crossed")
