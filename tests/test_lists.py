"""Who is called for which day by a daily list, and into which slot, worked by hand (P3)."""

from itertools import pairwise

import numpy as np
import pytest
from pydantic import TypeAdapter
from small import SLOTS, a_list

from sim.model.clock import DAY, HOUR, MINUTE, NEVER
from sim.model.lists import calls, every_day, filled, in_order_of_list, slot_begins
from sim.model.regime import Day
from sim.model.scenario import DailyList, Slots

OPEN, CLOSED = Day.OPEN, Day.CLOSED
NOBODY_MORE = NEVER


def called(daily, size, days):
    """The day for which each party is called, -1 for none; all come."""
    day = np.full(len(size), NEVER)
    for call in calls(DailyList(**daily), np.array(size), np.ones((len(size), 1), bool), np.array(days)):
        day[call.parties] = call.day
    return day.tolist()


ONES = [1] * 8


def test_a_list_never_exceeds_its_persons_and_splits_nobody():
    """P3: four a day: 2 and then not 3; 3 and 1; 4; 2. Who would exceed the number makes the others wait."""
    assert called(a_list(4), [2, 3, 1, 4, 2], [OPEN] * 4) == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("seed", range(20))
def test_every_list_names_as_many_as_fit(seed):
    """P3: on each day no more than the number, and the first of the next day would have been too many."""
    rng = np.random.default_rng(seed)
    size, most = rng.integers(1, 6, 100), int(rng.integers(5, 15))
    day = np.array(called(a_list(most), size, [OPEN] * 80))
    assert (np.diff(day) >= 0).all()
    assert day.min() == 0
    for today, following in pairwise(np.unique(day)):
        assert size[day == today].sum() <= most < size[day == today].sum() + size[day == following][0]


def test_the_last_number_holds_for_all_later_days():
    """P3: one on the first day, three on the second and on every later one."""
    assert called(a_list(1, 3), ONES, [OPEN] * 4) == [0, 1, 1, 1, 2, 2, 2, 3]


def test_where_a_list_names_nobody_nobody_comes():
    """P3: none on the first day, two on each later one; who is called for no day has none."""
    assert called(a_list(0, 2), ONES, [OPEN] * 3) == [1, 1, 2, 2, *[NOBODY_MORE] * 4]


def test_a_list_for_a_day_that_turns_out_closed_holds_for_the_next_open_day():
    """P3 publish: the second list is published all the same, and both are called together for the second day."""
    assert called(a_list(2), ONES, [CLOSED, OPEN, OPEN]) == [1, 1, 1, 1, 2, 2, *[NOBODY_MORE] * 2]


def test_while_a_list_waits_no_other_is_published():
    """P3 pause: the first list takes the second day; the second list is for the third."""
    assert called(a_list(2, while_closed="pause"), ONES, [CLOSED, OPEN, OPEN]) == [1, 1, 2, 2, *[NOBODY_MORE] * 4]


@pytest.mark.parametrize(("while_closed", "together"), [("publish", 6), ("pause", 2)])
def test_after_two_closed_days_several_lists_are_called_or_one(while_closed, together):
    """P3: lists of two for each of three days, the first two of which are closed."""
    day = called(a_list(2, while_closed=while_closed), ONES, [CLOSED, CLOSED, OPEN])
    assert day == [2] * together + [NOBODY_MORE] * (8 - together)


@pytest.mark.parametrize("kind", [Day.LATE, Day.ABORTED])
def test_a_late_or_aborted_day_takes_its_list(kind):
    """P3, T2: it is a day on which the crossing opens."""
    assert called(a_list(2), ONES, [kind, OPEN]) == [0, 0, 1, 1, *[NOBODY_MORE] * 4]


def test_a_list_that_names_nobody_keeps_no_other_waiting():
    """P3 pause: no list of none waits from the closed first day, and the third day, which opens, has its five."""
    assert called(a_list(0, 0, 5, while_closed="pause"), ONES, [CLOSED, CLOSED, OPEN, OPEN]) == [2] * 5 + [3] * 3


def test_a_list_that_has_waited_too_long_is_void_and_its_people_are_listed_before_all_others():
    """P3 expires_after 1: three closed days, then an open one; lists of two.

    0   the 1st and 2nd party;  1  the 3rd and 4th
    2   the first list is two days old and void: 1st and 2nd are listed again
    3   the second list is void: 3rd and 4th are listed again; open, for these four
    """
    day = called(a_list(2, expires_after=1), ONES, [CLOSED, CLOSED, CLOSED, OPEN])
    assert day == [3] * 4 + [NOBODY_MORE] * 4
    assert called(a_list(2), ONES, [CLOSED, CLOSED, CLOSED, OPEN]) == [3] * 8


def test_a_list_as_old_as_it_may_be_still_holds():
    """P3 expires_after 2: on the third day the first list is two days old and is called, with the second and third."""
    assert called(a_list(2, expires_after=2), ONES, [CLOSED, CLOSED, OPEN]) == [2] * 6 + [NOBODY_MORE] * 2


def test_where_publishing_pauses_a_void_list_makes_room_for_that_days_own():
    """P3: one is listed for the first day, three for the third, when the first list is void."""
    daily = a_list(1, 2, 3, while_closed="pause", expires_after=1)
    assert called(daily, ONES, [CLOSED, CLOSED, OPEN]) == [2] * 3 + [NOBODY_MORE] * 5
    assert called({**daily, "expires_after": "never"}, ONES, [CLOSED, CLOSED, OPEN]) == [2] + [NOBODY_MORE] * 7


def test_the_order_of_a_list_hands_the_same_chances_out_anew():
    """P3: who ranks first has the lowest, at random within a rank; nobody else's chance is touched."""
    chances = in_order_of_list(np.array([1, 0, 1, 0]), np.array([0.1, 0.4, 0.2, 0.3]), np.zeros(4))
    assert chances.tolist() == [0.3, 0.2, 0.4, 0.1]


def test_vehicles_and_slots_are_filled_one_after_another():
    """P1, P2: room for four: 2 and 2; 1, as 4 more do not fit; 4; 3. One that is larger than the room has it alone."""
    assert filled(np.array([2, 2, 1, 4, 3]), 4).tolist() == [0, 0, 1, 2, 3]
    assert filled(np.array([5, 1, 5]), 4).tolist() == [0, 1, 2]


def slots(first, every, persons, size):
    """When the slot of each party begins (min of the day)."""
    plan = Slots(**{**SLOTS, "first": first, "every": every, "persons": persons})
    return (slot_begins(plan, np.array(size)) / MINUTE).tolist()


def test_slots_are_filled_in_list_order_and_none_is_split():
    """P3: four persons every half hour from 08:00, so at 480, 510, 540 and 570 minutes."""
    assert slots("08:00", 30.0, 4, [2, 2, 1, 4, 3]) == [480, 480, 510, 540, 570]


def test_whom_no_slot_holds_any_more_is_in_the_last_of_the_day():
    """P3: of slots from 23:00 on, the last one begins at 23:30."""
    assert slots("23:00", 30.0, 1, [1, 1, 1, 1]) == [1380, 1410, 1410, 1410]
    assert slots("23:30", 60.0, 1, [1, 1]) == [1410, 1410]


def test_so_many_persons_come_every_day():
    """P2: four a day; 2 and then not 3, 3 and 1, 4, and the last for none of three days."""
    assert every_day(4, np.array([2, 3, 1, 4, 2]), 3).tolist() == [0, 1, 1, 2, NOBODY_MORE]


def told(daily, comes, days):
    """Each call of a list of single persons: (day, parties, of these who come)."""
    rows = np.array(comes, bool)
    found = calls(DailyList(**daily), np.ones(len(rows), np.int64), rows, np.array(days))
    return [(call.day, call.parties.tolist(), call.parties[call.come].tolist()) for call in found]


def test_who_stays_away_is_dropped():
    """Two a day of three; the first does not come, and is not called again."""
    daily = a_list(2, who_stays_away="dropped")
    assert told(daily, [[0], [1], [1]], [OPEN, OPEN, OPEN]) == [(0, [0, 1], [1]), (1, [2], [2])]


def test_who_stays_away_is_listed_again_after_all_others():
    """Two a day of four: the first does not come on day 0, nor on day 2, as the last one left; it does on day 3."""
    daily = a_list(2, who_stays_away="listed_again")
    comes = [[0, 0, 1, 1], [1] * 4, [1] * 4, [1] * 4]
    assert told(daily, comes, [OPEN] * 4) == [(0, [0, 1], [1]), (1, [2, 3], [2, 3]), (2, [0], []), (3, [0], [0])]


def test_on_a_closed_day_nobody_has_stayed_away():
    """The list of day 0 holds for day 1: only there is it seen who does not come."""
    daily = a_list(1, who_stays_away="listed_again", while_closed="pause")
    assert told(daily, [[0, 1]], [CLOSED, OPEN, OPEN]) == [(1, [0], []), (2, [0], [0])]


def test_who_has_been_asked_more_often_than_is_told_answers_as_the_last_time():
    """A party that stays away is called again on each of three days."""
    daily = TypeAdapter(DailyList).validate_python(a_list(9, who_stays_away="listed_again"))
    told = calls(daily, np.array([2]), np.array([[False]]), np.zeros(3, np.int64))
    came = [(day, parties.tolist(), come.tolist()) for day, parties, come in told]
    assert came == [(day, [0], [False]) for day in range(3)]


def test_nothing_is_held_of_the_vehicle_before():
    """Pairs and room for four: two and two."""
    assert filled(np.array([2, 2, 2, 2]), 4).tolist() == [0, 0, 1, 1]


def test_a_slot_may_begin_in_the_last_millisecond_of_the_day():
    """From 22:00 on, one every 119 minutes and 59.999 seconds: the second begins at 23:59:59.999."""
    every = 2 * 60 - 1 / MINUTE
    of_day = Slots(kind="slots", first="22:00", every=every, persons=2, spread=0.0)
    assert slot_begins(of_day, np.array([2, 2])).tolist() == [22 * HOUR, DAY - 1]
