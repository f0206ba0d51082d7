"""What stands where in the memory of the compiled engine: one array of int64, times in ms, -1 for never.

A party, a station, a vehicle and a line are known by where their numbers begin: m[row + SIZE] is the size of the party
at `row`, m[at + LEVEL] the level of the station at `at`. Names in ..._FROM say where a table begins, ..._NOW the next
entry of it, ..._TO its end. Eight numbers are one line of the processor's cache: what is needed together stands
together, and a visit of a party at a station is one such line.
"""

# The whole
(SIZE_OF_ALL, NOW, HORIZON, SOONEST, STIRRED, GATES, DUE_NOW, COMING_NOW,
 TIMERS_FROM, N_TIMERS, MOST_TIMERS, N_IMPATIENT, N_EVENINGS, FULL, ALWAYS_STIRRED, N_EVENTS,
 STATIONS_TO, PEOPLE_FROM, PEOPLE_TO, PARTY, RANKS, YIELDING, COHORTS_FROM, VEHICLES_FROM, VEHICLES_NOW,
 COMING_FROM, COMING_TO, RIDING_FROM, RIDING_TO, IMPATIENT_FROM, EARLIER_FROM, EARLIER_NOW, EARLIER_TO,
 WHOLE) = range(34)  # fmt: skip
STATIONS = WHOLE  # where they begin

# A station. What is held is of a station: an officer, told by the station itself, or a seat, told by the vehicle
OF = 0
(_, VISIT, LINES_FROM, _, _, _, KIND, BIT,
 ROOM, INSIDE, BUSY, LEVEL, OVERTAKING, CLOSING, YIELDS_LEFT, BREAKS_NOW,
 SEATS, BAYS, BAYS_FROM, IN_BAYS, LAST_CALL_AFTER, AT_DEPARTURE, DEPARTED, NUMBER_OF,
 RIDES_FROM, BACK_FROM, ALIGHTS_FROM, BREAKS_FROM, BREAKS_TO, OPENINGS_FROM, OPENINGS_TO, EVENINGS_NOW,
 EVENINGS_TO, EVENING_HERE, EGYPTIAN, QUOTA, PASSED, PASSED_ON, AWAITED, YIELDS_UNTIL,
 YIELDS_FROM, TRIPS_BEFORE, RIDES, STATION) = range(44)  # fmt: skip
AT, ON_DUTY, BEST, BREAK = range(4)  # a break of its timetable
QUEUE, YIELDERS, HALL, STANDING = range(4)  # its lines, one a rank each; in a gate's queue another for who yields

# A party, and what it does at one station: m[row + m[at + VISIT] + REACHED]. Before it comes, it stands where it will
# come; at the end, WHERE is a number. Who leaves for good when its PATIENCE has ended has it negative, as -1 - ms.
# A line is a ring that begins and ends with the line itself, as if with a party that had come before all others
(SINCE, PLACE, AHEAD, BEHIND, SIZE, RANK, HELD, IN_LINE,
 STANDS_AT, NEXT_ABOARD, JOINED, PATIENCE, FURTHEST, ASIDE, ROW, OUTCOME,
 VISITS) = range(17)  # fmt: skip
WHERE = STANDS_AT
LINE = 4
(REACHED, ADMITTED, STARTED, FINISHED, LEFT, TRIP, ONWARD, TAKES, VISIT_SIZE) = range(9)

# A vehicle: first what the log tells of its trip. And a visit that ended without going on, as the log tells it
(_, NUMBER, PULLED_IN, DEPARTED_AT, ARRIVED_AT, RETURNED_AT, PERSONS, REASON,
 VEHICLE_NUMBER, LAST_CALL, DOOR_FREE, MARKED, ABOARD_FIRST, ABOARD_LAST, VEHICLE) = range(15)  # fmt: skip
(E_PLACE, E_STATION, E_REACHED, E_ADMITTED, E_STARTED, E_FINISHED, E_LEFT, E_BACK, E_WHY, EARLIER) = range(10)

# What numbers mean
DESK, SHUTTLE, GATE = range(3)  # kinds of station
FINISH, FITS, SUSPEND = range(3)  # closing rules, as in `Closing`
NOTHING = -1  # what a party holds, besides an officer or a seat
NO_LINE, AWAY, HALL_AT_FIRST = -1, -2, -3  # where a party stands, besides a line; the last before it comes
(SERVED, BOARDED, ARRIVES, STEPPED_OFF, RETURNS, CALLS, TURNS, EVENING, WAKES, IS_BACK, HAS_NO_PATIENCE,
 COMES) = range(12)  # fmt: skip
KIND_BITS, NUMBER_BITS = 4, 24  # an event: time, kind, number; 35 bits are left for the time, more than a year
NO_EVENT = 2**63 - 1  # later than all
LATEST = NO_EVENT >> (KIND_BITS + NUMBER_BITS)  # ms; the horizon is no later, so that NO_EVENT never moves
MOST_STATIONS = 63  # a bit each in STIRRED
