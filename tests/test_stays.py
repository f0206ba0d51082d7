"""Visits that ended without going on count where people were, and not while they were away (M2-M4, S8, S9, P5)."""

from collections import Counter

import numpy as np
import pytest
from minutes import World, minutes_of
from random_crossings import seeded_world
from worlds import Party, crossing_of, days, desk, draws_of, shuttle

from sim.measures import measure
from sim.measures.curves import curves
from sim.measures.occupancy import hall, queue, street
from sim.measures.replication import Replication
from sim.measures.stays import first_reached, stays
from sim.model.clock import MINUTE, NEVER


def acted(simulate, stations, parties, horizon=1440, ride=0, back=0):
    """A hand-written world and its log."""
    crossing, draws = crossing_of(stations, horizon), draws_of(stations, parties, ride, back)
    return crossing, draws, simulate(crossing, draws)


def told(crossing, draws, log):
    """Every measure of everyone by name and station."""
    rows = measure(crossing, draws, log)
    return {(row.measure, row.station): row.value for row in rows if row.cohort == "all" and row.by == "person"}


@pytest.fixture
def night(simulate):
    """One of two is served from 0 to 10; the other goes home at 10, is back at 100, and crosses at 104."""
    stations = [desk([(0, 1), (10, 0), (100, 1)], hall=1, of_days=days([0, 100], [10]))]
    return acted(simulate, stations, [Party(0, [10]), Party(2, [4])], horizon=200)


def test_a_night_at_home_is_waited_but_not_in_the_street(night):
    """The wait is counted from when one first came: 98 minutes; in the street from 2 to 10."""
    table = told(*night)
    assert table["longest wait", "desk"] == 98
    assert table["longest time to cross", ""] == 102
    assert table["person-minutes in the street", ""] == 8
    assert table["person-hours, queue", "desk"] == pytest.approx(8 / 60)
    assert table["longest queue", "desk"] == 1


def test_who_keeps_the_turn_came_back_later(night):
    """`reached` gives the turn; the stay begins as they are back."""
    _, _, log = night
    second = stays(log).where(stays(log).row == 1)
    assert (second.came / MINUTE).tolist() == [2, 100]
    assert (second.turn / MINUTE).tolist() == [2, 2]
    assert (first_reached(log) / MINUTE).tolist() == [[0], [2]]


def test_a_new_turn_after_the_end_of_patience(simulate):
    """Out of patience at 5, back at the opening at 100: first reached at 2, in the order as of 100."""
    stations = [desk([(0, 1), (20, 0), (100, 1)], hall=1, of_days=days([0, 100]))]
    parties = [Party(0, [20]), Party(2, [4], patience=3, for_good=False)]
    crossing, draws, log = acted(simulate, stations, parties, horizon=200)
    assert (stays(log).turn / MINUTE).tolist() == [0, 2, 100]
    assert first_reached(log)[1, 0] == 2 * MINUTE
    assert told(crossing, draws, log)["person-minutes in the street", ""] == 3


def test_who_gave_up_waited_until_then(simulate):
    """The only visit stands among the earlier ones, and still counts."""
    stations = [desk([(0, 1)], hall=1)]
    crossing, draws, log = acted(simulate, stations, [Party(0, [20]), Party(2, [4], patience=3)])
    assert told(crossing, draws, log)["person-minutes in the street", ""] == 3
    assert curves(Replication(crossing, draws, log)).arrived[-1] == 2


def test_a_first_check_before_waiting_aside_is_work(simulate):
    """A family of two is checked from 0 to 5, waits aside until 50, and is checked again from 50 to 55."""
    stations = [desk([(0, 1), (100, 0)], of_days=days([0, 50]))]
    crossing, draws, log = acted(simulate, stations, [Party(0, [5], size=2, aside=0)], horizon=200)
    table = told(crossing, draws, log)
    assert table["officers at work", "desk"] == 0.1
    assert table["person-hours, hall", "desk"] == pytest.approx(20 / 60)
    assert table["longest wait", "desk"] == 50
    lines = curves(Replication(crossing, draws, log))
    assert (lines.arrived[-1], lines.admitted[-1], lines.admitted[0]) == (2, 2, 2)


def test_a_vehicle_still_in_its_bay_has_taken_nobody_yet(simulate):
    """At the horizon it boards: the time aboard before departure speaks of nobody."""
    table = told(*acted(simulate, [shuttle(1, seats=4)], [Party(0, [0])], horizon=60))
    assert ("mean time aboard before departure", "shuttle") not in table


def test_queues_halls_and_street_are_those_asked_minute_by_minute(simulate):
    """Peaks and person-time over random crossings; nobody counts there while at home or aside."""
    away = 0
    for seed in range(400):
        crossing, draws = seeded_world(seed)
        if crossing.horizon > 300 * MINUTE:
            continue
        log = simulate(crossing, draws)
        away += log.earlier.place.size
        world, counts = World(crossing, draws, log), []
        for moment in minutes_of(crossing):
            counts.append(Counter())
            for row, size in enumerate(draws.size.tolist()):
                counts[-1].update(dict.fromkeys(world.place(row, moment), size))
        steps = {("street", -1): street(draws, stays(log))}
        for at in range(len(crossing.stations)):
            steps["queue", at] = queue(stays(log), at)
            steps["hall", at] = hall(crossing, log, stays(log), at)
        for place, step in steps.items():
            each = [count[place] for count in counts]
            assert (step.peak()[0], step.area(crossing.horizon)) == (max(each), sum(each) * MINUTE), (seed, place)
    assert away > 300


def test_the_last_turn_is_that_of_the_log(simulate):
    """Turns retold from visits are the times the engine gave (S1)."""
    for seed in range(1000):
        log = simulate(*seeded_world(seed))
        last = stays(log)
        last = last.where(last.why == NEVER)
        assert np.array_equal(last.turn, log.reached[last.row, last.station])
