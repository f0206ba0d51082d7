"""Vehicles between the gates: boarding, trips, stepping off (S5, S6)."""

from typing import TYPE_CHECKING

from sim.engines.reference.station import Party, Station, Story
from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import ShuttleStation
from sim.model.log import Reason

if TYPE_CHECKING:
    from sim.engines.reference.world import World


class Vehicle:
    """A bus or an ambulance, from its pull-in to its return."""

    def __init__(self, shuttle: "Shuttle") -> None:
        self.shuttle, self.at = shuttle, shuttle.at
        self.times = [shuttle.env.now, NEVER, NEVER, NEVER]  # pull-in, departure, arrival, return
        self.last_call = shuttle.env.now + shuttle.plan.patience
        self.aboard: list[Party] = []
        self.persons = 0
        self.door_free = True
        self.closing = False
        self.reason = NEVER

    def takes(self, party: Party) -> bool:
        """Whether the party may step on now; at the very end of the patience it still may."""
        now, seats = self.shuttle.env.now, self.shuttle.plan.seats
        return self.door_free and not self.closing and now <= self.last_call and self.persons + party.size <= seats

    def give_back(self, party: Party) -> None:
        """The party is out of the door; the next one may step off."""
        party.landed.succeed()


class Shuttle(Station):
    """Vehicles between the gates (S5, S6)."""

    def __init__(self, world: "World", at: int, plan: ShuttleStation) -> None:
        super().__init__(world, at, plan)
        self.plan, draws = plan, world.draws
        self.boarding, self.alighting = draws.boarding[:, at].tolist(), draws.alighting[:, at].tolist()
        self.ride, self.ride_back = draws.ride[at].tolist(), draws.ride_back[at].tolist()
        self.bays: list[Vehicle] = []  # by pull-in
        self.departed: list[Vehicle] = []  # by number of trip
        self.out = 0  # vehicles that have pulled in and not yet come back
        self.under_way: set[int] = set()  # rows of those who are on their way when the run begins

    def pass_through(self, party: Party) -> Story:
        """Wait for a seat, step on, ride, step off; who is under way when the run begins has only to step off."""
        if party.row not in self.under_way:
            yield party.called
            yield self.env.timeout(self.boarding[party.row])
            party.vehicle.door_free = True
        yield party.arrived
        yield self.env.timeout(self.alighting[party.row])

    def act(self) -> bool:
        """Do the first possible thing."""
        return self.admit_one() or self.board_one() or self.send_one_off()

    def board_one(self) -> bool:
        """The head steps into the vehicle longest in its bay that takes it, else into one that pulls in (S5)."""
        for turn in self.first_in(self.hall):
            party = turn[-1]
            vehicle = next((vehicle for vehicle in self.bays if vehicle.takes(party)), None) or self.pull_in()
            if vehicle:
                self.hall.remove(turn)
                self.step_on(party, vehicle)
                return True
        return False

    def pull_in(self) -> Vehicle | None:
        """A new vehicle, if a bay is free and fewer are out than are on duty."""
        if len(self.bays) >= self.plan.bays or self.out >= self.level:
            return None
        self.out += 1
        self.bays.append(Vehicle(self))
        if self.plan.patience < UNLIMITED:
            self.env.timeout(self.plan.patience)  # wakes the station when the patience ends
        return self.bays[-1]

    def step_on(self, party: Party, vehicle: Vehicle) -> None:
        """The party takes the door, and its seats."""
        self.take_seats(party, vehicle)
        vehicle.door_free = False
        if not self.plan.hall_freed_at_departure:
            self.inside -= party.size
        self.world.stamp("started", party, self.at)
        party.called.succeed()

    def take_seats(self, party: Party, vehicle: Vehicle) -> None:
        """The party is aboard."""
        party.held = party.vehicle = vehicle
        party.arrived, party.landed = self.env.event(), self.env.event()
        vehicle.aboard.append(party)
        vehicle.persons += party.size

    def send_one_off(self) -> bool:
        """Of those that may leave, the vehicle longest in its bay does; trips are numbered so (S6)."""
        for vehicle in self.bays:
            vehicle.reason = self.reason_to_leave(vehicle)
            if vehicle.reason != NEVER:
                self.depart(vehicle)
                return True
        return False

    def reason_to_leave(self, vehicle: Vehicle) -> int:
        """The first reason that is true, and never while somebody steps on (S5)."""
        if not vehicle.door_free:
            return NEVER
        if vehicle.persons == self.plan.seats:
            return Reason.FULL
        if vehicle.closing:
            return Reason.CLOSED
        if self.env.now >= vehicle.last_call:
            return Reason.PATIENCE
        waiting = self.first_in(self.hall)
        fits = any(vehicle.persons + turn[-1].size <= self.plan.seats for turn in waiting)
        return Reason.HEAD if waiting and not fits else NEVER

    def depart(self, vehicle: Vehicle) -> None:
        """The vehicle leaves its bay for its ride."""
        self.bays.remove(vehicle)
        self.env.process(self.trip(vehicle, len(self.departed)))
        self.departed.append(vehicle)
        vehicle.times[1] = self.env.now
        if self.plan.hall_freed_at_departure:
            self.inside -= vehicle.persons

    def trip(self, vehicle: Vehicle, number: int) -> Story:
        """Ride, let all step off in boarding order, ride back."""
        yield self.env.timeout(self.ride[number])
        vehicle.times[2] = self.env.now
        for party in vehicle.aboard:
            party.arrived.succeed()
            yield party.landed
        yield self.env.timeout(self.ride_back[number])
        vehicle.times[3] = self.env.now
        self.out -= 1

    def put_under_way(self, party: Party, number: int) -> None:
        """The party is on its way when the run begins, on the trip of this number: the last one so far or the next."""
        if number == len(self.departed):
            vehicle = Vehicle(self)
            vehicle.times[1], vehicle.reason = self.env.now, Reason.UNDER_WAY
            self.departed.append(vehicle)
            self.out += 1
            self.env.process(self.trip(vehicle, number))
        self.under_way.add(party.row)
        party.at = self.at
        self.take_seats(party, self.departed[number])
        for key in ("reached", "admitted", "started"):
            self.world.stamp(key, party, self.at)

    def close(self) -> None:
        """Closing marks every vehicle with someone aboard (S5)."""
        for vehicle in self.bays:
            vehicle.closing = True
