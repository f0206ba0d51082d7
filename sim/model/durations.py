"""How long each party takes at each station, and each trip under way (C2, C3)."""

from collections.abc import Callable

import numpy as np

from sim.model.chance import Chance, Purpose
from sim.model.clock import Real, Whole, to_ms
from sim.model.distributions import Constant, Duration
from sim.model.people import Parties, per_member
from sim.model.scenario import Desk, Gate, Scenario, Service, Station

KINDS = ("service", "boarding", "alighting")


def durations(scenario: Scenario, route: tuple[str, ...], parties: Parties, chance: Chance) -> dict[str, Whole]:
    """What each party takes at each station of a route (n, S) ms: `service` at desks, the others at shuttles."""
    times = {kind: np.zeros((parties.size.size, len(scenario.order)), np.int64) for kind in KINDS}
    for name in route:
        for kind, service in _services(scenario.stations[name]).items():
            times[kind][:, scenario.order.index(name)] = _drawn(service, parties, (kind, name), chance)
    return times


def _services(station: Station) -> dict[str, Service]:
    match station:
        case Desk():
            return {"service": station.service}
        case Gate():
            return {}
        case _:
            return {"boarding": station.boarding, "alighting": station.alighting}


def _drawn(service: Service, parties: Parties, purpose: Purpose, chance: Chance) -> Whole:
    """One draw for the party, one for each person and one for each bag, each rounded to the millisecond (C3)."""
    total = np.zeros(parties.size.size, np.int64)
    for part, members in (("party", np.minimum(parties.size, 1)), ("person", parties.size), ("bag", parties.bags)):
        duration: Duration | None = getattr(service, part)
        if isinstance(duration, Constant):
            total += members * to_ms(np.array(duration.value))
        elif duration is not None:
            total += per_member(members, (*purpose, part), chance, _in_ms(duration))
    return total


def _in_ms(duration: Duration) -> Callable[[int, Real], Whole]:
    return lambda _, chances: to_ms(duration.quantile(chances))


def rides(name: str, station: Station, most: int, chance: Chance) -> tuple[Whole, Whole]:
    """Rides out and back (ms) of as many trips as there could be, one a party; none for others than shuttles."""
    if isinstance(station, Desk | Gate):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    out, back = (("ride", name), station.ride), (("ride back", name), station.ride_back)
    return _rides(*out, most, chance), _rides(*back, most, chance)


def _rides(purpose: Purpose, ride: Duration, most: int, chance: Chance) -> Whole:
    if isinstance(ride, Constant):
        return np.full(most, to_ms(np.array(ride.value)))
    return to_ms(ride.quantile(chance(purpose, most)))
