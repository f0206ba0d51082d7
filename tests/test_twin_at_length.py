"""The twin test at length is a command: it counts what it compared, and what is unlike can be replayed alone."""

import os
import re
import subprocess
import sys

import pytest
from families import families
from settings import FAMILIES, SETTINGS
from table_of_breaks import breaks_of, broken
from tight_crossings import numbered_world
from trying import ROOT, copy_to
from ways import WAYS
from worlds import Party, crossing_of, days, desk, draws_of, gate, shuttle, yields

from sim.engines import reference
from sim.model.crossing import Closing
from sim.model.invariants import broken as broken_invariants

BREAK = "an officer is never given back"
DIES = "    people = memory[memory[at.PEOPLE_FROM] : memory[at.PEOPLE_TO]]"


def run(root, *words):
    """The command as it is given, in a checkout; uncompiled, so that it is over soon."""
    command = [sys.executable, "tests/twin/run.py", *words, "--only", "uncompiled"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    """A copy of the checkout, in which something can be broken."""
    return copy_to(tmp_path)


def test_where_all_are_twins_it_says_how_many_were_compared():
    done = run(ROOT, "30")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"uncompiled +30 crossings +0 unlike", done.stdout)
    assert done.stdout.splitlines()[-1] == "30 crossings compared in 1 ways, none unlike"


def test_what_is_unlike_is_printed_with_the_command_that_replays_it_alone(copy):
    (one,) = (one for one in breaks_of("compiled") if one.name == BREAK)
    (copy / one.file).write_text(broken(one, copy), encoding="utf-8")
    done = run(copy, "30")
    assert done.returncode == 1
    assert not re.search(r" 0 unlike", done.stdout)
    seed = re.search(r"replay alone: python tests/twin/run.py --seed (\d+) --only 'uncompiled'", done.stdout)[1]
    replayed = run(copy, "--seed", seed)
    assert replayed.returncode == 1
    assert re.search(r"uncompiled +1 crossings +1 unlike", replayed.stdout)
    assert f"UNLIKE {seed}" in replayed.stdout
    assert replayed.stdout.splitlines()[-1] == "1 crossings compared in 1 ways, 1 unlike"


def test_a_process_that_dies_is_a_fault_of_the_crossing_it_had_come_to(copy):
    path = copy / "sim" / "engines" / "compiled" / "arrays.py"
    text = path.read_text("utf-8")
    dies = "    if draws.parties == 14:\n        import os\n\n        os._exit(9)\n"
    assert text.count(DIES) == 1
    path.write_text(text.replace(DIES, dies + DIES), "utf-8")
    first = next(seed for seed in range(1_000_000, 1_000_100) if numbered_world(seed)[1].parties == 14)
    done = run(copy, "100")
    assert done.returncode == 1
    assert f"UNLIKE {first} (process): ended with 9" in done.stdout


@pytest.mark.parametrize("name", [name for _, names in SETTINGS.values() for name in names])
def test_each_way_gives_the_same_bytes(name):
    """Each in the setting of the tests; the settings themselves are the command's."""
    for seed in range(50):
        world = numbered_world(seed)
        assert (seed, WAYS[name](seed, *world).to_bytes()) == (seed, reference.simulate(*world).to_bytes())


def test_nothing_is_broken_in_tight_crossings():
    for seed in range(1, 1_001, 2):
        world = numbered_world(seed)
        assert (seed, broken_invariants(*world, reference.simulate(*world))) == (seed, [])


def test_no_family_is_thin():
    """Each comes up once in 200 crossings at least, and none that has no name."""
    count, seen = 2_000, dict.fromkeys(FAMILIES, 0)
    for seed in range(count):
        world = numbered_world(seed)
        for name in families(*world, reference.simulate(*world)):
            seen[name] += 1
    assert {name for name, times in seen.items() if times < count / 200} == set()


def seen_in(stations, parties, horizon=300):
    """The families of a world written by hand, with rides of two minutes."""
    crossing, draws = crossing_of(stations, horizon), draws_of(stations, parties, 2, 2)
    return families(crossing, draws, reference.simulate(crossing, draws))


THREE = [Party(0, [0, 1], size=2), Party(0, [0, 1], size=2), Party(1, [0, 1], size=2)]
BY_HAND = {
    "quota met exactly": ([gate(quota=4), desk()], THREE),
    "one short of the quota": ([gate(quota=5), desk()], THREE),
    "gate yields": (
        [gate(yielding=yields((1,), 1)), desk()],
        [Party(0, [0, 1], cohort=1), Party(0, [0, 1]), Party(1, [0, 1], cohort=1)],
    ),
    "service suspended": ([desk([(0, 1), (1, 0), (2, 1)], closing=Closing.SUSPEND)], [Party(0, [2])]),
    "service finishes after closing": ([desk([(0, 1), (1, 0)])], [Party(0, [2])]),
    "fits: nobody starts before a fall": (
        [desk([(0, 1), (2, 0), (3, 1)], closing=Closing.FITS)], [Party(0, [1]), Party(0, [2])],
    ),
    "fits: a service fills the time exactly": ([desk([(0, 1), (2, 0)], closing=Closing.FITS)], [Party(0, [2])]),
    "hall short by one place": ([desk(hall=3)], [Party(0, [1], size=2), Party(0, [1], size=2)]),
    "hall full to the last place": ([desk(hall=2)], [Party(0, [1], size=2), Party(0, [1], size=2)]),
    "vehicle leaves one seat short": (
        [shuttle(seats=3, patience=9), desk()], [Party(0, [0, 1], size=2), Party(0, [0, 1], size=2)],
    ),
    "closed vehicle leaves after reopening": (
        [shuttle([(0, 1), (1, 0), (2, 1)], patience=9), desk()], [Party(0, [0, 1], boarding=3)],
    ),
    "boards at the last call itself": ([shuttle(patience=2), desk()], [Party(0, [0, 1]), Party(2, [0, 1])]),
    "arrival at the instant of closing": ([desk([(0, 1), (1, 0)])], [Party(1, [2])]),
    "two vehicles board at once": (
        [shuttle(2, bays=2, patience=9), desk()], [Party(0, [0, 1], size=3), Party(0, [0, 1], size=3, boarding=1)],
    ),
    "evening at the instant of an arrival": ([desk(0, of_days=days([5], [1]))], [Party(1, [1])]),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_a_family_is_seen_where_it_happens_by_hand(name):
    stations, parties = BY_HAND[name]
    assert name in seen_in(stations, parties)


def test_a_quiet_day_belongs_to_none_of_them():
    """One party, one desk, and nobody else."""
    assert seen_in([desk()], [Party(3, [1])]) & set(BY_HAND) == set()
