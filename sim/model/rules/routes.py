"""What a cohort's route must be: known stations in their order, with room for its parties (S4, S7, S10, P4)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sim.model.checks import sure_checks
from sim.model.nearest import nearest
from sim.model.rules.broken import Broken, Stations
from sim.model.scenario import Cohort, Desk, Gate, Shuttle


def steps(name: str, cohort: Cohort, declared: Sequence[str]) -> Iterator[Broken]:
    """Every step is a station."""
    for step in dict.fromkeys(cohort.route):
        if step not in declared:
            yield f"cohorts.{name}.route", f"got {step!r}; needs a station{nearest(step, declared)}"


def direction(name: str, cohort: Cohort, order: Sequence[str]) -> Iterator[Broken]:
    """No loop, and in the declared order of stations."""
    places = [order.index(step) for step in cohort.route if step in order]
    if any(later <= earlier for earlier, later in pairwise(places)):
        got = ", ".join(cohort.route)
        yield f"cohorts.{name}.route", f"got {got}; needs the declared order of stations, no loop ({', '.join(order)})"


def room(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """A party larger than a hall, a vehicle or a daily quota on its route would wait for ever."""
    largest = cohort.largest_party()
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


def secondary(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
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


def lists_checked(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """Who is on no list meets a check of lists on every way that can be drawn, from wherever they begin (P4)."""
    if cohort.listed or not all(step in stations for step in cohort.route):
        return
    rule = "needs a station with checks_list on its route that no referral leads past and that is no secondary"
    if not sure_checks(cohort.route, stations):
        yield f"cohorts.{name}.listed", f"got false; {rule}"
    for at in cohort.already:
        if at in cohort.route and not sure_checks(cohort.route[cohort.route.index(at) :], stations):
            yield f"cohorts.{name}.already.{at}", f"who is on no list begins there beyond every check; {rule}"


def gates_lead_on(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """A gate lets into the next hall: it ends no route, and no other gate follows it (S7)."""
    for step, after in zip(cohort.route, [*cohort.route[1:], None], strict=True):
        if isinstance(stations.get(step), Gate) and (after is None or isinstance(stations.get(after), Gate)):
            got = f"got {after or 'nothing'} after {step}"
            yield f"cohorts.{name}.route", f"{got}; a gate needs a desk or a shuttle next"


def families_checked(name: str, cohort: Cohort, stations: Stations) -> Iterator[Broken]:
    """Where a member may be missing from the list, there is a check of lists that nobody gets past (P5)."""
    known = all(step in stations for step in cohort.route)
    if cohort.member_missing and known and not sure_checks(cohort.route, stations):
        rule = "needs a station with checks_list on its route that no referral leads past and that is no secondary"
        yield f"cohorts.{name}.member_missing", f"got {cohort.member_missing:g}; {rule}"
