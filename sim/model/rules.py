"""What makes a crossing impossible, refused before anything runs (S10)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sim.model.clock import DAY, from_clock
from sim.model.nearest import nearest
from sim.model.scenario import Cohort, Desk, Gate, Scenario, Shuttle, YieldsTo

AnyStation = Desk | Shuttle | Gate
Stations = Mapping[str, AnyStation]
EVERYONE = "all"  # in tables and pictures: all cohorts together
Broken = tuple[str, str]  # the dotted key, and what is wrong with it


def broken(
    order: Sequence[str] | None, declared: Sequence[str], stations: Stations, cohorts: Mapping[str, Cohort]
) -> list[Broken]:
    """Each rule that is broken, as (key, problem).

    `order` is None where it is no list; `declared` names every station; `stations` and `cohorts` hold those that are
    valid by themselves, so that what is wrong with the others is not said twice.
    """
    found = [*_order(order, declared)] if order is not None else []
    for name, station in stations.items():
        found += [*_referral(name, station, stations, declared), *_shuttle(name, station)]
        found += [*_gate(name, station, cohorts, order or declared)]
    if EVERYONE in cohorts:
        found.append((f"cohorts.{EVERYONE}", f"needs another name; {EVERYONE} is everybody together in the results"))
    for name, cohort in cohorts.items():
        found += [*_gates_lead_on(name, cohort, stations)]
        found += [*_steps(name, cohort, declared), *_direction(name, cohort, order or declared)]
        found += [*_room(name, cohort, stations), *_secondary(name, cohort, stations), *_list(name, cohort, stations)]
    return found


def doubtful(scenario: Scenario) -> list[str]:
    """What is allowed but is probably not meant, a sentence each."""
    return [
        f"stations.{name}: no cohort's route has it, so nobody comes there"
        for name in scenario.order
        if not scenario.routes_through(name)
    ]


def _order(order: Sequence[str], declared: Sequence[str]) -> Iterator[Broken]:
    for name in dict.fromkeys(order):
        if name not in declared:
            yield "order", f"got {name!r}; needs a station{nearest(name, declared)}"
        if order.count(name) > 1:
            yield "order", f"got {name!r} {order.count(name)} times; needs each station once"
    for name in declared:
        if name not in order:
            yield f"stations.{name}", f"is not in the order of stations{nearest(name, order)}"


def _steps(name: str, cohort: Cohort, declared: Sequence[str]) -> Iterator[Broken]:
    for step in dict.fromkeys(cohort.route):
        if step not in declared:
            yield f"cohorts.{name}.route", f"got {step!r}; needs a station{nearest(step, declared)}"


def _direction(name: str, cohort: Cohort, order: Sequence[str]) -> Iterator[Broken]:
    """No loop, and in the declared order of stations."""
    places = [order.index(step) for step in cohort.route if step in order]
    if any(later <= earlier for earlier, later in pairwise(places)):
        got = ", ".join(cohort.route)
        yield f"cohorts.{name}.route", f"got {got}; needs the declared order of stations, no loop ({', '.join(order)})"


def _room(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """A party larger than a hall, a vehicle or a daily quota on its route would wait for ever."""
    sizes = zip(cohort.party_size.values, cohort.party_size.weights, strict=True)
    largest = max(size for size, weight in sizes if weight)
    for step in cohort.route:
        station = stations.get(step)
        rule = f"needs at least the largest party on its route ({largest}, {name})"
        if isinstance(station, Shuttle) and station.seats < largest:
            yield f"stations.{step}.seats", f"got {station.seats}; {rule}"
        if station is None:
            continue
        room, limit = ("quota", station.quota) if isinstance(station, Gate) else ("hall", station.hall)
        if limit != "unlimited" and limit < largest:
            yield f"stations.{step}.{room}", f"got {limit}; {rule}"


def _secondary(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """Who is referred goes straight to a secondary later on the route, past nothing but desks (S4)."""
    for at, step in enumerate(cohort.route):
        station = stations.get(step)
        if not isinstance(station, Desk) or station.refer is None:
            continue
        key, to, later = f"cohorts.{name}.route", station.refer.to, cohort.route[at + 1 :]
        if to not in later:
            yield key, f"needs {to} after {step}, which refers parties there"
        elif rides := [past for past in later[: later.index(to)] if isinstance(stations.get(past), Shuttle | Gate)]:
            yield key, f"got {', '.join(rides)} between {step} and its secondary {to}; needs nothing but desks there"


def _list(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """Who is on no list meets a check of lists on every way that can be drawn (P4)."""
    route = [(step, stations.get(step)) for step in cohort.route]
    if cohort.listed or not all(station for _, station in route):
        return
    referring = [(at, desk.refer.to) for at, (_, desk) in enumerate(route) if isinstance(desk, Desk) and desk.refer]
    ends = [(at, cohort.route.index(to)) for at, to in referring if to in cohort.route]
    avoidable = {step for at, end in ends for step in cohort.route[at + 1 : end + 1]}
    if not any(isinstance(desk, Desk) and desk.checks_list and step not in avoidable for step, desk in route):
        rule = "needs a station with checks_list on its route that no referral leads past and that is no secondary"
        yield f"cohorts.{name}.listed", f"got False; {rule}"


def _referral(name: str, station: AnyStation, stations: Stations, declared: Sequence[str]) -> Iterator[Broken]:
    if not isinstance(station, Desk) or station.refer is None:
        return
    to = station.refer.to
    if to not in declared:
        yield f"stations.{name}.refer.to", f"got {to!r}; needs a station{nearest(to, declared)}"
    elif to in stations and not isinstance(stations[to], Desk):
        yield f"stations.{name}.refer.to", f"got {to!r}, a {stations[to].kind}; needs a desk"


def _shuttle(name: str, station: AnyStation) -> Iterator[Broken]:
    if not isinstance(station, Shuttle):
        return
    open_time = sum(from_clock(end) - from_clock(start) for start, end in station.hours)
    if station.patience == "unlimited" and open_time == DAY:
        yield f"stations.{name}.patience", "got 'unlimited'; a shuttle that never closes needs minutes"
    if station.hall_freed == "departure" and station.hall != "unlimited" and station.hall < station.seats:
        rule = f"with hall_freed: departure it needs at least the seats ({station.seats})"
        yield f"stations.{name}.hall", f"got {station.hall}; {rule}"


def _gates_lead_on(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """A gate lets into the next hall: it ends no route, and no other gate follows it (S7)."""
    for step, after in zip(cohort.route, [*cohort.route[1:], None], strict=True):
        if isinstance(stations.get(step), Gate) and (after is None or isinstance(stations.get(after), Gate)):
            got = f"got {after or 'nothing'} after {step}"
            yield f"cohorts.{name}.route", f"{got}; a gate needs a desk or a shuttle next"


def _gate(name: str, gate: AnyStation, cohorts: Mapping[str, Cohort], order: Sequence[str]) -> Iterator[Broken]:
    """Whom a gate yields to is known, and nobody waits for one who waits for him (S10)."""
    if not isinstance(gate, Gate) or gate.yields_to is None:
        return
    yields = gate.yields_to
    for cohort in yields.cohorts:
        if cohort not in cohorts:
            yield f"stations.{name}.yields_to.cohorts", f"got {cohort!r}; needs a cohort{nearest(cohort, cohorts)}"
    if yields.left not in order:
        yield f"stations.{name}.yields_to.left", f"got {yields.left!r}; needs a station{nearest(yields.left, order)}"
        return
    for waiting, first in _pairs(name, yields, cohorts):
        shared = set(_upto(cohorts[waiting], name)) & set(_through(cohorts[first], yields.left, order))
        if shared:
            told = f"{waiting} wait there in front of {first}, who are waited for, at {', '.join(sorted(shared))}"
            yield f"stations.{name}.yields_to", f"{told}; needs routes that do not meet before"


def _pairs(gate: str, yields: YieldsTo, cohorts: Mapping[str, Cohort]) -> Iterator[tuple[str, str]]:
    """Each cohort that waits at the gate, with each that it waits for."""
    for waiting, cohort in cohorts.items():
        if gate in cohort.route and waiting not in yields.cohorts:
            yield from ((waiting, first) for first in yields.cohorts if first in cohorts)


def _upto(cohort: Cohort, gate: str) -> Sequence[str]:
    """The stations of a route before a gate."""
    return cohort.route[: cohort.route.index(gate)]


def _through(cohort: Cohort, left: str, order: Sequence[str]) -> Sequence[str]:
    """The stations of a route up to the named one, in declared order."""
    return [step for step in cohort.route if step in order and order.index(step) <= order.index(left)]
