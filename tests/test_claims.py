"""One claim for each scenario of the library that asks what a rule or a plan changes, under common random numbers."""

import numpy as np
import pytest

import sim
from sim.model.clock import DAY, HOUR, NEVER
from sim.model.crossing import build
from sim.model.draws import Draws, draw
from sim.model.log import Log
from sim.study.replicate import Results, replicate

FOREIGN, WOUNDED = "foreign_nationals", "wounded_with_companions"


def runs(name: str, *overrides: str, replications: int = 5) -> Results:
    """A scenario on the same drawn worlds, whatever is changed of it."""
    return replicate(sim.load(name, *overrides), replications, seed=1)


def one_world(name: str, *overrides: str) -> tuple[Draws, Log]:
    """What was drawn of one replication, and its log."""
    scenario = sim.load(name, *overrides)
    draws = draw(scenario, 1, 0)
    return draws, sim.simulate(build(scenario, draws), draws)


def out(results: Results, day: int | None = None, cohort: str = FOREIGN) -> np.ndarray:
    """Persons of a cohort who crossed, in all or on one day."""
    return results.values("persons crossed" if day is None else f"persons crossed, day {day}", cohort)


def test_a_late_start_costs_exits_on_average():
    late, day = runs("late_start", replications=10), runs("opening_day", replications=10)
    assert (out(day) - out(late)).mean() > 60


def test_an_aborted_morning_is_made_up_for_on_the_next_day():
    """Fewer are out that day than on an opening day, and after the next one no fewer."""
    aborted, day = runs("aborted_morning"), runs("opening_day")
    assert (out(aborted, 1) < out(day)).all()
    assert (out(aborted) >= out(day)).all()


def test_families_who_turn_back_grow_with_the_errors_of_the_list():
    shares = ["0.0", "0.05", "0.125", "0.3"]
    results = [runs("list_errors", f"cohorts.{FOREIGN}.member_missing={share}") for share in shares]
    turned = np.array([each.values("persons whose family turned back", FOREIGN) for each in results])
    assert not turned[0].any()
    assert (np.diff(turned.mean(axis=1)) > 0).all()
    assert (np.diff(turned, axis=0) >= 0).all()


def test_families_who_wait_aside_are_out_a_day_later():
    back, aside = runs("list_errors"), runs("list_errors", "stations.list_check.member_missing=family_waits_aside")
    assert (out(back, 1) == out(aside, 1)).all()
    assert (out(aside, 2) - out(back, 2)).mean() > 10
    assert not aside.values("persons whose family turned back").any()


def test_hopefuls_whom_nobody_tells_apart_make_the_listed_wait():
    surge, day = runs("surge_of_hopefuls"), runs("opening_day")
    waits = [each.values("mean wait", FOREIGN, "list_check") for each in (surge, day)]
    assert (waits[0] > 2 * waits[1]).all()


def test_a_slow_medical_side_costs_everybody_exits():
    """Also where the gate yields as long in both."""
    slow, first = runs("slow_medical"), runs("ambulances_first", 'stations.departure_gate.yields_to.until="16:00"')
    for cohort in (FOREIGN, WOUNDED):
        assert (out(first, cohort=cohort) - out(slow, cohort=cohort)).mean() > 10


@pytest.mark.parametrize("minutes", [30, 60])
def test_slots_spare_waiting_and_cost_few_exits(minutes):
    """Against the same lists without slots: less standing in the street, shorter waits, about as many out."""
    slots, crowd = runs(f"slots_{minutes}"), runs("first_three_days")
    for measure in ("person-minutes in the street", "mean wait in all"):
        assert slots.values(measure).mean() < 0.9 * crowd.values(measure).mean()
    assert abs((out(slots) - out(crowd)).mean()) < 0.03 * out(crowd).mean()


def test_lists_that_go_by_nationality_change_who_goes_and_hardly_how_many():
    (ours, _), (theirs, _) = one_world("nationality_by_nationality"), one_world("first_three_days")
    assert (ours.arrival[ours.cohort == 0] != theirs.arrival[theirs.cohort == 0]).any()
    one, other = runs("nationality_by_nationality"), runs("first_three_days")
    assert abs((out(one) - out(other)).mean()) < 0.03 * out(other).mean()


@pytest.fixture(scope="module")
def closed() -> Results:
    """Six days, two of them closed, while no new list is published."""
    return runs("closed_two_days")


def test_nobody_crosses_while_it_is_closed(closed):
    for cohort in closed.cohorts:
        assert not any(out(closed, day, cohort).any() for day in (4, 5))
    assert all(out(closed, day).all() for day in (3, 6))


def test_lists_published_for_closed_days_call_more_people_together(closed):
    """More have been called by the sixth day, and stand before the gate; no more get out."""
    publish = runs("closed_two_days", "lists.published.while_closed=publish")
    expected, queue = ("persons still expected", FOREIGN), ("longest queue", "all", "gate_hall")
    assert (publish.values(*expected) < closed.values(*expected)).all()
    assert (publish.values(*queue) > closed.values(*queue) + 300).all()
    assert abs((out(publish) - out(closed)).mean()) < 0.03 * out(closed).mean()


def in_the_street(draws: Draws, log: Log, moment: int) -> int:
    """Persons who have come, are not yet admitted to their first hall, and are not at home."""
    admitted = log.admitted[np.arange(draws.parties), draws.first]
    outside = (log.arrival != NEVER) & (log.arrival <= moment) & ((admitted == NEVER) | (admitted > moment))
    away = (log.earlier.left <= moment) & ((log.earlier.back == NEVER) | (log.earlier.back > moment))
    return int(log.size[outside & ~np.isin(log.place, log.earlier.place[away])].sum())


def test_nobody_is_in_the_street_at_night_where_it_goes_home():
    """At 03:00 after the day on which three lists were called at once, and a night later."""
    nights = [day * DAY + 3 * HOUR for day in (6, 7)]
    home, stay = one_world("return_at_night"), one_world("return_at_night", "overnight=stay")
    assert [in_the_street(*home, night) for night in nights] == [0, 0]
    assert min(in_the_street(*stay, night) for night in nights) > 100


def test_a_day_that_begins_with_people_there_gets_more_out():
    begun, empty = runs("second_day"), runs("second_day", f"cohorts.{FOREIGN}.already={{}}")
    assert (begun.values("persons crossed") - empty.values("persons crossed")).mean() > 0
    assert (draw(begun.scenario, 1, 0).size.sum() - draw(empty.scenario, 1, 0).size.sum()) == 50


def test_longer_lists_than_the_crossing_takes_fill_the_street_and_gain_no_day():
    """450 a day take days longer than 600, as three in four come and others are listed again; 700 only wait longer."""
    short, fitting, long = (
        runs("clear_7000", f"lists.published.persons_a_day=[{count}]", "days=28", replications=2)
        for count in (450, 600, 700)
    )
    days = [each.values("days to clear", FOREIGN) for each in (short, fitting, long)]
    street = [each.values("person-minutes in the street") for each in (short, fitting, long)]
    assert (days[0] - days[1] >= 2).all()
    assert (abs(days[1] - days[2]) <= 1).all()
    assert (street[2] > 2 * street[1]).all()
    assert (street[1] > 2 * street[0]).all()


def test_days_that_nobody_knows_beforehand_take_longer():
    drawn, all_open = runs("random_days", replications=2), runs("clear_7000", replications=2)
    assert (drawn.values("days to clear", FOREIGN) > all_open.values("days to clear", FOREIGN)).all()


def test_a_chain_that_never_closes_is_a_row_of_open_days():
    """The whole log, to the byte."""
    never = [f"calendar.{share}=0.0" for share in ("closes", "late", "aborted")]
    (_, drawn), (_, named) = (one_world("random_days", "days=4", *how) for how in (never, ["calendar=open_days"]))
    assert drawn.to_bytes() == named.to_bytes()
