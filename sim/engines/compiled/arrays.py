"""A crossing and a drawn world laid into the memory of the compiled engine, and its log taken out of it."""

from collections.abc import Sequence

import numpy as np

from sim.engines.compiled import memory as at
from sim.model.clock import NEVER, Whole
from sim.model.crossing import AnyStation, Crossing, DeskStation, GateStation, ShuttleStation, Side
from sim.model.draws import Draws
from sim.model.log import STAMPS, Earlier, Log, Trips

MOST = 2**at.NUMBER_BITS  # parties or vehicles that an event can name


class Layout:
    """Tables one after another in one memory; each is given its place when it is laid."""

    def __init__(self) -> None:
        self.tables: list[Whole] = [np.zeros(at.WHOLE, np.int64)]
        self.size = at.WHOLE

    def lay(self, table: Whole) -> int:
        """Lay a table, and say where it begins."""
        start = self.size
        self.tables.append(table.ravel())
        self.size += table.size
        return start

    def memory(self) -> Whole:
        """The whole memory."""
        self.tables[0][at.SIZE_OF_ALL] = self.size
        return np.concatenate(self.tables)


def memory_of(crossing: Crossing, draws: Draws, room: int) -> Whole:
    """The memory at the beginning of a run, with room for so many timers and earlier visits."""
    layout = Layout()
    whole, width = layout.tables[0], len(crossing.stations)
    stations, people = np.zeros((width, at.STATION), np.int64), _people(crossing, draws)
    whole[at.STATIONS_FROM] = layout.lay(stations)
    whole[at.PEOPLE_FROM] = layout.lay(people)
    whole[[at.STATIONS_TO, at.PEOPLE_TO]] = whole[at.PEOPLE_FROM], layout.size
    whole[[at.HORIZON, at.PARTY]] = crossing.horizon, people.shape[1]
    whole[at.RANKS] = people[:, at.RANK].max(initial=0) + 1
    gates = [plan for plan in crossing.stations if isinstance(plan, GateStation)]
    whole[[at.GATES, at.YIELDING]] = len(gates), sum(plan.yields is not None for plan in gates)
    for number, plan in enumerate(crossing.stations):
        _station(layout, stations, number, plan, draws)
    _addresses(people, whole[at.STATIONS_FROM], width)
    _lists(layout, crossing, draws, room)
    return layout.memory()


def _people(crossing: Crossing, draws: Draws) -> Whole:
    """A row a party; stations are still told by their numbers."""
    width = len(crossing.stations)
    people = np.full((draws.parties, at.VISITS + at.VISIT_SIZE * width), NEVER)
    there = (draws.in_hall == 1) | (draws.on_trip != NEVER)
    columns = {
        at.ROW: np.arange(draws.parties), at.PLACE: draws.place, at.COHORT: draws.cohort, at.SIZE: draws.size,
        at.RANK: np.unique(draws.priority, return_inverse=True)[1], at.ARRIVAL: draws.arrival, at.FIRST: draws.first,
        at.IN_HALL: draws.in_hall, at.ON_TRIP: draws.on_trip, at.ASIDE: draws.aside, at.PATIENCE: draws.patience,
        at.FOR_GOOD: draws.for_good, at.FURTHEST: np.where(there, draws.first - 1, NEVER),
    }  # fmt: skip
    for column, values in columns.items():
        people[:, column] = values
    visits = people[:, at.VISITS :].reshape(draws.parties, width, at.VISIT_SIZE)
    visits[:, :, at.ONWARD], visits[:, :, at.ALIGHTS] = draws.onward, draws.alighting
    visits[:, :, at.TAKES] = draws.service + draws.boarding  # at a desk, at a shuttle
    return people


def _addresses(people: Whole, first: int, width: int) -> None:
    """Stations are told by where they begin in the memory, in place of their numbers."""
    visits = people[:, at.VISITS :].reshape(people.shape[0], width, at.VISIT_SIZE)
    for numbers in (people[:, at.FIRST], people[:, at.ASIDE], people[:, at.FURTHEST], visits[:, :, at.ONWARD]):
        numbers[...] = np.where(numbers >= 0, first + numbers * at.STATION, numbers)


def _station(layout: Layout, stations: Whole, number: int, plan: AnyStation, draws: Draws) -> None:
    """A station's row, and its own tables."""
    row, first = stations[number], layout.tables[0][at.STATIONS_FROM]
    row[at.NUMBER_OF], row[at.VISIT] = number, at.VISITS + number * at.VISIT_SIZE
    row[at.OVERTAKING], row[[at.YIELDS_LEFT, at.YIELDS_UNTIL, at.PASSED_ON]] = plan.overtaking, NEVER
    breaks = np.zeros((len(plan.timetable.breaks), at.BREAK), np.int64)
    breaks[:, at.AT], breaks[:, at.ON_DUTY] = plan.timetable.breaks, plan.timetable.levels
    row[[at.BREAKS_FROM, at.BREAKS_NOW]] = layout.lay(breaks)
    row[at.BREAKS_TO] = row[at.OPENINGS_FROM] = layout.size
    layout.lay(_whole(plan.days.openings))
    row[at.OPENINGS_TO] = row[at.EVENINGS_NOW] = layout.size
    layout.lay(_whole(plan.days.evenings))
    row[at.EVENINGS_TO] = row[at.RIDES_FROM] = layout.size
    layout.lay(np.column_stack([draws.ride[number], draws.ride_back[number]]))
    row[at.LINES_FROM] = layout.lay(np.full(4 * at.LINE * layout.tables[0][at.RANKS], NEVER))
    match plan:
        case DeskStation():
            row[at.KIND], row[at.EGYPTIAN] = at.DESK, plan.side is Side.EGYPTIAN
            row[at.ROOM], row[at.CLOSING] = plan.hall, plan.closing
        case ShuttleStation():
            row[[at.KIND, at.ROOM, at.AT_DEPARTURE]] = at.SHUTTLE, plan.hall, plan.hall_freed_at_departure
            row[[at.SEATS, at.BAYS, at.LAST_CALL_AFTER]] = plan.seats, plan.bays, plan.patience
            row[at.BAYS_FROM] = layout.lay(np.full(min(plan.bays, draws.parties) + 1, NEVER))
        case GateStation():
            row[[at.KIND, at.QUOTA]] = at.GATE, plan.quota
            if plan.yields is not None:
                row[at.YIELDS_LEFT], row[at.YIELDS_UNTIL] = (
                    first + plan.yields.left_station * at.STATION,
                    plan.yields.until,
                )
                row[at.YIELDS_FROM] = layout.lay(np.isin(np.arange(len(draws.cohorts)), plan.yields.cohorts) * 1)


def _whole(moments: Sequence[int]) -> Whole:
    return np.array(moments, np.int64)


def _lists(layout: Layout, crossing: Crossing, draws: Draws, room: int) -> None:
    """Who comes in which order, and empty tables with room enough for all that may be due or written down at once."""
    whole, width = layout.tables[0], len(crossing.stations)
    rides = draws.parties * sum(isinstance(plan, ShuttleStation) for plan in crossing.stations)
    if max(draws.parties, rides) >= MOST:
        raise ValueError(f"got {draws.parties} parties; needs fewer than {MOST // max(1, rides // draws.parties)}")
    coming = np.flatnonzero((draws.arrival != NEVER) & (draws.arrival < crossing.horizon))
    riding = np.flatnonzero(draws.on_trip != NEVER)
    tables = (
        (at.COMING_NOW, at.COMING_TO, coming[np.argsort(draws.arrival[coming], kind="stable")]),
        (at.RIDING_NOW, at.RIDING_TO, riding[np.argsort(draws.place[riding])]),
    )
    for begin, end, rows in tables:
        whole[begin] = layout.lay(whole[at.PEOPLE_FROM] + rows * whole[at.PARTY])
        whole[end] = layout.size
    whole[at.IMPATIENT_FROM] = layout.lay(np.empty(draws.parties, np.int64))
    whole[at.DUE_FROM] = layout.lay(np.empty(draws.parties + 2 * rides + 5 * width, np.int64))
    whole[at.TIMERS_FROM], whole[at.MOST_TIMERS] = layout.lay(np.empty(room, np.int64)), room
    whole[[at.EARLIER_FROM, at.EARLIER_NOW]] = layout.lay(np.empty(room * at.EARLIER, np.int64))
    whole[at.EARLIER_TO] = layout.size
    whole[[at.VEHICLES_FROM, at.VEHICLES_NOW]] = layout.lay(np.empty(rides * at.VEHICLE, np.int64))


def log_of(memory: Whole, draws: Draws, width: int) -> Log:
    """The log of a world that has been acted out."""
    first, to, size = memory[[at.PEOPLE_FROM, at.PEOPLE_TO, at.PARTY]]
    people = memory[first:to].reshape(draws.parties, size)
    visits = people[:, at.VISITS :].reshape(draws.parties, width, at.VISIT_SIZE)
    stamps = {name: visits[:, :, column].copy() for column, name in enumerate((*STAMPS, "trip"))}
    trips = _rows(memory, at.VEHICLES_FROM, at.VEHICLES_NOW, at.VEHICLE)[:, : at.REASON + 1]
    earlier = _rows(memory, at.EARLIER_FROM, at.EARLIER_NOW, at.EARLIER)
    trips[:, at.OF], earlier[:, at.E_STATION] = (
        _numbers(memory, stations) for stations in (trips[:, at.OF], earlier[:, at.E_STATION])
    )
    return Log(
        place=draws.place.copy(), cohort=draws.cohort.copy(), size=draws.size.copy(), arrival=draws.arrival.copy(),
        outcome=people[:, at.OUTCOME].copy(), where=_numbers(memory, people[:, at.WHERE]), **stamps,
        trips=Trips(*trips[np.lexsort((trips[:, at.NUMBER], trips[:, at.OF]))].T),
        earlier=Earlier(*earlier[np.lexsort((earlier[:, at.E_LEFT], earlier[:, at.E_PLACE]))].T),
    )  # fmt: skip


def _rows(memory: Whole, begin: int, end: int, size: int) -> Whole:
    """The rows of a table that has grown."""
    return memory[memory[begin] : memory[end]].reshape(-1, size).copy()


def _numbers(memory: Whole, stations: Whole) -> Whole:
    """The numbers of stations told by where they begin; -1 stays."""
    return np.where(stations == NEVER, NEVER, (stations - memory[at.STATIONS_FROM]) // at.STATION)
