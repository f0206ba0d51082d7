"""Overnight the street keeps its order, or goes home at the evening and is back, in its old turns, at the opening (S9).

Days are short here: open 0 to 60, 100 to 160, and from 200.
"""

from small import small_scenario
from worlds import NEVER_THERE, Party, crossing_of, days, desk, draws_of, earlier_of, ends_of, whole_log

from sim.model.clock import DAY, HOUR, MINUTE
from sim.model.crossing import as_planned
from sim.model.faults import scenario_of
from sim.model.log import Why
from sim.model.outcome import Outcome

A_DAY = DAY / MINUTE  # minutes
HOURS = [(0, 1), (60, 0), (100, 1), (160, 0), (200, 1)]
DAYS = days(openings=(0, 100, 200), evenings=(60, 160))


def acted(simulate, stations, parties, horizon=A_DAY):
    """The log of a hand-written world."""
    return simulate(crossing_of(stations, horizon), draws_of(stations, parties, ride=0, back=0))


def test_who_went_home_goes_before_who_came_in_the_night(simulate):
    """S9: at the opening the street is back in its old turns; who comes after the evening stays.

    0   A in the hall of 1, served until 65
    10  B comes;  60  B goes home;  70  C comes, and stays the night
    100 B is back and let in, served until 105; then C until 110
    """
    log = acted(simulate, [desk(HOURS, hall=1, of_days=DAYS)], [Party(0, [65]), Party(10, [5]), Party(70, [5])])
    assert whole_log(log) == [[(0, 0, 0, 65, 65)], [(10, 100, 100, 105, 105)], [(70, 105, 105, 110, 110)]]
    assert earlier_of(log) == [(1, 0, (10, None, None, None, 60, 100), Why.EVENING)]
    assert ends_of(log) == [(Outcome.CROSSED, 0)] * 3


def test_where_the_street_stays_nobody_goes_home(simulate):
    """S9: the same people, and no evenings; nobody has an earlier visit."""
    parties = [Party(0, [65]), Party(10, [5]), Party(70, [5])]
    log = acted(simulate, [desk(HOURS, hall=1, of_days=days(openings=(0, 100, 200)))], parties)
    assert whole_log(log) == [[(0, 0, 0, 65, 65)], [(10, 100, 100, 105, 105)], [(70, 105, 105, 110, 110)]]
    assert earlier_of(log) == []


def test_who_comes_at_the_evening_itself_goes_home_and_who_can_be_let_in_then_does_not(simulate):
    """S9, O6: going home is the last step of the instant.

    The desk is open a little longer than its evening, until 70.
    0   A in the hall of 1, served until 60
    10  B comes;  60  A is gone, B is let in, served until 61; C comes, finds the hall full and goes home
    100 C is back and let in, served until 101
    """
    stations = [desk([(0, 1), (70, 0), (100, 1)], hall=1, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [60]), Party(10, [1]), Party(60, [1])])
    assert whole_log(log) == [[(0, 0, 0, 60, 60)], [(10, 60, 60, 61, 61)], [(60, 100, 100, 101, 101)]]
    assert earlier_of(log) == [(2, 0, (60, None, None, None, 60, 100), Why.EVENING)]


def test_people_in_halls_stay_where_they_are(simulate):
    """S9: only the street goes home.

    50  A in the hall of 2, served until 65;  55  B waits in the hall;  56  C in the street
    60  C goes home;  100  B is served until 105; C is back and let in, served until 110
    """
    stations = [desk(HOURS, hall=2, of_days=DAYS)]
    log = acted(simulate, stations, [Party(50, [15]), Party(55, [5]), Party(56, [5])])
    assert whole_log(log) == [[(50, 50, 50, 65, 65)], [(55, 55, 100, 105, 105)], [(56, 100, 105, 110, 110)]]
    assert earlier_of(log) == [(2, 0, (56, None, None, None, 60, 100), Why.EVENING)]


def test_who_holds_an_officer_stays_and_moves_up_when_the_street_goes_home(simulate):
    """S2, S9: those from upstream are not the street; without it before them they fill the hall of a closed station.

    0   A in the hall of 1 of the second desk, served until 80; B at the first desk until 5
    3   C comes to the second desk;  5  B queues behind C and keeps the officer
    60  C goes home;  80  A is gone, B is let in;  100  B is served until 101; C is back
    101 C is let in, served until 102
    """
    stations = [desk(), desk(HOURS, hall=1, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [0, 80], first=1), Party(0, [5, 1]), Party(3, [0, 1], first=1)])
    assert whole_log(log) == [
        [NEVER_THERE, (0, 0, 0, 80, 80)],
        [(0, 0, 0, 5, 80), (5, 80, 100, 101, 101)],
        [NEVER_THERE, (3, 101, 101, 102, 102)],
    ]
    assert earlier_of(log) == [(2, 1, (3, None, None, None, 60, 100), Why.EVENING)]


def test_a_day_on_which_the_station_does_not_open_has_its_evening_too(simulate):
    """S9: who came on a closed day goes home at the usual hour; all are back at the next opening, in their turns.

    Closed from 60 to 200, the evenings are at 60 and 160, the next opening at 200.
    0   A in the hall of 1, served until 65
    50  B comes, goes home at 60;  110  C comes, goes home at 160;  170  D comes and stays
    200 B is served until 205, C until 210, D until 215
    """
    stations = [desk([(0, 1), (60, 0), (200, 1)], hall=1, of_days=days(openings=(0, 200), evenings=(60, 160)))]
    log = acted(simulate, stations, [Party(0, [65]), Party(50, [5]), Party(110, [5]), Party(170, [5])])
    assert whole_log(log) == [
        [(0, 0, 0, 65, 65)],
        [(50, 200, 200, 205, 205)],
        [(110, 205, 205, 210, 210)],
        [(170, 210, 210, 215, 215)],
    ]
    assert earlier_of(log) == [
        (1, 0, (50, None, None, None, 60, 200), Why.EVENING),
        (2, 0, (110, None, None, None, 160, 200), Why.EVENING),
    ]


def test_two_nights_at_home_leave_the_turn_as_it_was(simulate):
    """S9: an earlier visit begins when the party came back; its turn is as old as ever.

    0   A in the hall of 1, served until 165
    10  B comes, at home 60 to 100 and 160 to 200;  150  C comes, at home 160 to 200
    200 B is served until 205, C until 210
    """
    stations = [desk(HOURS, hall=1, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [165]), Party(10, [5]), Party(150, [5])])
    assert whole_log(log) == [[(0, 0, 0, 165, 165)], [(10, 200, 200, 205, 205)], [(150, 205, 205, 210, 210)]]
    assert earlier_of(log) == [
        (1, 0, (10, None, None, None, 60, 100), Why.EVENING),
        (1, 0, (100, None, None, None, 160, 200), Why.EVENING),
        (2, 0, (150, None, None, None, 160, 200), Why.EVENING),
    ]


def test_where_patience_and_the_day_end_at_once_patience_has_ended(simulate):
    """O6: patience comes first: it gives up for good, or takes a new turn.

    0   A in the hall of 1, served until 65
    10  B, patient until 60, for good;  20  C, patient until 60;  30  D, patient without end
    60  B gives up, C leaves, D goes home;  100  D is served until 105, then C, whose turn is new, until 110
    """
    stations = [desk(HOURS, hall=1, of_days=DAYS)]
    parties = [Party(0, [65]), Party(10, [5], patience=50), Party(20, [5], patience=40, for_good=False), Party(30, [5])]
    log = acted(simulate, stations, parties)
    assert whole_log(log) == [
        [(0, 0, 0, 65, 65)],
        [NEVER_THERE],
        [(100, 105, 105, 110, 110)],
        [(30, 100, 100, 105, 105)],
    ]
    assert earlier_of(log) == [
        (1, 0, (10, None, None, None, 60, None), Why.PATIENCE),
        (2, 0, (20, None, None, None, 60, 100), Why.PATIENCE),
        (3, 0, (30, None, None, None, 60, 100), Why.EVENING),
    ]
    assert [end for end, _ in ends_of(log)] == [Outcome.CROSSED, Outcome.GAVE_UP, Outcome.CROSSED, Outcome.CROSSED]


def test_patience_is_for_one_stay_in_the_street(simulate):
    """S8, S9: who slept at home has not stood there in the night.

    0   A in the hall of 1, served until 130
    10  B, patient for 55, at home 60 to 100, is then patient until 155;  105 C comes, patient until 120
    120 C gives up, B stays;  130 B is let in, served until 135
    """
    stations = [desk(HOURS, hall=1, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [130]), Party(10, [5], patience=55), Party(105, [5], patience=15)])
    assert whole_log(log) == [[(0, 0, 0, 130, 130)], [(10, 130, 130, 135, 135)], [NEVER_THERE]]
    assert earlier_of(log) == [
        (1, 0, (10, None, None, None, 60, 100), Why.EVENING),
        (2, 0, (105, None, None, None, 120, None), Why.PATIENCE),
    ]


def test_who_is_back_in_the_morning_may_lose_patience_then(simulate):
    """S8, S9: patience begins anew, whatever the turn.

    0   A in the hall of 1, served until 130
    50  B, patient for 25, at home 60 to 100, is patient until 125, and gives up
    """
    log = acted(simulate, [desk(HOURS, hall=1, of_days=DAYS)], [Party(0, [130]), Party(50, [5], patience=25)])
    assert whole_log(log) == [[(0, 0, 0, 130, 130)], [NEVER_THERE]]
    assert earlier_of(log) == [
        (1, 0, (50, None, None, None, 60, 100), Why.EVENING),
        (1, 0, (100, None, None, None, 125, None), Why.PATIENCE),
    ]


def test_who_is_at_home_at_the_horizon_is_due_again(simulate):
    """T3, S9: B went home at 60 and would be back at 100; C, who came at 70, is in the street at the horizon, 90."""
    stations = [desk(HOURS, hall=1, of_days=DAYS)]
    log = acted(simulate, stations, [Party(0, [65]), Party(10, [5]), Party(70, [5])], horizon=90)
    assert whole_log(log) == [[(0, 0, 0, 65, 65)], [NEVER_THERE], [(70, None, None, None, None)]]
    assert earlier_of(log) == [(1, 0, (10, None, None, None, 60, None), Why.EVENING)]
    assert ends_of(log) == [(Outcome.CROSSED, 0), (Outcome.DUE_AGAIN, 0), (Outcome.IN_THE_STREET, 0)]


def evenings_of(overnight):
    """When the day ends at each station of the small scenario, by name, on the first day and the one beyond it."""
    scenario = scenario_of({**small_scenario(), "overnight": overnight})
    return {station.name: station.days.evenings for station in as_planned(scenario).stations}


def test_a_scenario_says_whether_the_street_goes_home():
    """S9: the evening is the end of the last hours, after the midday break; with `stay` there is none."""
    assert evenings_of("return")["list"] == (17 * HOUR, DAY + 17 * HOUR)
    assert set(evenings_of("stay").values()) == {()}
