"""A party, and what every station has: an entry queue before a hall (S1, S2), and opening hours (T2)."""

from bisect import insort
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Protocol

import simpy

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import AnyStation, GateStation
from sim.model.draws import Draws
from sim.model.log import Why

if TYPE_CHECKING:
    from sim.engines.reference.shuttle import Vehicle
    from sim.engines.reference.world import World

Story = Generator[simpy.Event, Any, None]


class Held(Protocol):
    """What a party holds until it is admitted further on: its desk, its vehicle, or its place in a hall."""

    at: int  # the station it belongs to

    def give_back(self, party: "Party") -> None:
        """Free the officer or the seat, and the place in the hall."""


class Party:
    """People who travel together. `held` is the desk or vehicle that they give back when admitted further on."""

    __slots__ = (
        "arrived",
        "aside",
        "at",
        "called",
        "cohort",
        "furthest_left",
        "held",
        "joined",
        "landed",
        "life",
        "patience",
        "place",
        "priority",
        "row",
        "since",
        "size",
        "vehicle",
    )

    def __init__(self, row: int, draws: Draws) -> None:
        self.row, self.place = row, int(draws.place[row])
        self.size, self.priority = int(draws.size[row]), int(draws.priority[row])
        self.cohort, self.patience = int(draws.cohort[row]), int(draws.patience[row])
        self.aside = int(draws.aside[row])  # the station after which it waits aside, until it has
        self.at = NEVER  # the station it has reached
        self.since = self.joined = NEVER  # when it reached the station, for its turn; when it last joined the queue
        there = draws.in_hall[row] or draws.on_trip[row] != NEVER  # when the run begins
        self.furthest_left = int(draws.first[row]) - 1 if there else NEVER  # in declared order
        self.held: Held | None = None
        self.life: simpy.Process
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
        self.overtaking, self.timetable, self.days = plan.overtaking, plan.timetable, plan.days
        self.leaving = set(plan.days.evenings)  # moments at which somebody in the street may leave it
        self.room = UNLIMITED if isinstance(plan, GateStation) else plan.hall
        self.level = self.inside = 0  # on duty; persons in the hall
        self.queue: Line = []
        self.hall: Line = []

    def reach(self, party: Party) -> None:
        """The party comes to the entry queue, which gives it its turn."""
        party.since = int(self.env.now)
        self.join(party)

    def join(self, party: Party) -> None:
        """The party stands in the entry queue, in its turn; from the street, as long as its patience lasts (S8)."""
        party.called, party.at, party.joined = self.env.event(), self.at, int(self.env.now)
        self.world.log.reached[party.row, self.at] = party.since
        insort(self.queue, (party.priority, party.since, party.place, party))
        if party.held is None and party.patience < UNLIMITED:
            self.leaving.add(party.joined + party.patience)
            self.env.timeout(party.patience)  # wakes the station when the patience ends

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

    def leavers(self) -> list[tuple[Turn, Why]]:
        """Those in the street whose patience has ended, or who go home for the night, with their turns (O6)."""
        now = int(self.env.now)
        if now not in self.leaving:
            return []
        street = [turn for turn in self.queue if turn[-1].held is None]
        impatient = [turn for turn in street if turn[-1].joined + turn[-1].patience <= now]
        others = [turn for turn in street if turn not in impatient and now in self.days.evenings]
        return [*((turn, Why.PATIENCE) for turn in impatient), *((turn, Why.EVENING) for turn in others)]

    def evenings_come(self) -> Story:
        """Moments to look at the street (S9)."""
        for at in self.days.evenings:
            yield self.env.timeout(at - self.env.now)

    def keep_hours(self) -> Story:
        """The level follows the timetable."""
        for at, level in zip(self.timetable.breaks, self.timetable.levels, strict=True):
            yield self.env.timeout(at - self.env.now)
            self.level = level
            if level == 0:
                self.close()

    def close(self) -> None:
        """What a closing changes; at a desk, nothing but the level."""
