"""One replication: the clock, the order of things at one instant, and a party's life on one screen."""

import numpy as np
import simpy

from sim.engines.reference.desk import Desk
from sim.engines.reference.gate import Gate
from sim.engines.reference.shuttle import Shuttle
from sim.engines.reference.station import Party, Story
from sim.model.clock import NEVER
from sim.model.crossing import AnyStation, Crossing, DeskStation, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import STAMPS, Trips, blank


class World:
    """One replication: the clock, the stations, and the log they fill."""

    def __init__(self, crossing: Crossing, draws: Draws) -> None:
        self.env = simpy.Environment()
        self.draws, self.horizon = draws, crossing.horizon
        self.log = blank(crossing, draws)
        self.stamps = {key: getattr(self.log, key) for key in STAMPS}
        self.onward = draws.onward.tolist()
        self.stations: list[Desk | Shuttle | Gate] = [
            self.station(at, plan) for at, plan in enumerate(crossing.stations)
        ]
        self.present: dict[int, Party] = {}  # who has come and is without an outcome, by row
        for station in self.stations:
            self.env.process(station.keep_hours())
        for row in np.flatnonzero(draws.arrival != NEVER).tolist():
            self.env.process(self.life(row))

    def life(self, row: int) -> Story:
        """A party's whole way, from the street to its end."""
        party = Party(row, self.draws)
        yield self.env.timeout(int(self.draws.arrival[row]))
        self.present[row] = party
        at = int(self.draws.first[row])
        while at >= 0:
            station = self.stations[at]
            if party.at != at:  # a gate lets people through right into the next hall
                station.reach(party)
            yield from station.pass_through(party)
            self.stamp("finished", party, at)
            at = self.onward[row][at]
        self.log.outcome[row], self.log.where[row] = -1 - at, station.at
        self.let_go(party)
        del self.present[row]

    def station(self, at: int, plan: AnyStation) -> Desk | Shuttle | Gate:
        """A station of its kind."""
        match plan:
            case DeskStation():
                return Desk(self, at, plan)
            case ShuttleStation():
                return Shuttle(self, at, plan)
            case GateStation():
                return Gate(self, at, plan)

    def run(self) -> None:
        """The order of things at one instant (O1-O3)."""
        env, steps, instant = self.env, 0, -1
        most_steps = 8 * (self.draws.parties + 1) * len(self.stations)
        while env.peek() < self.horizon:  # O1: the clock moves to the next due time
            if env.peek() > instant:
                steps, instant = 0, int(env.peek())
            env.step()  # O2: everyone due now moves, in any order
            while env.peek() > env.now and any(station.act() for station in self.stations):  # O3: one does one thing
                steps += 1
                if steps > most_steps:
                    raise RuntimeError(f"a station acts without end: {steps} steps at {env.now} ms")
        self.log.trips = self.trips()

    def stamp(self, key: str, party: Party, at: int) -> None:
        """Write down that this happens to the party at the station now."""
        self.stamps[key][party.row, at] = self.env.now

    def let_go(self, party: Party) -> None:
        """Officer or seat, and the place in the hall, are given back in this very step (S2)."""
        if party.held is not None:
            party.held.give_back(party)
            party.held = None

    def leave(self, party: Party, at: int) -> None:
        """Write down that the party leaves the station now."""
        self.stamp("left", party, at)
        party.furthest_left = max(party.furthest_left, at)

    def trips(self) -> Trips:
        """The trips of all stations, by station and number."""
        rows = [
            (station.at, number, *vehicle.times, vehicle.persons, vehicle.reason)
            for station in self.stations if isinstance(station, Shuttle)
            for number, vehicle in enumerate(station.departed)
        ]  # fmt: skip
        return Trips(*np.array(rows, np.int64).reshape(-1, 8).T)
