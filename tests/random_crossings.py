"""Small random crossings full of ties: everything happens at the same few minutes, and room is short by one.

`world` is made by whoever chooses one thing of several: a seeded generator, or Hypothesis. All are valid (S10).
"""

import random
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from hypothesis import strategies as st
from worlds import (
    CROSSED,
    REFUSED,
    TURNED_AWAY,
    TURNED_BACK,
    crossing_of,
    days,
    desk,
    gate,
    ms,
    shuttle,
    uneventful,
    yields,
)

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import AnyStation, Closing, Crossing, Days, DeskStation, GateStation, ShuttleStation, Side
from sim.model.draws import Draws
from sim.model.lists import filled

Choose = Callable[[Sequence[Any]], Any]  # one of these, each as likely as its share of the sequence
World = tuple[Crossing, Draws]
Way = tuple[list[int], int]  # stations in declared order, and the end after the last

MOST_STATIONS, MOST_PARTIES, LARGEST = 5, 14, 4
SERVICES = (0, 0, 1, 1, 2, 3)  # min
DOORS = (0, 0, 0, 1)  # min to step on or off
RIDES = (0, 0, 1, 2, 3)  # min
ARRIVALS = (0, 0, 0, 1, 1, 2, 3, 4, 6, 9, NEVER)  # min
STEPS = (1, 2, 3, 4, 5, 6)  # min between two levels
LEVELS = (0, 0, 1, 1, 2, 3)
PATIENCES = (0, 1, 2, 30, None, None)  # min
HORIZONS = (2, 4, 6, 9, 15, 300, 300, 1500)  # min; the last sees a midnight, at which quotas turn
PATIENCES_OF_PEOPLE = (0, 1, 2, 5, *[UNLIMITED] * 8)  # min
BEGINNINGS = ("street", "street", "street", "street", "hall", "trip")
COHORTS = ("aid workers", "everyone", "others")
ENDS = (CROSSED, CROSSED, CROSSED, REFUSED, TURNED_AWAY, TURNED_BACK)  # at a desk
FIRST = ((0,), (1,), (0, 2))  # cohorts to which a gate yields
KINDS = ("desk", "desk", "desk", "shuttle", "shuttle", "gate")


def random_world(rng: random.Random) -> World:
    """A world from a seeded generator, in about a third of a millisecond."""
    return world(rng.choice)


def seeded_world(seed: int) -> World:
    """The world of a number, the same everywhere."""
    return random_world(random.Random(seed))  # noqa: S311 (chance for tests, no secret)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """The same worlds, for Hypothesis to search and to shrink."""
    return world(lambda options: draw(st.sampled_from(options)))


def world(choose: Choose) -> World:
    """A crossing and a drawn world on it."""
    sizes = [choose((1, 1, 2, 3, LARGEST)) for _ in range(choose(range(1, MOST_PARTIES + 1)))]
    count = choose(range(1, MOST_STATIONS + 1))
    stations = [_station(choose, max(sizes), count) for _ in range(count - 1)] + [any_desk(choose, max(sizes))]
    named = numbered(stations)
    crossing = crossing_of(named, choose(HORIZONS), (NEVER,) * 3)
    return crossing, drawn(choose, named, sizes, [_way(choose, named) for _ in sizes])


def numbered(stations: Sequence[AnyStation]) -> list[AnyStation]:
    """The stations, each with its number in its name, so that no two have the same."""
    return [type(one)(**{**vars(one), "name": f"{one.name} {at}"}) for at, one in enumerate(stations)]


def _station(choose: Choose, largest: int, count: int) -> AnyStation:
    match choose(KINDS):
        case "desk":
            return any_desk(choose, largest)
        case "shuttle":
            return _shuttle(choose, largest)
        case _:
            return _gate(choose, largest, count)


def _gate(choose: Choose, largest: int, count: int) -> GateStation:
    """A gate with a quota that is met, and cohorts to yield to."""
    quota, overtaking = choose((UNLIMITED, largest, largest + 1, largest + 3)), choose((False, True))
    yielding = yields(choose(FIRST), choose(range(count)), until=choose((None, None, 1, 4)))
    return gate(_levels(choose), quota=quota, overtaking=overtaking, yielding=choose((None, yielding)),
                of_days=of_days(choose))  # fmt: skip


def room_for(choose: Choose, least: int) -> int:
    """Room for the largest party and perhaps for a few more, or for everybody."""
    return choose((least, least, least + 1, least + 2, least + 4, UNLIMITED))


def any_desk(choose: Choose, largest: int) -> DeskStation:
    side = choose((Side.PALESTINIAN, Side.EGYPTIAN))
    return desk(_levels(choose), hall=room_for(choose, largest), overtaking=choose((False, True)), side=side,
                closing=choose(tuple(Closing)), of_days=of_days(choose))  # fmt: skip


def _shuttle(choose: Choose, largest: int) -> ShuttleStation:
    """A shuttle; where nothing closes it, it has a patience (S10)."""
    seats, at_departure = choose((largest, largest + 1, largest + 3)), choose((False, True))
    levels = _levels(choose)
    closes = any(level == 0 for _, level in levels[1:])
    return shuttle(
        levels, seats=seats, bays=choose((1, 2)), patience=choose(PATIENCES if closes else PATIENCES[:4]),
        hall=room_for(choose, seats if at_departure else largest), overtaking=choose((False, True)),
        at_departure=at_departure, of_days=of_days(choose),
    )  # fmt: skip


def of_days(choose: Choose) -> Days:
    """Openings and evenings at minutes at which everything else happens as well, or none."""
    return days(_moments(choose, choose((0, 2, 3, 4, 6))), _moments(choose, choose((0, 0, 1, 2, 3))))


def _moments(choose: Choose, count: int) -> list[int]:
    return list(accumulate([choose((0, 1, 2)), *(choose(STEPS) for _ in range(count))]))[:count]


def _levels(choose: Choose) -> list[tuple[int, int]]:
    """Up to five steps, at minutes at which everything else happens as well; the last is mostly an opening."""
    at = list(accumulate([0, *(choose(STEPS) for _ in range(choose((0, 0, 1, 2, 3, 4))))]))
    levels = [choose(LEVELS) for _ in at]
    levels[-1] = choose((1, 1, 1, 2, levels[-1]))
    return list(zip(at, levels, strict=True))


def drawn(
    choose: Choose, stations: list[AnyStation], sizes: list[int], ways: Sequence[Way],
    services: Sequence[int] = SERVICES, doors: Sequence[int] = DOORS,
) -> Draws:  # fmt: skip
    """Parties of these sizes, each on a way of its own: ways skip stations and merge again."""
    count, width = len(sizes), len(stations)
    rides = [isinstance(station, ShuttleStation) for station in stations]
    desks = [isinstance(station, DeskStation) for station in stations]
    onward = _whole([_onward(way, end, width) for way, end in ways], width)
    begin = _begin(choose, stations, sizes, [way for way, _ in ways])

    def minutes(options: Sequence[int], wanted: Sequence[bool]) -> np.ndarray:
        return _whole([[ms(choose(options)) if it else 0 for it in wanted] for _ in sizes], width)

    def trips() -> tuple[np.ndarray, ...]:
        return tuple(np.array([ms(choose(RIDES)) for _ in sizes] if it else [], np.int64) for it in rides)

    return Draws(
        cohorts=COHORTS, reasons=("papers",), place=np.arange(count),
        cohort=_whole([choose((0, 1, 2)) for _ in sizes]), size=_whole(sizes), children=np.zeros(count, np.int64),
        bags=np.zeros(count, np.int64), priority=_whole([choose((0, 0, 1)) for _ in sizes]),
        arrival=np.where(begin["in_hall"] | (begin["on_trip"] != NEVER), 0, _whole([_arrival(choose) for _ in sizes])),
        onward=onward, refusal=np.where(onward == REFUSED, 0, NEVER), **begin,
        aside=_whole([_aside(choose, way, desks) for way, _ in ways]), for_good=_whole([choose((0, 1)) for _ in sizes]),
        patience=_whole([_patience(choose) for _ in sizes]),
        service=minutes(services, desks), boarding=minutes(doors, rides), alighting=minutes(doors, rides),
        ride=trips(), ride_back=trips(), **uneventful(width),
    )  # fmt: skip


def _begin(
    choose: Choose, stations: list[AnyStation], sizes: list[int], ways: list[list[int]]
) -> dict[str, np.ndarray]:
    """Most come to the street where their way begins; some stand in a hall with room for them, or are on a trip."""
    room = [0 if isinstance(station, GateStation) else station.hall for station in stations]
    first, in_hall, on_trip = (_whole([way[0] for way in ways]), *np.zeros((2, len(sizes)), np.int64))
    for row, way in enumerate(ways):
        at, place = choose(way), choose(BEGINNINGS)
        if place == "hall" and room[at] >= sizes[row]:
            first[row], in_hall[row] = at, 1
            room[at] -= sizes[row]
        if place == "trip" and isinstance(stations[at], ShuttleStation):
            first[row], on_trip[row] = at, 1
    for at, station in enumerate(stations):
        aboard = (first == at) & (on_trip > 0)
        if isinstance(station, ShuttleStation):
            on_trip[aboard] = filled(np.array(sizes)[aboard], station.seats) + 1
    return {"first": first, "in_hall": in_hall, "on_trip": on_trip - 1}


def _patience(choose: Choose) -> int:
    minutes = choose(PATIENCES_OF_PEOPLE)
    return UNLIMITED if minutes == UNLIMITED else ms(minutes)


def _aside(choose: Choose, way: list[int], desks: list[bool]) -> int:
    """Some wait aside after one of their desks."""
    at = choose(way)
    return at if desks[at] and choose((False, False, True)) else NEVER


def _whole(values: Sequence[Any], *width: int) -> np.ndarray:
    return np.array(values, np.int64).reshape(len(values), *width)


def _arrival(choose: Choose) -> int:
    minute = choose(ARRIVALS)
    return NEVER if minute == NEVER else ms(minute)


def _way(choose: Choose, stations: list[AnyStation]) -> Way:
    """Some of the stations in declared order, and the end after the last: only a desk refuses or turns back."""
    some = [at for at in range(len(stations)) if choose((True, True, True, False))]
    upto = choose(range(1, len(some) + 1)) if some and choose((False, False, False, True)) else len(some)
    way = _without_idle_gates(some[:upto], stations) or [len(stations) - 1]
    is_desk = isinstance(stations[way[-1]], DeskStation)
    return way, choose(ENDS) if is_desk else CROSSED


def _without_idle_gates(way: list[int], stations: list[AnyStation]) -> list[int]:
    """A gate leads to another station, and not to a gate (S7)."""
    gates = [isinstance(stations[at], GateStation) for at in way]
    return [at for at, here, after in zip(way, gates, [*gates, True][1:], strict=True) if not (here and after)]


def _onward(way: list[int], end: int, width: int) -> list[int]:
    """The station after each station of the way, or how it ends; elsewhere as if the way led there last."""
    following = dict(zip(way, [*way[1:], end], strict=True))
    return [following.get(at, CROSSED) for at in range(width)]
