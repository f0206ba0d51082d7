"""Why people wait at a gate (M5): it is closed, they yield, the day's quota is used up, or the hall beyond is full."""

from collections.abc import Iterator
from heapq import heappop, heappush

import numpy as np

from sim.measures.parts import Part, Split
from sim.measures.spells import Spells, shut
from sim.measures.stays import Stays
from sim.measures.steps import presence
from sim.model.clock import DAY, NEVER, UNLIMITED, Mask, Whole
from sim.model.crossing import GateStation, Yielding
from sim.model.draws import Draws
from sim.model.log import Log


def at_gate(gate: GateStation, draws: Draws, log: Log, here: Stays, horizon: int) -> Split:
    """What stays at a gate, filled, split into: closed before yielding before quota before hall.

    The reason is that of the head of the line, of those who yield or of those who do not; where overtaking is allowed
    everyone is the head of a line.
    """
    moments, closed = _moments(gate, draws, log, here, horizon), shut(gate.timetable)
    opened, yielding = ~closed.on(moments), _yielding(gate.yields, draws, log, moments)
    goes_first = np.isin(draws.cohort[here.row], gate.yields.cohorts if gate.yields else ())
    shut_out = closed.between(here.came, here.admitted)
    yielded = Spells(moments, opened & yielding).between(here.came, here.admitted) * ~goes_first
    rest = gate.quota - _passed_today(here, moments, horizon)
    short = _short_of_quota(gate, draws, here, goes_first, moments, rest, opened, yielding)
    held_up = here.admitted - here.came - shut_out - yielded - short
    return {Part.CLOSED: shut_out, Part.YIELDING: yielded, Part.QUOTA: short, Part.HALL: held_up}


def _short_of_quota(
    gate: GateStation, draws: Draws, here: Stays, goes_first: Mask, moments: Whole, rest: Whole, opened: Mask,
    yielding: Mask,
) -> Whole:  # fmt: skip
    """How long (K,) the head of one's line did not fit what was left of the day's quota."""
    short = np.zeros_like(here.came)
    if gate.quota == UNLIMITED:
        return short
    everyone, first = (_heads(draws, stays, moments) for stays in (here, here.where(goes_first)))
    lines = (goes_first, opened, np.where(yielding, first, everyone)), (~goes_first, opened & ~yielding, everyone)
    for line, may, head in lines:
        for who, size in _by_size(here, line) if gate.overtaking else ((line, head),):
            spells = Spells(moments, may & (size > rest))
            short[who] = spells.between(here.came[who], here.admitted[who])
    return short


def _by_size(here: Stays, line: Mask) -> Iterator[tuple[Mask, Whole]]:
    """Those of a line who are so many persons, and how many."""
    for size in np.unique(here.persons[line]):
        yield line & (here.persons == size), size


def _moments(gate: GateStation, draws: Draws, log: Log, here: Stays, horizon: int) -> Whole:
    """Every moment (k,) ms at which the reason for waiting may change, 0 first."""
    days = np.arange(0, horizon + 1, DAY)
    breaks = np.array(gate.timetable.breaks, np.int64)
    changes = [days, breaks[breaks <= horizon], here.came, here.admitted]
    if gate.yields is not None:
        changes += [days + gate.yields.until] if gate.yields.until != NEVER else []
        changes += [moments[moments != NEVER] for moments in _awaited(gate.yields, draws, log)]
    return np.unique(np.concatenate(changes))


def _yielding(yields: Yielding | None, draws: Draws, log: Log, moments: Whole) -> Mask:
    """Whether at each moment (k,) somebody is yielded to (S7)."""
    if yields is None:
        return np.zeros(moments.size, bool)
    since, until = _awaited(yields, draws, log)
    over = (yields.until != NEVER) & (moments % DAY >= yields.until)
    return np.asarray((presence(since, until, np.ones_like(since)).on(moments) > 0) & ~over)


def _awaited(yields: Yielding, draws: Draws, log: Log) -> tuple[Whole, Whole]:
    """Since and until when each party (n,) is yielded to, -1 for never; whoever begins beyond that station is not."""
    left = np.where(log.left == NEVER, UNLIMITED, log.left)[:, yields.left_station :].min(axis=1)
    until = np.minimum(left, np.where(log.ended() == NEVER, UNLIMITED, log.ended()))
    there = draws.in_hall.astype(bool) | (draws.on_trip != NEVER)
    awaited = np.isin(draws.cohort, yields.cohorts) & ~(there & (draws.first > yields.left_station))
    return np.where(awaited, draws.arrival, NEVER), np.where(awaited & (until < UNLIMITED), until, NEVER)


def _passed_today(here: Stays, moments: Whole, horizon: int) -> Whole:
    """Persons let through since 00:00 of the day of each moment (k,), this moment included."""
    through = (here.why == NEVER) & (here.admitted < horizon)
    order = np.argsort(here.admitted[through])
    at, upto = here.admitted[through][order], np.append(0, np.cumsum(here.persons[through][order]))
    midnight = moments // DAY * DAY
    return np.asarray(upto[np.searchsorted(at, moments, side="right")] - upto[np.searchsorted(at, midnight)])


def _heads(draws: Draws, here: Stays, moments: Whole) -> Whole:
    """Persons of the first in line (S1) from each moment (k,) to the next; 0 where nobody is there."""
    order = np.lexsort((draws.place[here.row], here.turn, draws.priority[here.row]))
    came, gone = (np.searchsorted(moments, stamps[order]).tolist() for stamps in (here.came, here.admitted))
    persons, coming = here.persons[order].tolist(), sorted(range(order.size), key=came.__getitem__, reverse=True)
    line: list[int] = []  # ranks; who has gone is taken out when first
    heads = np.zeros(moments.size, np.int64)
    for moment in range(moments.size):
        while coming and came[coming[-1]] == moment:
            heappush(line, coming.pop())
        while line and gone[line[0]] <= moment:
            heappop(line)
        heads[moment] = persons[line[0]] if line else 0
    return heads
