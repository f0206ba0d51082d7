"""A world with one thing changed everywhere: its times doubled, its halls, quotas, officers or names replaced."""

from dataclasses import replace
from typing import Any

import numpy as np
from random_crossings import World

from sim.model.clock import UNLIMITED, Whole
from sim.model.crossing import AnyStation, Crossing, Days, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import STAMPS, Log
from sim.model.timetable import Timetable

DURATIONS = ("arrival", "patience", "service", "boarding", "alighting")
TIMES_OF_TRIPS = ("pulled_in", "departed", "arrived", "returned")
TIMES_OF_VISITS = (*STAMPS, "back")


def with_stations(crossing: Crossing, kind: type[AnyStation], **changes: Any) -> Crossing:
    """The crossing with these fields of all stations of a kind replaced."""
    stations = [replace(one, **changes) if isinstance(one, kind) else one for one in crossing.stations]
    return replace(crossing, stations=tuple(stations))


def with_halls(crossing: Crossing, hall: int) -> Crossing:
    """The crossing with this room (persons) in every hall."""
    stations = [one if isinstance(one, GateStation) else replace(one, hall=hall) for one in crossing.stations]
    return replace(crossing, stations=tuple(stations))


def alone(draws: Draws) -> Draws:
    """The same parties as single persons, all of whom come to the street."""
    ones, never = np.ones(draws.parties, np.int64), np.full(draws.parties, -1)
    return replace(draws, size=ones, in_hall=0 * ones, on_trip=never, aside=never)


# Twice as slow


def twice(world: World) -> World:
    """Every duration and every moment of a world doubled; but not the day, which begins at 00:00 all the same."""
    crossing, draws = world
    slower = Crossing(tuple(map(_slower, crossing.stations)), 2 * crossing.horizon, crossing.deadlines)
    trips = {key: tuple(map(doubled, getattr(draws, key))) for key in ("ride", "ride_back")}
    return slower, replace(draws, **_doubled_of(draws, DURATIONS), **trips)


def twice_as_late(log: Log) -> Log:
    """The log with every time in it doubled."""
    trips = replace(log.trips, **_doubled_of(log.trips, TIMES_OF_TRIPS))
    earlier = replace(log.earlier, **_doubled_of(log.earlier, TIMES_OF_VISITS))
    return replace(log, **_doubled_of(log, ("arrival", *STAMPS)), trips=trips, earlier=earlier)


def doubled(times: Whole) -> Whole:
    """Twice these times (ms), where they are times: not what never happens, nor what has no end."""
    return np.where((times > 0) & (times < UNLIMITED), 2 * times, times)


def _doubled_of(table: object, names: tuple[str, ...]) -> dict[str, Whole]:
    return {name: doubled(getattr(table, name)) for name in names}


def _slower(station: AnyStation) -> AnyStation:
    timetable = Timetable(_all_doubled(station.timetable.breaks), station.timetable.levels)
    days = Days(_all_doubled(station.days.openings), _all_doubled(station.days.evenings))
    slower = replace(station, timetable=timetable, days=days)
    if isinstance(slower, ShuttleStation):
        return replace(slower, patience=_all_doubled((slower.patience,))[0])
    if isinstance(slower, GateStation) and slower.yields:
        return replace(slower, yields=replace(slower.yields, until=_all_doubled((slower.yields.until,))[0]))
    return slower


def _all_doubled(times: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(doubled(np.array(times, np.int64)).tolist())


# Other names, one cohort


def renamed(world: World) -> World:
    """All stations, cohorts and reasons under other names, in another order of names."""
    crossing, draws = world
    stations = [replace(one, name=f"{99 - at} {one.name[::-1]}") for at, one in enumerate(crossing.stations)]
    cohorts = tuple(f"{9 - at} another" for at in range(len(draws.cohorts)))
    return replace(crossing, stations=tuple(stations)), replace(draws, cohorts=cohorts, reasons=("other papers",))


def merged(world: World) -> World:
    """Everybody in the first cohort; gates, which alone ask for a cohort, yield to nobody."""
    crossing, draws = world
    return with_stations(crossing, GateStation, yields=None), replace(draws, cohort=0 * draws.cohort)


def but_for_cohorts(log: Log) -> bytes:
    """The log's bytes without who is of which cohort."""
    return replace(log, cohort=0 * log.cohort).to_bytes()
