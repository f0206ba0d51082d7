"""The question backwards finds the least that is known: of backlogs by hand, of M/M/c by closed forms.

Where the answer is a chance, the probability asked for lies between those of two neighbouring numbers of desks, so far
from both that 500 fresh days tell them apart but for once in ten thousand times; seeds are fixed.
"""

import numpy as np
import pytest
from halls import OFFICERS, answered, asked, backlog, clear_within, constant, exponential, hall, nobody_waits
from known import case, exact
from small import a_list

from sim.model.clock import MINUTE, to_clock
from sim.study.least.found import Found
from sim.study.least.question import value_at
from sim.study.least.rows import answer_of

LISTED = "lists.published.persons_a_day.0"


def least(found: Found) -> tuple[int | str, ...] | None:
    """The values of the chosen point; one step less of each must be known to be too little."""
    assert found.confirmed.less in {"not enough", "none"}
    return None if found.confirmed.point is None else value_at(found.question, found.confirmed.point)


def clock(minutes: float) -> str:
    """A clock time so many minutes after 08:00."""
    return to_clock((480 + minutes) * MINUTE)


# By hand


@pytest.mark.parametrize("earlier", [0, 1, 15, 39, 40])
def test_least_desks_for_a_backlog_of_constant_checks(earlier):
    """Case ddc_clear_time (hand computation) backwards: n desks clear N in ceil(N/n) s, so 375 min take 8 desks."""
    numbers = case("ddc_clear_time")["parameters"]
    people, limit = numbers["backlog"], exact("ddc_clear_time") - earlier
    by_hand = next(desks for desks in range(1, 40) if -(-people // desks) * 3 <= limit)
    goal = {"output": "last exit", "at_most": clock(limit)}
    found = answered(asked(hall(people, constant(3)), goal, {OFFICERS: [1, 30]}, 0.9, replications=20, fresh=60))
    assert least(found) == (by_hand,)
    assert (by_hand == numbers["c"]) == (earlier == 0)
    assert answer_of(found).share == 1.0


@pytest.mark.parametrize(("closing", "name"), [("suspend", "closing_rule_suspend"),
                                               ("finish", "closing_rule_finish_in_progress")])  # fmt: skip
def test_least_desks_for_a_backlog_over_days(closing, name):
    """Both closing rules (hand computation) backwards: their five desks are the least for eight days, six for seven."""
    numbers = case(name)["parameters"]
    world = hall(numbers["backlog"], constant(7), closes="14:00", days=9)
    world["calendar"]["days"] = ["open"] * 9
    world["stations"]["hall"]["closing"] = closing
    for days, desks in ((exact(name)[0], numbers["c"]), (exact(name)[0] - 1, 6)):
        goal = {"output": "days to clear", "at_most": days}
        found = answered(asked(world, goal, {OFFICERS: [1, 9]}, 0.9, replications=20, fresh=60))
        assert least(found) == (desks,)


@pytest.mark.parametrize(("people", "listed"), [(10_000, 500), (10_001, 501)])
def test_least_listed_a_day(people, listed):
    """By hand: in 20 days lists of 500 get 10,000 persons out, and one more takes lists of 501."""
    world = hall(people, constant(0.01), days=21, lists={"published": a_list(500)})
    world["calendar"]["days"] = ["open"] * 21
    world["cohorts"]["everyone"]["arrivals"] = {"kind": "listed", "list": "published"}
    levers, goal = {LISTED: [496, 504]}, {"output": "days to clear", "at_most": 20}
    assert least(answered(asked(world, goal, levers, 0.9, replications=20, fresh=60))) == (listed,)


def test_least_hours():
    """One desk and a check of 5 minutes: 60 people are through by 14:00 if it opens at 09:00, and not at 09:15."""
    numbers = case("utilisation_open_vs_clock")["parameters"]
    world = hall(numbers["people"], constant(5))
    levers = {"stations.hall.hours.0.0": {"least": "12:00", "most": "08:00", "step": 15}}
    goal = {"output": "last exit", "at_most": "14:00"}
    assert least(answered(asked(world, goal, levers, 0.9, replications=20, fresh=60))) == ("09:00",)


def test_the_cheapest_of_desks_and_hours():
    """100 checks of 6 minutes by 18:00: n desks take ceil(100 / n) 6 minutes, and the cost says which way it goes."""
    world = hall(100, constant(6))
    opens = "stations.hall.hours.0.0"
    levers = {OFFICERS: [1, 5], opens: {"least": "17:00", "most": "08:00", "step": 60}}
    goal = {"output": "last exit", "at_most": "18:00"}
    for cost, cheapest in (({OFFICERS: 1.0, opens: 10.0}, (5, "16:00")), ({OFFICERS: 10.0, opens: 1.0}, (1, "08:00")),
                           ({OFFICERS: 1.0, opens: 0.4}, (2, "13:00"))):  # fmt: skip
        found = answered(asked(world, goal, levers, 0.9, replications=20, fresh=60, cost=cost))
        assert least(found) == cheapest


# By closed forms


@pytest.mark.parametrize("probability", [0.5, 0.7, 0.9, 0.95])
def test_least_desks_for_an_exponential_backlog(probability):
    """60 people, checks of 4 minutes in the mean, through within an hour: a pure death process (Ross 2014, ch. 5)."""
    chances = [clear_within(60, desks, 4.0, 60.0) for desks in range(1, 13)]
    by_theory = 1 + next(at for at, chance in enumerate(chances) if chance >= probability)
    least_of = asked(backlog(60, 4.0), {"output": "last exit", "at_most": "09:00"}, {OFFICERS: [1, 12]}, probability,
                     fresh=2500)  # fmt: skip
    found = answered(least_of)
    assert least(found) == (by_theory,)
    answer = answer_of(found)
    assert answer.low <= chances[by_theory - 1] <= answer.high


@pytest.mark.parametrize("probability", [0.8, 0.9])
def test_least_desks_for_a_stream_of_which_nobody_waits(probability):
    """M/M/c from empty, one a minute for an hour, checks of 4 minutes: nobody finds all desks busy."""
    chances = [nobody_waits(1.0, 4.0, desks, 60.0) for desks in range(1, 17)]
    by_theory = 1 + next(at for at, chance in enumerate(chances) if chance >= probability)
    stream = {"kind": "poisson", "rates": [{"start": "08:00", "end": "09:00", "parties_per_hour": 60.0}]}
    world = hall(300, exponential(4.0), arrivals=stream)
    goal = {"output": "longest wait @ hall", "at_most": 0}
    found = answered(asked(world, goal, {OFFICERS: [1, 16]}, probability, fresh=2500))
    assert least(found) == (by_theory,)
    assert answer_of(found).low <= chances[by_theory - 1] <= answer_of(found).high


def test_the_closed_forms_agree_with_what_is_simple():
    """As many desks as people: the largest of exponential times; one desk: an Erlang time; no time: nobody."""
    assert clear_within(5, 5, 4.0, 10.0) == pytest.approx((1 - np.exp(-2.5)) ** 5)
    assert clear_within(2, 1, 1.0, 3.0) == pytest.approx(1 - np.exp(-3) * 4)
    assert nobody_waits(1.0, 4.0, 1, 0.0) == pytest.approx(1.0)
    assert nobody_waits(1.0, 1e-9, 1, 60.0) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.slow
def test_a_stated_probability_holds_on_ten_thousand_fresh_days():
    """The chosen number of desks on 10,000 days that had no part in anything: at least as often as was asked for."""
    least_of = asked(backlog(60, 4.0), {"output": "last exit", "at_most": "09:00"}, {OFFICERS: [1, 12]}, 0.9,
                     fresh=10_000)  # fmt: skip
    found = answered(least_of)
    answer = answer_of(found)
    assert answer.days == 10_000
    assert answer.low >= 0.9
    assert answer.low <= clear_within(60, int(answer.value), 4.0, 60.0) <= answer.high
