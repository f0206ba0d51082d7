"""Where each station stands: rows go from the Palestinian to the Egyptian side, columns lie beside each other."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from sim.model.scenario import Desk, Scenario, Shuttle
from sim.report.plots.drawing.ways import Way, steps, unvisited


class Part(IntEnum):
    """The parts of the way, from top to bottom."""

    PALESTINIAN = 0
    BETWEEN = 1
    EGYPTIAN = 2


class Place(NamedTuple):
    """A row and a column of the drawing, counted from the top left."""

    row: int
    column: int


class Plan(NamedTuple):
    """Where everything stands. `rows`: how many rows each part has; `columns`: how many columns there are."""

    places: dict[str, Place]
    rows: dict[Part, int]
    columns: int


def plan(scenario: Scenario, found: list[Way]) -> Plan:
    """A place for every station: each way keeps to one column where it can, shared stations stand once."""
    parts = {name: part_of(scenario, name) for name in scenario.order}
    depths = _depths(scenario, found, parts)
    rows = {part: 1 + max((depths[name] for name in depths if parts[name] is part), default=-1) for part in Part}
    starts = {part: sum(rows[earlier] for earlier in Part if earlier < part) for part in Part}
    places = _columns(scenario, found, {name: starts[parts[name]] + depths[name] for name in scenario.order})
    return Plan(places, rows, 1 + max(place.column for place in places.values()))


def part_of(scenario: Scenario, name: str) -> Part:
    """A desk stands on its side; vehicles go between the sides; a gate stands where its neighbours do."""
    station = scenario.stations[name]
    if isinstance(station, Desk):
        return Part[station.side.upper()]
    routes = [(route, route.index(name)) for cohort in scenario.cohorts.values() if name in (route := cohort.route)]
    ahead = [scenario.stations[later] for route, at in routes for later in route[at + 1 :]]
    behind = [scenario.stations[earlier] for route, at in routes for earlier in route[:at]]
    if any(isinstance(desk, Desk) and desk.side == "palestinian" for desk in ahead):
        return Part.PALESTINIAN
    if any(isinstance(desk, Desk) and desk.side == "egyptian" for desk in behind):
        return Part.EGYPTIAN
    if isinstance(station, Shuttle):
        return Part.BETWEEN
    return Part.EGYPTIAN if any(isinstance(vehicle, Shuttle) for vehicle in behind) else Part.PALESTINIAN


def _depths(scenario: Scenario, found: list[Way], parts: dict[str, Part]) -> dict[str, int]:
    """How many stations of its part lie before each on the longest way; a secondary stands beside its desk."""
    depths: dict[str, int] = {}
    beside = {to: desk for way in found for desk, to, _ in way.referrals}
    for name in scenario.order:
        before = [start for way in found for start, end in steps(way) if end == name and parts[start] is parts[name]]
        depths[name] = 1 + max((depths[start] for start in before), default=-1)
        if not before and name in beside and parts[beside[name]] is parts[name]:
            depths[name] = depths[beside[name]]
    return depths


def _columns(scenario: Scenario, found: list[Way], rows: dict[str, int]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    taken: set[Place] = set()
    for way in found:
        _put(places, taken, [name for name in way.stations if name not in places], rows, 0)
        if way.turned_away:
            last = places[way.stations[-1]]
            taken.add(Place(last.row, last.column + 1))
        for desk, to, _ in way.referrals:
            _put(places, taken, [to] if to not in places else [], rows, places[desk].column + 1)
    for name in unvisited(scenario, found):
        _put(places, taken, [name], rows, 0)
    return places


def _put(places: dict[str, Place], taken: set[Place], names: list[str], rows: dict[str, int], first: int) -> None:
    """Put stations below each other into the first column that is free from the highest to the lowest of them."""
    if not names:
        return
    of = sorted(rows[name] for name in names)
    span = range(of[0], of[-1] + 1)
    column = next(at for at in range(first, first + len(rows) + len(taken) + 1) if _free(at, span, taken))
    taken |= {Place(row, column) for row in span}
    places |= {name: Place(rows[name], column) for name in names}


def _free(column: int, span: Iterable[int], taken: set[Place]) -> bool:
    return not any(Place(row, column) in taken for row in span)
