"""What stands where in the memory of the compiled engine: one array of int64, times in ms, -1 for never.

A party, a station, a vehicle and a line are known by where their numbers begin: m[row + SIZE] is the size of the party
at `row`, m[at + LEVEL] the level of the station at `at`. Names in ..._FROM say where a table begins, ..._NOW the next
entry of it, ..._TO its end.
"""

# The whole
(SIZE_OF_ALL, NOW, HORIZON,
 STATIONS_FROM, STATIONS_TO, PEOPLE_FROM, PEOPLE_TO, PARTY, VEHICLES_FROM, VEHICLES_NOW, EARLIER_FROM,
 EARLIER_NOW, EARLIER_TO, DUE_FROM, N_DUE, TIMERS_FROM, N_TIMERS, MOST_TIMERS, COMING_NOW, COMING_TO, RIDING_NOW,
 RIDING_TO, IMPATIENT_FROM, N_IMPATIENT, N_EVENINGS, GATES, YIELDING, RANKS, FULL, ALWAYS_STIRRED, N_EVENTS,
 WHOLE) = range(32)  # fmt: skip

# A station
(NUMBER_OF, KIND, VISIT, EGYPTIAN, ROOM, OVERTAKING, CLOSING, SEATS, BAYS, LAST_CALL_AFTER, AT_DEPARTURE, QUOTA,
 YIELDS_LEFT, YIELDS_UNTIL, YIELDS_FROM, BREAKS_FROM, BREAKS_NOW, BREAKS_TO, OPENINGS_FROM, OPENINGS_TO, EVENINGS_NOW,
 EVENINGS_TO, RIDES_FROM, BAYS_FROM, LINES_FROM, LEVEL, INSIDE, BUSY, DEPARTED, IN_BAYS, PASSED, PASSED_ON, AWAITED,
 STIRRED, EVENING_HERE, STATION) = range(36)  # fmt: skip
AT, ON_DUTY, BEST, BREAK = range(4)  # a break of its timetable
OUT, BACK, RIDE = range(3)  # the rides of a trip
HEAD, TAIL, LINE = range(3)  # a line of people: two a rank of priority in the queue, then as many in the hall

# A party, and what it does at one station: m[row + m[at + VISIT] + REACHED]
(ROW, PLACE, COHORT, SIZE, RANK, ARRIVAL, FIRST, IN_HALL, ON_TRIP, ASIDE, PATIENCE, FOR_GOOD, OUTCOME, WHERE, SINCE,
 JOINED, FURTHEST, HELD, HELD_AT, IN_LINE, STANDS_AT, STANDS_IN, AHEAD, BEHIND, NEXT_ABOARD,
 VISITS) = range(26)  # fmt: skip
(REACHED, ADMITTED, STARTED, FINISHED, LEFT, TRIP, ONWARD, TAKES, ALIGHTS, VISIT_SIZE) = range(10)

# A vehicle: first what the log tells of its trip. And a visit that ended without going on, as the log tells it
(OF, NUMBER, PULLED_IN, DEPARTED_AT, ARRIVED_AT, RETURNED_AT, PERSONS, REASON, VEHICLE_NUMBER, LAST_CALL, DOOR_FREE,
 MARKED, ABOARD_FIRST, ABOARD_LAST, VEHICLE) = range(15)  # fmt: skip
(E_PLACE, E_STATION, E_REACHED, E_ADMITTED, E_STARTED, E_FINISHED, E_LEFT, E_BACK, E_WHY, EARLIER) = range(10)

# What numbers mean
DESK, SHUTTLE, GATE = range(3)  # kinds of station
FINISH, FITS, SUSPEND = range(3)  # closing rules, as in `Closing`
QUEUE, HALL = range(2)  # where a party stands at a station
NOTHING, AN_OFFICER = -1, -2  # what a party holds, besides a vehicle
NO_LINE, AWAY = -1, -2  # where a party stands, besides a line
(SERVED, BOARDED, ARRIVES, STEPPED_OFF, RETURNS, CALLS, TURNS, EVENING, WAKES, IS_BACK,
 HAS_NO_PATIENCE) = range(11)  # fmt: skip
KIND_BITS, NUMBER_BITS = 4, 24  # an event: time, kind, number; 35 bits are left for the time, more than a year
