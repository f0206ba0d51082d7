"""The reliefs of a scenario: one more officer, vehicle, seat, bay, place in a hall, or hour, at a station each."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from sim.measures.row import NOWHERE
from sim.model.clock import HOUR, MINUTE, from_clock
from sim.model.faults import Refused, scenario_of
from sim.model.scenario import Desk, Gate, Scenario, Shuttle, Station

LONGER, EARLIER = "one hour longer", "one hour earlier"

Change = dict[str, Any]  # dotted key -> the new plain value


class Relief(NamedTuple):
    """A scenario with one thing more at a station (`NOWHERE`: at all of them), and the change that makes it."""

    station: str
    what: str
    change: Change
    scenario: Scenario


class LeftOut(NamedTuple):
    """A relief that the rules of a scenario refuse, and why."""

    station: str
    what: str
    why: str


Possible = Relief | LeftOut


def reliefs(scenario: Scenario) -> tuple[list[Relief], list[LeftOut]]:
    """The reliefs of every station on somebody's route, in declared order, then all of them an hour longer together.

    What the rules refuse is left out, and named.
    """
    raw = scenario.model_dump(mode="json")
    tried = [_tried(raw, *idea) for name in scenario.order if _is_used(scenario, name)
             for idea in _ideas(name, scenario.stations[name])]  # fmt: skip
    longer = [each.change for each in tried if isinstance(each, Relief) and each.what == LONGER]
    if longer:
        tried.append(_tried(raw, NOWHERE, LONGER, {key: value for change in longer for key, value in change.items()}))
    return [each for each in tried if isinstance(each, Relief)], [each for each in tried if isinstance(each, LeftOut)]


def _is_used(scenario: Scenario, station: str) -> bool:
    cohorts = [scenario.cohorts[name] for name in scenario.routes_through(station)]
    return any(cohort.persons or cohort.already for cohort in cohorts)


def _tried(raw: Mapping[str, Any], station: str, what: str, change: Change) -> Possible:
    try:
        return Relief(station, what, change, scenario_of(changed(raw, change)))
    except Refused as refused:
        return LeftOut(station, what, str(refused.faults[0]))


def changed(raw: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """A copy of a plain mapping with new values at keys such as `stations.bus.seats`."""
    copy = deepcopy(dict(raw))
    for key, value in change.items():
        group, name, setting = _parts(key)
        copy[group][name][setting] = value
    return copy


def _parts(key: str) -> tuple[str, str, str]:
    """Group, name and setting; the name may have dots of its own."""
    group, _, rest = key.partition(".")
    name, _, setting = rest.rpartition(".")
    return group, name, setting


def _ideas(name: str, station: Station) -> Iterator[tuple[str, str, Change]]:
    key = f"stations.{name}"
    match station:
        case Desk():
            yield name, "one more officer", _on_duty(key, station, "officers", station.officers)
        case Shuttle():
            yield name, "one more vehicle", _on_duty(key, station, "vehicles", station.vehicles)
            yield name, "one more seat", {f"{key}.seats": station.seats + 1}
            yield name, "one more bay", {f"{key}.bays": station.bays + 1}
    if not isinstance(station, Gate) and station.hall != "unlimited":
        yield name, "one more place in the hall", {f"{key}.hall": station.hall + 1}
    yield name, LONGER, {f"{key}.hours": _longer(station)}
    yield name, EARLIER, {f"{key}.hours": _earlier(station)}


def _on_duty(key: str, station: Desk | Shuttle, who: str, usual: int) -> Change:
    """One more on duty, in every shift as well."""
    shifts = [{**shift.model_dump(mode="json"), "on_duty": shift.on_duty + 1} for shift in station.shifts]
    return {f"{key}.{who}": usual + 1, **({f"{key}.shifts": shifts} if shifts else {})}


def _longer(station: Station) -> list[list[str]]:
    """The last hours of the day end an hour later; after 24:00 the rules refuse it."""
    *others, (start, end) = sorted(station.hours)
    return [*map(list, others), [start, _later(end, HOUR)]]


def _earlier(station: Station) -> list[list[str]]:
    """The first hours of the day begin an hour earlier; before 00:00 the rules refuse it."""
    (start, end), *others = sorted(station.hours)
    return [[_later(start, -HOUR), end], *map(list, others)]


def _later(clock: str, ms: int) -> str:
    hour, minute = divmod((from_clock(clock) + ms) // MINUTE, 60)
    return f"{hour:02d}:{minute:02d}"


def as_overrides(change: Change) -> list[str]:
    """A change as the words that make it on the command line, unquoted for a shell."""
    return [f"{key}={_word(value)}" for key, value in change.items()]


def _word(value: Any) -> str:
    match value:
        case dict():
            return "{" + ",".join(f"{key}:{_word(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ",".join(map(_word, value)) + "]"
        case str():
            return f'"{value}"'
        case _:
            return str(value)
