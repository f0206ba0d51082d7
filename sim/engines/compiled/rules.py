"""The crossing told in whole numbers: every rule as a function of one memory `m`, and a list of what is due (numba).

An independent telling of the contract; what stands where in the memory is told in `memory`. Sections are named after
the rules of docs/model.md; helpers stand before those who call them.
"""

from sim.engines.compiled.jit import inlined, told
from sim.engines.compiled.memory import *
from sim.engines.compiled.pointer import fetch, first_bit, pointer_to
from sim.model.clock import DAY, NEVER, UNLIMITED, Whole
from sim.model.log import Reason, Why
from sim.model.outcome import Outcome

NO_PATIENCE, AT_EVENING, WAITS_ASIDE = int(Why.PATIENCE), int(Why.EVENING), int(Why.ASIDE)
IS_FULL, IS_CLOSED, NO_MORE_PATIENCE = int(Reason.FULL), int(Reason.CLOSED), int(Reason.PATIENCE)
HEAD_DOES_NOT_FIT, UNDER_WAY = int(Reason.HEAD), int(Reason.UNDER_WAY)
GAVE_UP, STILL_EXPECTED = int(Outcome.GAVE_UP), int(Outcome.STILL_EXPECTED)
DUE_AGAIN, IN_THE_STREET = int(Outcome.DUE_AGAIN), int(Outcome.IN_THE_STREET)
STILL_INSIDE, IN_THE_EGYPTIAN_HALL = int(Outcome.STILL_INSIDE), int(Outcome.IN_THE_EGYPTIAN_HALL)
BETWEEN_THE_GATES = int(Outcome.BETWEEN_THE_GATES)
SOON = 4  # arrivals: who comes so much later is fetched from memory now
AT_HAND = 2**17  # numbers of parties that stay in the processor's cache


# What is due: for stations and vehicles a sorted list, of which few are due at once; for people a heap. Both, and the
# list of who comes, hold NO_EVENT where nothing is due


@inlined
def event_of(at: int, kind: int, number: int) -> int:
    """An event as one whole number, which sorts by time."""
    return (((at << KIND_BITS) | kind) << NUMBER_BITS) | number


@inlined
def time_of(event: int) -> int:
    """When an event is due."""
    return event >> (KIND_BITS + NUMBER_BITS)


@inlined
def number_of(event: int) -> int:
    """The party, the station or the vehicle to which an event happens."""
    return event & ((1 << NUMBER_BITS) - 1)


@inlined
def row_of(m: Whole, event: int) -> int:
    """The party to which an event happens."""
    return m[PEOPLE_FROM] + number_of(event) * m[PARTY]


@inlined
def is_due(m: Whole, at: int, kind: int, number: int) -> None:
    """Something is due; what is due at the horizon or later never moves (O1)."""
    if at >= m[HORIZON]:
        return
    event, place = event_of(at, kind, number), m[DUE_NOW]
    while m[place] < event:
        m[place + 1] = m[place]
        place -= 1
    m[place + 1] = event
    m[DUE_NOW] += 1
    m[SOONEST] = min(m[SOONEST], at)


@told
def set_timer(m: Whole, at: int, kind: int, row: int) -> None:
    """A person's timer; where there is no room for it, the world is to be acted out again with more."""
    if at >= m[HORIZON]:
        return
    if m[N_TIMERS] == m[MOST_TIMERS]:
        m[FULL] = 1
        return
    event, first, place = event_of(at, kind, m[row + ROW]), m[TIMERS_FROM], m[N_TIMERS]
    while place > 0 and m[first + ((place - 1) >> 1)] > event:
        m[first + place] = m[first + ((place - 1) >> 1)]
        place = (place - 1) >> 1
    m[first + place] = event
    m[N_TIMERS] += 1
    m[SOONEST] = min(m[SOONEST], at)


@told
def take_timer(m: Whole) -> int:
    """Take the first timer off the heap."""
    m[N_TIMERS] -= 1
    first, count, place = m[TIMERS_FROM], m[N_TIMERS], 0
    event, last = m[first], m[first + count]
    while 2 * place + 1 < count:
        child = 2 * place + 1
        if child + 1 < count and m[first + child + 1] < m[first + child]:
            child += 1
        if m[first + child] >= last:
            break
        m[first + place] = m[first + child]
        place = child
    m[first + place] = last if count else NO_EVENT
    return event


# O3: which stations may have something to do: a bit each, the first station's the lowest


@inlined
def stir(m: Whole, at: int) -> None:
    """The station is to be looked at."""
    m[STIRRED] |= m[at + BIT]


@inlined
def stir_gates(m: Whole) -> None:
    """A gate looks at the hall and the queue beyond it."""
    m[STIRRED] |= m[GATES]


@told
def stir_all(m: Whole) -> None:
    """Every station is to be looked at, which changes nothing; a test says so."""
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        stir(m, at)


# S1: lines. A queue and a hall have one for each rank of priority, and in the queue of a gate those who yield another


@inlined
def line_of(m: Whole, at: int, which: int, rank: int) -> int:
    """The line of a rank at a station."""
    return m[at + LINES_FROM + which] + LINE * rank


@inlined
def before(m: Whole, row: int, other: int) -> bool:
    """Whether a party comes before another of the same priority: by when it reached the station, then by place."""
    mine, its = m[row + SINCE], m[other + SINCE]
    return mine < its or (mine == its and m[row + PLACE] < m[other + PLACE])


@told
def yields_at(m: Whole, row: int, at: int) -> bool:
    """Whether a party is not of those whom a gate yields to."""
    return m[m[at + YIELDS_FROM] + m[m[COHORTS_FROM] + m[row + ROW]]] == 0


@inlined
def stand_in(m: Whole, row: int, at: int, which: int) -> None:
    """A party stands in the queue or the hall of a station, in its turn: mostly as the last of its line."""
    line = line_of(m, at, which, m[row + RANK])
    if which == QUEUE and m[at + YIELDS_LEFT] != NEVER and yields_at(m, row, at):
        line = line_of(m, at, YIELDERS, m[row + RANK])
    other = m[line + AHEAD]
    while before(m, row, other):
        other = m[other + AHEAD]
    follower = m[other + BEHIND]
    m[row + IN_LINE], m[row + AHEAD], m[row + BEHIND] = line, other, follower
    m[other + BEHIND] = m[follower + AHEAD] = row


@inlined
def leave_line(m: Whole, row: int) -> None:
    """A party leaves the line in which it stands."""
    other, follower = m[row + AHEAD], m[row + BEHIND]
    m[other + BEHIND], m[follower + AHEAD] = follower, other
    m[row + IN_LINE] = NO_LINE


@inlined
def head_of(m: Whole, at: int, which: int) -> int:
    """The first in the queue or the hall of a station where nobody yields, -1 where nobody is."""
    line = line_of(m, at, which, 0)
    row, last = m[line + BEHIND], m[at + LINES_FROM + which + 1] - LINE
    while row == line and line < last:
        line += LINE
        row = m[line + BEHIND]
    return NEVER if row == line else row


@inlined
def fetch_party(m: Whole, row: int) -> None:
    """A party is soon needed, and all its visits; of a small crowd all are at hand."""
    if m[PEOPLE_TO] - m[PEOPLE_FROM] > AT_HAND:
        for place in range(row, row + m[PARTY], VISIT_SIZE):
            fetch(m, place)


@inlined
def fetch_after(m: Whole, row: int) -> None:
    """The third in a line after its head is soon needed; a line itself may be told instead, which does no harm."""
    fetch_party(m, m[m[m[row + BEHIND] + BEHIND] + BEHIND])


@told
def in_queue(m: Whole, row: int) -> bool:
    """Whether a party stands in a queue; the lines of halls are behind those of queues."""
    return 0 <= m[row + IN_LINE] < m[m[row + STANDS_AT] + LINES_FROM + HALL]


@told
def behind(m: Whole, row: int, line: int) -> int:
    """Who is next in a line after a party, or after the line itself; -1 where nobody is."""
    return NEVER if m[row + BEHIND] == line else m[row + BEHIND]


@told
def first_of(m: Whole, one: int, other: int) -> int:
    """Whoever of two comes first, if there are any; both have the same priority."""
    found = one
    if one == NEVER or (other != NEVER and before(m, other, one)):
        found = other
    return found


@told
def head_from(m: Whole, at: int, which: int, rank: int) -> int:
    """The first of this priority or a later one in a queue or a hall, whether or not they yield, -1 where nobody is."""
    found = NEVER
    while found == NEVER and rank < m[RANKS]:
        line, twin = line_of(m, at, which, rank), line_of(m, at, YIELDERS, rank)
        found = behind(m, line, line)
        if which == QUEUE:
            found = first_of(m, found, behind(m, twin, twin))
        rank += 1
    return found


@told
def next_after(m: Whole, row: int) -> int:
    """Who comes next in the same queue or hall, -1 where nobody does."""
    at, line, which = m[row + STANDS_AT], m[row + IN_LINE], HALL
    found = behind(m, row, line)
    if in_queue(m, row):
        which = QUEUE
        one, other = line_of(m, at, QUEUE, m[row + RANK]), line_of(m, at, YIELDERS, m[row + RANK])
        line = other if line == one else one
        twin = behind(m, line, line)
        while twin != NEVER and before(m, twin, row):
            twin = behind(m, twin, line)
        found = first_of(m, found, twin)
    return found if found != NEVER else head_from(m, at, which, m[row + RANK] + 1)


@told
def who_else(m: Whole, row: int, at: int) -> int:
    """Who may go where a party may not: the next where the station allows overtaking, else nobody (-1)."""
    other = NEVER
    if m[at + OVERTAKING]:
        other = next_after(m, row)
    return other


# S7: who is waited for at gates


@told
def await_party(m: Whole, row: int, by: int) -> None:
    """At the gates that wait for it, one more party (1) has come or one (-1) has got through or has its outcome."""
    for gate in range(STATIONS, m[STATIONS_TO], STATION):
        left = m[gate + YIELDS_LEFT]
        if left != NEVER and not yields_at(m, row, gate) and m[row + FURTHEST] < left:
            m[gate + AWAITED] += by
            stir(m, gate)


@told
def leave_station(m: Whole, row: int, at: int) -> None:
    """A party leaves a station to go on, which those who yield to it may have waited for."""
    m[row + m[at + VISIT] + LEFT] = m[NOW]
    if m[YIELDING] and at > m[row + FURTHEST]:
        await_party(m, row, -1)
        m[row + FURTHEST] = at
        await_party(m, row, 1)


# S6: stepping off


@told
def step_off(m: Whole, row: int, vehicle: int) -> None:
    """The next party steps off; when none is left aboard, the vehicle drives back."""
    at = m[vehicle + OF]
    if row != NEVER:
        is_due(m, m[NOW] + m[m[at + ALIGHTS_FROM] + m[row + ROW]], STEPPED_OFF, m[row + ROW])
    else:
        is_due(m, m[NOW] + m[m[at + BACK_FROM] + m[vehicle + NUMBER]], RETURNS, m[vehicle + VEHICLE_NUMBER])


# S2: reaching, entering, giving back


@inlined
def held_at(m: Whole, row: int) -> int:
    """The station of what a party holds."""
    return m[m[row + HELD] + OF]


@inlined
def free(m: Whole, row: int) -> None:
    """An officer and the place in the hall are free again, or the door of a vehicle."""
    held, at = m[row + HELD], held_at(m, row)
    m[row + HELD] = NOTHING
    if held == at:
        m[at + BUSY] -= 1
        m[at + INSIDE] -= m[row + SIZE]
        stir(m, at)
        stir_gates(m)
    else:
        step_off(m, m[row + NEXT_ABOARD], held)


@inlined
def let_go(m: Whole, row: int) -> None:
    """A party goes on, and gives back what it held."""
    if m[row + HELD] != NOTHING:
        leave_station(m, row, held_at(m, row))
        free(m, row)


@told
def patience_of(m: Whole, row: int) -> int:
    """How long a party stays in the street."""
    return max(m[row + PATIENCE], -1 - m[row + PATIENCE])


@told
def leaves_for_good(m: Whole, row: int) -> bool:
    """Whether a party leaves for good when its patience has ended."""
    return m[row + PATIENCE] < 0


@told
def join(m: Whole, row: int, at: int) -> None:
    """A party stands in an entry queue, in its turn; from the street, as long as its patience lasts (S8)."""
    m[row + STANDS_AT], m[row + JOINED], m[row + m[at + VISIT] + REACHED] = at, m[NOW], m[row + SINCE]
    stand_in(m, row, at, QUEUE)
    stir(m, at)
    if m[row + HELD] == NOTHING and patience_of(m, row) < UNLIMITED:
        set_timer(m, m[NOW] + patience_of(m, row), HAS_NO_PATIENCE, row)


@told
def reach(m: Whole, row: int, at: int) -> None:
    """A party comes to an entry queue, which gives it its turn."""
    m[row + SINCE] = m[NOW]
    join(m, row, at)


@told
def enter(m: Whole, row: int, at: int) -> None:
    """A party gives back what it held, and stands in the hall in the order in which it reached the station."""
    let_go(m, row)
    m[at + INSIDE] += m[row + SIZE]
    m[row + m[at + VISIT] + ADMITTED] = m[NOW]
    stand_in(m, row, at, HALL)
    stir(m, at)
    stir_gates(m)


@told
def admit(m: Whole, row: int, at: int) -> None:
    """A party goes from the entry queue into the hall."""
    fetch_after(m, row)
    leave_line(m, row)
    enter(m, row, at)


@told
def admit_one(m: Whole, at: int) -> bool:
    """The head enters when there is room, from the street only while the station is open."""
    row = head_of(m, at, QUEUE)
    while row != NEVER:
        room = m[at + INSIDE] + m[row + SIZE] <= m[at + ROOM]
        if room and (m[at + LEVEL] > 0 or m[row + HELD] != NOTHING):
            admit(m, row, at)
            return True
        row = who_else(m, row, at)
    return False


# S3: desks


@told
def longest_stretches(m: Whole) -> None:
    """For each break, the longest stretch without a fall of the level that begins at it or later."""
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        best, fall = 0, UNLIMITED
        for step in range(m[at + BREAKS_TO] - BREAK, m[at + BREAKS_FROM] - BREAK, -BREAK):
            level = m[step + ON_DUTY]
            level_before = m[step - BREAK + ON_DUTY] if step > m[at + BREAKS_FROM] else 0
            if level > 0 and (level_before == 0 or level < level_before):
                best = max(best, fall - m[step + AT])
            if level < level_before:
                fall = m[step + AT]
            m[step + BEST] = best


@told
def may_start(m: Whole, at: int, service: int) -> bool:
    """S3 fits: it ends by the next fall of the level; or it fits no later stretch either, and this is an opening."""
    fall, end = m[at + BREAKS_NOW], m[at + BREAKS_TO]
    this = fall - BREAK
    while fall < end and m[fall + ON_DUTY] >= m[fall - BREAK + ON_DUTY]:
        fall += BREAK
    if fall == end or m[NOW] + service <= m[fall + AT]:
        return True
    opens = this == m[at + BREAKS_FROM] or m[this - BREAK + ON_DUTY] == 0
    return opens and m[this + AT] == m[NOW] and m[fall + BEST] < service


@told
def open_time_after(m: Whole, at: int, service: int) -> int:
    """S3 suspend: the first moment with that much open time behind it."""
    rest, step, end = service, m[at + BREAKS_NOW] - BREAK, m[at + BREAKS_TO]
    while step < end:
        begin = max(m[NOW], m[step + AT])
        until = m[step + BREAK + AT] if step + BREAK < end else UNLIMITED
        if m[step + ON_DUTY] > 0:
            if until - begin >= rest:
                return begin + rest
            rest -= until - begin
        step += BREAK
    return UNLIMITED


@told
def end_of_service(m: Whole, at: int, service: int) -> int:
    """When a service would end that starts now, -1 where it may not start now."""
    end = m[NOW] + service
    if m[at + CLOSING] == FITS and not may_start(m, at, service):
        end = NEVER
    elif m[at + CLOSING] == SUSPEND:
        end = open_time_after(m, at, service)
    return end


@told
def start_one(m: Whole, at: int) -> bool:
    """A free officer on duty takes the head of the hall, if its service may start now."""
    row = head_of(m, at, HALL) if m[at + BUSY] < m[at + LEVEL] else NEVER
    while row != NEVER:
        end = end_of_service(m, at, m[row + m[at + VISIT] + TAKES])
        if end != NEVER:
            fetch_after(m, row)
            leave_line(m, row)
            m[row + HELD] = at
            m[at + BUSY] += 1
            m[row + m[at + VISIT] + STARTED] = m[NOW]
            is_due(m, end, SERVED, m[row + ROW])
            return True
        row = who_else(m, row, at)
    return False


# S5: shuttles


@told
def new_vehicle(m: Whole, at: int) -> int:
    """A vehicle is out."""
    one = m[VEHICLES_NOW]
    m[VEHICLES_NOW] += VEHICLE
    m[at + BUSY] += 1
    for column in range(VEHICLE):
        m[one + column] = NEVER
    m[one + OF], m[one + VEHICLE_NUMBER], m[one + PULLED_IN] = at, (one - m[VEHICLES_FROM]) // VEHICLE, m[NOW]
    m[one + PERSONS], m[one + DOOR_FREE], m[one + MARKED] = 0, 1, 0
    m[one + LAST_CALL] = m[NOW] + m[at + LAST_CALL_AFTER]
    return one


@told
def take_seats(m: Whole, row: int, vehicle: int) -> None:
    """A party is aboard, behind those who stepped on before it."""
    m[row + HELD], m[row + NEXT_ABOARD] = vehicle, NEVER
    last = m[vehicle + ABOARD_LAST]
    if last == NEVER:
        m[vehicle + ABOARD_FIRST] = row
    else:
        m[last + NEXT_ABOARD] = row
    m[vehicle + ABOARD_LAST] = row
    m[vehicle + PERSONS] += m[row + SIZE]


@told
def vehicle_for(m: Whole, row: int, at: int) -> int:
    """The vehicle longest in its bay that takes the party, else one that pulls in, else -1."""
    bays = m[at + BAYS_FROM]
    for bay in range(bays, bays + m[at + IN_BAYS]):
        one = m[bay]
        takes = m[one + DOOR_FREE] == 1 and m[one + MARKED] == 0 and m[NOW] <= m[one + LAST_CALL]
        if takes and m[one + PERSONS] + m[row + SIZE] <= m[at + SEATS]:
            return one
    if m[at + IN_BAYS] >= m[at + BAYS] or m[at + BUSY] >= m[at + LEVEL]:
        return NEVER
    one = new_vehicle(m, at)
    m[bays + m[at + IN_BAYS]] = one
    m[at + IN_BAYS] += 1
    if m[at + LAST_CALL_AFTER] < UNLIMITED:
        is_due(m, m[one + LAST_CALL], CALLS, m[at + NUMBER_OF])
    return one


@told
def board_one(m: Whole, at: int) -> bool:
    """The head takes the door of a vehicle, and its seats."""
    row = head_of(m, at, HALL)
    while row != NEVER:
        vehicle = vehicle_for(m, row, at)
        if vehicle != NEVER:
            leave_line(m, row)
            take_seats(m, row, vehicle)
            m[vehicle + DOOR_FREE] = 0
            if not m[at + AT_DEPARTURE]:
                m[at + INSIDE] -= m[row + SIZE]
                stir_gates(m)
            m[row + m[at + VISIT] + STARTED] = m[NOW]
            fetch(m, m[at + ALIGHTS_FROM] + m[row + ROW])
            is_due(m, m[NOW] + m[row + m[at + VISIT] + TAKES], BOARDED, m[row + ROW])
            return True
        row = who_else(m, row, at)
    return False


@told
def reason_to_leave(m: Whole, vehicle: int, at: int) -> int:
    """The first reason that is true, and never while somebody steps on."""
    if not m[vehicle + DOOR_FREE]:
        return NEVER
    if m[vehicle + PERSONS] == m[at + SEATS]:
        return IS_FULL
    if m[vehicle + MARKED]:
        return IS_CLOSED
    if m[NOW] >= m[vehicle + LAST_CALL]:
        return NO_MORE_PATIENCE
    row = head_of(m, at, HALL)
    reason = NEVER if row == NEVER else HEAD_DOES_NOT_FIT
    while row != NEVER:
        if m[vehicle + PERSONS] + m[row + SIZE] <= m[at + SEATS]:
            return NEVER
        row = who_else(m, row, at)
    return reason


@told
def write_trip(m: Whole, vehicle: int, number: int) -> None:
    """The number of a trip, for its vehicle and for all aboard."""
    m[vehicle + NUMBER] = number
    row, at = m[vehicle + ABOARD_FIRST], m[vehicle + OF]
    while row != NEVER:
        m[row + m[at + VISIT] + TRIP] = number
        row = m[row + NEXT_ABOARD]


@told
def set_off(m: Whole, vehicle: int, at: int, reason: int) -> None:
    """A vehicle is under way, on the next trip."""
    number = m[at + DEPARTED]
    m[vehicle + DEPARTED_AT], m[vehicle + REASON] = m[NOW], reason
    write_trip(m, vehicle, number)
    m[at + DEPARTED] += 1
    is_due(m, m[NOW] + m[m[at + RIDES_FROM] + number], ARRIVES, m[vehicle + VEHICLE_NUMBER])


@told
def send_one_off(m: Whole, at: int) -> bool:
    """Of those that may leave, the vehicle longest in its bay does; trips are numbered so (S6)."""
    bays = m[at + BAYS_FROM]
    for bay in range(bays, bays + m[at + IN_BAYS]):
        one = m[bay]
        reason = reason_to_leave(m, one, at)
        if reason != NEVER:
            m[at + IN_BAYS] -= 1
            for later in range(bay, bays + m[at + IN_BAYS]):
                m[later] = m[later + 1]
            set_off(m, one, at, reason)
            if m[at + AT_DEPARTURE]:
                m[at + INSIDE] -= m[one + PERSONS]
                stir_gates(m)
            return True
    return False


# S7: gates


@told
def would_be_head(m: Whole, row: int, beyond: int) -> bool:
    """Whether a party that came to a station now would be the head of its queue."""
    other = head_of(m, beyond, QUEUE)
    first = other == NEVER or m[row + RANK] < m[other + RANK]
    if not first and m[row + RANK] == m[other + RANK]:
        first = m[NOW] == m[other + SINCE] and m[row + PLACE] < m[other + PLACE]
    return first


@told
def may_pass(m: Whole, row: int, at: int) -> bool:
    """The day's quota has room, the next hall too, and there the party would be the head."""
    size, beyond = m[row + SIZE], m[row + m[at + VISIT] + ONWARD]
    today = m[at + PASSED] if m[at + PASSED_ON] == m[NOW] // DAY else 0
    if today + size > m[at + QUOTA] or m[beyond + INSIDE] + size > m[beyond + ROOM]:
        return False
    return m[beyond + OVERTAKING] == 1 or would_be_head(m, row, beyond)


@told
def pass_gate(m: Whole, row: int, at: int) -> None:
    """All four later stamps are now, and the party stands in the next hall."""
    now, beyond = m[NOW], m[row + m[at + VISIT] + ONWARD]
    if m[at + PASSED_ON] != now // DAY:
        m[at + PASSED], m[at + PASSED_ON] = 0, now // DAY
    m[at + PASSED] += m[row + SIZE]
    leave_line(m, row)
    m[row + SINCE] = m[row + JOINED] = m[row + m[beyond + VISIT] + REACHED] = now
    m[row + STANDS_AT] = beyond
    enter(m, row, beyond)
    for stamp in range(ADMITTED, LEFT):
        m[row + m[at + VISIT] + stamp] = now
    leave_station(m, row, at)


@told
def let_one_through(m: Whole, at: int) -> bool:
    """The first passes of those who may be next; who yields is passed over by those it yields to."""
    over = m[at + YIELDS_UNTIL] != NEVER and m[NOW] % DAY >= m[at + YIELDS_UNTIL]
    yields = m[at + AWAITED] > 0 and not over
    row = head_from(m, at, QUEUE, 0) if m[at + LEVEL] > 0 else NEVER
    while row != NEVER:
        waits = yields and yields_at(m, row, at)
        if not waits and may_pass(m, row, at):
            pass_gate(m, row, at)
            return True
        row = next_after(m, row) if waits else who_else(m, row, at)
    return False


# P5, S8, S9: going home or aside, and coming again


@told
def next_opening(m: Whole, at: int) -> int:
    """The first opening of a station after this moment, or one beyond every run."""
    for step in range(m[at + OPENINGS_FROM], m[at + OPENINGS_TO]):
        if m[step] > m[NOW]:
            return m[step]
    return UNLIMITED


@told
def go_away(m: Whole, row: int, at: int, why: int) -> None:
    """A visit ends without going on: it is written down, and its stamps are taken off the log."""
    visit, here = m[EARLIER_NOW], row + m[at + VISIT]
    if visit == m[EARLIER_TO]:
        m[FULL] = 1
        return
    m[EARLIER_NOW] += EARLIER
    m[visit + E_PLACE], m[visit + E_STATION], m[visit + E_REACHED] = m[row + PLACE], at, m[row + JOINED]
    m[visit + E_ADMITTED], m[visit + E_STARTED] = m[here + ADMITTED], m[here + STARTED]
    m[visit + E_FINISHED], m[visit + E_LEFT] = m[here + FINISHED], m[NOW]
    m[visit + E_BACK], m[visit + E_WHY] = NEVER, why
    for stamp in range(REACHED, TRIP):
        m[here + stamp] = NEVER
    m[row + IN_LINE], m[row + BEHIND] = AWAY, visit
    if why != NO_PATIENCE or not leaves_for_good(m, row):
        set_timer(m, next_opening(m, at), IS_BACK, row)


@told
def come_back(m: Whole, row: int) -> None:
    """A party is back at the queue that it left: in its old turn after a night, else in a new one."""
    visit = m[row + BEHIND]
    m[visit + E_BACK] = m[NOW]
    if m[visit + E_WHY] != AT_EVENING:
        m[row + SINCE] = m[NOW]
    join(m, row, m[visit + E_STATION])


@told
def leave_street(m: Whole, row: int, why: int) -> None:
    """A party leaves the street for good, or goes home until the next opening."""
    at = m[row + STANDS_AT]
    leave_line(m, row)
    stir(m, at)
    stir_gates(m)
    go_away(m, row, at, why)
    if why == NO_PATIENCE and leaves_for_good(m, row):
        end(m, row, GAVE_UP, at)


@told
def in_street(m: Whole, row: int) -> bool:
    """Whether a party stands in an entry queue and holds nothing."""
    return in_queue(m, row) and m[row + HELD] == NOTHING


@told
def leave_for_the_night(m: Whole, at: int) -> bool:
    """The street of a station goes home."""
    left, row = False, head_from(m, at, QUEUE, 0)
    while row != NEVER:
        follower = next_after(m, row)
        if in_street(m, row):
            leave_street(m, row, AT_EVENING)
            left = True
        row = follower
    return left


@told
def leave_streets(m: Whole) -> bool:
    """O6: those whose patience has ended, then those who go home for the night, leave the street, all together."""
    left = False
    for place in range(m[IMPATIENT_FROM], m[IMPATIENT_FROM] + m[N_IMPATIENT]):
        row = m[place]
        if in_street(m, row) and m[row + JOINED] + patience_of(m, row) == m[NOW]:
            leave_street(m, row, NO_PATIENCE)
            left = True
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        if m[at + EVENING_HERE]:
            m[at + EVENING_HERE] = 0
            left = leave_for_the_night(m, at) or left
    m[N_IMPATIENT] = m[N_EVENINGS] = 0
    return left


# X: the end


@told
def end(m: Whole, row: int, outcome: int, at: int) -> None:
    """A party has its outcome, and gives back what it held."""
    m[row + OUTCOME], m[row + STANDS_AT] = outcome, at
    let_go(m, row)
    if m[YIELDING]:
        await_party(m, row, -1)
        m[row + FURTHEST] = UNLIMITED


@told
def standing(m: Whole, row: int) -> tuple[int, int]:
    """Where a party stands at the horizon that has no outcome: (outcome, station or -1)."""
    if m[row + IN_LINE] == AWAY:
        return DUE_AGAIN, m[m[row + BEHIND] + E_STATION]
    if m[row + HELD] != NOTHING and m[row + HELD] != held_at(m, row):
        return BETWEEN_THE_GATES, held_at(m, row)
    if m[row + HELD] == NOTHING and m[row + IN_LINE] < 0:
        return STILL_EXPECTED, NEVER
    if in_street(m, row):
        return IN_THE_STREET, m[row + STANDS_AT]
    at = m[row + STANDS_AT] if m[row + HELD] == NOTHING else held_at(m, row)
    return IN_THE_EGYPTIAN_HALL if m[at + EGYPTIAN] else STILL_INSIDE, at


@told
def tell_the_end(m: Whole) -> None:
    """Where everyone stands who has no outcome, and who sits in a vehicle still in its bay (T3)."""
    for row in range(m[PEOPLE_FROM], m[PEOPLE_TO], m[PARTY]):
        outcome, at = m[row + OUTCOME], m[row + STANDS_AT]
        if outcome == NEVER:
            outcome, at = standing(m, row)
        m[row + OUTCOME], m[row + WHERE] = outcome, NEVER if at == NEVER else m[at + NUMBER_OF]
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        for place in range(m[at + IN_BAYS]):
            write_trip(m, m[m[at + BAYS_FROM] + place], m[at + DEPARTED] + place)


# O2: what is due moves


@told
def come(m: Whole, row: int) -> None:
    """A party comes to the street; or it is there already, in a hall or on its way."""
    at, in_hall = m[row + STANDS_AT], m[row + IN_LINE] == HALL_AT_FIRST
    if m[YIELDING]:
        await_party(m, row, 1)
    if m[row + HELD] == NOTHING:
        reach(m, row, at)
        if in_hall:
            admit(m, row, at)


@told
def go_on(m: Whole, row: int) -> None:
    """A party has finished at a station: it waits aside, reaches the next one, or has its outcome."""
    at = held_at(m, row)
    here = row + m[at + VISIT]
    m[here + FINISHED] = m[NOW]
    onward = m[here + ONWARD]
    if m[row + ASIDE] == at:
        m[row + ASIDE] = NEVER
        free(m, row)
        go_away(m, row, at, WAITS_ASIDE)
    elif onward >= 0:
        reach(m, row, onward)
    else:
        end(m, row, -1 - onward, at)


@told
def turn_level(m: Whole, at: int) -> None:
    """The level follows the timetable; closing marks every vehicle in a bay (S5)."""
    step = m[at + BREAKS_NOW]
    m[at + LEVEL], m[at + BREAKS_NOW] = m[step + ON_DUTY], step + BREAK
    stir(m, at)
    if step + BREAK < m[at + BREAKS_TO]:
        is_due(m, m[step + BREAK + AT], TURNS, m[at + NUMBER_OF])
    if m[at + LEVEL] == 0:
        for bay in range(m[at + BAYS_FROM], m[at + BAYS_FROM] + m[at + IN_BAYS]):
            m[m[bay] + MARKED] = 1


@told
def await_evening(m: Whole, at: int) -> None:
    """The next evening of a station is due (S9)."""
    if m[at + EVENINGS_NOW] < m[at + EVENINGS_TO]:
        is_due(m, m[m[at + EVENINGS_NOW]], EVENING, m[at + NUMBER_OF])
        m[at + EVENINGS_NOW] += 1


@told
def move_party(m: Whole, kind: int, row: int) -> None:
    """Something that was due happens to a party."""
    if kind == BOARDED:
        m[m[row + HELD] + DOOR_FREE] = 1
        stir(m, held_at(m, row))
    elif kind == IS_BACK:
        come_back(m, row)
    elif kind == COMES:
        come(m, row)
    elif kind == HAS_NO_PATIENCE:
        m[m[IMPATIENT_FROM] + m[N_IMPATIENT]] = row
        m[N_IMPATIENT] += 1
    else:
        go_on(m, row)


@told
def move_vehicle(m: Whole, kind: int, vehicle: int) -> None:
    """A vehicle arrives, or is back."""
    if kind == ARRIVES:
        m[vehicle + ARRIVED_AT] = m[NOW]
        step_off(m, m[vehicle + ABOARD_FIRST], vehicle)
    else:
        m[vehicle + RETURNED_AT] = m[NOW]
        m[m[vehicle + OF] + BUSY] -= 1
        stir(m, m[vehicle + OF])


@told
def move_station(m: Whole, kind: int, at: int) -> None:
    """A level changes, an evening comes, a quota turns, yielding ends, or a vehicle's last call is over."""
    stir(m, at)
    if kind == TURNS:
        turn_level(m, at)
    elif kind == EVENING:
        m[at + EVENING_HERE] = 1
        m[N_EVENINGS] += 1
        await_evening(m, at)
    elif kind == WAKES:
        is_due(m, m[NOW] + DAY, WAKES, m[at + NUMBER_OF])


@told
def move(m: Whole, event: int) -> None:
    """One thing that is due happens."""
    number, kind = number_of(event), (event >> NUMBER_BITS) & ((1 << KIND_BITS) - 1)
    if kind in (ARRIVES, RETURNS):
        move_vehicle(m, kind, m[VEHICLES_FROM] + number * VEHICLE)
    elif kind in (CALLS, TURNS, EVENING, WAKES):
        move_station(m, kind, STATIONS + number * STATION)
    else:
        move_party(m, kind, row_of(m, event))
    m[N_EVENTS] += 1


# O1 to O3, O6: the clock, and the order of things at one instant


@told
def put_under_way(m: Whole, row: int) -> None:
    """A party that rides when the run begins sits in its vehicle: the last one of its shuttle so far, or the next."""
    at = m[row + STANDS_AT]
    here = row + m[at + VISIT]
    number = m[here + TRIP]
    if number == m[at + DEPARTED]:
        set_off(m, new_vehicle(m, at), at, UNDER_WAY)
    vehicle = m[VEHICLES_NOW] - VEHICLE
    while m[vehicle + OF] != at:
        vehicle -= VEHICLE
    take_seats(m, row, vehicle)
    m[here + REACHED] = m[here + ADMITTED] = m[here + STARTED] = 0


@told
def begin(m: Whole) -> None:
    """What is due first; and those who are on their way."""
    for at in range(STATIONS, m[STATIONS_TO], STATION):
        is_due(m, 0, TURNS, m[at + NUMBER_OF])
        await_evening(m, at)
        if m[at + KIND] == GATE:
            is_due(m, 0, WAKES, m[at + NUMBER_OF])
            if m[at + YIELDS_UNTIL] != NEVER:
                is_due(m, m[at + YIELDS_UNTIL], WAKES, m[at + NUMBER_OF])
    for place in range(m[RIDING_FROM], m[RIDING_TO]):
        put_under_way(m, row_of(m, m[place]))
    m[SOONEST] = soonest(m)


@inlined
def soonest(m: Whole) -> int:
    """The next due time, beyond every horizon where nothing is due."""
    return time_of(min(m[m[DUE_NOW]], m[m[COMING_NOW]], m[m[TIMERS_FROM]]))


@inlined
def take_event(m: Whole) -> int:
    """Something that is due now; who comes is first, to be counted at gates (S7) before a ride of no time ends."""
    if time_of(m[m[COMING_NOW]]) == m[NOW]:
        m[COMING_NOW] += 1
        fetch_party(m, row_of(m, m[min(m[COMING_NOW] + SOON, m[COMING_TO] - 1)]))
        return m[m[COMING_NOW] - 1]
    if time_of(m[m[DUE_NOW]]) == m[NOW]:
        m[DUE_NOW] -= 1
        return m[m[DUE_NOW] + 1]
    return take_timer(m)


@inlined
def move_all(m: Whole) -> None:
    """O2: everyone due now moves."""
    while m[SOONEST] == m[NOW]:
        move(m, take_event(m))
        m[SOONEST] = soonest(m)


@told
def act(m: Whole, at: int) -> bool:
    """A station does the first possible thing."""
    if m[at + KIND] == GATE:
        return let_one_through(m, at)
    if admit_one(m, at):
        return True
    if m[at + KIND] == DESK:
        return start_one(m, at)
    return board_one(m, at) or send_one_off(m, at)


@inlined
def act_once(m: Whole) -> bool:
    """O3: the first station in declared order that can do something does one thing."""
    if m[ALWAYS_STIRRED]:
        stir_all(m)
    while m[STIRRED]:
        if act(m, STATIONS + STATION * first_bit(m[STIRRED])):
            return True
        m[STIRRED] &= m[STIRRED] - 1
    return False


def act_out(memory: Whole, most_steps: int) -> bool:
    """The whole run; false where stations act without end."""
    m = pointer_to(memory)
    longest_stretches(m)
    begin(m)
    steps = 0
    while m[SOONEST] < m[HORIZON] and not m[FULL]:
        steps = steps if m[SOONEST] == m[NOW] else 0
        m[NOW] = m[SOONEST]
        move_all(m)
        while act_once(m) or ((m[N_IMPATIENT] or m[N_EVENINGS]) and leave_streets(m)):
            steps += 1
            if steps > most_steps:
                return False
            if m[SOONEST] == m[NOW]:
                break
    tell_the_end(m)
    return True
