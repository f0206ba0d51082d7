"""Who comes: cohorts drawn into parties, in many worlds at once (P1, P2)."""

from dataclasses import dataclass

import numpy as np

from sim.model.chance import Chance, happens, per_member
from sim.model.clock import NEVER, UNLIMITED, Real, Whole
from sim.model.columns import Column
from sim.model.coming import clocks, streams
from sim.model.scenario import ByProfile, Cohort, Poisson, Reporting


@dataclass(frozen=True)
class Parties:
    """The parties of one cohort, in the order they were drawn, world after world: N of them in W worlds.

    counts: (W,) the parties of each world. size: (N,). children, bags: counts. clock: ms of the day at which a party
    comes, or, where it is called to a slot, ms after the slot begins. comes: whether it shows up when it is called for
    the first, second … time. chance_on_list: (N,) a uniform that orders the parties on the list.
    """

    counts: Whole
    size: Whole
    children: Column
    bags: Column
    clock: Column
    comes: tuple[Column, ...]
    chance_on_list: Real


def parties_of(
    cohort: Cohort,
    persons: int,
    arrivals: ByProfile | Poisson | Reporting | None,
    worlds: int,
    chance: Chance,
    calls: int = 1,
) -> Parties:
    """Draw so many persons of a cohort into parties, fewer where a stream ends before; each may be called so often."""
    most = -(-persons // min(cohort.party_size.values))
    limit, stream = np.full(worlds, UNLIMITED), np.zeros((worlds, 0), np.int64)
    if isinstance(arrivals, Poisson):
        stream = streams(arrivals, most, worlds, chance)
        limit = (stream != NEVER).sum(axis=1)
    size, counts = _sizes(cohort, persons, limit, chance)
    in_time = np.arange(stream.shape[1]) < counts[:, None]
    return Parties(
        counts,
        size,
        _children(cohort, size, counts, chance),
        _bags(cohort, size, counts, chance),
        stream[in_time] if isinstance(arrivals, Poisson) else clocks(arrivals, counts, chance),
        tuple(happens(cohort.show_up, ("show-up",), counts, chance, call) for call in range(calls)),
        chance(("list order",), counts),
    )


def _sizes(cohort: Cohort, persons: int, limit: Whole, chance: Chance) -> tuple[Whole, Whole]:
    """Party sizes (N,) until so many persons are there, the last one trimmed to fit; at most so many parties (W,)."""
    drawn = min(round(1.1 * persons / cohort.party_size.mean_value()) + 10, int(limit.max()))
    while True:
        size = cohort.party_size.quantile(chance(("size",), np.full(limit.size, drawn))).reshape(limit.size, drawn)
        upto = np.cumsum(size, axis=1)
        if ((size.sum(axis=1) >= persons) | (limit <= drawn)).all():
            there = (upto - size < persons) & (np.arange(drawn) < limit[:, None])
            return (size - np.maximum(0, upto - persons))[there], there.sum(axis=1)
        drawn *= 2


def _children(cohort: Cohort, size: Whole, counts: Whole, chance: Chance) -> Column:
    """One member of a party is grown up; the others are children often enough to make the cohort's share."""
    if not cohort.children:
        return 0
    mean = cohort.party_size.mean_value()
    share = cohort.children * mean / (mean - 1)
    return per_member(size, ("child",), counts, chance, lambda member, uniforms: (uniforms < share) * (member > 0))


def _bags(cohort: Cohort, size: Whole, counts: Whole, chance: Chance) -> Column:
    """Bags of every member; where all have the same number, none are drawn."""
    bags = cohort.bags_per_person
    if len(bags.values) == 1:
        return size * bags.values[0] if bags.values[0] else 0
    return per_member(size, ("bags",), counts, chance, lambda _, uniforms: bags.quantile(uniforms))
