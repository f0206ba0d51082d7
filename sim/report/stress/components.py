"""Section 2.5 of the sheet, components: cohorts, work, officers and vehicles, queues, and the ways in and out."""

from typing import get_args

from sim.measures.flow import WORDS
from sim.model.frozen import Frozen
from sim.model.scenario import Arrivals, Cohort, Desk, Gate, Scenario, Service, Shuttle, Station
from sim.report.plots.drawing.facts import hours
from sim.report.plots.words import number, plain
from sim.report.stress.facts import Facts
from sim.report.stress.families import told
from sim.report.stress.markdown import bullets, paragraphs, route, table

PARTS = {"party": "a party", "person": "each person", "bag": "each bag"}


def entities(facts: Facts) -> str:
    """The cohorts of the base scenario; parties are the entities."""
    head = ["cohort", "persons", "mean party", "route", "priority", "on a list", "share of parties that comes"]
    return paragraphs(
        f"A party is the entity. {facts.rules['P1']} In {plain(facts.base.name)}:",
        table(head, [_cohort(name, cohort) for name, cohort in facts.base.cohorts.items()]),
    )


def _cohort(name: str, cohort: Cohort) -> list[object]:
    mean = number(cohort.party_size.mean_value())
    listed = "yes" if cohort.listed else "no"
    return [plain(name), cohort.persons, mean, route(cohort.route), cohort.priority, listed, f"{cohort.show_up:g}"]


def activities(facts: Facts) -> str:
    """The kinds of station, and what takes time at each station of the base scenario."""
    rows = [[plain(name), what, time] for name in facts.base.order
            for what, time in _work(facts.base.stations[name])]  # fmt: skip
    return paragraphs(
        "There are these kinds of station:",
        table(["kind", "what it is"], ([kind_of(kind), kind.__doc__ or ""] for kind in _members(Station))),
        f"{facts.rules['C3']} In {plain(facts.base.name)}, in minutes:",
        table(["station", "what takes time", "how long"], rows),
    )


def kind_of(described: type[Frozen]) -> str:
    """The word that stands after `kind:` in a configuration."""
    return plain(get_args(described.model_fields["kind"].annotation)[0])


def _members(union: object) -> tuple[type[Frozen], ...]:
    """The classes of an annotated union."""
    members: tuple[type[Frozen], ...] = get_args(get_args(union)[0])
    return members


def _work(station: Station) -> list[tuple[str, str]]:
    match station:
        case Desk():
            return _parts("the check", station.service)
        case Shuttle():
            rides = [("the ride", told(station.ride)), ("the ride back", told(station.ride_back))]
            return [*_parts("boarding", station.boarding), *_parts("alighting", station.alighting), *rides]
        case Gate():
            return [("nothing", "")]


def _parts(what: str, service: Service) -> list[tuple[str, str]]:
    return [(f"{what}, {who}", told(duration)) for part, who in PARTS.items() if (duration := getattr(service, part))]


def resources(facts: Facts) -> str:
    """Officers at desks, vehicles of shuttles, and when they are on duty."""
    rows = [[plain(name), *_duty(facts.base.stations[name]), hours(facts.base.stations[name])]
            for name in facts.base.order]  # fmt: skip
    return table(["station", "kind", "on duty", "opening hours"], rows)


def _duty(station: Station) -> list[str]:
    match station:
        case Desk():
            return ["desk", f"officers: {station.officers}"]
        case Shuttle():
            return ["shuttle", f"vehicles: {station.vehicles}, seats in each: {station.seats}, bays: {station.bays}"]
        case Gate():
            return ["gate", "nobody"]


def queues(facts: Facts) -> str:
    """Order and room: the rules, and the halls of the base scenario."""
    return paragraphs(
        "Every station has an entry queue, which at the first station of a route is the street, and a hall.",
        bullets(f"**{name}** {facts.rules[name]}" for name in ("S1", "S2")),
        table(["station", "hall (persons)", "may others pass a head that does not fit?"], _halls(facts.base)),
    )


def _halls(scenario: Scenario) -> list[list[object]]:
    stations = [(name, scenario.stations[name]) for name in scenario.order]
    return [[plain(name), "none" if isinstance(station, Gate) else station.hall, "yes" if station.overtaking else "no"]
            for name, station in stations]  # fmt: skip


def entry_and_exit(facts: Facts) -> str:
    """How arrivals are drawn, where each cohort comes in, and every way to end."""
    kinds = [[kind_of(kind), kind.__doc__ or ""] for kind in _members(Arrivals)]
    starts = [[plain(name), plain(cohort.route[0]), plain(cohort.arrivals.kind)]
              for name, cohort in facts.base.cohorts.items()]  # fmt: skip
    return paragraphs(
        table(["kind of arrivals", "what it is"], kinds),
        table(["cohort", "comes in at", "arrivals"], starts),
        f"At the end every party has exactly one outcome: {', '.join(WORDS.values())}.",
    )
