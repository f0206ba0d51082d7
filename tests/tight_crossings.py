"""Small crossings made so that a rare thing happens: a closing in the midst of a service, gates around a ride, a quota.

`random_crossings` meets these in one world of a hundred or of a thousand; here each world is built around one of them,
and all else is as random as there.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from random_crossings import (
    ENDS,
    LARGEST,
    Choose,
    World,
    any_desk,
    drawn,
    numbered,
    of_days,
    random_world,
    room_for,
)
from worlds import CROSSED, crossing_of, desk, gate, shuttle, yields

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import AnyStation, Closing, DeskStation, GateStation, ShuttleStation

SERVICES = (0, 1, 1, 2, 3, 4)  # min; long enough for a closing to come in their midst
DOORS = (0, 0, 1, 1, 2)  # min
HORIZONS = (6, 15, 300, 300, 300, 1500, 1500)  # min; the last sees a midnight
CLOSINGS = (1, 2, 3, 4)  # min after which a station that is open closes, or one that is closed opens
MOST_PARTIES = 14


class Built(NamedTuple):
    """Stations in declared order, and the ways over them of which each party takes one."""

    stations: list[AnyStation]
    ways: list[list[int]]


def numbered_world(seed: int) -> World:
    """The world of a number, the same everywhere: a random one where it is even, a tight one where it is odd."""
    rng = random.Random(seed)  # noqa: S311 (chance for tests, no secret)
    return tight_world(rng.choice) if seed % 2 else random_world(rng)


def tight_world(choose: Choose) -> World:
    """A crossing and a drawn world on it, around one rare thing; behind it there may be one more desk."""
    sizes = [choose((1, 1, 2, 3, LARGEST)) for _ in range(choose(range(3, MOST_PARTIES + 1)))]
    built = choose(AROUND)(choose, max(sizes))
    last = [len(built.stations)] if choose((True, False)) else []
    stations = numbered([*built.stations, *(any_desk(choose, max(sizes)) for _ in last)])
    crossing = crossing_of(stations, choose(HORIZONS), (NEVER,) * 3)
    ways = [[*choose(built.ways), *last] for _ in sizes]
    ended = [(way, choose(ENDS) if isinstance(stations[way[-1]], DeskStation) else CROSSED) for way in ways]
    return crossing, drawn(choose, stations, sizes, ended, SERVICES, DOORS)


def _gate_and_desk_into_one_hall(choose: Choose, largest: int) -> Built:
    """Some come to the last hall through the gate, some from a desk, some from both or from the street."""
    stations = [_desk(choose, largest), _gate(choose, largest, 2), _desk(choose, largest)]
    return Built(stations, [[0, 2], [1, 2], [0, 1, 2], [2]])


def _gate_between_shuttles(choose: Choose, largest: int) -> Built:
    """A gate after a ride and before another one."""
    stations = [_shuttle(choose, largest), _gate(choose, largest, 2), _shuttle(choose, largest)]
    return Built(stations, [[0, 1, 2], [0, 1, 2], [0, 2], [1, 2]])


def _two_rides(choose: Choose, largest: int) -> Built:
    """Two rides with a hall between them, in which there is little room."""
    return Built(
        [_shuttle(choose, largest), _desk(choose, largest), _shuttle(choose, largest)], [[0, 1, 2], [0, 2], [1, 2]]
    )


def _yielding_gate(choose: Choose, largest: int) -> Built:
    """Everybody comes to a gate, and those whom it yields to have farther to go."""
    yielding = yields(choose(((0,), (1,), (0, 2))), choose((1, 2, 2)), until=choose((None, None, 2, 4)))
    first = gate(_open(choose), overtaking=choose((False, False, True)), yielding=yielding, of_days=of_days(choose))
    return Built([_desk(choose, largest), first, _desk(choose, largest)], [[0, 1, 2], [1, 2], [1, 2]])


def _gate_with_a_quota(choose: Choose, largest: int) -> Built:
    """More people than a gate lets through in a day; the day turns within the run, if that is long."""
    quota = choose((largest, largest + 1, largest + 2, largest + 4))
    first = gate(choose((1, _open(choose))), quota=quota, overtaking=choose((False, True)), of_days=of_days(choose))
    return Built([_desk(choose, largest), first, _desk(choose, largest)], [[0, 1, 2], [1, 2]])


def _closing_desks(choose: Choose, largest: int) -> Built:
    """Desks that close in the midst of services, and open again."""
    stations = [_closing_desk(choose, largest, closing) for closing in (choose(tuple(Closing)), choose(tuple(Closing)))]
    return Built(stations, [[0, 1], [0], [1]])


def _closing_shuttle(choose: Choose, largest: int) -> Built:
    """A shuttle that closes for a minute while somebody steps on."""
    ride = shuttle(
        _closing(choose), seats=choose((largest + 1, largest + 3)), bays=choose((1, 2)), patience=choose((3, 30, None)),
        hall=UNLIMITED, overtaking=choose((False, True)), at_departure=choose((False, True)), of_days=of_days(choose),
    )  # fmt: skip
    return Built([ride, _desk(choose, largest)], [[0, 1], [0, 1], [0]])


AROUND: tuple[Callable[[Choose, int], Built], ...] = (
    _gate_and_desk_into_one_hall,
    _gate_between_shuttles,
    _two_rides,
    _yielding_gate,
    _gate_with_a_quota,
    _closing_desks,
    _closing_shuttle,
)


def _desk(choose: Choose, largest: int) -> DeskStation:
    """A desk that is mostly open, with a hall that is mostly small."""
    return desk(_open(choose), hall=room_for(choose, largest), overtaking=choose((False, False, True)),
                closing=choose(tuple(Closing)), of_days=of_days(choose))  # fmt: skip


def _closing_desk(choose: Choose, largest: int, closing: Closing) -> DeskStation:
    return desk(_closing(choose), hall=room_for(choose, largest), overtaking=choose((False, True)), closing=closing,
                of_days=of_days(choose))  # fmt: skip


def _gate(choose: Choose, largest: int, left: int) -> GateStation:
    """A gate that may yield until the station `left`, and may have a quota."""
    yielding = yields(choose(((0,), (1,))), left, until=choose((None, 2, 4)))
    return gate(_open(choose), quota=choose((UNLIMITED, largest, largest + 2)), overtaking=choose((False, True)),
                yielding=choose((None, yielding)), of_days=of_days(choose))  # fmt: skip


def _shuttle(choose: Choose, largest: int) -> ShuttleStation:
    """A shuttle that is mostly open, with one or two bays."""
    seats, at_departure = choose((largest, largest + 1, largest + 3)), choose((False, True))
    return shuttle(
        _open(choose), seats=seats, bays=choose((1, 2, 2)), patience=choose((0, 1, 2, 30)),
        hall=room_for(choose, seats if at_departure else largest), overtaking=choose((False, True)),
        at_departure=at_departure, of_days=of_days(choose),
    )  # fmt: skip


def _open(choose: Choose) -> list[tuple[int, int]]:
    """Open from the beginning or soon, and for good or with one short closing."""
    first = choose((0, 0, 0, 1, 2))
    levels = [(0, 0)] * (first > 0) + [(first, choose((1, 1, 2, 3)))]
    return [*levels, *choose(([], [], _break(choose, first)))]


def _closing(choose: Choose) -> list[tuple[int, int]]:
    """Open, then closed and open again, once or twice; then for good, or until a last closing."""
    levels = [(0, choose((1, 1, 2))), *_break(choose, 0)]
    levels += choose(([], _break(choose, levels[-1][0])))
    return [*levels, *choose(([], [(levels[-1][0] + choose(CLOSINGS), 0)]))]


def _break(choose: Choose, after: int) -> list[tuple[int, int]]:
    """A closing some minutes after a moment, and a new opening; in between there may be a fall."""
    shuts = after + choose(CLOSINGS)
    return [(shuts, 0), (shuts + choose((1, 1, 2, 3)), choose((1, 1, 2)))]
