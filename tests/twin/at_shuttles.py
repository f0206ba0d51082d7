"""What happened at shuttles: why vehicles left, and what they did beside one another."""

from collections.abc import Iterator
from itertools import chain, combinations

import numpy as np
from acted import Acted

from sim.model.clock import NEVER
from sim.model.crossing import ShuttleStation
from sim.model.log import Reason

LATEST = np.iinfo(np.int64).max
ALWAYS = {
    Reason.FULL: "vehicle full to the last seat",
    Reason.PATIENCE: "vehicle leaves at its patience",
    Reason.CLOSED: "vehicle leaves at closing",
}


def at_shuttles(acted: Acted) -> Iterator[str]:
    """Families of trips alone, of those aboard, and of trips beside one another."""
    yield from chain(_trips(acted), _aboard(acted), _fleets(acted), _too_many_out(acted))


def _trips(acted: Acted) -> Iterator[str]:
    """Each trip alone."""
    trips = acted.log.trips
    columns = (trips.station, trips.departed, trips.pulled_in, trips.persons, trips.reason)
    for at, departed, pulled_in, persons, reason in zip(*(column.tolist() for column in columns), strict=True):
        plan = acted.crossing.stations[at]
        if reason in ALWAYS:
            yield ALWAYS[Reason(reason)]
        if reason == Reason.HEAD and persons == plan.seats - 1:
            yield "vehicle leaves one seat short"
        if reason == Reason.CLOSED and plan.timetable.level_at(departed) > 0:
            yield "closed vehicle leaves after reopening"
        if plan.hall_freed_at_departure and departed > pulled_in and reason != Reason.UNDER_WAY:
            yield "hall freed at departure"


def _aboard(acted: Acted) -> Iterator[str]:
    """Those who ride."""
    log = acted.log
    for at, plan in enumerate(acted.crossing.stations):
        if not isinstance(plan, ShuttleStation):
            continue
        finished, left, ridden = log.finished[:, at], log.left[:, at], log.trip[:, at] != NEVER
        if (ridden & (finished != NEVER) & ((left > finished) | (left == NEVER))).any():
            yield "vehicle held by a full hall"
        called = log.trips.pulled_in[log.trips.station == at] + plan.patience
        if plan.patience and (log.started[ridden, at] == called[log.trip[ridden, at]]).any():
            yield "boards at the last call itself"


def _fleets(acted: Acted) -> Iterator[str]:
    """Trips of one shuttle beside one another."""
    trips = acted.log.trips
    departed, returned = (np.where(times == NEVER, LATEST, times) for times in (trips.departed, trips.returned))
    for one, other in combinations(range(trips.number.size), 2):
        if trips.station[one] != trips.station[other]:
            continue
        begin = max(trips.pulled_in[one], trips.pulled_in[other])
        if begin < min(departed[one], departed[other]) and NEVER not in (trips.pulled_in[one], trips.pulled_in[other]):
            yield "two vehicles board at once"
        if begin < min(returned[one], returned[other]):
            yield "several vehicles out"


def _too_many_out(acted: Acted) -> Iterator[str]:
    """Where the level falls below the number that are out."""
    trips = acted.log.trips
    returned = np.where(trips.returned == NEVER, LATEST, trips.returned)
    for at, plan in enumerate(acted.crossing.stations):
        mine = trips.station == at
        for moment, _, level in plan.timetable.steps(acted.crossing.horizon):
            if np.sum(mine & (trips.pulled_in < moment) & (returned > moment)) > level:
                yield "more vehicles out than the level"
