"""What is drawn of the parties of a cohort, and of those who are there already (P1, P3, S8)."""

import numpy as np
from small import PROFILE, a_list, constant, small_scenario

from sim.model.clock import DAY, HOUR, NEVER, UNLIMITED
from sim.model.draws import draw
from sim.model.faults import scenario_of

BUS = 2


def listed(**changes):
    """The foreign nationals in pairs on a list for a thousand a day, twelve days; half stay away each time."""
    raw = small_scenario()
    raw["days"], raw["lists"] = 12, {"daily": a_list(1000, **changes)}
    raw["cohorts"]["foreign"] |= {"arrivals": {"kind": "listed", "list": "daily"}, "show_up": 0.5}
    raw["cohorts"]["hopeful"]["persons"] = 0
    return draw(scenario_of(raw), 7, 0).arrival


def test_who_stays_away_and_is_listed_again_may_come_another_day():
    """Each time anew, by chance: at seven of the first day, and at seven of later ones."""
    came = listed(who_stays_away="listed_again")
    days = set((came[came < UNLIMITED] // DAY).tolist())
    assert {0, 1, 2} <= days
    assert set((came[came < UNLIMITED] % DAY).tolist()) == {7 * HOUR}


def test_who_stays_away_and_is_dropped_does_not_come():
    """All come at seven of the first day, or never."""
    assert set(listed(reporting=PROFILE).tolist()) == {7 * HOUR, NEVER}


def test_nobody_leaves_for_good_where_nobody_is_out_of_patience():
    world = draw(scenario_of(small_scenario()), 7, 0)
    assert set(world.for_good.tolist()) == {0}
    assert set(world.patience.tolist()) == {UNLIMITED}


def test_whether_they_leave_for_good_is_a_whole_number():
    """O4: engines know whole numbers only."""
    raw = small_scenario()
    for cohort in raw["cohorts"].values():
        cohort["patience"] = {"time": constant(30), "for_good": 0.5}
    world = draw(scenario_of(raw), 7, 0)
    assert world.for_good.dtype == np.int64
    assert set(world.for_good.tolist()) == {0, 1}


def test_only_who_is_aboard_is_on_a_trip():
    """Of twelve at the bus, four are in its hall and eight aboard; nobody else is on a trip."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["already"] = {"bus": {"hall": 4, "aboard": 8}}
    world = draw(scenario_of(raw), 7, 0)
    aboard = (world.first == BUS) & (world.in_hall == 0)
    assert world.size[aboard].sum() == 8
    assert (world.on_trip != NEVER).tolist() == aboard.tolist()
