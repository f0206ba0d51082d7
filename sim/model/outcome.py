"""How it ends for a party."""

from enum import IntEnum


class Outcome(IntEnum):
    """How it ended for a party, or where it stood at the horizon (X). The first three are ends that are drawn."""

    CROSSED = 0
    REFUSED = 1
    TURNED_AWAY = 2
    NO_SHOW = 3
    STILL_EXPECTED = 4
    IN_THE_STREET = 5
    STILL_INSIDE = 6
    BETWEEN_THE_GATES = 7
    IN_THE_EGYPTIAN_HALL = 8
