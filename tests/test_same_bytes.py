"""The same inputs give the same bytes, in every process; and nothing that is changed moves the other draws (C1, C4)."""

import json
import locale
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from small import Raw, constant, minutes, small_scenario

from sim.engines import reference
from sim.model.clock import DAY
from sim.model.crossing import build
from sim.model.draws import Draws, draw, to_bytes
from sim.model.faults import scenario_of
from sim.model.outcome import Outcome

SEED = 7
HERE = Path(__file__).parent

Change = Callable[[Raw], object]


def drawn(replication: int = 0, change: Change | None = None, seed: int = SEED) -> Draws:
    """The draws of the small scenario, changed or not."""
    raw = small_scenario()
    if change:
        change(raw)
    return draw(scenario_of(raw), seed, replication)


def digests(simulate=reference.simulate, replications: int = 3) -> list[str]:
    """Of each replication: of its draws, and of its log."""
    scenario = scenario_of(small_scenario())
    worlds = [draw(scenario, SEED, replication) for replication in range(replications)]
    logs = [simulate(build(scenario, world), world) for world in worlds]
    return [sha256(part).hexdigest() for world, log in zip(worlds, logs, strict=True)
            for part in (to_bytes(world), log.to_bytes())]  # fmt: skip


# Another process


def there(name: str) -> bool:
    """Whether this machine has the locale."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, before)
    return True


@pytest.mark.parametrize(
    ("hash_seed", "language", "zone"),
    [
        ("0", "C", "UTC"),
        ("1", "C.UTF-8", "Asia/Gaza"),
        ("4294967295", "de_DE.UTF-8", "Pacific/Kiritimati"),
    ],
)
def test_another_process_gives_the_same_bytes(hash_seed, language, zone):
    """Whatever its hash seed, its language and its time zone; a language that is not there falls back to C."""
    spoken = language if there(language) else "C"
    told = "import json, locale; locale.setlocale(locale.LC_ALL, ''); import test_same_bytes as same"
    setting = {"PYTHONHASHSEED": hash_seed, "LC_ALL": spoken, "LANG": spoken, "TZ": zone}
    path = os.pathsep.join([str(HERE.parent), str(HERE)])
    done = subprocess.run(
        [sys.executable, "-c", f"{told}; print(json.dumps(same.digests()))"],
        env={**os.environ, **setting, "PYTHONPATH": path}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == digests()


def test_a_replication_twice_in_one_process_gives_the_same_bytes(simulate):
    assert digests(simulate) == digests(simulate)


# Replications


def test_a_replication_drawn_alone_is_the_same_as_in_a_batch():
    """C4: in any order, and however many others there are."""
    scenario = scenario_of(small_scenario())
    batch = [to_bytes(draw(scenario, SEED, replication)) for replication in range(8)]
    alone = {replication: to_bytes(drawn(replication)) for replication in (5, 0, 7, 2)}
    assert alone == {replication: batch[replication] for replication in alone}
    assert len(set(batch)) == 8


def test_another_seed_draws_another_world():
    assert to_bytes(drawn(seed=SEED)) != to_bytes(drawn(seed=SEED + 1))


def test_the_small_scenario_draws_everything_there_is():
    """Else the tests here would say less than they seem to."""
    draws = drawn()
    ends = {int(end) for end in (-1 - draws.onward[draws.onward < 0]).ravel()}
    assert ends == {Outcome.CROSSED, Outcome.REFUSED, Outcome.TURNED_AWAY}
    assert (draws.arrival == -1).any()
    assert draws.children.any()
    assert draws.bags.any()
    assert (draws.onward[:, 3] == 4).any()
    assert set(draws.refusal.ravel()) == {-1, 0, 1, 2}


# What is changed elsewhere moves no draw


def change_officers(raw: Raw) -> None:
    raw["stations"]["passport"]["officers"] = 9


def change_hours(raw: Raw) -> None:
    raw["stations"]["egypt"]["hours"] = [["06:00", "24:00"]]


def change_halls(raw: Raw) -> None:
    raw["stations"]["list"] |= {"hall": "unlimited", "overtaking": True}


def change_vehicles(raw: Raw) -> None:
    raw["stations"]["bus"] |= {"vehicles": 5, "bays": 2, "hours": [["09:00", "10:00"]]}


def change_seats(raw: Raw) -> None:
    raw["stations"]["bus"] |= {"seats": 50, "hall": 50, "patience": "unlimited", "hall_freed": "departure"}


def lengthen(raw: Raw) -> None:
    raw["days"] = 2


def rename_the_question(raw: Raw) -> None:
    raw |= {"name": "other", "question": "And now?", "date": "2024-05-06"}


def reorder_the_keys(raw: Raw) -> None:
    for group in ("stations", "cohorts"):
        raw[group] = dict(reversed(raw[group].items()))


POLICIES = [change_officers, change_hours, change_halls, change_vehicles, change_seats, rename_the_question,
            reorder_the_keys]  # fmt: skip


@pytest.mark.parametrize("change", POLICIES)
def test_a_policy_changes_no_draw(change):
    assert to_bytes(drawn(3, change)) == to_bytes(drawn(3))


def test_a_longer_run_only_draws_more_days():
    longer = drawn(3, lengthen)
    assert to_bytes(replace(longer, days=longer.days[:2])) == to_bytes(drawn(3))


@pytest.mark.parametrize("closing", ["finish", "fits", "suspend"])
def test_a_longer_run_begins_as_the_shorter_one(simulate, closing):
    """With everything closed at the end of day 1, day 2 only adds what was still to come."""
    raw = small_scenario()
    for station in raw["stations"].values():
        if station["kind"] == "desk":
            station["closing"] = closing
    one = simulate(build(scenario_of(raw), drawn()), drawn())
    two = simulate(build(scenario_of({**raw, "days": 2}), drawn(change=lengthen)), drawn())
    for key in ("reached", "admitted", "started", "finished", "left"):
        there_then = np.where(getattr(two, key) < DAY, getattr(two, key), -1)
        assert (there_then == getattr(one, key)).all()


def of_cohort(draws: Draws, name: str) -> dict[str, list[object]]:
    """What was drawn for a cohort's parties; the place on the list is shared with the other cohorts."""
    ours = draws.cohort == draws.cohorts.index(name)
    shared = {"cohorts", "reasons", "place", "cohort", "ride", "ride_back", "days", "down"}
    drawn_for = {field.name for field in fields(draws)} - shared
    return {key: getattr(draws, key)[ours].tolist() for key in drawn_for}


def add_a_cohort(raw: Raw) -> None:
    """Its name is first in the order of names, and it shares every station."""
    raw["cohorts"]["aid workers"] = {**raw["cohorts"]["foreign"], "persons": 40, "show_up": 1.0}


def take_a_cohort_away(raw: Raw) -> None:
    del raw["cohorts"]["hopeful"]


def slow_passports(raw: Raw) -> None:
    raw["stations"]["passport"]["service"] = minutes(constant(9))


@pytest.mark.parametrize("change", [add_a_cohort, take_a_cohort_away])
def test_other_cohorts_change_no_draw(change):
    """Nor the order in which a cohort's parties are listed, nor the rides."""
    before, after = drawn(2), drawn(2, change)
    assert of_cohort(after, "foreign") == of_cohort(before, "foreign")
    for ours, others in zip(before.ride + before.ride_back, after.ride + after.ride_back, strict=True):
        both = min(ours.size, others.size)
        assert (ours[:both] == others[:both]).all()


def test_another_service_time_changes_that_service_only():
    before, after = drawn(2), drawn(2, slow_passports)
    at = small_scenario()["order"].index("passport")
    assert (before.service[:, at] != after.service[:, at]).any()
    after.service[:, at] = before.service[:, at]
    assert to_bytes(after) == to_bytes(before)
