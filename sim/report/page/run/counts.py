"""How many persons a measure speaks of, on each day."""

import numpy as np

from sim.measures.account import WHOLE
from sim.measures.row import NOWHERE, Output, output_of
from sim.model.clock import Real
from sim.model.rules import EVERYONE
from sim.study.replicate import Results


def persons_of(results: Results, measure: str, cohort: str = EVERYONE, station: str = NOWHERE) -> Real:
    """Persons (R,) of whom a measure speaks in each replication, 0 where it was left out for want of them."""
    asked = Output(measure, cohort, station)
    for at, row in enumerate(results.table.layout):
        if output_of(row) == asked:
            return np.maximum(results.table.persons[:, at], 0).astype(float)
    return np.zeros(results.replications)


def came(results: Results, cohort: str = EVERYONE) -> Real:
    """Persons (R,) of a cohort who came, in each replication."""
    return persons_of(results, WHOLE, cohort)


def served(results: Results, station: str, cohort: str = EVERYONE) -> Real:
    """Persons (R,) who were served at a station, taken aboard, or let through."""
    return persons_of(results, "median wait", cohort, station)
