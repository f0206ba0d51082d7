"""What a party's time goes to (M5)."""

from enum import IntEnum

from sim.model.clock import Whole
from sim.model.crossing import AnyStation, DeskStation, ShuttleStation


class Part(IntEnum):
    """A part of a party's time at a station; the index of the last axis of the account.

    CLOSED: the station is at level 0, and they are in its street or hall, or their check is suspended. OFFICER: in the
    hall of an open desk. VEHICLE: in the hall of an open shuttle, or aboard in its bay. HALL: a full hall, or those
    before them, hold them up. YIELDING, QUOTA: at an open gate. SERVED: at a desk. RIDING: stepping on, the ride, and
    stepping off, their own and of those before them. AWAY: at home or aside.
    """

    CLOSED = 0
    OFFICER = 1
    VEHICLE = 2
    HALL = 3
    YIELDING = 4
    QUOTA = 5
    SERVED = 6
    RIDING = 7
    AWAY = 8


WORDS = {
    Part.CLOSED: "closed",
    Part.OFFICER: "waiting for an officer",
    Part.VEHICLE: "waiting for a vehicle",
    Part.HALL: "held up by a full hall",
    Part.YIELDING: "yielding to others",
    Part.QUOTA: "beyond the quota of the day",
    Part.SERVED: "being served",
    Part.RIDING: "riding",
    Part.AWAY: "at home or aside",
}

Split = dict[Part, Whole]  # ms of each of so many stays


def parts_at(station: AnyStation) -> tuple[Part, ...]:
    """The parts that there can be at a station of its kind."""
    match station:
        case DeskStation():
            return Part.CLOSED, Part.OFFICER, Part.HALL, Part.SERVED, Part.AWAY
        case ShuttleStation():
            return Part.CLOSED, Part.VEHICLE, Part.HALL, Part.RIDING, Part.AWAY
        case _:
            return Part.CLOSED, Part.HALL, Part.YIELDING, Part.QUOTA, Part.AWAY
