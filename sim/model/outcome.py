"""How it ends for a party."""

from enum import IntEnum


class Outcome(IntEnum):
    """How it ended for a party, or where it stood at the horizon (X). The first four are ends that are drawn.

    DUE_AGAIN: at home overnight, out of patience for the day, or waiting aside, and to come again after the horizon.
    """

    CROSSED = 0
    REFUSED = 1
    TURNED_AWAY = 2
    FAMILY_TURNED_BACK = 3
    GAVE_UP = 4
    NO_SHOW = 5
    STILL_EXPECTED = 6
    DUE_AGAIN = 7
    IN_THE_STREET = 8
    STILL_INSIDE = 9
    BETWEEN_THE_GATES = 10
    IN_THE_EGYPTIAN_HALL = 11


HELD_BACK = (
    Outcome.DUE_AGAIN,
    Outcome.IN_THE_STREET,
    Outcome.STILL_INSIDE,
    Outcome.BETWEEN_THE_GATES,
    Outcome.IN_THE_EGYPTIAN_HALL,
)
GONE = (Outcome.CROSSED, Outcome.REFUSED, Outcome.TURNED_AWAY, Outcome.FAMILY_TURNED_BACK, Outcome.GAVE_UP)
