"""What a station's box says of it: officers or vehicles, hours, room, and what it asks of people."""

from sim.model.scenario import Desk, Gate, Scenario, Shuttle, Station
from sim.report.plots.drawing.ways import checks_list
from sim.report.plots.words import counted, listed, percent, plain

KINDS = {"desk": "a desk", "shuttle": "a shuttle", "gate": "a gate"}


def facts(scenario: Scenario, name: str) -> list[str]:
    """Short facts of a station, those first that every box has."""
    station = scenario.stations[name]
    open_ = "open " if isinstance(station, Gate) else ""
    return [*_work(station), f"{open_}{hours(station)}", *_room(station), *_rules(scenario, name)]


def _work(station: Station) -> list[str]:
    match station:
        case Desk():
            return [counted(station.officers, "officer")]
        case Shuttle():
            return [f"{counted(station.vehicles, 'vehicle')} × {counted(station.seats, 'seat')}"]
        case Gate():
            return []


def hours(station: Station) -> str:
    """Opening hours as they are read: 08:00–12:00 and 13:00–17:00."""
    return listed([f"{start}–{end}" for start, end in sorted(station.hours)])


def _room(station: Station) -> list[str]:
    """How many persons a hall holds or a gate lets through in a day, where there is a limit."""
    if isinstance(station, Gate):
        return [] if station.quota == "unlimited" else [f"{station.quota:,} persons a day at most"]
    return [] if station.hall == "unlimited" else [f"hall for {station.hall:,}"]


def _rules(scenario: Scenario, name: str) -> list[str]:
    station = scenario.stations[name]
    told = ["checks the list"] if checks_list(scenario, name) else []
    if isinstance(station, Desk) and station.refer:
        told.append(f"refers {percent(station.refer.share)}")
    if isinstance(station, Gate) and station.yields_to:
        first = listed([plain(cohort) for cohort in station.yields_to.cohorts])
        until = f", until {station.yields_to.until}" if station.yields_to.until else ""
        told.append(f"yields to {first}{until}")
    return told
