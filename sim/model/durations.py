"""How long each party takes at each station, and each trip under way; in many worlds at once (C2, C3)."""

import numpy as np

from sim.model.chance import Chance, Purpose
from sim.model.clock import Whole, to_ms
from sim.model.columns import Column, Key, by_world, full
from sim.model.distributions import Constant, Duration
from sim.model.people import Parties
from sim.model.scenario import Desk, Gate, Scenario, Service, Station

KINDS = ("service", "boarding", "alighting")


def durations(scenario: Scenario, route: tuple[str, ...], parties: Parties, chance: Chance) -> dict[Key, Column]:
    """What each party takes at each station of a route, ms: `service` at desks, the others at shuttles."""
    taken: dict[Key, Column] = {(kind, at): 0 for kind in KINDS for at in range(len(scenario.order))}
    for name in route:
        for kind, service in _services(scenario.stations[name]).items():
            taken[kind, scenario.order.index(name)] = _drawn(service, parties, (kind, name), chance)
    return taken


def _services(station: Station) -> dict[str, Service]:
    match station:
        case Desk():
            return {"service": station.service}
        case Gate():
            return {}
        case _:
            return {"boarding": station.boarding, "alighting": station.alighting}


def _drawn(service: Service, parties: Parties, purpose: Purpose, chance: Chance) -> Column:
    """One draw for the party, one for each person and one for each bag."""
    total: Column = 0
    for part in ("party", "person", "bag"):
        duration: Duration | None = getattr(service, part)
        if duration is not None:
            total = total + times(duration, (*purpose, part), parties.counts, _members(parties, part), chance)
    return total


def _members(parties: Parties, part: str) -> Whole:
    """How many draws each party takes (N,)."""
    match part:
        case "party":
            return np.minimum(parties.size, 1)
        case "person":
            return parties.size
        case _:
            return full(parties.bags, parties.size.size)


def times(duration: Duration, purpose: Purpose, counts: Whole, members: Whole, chance: Chance) -> Whole:
    """The sum of one time for each member (N,), ms; what is always the same takes no chance."""
    if isinstance(duration, Constant):
        return members * _constant(duration)
    return chance.times(duration, purpose, counts, members)


def _constant(duration: Constant) -> int:
    return int(to_ms(np.array(duration.value)))


def rides(name: str, station: Station, most: Whole, chance: Chance) -> tuple[list[Whole], list[Whole]]:
    """Rides out and back (ms) in each world, of as many trips as there could be (W,); none for others than shuttles."""
    if isinstance(station, Desk | Gate):
        none = by_world(0, np.zeros_like(most))
        return none, none
    out, back = (station.ride, ("ride", name)), (station.ride_back, ("ride back", name))
    return _rides(*out, most, chance), _rides(*back, most, chance)


def _rides(ride: Duration, purpose: Purpose, most: Whole, chance: Chance) -> list[Whole]:
    if isinstance(ride, Constant):
        return by_world(_constant(ride), most)
    return by_world(chance.times(ride, purpose, most, np.ones(most.sum(), np.int64)), most)
