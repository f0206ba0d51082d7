"""One thing of a sound log changed, or of what it is held against, so that an invariant must break."""

import dataclasses
from collections.abc import Callable

from worlds import desk, ms

from sim.model.clock import NEVER
from sim.model.crossing import Crossing
from sim.model.draws import Draws
from sim.model.log import Log

World = tuple[Crossing, Draws, Log]
Corruption = Callable[[World], World]


def stamp(key: str, row: int, at: int, minutes: float | None) -> Corruption:
    """Another stamp: so many minutes later, or none at all."""

    def corrupt(world: World) -> World:
        stamps = getattr(world[2], key)
        stamps[row, at] = NEVER if minutes is None else stamps[row, at] + ms(minutes)
        return world

    return corrupt


def trip(key: str, row: int, change: int) -> Corruption:
    """Another number in the table of trips."""

    def corrupt(world: World) -> World:
        getattr(world[2].trips, key)[row] += change
        return world

    return corrupt


def party(key: str, row: int, value: int) -> Corruption:
    """Another fact of a party in the log: its size, outcome, where it stands."""

    def corrupt(world: World) -> World:
        getattr(world[2], key)[row] = value
        return world

    return corrupt


def plan(at: int, **changes: object) -> Corruption:
    """The log held against another crossing: what it did is not allowed there, or more would have been."""

    def corrupt(world: World) -> World:
        stations = list(world[0].stations)
        stations[at] = dataclasses.replace(stations[at], **changes)
        return dataclasses.replace(world[0], stations=tuple(stations)), *world[1:]

    return corrupt


def level(at: int, steps: object) -> Corruption:
    """The log held against another timetable."""
    return plan(at, timetable=desk(steps).timetable)


def drawn(key: str, cell: object, value: int) -> Corruption:
    """The log held against other draws."""

    def corrupt(world: World) -> World:
        getattr(world[1], key)[cell] = value
        return world

    return corrupt


def times_in_floats(world: World) -> World:
    """Times that are no whole numbers."""
    world[2].started = world[2].started.astype(float)
    return world


def both(first: Corruption, second: Corruption) -> Corruption:
    """One corruption after another."""
    return lambda world: second(first(world))


def earlier(key: str, entry: int, change: int) -> Corruption:
    """Another number in the table of earlier visits."""

    def corrupt(world: World) -> World:
        getattr(world[2].earlier, key)[entry] += change
        return world

    return corrupt
