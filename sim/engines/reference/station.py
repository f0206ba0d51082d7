"""A party, and what every station has: an entry queue before a hall (S1, S2), and opening hours (T2)."""

from bisect import insort
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Protocol

import simpy

from sim.model.clock import NEVER
from sim.model.crossing import UNLIMITED, AnyStation, GateStation
from sim.model.draws import Draws

if TYPE_CHECKING:
    from sim.engines.reference.shuttle import Vehicle
    from sim.engines.reference.world import World

Story = Generator[simpy.Event, Any, None]


class Held(Protocol):
    """What a party holds until it is admitted further on: its desk, or its vehicle."""

    def give_back(self, party: "Party") -> None:
        """Free the officer or the seat, and the place in the hall."""


class Party:
    """People who travel together. `held` is the desk or vehicle that they give back when admitted further on."""

    __slots__ = (
        "arrived",
        "at",
        "called",
        "cohort",
        "furthest_left",
        "held",
        "landed",
        "place",
        "priority",
        "row",
        "size",
        "vehicle",
    )

    def __init__(self, row: int, draws: Draws) -> None:
        self.row, self.place = row, int(draws.place[row])
        self.size, self.priority = int(draws.size[row]), int(draws.priority[row])
        self.cohort = int(draws.cohort[row])
        self.at = NEVER  # the station it has reached
        self.furthest_left = NEVER  # the last station in declared order that it has left
        self.held: Held | None = None
        self.vehicle: Vehicle
        self.called: simpy.Event  # to an officer, or to step on
        self.arrived: simpy.Event  # and first in line to step off
        self.landed: simpy.Event  # out of the vehicle's door


Turn = tuple[int, int, int, Party]  # priority, when it reached the station, place: tuple order is S1
Line = list[Turn]


class Station:
    """An entry queue before a hall (S1, S2)."""

    def __init__(self, world: "World", at: int, plan: AnyStation) -> None:
        self.world, self.env, self.at = world, world.env, at
        self.overtaking, self.timetable = plan.overtaking, plan.timetable
        self.room = UNLIMITED if isinstance(plan, GateStation) else plan.hall
        self.level = self.inside = 0  # on duty; persons in the hall
        self.queue: Line = []
        self.hall: Line = []

    def reach(self, party: Party) -> None:
        """The party joins the entry queue."""
        party.called, party.at = self.env.event(), self.at
        self.world.stamp("reached", party, self.at)
        insort(self.queue, self.turn_of(party))

    def turn_of(self, party: Party) -> Turn:
        """The order of a party that reaches the station now (S1)."""
        return party.priority, int(self.env.now), party.place, party

    def first_in(self, line: Line) -> Line:
        """Who may be next: the head alone, or everyone in order where overtaking is allowed."""
        return line if self.overtaking else line[:1]

    def admit_one(self) -> bool:
        """The head enters when there is room, from the street only while the station is open (S2)."""
        for turn in self.first_in(self.queue):
            party = turn[-1]
            if self.inside + party.size <= self.room and (self.level or party.held):
                self.admit(turn)
                return True
        return False

    def admit(self, turn: Turn) -> None:
        """The party gives back what it held, and stands in the hall in the order in which it reached the station."""
        party = turn[-1]
        self.queue.remove(turn)
        self.world.let_go(party)
        self.inside += party.size
        self.world.stamp("admitted", party, self.at)
        insort(self.hall, turn)

    def keep_hours(self) -> Story:
        """The level follows the timetable."""
        for at, level in zip(self.timetable.breaks, self.timetable.levels, strict=True):
            yield self.env.timeout(at - self.env.now)
            self.level = level
            if level == 0:
                self.close()

    def close(self) -> None:
        """What a closing changes; at a desk, nothing but the level."""
