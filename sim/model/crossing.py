"""The crossing as an engine sees it: stations in their declared order, whole numbers only, and the contract.

The engines' contract, the order of things at one instant. It is what makes two engines equal to the bit.

O1  The clock moves to the next due time. Nothing due at the horizon itself moves.
O2  Everyone due now moves, in any order.
O3  When nobody is due, the first station in declared order that can do something does one thing, the first possible
    of: admit one, start or board one, let one through, send one vehicle off. Then O2 again, then again from the first
    station.
O4  Engines add and compare whole numbers. They draw nothing and touch no floating point; they only fill the log.
O5  So the result depends neither on the order in which parties are created nor on the serial number of an event.

Order everywhere in a station (S1) is one tuple: (priority, time it reached the station, place).
"""

from dataclasses import dataclass
from enum import IntEnum

from sim.model.clock import DAY, MINUTE, NEVER, from_clock
from sim.model.scenario import Desk, Gate, Scenario, Shuttle, Station, YieldsTo
from sim.model.timetable import Timetable, daily

BEYOND = 1  # day past the horizon in every timetable, so that the last day knows the next opening (S3 fits)
UNLIMITED = 2**62  # persons of a hall, or milliseconds of patience, that no run comes near


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
class DeskStation:
    """Officers behind one hall (S3). `timetable`: officers on duty; `hall` in persons."""

    name: str
    side: Side
    timetable: Timetable
    hall: int
    overtaking: bool
    closing: Closing


@dataclass(frozen=True)
class ShuttleStation:
    """Vehicles between the gates (S5, S6). `timetable`: vehicles on duty; `patience` in ms from the first boarding."""

    name: str
    side: Side
    timetable: Timetable
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
    overtaking: bool
    quota: int
    yields: Yielding | None


AnyStation = DeskStation | ShuttleStation | GateStation


@dataclass(frozen=True)
class Crossing:
    """Stations in declared order, which is the order of O3; the run ends at `horizon` (ms)."""

    stations: tuple[AnyStation, ...]
    horizon: int

    @property
    def names(self) -> tuple[str, ...]:
        """The stations' names, in declared order."""
        return tuple(station.name for station in self.stations)


def build(scenario: Scenario) -> Crossing:
    """The crossing of a scenario, its opening hours folded into timetables."""
    stations = tuple(_station(scenario, name, scenario.stations[name]) for name in scenario.order)
    return Crossing(stations, scenario.days * DAY)


def _station(scenario: Scenario, name: str, station: Station) -> AnyStation:
    hours = [(from_clock(start), from_clock(end)) for start, end in station.hours]
    days, hall = scenario.days, UNLIMITED if isinstance(station, Gate) else _limit(station.hall)
    match station:
        case Gate():
            yields = None if station.yields_to is None else _yielding(scenario, station.yields_to)
            return GateStation(name, daily(hours, 1, days + BEYOND), station.overtaking, _limit(station.quota), yields)
        case Desk():
            timetable = daily(hours, station.officers, days + BEYOND)
            side, closing = Side[station.side.upper()], Closing[station.closing.upper()]
            return DeskStation(name, side, timetable, hall, station.overtaking, closing)
        case Shuttle():
            timetable = daily(hours, station.vehicles, days + BEYOND)
            patience = UNLIMITED if station.patience == "unlimited" else round(station.patience * MINUTE)
            at_departure = station.hall_freed == "departure"
            return ShuttleStation(name, Side.PALESTINIAN, timetable, hall, station.overtaking,
                                  station.seats, station.bays, patience, at_departure)  # fmt: skip


def _limit(limit: int | str) -> int:
    """Persons, where there is a limit."""
    return limit if isinstance(limit, int) else UNLIMITED


def _yielding(scenario: Scenario, yields: YieldsTo) -> Yielding:
    names = sorted(scenario.cohorts)
    until = NEVER if yields.until is None else from_clock(yields.until)
    return Yielding(
        tuple(names.index(name) for name in sorted(yields.cohorts)), scenario.order.index(yields.left), until
    )
