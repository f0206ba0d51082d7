"""Measures worked by hand on tiny worlds (M1-M4, M10)."""

from dataclasses import replace

import numpy as np
import pytest
from random_crossings import seeded_world
from worlds import REFUSED, Party, crossing_of, days, desk, draws_of, shuttle

from sim.measures import measure
from sim.measures.flow import WORDS
from sim.measures.steps import on_duty, presence
from sim.model.clock import MINUTE, NEVER
from sim.model.outcome import Outcome
from sim.model.timetable import Timetable


def told(simulate, stations, parties, horizon=1440, ride=0, back=0):
    """The measures of a hand-written world: (measure, cohort, station, by) -> value."""
    crossing, draws = crossing_of(stations, horizon), draws_of(stations, parties, ride, back)
    rows = measure(crossing, draws, simulate(crossing, draws))
    keys = [(row.measure, row.cohort, row.station, row.by) for row in rows]
    assert len(keys) == len(set(keys)), "every measure is told once"
    return {key: row.value for key, row in zip(keys, rows, strict=True)}


def whole(table, name, by="person"):
    """A measure of everyone at the whole crossing."""
    return table[name, "all", "", by]


def test_two_parties_at_one_desk(simulate):
    """One officer, 4 minutes each: a family of 3 waits 0, a single person 4; both came at 0."""
    table = told(simulate, [desk()], [Party(0, [4], size=3), Party(0, [4], size=1)])
    assert whole(table, "persons crossed") == 4
    assert whole(table, "parties crossed", by="party") == 2
    assert whole(table, "mean wait in all") == 1.0  # (3 * 0 + 1 * 4) / 4 persons
    assert whole(table, "mean wait in all", by="party") == 2.0
    assert whole(table, "median wait in all") == 0.0
    assert whole(table, "p95 wait in all") == 4.0
    assert whole(table, "longest time to cross") == 8.0
    assert (whole(table, "first exit"), whole(table, "last exit")) == (4.0, 8.0)
    assert whole(table, "50 % out") == 4.0
    assert whole(table, "90 % out") == 8.0
    assert table["longest queue", "all", "desk", "person"] == 1
    assert table["fullest hall", "all", "desk", "person"] == 4
    assert table["person-hours, queue", "all", "desk", "person"] == pytest.approx(4 / 60)


def test_who_is_not_across_is_told(simulate):
    """The desk closes at 5: the second party stays inside, and no average of waits speaks of it silently."""
    stations = [desk([(0, 1), (5, 0)])]
    table = told(simulate, stations, [Party(0, [6], size=2), Party(0, [6], size=3)], horizon=60)
    assert whole(table, "persons crossed") == 2
    assert whole(table, "persons still inside") == 3
    assert table["persons left there", "all", "desk", "person"] == 3
    assert whole(table, "100 % out") is None
    assert whole(table, "days to clear") is None
    assert whole(table, "mean time so far") == 60.0
    assert table["officers at work", "all", "desk", "person"] == 1.0  # 5 of 5 minutes on duty; the 6th is after closing


def test_each_average_says_of_whom(simulate):
    stations = [desk()]
    crossing = crossing_of(stations)
    draws = draws_of(stations, [Party(0, [1], size=2), Party(0, [1], size=3, onward={0: REFUSED})], 0, 0)
    rows = measure(crossing, draws, simulate(crossing, draws))
    waits = [row for row in rows if row.measure == "mean wait in all" and row.cohort == "all"]
    assert {(row.persons, row.whose) for row in waits} == {(2, "crossed")}
    assert all(row.whose for row in rows if row.measure.startswith(("mean ", "median ", "p9")))


def test_refused_persons_do_not_count_as_those_to_be_cleared(simulate):
    table = told(simulate, [desk()], [Party(0, [1], size=2), Party(0, [1], size=3, onward={0: REFUSED})])
    assert (whole(table, "persons refused"), whole(table, "100 % out"), whole(table, "days to clear")) == (3, 1.0, 1.0)


def test_who_crossed_is_told_by_day_where_there_are_several(simulate):
    """A family of 3 is out at 4 minutes, a single person on the second day at 01:04; on one day, days are not told."""
    parties = [Party(0, [4], size=3), Party(1500, [4])]
    table = told(simulate, [desk()], parties, horizon=2 * 1440)
    assert [whole(table, f"persons crossed, day {day}") for day in (1, 2)] == [3, 1]
    assert [whole(table, f"parties crossed, day {day}", by="party") for day in (1, 2)] == [1, 1]
    assert not any("day 1" in name for name, *_ in told(simulate, [desk()], parties))


def test_officers_blocked_and_at_work(simulate):
    """A hall for one behind the first desk: its officer works 2 x 1 minutes, and is blocked from 2 to 6."""
    stations = [desk([(0, 1), (10, 0)]), replace(desk(hall=1), name="second")]
    table = told(simulate, stations, [Party(0, [1, 5]), Party(0, [1, 5])])
    assert table["officers at work", "all", "desk", "person"] == 0.2
    assert table["officers blocked", "all", "desk", "person"] == 0.4


def test_trips_seats_and_reasons(simulate):
    """Two seats: a couple fills the first bus, a single person waits 3 minutes in the second."""
    stations = [shuttle(2, seats=2, bays=2, patience=3)]
    table = told(simulate, stations, [Party(0, [0], size=2), Party(1, [0])], ride=5, back=5)
    at = "shuttle"
    assert table["trips", "all", at, "person"] == 2
    assert table["persons a trip", "all", at, "person"] == 1.5
    assert table["seats taken", "all", at, "person"] == 0.75
    assert table["trips that left: full", "all", at, "person"] == 1
    assert table["trips that left: patience", "all", at, "person"] == 1
    assert table["last departure", "all", at, "person"] == 4.0
    assert whole(table, "last exit") == 9.0


def test_an_empty_day_has_no_averages(simulate):
    table = told(simulate, [desk(), shuttle(patience=1)], [])
    assert whole(table, "persons crossed") == 0
    assert whole(table, "mean wait in all") is None
    assert whole(table, "last exit") is None
    assert table["seats taken", "all", "shuttle", "person"] is None


def test_presence_is_exact():
    steps = presence(np.array([0, 2, NEVER, 2]), np.array([5, 3, NEVER, NEVER]), np.array([1, 2, 9, 4]))
    assert (steps.at.tolist(), steps.level.tolist()) == ([0, 2, 3, 5], [1, 7, 5, 4])
    assert steps.peak() == (7, 2)
    assert steps.area(10) == 1 * 2 + 7 * 1 + 5 * 2 + 4 * 5
    assert steps.area(4) == 1 * 2 + 7 * 1 + 5 * 1
    assert steps.on(np.array([-1, 0, 1, 2, 9])).tolist() == [0, 1, 1, 7, 4]


def test_steps_within_a_timetable():
    """Officers still at work after closing are not on duty."""
    steps = on_duty(np.array([0, 0, 0, NEVER]), np.array([8, 8, 8, NEVER]), Timetable((0, 2, 6), (1, 2, 0)))
    assert steps.area(10) == 1 * 2 + 2 * 4


def test_nobody_anywhere():
    steps = presence(np.array([NEVER]), np.array([NEVER]), np.array([1]))
    assert (steps.peak(), steps.area(5), steps.on(np.array([3])).tolist()) == ((0, NEVER), 0, [0])


def test_a_moment_counts_in_minutes(simulate):
    table = told(simulate, [desk()], [Party(2.5, [1.25])])
    assert whole(table, "last exit") == 3.75 == 225_000 / MINUTE


def test_every_outcome_has_a_row_and_persons_add_up(simulate):
    """Over random crossings each person of each cohort is in one of the rows by outcome."""
    assert set(WORDS) == set(Outcome)
    for seed in range(200):
        crossing, draws = seeded_world(seed)
        rows = measure(crossing, draws, simulate(crossing, draws))
        named = {f"persons {words}" for words in WORDS.values()}
        for index, cohort in enumerate(draws.cohorts):
            told = [row.value for row in rows if row.measure in named and row.cohort == cohort]
            assert sum(told) == draws.size[draws.cohort == index].sum()


def test_who_is_due_again_has_come_and_is_not_out(simulate):
    """Home for the night after the horizon: the day is not clear, and the time so far is told."""
    stations = [desk([(0, 1), (5, 0)], hall=1, of_days=days([0, 100], [6]))]
    table = told(simulate, stations, [Party(0, [5]), Party(1, [4])], horizon=60)
    assert (whole(table, "persons crossed"), whole(table, "persons due again")) == (1, 1)
    assert whole(table, "50 % out") == 5.0
    assert (whole(table, "100 % out"), whole(table, "days to clear")) == (None, None)
    assert whole(table, "mean time so far") == 59.0


def test_who_is_still_expected_keeps_the_days_from_being_clear(simulate):
    """Called for a day beyond the run: those who came are out, and others are still to come."""
    table = told(simulate, [desk()], [Party(0, [1]), Party(3000, [1])])
    assert (whole(table, "100 % out"), whole(table, "persons still expected")) == (1.0, 1)
    assert whole(table, "days to clear") is None
