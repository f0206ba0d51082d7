"""The crossing as an engine sees it: stations in their declared order, whole numbers only, and the contract.

The engines' contract, the order of things at one instant. It is what makes two engines equal to the bit.

O1  The clock moves to the next due time. Nothing due at the horizon itself moves.
O2  Everyone due now moves, in any order.
O3  When nobody is due, the first station in declared order that can do something does one thing, the first possible
    of: admit one, start or board one, let one through, send one vehicle off. Then O2 again, then again from the first
    station.
O4  Engines add and compare whole numbers. They draw nothing and touch no floating point; they only fill the log.
O6  When no station can do anything more at this instant, those in the street whose patience has ended, or who go home
    for the night, leave it, all together; then O2 again.
O5  So the result depends neither on the order in which parties are created nor on the serial number of an event.

Order everywhere in a station (S1) is one tuple: (priority, time it reached the station, place).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sim.model.clock import DAY, MINUTE, NEVER, UNLIMITED, Whole, from_clock
from sim.model.draws import Draws
from sim.model.duty import evenings, on_duty, open_spans, openings
from sim.model.regime import BEYOND, planned_days
from sim.model.scenario import Cohort, Desk, Gate, Scenario, Shuttle, YieldsTo
from sim.model.timetable import Timetable


class Side(IntEnum):
    """Where people in a station's hall are."""

    PALESTINIAN = 0
    EGYPTIAN = 1


class Closing(IntEnum):
    """What becomes of a service that would run into a fall of the level (S3)."""

    FINISH = 0
    FITS = 1
    SUSPEND = 2


@dataclass(frozen=True)
class Days:
    """When a station's days begin and end (ms): who is due again comes at the next of `openings`; at each of `evenings`
    the street goes home (S9). Both increase; there are no evenings where the street stays overnight.
    """

    openings: tuple[int, ...]
    evenings: tuple[int, ...]

    def next_opening(self, now: int) -> int:
        """The first opening after a moment, or one beyond every run."""
        at = bisect_right(self.openings, now)
        return self.openings[at] if at < len(self.openings) else UNLIMITED


@dataclass(frozen=True)
class DeskStation:
    """Officers behind one hall (S3). `timetable`: officers on duty; `hall` in persons."""

    name: str
    side: Side
    timetable: Timetable
    days: Days
    hall: int
    overtaking: bool
    closing: Closing


@dataclass(frozen=True)
class ShuttleStation:
    """Vehicles between the gates (S5, S6). `timetable`: vehicles on duty; `patience` in ms from the first boarding."""

    name: str
    side: Side
    timetable: Timetable
    days: Days
    hall: int
    overtaking: bool
    seats: int
    bays: int
    patience: int
    hall_freed_at_departure: bool


@dataclass(frozen=True)
class Yielding:
    """Nobody passes a gate while one of these cohorts is on its way to having left a station (S7).

    `cohorts`: indices, in order of name. `left_station`: index in declared order. `until`: ms of the day, or -1.
    """

    cohorts: tuple[int, ...]
    left_station: int
    until: int


@dataclass(frozen=True)
class GateStation:
    """No time and no hall (S7). `timetable`: 1 when open; `quota`: persons a day; `yields`: None where to nobody."""

    name: str
    timetable: Timetable
    days: Days
    overtaking: bool
    quota: int
    yields: Yielding | None


AnyStation = DeskStation | ShuttleStation | GateStation


@dataclass(frozen=True)
class Crossing:
    """Stations in declared order, which is the order of O3; the run ends at `horizon` (ms).

    deadlines: of each cohort, in order of name, from coming to crossing (ms), -1 for none; only measures look at it.
    """

    stations: tuple[AnyStation, ...]
    horizon: int
    deadlines: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The stations' names, in declared order."""
        return tuple(station.name for station in self.stations)


def build(scenario: Scenario, draws: Draws) -> Crossing:
    """The crossing of one drawn world: opening hours, shifts, breakdowns and kinds of days folded into timetables."""
    return _crossing(scenario, draws.days, draws.down)


def as_planned(scenario: Scenario) -> Crossing:
    """The crossing as planned: days that are to be drawn are open, and nothing breaks down."""
    days, none = planned_days(scenario.calendar, scenario.days + BEYOND), np.zeros((0, 3), np.int64)
    return _crossing(scenario, days, [none] * len(scenario.order))


def _crossing(scenario: Scenario, days: Whole, down: Sequence[Whole]) -> Crossing:
    stations = [_station(scenario, name, days, broken) for name, broken in zip(scenario.order, down, strict=True)]
    deadlines = tuple(_deadline(scenario.cohorts[name]) for name in sorted(scenario.cohorts))
    return Crossing(tuple(stations), scenario.days * DAY, deadlines)


def _deadline(cohort: Cohort) -> int:
    return NEVER if cohort.deadline is None else round(cohort.deadline * MINUTE)


def _station(scenario: Scenario, name: str, days: Whole, down: Whole) -> AnyStation:
    station = scenario.stations[name]
    spans = open_spans(station, scenario.calendar, days)
    timetable = on_duty(station, spans, down)
    of_days = Days(openings(spans), evenings(station, spans) if scenario.overnight == "return" else ())
    match station:
        case Gate():
            yields = None if station.yields_to is None else _yielding(scenario, station.yields_to)
            return GateStation(name, timetable, of_days, station.overtaking, _limit(station.quota), yields)
        case Desk():
            side, closing = Side[station.side.upper()], Closing[station.closing.upper()]
            return DeskStation(name, side, timetable, of_days, _limit(station.hall), station.overtaking, closing)
        case Shuttle():
            patience = UNLIMITED if station.patience == "unlimited" else round(station.patience * MINUTE)
            return ShuttleStation(name, Side.PALESTINIAN, timetable, of_days, _limit(station.hall), station.overtaking,
                                  station.seats, station.bays, patience, station.hall_freed == "departure")  # fmt: skip


def _limit(limit: int | str) -> int:
    """Persons, where there is a limit."""
    return limit if isinstance(limit, int) else UNLIMITED


def _yielding(scenario: Scenario, yields: YieldsTo) -> Yielding:
    names = sorted(scenario.cohorts)
    until = NEVER if yields.until is None else from_clock(yields.until)
    return Yielding(
        tuple(names.index(name) for name in sorted(yields.cohorts)), scenario.order.index(yields.left), until
    )
