"""A world acted out, and the few things that all families are read from."""

from typing import NamedTuple

from sim.model.clock import NEVER
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log


class Acted(NamedTuple):
    """A crossing, what was drawn, and the log that came of it."""

    crossing: Crossing
    draws: Draws
    log: Log


def turn(acted: Acted, row: int, at: int) -> tuple[int, int, int]:
    """S1: the order everywhere in a station."""
    return int(acted.draws.priority[row]), int(acted.log.reached[row, at]), int(acted.log.place[row])


def before(one: int, other: int) -> bool:
    """Whether something happened, and before the other, which may never have."""
    return one != NEVER and (other == NEVER or one < other)
