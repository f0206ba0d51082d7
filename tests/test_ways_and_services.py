"""The way of a drawn party from desk to desk, and its time at a desk, worked out from what is drawn (C1, C3, S4)."""

import numpy as np
from small import constant, minutes, small_scenario
from worlds import uniforms

from sim.model.clock import MINUTE, NEVER, to_ms
from sim.model.draws import draw
from sim.model.faults import scenario_of
from sim.model.outcome import Outcome
from sim.model.ways import _outcomes

SEED = 7
CROSSED, REFUSED = -1 - Outcome.CROSSED, -1 - Outcome.REFUSED
LIST, PASSPORT, BUS, EGYPT, INTERVIEW = range(5)  # stations of the small scenario; the last is the secondary


def foreign_parties(raw):
    """The drawn world of a changed small scenario, and which of its parties are foreign nationals."""
    world = draw(scenario_of(raw), SEED, 0)
    return world, world.cohort == world.cohorts.index("foreign")


def test_who_passes_everywhere_goes_from_each_station_to_the_next():
    """S4: list, passport, bus, the Egyptian desk, and across; nobody is refused or referred here."""
    raw = small_scenario()
    raw["stations"]["passport"]["refuse"] = {}
    raw["stations"]["egypt"]["refer"]["share"] = 0.0
    world, foreign = foreign_parties(raw)
    assert (world.onward[foreign, LIST : EGYPT + 1] == [PASSPORT, BUS, EGYPT, CROSSED]).all()


def test_two_desks_decide_by_chances_of_their_own():
    """C1, S4: half are refused at each of two desks, so a quarter is drawn to be refused at both."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["persons"] = 4_000
    for name in ("list", "passport"):
        raw["stations"][name]["refuse"] = {"papers": 0.5}
    world, foreign = foreign_parties(raw)
    both = (world.onward[foreign][:, [LIST, PASSPORT]] == REFUSED).all(axis=1)
    assert abs(both.mean() - 0.25) < 4.5 * np.sqrt(0.25 * 0.75 / both.size)


def test_a_partys_time_is_its_own_and_that_of_each_person_and_of_each_bag():
    """C3: one minute for the party, two for each person, a quarter for each bag."""
    raw = small_scenario()
    raw["stations"]["list"]["service"] = minutes(constant(1), constant(2), constant(0.25))
    world, _ = foreign_parties(raw)
    by_hand = 1 * MINUTE + 2 * MINUTE * world.size + MINUTE // 4 * world.bags
    assert world.service[:, LIST].tolist() == by_hand.tolist()
    assert (world.bags != world.size).any()


def test_each_person_has_a_uniform_and_is_rounded_alone():
    """C1, C3: sixty couples, each person between one and three minutes; as many milliseconds as theirs together."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["party_size"] = {"values": [2], "weights": [1.0]}
    raw["stations"]["list"]["service"] = minutes(None, {"family": "uniform", "low": 1.0, "high": 3.0})
    world, foreign = foreign_parties(raw)
    address = ("service", "list", "person", "foreign")
    one, other = (to_ms(1 + 2 * uniforms(SEED, 0, address, 60, member)) for member in (0, 1))
    assert sorted(world.service[foreign, LIST].tolist()) == sorted((one + other).tolist())


def test_refusals_come_from_the_low_end_of_the_uniform_and_referrals_from_the_high_end():
    """S4: a quarter each for age, for papers, and to the interview; just at a bound the next begins."""
    raw = small_scenario()
    raw["stations"]["egypt"].update(refuse={"papers": 0.25, "age": 0.25}, refer={"to": "interview", "share": 0.25})
    scenario = scenario_of(raw)
    below = [np.nextafter(bound, 0) for bound in (0.25, 0.5, 0.75)]
    chances = np.array([0, below[0], 0.25, below[1], 0.5, below[2], 0.75])
    onward, refusal = _outcomes(scenario, scenario.stations["egypt"], ["papers", "age"], chances, CROSSED)
    assert onward.tolist() == [REFUSED] * 4 + [CROSSED] * 2 + [INTERVIEW]
    assert refusal.tolist() == [1, 1, 0, 0, NEVER, NEVER, NEVER]


def test_of_two_checks_of_lists_the_first_says_what_a_family_does():
    """P5: it waits aside at the first, whatever is done at the second."""
    raw = small_scenario()
    raw["stations"]["list"]["member_missing"] = "family_waits_aside"
    raw["stations"]["passport"].update(checks_list=True, refuse={})
    raw["cohorts"]["foreign"].update(member_missing=1.0, party_size={"values": [2], "weights": [1.0]})
    world, foreign = foreign_parties(raw)
    assert (world.aside[foreign] == LIST).all()
    assert (world.onward[foreign, LIST] == PASSPORT).all()
