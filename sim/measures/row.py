"""One measured number of one replication, and of whom it speaks (M10)."""

from typing import NamedTuple

import numpy as np

from sim.model.clock import Mask
from sim.model.draws import Draws
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


def groups(draws: Draws) -> dict[str, Mask]:
    """Everyone, then each cohort: (n,) masks by name."""
    cohorts = {name: draws.cohort == index for index, name in enumerate(draws.cohorts)}
    return {EVERYONE: np.ones(draws.parties, bool), **cohorts}
