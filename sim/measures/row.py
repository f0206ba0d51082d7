"""One measured number of one replication, and of whom it speaks (M10)."""

from typing import NamedTuple

from sim.model.rules import EVERYONE

NOWHERE = ""  # a measure of the whole crossing, not of one station


class Row(NamedTuple):
    """`value` is None where there is nothing to measure; `persons` is how many it speaks of, and `whose` names them."""

    measure: str
    unit: str
    value: float | None
    cohort: str = EVERYONE
    station: str = NOWHERE
    by: str = "person"
    persons: int | None = None
    whose: str = ""
