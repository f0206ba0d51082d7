"""What is as long as the crowd, laid into the memory and taken out of it: loops over lines, parties and trips (numba)."""

from sim.engines.compiled.jit import told
from sim.engines.compiled.memory import *
from sim.engines.compiled.pointer import pointer_to
from sim.engines.compiled.rules import event_of
from sim.model.clock import NEVER, Whole


@told
def station_of(number: int) -> int:
    """Where a station begins that is told by its number; -1, and an outcome, stay as they are."""
    return STATIONS + number * STATION if number >= 0 else number


@told
def lay_lines(m: Whole) -> None:
    """The lines of all stations, in which nobody stands."""
    place = m[FIRST_LINE]
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        m[at + LINES_FROM] = place
        for line in range(place, place + STANDING * m[RANKS] * LINE, LINE):
            m[line + SINCE] = m[line + ROW] = NEVER
            m[line + AHEAD] = m[line + BEHIND] = line
        place += STANDING * m[RANKS] * LINE


@told
def lay_nobody(m: Whole, row: int, number: int) -> None:
    """A party that holds nothing, stands nowhere and has no outcome."""
    for column in range(VISITS):
        m[row + column] = NEVER
    m[row + ROW], m[row + HELD], m[row + IN_LINE] = number, NOTHING, NO_LINE


@told
def lay_visit(m: Whole, here: int, onward: int, takes: int) -> None:
    """A visit that has not begun."""
    for stamp in range(REACHED, ONWARD):
        m[here + stamp] = NEVER
    m[here + ONWARD], m[here + TAKES] = station_of(onward), takes


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
    lay_lines(m)
    lay_events(m, arrival, on_trip, place)
    for number in range(place.size):
        row, rank = m[PEOPLE_FROM] + number * m[PARTY], 0
        lay_nobody(m, row, number)
        while priorities[rank] != priority[number]:
            rank += 1
        m[row + PLACE], m[row + COHORT], m[row + SIZE], m[row + RANK] = place[number], cohort[number], size[number], rank
        m[row + ARRIVAL], m[row + FIRST], m[row + ASIDE] = arrival[number], station_of(first[number]), station_of(aside[number])
        m[row + IN_HALL], m[row + ON_TRIP] = in_hall[number], on_trip[number]
        m[row + PATIENCE], m[row + FOR_GOOD] = patience[number], for_good[number]
        if in_hall[number] or on_trip[number] != NEVER:
            m[row + FURTHEST] = station_of(first[number] - 1)
        for station in range(onward.shape[1]):
            here, takes = row + VISITS + station * VISIT_SIZE, service[number, station] + boarding[number, station]
            lay_visit(m, here, onward[number, station], takes)
    for station in range(onward.shape[1]):
        if m[STATIONS + station * STATION + KIND] == SHUTTLE:
            for number in range(place.size):
                m[m[STATIONS + station * STATION + ALIGHTS_FROM] + number] = alighting[number, station]


def take_trips(memory: Whole, trips: Whole) -> None:
    """The trips, a column each (8, k), by station, then by number."""
    m, first, vehicle = pointer_to(memory), 0, 0
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        m[at + TRIPS_BEFORE] = first
        first += m[at + DEPARTED] + m[at + IN_BAYS]
    for vehicle in range(m[VEHICLES_FROM], m[VEHICLES_NOW], VEHICLE):
        column = m[m[vehicle + OF] + TRIPS_BEFORE] + m[vehicle + NUMBER]
        trips[0, column] = m[m[vehicle + OF] + NUMBER_OF]
        for value in range(NUMBER, REASON + 1):
            trips[value, column] = m[vehicle + value]
