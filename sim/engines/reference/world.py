"""One replication: the clock, the order of things at one instant, and the log that is filled."""

from dataclasses import astuple, dataclass
from operator import attrgetter

import numpy as np
import simpy

from sim.engines.reference.desk import Desk
from sim.engines.reference.gate import Gate
from sim.engines.reference.life import life
from sim.engines.reference.shuttle import Shuttle
from sim.engines.reference.station import Party
from sim.model.clock import NEVER
from sim.model.crossing import AnyStation, Crossing, DeskStation, GateStation, ShuttleStation
from sim.model.draws import Draws
from sim.model.log import STAMPS, Earlier, Trips, Why, blank
from sim.model.outcome import Outcome


@dataclass
class Visit:
    """A visit that ended without going on; the fields are those of `Earlier`."""

    place: int
    station: int
    reached: int
    admitted: int
    started: int
    finished: int
    left: int
    back: int
    why: Why


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
        self.visits: list[Visit] = []
        for station in self.stations:
            self.env.process(station.keep_hours())
            self.env.process(station.evenings_come())
        parties = {row: Party(row, draws) for row in self.rows()}
        for party in parties.values():
            party.life = self.env.process(life(self, party))
        for party in sorted(parties.values(), key=attrgetter("place")):
            self.put_under_way(party)

    def rows(self) -> list[int]:
        """The parties that come, in the order in which their lives are created; any order gives the same log."""
        rows: list[int] = np.flatnonzero(self.draws.arrival != NEVER).tolist()
        return rows

    def put_under_way(self, party: Party) -> None:
        """The party sits in its vehicle, if it is on its way when the run begins."""
        station, number = self.stations[int(self.draws.first[party.row])], int(self.draws.on_trip[party.row])
        if number != NEVER and isinstance(station, Shuttle):
            station.put_under_way(party, number)

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
        """The order of things at one instant (O1-O3, O6)."""
        env, steps, instant = self.env, 0, -1
        most_steps = 8 * (self.draws.parties + 1) * len(self.stations)
        while env.peek() < self.horizon:  # O1: the clock moves to the next due time
            if env.peek() > instant:
                steps, instant = 0, int(env.peek())
            env.step()  # O2: everyone due now moves, in any order
            while env.peek() > env.now and (self.act() or self.leave_streets()):
                steps += 1
                if steps > most_steps:
                    raise RuntimeError(f"a station acts without end: {steps} steps at {env.now} ms")
        self.log.trips, self.log.earlier = self.trips(), self.earlier()

    def act(self) -> bool:
        """O3: the first station in declared order that can do something does one thing."""
        return any(station.act() for station in self.stations)

    def leave_streets(self) -> bool:
        """O6: those whose patience has ended, or who go home for the night, leave the street, all together."""
        leaving = [(station, turn, why) for station in self.stations for turn, why in station.leavers()]
        for station, turn, why in leaving:
            party = turn[-1]
            station.queue.remove(turn)
            if why is Why.PATIENCE and self.draws.for_good[party.row]:
                self.note_visit(party, station.at, why)
                self.end(party, Outcome.GAVE_UP, station.at)
            else:
                party.life.interrupt(why)
        return bool(leaving)

    def stamp(self, key: str, party: Party, at: int) -> None:
        """Write down that this happens to the party at the station now."""
        self.stamps[key][party.row, at] = self.env.now

    def note_visit(self, party: Party, at: int, why: Why) -> Visit:
        """Write down a visit that ends now without going on, and take its stamps off the log."""
        admitted, started, finished = (int(self.stamps[key][party.row, at]) for key in STAMPS[1:4])
        now = int(self.env.now)
        self.visits.append(Visit(party.place, at, party.joined, admitted, started, finished, now, NEVER, why))
        for stamps in self.stamps.values():
            stamps[party.row, at] = NEVER
        return self.visits[-1]

    def free(self, party: Party) -> None:
        """Officer or seat, and the place in the hall, are given back in this very step (S2)."""
        if party.held is not None:
            party.held.give_back(party)
            party.held = None

    def let_go(self, party: Party) -> None:
        """The party goes on, and gives back what it held."""
        if party.held is not None:
            self.leave(party, party.held.at)
        self.free(party)

    def leave(self, party: Party, at: int) -> None:
        """Write down that the party leaves the station now, to go on."""
        self.stamp("left", party, at)
        party.furthest_left = max(party.furthest_left, at)

    def end(self, party: Party, outcome: Outcome, at: int) -> None:
        """The party has its outcome, and gives back what it held."""
        self.log.outcome[party.row], self.log.where[party.row] = outcome, at
        self.let_go(party)
        del self.present[party.row]

    def trips(self) -> Trips:
        """The trips of all stations, by station and number; vehicles still in their bays come last, by pull-in."""
        rows = []
        for station in (one for one in self.stations if isinstance(one, Shuttle)):
            for number, vehicle in enumerate([*station.departed, *station.bays]):
                rows.append((station.at, number, *vehicle.times, vehicle.persons, vehicle.reason))
                for party in vehicle.aboard:
                    self.log.trip[party.row, station.at] = number
        return Trips(*np.array(rows, np.int64).reshape(-1, 8).T)

    def earlier(self) -> Earlier:
        """The visits before the last ones, by place, then in time."""
        rows = [astuple(visit) for visit in sorted(self.visits, key=attrgetter("place", "left"))]
        return Earlier(*np.array(rows, np.int64).reshape(-1, 9).T)
