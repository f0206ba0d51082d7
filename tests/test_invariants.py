"""What must hold in every log holds in random crossings full of ties; and each invariant can fail."""

import time

import numpy as np
import pytest
from broken_days import ON_A_DAY, day
from broken_gates import AT_A_GATE, AT_A_GATE_THAT_YIELDS, awaited, gated
from broken_nights import AT_NIGHT, nights
from checker import recount
from hypothesis import HealthCheck, given, settings
from random_crossings import seeded_world, worlds
from worlds import Party, crossing_of, desk, draws_of, shuttle

from sim.engines import reference
from sim.model.clock import NEVER
from sim.model.crossing import ShuttleStation
from sim.model.invariants import OF_A_MOMENT, OF_A_STATION, OF_A_STORY, broken
from sim.model.invariants.moments import moments
from sim.model.invariants.story import tell
from sim.model.invariants.sums import in_hall, in_queue
from sim.model.log import Reason, Why
from sim.model.outcome import Outcome

searching = settings(
    max_examples=250, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@searching
@given(world=worlds())
def test_nothing_is_broken_in_a_random_crossing(simulate, world):
    assert broken(*world, simulate(*world)) == []


def test_nothing_is_broken_in_many_more(simulate):
    for seed in range(4_000):
        world = seeded_world(seed)
        assert (seed, broken(*world, simulate(*world))) == (seed, [])


def test_random_crossings_see_every_outcome_and_every_reason_to_leave(simulate):
    """Where one never came up, an invariant about it would hold for nothing."""
    logs = [simulate(*seeded_world(seed)) for seed in range(500)]
    assert set(np.concatenate([log.outcome for log in logs])) == set(Outcome)
    assert set(np.concatenate([log.trips.reason for log in logs])) == {NEVER, *Reason}
    assert set(np.concatenate([log.earlier.why for log in logs])) == set(Why)


def test_a_seed_names_one_world():
    for seed in (1, 2, 3):
        assert repr(seeded_world(seed)) == repr(seeded_world(seed))


def hall_rules(crossing):
    """The halls' rules as the checker wants them."""
    return [plan.hall_freed_at_departure if isinstance(plan, ShuttleStation) else None for plan in crossing.stations]


def test_a_replay_that_shares_no_code_counts_the_same_persons(simulate):
    """Peak and person-ms of every queue and hall, and the persons who are out."""
    for seed in range(500):
        crossing, draws = seeded_world(seed)
        log = simulate(crossing, draws)
        counts, out = recount(log, crossing.horizon, hall_rules(crossing))
        for at, station in enumerate(tell(crossing, draws, log).stations):
            for place, ours in (("queue", in_queue(station)), ("hall", in_hall(station))):
                assert (counts[place, at].peak, counts[place, at].person_ms) == (ours.peak, ours.person_ms)
        ended = log.ended() != NEVER
        assert out == draws.size[ended].sum()


def busy_day(parties=500):
    """A large backlog at two desks, a bus and a desk behind it."""
    stations = [desk(4, hall=40), desk(3, hall=30), shuttle(2, seats=30, patience=20, hall=60), desk(5)]
    people = [Party(0.2 * row, [3 + row % 5, 2 + row % 3, 0, 4 + row % 7], size=1 + row % 4) for row in range(parties)]
    return crossing_of(stations), draws_of(stations, people, 15, 15)


def test_a_log_of_500_parties_is_checked_in_well_under_a_second():
    crossing, draws = busy_day()
    log = reference.simulate(crossing, draws)
    before = time.process_time()
    assert broken(crossing, draws, log) == []
    assert time.process_time() - before < 1


# Each invariant can fail: a sound log is corrupted in one way, and the right sentence is said.
# Some corruptions touch the log; others hold it against another crossing or other draws, which it would break.

SOUND = (day, gated, awaited, nights)
LISTS = (ON_A_DAY, AT_A_GATE, AT_A_GATE_THAT_YIELDS, AT_NIGHT)
CORRUPTIONS = [(world, *broken) for world, all_broken in zip(SOUND, LISTS, strict=True) for broken in all_broken]
IDS = [f"{world.__name__}: {sentence}" for world, _, sentence in CORRUPTIONS]


@pytest.mark.parametrize("world", SOUND)
def test_the_logs_to_be_corrupted_are_sound(world):
    assert broken(*world()) == []


@pytest.mark.parametrize(("world", "corrupt", "sentence"), CORRUPTIONS, ids=IDS)
def test_what_is_broken_is_said(world, corrupt, sentence):
    assert any(said.startswith(sentence) for said in broken(*corrupt(world())))


def test_every_invariant_has_been_seen_to_fail():
    silent = {check.__qualname__ + check.__module__: check for check in (*OF_A_STORY, *OF_A_STATION, *OF_A_MOMENT)}
    for world, corrupt, _ in CORRUPTIONS:
        story = tell(*corrupt(world()))
        for key, check in list(silent.items()):
            if said_by(check, story):
                del silent[key]
    assert silent == {}


def said_by(check, story):
    """What one invariant says."""
    if check in OF_A_STORY:
        return list(check(story))
    if check in OF_A_STATION:
        return [said for station in story.stations for said in check(station)]
    return [said for station in story.stations for moment in moments(station) for said in check(station, moment)]
