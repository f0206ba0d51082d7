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
    waited = station_waits(log)
    crossed = log.outcome == Outcome.CROSSED
    held_back = np.isin(log.outcome, HELD_BACK)
    for cohort, mask in groups(draws).items():
        for at, station in enumerate(crossing.names):
            began = (draws.first == at) & ((draws.in_hall == 1) | (draws.on_trip != NEVER))  # at 00:00: no whole wait
            there = mask & (log.started[:, at] != NEVER) & ~began
            if there.any() or cohort == "all":
                yield from _told("wait", waited[there, at], log.size[there], cohort, station, "were served there")
            departed = departures(log, at)
            aboard = mask & (departed != NEVER) & ~(began & (draws.on_trip != NEVER))
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


def station_waits(log: Log) -> Whole:
    """How long each party waited at each station (n, S), ms; 0 where it was not taken."""
    return np.where(log.started != NEVER, log.started - first_reached(log), 0)


def waits_in_all(log: Log) -> Whole:
    """How long each party waited at all stations together (n,), ms."""
    return np.asarray(station_waits(log).sum(axis=1))


def quantile(spent: Whole, weight: Whole, percent: int) -> int:
    """The nearest-rank quantile of times (n,) that count so often each; there is at least one."""
    order = np.argsort(spent, kind="stable")
    upto = np.cumsum(weight[order])
    return int(spent[order][np.searchsorted(upto, -(-int(upto[-1]) * percent // 100))])


def _stay(log: Log, mask: Mask) -> Whole:
    return np.asarray(log.ended()[mask] - log.arrival[mask])


def _told(name: str, spent: Whole, size: Whole, cohort: str, station: str, whose: str) -> Iterator[Row]:
    """Mean, quantiles and maximum (min) of times spent (n,) ms, weighted by persons and by parties."""
    for by, weight in (("person", size), ("party", np.ones_like(size))):
        count = int(weight.sum())
        told = {"mean": float((spent * weight).sum()) / count / MINUTE if count else None}
        for word, percent in QUANTILES.items():
            told[word] = quantile(spent, weight, percent) / MINUTE if count else None
        told["longest"] = float(spent.max()) / MINUTE if count else None
        for word, value in told.items():
            yield Row(f"{word} {name}", "min", value, cohort, station, by, int(size.sum()), whose)


def _long(spent: Whole, size: Whole, cohort: str) -> Iterator[Row]:
    """Shares of persons who waited longer than each of some hours."""
    persons = int(size.sum())
    for hours in LONG:
        share = float(size[spent > hours * HOUR].sum()) / persons if persons else None
        yield Row(f"share who waited over {hours} h", "share", share, cohort, persons=persons, whose="crossed")
