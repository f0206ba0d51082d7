"""Who comes, and at what time of the day: cohorts drawn into parties (P1, P2, P4)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from sim.model.chance import Chance, Purpose, happens
from sim.model.clock import HOUR, MINUTE, Mask, Real, Whole, from_clock
from sim.model.scenario import ByProfile, Cohort, Poisson, Reporting, Slots
from sim.model.timetable import Span


@dataclass(frozen=True)
class Parties:
    """The parties of one cohort, in the order they were drawn; every array is (n,).

    size, children, bags: counts. clock: ms of the day at which a party comes, or, where it is called to a slot,
    ms after the slot begins. comes: (n, C), whether it shows up when it is called for the first, second … time.
    chance_on_list: a uniform that orders the parties on the list.
    """

    size: Whole
    children: Whole
    bags: Whole
    clock: Whole
    comes: Mask
    chance_on_list: Real


def parties_of(
    cohort: Cohort, persons: int, arrivals: ByProfile | Poisson | Reporting | None, chance: Chance, calls: int = 1
) -> Parties:
    """Draw so many persons of a cohort into parties, which may be called so many times."""
    size = _sizes(cohort, persons, chance)
    clock = _clock(arrivals, size.size, chance)
    size = size[: clock.size]
    count = size.size
    return Parties(
        size,
        _children(cohort, size, chance),
        _bags(cohort, size, chance),
        clock,
        np.column_stack([happens(cohort.show_up, ("show-up",), count, chance, call) for call in range(calls)]),
        chance(("list order",), count),
    )


def per_member(size: Whole, purpose: Purpose, chance: Chance, value: Callable[[int, Real], np.ndarray]) -> Whole:
    """The sum over a party's members of what one uniform each makes of them (C3): (n,)."""
    total = np.zeros(size.size, np.int64)
    for member in range(int(size.max(initial=0))):
        there = size > member
        total[there] += value(member, chance(purpose, size.size, member)[there])
    return total


def _sizes(cohort: Cohort, persons: int, chance: Chance) -> Whole:
    """Party sizes until so many persons are all there; the last party is trimmed to fit."""
    smallest = min(cohort.party_size.values)
    size = cohort.party_size.quantile(chance(("size",), -(-persons // smallest)))
    upto = np.cumsum(size)
    size = size[: int(np.searchsorted(upto, persons)) + 1]
    if size.size:
        size[-1] -= max(0, int(upto[size.size - 1]) - persons)
    return size


def _children(cohort: Cohort, size: Whole, chance: Chance) -> Whole:
    """One member of a party is grown up; the others are children often enough to make the cohort's share."""
    if not cohort.children:
        return np.zeros_like(size)
    mean = cohort.party_size.mean_value()
    share = cohort.children * mean / (mean - 1)
    return per_member(size, ("child",), chance, lambda member, uniforms: (uniforms < share) * (member > 0))


def _bags(cohort: Cohort, size: Whole, chance: Chance) -> Whole:
    """Bags of every member; where all have the same number, none are drawn."""
    bags = cohort.bags_per_person
    if len(bags.values) == 1:
        return size * bags.values[0]
    return per_member(size, ("bags",), chance, lambda _, uniforms: bags.quantile(uniforms))


def _clock(arrivals: ByProfile | Poisson | Reporting | None, count: int, chance: Chance) -> Whole:
    """The time of the day at which each party comes (ms), fewer than `count` where a stream ends before."""
    match arrivals:
        case None:
            return np.zeros(count, np.int64)
        case Poisson():
            return _stream(arrivals, count, chance)
        case Slots():
            return np.asarray(np.rint(chance(("arrival",), count) * arrivals.spread * MINUTE), np.int64)
        case ByProfile():
            return _by_profile(arrivals, count, chance)


def _by_profile(arrivals: ByProfile, count: int, chance: Chance) -> Whole:
    """A share stands there; the others come by the piecewise-constant profile."""
    spans = [(from_clock(span.start), from_clock(span.end)) for span in arrivals.others]
    later = _within(spans, [span.weight for span in arrivals.others], chance(("arrival",), count))
    stands = happens(arrivals.standing, ("standing",), count, chance)
    return np.where(stands, from_clock(arrivals.standing_from), later)


def _stream(arrivals: Poisson, most: int, chance: Chance) -> Whole:
    """A Poisson process by the inverse of its cumulative rate (Çinlar 1975, Introduction to Stochastic Processes).

    Gaps are exponential with mean 1 on the axis of the expected number.
    """
    spans = [(from_clock(rate.start), from_clock(rate.end)) for rate in arrivals.rates]
    expected = [
        rate.parties_per_hour * (end - start) / HOUR for rate, (start, end) in zip(arrivals.rates, spans, strict=True)
    ]
    passed = np.cumsum(-special.log1p(-chance(("gap",), most)))
    total = sum(expected)
    return (
        _within(spans, [part / total for part in expected], passed[passed < total] / total)
        if total
        else np.zeros(0, np.int64)
    )


def _within(spans: list[Span], weights: list[float], shares: Real) -> Whole:
    """The moments (ms) at which these shares of all arrivals have come."""
    starts, ends = np.array(sorted(spans), dtype=np.float64).T
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    upto = np.concatenate([[0.0], np.cumsum([weights[index] for index in order])])
    span = np.clip(np.searchsorted(upto, shares, side="right") - 1, 0, len(spans) - 1)
    width = np.maximum(upto[span + 1] - upto[span], np.finfo(float).tiny)
    moment = starts[span] + (ends[span] - starts[span]) * np.minimum((shares - upto[span]) / width, 1)
    return np.asarray(np.rint(moment), np.int64)
