"""Large drawn populations as arrays: the project's own uniforms, families and rounding, without a scenario around them.

Every array is (n,) or (n, S) for n parties and S stations, in ms unless it says otherwise.
"""

from collections.abc import Mapping

import numpy as np
from worlds import CROSSED, patient, uneventful, uniforms

from sim.model.clock import MINUTE, NEVER, Real, Whole, to_ms
from sim.model.crossing import AnyStation, Crossing
from sim.model.distributions import Constant, Duration, Exponential, Uniform
from sim.model.draws import Draws

SEED = 20_240_501  # one seed for all theory tests: none of them is ever flaky
FOR_EVER = 2**35 - 1  # ms; a horizon of more than a year, the latest that the compiled engine takes


def chance(replication: int, purpose: str, count: int = 1) -> Real:
    """So many uniforms of one address."""
    return uniforms(SEED, replication, purpose, count)


def exponential(mean: float) -> Exponential:
    """Exponential with this mean (min)."""
    return Exponential(family="exponential", mean=mean)


def constant(value: float) -> Constant:
    """Always this value (min)."""
    return Constant(family="constant", value=value)


def uniform(low: float, high: float) -> Uniform:
    """Uniform between low and high (min)."""
    return Uniform(family="uniform", low=low, high=high)


def times(family: Duration, replication: int, purpose: str, count: int) -> Whole:
    """So many durations of a family, in ms."""
    return to_ms(family.quantile(chance(replication, purpose, count)))


def on_scale(expected: float, replication: int, purpose: str) -> Real:
    """A Poisson stream on the axis of its expected number, from 0 to `expected`: whatever its rate, its gaps are 1."""
    most = int(expected + 8 * np.sqrt(expected) + 20)
    passed = np.cumsum(exponential(1).quantile(chance(replication, purpose, most)))
    assert passed[-1] > expected
    return passed[passed <= expected]


def poisson(rate: float, span: float, replication: int, purpose: str) -> Whole:
    """The moments (ms) of a Poisson stream of `rate` a minute from 0 to `span` minutes."""
    return to_ms(on_scale(rate * span, replication, purpose) / rate)


def standing(pmf: Real, replication: int, purpose: str) -> int:
    """How many stand there at time 0, drawn from their stationary law (persons)."""
    return int(np.searchsorted(np.cumsum(pmf), chance(replication, purpose)[0] * pmf.sum(), side="right"))


def crowd(
    arrival: Whole, service: Whole, *, priority: Whole | None = None, first: Whole | None = None,
    onward: Whole | None = None, boarding: Whole | None = None, alighting: Whole | None = None,
    ride: Mapping[int, tuple[Whole, Whole]] | None = None,
) -> Draws:  # fmt: skip
    """Parties of one person, their place being their position; (n,) services mean one station.

    They go from each station to the next and cross, unless `onward` (n, S) says where. `ride`: by shuttle, the rides
    of its trips out and back.
    """
    service = service.reshape(arrival.size, -1)
    count, width = service.shape
    zero, one = np.zeros(count, np.int64), np.ones(count, np.int64)
    nothing = np.zeros((count, width), np.int64)
    rides = ride or {}
    empty = (zero[:0], zero[:0])
    return Draws(
        cohorts=("everyone", "others"), reasons=("papers",), place=np.arange(count), cohort=zero, size=one,
        children=zero, bags=zero, priority=zero if priority is None else priority, arrival=arrival,
        first=zero if first is None else first,
        onward=np.tile([*range(1, width), CROSSED], (count, 1)) if onward is None else onward,
        refusal=nothing - 1, service=service,
        boarding=nothing if boarding is None else boarding, alighting=nothing if alighting is None else alighting,
        ride=tuple(rides.get(at, empty)[0] for at in range(width)),
        ride_back=tuple(rides.get(at, empty)[1] for at in range(width)), **patient(count), **uneventful(width),
    )  # fmt: skip


def always_open(*stations: AnyStation, until: int = FOR_EVER) -> Crossing:
    """A crossing that ends at `until` (ms)."""
    return Crossing(stations, until, (NEVER, NEVER))


def end_to_end(arrival: Whole, service: Whole) -> tuple[Whole, Whole]:
    """Replications (R, n) laid into one run: arrivals (R * n,), and the moment (R,) each replication starts.

    Each starts a minute after all work of the one before would be done at a single desk, so it starts empty.
    """
    length = arrival[:, -1] + service.sum(axis=1) + MINUTE
    start = np.concatenate([[0], np.cumsum(length)[:-1]])
    return (arrival + start[:, None]).ravel(), start


def area(begin: Whole, end: Whole, span: int) -> int:
    """Party-milliseconds spent between `begin` and `end` within the first `span` ms."""
    return int((np.clip(end, 0, span) - np.clip(begin, 0, span)).sum())
