"""What a station must be, by itself and beside the others (S4, S5, S7, S10)."""

from collections.abc import Iterator, Mapping, Sequence

from sim.model.clock import DAY, from_clock
from sim.model.nearest import nearest
from sim.model.rules.broken import Broken, Stations
from sim.model.scenario import Cohort, Desk, Gate, Shuttle, Station, YieldsTo


def referral(name: str, station: Station, stations: Stations, declared: Sequence[str]) -> Iterator[Broken]:
    """A desk refers to a desk that is there (S4)."""
    if not isinstance(station, Desk) or station.refer is None:
        return
    to = station.refer.to
    if to not in declared:
        yield f"stations.{name}.refer.to", f"got {to!r}; needs a station{nearest(to, declared)}"
    elif to in stations and not isinstance(stations[to], Desk):
        yield f"stations.{name}.refer.to", f"got {to!r}, a {stations[to].kind}; needs a desk"


def shuttle(name: str, station: Station) -> Iterator[Broken]:
    """A vehicle leaves at some time, and the hall holds a vehicle's load where it is freed at departure (S5)."""
    if not isinstance(station, Shuttle):
        return
    open_time = sum(from_clock(end) - from_clock(start) for start, end in station.hours)
    if station.patience == "unlimited" and open_time == DAY:
        yield f"stations.{name}.patience", "got 'unlimited'; a shuttle that never closes needs minutes"
    if station.hall_freed == "departure" and station.hall != "unlimited" and station.hall < station.seats:
        rule = f"with hall_freed: departure it needs at least the seats ({station.seats})"
        yield f"stations.{name}.hall", f"got {station.hall}; {rule}"


def gate(name: str, gate: Station, cohorts: Mapping[str, Cohort], order: Sequence[str]) -> Iterator[Broken]:
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
