"""The log in the long forms that other tools read: a row an activity, or a row an event."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sim.measures.flow import WORDS
from sim.measures.replication import Replication
from sim.model.clock import MINUTE, NEVER
from sim.model.log import Why
from sim.model.outcome import Outcome
from sim.study.export.works import Work, works

WHY = {Why.PATIENCE: "out of patience", Why.EVENING: "home for the night", Why.ASIDE: "waits aside"}


class Activity(NamedTuple):
    """What a party (a case) did, as process mining reads it: from when to when by the clock there, no end for none.

    case: the party's place on the list, of its replication. resource: "STATION NUMBER" of an officer or a vehicle.
    """

    case: int
    activity: str
    start: datetime
    end: datetime | None
    resource: str
    replication: int
    cohort: str
    persons: int


class Event(NamedTuple):
    """What happened to a party, as vidigi reads it: `time` in minutes since 00:00 of day 1."""

    entity_id: int
    pathway: str
    event_type: str
    event: str
    time: float
    resource_id: int | None
    run_number: int
    persons: int


def activities(one: Replication, replication: int, date: str, shown: tuple[str, ...]) -> Iterator[Activity]:
    """The activities of one replication, party by party: coming, each service, leaving, and how it ended."""
    midnight = datetime.fromisoformat(date)
    for stays in works(one, shown):
        row = stays[0].row
        about = (replication, one.draws.cohorts[one.log.cohort[row]], int(one.log.size[row]))
        for name, start, end, resource in _activities(one, stays):
            ended = None if end == NEVER else _moment(midnight, end)
            yield Activity(int(one.log.place[row]), name, _moment(midnight, start), ended, resource, *about)


def _activities(one: Replication, stays: list[Work]) -> Iterator[tuple[str, int, int, str]]:
    """Name, start and end (ms), resource."""
    yield "came", stays[0].came, stays[0].came, ""
    for work in stays:
        name = one.crossing.names[work.station]
        if work.started != NEVER:
            yield name, work.started, work.finished, f"{name} {work.server}" if work.server else ""
        if work.why != NEVER:
            yield WHY[Why(work.why)], work.left, work.left, ""
    if (end := int(one.ended[stays[0].row])) != NEVER:
        yield outcome_of(one, stays[0].row), end, end, ""


def outcome_of(one: Replication, row: int) -> str:
    """How it ended for a party, in words."""
    return WORDS[Outcome(one.log.outcome[row])].removeprefix("who ").removeprefix("whose ")


def events(one: Replication, replication: int, shown: tuple[str, ...]) -> Iterator[Event]:
    """The events of one replication, party by party: arrival, queues, uses of a resource and their ends, departure."""
    for stays in works(one, shown):
        row = stays[0].row
        place, cohort, size = int(one.log.place[row]), one.draws.cohorts[one.log.cohort[row]], int(one.log.size[row])
        for kind, name, moment, resource in _events(one, stays):
            yield Event(place, cohort, kind, name, moment / MINUTE, resource, replication, size)


def _events(one: Replication, stays: list[Work]) -> Iterator[tuple[str, str, int, int | None]]:
    """Type, name, moment (ms), resource."""
    yield "arrival_departure", "arrival", stays[0].came, None
    for work in stays:
        name = one.crossing.names[work.station]
        yield "queue", f"wait for {name}", work.came, None
        if work.place and work.started != NEVER:
            yield "resource_use", name, work.started, work.place
            if work.finished != NEVER:
                yield "resource_use_end", f"{name} done", work.finished, work.place
        if work.why != NEVER:
            yield "queue", WHY[Why(work.why)], work.left, None
    if (end := int(one.ended[stays[0].row])) != NEVER:
        yield "arrival_departure", "depart", end, None


def _moment(midnight: datetime, ms: int) -> datetime:
    return midnight + timedelta(milliseconds=ms)
