"""Tiny worlds for stories: crossings and parties written by hand, in minutes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.model.chance import Purpose
from sim.model.chances import Chances
from sim.model.clock import DAY, MINUTE, NEVER, UNLIMITED, Real
from sim.model.crossing import (
    AnyStation,
    Closing,
    Crossing,
    Days,
    DeskStation,
    GateStation,
    ShuttleStation,
    Side,
    Yielding,
)
from sim.model.draws import Draws
from sim.model.log import STAMPS, Log, Why
from sim.model.outcome import Outcome
from sim.model.timetable import Timetable, always

Minutes = float
Spans = Sequence[tuple[Minutes, int]]  # from this minute on, so many on duty

CROSSED = -1 - Outcome.CROSSED
REFUSED = -1 - Outcome.REFUSED
TURNED_AWAY = -1 - Outcome.TURNED_AWAY
TURNED_BACK = -1 - Outcome.FAMILY_TURNED_BACK

NEVER_THERE = (None, None, None, None, None)  # the five stamps of a station that a party did not come to


def uniforms(seed: int, replication: int, purpose: Purpose, count: int, member: int = 0) -> Real:
    """So many uniforms of one address."""
    return Chances(seed, [replication])(purpose, np.array([count]), member)


def ms(minutes: Minutes) -> int:
    """Minutes to milliseconds."""
    return round(minutes * MINUTE)


def on_duty(level: int | Spans) -> Timetable:
    """Always so many on duty, or steps of (from minute, level)."""
    if isinstance(level, int):
        return always(level)
    return Timetable(tuple(ms(at) for at, _ in level), tuple(count for _, count in level))


def days(openings: Sequence[Minutes] = (), evenings: Sequence[Minutes] = ()) -> Days:
    """When days begin and end (min)."""
    return Days(tuple(map(ms, openings)), tuple(map(ms, evenings)))


ONE_DAY = days()


def desk(
    officers: int | Spans = 1,
    *,
    hall: int = UNLIMITED,
    overtaking: bool = False,
    side: Side = Side.PALESTINIAN,
    closing: Closing = Closing.FINISH,
    of_days: Days = ONE_DAY,
) -> DeskStation:
    """A desk; its name is given by `cross`."""
    return DeskStation("desk", side, on_duty(officers), of_days, hall, overtaking, closing)


def shuttle(
    vehicles: int | Spans = 1, *, seats: int = 4, bays: int = 1, patience: Minutes | None = None, hall: int = UNLIMITED,
    overtaking: bool = False, at_departure: bool = False, of_days: Days = ONE_DAY,
) -> ShuttleStation:  # fmt: skip
    """A shuttle; `patience` in minutes, None for without end."""
    wait = UNLIMITED if patience is None else ms(patience)
    return ShuttleStation(
        "shuttle", Side.PALESTINIAN, on_duty(vehicles), of_days, hall, overtaking, seats, bays, wait, at_departure
    )


def gate(
    open_: int | Spans = 1, *, quota: int = UNLIMITED, overtaking: bool = False, yielding: Yielding | None = None,
    of_days: Days = ONE_DAY,
) -> GateStation:  # fmt: skip
    """A gate; `quota` in persons a day."""
    return GateStation("gate", on_duty(open_), of_days, overtaking, quota, yielding)


def yields(cohorts: tuple[int, ...], left_station: int, until: Minutes | None = None) -> Yielding:
    """Yield to these cohorts until they have left a station, or until a minute of the day."""
    return Yielding(cohorts, left_station, NEVER if until is None else ms(until))


@dataclass(frozen=True)
class Party:
    """One party: `service` are minutes at each station it could come to, 0 at a shuttle.

    `onward` overrides where it goes after a station; otherwise it goes from each station to the next and crosses.
    `boarding` and `alighting` in minutes, at every shuttle. `patience`: minutes in the street, None without end; then
    it leaves `for_good` or comes again. `aside`: the station after which it waits aside once. `in_hall`, `on_trip`:
    where it is when the run begins.
    """

    arrival: Minutes
    service: Sequence[Minutes]
    size: int = 1
    priority: int = 0
    first: int = 0
    onward: dict[int, int] = field(default_factory=dict)
    boarding: Minutes = 0
    alighting: Minutes = 0
    cohort: int = 0
    patience: Minutes | None = None
    for_good: bool = True
    aside: int = NEVER
    in_hall: bool = False
    on_trip: int = NEVER


def draws_of(stations: Sequence[AnyStation], parties: Sequence[Party], ride: Minutes, back: Minutes) -> Draws:
    """The draws of hand-written parties; place is their position."""
    count, width = len(parties), len(stations)
    straight = [*range(1, width), CROSSED]
    onward = [[party.onward.get(at, straight[at]) for at in range(width)] for party in parties]
    is_ride = [isinstance(station, ShuttleStation) for station in stations]

    def whole(values: Sequence[object]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    def table(rows: Sequence[object]) -> np.ndarray:
        return whole(rows).reshape(count, width)

    rides = tuple(whole([ms(ride)] * count if it else []) for it in is_ride)
    backs = tuple(whole([ms(back)] * count if it else []) for it in is_ride)
    return Draws(
        cohorts=("everyone", "others"), reasons=("papers",), place=np.arange(count),
        cohort=whole([party.cohort for party in parties]), size=whole([party.size for party in parties]),
        children=np.zeros(count, np.int64), bags=np.zeros(count, np.int64),
        priority=whole([party.priority for party in parties]),
        arrival=whole([NEVER if party.arrival == NEVER else ms(party.arrival) for party in parties]),
        first=whole([party.first for party in parties]), onward=table(onward),
        refusal=np.zeros((count, width), np.int64),
        in_hall=whole([party.in_hall for party in parties]), on_trip=whole([party.on_trip for party in parties]),
        aside=whole([party.aside for party in parties]), for_good=whole([party.for_good for party in parties]),
        patience=whole([UNLIMITED if party.patience is None else ms(party.patience) for party in parties]),
        service=table([[ms(time) for time in party.service] for party in parties]),
        boarding=table([[ms(party.boarding) * it for it in is_ride] for party in parties]),
        alighting=table([[ms(party.alighting) * it for it in is_ride] for party in parties]),
        ride=rides, ride_back=backs, **uneventful(width),
    )  # fmt: skip


def uneventful(stations: int) -> dict[str, object]:
    """Draws of open days without breakdowns."""
    return {"days": np.zeros(2, np.int64), "down": (np.zeros((0, 3), np.int64),) * stations}


def patient(parties: int) -> dict[str, np.ndarray]:
    """Draws of parties that all come to the street, stay there, and never wait aside."""
    nobody, all_of_them = np.full(parties, NEVER), np.ones(parties, np.int64)
    return {"in_hall": 0 * nobody, "on_trip": nobody, "aside": nobody, "for_good": all_of_them,
            "patience": np.full(parties, UNLIMITED)}  # fmt: skip


def crossing_of(
    stations: Sequence[AnyStation], horizon: Minutes = DAY / MINUTE, deadlines: tuple[int, ...] = (NEVER, NEVER)
) -> Crossing:
    """A crossing that ends after so many minutes; deadlines (ms) of "everyone" and of "others"."""
    return Crossing(tuple(stations), ms(horizon), deadlines)


def minutes_of(log: Log, stamp: str, at: int) -> list[float]:
    """One stamp of every party at one station, in minutes; None where it never happened."""
    values = getattr(log, stamp)[:, at]
    return [None if value == NEVER else value / MINUTE for value in values]


def whole_log(log: Log) -> list[list[tuple[float | None, ...]]]:
    """Per party, per station: (reached, admitted, started, finished, left) in minutes."""
    stations = log.reached.shape[1]
    columns = {stamp: [minutes_of(log, stamp, at) for at in range(stations)] for stamp in STAMPS}
    return [
        [tuple(columns[stamp][at][row] for stamp in STAMPS) for at in range(stations)] for row in range(log.place.size)
    ]


def earlier_of(log: Log) -> list[tuple[object, ...]]:
    """Per visit that ended without going on: party, station, (reached … left, back) in minutes, why."""
    table = log.earlier
    times = [table.reached, table.admitted, table.started, table.finished, table.left, table.back]
    clock = [[None if value == NEVER else value / MINUTE for value in column] for column in times]
    stays = zip(*clock, strict=True)
    return list(zip(table.place.tolist(), table.station.tolist(), stays, map(Why, table.why.tolist()), strict=True))


def trips_of(log: Log) -> list[tuple[float | None, ...]]:
    """Per trip: (pulled in, departed, arrived, returned) in minutes, persons, reason."""
    times = [log.trips.pulled_in, log.trips.departed, log.trips.arrived, log.trips.returned]
    clock = [[None if value == NEVER else value / MINUTE for value in column] for column in times]
    return list(zip(*clock, log.trips.persons.tolist(), log.trips.reason.tolist(), strict=True))


def ends_of(log: Log) -> list[tuple[Outcome, int]]:
    """Per party: (outcome, index of the station where it ended or stands, -1 for nowhere)."""
    return [(Outcome(outcome), where) for outcome, where in zip(log.outcome.tolist(), log.where.tolist(), strict=True)]
