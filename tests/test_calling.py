"""When drawn parties come: as a daily list calls them, in which order, in slots, or so many a day (P2, P3)."""

from itertools import pairwise

import numpy as np
import pytest
from small import PROFILE, SLOTS, a_list, cohort, small_scenario

from sim.model.clock import DAY, HOUR, MINUTE, NEVER, from_clock
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.faults import scenario_of
from sim.model.outcome import Outcome

SEED = 11
LISTED = {"kind": "listed", "list": "daily"}


def listing(daily, days=20, kinds=("open",), **changes):
    """The small scenario over some days: foreign and dual nationals on one list, hopefuls on none."""
    raw = small_scenario()
    raw["days"], raw["lists"], raw["calendar"]["days"] = days, {"daily": daily}, list(kinds)
    foreign = raw["cohorts"]["foreign"]
    foreign.update(arrivals=LISTED, groups={"jordanian": 0.5, "japanese": 0.5}, **changes)
    raw["cohorts"]["dual"] = {**foreign, "persons": 60, "groups": {"italian": 1.0}}
    return scenario_of(raw)


def of(world, name):
    """Which parties of a world belong to a cohort."""
    return world.cohort == world.cohorts.index(name)


def on_list(world):
    """Which parties of a world are on the list."""
    return ~of(world, "hopeful")


@pytest.mark.parametrize(("first", "last"), [("dual", "foreign"), ("foreign", "dual")])
def test_a_list_goes_by_cohort(first, last):
    """P3: all of the cohort that is named stand before the other."""
    world = draw(listing(a_list(25, by="cohort", first=[first])), SEED, 0)
    assert world.place[of(world, first)].max() < world.place[of(world, last)].min()


@pytest.mark.parametrize("by", ["cohort", "group"])
def test_where_nobody_is_named_all_are_in_random_order(by):
    """P3: those who are not named are at random: of two cohorts neither stands before the other."""
    named_nobody, at_random = (draw(listing(daily), SEED, 0) for daily in (a_list(25, by=by, first=[]), a_list(25)))
    assert named_nobody.cohort.tolist() == at_random.cohort.tolist()
    foreign, dual = (at_random.place[of(at_random, name)] for name in ("foreign", "dual"))
    assert foreign.min() < dual.max() > dual.min() < foreign.max()


@pytest.mark.parametrize("first", [["italian"], ["japanese", "italian"], ["italian", "japanese", "jordanian"]])
def test_a_list_goes_by_nationality_group(first):
    """P3: one group after the other as they are named, then all others, at random. Here each group is a cohort."""
    raw = small_scenario()
    raw["lists"] = {"daily": a_list(500, by="group", first=first)}
    raw["cohorts"] = {
        name: {**cohort(30, ["list"], LISTED, listed=True), "groups": {name: 1.0}}
        for name in ("jordanian", "italian", "japanese")
    }
    world = draw(scenario_of(raw), SEED, 0)
    named = [world.place[of(world, name)] for name in first]
    others = [world.place[of(world, name)] for name in world.cohorts if name not in first]
    assert all(earlier.max() < later.min() for earlier, later in pairwise(named))
    assert all(named[-1].max() < other.min() for other in others)
    assert len(others) < 2 or max(other.min() for other in others) < min(other.max() for other in others)  # mixed


def test_groups_are_drawn_by_their_shares():
    """P3: half of the foreign parties are of the group that goes before all dual nationals, half of one behind them."""
    daily = a_list(25, by="group", first=["jordanian", "italian"])
    shares = []
    for world in (draw(listing(daily), SEED, at) for at in range(200)):
        foreign, dual = world.place[of(world, "foreign")], world.place[of(world, "dual")]
        assert ((foreign < dual.min()) | (foreign > dual.max())).all()
        shares.append((foreign < dual.min()).mean())
    assert abs(np.mean(shares) - 0.5) < 4.5 * np.std(shares, ddof=1) / np.sqrt(len(shares))


@pytest.mark.parametrize("order", [{"by": "cohort", "first": ["dual"]}, {"by": "group", "first": ["jordanian"]}])
def test_the_order_of_a_list_moves_nobody_who_is_not_on_it(order):
    """P3: hopefuls keep their places among all."""
    before, after = (draw(listing(daily), SEED, 0) for daily in (a_list(25), a_list(25, **order)))
    assert of(before, "hopeful").tolist() == of(after, "hopeful").tolist()
    assert before.cohort.tolist() != after.cohort.tolist()


def drawn_of_each(world):
    """All that is drawn of each party but its place and the day for which it is called, as a sorted table."""
    columns = (world.cohort, world.size, world.children, world.bags, world.service, world.boarding, world.alighting,
               world.onward, world.patience, world.arrival == NEVER, world.arrival % DAY)  # fmt: skip
    return sorted(np.column_stack(columns).tolist())


POLICIES = [
    a_list(40), a_list(60, 30), a_list(30, while_closed="pause"), a_list(30, expires_after=1),
    a_list(30, by="cohort", first=["dual"]), a_list(30, by="group", first=["japanese"]),
]  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_of_lists_changes_only_for_which_day_each_is_called(policy):
    """C1: persons a day, order and what is done while closed move no size, service, way, show-up or time of the day."""
    kinds = ["closed", "open", "closed", "closed", "closed", "open"]
    before, after = (draw(listing(daily, days=30, kinds=kinds), SEED, 0) for daily in (a_list(30), policy))
    assert drawn_of_each(before) == drawn_of_each(after)
    assert (before.arrival // DAY).tolist() != (after.arrival // DAY).tolist()


def test_who_stays_away_has_had_a_place_on_the_list():
    """P3, P4: 25 persons a day are called, in list order, and nobody else comes instead of who stays away."""
    called, came = (draw(listing(a_list(25), show_up=show_up), SEED, 0) for show_up in (1.0, 0.9))
    day = called.arrival[on_list(called)] // DAY
    assert (np.diff(day) >= 0).all()
    persons = np.bincount(day, called.size[on_list(called)])
    assert (persons.sum(), persons.max()) == (180, 25)
    away = came.arrival == NEVER
    assert 0 < away[on_list(came)].sum() < 30
    assert came.arrival[on_list(came) & ~away].tolist() == called.arrival[on_list(called) & ~away].tolist()


@pytest.mark.parametrize("show_up", [1.0, 0.0])
def test_who_is_called_for_no_day_of_the_run_is_still_expected(simulate, show_up):
    """P3, outcomes: ten persons on each of two days are called; who is not has neither come nor stayed away."""
    scenario = listing(a_list(10), days=2, show_up=show_up)
    world = draw(scenario, SEED, 0)
    log = simulate(build(scenario, world), world)
    expected = log.outcome == Outcome.STILL_EXPECTED
    called = on_list(world) & ~expected
    assert 14 <= world.size[called].sum() <= 20
    assert world.place[called].max() < world.place[expected].min()
    assert ((log.outcome[called] == Outcome.NO_SHOW) == (show_up == 0)).all()
    assert set(log.where[expected].tolist()) == {NEVER}


def test_a_party_comes_within_the_spread_of_its_slot():
    """P3: slots for four persons, every half hour from 08:00; who is called to one comes evenly within 20 minutes."""
    waits = []
    for replication in range(40):
        world = draw(listing(a_list(25, reporting=SLOTS), show_up=1.0), SEED, replication)
        day, clock = np.divmod(world.arrival[on_list(world)], DAY)
        slot, wait = np.divmod(clock - 8 * HOUR, 30 * MINUTE)
        assert 0 <= wait.min() <= wait.max() <= 20 * MINUTE
        assert np.bincount(100 * day + slot, world.size[on_list(world)]).max() == 4
        assert all(slot[day == today].min() == 0 for today in set(day.tolist()))
        waits.append(wait.mean() / MINUTE)
    assert abs(np.mean(waits) - 10) < 4.5 * np.std(waits, ddof=1) / np.sqrt(len(waits))


def test_without_a_spread_all_come_as_their_slot_begins():
    """P3: at 08:00, 08:30 and so on."""
    world = draw(listing(a_list(25, reporting={**SLOTS, "spread": 0.0})), SEED, 0)
    came = world.arrival[on_list(world) & (world.arrival != NEVER)]
    assert set((came % (30 * MINUTE)).tolist()) == {0}
    assert (came % DAY).min() == 8 * HOUR


def test_daily_arrivals_come_on_closed_days_as_on_open_ones():
    """P2: thirty persons a day at most, in list order, by the profile of the day, until all 120 have come."""
    raw = small_scenario()
    raw["days"] = 8
    daily = {**PROFILE, "kind": "daily", "standing": 0.0, "persons_a_day": 30}
    raw["cohorts"]["foreign"].update(arrivals=daily, show_up=1.0)
    closed = {**raw, "calendar": {**raw["calendar"], "days": ["closed"] * 7}}
    world, seven_closed = (draw(scenario_of(one), SEED, 0) for one in (raw, closed))
    assert world.arrival.tolist() == seven_closed.arrival.tolist()
    day, clock = np.divmod(world.arrival[of(world, "foreign")], DAY)
    persons = np.bincount(day, world.size[of(world, "foreign")])
    assert (persons.sum(), persons.max() <= 30, persons.size) == (120, True, 5)
    assert (np.diff(day) >= 0).all()
    assert from_clock("07:00") <= clock.min() < clock.max() <= from_clock("09:00")
