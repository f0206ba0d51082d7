"""A crossing and a drawn world laid into the memory of the compiled engine, and its log taken out of it."""

import numpy as np

from sim.engines.compiled import memory as at
from sim.engines.compiled.entry import are_all, lay, place_tables, take_trips
from sim.model.clock import NEVER, Whole
from sim.model.crossing import AnyStation, Crossing, DeskStation, GateStation, ShuttleStation, Side
from sim.model.draws import Draws
from sim.model.log import STAMPS, Earlier, Log, Trips

MOST = 2**at.NUMBER_BITS  # parties or vehicles that an event can name
COLUMNS = ("place", "cohort", "size", "priority", "arrival", "first", "in_hall", "on_trip", "aside", "patience",
           "for_good", "onward", "service", "boarding", "alighting")  # fmt: skip
kept: list[tuple[Crossing, int, Whole]] = []  # the crossing that was laid last: mostly the next world has the same


def memory_of(crossing: Crossing, draws: Draws, room: int) -> Whole:
    """The memory at the beginning of a run, with room for so many timers and earlier visits."""
    plan, priorities = laid(crossing, len(draws.cohorts)), _priorities(draws.priority)
    _check(draws)
    for number, ride in enumerate(draws.ride):
        plan[at.STATIONS + number * at.STATION + at.RIDES] = ride.size
    memory = np.empty(place_tables(plan, draws.parties, max(1, priorities.size), room), np.int64)
    memory[: plan.size] = plan
    for number, ride in enumerate(draws.ride):
        if ride.size:
            row = at.STATIONS + number * at.STATION
            memory[plan[row + at.RIDES_FROM] :][: ride.size] = ride
            memory[plan[row + at.BACK_FROM] :][: ride.size] = draws.ride_back[number]
    lay(memory, priorities, *(np.ascontiguousarray(getattr(draws, name)) for name in COLUMNS))
    for begin, end in (at.COMING_FROM, at.COMING_TO), (at.RIDING_FROM, at.RIDING_TO):
        memory[memory[begin] : memory[end]].sort()
    return memory


def _priorities(priority: Whole) -> Whole:
    """All priorities there are, the first one first; mostly there is one."""
    return priority[:1] if not priority.size or are_all(priority, priority[0]) else np.unique(priority)


def _check(draws: Draws) -> None:
    """Refuse what an event cannot name."""
    most = max(draws.parties, sum(ride.size for ride in draws.ride))
    if most >= MOST:
        raise ValueError(f"got {draws.parties} parties; needs fewer than {MOST // max(1, most // draws.parties)}")


def laid(crossing: Crossing, cohorts: int) -> Whole:
    """What depends on the crossing alone: the whole, stations, timetables, openings and evenings."""
    for last, width, plan in kept:
        if last is crossing and width == cohorts:
            return plan.copy()
    plan = _laid(crossing, cohorts)
    kept[:] = [(crossing, cohorts, plan)]
    return plan.copy()


def _laid(crossing: Crossing, cohorts: int) -> Whole:
    stations, width = crossing.stations, len(crossing.stations)
    if width > at.MOST_STATIONS:
        raise ValueError(f"got {width} stations; needs at most {at.MOST_STATIONS}")
    if crossing.horizon > at.LATEST:
        raise ValueError(f"got a horizon of {crossing.horizon} ms; needs at most {at.LATEST}, more than a year")
    whole, rows, tables = [0] * at.WHOLE, list[int](), list[int]()
    first = at.STATIONS + width * at.STATION
    for number, plan in enumerate(stations):
        row, own = _station(number, plan, cohorts, first + len(tables))
        rows += row
        tables += own
    gates = [number for number, plan in enumerate(stations) if isinstance(plan, GateStation)]
    whole[at.STATIONS_TO], whole[at.HORIZON] = first, crossing.horizon
    whole[at.PARTY] = at.VISITS + width * at.VISIT_SIZE
    whole[at.GATES], whole[at.YIELDING] = sum(1 << gate for gate in gates), any(map(_yields, stations))
    tables += [0] * (-(first + len(tables)) % at.VISIT_SIZE)
    whole[at.SIZE_OF_ALL] = first + len(tables)
    return np.array(whole + rows + tables, np.int64)


def _yields(plan: AnyStation) -> bool:
    return isinstance(plan, GateStation) and plan.yields is not None


def _station(number: int, plan: AnyStation, cohorts: int, place: int) -> tuple[list[int], list[int]]:
    """A station's row, and its own tables, which begin at `place`."""
    row, steps = [0] * at.STATION, zip(plan.timetable.breaks, plan.timetable.levels, strict=True)
    breaks = [value for at_, level in steps for value in (at_, level, 0)]
    row[at.OF], row[at.NUMBER_OF], row[at.BIT] = at.STATIONS + number * at.STATION, number, 1 << number
    row[at.VISIT], row[at.OVERTAKING] = at.VISITS + number * at.VISIT_SIZE, plan.overtaking
    row[at.YIELDS_LEFT] = row[at.YIELDS_UNTIL] = row[at.PASSED_ON] = NEVER
    row[at.BREAKS_FROM] = row[at.BREAKS_NOW] = place
    row[at.BREAKS_TO] = row[at.OPENINGS_FROM] = place + len(breaks)
    row[at.OPENINGS_TO] = row[at.EVENINGS_NOW] = row[at.OPENINGS_FROM] + len(plan.days.openings)
    row[at.EVENINGS_TO] = row[at.YIELDS_FROM] = row[at.OPENINGS_TO] + len(plan.days.evenings)
    own = [*breaks, *plan.days.openings, *plan.days.evenings]
    match plan:
        case DeskStation():
            row[at.KIND], row[at.EGYPTIAN] = at.DESK, plan.side is Side.EGYPTIAN
            row[at.ROOM], row[at.CLOSING] = plan.hall, plan.closing
        case ShuttleStation():
            row[at.KIND], row[at.ROOM], row[at.AT_DEPARTURE] = at.SHUTTLE, plan.hall, plan.hall_freed_at_departure
            row[at.SEATS], row[at.BAYS], row[at.LAST_CALL_AFTER] = plan.seats, plan.bays, plan.patience
        case GateStation():
            row[at.KIND], row[at.QUOTA] = at.GATE, plan.quota
            if plan.yields is not None:
                row[at.YIELDS_LEFT] = at.STATIONS + plan.yields.left_station * at.STATION
                row[at.YIELDS_UNTIL] = plan.yields.until
                own += [cohort in plan.yields.cohorts for cohort in range(cohorts)]
    return row, own


def log_of(memory: Whole, draws: Draws, width: int) -> Log:
    """The log of a world that has been acted out: parties are views of the memory, trips and earlier visits are not."""
    people = memory[memory[at.PEOPLE_FROM] : memory[at.PEOPLE_TO]].reshape(draws.parties, memory[at.PARTY])
    visits = people[:, at.VISITS :].reshape(draws.parties, width, at.VISIT_SIZE)
    stamps = {name: visits[:, :, column] for column, name in enumerate((*STAMPS, "trip"))}
    return Log(
        place=draws.place.copy(), cohort=draws.cohort.copy(), size=draws.size.copy(), arrival=draws.arrival.copy(),
        outcome=people[:, at.OUTCOME], where=people[:, at.WHERE], **stamps,
        trips=_trips(memory), earlier=_earlier(memory),
    )  # fmt: skip


def _trips(memory: Whole) -> Trips:
    """By station, then by number."""
    count = (memory[at.VEHICLES_NOW] - memory[at.VEHICLES_FROM]) // at.VEHICLE
    trips = np.empty((at.REASON + 1, count), np.int64)
    take_trips(memory, trips)
    return Trips(*trips)


def _earlier(memory: Whole) -> Earlier:
    """By place, then in time."""
    rows = memory[memory[at.EARLIER_FROM] : memory[at.EARLIER_NOW]].reshape(-1, at.EARLIER)
    if rows.size:
        rows = rows[np.lexsort((rows[:, at.E_LEFT], rows[:, at.E_PLACE]))]
        rows[:, at.E_STATION] = (rows[:, at.E_STATION] - at.STATIONS) // at.STATION
    return Earlier(*rows.T)
