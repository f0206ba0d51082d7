"""Every vehicle of a shuttle from its pull-in to its return, as the log tells it, with those aboard."""

from dataclasses import dataclass

import numpy as np

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import ShuttleStation
from sim.model.draws import Draws
from sim.model.invariants.visits import Visit, until
from sim.model.log import Log


@dataclass(frozen=True)
class Vehicle:
    """A vehicle from its pull-in to its return, times in ms, the horizon for what never came."""

    number: int
    pulled_in: int
    departed: int
    arrived: int
    returned: int
    persons: int
    reason: int
    under_way: bool  # when the run begins
    aboard: tuple[Visit, ...]  # in boarding order
    seats: int
    last_call: int  # when its patience ends
    marked: int  # when its station closed for the first time since it pulled in
    ride: int
    ride_back: int

    def load(self, at: int) -> int:
        """Persons aboard, or stepping on, at a moment before it departs."""
        return sum(visit.size for visit in self.aboard if visit.started <= at)

    def door_free(self, at: int) -> bool:
        """Whether nobody steps on any more at the end of this instant."""
        return all(visit.boarded <= at for visit in self.aboard if visit.started <= at)

    def fits(self, visit: Visit, at: int) -> bool:
        """Whether there are seats for the party."""
        return self.load(at) + visit.size <= self.seats

    def takes(self, visit: Visit, at: int) -> bool:
        """Whether the party may step on (S5)."""
        return self.fits(visit, at) and self.door_free(at) and at <= self.last_call and at < self.marked


def vehicles_of(
    plan: ShuttleStation, horizon: int, draws: Draws, log: Log, at: int, visits: list[Visit]
) -> list[Vehicle]:
    """The trips of a station in the order of the log's table, those still in their bays among them."""
    rows, table = np.flatnonzero(log.trips.station == at).tolist(), log.trips
    under_way = int(draws.on_trip[draws.first == at].max(initial=NEVER)) + 1
    times = [until(horizon, column) for column in (table.pulled_in, table.departed, table.arrived, table.returned)]
    columns = [column[rows].tolist() for column in (table.number, *times, table.persons, table.reason)]
    return [_vehicle(plan, draws, at, under_way, visits, trip) for trip in zip(*columns, strict=True)]


def _vehicle(
    plan: ShuttleStation, draws: Draws, at: int, under_way: int, visits: list[Visit], trip: tuple[int, ...]
) -> Vehicle:
    number, pulled_in, departed, arrived, returned, persons, reason = trip
    most = draws.ride[at].size - 1
    ride, ride_back = (int(rides[at][min(number, most)]) for rides in (draws.ride, draws.ride_back))
    aboard = _in_boarding_order([visit for visit in visits if visit.trip == number])
    return Vehicle(
        number, pulled_in, departed, arrived, returned, persons, reason, number < under_way, aboard, plan.seats,
        pulled_in + plan.patience, _closes_after(plan, pulled_in), ride, ride_back,
    )  # fmt: skip


def _in_boarding_order(aboard: list[Visit]) -> tuple[Visit, ...]:
    """As they stepped on; where several did within one instant, as they stepped off; under way, in list order."""

    def order(one: Visit) -> tuple[int, ...]:
        if one.under_way:
            return NEVER, one.turn[2]
        return one.started, one.boarded, one.finished, one.left, -one.alighting

    return tuple(sorted(aboard, key=order))


def _closes_after(plan: ShuttleStation, moment: int) -> int:
    """The first closing after a moment; what never closes does so after everything else."""
    steps = zip(plan.timetable.breaks, plan.timetable.levels, strict=True)
    return next((at for at, level in steps if at > moment and level == 0), UNLIMITED)
