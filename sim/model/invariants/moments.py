"""A station at the end of each instant, when nothing more could be done there (O3).

Within an instant the log knows no order; at its end, who stands where is known exactly. So whatever is checked on a
moment is exact as well: nobody is taken to have been there, or to have been first, who may not have been.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import groupby
from operator import itemgetter

from sim.model.crossing import ShuttleStation
from sim.model.invariants.rides import Vehicle
from sim.model.invariants.story import StoryOf
from sim.model.invariants.visits import Visit


class Move(IntEnum):
    """What may change at a station; at one instant a party's and a vehicle's moves follow one another so."""

    REACHED = 0
    ADMITTED = 1
    STARTED = 2
    FREED = 3
    LEFT = 4
    WENT_AWAY = 5
    PULLED_IN = 6
    DEPARTED = 7
    RETURNED = 8
    TICKED = 9  # only the clock: a new level, the end of a patience, a door free


@dataclass
class Moment:
    """A station at the end of an instant: lines in order of turns (S1), and what happened within the instant."""

    at: int = 0
    level: int = 0
    queue: list[Visit] = field(default_factory=list)
    hall: list[Visit] = field(default_factory=list)  # admitted, not started
    inside: int = 0  # persons counted in the hall
    busy: int = 0  # parties started and not left
    bays: list[Vehicle] = field(default_factory=list)
    out: int = 0  # vehicles pulled in and not returned
    now: dict[Move, list[Visit]] = field(default_factory=dict)
    pulled_in: list[Vehicle] = field(default_factory=list)
    departed: list[Vehicle] = field(default_factory=list)

    def happened(self, move: Move) -> list[Visit]:
        """Who made this move within the instant."""
        return self.now.get(move, [])


def moments(station: StoryOf) -> Iterator[Moment]:
    """The end of every instant at which something was or could have been done; one Moment, moved on."""
    moment, timetable = Moment(), station.plan.timetable
    moves = sorted([*_of_visits(station), *_of_vehicles(station)], key=itemgetter(0, 1))
    for at, group in groupby(moves, key=itemgetter(0)):
        if not 0 <= at < station.horizon:
            continue
        moment.at, moment.level = at, timetable.level_at(at)
        moment.now, moment.pulled_in, moment.departed = {}, [], []
        for _, move, mover in group:
            if isinstance(mover, Visit):
                _visit_moves(moment, move, mover)
            elif isinstance(mover, Vehicle):
                _vehicle_moves(moment, move, mover)
        yield moment


def _of_visits(station: StoryOf) -> Iterator[tuple[int, Move, Visit]]:
    """All but those of who is under way when the run begins: it is in no line, and steps on nowhere."""
    for visit in (one for one in station.visits if not one.under_way):
        yield visit.joined, Move.REACHED, visit
        yield visit.admitted, Move.ADMITTED, visit
        yield visit.started, Move.STARTED, visit
        yield visit.freed, Move.FREED, visit
        yield visit.left, Move.LEFT, visit
        yield visit.away, Move.WENT_AWAY, visit


def _of_vehicles(station: StoryOf) -> Iterator[tuple[int, Move, Vehicle | None]]:
    for vehicle in station.vehicles:
        yield vehicle.pulled_in, Move.PULLED_IN, vehicle
        yield vehicle.departed, Move.DEPARTED, vehicle
        yield vehicle.returned, Move.RETURNED, vehicle
        yield vehicle.last_call, Move.TICKED, None
    yield from ((at, Move.TICKED, None) for at in station.plan.timetable.breaks)
    if isinstance(station.plan, ShuttleStation):
        yield from ((visit.boarded, Move.TICKED, None) for visit in station.visits)


def _visit_moves(moment: Moment, move: Move, visit: Visit) -> None:
    moment.now.setdefault(move, []).append(visit)
    match move:
        case Move.REACHED:
            insort(moment.queue, visit)
        case Move.ADMITTED:
            _leaves(moment.queue, visit)
            insort(moment.hall, visit)
            moment.inside += visit.size
        case Move.STARTED:
            _leaves(moment.hall, visit)
            moment.busy += 1
        case Move.FREED:
            moment.inside -= visit.size
        case Move.LEFT:
            moment.busy -= 1
        case Move.WENT_AWAY:
            _leaves(moment.queue, visit)


def _vehicle_moves(moment: Moment, move: Move, vehicle: Vehicle) -> None:
    """One that is under way when the run begins is out, and was in no bay."""
    match move:
        case Move.PULLED_IN:
            moment.out += 1
            if not vehicle.under_way:
                moment.bays.append(vehicle)
                moment.pulled_in.append(vehicle)
        case Move.DEPARTED if not vehicle.under_way:
            moment.bays = [other for other in moment.bays if other is not vehicle]
            moment.departed.append(vehicle)
        case Move.RETURNED:
            moment.out -= 1


def _leaves(line: list[Visit], visit: Visit) -> None:
    """Take a visit out of a line, if it stands there."""
    at = bisect_left(line, visit)
    if line[at : at + 1] == [visit]:
        del line[at]
