"""Daily lists: which parties stand where on them, and for which day each is called (P3)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.model.clock import DAY, MINUTE, NEVER, UNLIMITED, Mask, Real, Whole, from_clock
from sim.model.regime import Day
from sim.model.scenario import DailyList, Slots


def in_order_of_list(rank: Whole, chance: Real, world: Whole) -> Real:
    """The uniforms (N,) of each world handed out anew: who ranks first stands first, at random within a rank."""
    handed = np.empty_like(chance)
    handed[np.lexsort((chance, rank, world))] = chance[np.lexsort((chance, world))]
    return handed


class Call(NamedTuple):
    """The parties (k,) that are called for a day (from 0), in the order of the list, and whether each comes."""

    day: int
    parties: Whole
    come: Mask


def calls(daily: DailyList, size: Whole, comes: Mask, days: Whole) -> Iterator[Call]:
    """Every call of a list, in time. size: (n,) persons, in list order; days: (D,) the kind of each day.

    comes: (n, C) whether each party comes when it is called for the first, second … time; the last holds on.
    """
    unlisted, asked = np.arange(size.size), np.zeros(size.size, np.int64)
    valid = UNLIMITED if daily.expires_after == "never" else daily.expires_after
    waiting: list[tuple[int, Whole]] = []  # lists published and not yet used: for which day, the parties on it
    for day, kind in enumerate(days.tolist()):
        void = [parties for dated, parties in waiting if day - dated > valid]
        waiting = [(dated, parties) for dated, parties in waiting if day - dated <= valid]
        unlisted = np.concatenate([*void, unlisted])
        if daily.while_closed == "publish" or not waiting:
            listed, unlisted = _first(daily.persons_a_day[min(day, len(daily.persons_a_day) - 1)], unlisted, size)
            waiting += [(day, listed)] if listed.size else []
        if kind != Day.CLOSED and waiting:
            parties, waiting = np.concatenate([parties for _, parties in waiting]), []
            come = comes[parties, np.minimum(asked[parties], comes.shape[1] - 1)]
            asked[parties] += 1
            yield Call(day, parties, come)
            if daily.who_stays_away == "listed_again":
                unlisted = np.concatenate([unlisted, parties[~come]])


def every_day(persons_a_day: int, size: Whole, days: int) -> Whole:
    """The day (n,), from 0, on which each party comes where so many persons come every day; -1 for none of these."""
    called, left = np.full(size.size, NEVER), np.arange(size.size)
    for day in range(days):
        today, left = _first(persons_a_day, left, size)
        called[today] = day
    return called


def _first(persons: int, parties: Whole, size: Whole) -> tuple[Whole, Whole]:
    """Those parties, from the first, that come to so many persons at most, and the others; none is split."""
    count = int(np.searchsorted(np.cumsum(size[parties]), persons, side="right"))
    return parties[:count], parties[count:]


def slot_begins(slots: Slots, size: Whole) -> Whole:
    """When the slot of each party begins (n,), ms of the day: parties of one day, in list order."""
    first, every = from_clock(slots.first), round(slots.every * MINUTE)
    last = (DAY - 1 - first) // every
    return first + np.minimum(filled(size, slots.persons), last) * every


def filled(size: Whole, room: int) -> Whole:
    """Which of many vehicles or slots with room for so many persons each party is in (n,), one filled after another."""
    number, held, numbers = 0, 0, []
    for persons in size.tolist():
        if held and held + persons > room:
            number, held = number + 1, 0
        held += persons
        numbers.append(number)
    return np.array(numbers, np.int64)
