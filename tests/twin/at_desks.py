"""What happened in halls and at desks: how full, who before whom, and what closing did."""

from collections.abc import Iterator
from itertools import chain, pairwise, product

import numpy as np
from acted import Acted, before, turn

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import Closing, DeskStation, GateStation, ShuttleStation
from sim.model.log import STAMPS, Log
from sim.model.timetable import Timetable


def at_desks(acted: Acted) -> Iterator[str]:
    """Families of halls, of the order in them, and of closing rules."""
    yield from chain(_halls(acted), _turns(acted), _desks(acted))


def _halls(acted: Acted) -> Iterator[str]:
    """How full the halls were."""
    crossing, log = acted.crossing, acted.log
    for at, plan in enumerate(crossing.stations):
        if isinstance(plan, GateStation) or plan.hall == UNLIMITED:
            continue
        admitted, freed = log.admitted[:, at], _freed(plan, at, log)
        for moment in np.unique(admitted[admitted != NEVER]):
            inside = (admitted != NEVER) & (admitted <= moment) & ((freed == NEVER) | (freed > moment))
            room = plan.hall - int(log.size[inside].sum())
            still = (log.reached[:, at] != NEVER) & (log.reached[:, at] <= moment)
            still &= (admitted == NEVER) | (admitted > moment)
            if room == 0 and still.any():
                yield "hall full to the last place"
            if (log.size[still] == room + 1).any() and room:
                yield "hall short by one place"


def _freed(plan: DeskStation | ShuttleStation, at: int, log: Log) -> np.ndarray:
    """When each party (n,) gave its place in the hall back, -1 where it had not."""
    if isinstance(plan, DeskStation):
        return log.left[:, at]
    if not plan.hall_freed_at_departure:
        return log.started[:, at]
    departed = log.trips.departed[log.trips.station == at]
    return np.array([departed[trip] if trip != NEVER else NEVER for trip in log.trip[:, at]])


def _turns(acted: Acted) -> Iterator[str]:
    """Who went in before whom."""
    crossing, draws, log = acted.crossing, acted.draws, acted.log
    for at, plan in enumerate(crossing.stations):
        here = np.flatnonzero(log.reached[:, at] != NEVER)
        for one, other in product(here, here):
            sooner = before(log.admitted[other, at], log.admitted[one, at])
            if plan.overtaking and sooner and turn(acted, one, at) < turn(acted, other, at):
                yield "somebody overtakes"
            higher = draws.priority[other] < draws.priority[one]
            if sooner and higher and log.reached[one, at] < log.reached[other, at]:
                yield "priority goes first"


def _desks(acted: Acted) -> Iterator[str]:
    crossing, draws, log = acted.crossing, acted.draws, acted.log
    for at, plan in enumerate(crossing.stations):
        started, finished, left = (getattr(log, key)[:, at] for key in STAMPS[2:])
        if not isinstance(plan, DeskStation):
            continue
        shut = [moment for moment, level in zip(plan.timetable.breaks, plan.timetable.levels, strict=True) if not level]
        over = any(((started != NEVER) & (started < moment) & (finished > moment)).any() for moment in shut)
        if ((finished != NEVER) & ((left > finished) | (left == NEVER))).any():
            yield "held after service by a full hall"
        if plan.closing is Closing.FINISH and over:
            yield "service finishes after closing"
        if plan.closing is Closing.SUSPEND and ((started != NEVER) & (finished - started > draws.service[:, at])).any():
            yield "service suspended"
        if plan.closing is Closing.FITS:
            yield from _fitting(plan, at, acted)


def _fitting(plan: DeskStation, at: int, acted: Acted) -> Iterator[str]:
    started = acted.log.started[:, at]
    ends = (started + acted.draws.service[:, at])[started != NEVER]
    if np.isin(ends, _falls(plan.timetable)).any():
        yield "fits: a service fills the time exactly"
    if _held_for_a_fall(plan, at, acted):
        yield "fits: nobody starts before a fall"


def _held_for_a_fall(plan: DeskStation, at: int, acted: Acted) -> bool:
    """Whether somebody stood in the hall before an officer without work, and started only after a fall."""
    draws, log = acted.draws, acted.log
    started, admitted, falls = log.started[:, at], log.admitted[:, at], _falls(plan.timetable)
    for fall, row in product(falls, np.flatnonzero(admitted != NEVER)):
        busy = np.sum((started != NEVER) & (started < fall) & ((log.left[:, at] == NEVER) | (log.left[:, at] >= fall)))
        waits = admitted[row] < fall and (started[row] == NEVER or started[row] >= fall)
        if waits and busy < plan.timetable.level_at(fall - 1) and draws.service[row, at] > 0:
            return True
    return False


def _falls(timetable: Timetable) -> list[int]:
    steps = zip(pairwise(timetable.levels), timetable.breaks[1:], strict=True)
    return [moment for (before, after), moment in steps if after < before]
