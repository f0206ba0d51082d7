"""Who comes: cohorts are filled to the person, arrivals keep their profile, outcomes keep their shares (P, S4)."""

from functools import cache

import numpy as np
import pytest
from small import small_scenario
from told import Told

from sim.model.clock import HOUR, NEVER, from_clock
from sim.model.draws import Draws, draw
from sim.model.faults import scenario_of
from sim.model.outcome import Outcome
from sim.model.people import parties_of
from sim.model.scenario import Cohort, Scenario

REPLICATIONS = 300
SEED = 7


@cache
def scenario() -> Scenario:
    """The small scenario."""
    return scenario_of(small_scenario())


@cache
def worlds() -> list[Draws]:
    """Many drawn worlds of the small scenario."""
    return [draw(scenario(), SEED, replication) for replication in range(REPLICATIONS)]


def of_cohort(name: str, column: str) -> list[np.ndarray]:
    """One column of a cohort's parties, per world."""
    return [getattr(world, column)[world.cohort == world.cohorts.index(name)] for world in worlds()]


def within(estimates: np.ndarray, exact: float) -> bool:
    """Whether the mean of independent estimates is within 4.5 standard errors of the exact value."""
    return abs(estimates.mean() - exact) <= 4.5 * estimates.std(ddof=1) / np.sqrt(estimates.size) + 1e-12


def test_a_cohort_has_exactly_its_persons():
    """The last party is trimmed to fit: 120 persons, in every world."""
    assert {int(size.sum()) for size in of_cohort("foreign", "size")} == {120}
    assert min(size.min() for size in of_cohort("foreign", "size")) >= 1


def test_a_stream_comes_at_its_rate_until_all_have_come():
    """Six parties an hour for eight hours: 48 on average; the cohort's 60 persons are a bound."""
    assert max(int(size.sum()) for size in of_cohort("hopeful", "size")) == 60
    raw = small_scenario()
    raw["cohorts"]["hopeful"]["persons"] = 1000
    counts = [(world.cohort == 1).sum() for world in (draw(scenario_of(raw), SEED, at) for at in range(REPLICATIONS))]
    assert within(np.array(counts), 48)
    assert np.var(counts, ddof=1) == pytest.approx(48, rel=0.4)  # a Poisson count: its variance is its mean


def test_half_stand_there_and_the_others_come_by_the_profile():
    """Of the others, three quarters come before nine, evenly; nobody comes after noon."""
    arrival = [values[values != NEVER] for values in of_cohort("foreign", "arrival")]
    standing = np.array([(values == from_clock("07:00")).mean() for values in arrival])
    early = np.array([(values[values > from_clock("07:00")] < from_clock("09:00")).mean() for values in arrival])
    assert within(standing, 0.5)
    assert within(early, 0.75)
    assert max(values.max() for values in arrival) <= from_clock("12:00")
    assert min(values[values > from_clock("07:00")].min() for values in arrival) >= 7.5 * HOUR


def test_as_many_stand_there_as_the_share_says():
    """Not those who do not: nine in ten here (P2)."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["arrivals"]["standing"] = 0.9
    drawn = [draw(scenario_of(raw), SEED, replication) for replication in range(REPLICATIONS)]
    came = [world.arrival[(world.cohort == 0) & (world.arrival != NEVER)] for world in drawn]
    assert within(np.array([(arrival == from_clock("07:00")).mean() for arrival in came]), 0.9)


def test_a_tenth_of_the_parties_stays_away():
    """Show-up is drawn per party, not per person (P4)."""
    assert within(np.array([(values != NEVER).mean() for values in of_cohort("foreign", "arrival")]), 0.9)


def test_children_are_the_cohorts_share_and_never_come_alone():
    sizes, children = of_cohort("foreign", "size"), of_cohort("foreign", "children")
    assert all((child < size).all() for size, child in zip(sizes, children, strict=True))
    shares = np.array([child.sum() / 120 for child in children])
    assert shares.mean() == pytest.approx(0.3, abs=0.01)  # the trimmed last party moves it a little


def test_bags_are_drawn_for_each_person():
    per_person = np.array([bags.sum() / 120 for bags in of_cohort("foreign", "bags")])
    assert within(per_person, 0.5 * 1 + 0.3 * 2)


def test_places_are_the_list_order_of_all():
    """Places are unique; the cohorts are mixed on the list."""
    for world in worlds()[:20]:
        assert world.place.tolist() == list(range(world.parties))
    means = np.array([world.place[world.cohort == 0].mean() / (world.parties - 1) for world in worlds()])
    assert within(means, 0.5)


def test_outcomes_keep_their_shares():
    """At passports 5 % are refused for age and 10 % for papers; at Egypt's desk 20 % are referred (S4)."""
    passport, egypt = scenario().order.index("passport"), scenario().order.index("egypt")
    world = worlds()
    refused = np.array([(one.onward[one.cohort == 0, passport] == -1 - Outcome.REFUSED).mean() for one in world])
    papers = np.array([(one.refusal[one.cohort == 0, passport] == one.reasons.index("papers")).mean() for one in world])
    referred = np.array([(one.onward[one.cohort == 0, egypt] == egypt + 1).mean() for one in world])
    assert (within(refused, 0.15), within(papers, 0.1), within(referred, 0.2)) == (True, True, True)


def test_who_passes_skips_the_secondary_and_who_is_on_no_list_is_turned_away():
    listed = scenario().order.index("list")
    for one in worlds()[:20]:
        assert set(one.onward[one.cohort == 0, 3].tolist()) <= {4, -1 - Outcome.CROSSED}
        assert set(one.onward[one.cohort == 1, listed].tolist()) == {-1 - Outcome.TURNED_AWAY}


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.4])
def test_the_refused_only_grow_with_their_share(share):
    """Nested thresholds: who is refused at a share is refused at every larger one, and referrals stay as they were."""
    raw, more = small_scenario(), small_scenario()
    raw["stations"]["egypt"]["refuse"] = {"papers": share}
    more["stations"]["egypt"]["refuse"] = {"papers": share + 0.1}
    before, after = (draw(scenario_of(one), SEED, 0).onward[:, 3] for one in (raw, more))
    refused = -1 - Outcome.REFUSED
    assert set(np.flatnonzero(before == refused)) <= set(np.flatnonzero(after == refused))
    assert np.array_equal(np.flatnonzero(before == 4), np.flatnonzero(after == 4))


def test_nobody_at_all_is_a_valid_day():
    raw = small_scenario()
    for cohort in raw["cohorts"].values():
        cohort["persons"] = 0
    assert draw(scenario_of(raw), SEED, 0).parties == 0


def told_parties(persons, told, **changes):
    """The parties of a cohort of pairs, changed so, from uniforms that are told."""
    pairs = {"party_size": {"values": [2], "weights": [1.0]}, "children": 0.0, "show_up": 1.0}
    raw = {**small_scenario()["cohorts"]["foreign"], **pairs, **changes}
    return parties_of(Cohort.model_validate(raw), persons, None, 1, Told(size=[0.0], list_order=[0.0], **told))


def test_a_child_is_who_is_below_the_share():
    """A quarter are children: of two, the second one is with chance 1/2, and 1/2 itself is not below it."""
    told = {"child": [0.5, 0.5 - 2.0**-53], "bags": [0.0]}
    assert told_parties(4, told, children=0.25).children.tolist() == [0, 1]


def test_where_none_are_children_none_are_drawn():
    assert told_parties(4, {"bags": [0.0]}).children == 0


@pytest.mark.parametrize(("bags", "told", "carried"), [
    (([3], [1.0]), {}, [6, 6]),
    (([0], [1.0]), {}, [0, 0]),
    (([1, 2], [0.5, 0.5]), {"bags": [0.25, 0.5]}, [2, 4]),
])  # fmt: skip
def test_bags_are_drawn_only_where_they_differ(bags, told, carried):
    """Two pairs: three bags each, none, or one each and two each."""
    parties = told_parties(4, told, bags_per_person={"values": bags[0], "weights": bags[1]})
    assert np.broadcast_to(parties.bags, 2).tolist() == carried


def test_a_party_is_called_once_where_nothing_else_is_said():
    assert told_parties(4, {"bags": [0.0]}).comes == (True,)
