"""All chance, drawn before an engine runs (C1): the only user of a random generator.

A uniform has an address: (seed, replication, purpose, party or trip, member). A purpose is a list of names, such as
["service", "person", "luggage", "us_citizens"], and a stream of the counter-based generator Philox4x64-10 (Salmon et
al. 2011, SC'11): its key is (seed, the first 8 bytes of BLAKE2b of the purpose as JSON), its counter starts at
(0, replication, member, 0), and the party's number in its cohort is the position in the stream. So nothing that is
added, taken away or made longer moves any other uniform.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from hashlib import blake2b

import numpy as np

from sim.model.clock import NEVER, Real, Whole, to_ms
from sim.model.distributions import Duration
from sim.model.outcome import Outcome
from sim.model.people import Chance, Parties, Purpose, parties_of, per_member
from sim.model.scenario import Cohort, Desk, Gate, Scenario, Service, Shuttle


@dataclass
class Draws:
    """One drawn world: n parties in list order, S stations in declared order. Durations and moments in ms.

    place: (n,) the number on the list. cohort: (n,) index into `cohorts`. size, children, bags, priority: (n,).
    arrival: (n,), -1 for a no-show. first: (n,) the station where they come. onward: (n, S) the station after each
    station, or -1 - outcome where a party ends there. refusal: (n, S) why it would be refused there, an index into
    `reasons`, or -1.
    service: (n, S) at a desk. boarding, alighting: (n, S) at a shuttle.
    ride, ride_back: per station, the rides of its trips by number, empty for others than shuttles.
    """

    cohorts: tuple[str, ...]
    reasons: tuple[str, ...]
    place: Whole
    cohort: Whole
    size: Whole
    children: Whole
    bags: Whole
    priority: Whole
    arrival: Whole
    first: Whole
    onward: Whole
    refusal: Whole
    service: Whole
    boarding: Whole
    alighting: Whole
    ride: tuple[Whole, ...]
    ride_back: tuple[Whole, ...]

    @property
    def parties(self) -> int:
        """How many parties there are, no-shows among them."""
        return int(self.place.size)


def uniforms(seed: int, replication: int, purpose: Purpose, count: int, member: int = 0) -> Real:
    """`count` uniforms in [0, 1) of one stream, for one member of each party: multiples of 2**-53."""
    address = json.dumps(purpose, ensure_ascii=False).encode()
    key = np.array([seed, int.from_bytes(blake2b(address, digest_size=8).digest(), "little")], np.uint64)
    counter = np.array([0, replication, member, 0], np.uint64)
    words = np.random.Philox(key=key, counter=counter).random_raw(count)
    return np.asarray((words >> np.uint64(11)) * 2.0**-53)


def draw(scenario: Scenario, seed: int, replication: int) -> Draws:
    """Draw the world of one replication."""
    names = tuple(sorted(scenario.cohorts))
    reasons = tuple(sorted({reason for station in scenario.stations.values() if isinstance(station, Desk)
                            for reason in station.refuse}))  # fmt: skip
    parts = [_cohort(scenario, index, name, reasons, seed, replication) for index, name in enumerate(names)]
    merged = _merge(parts)
    rides = [_rides(scenario, name, merged["place"].size, seed, replication) for name in scenario.order]
    return Draws(
        names, reasons, **merged, ride=tuple(out for out, _ in rides), ride_back=tuple(back for _, back in rides)
    )


def _merge(parts: list[dict[str, np.ndarray]]) -> dict[str, Whole]:
    """All cohorts together, in list order: by their drawn position, then cohort, then number."""
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    rank = np.argsort(joined.pop("list_order"), kind="stable")
    rows = {key: values[rank] for key, values in joined.items()}
    return {"place": np.arange(rank.size), **rows}


def _cohort(
    scenario: Scenario, index: int, name: str, reasons: tuple[str, ...], seed: int, replication: int
) -> dict[str, np.ndarray]:
    cohort = scenario.cohorts[name]

    def chance(purpose: Purpose, count: int, member: int = 0) -> Real:
        return uniforms(seed, replication, (*purpose, name), count, member)

    parties = parties_of(cohort, chance)
    count, stations = parties.size.size, len(scenario.order)
    times = {key: np.zeros((count, stations), np.int64) for key in ("service", "boarding", "alighting")}
    for at, station in enumerate(scenario.order):
        if station in cohort.route:
            for key, service in _services(scenario.stations[station]).items():
                times[key][:, at] = _durations(service, parties, (key, station), chance)
    onward, refusal = _onward(scenario, cohort, count, reasons, chance)
    one = np.ones(count, np.int64)
    return {
        "cohort": index * one, "size": parties.size, "children": parties.children, "bags": parties.bags,
        "priority": cohort.priority * one, "arrival": parties.arrival,
        "first": scenario.order.index(cohort.route[0]) * one, "onward": onward, "refusal": refusal, **times,
        "list_order": parties.list_order,
    }  # fmt: skip


def _services(station: Desk | Shuttle | Gate) -> dict[str, Service]:
    if isinstance(station, Desk):
        return {"service": station.service}
    if isinstance(station, Gate):
        return {}
    return {"boarding": station.boarding, "alighting": station.alighting}


def _durations(service: Service, parties: Parties, purpose: Purpose, chance: Chance) -> Whole:
    """One draw for the party, one for each person and one for each bag, each rounded to the millisecond (C3)."""
    total = np.zeros(parties.size.size, np.int64)
    for part, members in (("party", np.minimum(parties.size, 1)), ("person", parties.size), ("bag", parties.bags)):
        duration: Duration | None = getattr(service, part)
        if duration is not None:
            total += per_member(members, (*purpose, part), chance, _in_ms(duration))
    return total


def _in_ms(duration: Duration) -> Callable[[int, Real], Whole]:
    return lambda _, chances: to_ms(duration.quantile(chances))


def _onward(
    scenario: Scenario, cohort: Cohort, count: int, reasons: tuple[str, ...], chance: Chance
) -> tuple[Whole, Whole]:
    """Where each party goes after each station, its outcomes drawn (S4), and why it is refused if it is."""
    onward = np.full((count, len(scenario.order)), -1 - Outcome.CROSSED)
    refusal = np.full(onward.shape, NEVER)
    secondaries = {desk.refer.to for name in cohort.route
                   if isinstance(desk := scenario.stations[name], Desk) and desk.refer}  # fmt: skip
    for step, name in reversed(list(enumerate(cohort.route))):
        station, at = scenario.stations[name], scenario.order.index(name)
        ahead = [later for later in cohort.route[step + 1 :] if later not in secondaries]
        if ahead:
            onward[:, at] = scenario.order.index(ahead[0])
        if isinstance(station, Desk):
            u = chance(("outcome", name), count)
            _outcomes(scenario, station, cohort, reasons, u, onward[:, at], refusal[:, at])
    return onward, refusal


def _outcomes(
    scenario: Scenario, desk: Desk, cohort: Cohort, reasons: tuple[str, ...], u: Real, onward: Whole, refusal: Whole
) -> None:
    """Refusals from the low end of the uniform, referrals from the high end: each set only grows with its share."""
    bound = 0.0
    if desk.refer is not None:
        onward[u >= 1 - desk.refer.share] = scenario.order.index(desk.refer.to)
    for reason, share in sorted(desk.refuse.items()):
        refused = (u >= bound) & (u < bound + share)
        onward[refused], refusal[refused] = -1 - Outcome.REFUSED, reasons.index(reason)
        bound += share
    if desk.checks_list and not cohort.listed:
        onward[:], refusal[:] = -1 - Outcome.TURNED_AWAY, NEVER


def _rides(scenario: Scenario, name: str, most: int, seed: int, replication: int) -> tuple[Whole, Whole]:
    """Rides out and back for as many trips as there could be: one a party."""
    station = scenario.stations[name]
    if not isinstance(station, Shuttle):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    out = station.ride.quantile(uniforms(seed, replication, ("ride", name), most))
    back = station.ride_back.quantile(uniforms(seed, replication, ("ride back", name), most))
    return to_ms(out), to_ms(back)


def to_bytes(draws: Draws) -> bytes:
    """Every number drawn, in one canonical form, for comparing two draws to the bit."""
    values = [getattr(draws, field.name) for field in fields(draws)]
    arrays = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return b"".join(np.ascontiguousarray(part, "<i8").tobytes() for part in arrays if isinstance(part, np.ndarray))
