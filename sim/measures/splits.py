"""How stays at desks and at shuttles split into parts (M5); their stamps are filled, see `Stays.filled`."""

from typing import NamedTuple

import numpy as np

from sim.measures.parts import Part, Split
from sim.measures.replication import Replication
from sim.measures.spells import Spells, shut
from sim.measures.stays import Stays
from sim.model.clock import NEVER, Mask, Whole
from sim.model.crossing import Closing, DeskStation, ShuttleStation


def at_desk(desk: DeskStation, here: Stays, outside: Mask) -> Split:
    """Before the hall, in the hall, at the officer; whoever waits to be admitted further on waits there."""
    closed = shut(desk.timetable)
    split = _before_hall(here, closed, outside)
    in_hall = closed.between(here.admitted, here.started)
    split[Part.CLOSED] += in_hall
    split[Part.OFFICER] = here.started - here.admitted - in_hall
    split[Part.SERVED] = here.finished - here.started
    if desk.closing is Closing.SUSPEND:
        stopped = closed.between(here.started, here.finished)
        split[Part.CLOSED] += stopped
        split[Part.SERVED] -= stopped
    return split


def at_shuttle(shuttle: ShuttleStation, one: Replication, here: Stays, outside: Mask, at: int) -> Split:
    """Before the hall, in the hall, aboard in the bay, on the way, and until they are out of the door."""
    closed, trip = shut(shuttle.timetable), _trip(one, here, at)
    split = _before_hall(here, closed, outside)
    in_hall = closed.between(here.admitted, here.started)
    stepped_on = np.minimum(here.started + one.draws.boarding[here.row, at], trip.departed)
    held_up = _held_up(here, trip)
    split[Part.CLOSED] += in_hall
    split[Part.VEHICLE] = here.started - here.admitted - in_hall + trip.departed - stepped_on
    split[Part.HALL] += held_up
    split[Part.RIDING] = stepped_on - here.started + here.finished - trip.departed - held_up
    return split


def _before_hall(here: Stays, closed: Spells, outside: Mask) -> Split:
    """In the street closing counts; who holds an officer or a seat is held up by the hall, open or closed (S2)."""
    waited = here.admitted - here.came
    shut_out = closed.between(here.came, here.admitted) * outside
    return {Part.CLOSED: shut_out, Part.HALL: waited - shut_out}


class _Trip(NamedTuple):
    """Of each stay (K,): the number of its trip, -1 for none, and when that departed and arrived, filled."""

    number: Whole
    departed: Whole
    arrived: Whole


def _trip(one: Replication, here: Stays, at: int) -> _Trip:
    """Who took no trip in this stay, or whose vehicle stands in its bay, departs as the stay ends."""
    number, trips = np.where(here.why == NEVER, one.log.trip[here.row, at], NEVER), one.log.trips
    departed = np.where(number == NEVER, NEVER, one.departed[at][here.row])
    arrivals = np.append(trips.arrived[trips.station == at], NEVER)[number]
    departed = np.where(departed == NEVER, here.finished, departed)
    return _Trip(number, departed, np.where(arrivals == NEVER, here.finished, arrivals))


def _held_up(here: Stays, trip: _Trip) -> Whole:
    """How long the door was blocked by those of the same trip (K,) who had stepped off and were not admitted yet."""
    off = np.lexsort((here.finished, here.left, trip.number))  # the order of stepping off, trip by trip
    blocked = (here.left - here.finished)[off]
    before = np.cumsum(blocked) - blocked
    first = np.append(True, np.diff(trip.number[off]) != 0)[: off.size]
    of_trip = before - before[np.maximum.accumulate(np.where(first, np.arange(off.size), 0))]
    held_up = np.empty_like(of_trip)
    held_up[off] = of_trip
    return np.where(trip.number == NEVER, 0, held_up)
