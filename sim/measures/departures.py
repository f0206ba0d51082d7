"""When the vehicles departed that took the parties."""

import numpy as np

from sim.model.clock import NEVER, Whole
from sim.model.log import Log


def departures(log: Log, at: int) -> Whole:
    """When the vehicle of a station that took each party departed (n,), ms; -1 where none did."""
    here = log.trips.station == at
    by_number = np.append(log.trips.departed[here], NEVER)  # trips stand by number; a trip of -1 finds the last
    return by_number[log.trip[:, at]]
