"""Random small worlds in which everybody is served in the order in which they come: no priorities and no passing."""

import random
from collections.abc import Sequence
from typing import Any

from worlds import Party, Spans, crossing_of, desk, draws_of

from sim.engines.compiled import simulate
from sim.model.clock import UNLIMITED
from sim.model.crossing import AnyStation
from sim.model.log import Log

ARRIVALS = (0, 0, 0, 1, 1, 2, 3.5, 4, 6, 9, 12.5, 15, 20)  # min, with ties
SERVICES = (0, 0.5, 1, 1, 2, 3, 4.5, 6, 8)  # min
MOST_PARTIES = 14
LONG = 100 * 1440  # min; everybody is through before
CYCLES = 150  # openings, enough for all work
PATIENCES = (0, 1, 2, 5, 30)  # min
SEATS = (1, 2, 3, 4, 6, 20, 20)


def chances(number: int, purpose: str) -> random.Random:
    """A generator of its own for the world of a number, and for what it is used."""
    return random.Random(f"{purpose} {number}")  # noqa: S311 (chance for tests, no secret)


def acted(stations: Sequence[AnyStation], parties: Sequence[Party], ride: float = 0) -> Log:
    """The log of parties at stations, by the compiled engine; the way back takes as long as the ride (min)."""
    return simulate(crossing_of(stations, LONG), draws_of(stations, parties, ride, ride))


def people(rng: random.Random, stations: int, sizes: Sequence[int] = (1,)) -> list[Party]:
    """Some parties that go through all stations, listed in the order in which they come, so that no tie turns it."""
    count = rng.randint(2, MOST_PARTIES)
    return [
        Party(arrival, [rng.choice(SERVICES) for _ in range(stations)], size=rng.choice(sizes))
        for arrival in sorted(rng.choices(ARRIVALS, k=count))
    ]


def line(halls: Sequence[int]) -> list[AnyStation]:
    """Single desks one behind another; halls in persons."""
    return [desk(hall=hall) for hall in halls]


def some_halls(rng: random.Random) -> list[int]:
    """Of two to four stations; the street before the first one is as long as it gets."""
    return [rng.choice((1, 1, 2, 3, UNLIMITED)) for _ in range(rng.randint(2, 4))]


def hours(opened: float, closed: float, officers: int) -> Spans:
    """Open for so long and closed for so long (min), over and over."""
    cycle = opened + closed
    return [step for at in range(CYCLES) for step in [(at * cycle, officers), (at * cycle + opened, 0)]]


def buses(rng: random.Random, seats: int) -> tuple[dict[str, Any], list[Party], float]:
    """The setting of a shuttle with a bus for everybody, those who wait for it, and the ride (min)."""
    sizes = range(1 + seats // 5, 1 + (seats if seats < 10 else seats // 2))
    riders = [Party(rng.choice(ARRIVALS), [0], size=rng.choice(sizes)) for _ in range(rng.randint(2, MOST_PARTIES))]
    return {"vehicles": MOST_PARTIES, "patience": rng.choice(PATIENCES)}, riders, rng.choice((0, 1, 7))
