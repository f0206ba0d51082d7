"""A second opinion on where people are and why they wait: asked minute by minute, with no code of the measures.

Everything in the random crossings happens at whole minutes, so that half past a minute tells of the whole minute.
"""

from dataclasses import dataclass

from sim.measures.parts import Part
from sim.model.clock import DAY, MINUTE
from sim.model.crossing import Closing, DeskStation, GateStation
from sim.model.log import Why

NEVER = -1
BEYOND = 2**62


@dataclass
class Visit:
    """One stay at a station; a moment that never came lies beyond everything."""

    station: int
    turn: tuple[int, int, int]
    came: int
    admitted: int
    started: int
    finished: int
    left: int
    back: int  # for a stay that ended without going on
    street: bool  # it holds nothing
    trip: int


class World:
    """A log, to be asked about any moment."""

    def __init__(self, crossing, draws, log):
        self.crossing, self.draws, self.log = crossing, draws, log
        self.ended = [beyond(moment) for moment in log.ended().tolist()]
        self.visits = [self.visits_of(row) for row in range(log.size.size)]
        table = log.trips
        keys = zip(table.station.tolist(), table.number.tolist(), strict=True)
        times = [(beyond(out), beyond(there)) for out, there in zip(table.departed, table.arrived, strict=True)]
        self.trips = dict(zip(keys, times, strict=True))

    def visits_of(self, row):
        """A party's stays in time."""
        log, visits, before = self.log, [], {}
        priority, place = int(self.draws.priority[row]), int(self.draws.place[row])
        for at in range(log.reached.shape[1]):
            entries = [k for k in range(log.earlier.place.size)
                       if (log.earlier.place[k], log.earlier.station[k]) == (place, at)]  # fmt: skip
            since = came = NEVER
            for k in entries:
                came = int(log.earlier.reached[k])
                since = came if before.get(at) != Why.EVENING else since
                street = at == self.draws.first[row] or at in before
                stamps = [beyond(getattr(log.earlier, name)[k])
                          for name in ("admitted", "started", "finished", "left", "back")]  # fmt: skip
                visits.append(Visit(at, (priority, since, place), came, *stamps, street, NEVER))
                before[at] = log.earlier.why[k]
                came = stamps[-1]
            if log.reached[row, at] != NEVER:
                stamps = [beyond(getattr(log, name)[row, at]) for name in ("admitted", "started", "finished", "left")]
                turn = priority, int(log.reached[row, at]), place
                street = at == self.draws.first[row] or at in before
                came = came if entries else int(log.reached[row, at])
                visits.append(Visit(at, turn, came, *stamps, BEYOND, street, int(log.trip[row, at])))
        return visits

    def visit_at(self, row, moment):
        """The stay in which a party is, None before it comes and after its end."""
        come = [visit for visit in self.visits[row] if visit.came <= moment]
        return come[-1] if come and moment < self.ended[row] else None

    def why(self, row, moment):
        """What a party's time goes to: (station, part), None before it comes and after its end."""
        visit = self.visit_at(row, moment)
        if visit is None:
            return None
        return visit.station, self.part(row, visit, self.crossing.stations[visit.station], moment)

    def part(self, row, visit, station, moment):
        """What the time of a stay goes to."""
        level = station.timetable.level_at(moment)
        if moment >= visit.left:
            return Part.AWAY
        if isinstance(station, GateStation):
            return self.at_gate(row, visit, station, moment)
        if moment < visit.admitted:
            return Part.CLOSED if visit.street and not level else Part.HALL
        if moment < visit.started:
            waits_for = Part.OFFICER if isinstance(station, DeskStation) else Part.VEHICLE
            return waits_for if level else Part.CLOSED
        if isinstance(station, DeskStation):
            return Part.CLOSED if station.closing is Closing.SUSPEND and not level else Part.SERVED
        return self.aboard(row, visit, moment)

    def aboard(self, row, visit, moment):
        """Stepping on, standing in the bay, riding, or behind those who block the door."""
        out, there = self.trips[visit.station, visit.trip]
        if moment < out:
            stepping = moment < visit.started + int(self.draws.boarding[row, visit.station])
            return Part.RIDING if stepping else Part.VEHICLE
        at = visit.station
        others = [one for visits in self.visits for one in visits if (one.station, one.trip) == (at, visit.trip)]
        blocked = any(one.finished <= moment < one.left for one in others if one is not visit)
        return Part.HALL if moment >= there and blocked else Part.RIDING

    def at_gate(self, row, visit, gate, moment):
        """Why nobody of one's line passes."""
        if not gate.timetable.level_at(moment):
            return Part.CLOSED
        yields = gate.yields is not None and self.yields(gate.yields, moment)
        first = gate.yields is not None and self.draws.cohort[row] in gate.yields.cohorts
        if yields and not first:
            return Part.YIELDING
        line = [(one.turn, other) for other in range(len(self.visits))
                for one in [self.visit_at(other, moment)]
                if one and one.station == visit.station and moment < min(one.admitted, one.left)]  # fmt: skip
        if yields:
            line = [(turn, other) for turn, other in line if self.draws.cohort[other] in gate.yields.cohorts]
        head = row if gate.overtaking else min(line)[1]
        today = sum(int(self.draws.size[other]) for other, visits in enumerate(self.visits) for one in visits
                    if one.station == visit.station and one.admitted <= moment
                    and one.admitted // DAY == moment // DAY)  # fmt: skip
        return Part.QUOTA if today + int(self.draws.size[head]) > gate.quota else Part.HALL

    def yields(self, yields, moment):
        """Whether somebody of those who go first has come, is without an end, and is not through."""
        if yields.until != NEVER and moment % DAY >= yields.until:
            return False
        return any(
            self.draws.cohort[row] in yields.cohorts
            and self.visit_at(row, moment)
            and not any(beyond(left) <= moment for left in self.log.left[row, yields.left_station :])
            and not self.began_beyond(row, yields.left_station)
            for row in range(len(self.visits))
        )  # fmt: skip

    def began_beyond(self, row, station):
        """Whether it was beyond a station already when the run began."""
        there = self.draws.in_hall[row] or self.draws.on_trip[row] != NEVER
        return there and self.draws.first[row] > station

    def place(self, row, moment):
        """In which queue, hall and street a party is: sets of ("queue" | "hall" | "street", station)."""
        visit, found = self.visit_at(row, moment), set()
        for one in self.visits[row]:  # the last hall is left only when the next one is entered
            station = self.crossing.stations[one.station]
            freed = one.left
            if not isinstance(station, DeskStation | GateStation):
                freed = self.trips.get((one.station, one.trip), (BEYOND, 0))[0] if station.hall_freed_at_departure \
                    else one.started  # fmt: skip
            if one.admitted <= moment < freed:
                found.add(("hall", one.station))
        if visit and moment < min(visit.started, visit.left):
            found.add(("queue", visit.station))
            if visit.street and moment < visit.admitted:
                found.add(("street", -1))
        return found


def beyond(moment):
    """A moment, or one beyond everything for never."""
    return BEYOND if moment == NEVER else int(moment)


def minutes_of(crossing):
    """The middle of every minute (ms)."""
    return range(MINUTE // 2, crossing.horizon, MINUTE)
