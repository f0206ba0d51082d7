"""Families with a member missing from the list, limited patience, and people who are there already (P1, P5, S8)."""

import numpy as np
import pytest
from small import exponential, small_scenario

from sim.model.clock import NEVER, UNLIMITED
from sim.model.crossing import build
from sim.model.draws import Draws, draw
from sim.model.faults import scenario_of
from sim.model.outcome import Outcome

SEED = 7
REPLICATIONS = 200
LIST, PASSPORT, BUS = 0, 1, 2  # stations of the small scenario
TURNED_BACK = -1 - Outcome.FAMILY_TURNED_BACK


def world_of(replication: int = 0, *, rule: str = "family_turns_back", **changes: object) -> Draws:
    """A drawn world of the small scenario whose foreign nationals are changed so; lists are checked at two desks."""
    raw = small_scenario()
    raw["cohorts"]["foreign"].update(changes)
    for name in ("list", "passport"):
        raw["stations"][name].update(checks_list=True, member_missing=rule)
    return draw(scenario_of(raw), SEED, replication)


def foreign(world: Draws) -> np.ndarray:
    """Which parties are of the cohort of foreign nationals, who are on the list."""
    return world.cohort == world.cohorts.index("foreign")


def turned_back(world: Draws) -> set[int]:
    """The places of the families that turn back at the first check."""
    return set(np.flatnonzero(world.onward[:, LIST] == TURNED_BACK).tolist())


def within(estimates: list[float], exact: float) -> bool:
    """Whether the mean of independent estimates is within 4.5 standard errors of the exact value."""
    return abs(np.mean(estimates) - exact) <= 4.5 * np.std(estimates, ddof=1) / np.sqrt(len(estimates))


def test_of_families_of_two_or_more_a_share_has_a_member_missing():
    """P5: three in ten, drawn for each family; who travels alone is on the list or not."""
    shares = []
    for world in (world_of(at, member_missing=0.3) for at in range(REPLICATIONS)):
        families = foreign(world) & (world.size > 1)
        back = world.onward[:, LIST] == TURNED_BACK
        assert not (back & ~families).any()
        shares.append(back[families].mean())
    assert within(shares, 0.3)


@pytest.mark.parametrize(("some", "more"), [(0.0, 0.1), (0.1, 0.3), (0.3, 1.0)])
def test_the_families_with_a_member_missing_only_grow_with_the_chance(some, more):
    """C1, P5: nested sets; at 1 it is every family."""
    few, many = (world_of(member_missing=chance) for chance in (some, more))
    assert turned_back(few) < turned_back(many)
    assert more < 1 or turned_back(many) == set(np.flatnonzero(foreign(many) & (many.size > 1)).tolist())


def test_families_turn_back_at_the_first_check_and_for_no_reason_of_its_desk():
    """P5: at the list; at the passport desk, which checks lists as well, each family ends as without this rule."""
    without, world = world_of(), world_of(member_missing=0.3)
    back = sorted(turned_back(world))
    assert set(world.refusal[back, LIST].tolist()) == {NEVER}
    assert np.array_equal(without.onward[:, PASSPORT:], world.onward[:, PASSPORT:])
    assert set(world.aside.tolist()) == {NEVER}


def test_who_waits_aside_is_the_same_families_and_then_goes_on_as_drawn():
    """P5: where they wait aside nobody turns back, and every outcome is as it was."""
    without = world_of()
    back, aside = (world_of(member_missing=0.3, rule=rule) for rule in ("family_turns_back", "family_waits_aside"))
    assert set(np.flatnonzero(aside.aside == LIST).tolist()) == turned_back(back) != set()
    assert set(aside.aside.tolist()) == {NEVER, LIST}
    assert np.array_equal(aside.onward, without.onward)


@pytest.mark.parametrize("rule", ["family_turns_back", "family_waits_aside"])
def test_who_is_on_no_list_is_turned_away_whether_or_not_one_is_missing(rule):
    """P4, P5: at every desk that checks lists."""
    world = world_of(member_missing=1.0, listed=False, rule=rule)
    assert set(world.onward[foreign(world)][:, [LIST, PASSPORT]].ravel().tolist()) == {-1 - Outcome.TURNED_AWAY}
    assert set(world.aside.tolist()) == {NEVER}


def test_a_family_turns_back_whole_after_its_check(simulate):
    """P5, outcomes: whoever of them comes ends at the list, with the time of a check behind it."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["member_missing"] = 0.5
    scenario = scenario_of(raw)
    world = draw(scenario, SEED, 0)
    log = simulate(build(scenario, world), world)
    back = log.outcome == Outcome.FAMILY_TURNED_BACK
    assert 0 < back.sum() <= len(turned_back(world))
    assert set(log.where[back].tolist()) == {LIST}
    assert (log.finished[back, LIST] - log.started[back, LIST]).tolist() == world.service[back, LIST].tolist()
    assert world.size[back].min() > 1


def test_patience_is_drawn_for_each_party_and_so_is_whether_it_leaves_for_good():
    """S8: ninety minutes on average, a quarter for good; the others of the scenario are patient without end."""
    patience = {"time": exponential(90), "for_good": 0.25}
    worlds = [world_of(at, patience=patience) for at in range(REPLICATIONS)]
    assert within([world.patience[foreign(world)].mean() / 60_000 for world in worlds], 90)
    assert within([world.for_good[foreign(world)].mean() for world in worlds], 0.25)
    assert all(set(world.patience[~foreign(world)].tolist()) <= {UNLIMITED} for world in worlds)


ALREADY = {"list": {"street": 9, "hall": 5}, "passport": {"hall": 6}, "bus": {"aboard": 12}}


def there(world: Draws, at: int, where: str) -> np.ndarray:
    """Which parties begin at a station, in its hall, aboard, or in its street though they were not drawn to come."""
    here, aboard = world.first == at, world.on_trip != NEVER
    in_hall = world.in_hall == 1
    standing = {"hall": in_hall, "aboard": aboard, "street": ~in_hall & ~aboard & (world.arrival == 0)}
    return here & standing[where]


def test_who_is_there_already_is_so_to_the_person_besides_the_cohort():
    """P1: 120 will come or stay away; 32 are there at 00:00, wherever their way begins."""
    world = world_of(already=ALREADY)
    persons = {(at, where): int(world.size[there(world, at, where)].sum())
               for at, where in ((LIST, "street"), (LIST, "hall"), (PASSPORT, "hall"), (BUS, "aboard"))}  # fmt: skip
    assert persons == {(LIST, "street"): 9, (LIST, "hall"): 5, (PASSPORT, "hall"): 6, (BUS, "aboard"): 12}
    assert world.size[foreign(world)].sum() == 120 + 32


def test_who_is_there_already_has_shown_up():
    """P1, P4: though of those to come nobody does."""
    world = world_of(already=ALREADY, show_up=0.0)
    assert world.size[foreign(world) & (world.arrival == 0)].sum() == 32
    assert world.size[foreign(world) & (world.arrival == NEVER)].sum() == 120


def test_vehicles_under_way_are_filled_in_list_order():
    """P1: ten seats; the trips are numbered from 0, none carries more, and none could have carried the next party."""
    world = world_of(already={"bus": {"aboard": 14}})
    trip, size = (column[there(world, BUS, "aboard")] for column in (world.on_trip, world.size))
    loads = np.bincount(trip, size)
    assert trip.tolist() == sorted(trip.tolist())
    assert (loads.size, loads.sum(), loads.max() <= 10) == (2, 14, True)
    assert loads[0] + size[trip == 1][0] > 10


def test_who_is_there_already_moves_no_draw_of_those_who_will_come():
    """C1: sizes, ways and services of the others are as they were; only the places of all are numbered anew."""
    without, world = world_of(), world_of(already=ALREADY)
    to_come = ~np.logical_or.reduce(
        [there(world, at, where) for at in (LIST, PASSPORT, BUS) for where in ("street", "hall", "aboard")]
    )
    for column in ("size", "service", "onward", "arrival", "patience"):
        assert np.array_equal(getattr(without, column), getattr(world, column)[to_come])


def test_who_is_there_already_has_chances_of_its_own():
    """C1: as many persons in the street as will come, and other families."""
    world = world_of(already={"list": {"street": 120}}, show_up=0.0)
    in_street, to_come = there(world, LIST, "street"), foreign(world) & (world.arrival == NEVER)
    assert world.size[in_street].sum() == world.size[to_come].sum() == 120
    assert world.size[in_street].tolist() != world.size[to_come].tolist()


def test_who_stands_behind_the_check_of_lists_is_checked_no_more():
    """P1, P5: with lists checked at the first desk only, no family turns back that stands beyond it."""
    raw = small_scenario()
    raw["cohorts"]["foreign"].update(member_missing=1.0, already={"passport": {"hall": 12}})
    world = draw(scenario_of(raw), SEED, 0)
    assert (world.onward[there(world, PASSPORT, "hall")] != TURNED_BACK).all()
