"""Who is on duty when: shifts, absences, breakdowns and kinds of days, folded into timetables (T2)."""

import numpy as np
import pytest
from small import bus, constant, desk, minutes

from sim.model.clock import HOUR
from sim.model.duty import evenings, on_duty, open_spans, openings
from sim.model.regime import Day
from sim.model.scenario import Desk, Explicit, Shuttle

MORNING = [("08:00", "12:00")]
NO_BREAKDOWN = np.zeros((0, 3), np.int64)
EXPLICIT = Explicit(kind="explicit", days=["open"], late_start="09:00", aborted_at="10:00")


def a_desk(officers=2, hours=MORNING, **changes):
    """A desk that is open from eight to twelve."""
    return Desk(**{**desk(officers, minutes(constant(1))), "hours": hours, **changes})


def shift(start, end, on_duty):
    """So many on duty between two clock times."""
    return {"start": start, "end": end, "on_duty": on_duty}


def absence(start, end, away, day="every"):
    """So many fewer between two clock times."""
    return {"day": day, "start": start, "end": end, "away": away}


def down(*breakdowns):
    """Breakdowns of the first day as (which desk or vehicle, from hour, to hour)."""
    return np.array([(unit, start * HOUR, end * HOUR) for unit, start, end in breakdowns], np.int64).reshape(-1, 3)


def steps(station, days=(Day.OPEN,), broken=NO_BREAKDOWN):
    """Each change of the level as (hour since 00:00 of the first day, level)."""
    table = on_duty(station, open_spans(station, EXPLICIT, np.array(days)), broken)
    return [(at / HOUR, level) for at, level in zip(table.breaks, table.levels, strict=True)]


def test_a_shift_sets_how_many_are_on_duty_instead_of_the_usual_number():
    """Two usually, five from nine to ten, none from eleven on; on every day."""
    station = a_desk(shifts=[shift("09:00", "10:00", 5), shift("11:00", "13:00", 0)])
    assert steps(station, [Day.OPEN] * 2) == [
        (0, 0), (8, 2), (9, 5), (10, 2), (11, 0), (32, 2), (33, 5), (34, 2), (35, 0),
    ]  # fmt: skip


def test_a_shift_counts_within_opening_hours_only():
    """Five from seven to nine: nobody before eight."""
    assert steps(a_desk(shifts=[shift("07:00", "09:00", 5)])) == [(0, 0), (8, 5), (9, 2), (12, 0)]


def test_an_absence_every_day_and_one_on_one_day():
    """One fewer from nine to ten every day; another one from half past nine to eleven on the second."""
    station = a_desk(absences=[absence("09:00", "10:00", 1), absence("09:30", "11:00", 1, day=2)])
    assert steps(station, [Day.OPEN] * 2) == [
        (0, 0), (8, 2), (9, 1), (10, 2), (12, 0), (32, 2), (33, 1), (33.5, 0), (34, 1), (35, 2), (36, 0),
    ]  # fmt: skip


def test_no_more_are_away_than_are_there():
    """Three away of two is none, and of a shift of five two remain."""
    station = a_desk(absences=[absence("08:00", "12:00", 3)], shifts=[shift("09:00", "10:00", 5)])
    assert steps(station) == [(0, 0), (9, 2), (10, 0)]


def test_an_absence_after_the_last_day_changes_nothing():
    assert steps(a_desk(absences=[absence("09:00", "10:00", 1, day=9)])) == steps(a_desk())


def test_vehicles_have_shifts_and_absences_as_officers_do():
    """Two buses from half past eight, one of them away from noon to one."""
    station = Shuttle(**{**bus(), "absences": [absence("12:00", "13:00", 1)]})
    assert steps(station) == [(0, 0), (8.5, 2), (12, 1), (13, 2), (17, 0)]


def test_who_is_down_is_missing_among_those_on_duty():
    """The first desk is down from nine to eleven, the second from ten to half past ten."""
    assert steps(a_desk(), broken=down((0, 9, 11), (1, 10, 10.5))) == [
        (0, 0), (8, 2), (9, 1), (10, 0), (10.5, 1), (11, 2), (12, 0),
    ]  # fmt: skip


def test_the_level_counts_the_first_desks_that_are_not_down():
    """From nine to ten one of two is away: then the second's breakdown changes nothing, and the first's everything."""
    station = a_desk(absences=[absence("09:00", "10:00", 1)])
    assert steps(station, broken=down((1, 9, 10))) == [(0, 0), (8, 2), (9, 1), (10, 2), (12, 0)]
    assert steps(station, broken=down((0, 9, 10))) == [(0, 0), (8, 2), (9, 0), (10, 2), (12, 0)]


def test_a_breakdown_in_the_night_lasts_into_the_opening_hours():
    """Down from three to nine: at eight one of two opens."""
    assert steps(a_desk(), broken=down((0, 3, 9))) == [(0, 0), (8, 1), (9, 2), (12, 0)]


HOURS = [("08:00", "11:00"), ("13:00", "17:00")]


def days_of(*kinds, late_start="09:00", aborted_at="10:00", hours=HOURS):
    """When a station opens and when its days end, in hours since 00:00 of the first day, and its changes of level."""
    station, calendar = (
        a_desk(1, hours),
        EXPLICIT.model_copy(update={"late_start": late_start, "aborted_at": aborted_at}),
    )
    spans = open_spans(station, calendar, np.array(kinds))
    table = on_duty(station, spans, NO_BREAKDOWN)
    return [[at / HOUR for at in moments] for moments in (openings(spans), evenings(station, spans), table.breaks[1:])]


def test_on_an_open_day_there_is_one_opening_and_one_evening():
    """S8, S9: the midday break is neither."""
    assert days_of(Day.OPEN) == [[8], [17], [8, 11, 13, 17]]


def test_on_a_late_day_nothing_opens_before_its_start():
    """At nine where the hours had begun at eight; in the afternoon where they had been over."""
    assert days_of(Day.LATE) == [[9], [17], [9, 11, 13, 17]]
    assert days_of(Day.LATE, late_start="12:00") == [[13], [17], [13, 17]]


def test_an_aborted_day_ends_for_all_stations_at_once():
    """At ten, within the first hours; at noon, after them: the day ended at eleven."""
    assert days_of(Day.ABORTED) == [[8], [10], [8, 10]]
    assert days_of(Day.ABORTED, aborted_at="12:00") == [[8], [11], [8, 11]]


@pytest.mark.parametrize(
    "shut", [{}, {"kind": Day.LATE, "late_start": "17:00"}, {"kind": Day.ABORTED, "aborted_at": "08:00"}]
)
def test_a_day_without_hours_has_no_opening_and_its_usual_evening(shut):
    """S9: closed, late beyond the last hours, or aborted before the first."""
    kind = shut.pop("kind", Day.CLOSED)
    assert days_of(Day.OPEN, kind, Day.OPEN, **shut)[0] == [8, 56]
    assert days_of(Day.OPEN, kind, Day.OPEN, **shut)[1] == [17, 41, 65]


def test_a_station_open_through_midnight_has_no_evening_then():
    """S9, T2: spans that touch are one, unless the next day opens late or not at all."""
    round_the_clock = [("00:00", "24:00")]
    assert days_of(Day.OPEN, Day.OPEN, Day.OPEN, hours=round_the_clock) == [[0, 24, 48], [72], [72]]
    assert days_of(Day.OPEN, Day.LATE, Day.OPEN, hours=round_the_clock) == [[0, 33, 48], [24, 72], [24, 33, 72]]
    assert days_of(Day.OPEN, Day.CLOSED, hours=round_the_clock) == [[0], [24, 48], [24]]
