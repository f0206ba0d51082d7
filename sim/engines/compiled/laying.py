"""What is as long as the crowd, laid into the memory and taken out of it: loops over parties and trips (numba)."""

from sim.engines.compiled.jit import told
from sim.engines.compiled.memory import *
from sim.engines.compiled.pointer import pointer_to
from sim.engines.compiled.rules import event_of
from sim.model.clock import NEVER, Whole
from sim.model.outcome import Outcome

NO_SHOW = int(Outcome.NO_SHOW)


@told
def station_of(number: int) -> int:
    """Where a station begins that is told by its number; -1, and an outcome, stay as they are."""
    return STATIONS + number * STATION if number >= 0 else number


@told
def table(m: Whole, size: int) -> int:
    """Where the next table begins, of so many numbers."""
    start = m[SIZE_OF_ALL]
    m[SIZE_OF_ALL] += size
    return start


def place_tables(memory: Whole, parties: int, ranks: int, room: int) -> int:
    """Place all tables as long as the crowd, with room for so many timers and earlier visits; say the whole size."""
    m, rides = pointer_to(memory), 0
    m[RANKS], m[MOST_TIMERS] = ranks, room
    m[PEOPLE_FROM] = table(m, parties * m[PARTY])
    m[PEOPLE_TO] = m[SIZE_OF_ALL]
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        rides += m[at + RIDES]
        m[at + LINES_FROM] = table(m, STANDING * LINE * ranks)
        if m[at + KIND] == SHUTTLE:
            m[at + RIDES_FROM], m[at + BACK_FROM] = table(m, m[at + RIDES]), table(m, m[at + RIDES])
            m[at + ALIGHTS_FROM], m[at + BAYS_FROM] = table(m, parties), table(m, parties + 1)
    m[COMING_FROM], m[RIDING_FROM] = table(m, parties + 1), table(m, parties)
    m[COHORTS_FROM], m[IMPATIENT_FROM] = table(m, parties), table(m, parties)
    m[DUE_NOW] = table(m, parties + 2 * rides + 5 * (m[STATIONS_TO] - STATIONS) // STATION + 1)
    m[TIMERS_FROM], m[EARLIER_FROM] = table(m, room + 1), table(m, room * EARLIER)
    m[EARLIER_TO] = m[SIZE_OF_ALL]
    m[VEHICLES_FROM] = table(m, rides * VEHICLE)
    m[COMING_NOW], m[EARLIER_NOW], m[VEHICLES_NOW] = m[COMING_FROM], m[EARLIER_FROM], m[VEHICLES_FROM]
    return m[SIZE_OF_ALL]


@told
def lay_lines(m: Whole) -> None:
    """The lines of all stations, in which nobody stands."""
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        place = m[at + LINES_FROM]
        for which in range(STANDING):
            m[at + LINES_FROM + which] = place
            for _ in range(m[RANKS]):
                m[place + SINCE], m[place + AHEAD], m[place + BEHIND] = NEVER, place, place
                place += LINE
        m[at + LINES_FROM + STANDING] = place


@told
def lay_party(m: Whole, row: int, number: int, first: int, in_hall: int) -> None:
    """Somebody who has not come, holds nothing and has no outcome."""
    m[row + ROW], m[row + STANDS_AT] = number, station_of(first)
    m[row + IN_LINE] = HALL_AT_FIRST if in_hall else NO_LINE
    m[row + HELD], m[row + NEXT_ABOARD], m[row + FURTHEST], m[row + OUTCOME] = NOTHING, NEVER, NEVER, NEVER


@told
def lay_visit(m: Whole, here: int, onward: int, takes: int) -> None:
    """A visit that has not begun."""
    for stamp in range(REACHED, ONWARD):
        m[here + stamp] = NEVER
    m[here + ONWARD], m[here + TAKES] = station_of(onward), takes


@told
def lay_visits(m: Whole, onward: Whole, service: Whole, boarding: Whole, alighting: Whole) -> None:
    """Where parties go from each station, and what each takes; how long they step off stands with the shuttle."""
    for number in range(onward.shape[0]):
        row = m[PEOPLE_FROM] + number * m[PARTY] + VISITS
        for station in range(onward.shape[1]):
            takes = service[number, station] + boarding[number, station]
            lay_visit(m, row + station * VISIT_SIZE, onward[number, station], takes)
    for station in range(onward.shape[1]):
        at = station_of(station)
        if m[at + KIND] == SHUTTLE:
            for number in range(onward.shape[0]):
                m[m[at + ALIGHTS_FROM] + number] = alighting[number, station]


@told
def lay_events(m: Whole, arrival: Whole, on_trip: Whole, place: Whole) -> None:
    """Who comes when, and who rides when the run begins, by place; both are still to be sorted."""
    coming = riding = 0
    for number in range(arrival.size):
        if arrival[number] != NEVER and arrival[number] < m[HORIZON]:
            m[m[COMING_FROM] + coming] = event_of(arrival[number], COMES, number)
            coming += 1
        if on_trip[number] != NEVER:
            m[m[RIDING_FROM] + riding] = event_of(place[number], COMES, number)
            riding += 1
    m[m[COMING_FROM] + coming] = NO_EVENT
    m[COMING_TO], m[RIDING_TO] = m[COMING_FROM] + coming, m[RIDING_FROM] + riding


def lay(memory: Whole, priorities: Whole, place: Whole, cohort: Whole, size: Whole, priority: Whole, arrival: Whole,
        first: Whole, in_hall: Whole, on_trip: Whole, aside: Whole, patience: Whole, for_good: Whole,
        onward: Whole, service: Whole, boarding: Whole, alighting: Whole) -> None:  # fmt: skip
    """Lay n parties at S stations; `priorities` increase, the other arrays are those of `Draws`."""
    m = pointer_to(memory)
    m[m[DUE_NOW]] = m[m[TIMERS_FROM]] = NO_EVENT
    lay_lines(m)
    lay_visits(m, onward, service, boarding, alighting)
    for number in range(place.size):
        row, rank = m[PEOPLE_FROM] + number * m[PARTY], 0
        lay_party(m, row, number, first[number], in_hall[number])
        while priorities[rank] != priority[number]:
            rank += 1
        m[row + PLACE], m[row + SIZE], m[row + RANK] = place[number], size[number], rank
        m[row + PATIENCE] = -1 - patience[number] if for_good[number] else patience[number]
        m[row + ASIDE] = station_of(aside[number])
        if in_hall[number] or on_trip[number] != NEVER:
            m[row + FURTHEST] = station_of(first[number] - 1)
            m[row + m[m[row + STANDS_AT] + VISIT] + TRIP] = on_trip[number]
        if arrival[number] == NEVER:
            m[row + OUTCOME], m[row + STANDS_AT] = NO_SHOW, NEVER
        if m[YIELDING]:
            m[m[COHORTS_FROM] + number] = cohort[number]
    lay_events(m, arrival, on_trip, place)


def are_all(column: Whole, value: int) -> bool:
    """Whether all entries have one value."""
    for one in column:  # noqa: SIM110  (a generator is slower when compiled)
        if one != value:
            return False
    return True


def take_trips(memory: Whole, trips: Whole) -> None:
    """The trips, a column each (8, k), by station, then by number."""
    m, first = pointer_to(memory), 0
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        m[at + TRIPS_BEFORE] = first
        first += m[at + DEPARTED] + m[at + IN_BAYS]
    for vehicle in range(m[VEHICLES_FROM], m[VEHICLES_NOW], VEHICLE):
        column = m[m[vehicle + OF] + TRIPS_BEFORE] + m[vehicle + NUMBER]
        trips[0, column] = m[m[vehicle + OF] + NUMBER_OF]
        for value in range(NUMBER, REASON + 1):
            trips[value, column] = m[vehicle + value]
