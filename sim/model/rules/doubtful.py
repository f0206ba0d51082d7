"""What is allowed but is probably not meant."""

from collections.abc import Iterator

from sim.model.clock import DAY, MINUTE, from_clock
from sim.model.rules.lists import cohorts_on
from sim.model.rules.zones import two_clocks
from sim.model.scenario import Explicit, Gate, OnTheDay, Poisson, Scenario, Shuttle


def doubtful(scenario: Scenario) -> list[str]:
    """Each doubt, a sentence."""
    idle = [name for name in scenario.order if not scenario.routes_through(name)]
    alone = scenario.days > 1 and all(
        isinstance(cohort.arrivals, OnTheDay | Poisson) for cohort in scenario.cohorts.values()
    )
    unused = [name for name in scenario.lists if not cohorts_on(name, scenario.cohorts)]
    return [
        *(f"stations.{name}: no cohort's route has it, so nobody comes there" for name in idle),
        *_idle_days(scenario),
        *_long_patience(scenario),
        *two_clocks(scenario),
        *(["days: everybody comes on the first day; for several see scenario=first_three_days"] if alone else []),
        *(f"lists.{name}: no cohort's arrivals name it, so nobody is on it" for name in unused),
    ]


def _long_patience(scenario: Scenario) -> Iterator[str]:
    """Vehicles that would stand a day for people who never come."""
    for name, station in scenario.stations.items():
        if isinstance(station, Shuttle) and station.patience != "unlimited" and station.patience * MINUTE >= DAY:
            yield f"stations.{name}.patience: {station.patience:g} minutes is a day or more; unlimited has its own word"


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
