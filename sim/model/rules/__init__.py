"""What makes a crossing impossible, refused before anything runs (S10)."""

from collections.abc import Iterator, Sequence

from sim.model.clock import from_clock
from sim.model.nearest import nearest
from sim.model.rules.already import already
from sim.model.rules.broken import Broken, Sound
from sim.model.rules.lists import cohorts_on, listed
from sim.model.rules.routes import (
    direction,
    families_checked,
    gates_lead_on,
    lists_checked,
    room,
    secondary,
    steps,
)
from sim.model.rules.stations import gate, referral, shuttle
from sim.model.rules.yielding import mutual_yielding
from sim.model.scenario import Explicit, Gate, OnTheDay, Poisson, Scenario

EVERYONE = "all"  # in tables and pictures: all cohorts together


def broken(sound: Sound) -> list[Broken]:
    """Each rule that is broken, as (key, problem)."""
    order, stations = sound.order or sound.declared, sound.stations
    found = [] if sound.order is None else [*_order(sound.order, sound.declared)]
    for name, station in stations.items():
        found += [*referral(name, station, stations, sound.declared), *shuttle(name, station)]
        found += gate(name, station, sound.cohorts, order)
    if EVERYONE in sound.cohorts:
        found.append((f"cohorts.{EVERYONE}", f"needs another name; {EVERYONE} is everybody together in the results"))
    for name, cohort in sound.cohorts.items():
        found += [*steps(name, cohort, sound.declared), *direction(name, cohort, order)]
        for rule in (gates_lead_on, room, secondary, lists_checked, families_checked):
            found += rule(name, cohort, stations)
    return [*found, *listed(sound), *already(sound), *mutual_yielding(sound)]


def doubtful(scenario: Scenario) -> list[str]:
    """What is allowed but is probably not meant, a sentence each."""
    idle = [name for name in scenario.order if not scenario.routes_through(name)]
    alone = scenario.days > 1 and all(
        isinstance(cohort.arrivals, OnTheDay | Poisson) for cohort in scenario.cohorts.values()
    )
    unused = [name for name in scenario.lists if not cohorts_on(name, scenario.cohorts)]
    return [
        *(f"stations.{name}: no cohort's route has it, so nobody comes there" for name in idle),
        *_idle_days(scenario),
        *(["days: everybody comes on the first day; for several see scenario=first_three_days"] if alone else []),
        *(f"lists.{name}: no cohort's arrivals name it, so nobody is on it" for name in unused),
    ]


def _idle_days(scenario: Scenario) -> Iterator[str]:
    """Days named that are not simulated, or on which no station could open."""
    calendar, days = scenario.calendar, scenario.days
    if isinstance(calendar, Explicit) and len(calendar.days) > days:
        yield f"calendar.days: {len(calendar.days)} are named, {days} simulated"
    for name, station in scenario.stations.items():
        for absence in () if isinstance(station, Gate) else station.absences:
            if absence.day != "every" and absence.day > days:
                yield f"stations.{name}.absences: day {absence.day} is not simulated"
    closes = max(from_clock(end) for station in scenario.stations.values() for _, end in station.hours)
    opens = min(from_clock(start) for station in scenario.stations.values() for start, _ in station.hours)
    if from_clock(calendar.late_start) >= closes or from_clock(calendar.aborted_at) <= opens:
        yield "calendar: on a late or an aborted day no station would be open, yet its list would be used up"


def _order(order: Sequence[str], declared: Sequence[str]) -> Iterator[Broken]:
    for name in dict.fromkeys(order):
        if name not in declared:
            yield "order", f"got {name!r}; needs a station{nearest(name, declared)}"
        if order.count(name) > 1:
            yield "order", f"got {name!r} {order.count(name)} times; needs each station once"
    for name in declared:
        if name not in order:
            yield f"stations.{name}", f"is not in the order of stations{nearest(name, order)}"
