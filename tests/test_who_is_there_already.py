"""Those who are there when a run begins are all there, go their own way, and spoil no average (P1, P4, S4, M2, M4)."""

import numpy as np
import pytest
from small import Raw, constant, desk, minutes, small_scenario, stream
from worlds import Party, crossing_of, draws_of, shuttle
from worlds import desk as plain_desk

from sim.measures import measure
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.faults import Refused, scenario_of
from sim.model.outcome import Outcome


def test_they_are_all_there_whatever_the_stream_of_the_others():
    """A cohort whose others hardly come at all: the hundred in its hall are a hundred."""
    raw = small_scenario()
    rates = [{"start": "08:00", "end": "09:00", "parties_per_hour": 0.001}]
    raw["cohorts"]["hopeful"] |= {"arrivals": {"kind": "poisson", "rates": rates}, "already": {"list": {"hall": 10}}}
    draws = draw(scenario_of(raw), 7, 0)
    assert draws.size[draws.in_hall == 1].sum() == 10
    assert (draws.arrival[draws.in_hall == 1] == 0).all()


def test_a_stream_goes_on_besides():
    raw = small_scenario()
    raw["cohorts"]["hopeful"] |= {"arrivals": stream(), "already": {"list": {"hall": 10}}}
    assert draw(scenario_of(raw), 7, 0).size[draw(scenario_of(raw), 7, 0).in_hall == 0].sum() > 60


def between_a_desk_and_its_secondary() -> Raw:
    """A stamp between Egypt's desk, which refers nobody, and its interview."""
    raw = small_scenario()
    raw["order"].insert(4, "stamp")
    raw["stations"]["stamp"] = desk(1, minutes(constant(1)), side="egyptian")
    raw["stations"]["egypt"]["refer"]["share"] = 0.0
    raw["cohorts"]["foreign"]["route"] = raw["order"]
    raw["cohorts"]["foreign"]["already"] = {"stamp": {"hall": 10}}
    return raw


def test_who_is_beyond_the_desk_that_refers_skips_its_secondary(simulate):
    """S4: nobody was referred, so nobody is interviewed."""
    scenario = scenario_of(between_a_desk_and_its_secondary())
    draws = draw(scenario, 7, 0)
    log = simulate(build(scenario, draws), draws)
    there = draws.in_hall == 1
    assert there.any()
    assert (log.started[there, 5] == -1).all()
    assert set(log.outcome[there]) == {Outcome.CROSSED}


def test_who_is_on_no_list_does_not_begin_beyond_every_check():
    raw = small_scenario()
    raw["cohorts"]["hopeful"]["already"] = {"passport": {"hall": 5}}
    with pytest.raises(Refused, match=r"cohorts\.hopeful\.already\.passport: who is on no list begins there beyond"):
        scenario_of(raw)


def test_a_family_is_asked_for_where_nobody_gets_past():
    """P5: a check of lists that is a secondary alone would let most families through unasked."""
    raw = small_scenario()
    raw["stations"]["list"]["checks_list"] = False
    raw["stations"]["interview"]["checks_list"] = True
    raw["cohorts"]["foreign"]["member_missing"] = 0.5
    raw["cohorts"]["hopeful"]["listed"] = True
    with pytest.raises(Refused, match=r"cohorts\.foreign\.member_missing: got 0\.5; needs a station with checks_list"):
        scenario_of(raw)


def test_a_stay_that_began_before_the_run_is_no_whole_wait(simulate):
    """In the hall or on the bus at 00:00: no wait, no time aboard, no trip of this run.

    Served at 5 to 6, aboard until the patience ends at 9; the third, served 7 to 8, rides along: one trip.
    """
    stations = [plain_desk([(0, 0), (5, 1)]), shuttle(2, seats=4, patience=3)]
    parties = [Party(0, [1, 0], in_hall=True), Party(0, [0, 0], first=1, on_trip=0), Party(7, [1, 0])]
    crossing, draws = crossing_of(stations, 60), draws_of(stations, parties, 2, 2)
    rows = measure(crossing, draws, simulate(crossing, draws))
    table = {(row.measure, row.station): row.value for row in rows if row.cohort == "all" and row.by == "person"}
    assert table["longest wait", "desk"] == 0
    assert table["longest time aboard before departure", "shuttle"] == 3
    assert table["trips", "shuttle"] == 1


def test_the_hours_of_the_day_add_up(simulate):
    scenario = scenario_of(small_scenario())
    draws = draw(scenario, 7, 1)
    rows = measure(build(scenario, draws), draws, simulate(build(scenario, draws), draws))
    hours = [row.value for row in rows if row.measure.startswith("persons crossed, hour ")]
    (crossed,) = (row.value for row in rows if row.measure == "persons crossed" and row.cohort == "all")
    assert len(hours) == 24
    assert np.sum(hours) == crossed > 0
