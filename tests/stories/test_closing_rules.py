"""What becomes of services that would run past a closing: finish, fits or suspend (S3)."""

import pytest
from worlds import Party, crossing_of, desk, draws_of, minutes_of

from sim.model.crossing import Closing


def started_and_finished(simulate, station, parties):
    """(started, finished) of each party at one desk, in minutes."""
    log = simulate(crossing_of([station]), draws_of([station], parties, 0, 0))
    return list(zip(minutes_of(log, "started", 0), minutes_of(log, "finished", 0), strict=True))


TWO_STRETCHES = [(0, 1), (10, 0), (20, 1), (30, 0)]


def test_what_does_not_fit_before_closing_waits_for_the_next_opening(simulate):
    """S3 fits: the second check of 6 minutes would end at 12, after the closing at 10: it starts at 20."""
    station = desk(TWO_STRETCHES, closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(0, [6]), Party(0, [6])]) == [(0, 6), (20, 26)]


def test_what_ends_at_the_very_closing_fits(simulate):
    """S3 fits: from 4 to 10, the closing."""
    station = desk(TWO_STRETCHES, closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(4, [6])]) == [(4, 10)]


def test_any_fall_of_the_level_counts(simulate):
    """S3 fits: at 10 one of two officers goes; a check of 6 from 5 would run past that, so it waits for 10."""
    station = desk([(0, 2), (10, 1), (30, 0)], closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(5, [6])]) == [(10, 16)]


def test_what_fits_nowhere_starts_at_an_opening(simulate):
    """S3 fits: 12 minutes fit no stretch of 10; it came at 3, and starts at the opening at 20, past the closing."""
    station = desk(TWO_STRETCHES, closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(3, [12])]) == [(20, 32)]


def test_what_fits_nowhere_and_comes_at_an_opening_starts_at_once(simulate):
    """S3 fits: nothing waits for ever."""
    station = desk(TWO_STRETCHES, closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(0, [12])]) == [(0, 12)]


def test_what_fits_a_later_stretch_waits_for_it_even_at_an_opening(simulate):
    """S3 fits: 12 minutes do not fit from 0 to 10, and do from 20 to 40."""
    station = desk([(0, 1), (10, 0), (20, 1), (40, 0)], closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(0, [12])]) == [(20, 32)]


def test_what_fills_a_later_stretch_waits_for_it(simulate):
    """S3 fits: 12 minutes do not fit from the opening at 0 to 10, and take all of the stretch from 20 to 32."""
    station = desk([(0, 1), (10, 0), (20, 1), (32, 0)], closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(0, [12])]) == [(20, 32)]


def test_a_stretch_begins_with_a_fall_that_leaves_officers(simulate):
    """S3 fits: 15 minutes do not fit from the opening at 0 to the fall at 10, and do from that fall to the closing."""
    station = desk([(0, 2), (10, 1), (30, 0)], closing=Closing.FITS)
    assert started_and_finished(simulate, station, [Party(0, [15])]) == [(10, 25)]


@pytest.mark.parametrize(("overtaking", "expected"), [(False, [(20, 26), (26, 28)]), (True, [(20, 26), (6, 8)])])
def test_a_long_head_holds_up_a_short_one_unless_it_may_be_overtaken(simulate, overtaking, expected):
    """S1, S3 fits: at 6 the head's 6 minutes do not fit before 10, the next one's 2 do."""
    station = desk(TWO_STRETCHES, closing=Closing.FITS, overtaking=overtaking)
    parties = [Party(0, [6]), Party(1, [6]), Party(1, [2])]
    assert started_and_finished(simulate, station, parties) == [(0, 6), *expected]


def test_a_suspended_check_goes_on_at_the_next_opening(simulate):
    """S3 suspend: 2 of 6 minutes before the closing at 10, the other 4 from 20."""
    station = desk(TWO_STRETCHES, closing=Closing.SUSPEND)
    assert started_and_finished(simulate, station, [Party(8, [6])]) == [(8, 24)]


def test_what_is_done_at_the_closing_is_done(simulate):
    """S3 suspend: the first instant with 6 open minutes behind it is the closing itself."""
    station = desk(TWO_STRETCHES, closing=Closing.SUSPEND)
    assert started_and_finished(simulate, station, [Party(4, [6])]) == [(4, 10)]


def test_a_lower_level_suspends_nothing(simulate):
    """S3 suspend: only at level 0. One of two officers goes at 10, both checks end at 14, and the third waits."""
    station = desk([(0, 2), (10, 1), (30, 0)], closing=Closing.SUSPEND)
    parties = [Party(8, [6]), Party(8, [6]), Party(8, [6])]
    assert started_and_finished(simulate, station, parties) == [(8, 14), (8, 14), (14, 20)]


def test_all_go_on_however_few_come_back(simulate):
    """S3 suspend: two are checked at closing; one officer opens again, both end at 24, and a third starts."""
    station = desk([(0, 2), (10, 0), (20, 1), (40, 0)], closing=Closing.SUSPEND)
    parties = [Party(8, [6]), Party(8, [6]), Party(9, [3])]
    assert started_and_finished(simulate, station, parties) == [(8, 24), (8, 24), (24, 27)]


def test_a_check_may_be_suspended_twice(simulate):
    """S3 suspend: 15 minutes from 5: five to 10, five to 25, five from 40."""
    station = desk([(0, 1), (10, 0), (20, 1), (25, 0), (40, 1)], closing=Closing.SUSPEND)
    assert started_and_finished(simulate, station, [Party(5, [15])]) == [(5, 45)]
