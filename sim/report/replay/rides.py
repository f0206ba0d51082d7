"""The trips of a day as the replay draws them: which vehicle, when it is where, and who is in it."""

from typing import NamedTuple

import numpy as np

from sim.measures.replication import Replication
from sim.measures.servers import lowest_free
from sim.model.clock import NEVER, Whole
from sim.model.crossing import ShuttleStation


class Ride(NamedTuple):
    """One trip; moments in ms, -1 for never. vehicle: from 0 on. empty: when all had left it. rows: who was in it."""

    station: int
    vehicle: int
    pulled_in: int
    departed: int
    arrived: int
    empty: int
    returned: int
    rows: list[int]


def rides(one: Replication) -> list[Ride]:
    """The trips of one replication, by station and number; parties in the order in which they stepped on."""
    found = [
        _rides_of(one, at) for at, station in enumerate(one.crossing.stations) if isinstance(station, ShuttleStation)
    ]
    return [ride for of_station in found for ride in of_station]


def _rides_of(one: Replication, at: int) -> list[Ride]:
    trips, here = one.log.trips, np.flatnonzero(one.log.trips.station == at)
    vehicle = lowest_free(trips.pulled_in[here], trips.returned[here])
    aboard = _aboard(one, at, here.size)
    columns = (trips.pulled_in, trips.departed, trips.arrived, trips.returned)
    moments = zip(*(column[here].tolist() for column in columns), strict=True)
    trips_told = zip(moments, vehicle.tolist(), aboard, strict=True)
    return [Ride(at, number, pulled_in, departed, arrived, _empty(one.log.left[rows, at]), returned, rows.tolist())
            for (pulled_in, departed, arrived, returned), number, rows in trips_told]  # fmt: skip


def _aboard(one: Replication, at: int, trips: int) -> list[Whole]:
    """The rows of the parties of each trip, in the order in which they stepped on."""
    started, trip = one.log.started[:, at], one.log.trip[:, at]
    order = np.lexsort((one.log.place, started, trip))
    order = order[(trip[order] != NEVER) & (started[order] != NEVER)]
    return np.split(order, np.searchsorted(trip[order], np.arange(1, trips))) if trips else []


def _empty(left: Whole) -> int:
    return NEVER if (left == NEVER).any() else int(left.max(initial=NEVER))
