"""At what time of the day parties come: by a profile, to a slot, or as a stream; in many worlds at once (P1, P2)."""

import numpy as np
from scipy import special

from sim.model.chance import Chance, happens
from sim.model.clock import HOUR, MINUTE, NEVER, Real, Whole, from_clock
from sim.model.columns import Column
from sim.model.scenario import ByProfile, Poisson, Reporting, Slots
from sim.model.timetable import Span


def clocks(arrivals: ByProfile | Reporting | None, counts: Whole, chance: Chance) -> Column:
    """The time of the day at which each party comes (N,), ms; where there are slots, the time after its slot begins."""
    match arrivals:
        case None:
            return 0
        case Slots():
            return np.asarray(np.rint(chance(("arrival",), counts) * arrivals.spread * MINUTE), np.int64)
        case ByProfile():
            return _by_profile(arrivals, counts, chance)


def _by_profile(arrivals: ByProfile, counts: Whole, chance: Chance) -> Column:
    """A share stands there; the others come by the piecewise-constant profile."""
    stands = happens(arrivals.standing, ("standing",), counts, chance)
    if stands is True:
        return from_clock(arrivals.standing_from)
    spans = [(from_clock(span.start), from_clock(span.end)) for span in arrivals.others]
    later = _within(spans, [span.weight for span in arrivals.others], chance(("arrival",), counts))
    return np.where(stands, from_clock(arrivals.standing_from), later)


def streams(arrivals: Poisson, most: int, worlds: int, chance: Chance) -> Whole:
    """The moments (W, k) of the day (ms) of a Poisson process in each world, -1 after its end; k is `most` at most.

    By the inverse of its cumulative rate (Çinlar 1975, Introduction to Stochastic Processes): gaps are exponential with
    mean 1 on the axis of the expected number.
    """
    parts = expected(arrivals)
    total = sum(parts)
    if not total:
        return np.full((worlds, 0), NEVER)
    spans = [(from_clock(rate.start), from_clock(rate.end)) for rate in arrivals.rates]
    passed = _passed(total, most, worlds, chance)
    moments = _within(spans, [part / total for part in parts], np.minimum(passed / total, 1))
    return np.where(passed < total, moments, NEVER)


def expected(arrivals: Poisson) -> list[float]:
    """The expected number of parties in each span of a stream."""
    hours = [(from_clock(rate.end) - from_clock(rate.start)) / HOUR for rate in arrivals.rates]
    return [rate.parties_per_hour * lasts for rate, lasts in zip(arrivals.rates, hours, strict=True)]


def _passed(total: float, most: int, worlds: int, chance: Chance) -> Real:
    """The expected number that has passed at each arrival (W, k), beyond the total in the last where more may come."""
    drawn = min(most, round(total + 5 * total**0.5) + 5)
    while True:
        gaps = -special.log1p(-chance(("gap",), np.full(worlds, drawn))).reshape(worlds, drawn)
        passed = np.cumsum(gaps, axis=1)
        if drawn == most or (passed[:, -1] >= total).all():
            return np.asarray(passed)
        drawn = min(most, 2 * drawn)


def _within(spans: list[Span], weights: list[float], shares: Real) -> Whole:
    """The moments (ms) at which these shares of all arrivals have come."""
    starts, ends = np.array(sorted(spans), dtype=np.float64).T
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    upto = np.concatenate([[0.0], np.cumsum([weights[index] for index in order])])
    span = np.clip(np.searchsorted(upto, shares, side="right") - 1, 0, len(spans) - 1)
    width = np.maximum(upto[span + 1] - upto[span], np.finfo(float).tiny)
    moment = starts[span] + (ends[span] - starts[span]) * np.minimum((shares - upto[span]) / width, 1)
    return np.asarray(np.rint(moment), np.int64)
