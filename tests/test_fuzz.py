"""A little of the fuzzing of the gate and of the journal, always the same; the long form is `tests/fuzz/run.py`."""

import os

import gate
import journal_read
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from otherwise import Otherwise, otherwise
from pieces import again, packed, text_of, unpacked, value_of
from rounds import a_round, nothing_yet
from watched import TooLong, watched

from sim.model.faults import Fault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the limits of time and memory are POSIX's")

a_few = settings(
    deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def conf():
    with gate.gate_room() as copy:
        yield copy


@pytest.fixture(scope="module")
def room():
    with journal_read.journal_room() as made:
        yield made


@settings(a_few, max_examples=60)
@given(plain=gate.inputs())
def test_the_gate_refuses_in_words_or_accepts_what_can_be_acted_out(conf, plain):
    assert gate.tried(plain, conf) in {"refused", "accepted", "acted out"}


@settings(a_few, max_examples=60)
@given(plain=journal_read.inputs())
def test_a_spoiled_study_ends_with_the_same_bytes_or_says_why_not(room, plain):
    assert journal_read.tried(plain, room) in {"as a quiet run", "damaged", "refused", "the machine would not"}


# What is known


@pytest.mark.parametrize(
    ("plain", "ending"),
    [
        ({"command": "run", "words": [["scenario=small"]]}, "acted out"),
        ({"command": "run", "mapping": [["set", "days", 2]]}, "acted out"),
        ({"command": "bottleneck", "words": [["scenario=small"]]}, "acted out"),
        ({"command": "run", "mapping": [["set", "days", {"whole": 30}]]}, "refused"),
        ({"command": "run", "words": [["seed=", ["9", 5_000]]]}, "refused"),
        ({"command": "run", "words": [["seed=${oc.env:FUZZ_SECRET}"]]}, "refused"),
        (
            {
                "command": "run",
                "words": [["scenario=small"]],
                "file": {"path": "conf/scenario/small.yaml", "edits": [["is", "fifo"]]},
            },
            "refused",
        ),
    ],
)
def test_the_gate_ends_as_it_should(conf, plain, ending):
    assert gate.tried(plain, conf) == ending


@pytest.mark.parametrize(
    ("folder", "change", "ending"),
    [
        ("done", ["flip", "chunks/000001.chunk", 70, 0], "as a quiet run"),
        ("half", ["is", "lock", "absent"], "as a quiet run"),
        ("done", ["flip", "plan.json", 100, 0], "damaged"),
        ("new", ["is", "letter.txt", "text"], "refused"),
        ("done", ["is", "chunks/000000.chunk", "fifo"], "the machine would not"),
    ],
)
def test_a_study_ends_as_it_should(room, folder, change, ending):
    assert journal_read.tried({"folder": folder, "changes": [change]}, room) == ending


# The fuzzing itself


def test_an_input_is_printed_as_it_is_tried_again():
    for plain in ({"words": [["a=\ud800\0'", ["x", 9]]]}, {"words": [["x" * 5_000]]}):
        assert unpacked(packed(plain)) == plain
        assert again("gate", plain).startswith("python tests/fuzz/run.py gate --again ")
    assert text_of(["a", ["b", 3]]) == "abbb"
    assert value_of([{"deep": 2, "in": "list"}, {"whole": 3}]) == [[[1]], 1000]


def test_what_is_watched_cannot_write_call_or_last(tmp_path):
    def endless():
        while True:
            pass

    assert watched((tmp_path / "x").touch, 1, 100).touched
    assert watched(lambda: os.system("true"), 1, 100).touched  # noqa: S605
    assert isinstance(watched(endless, 0.05, 100).error, TooLong)
    assert isinstance(watched(lambda: bytearray(10**9), 1, 100).error, MemoryError)
    assert watched(lambda: 1, 1, 100)[:3] == (1, None, [])


@pytest.mark.parametrize(
    "fault",
    [
        Fault("days", ""),
        Fault("days", " "),
        Fault("days", "'NoneType' object is not"),
    ],
)
def test_faults_without_words_are_noticed(fault):
    with pytest.raises(Otherwise):
        gate.in_words([fault])


def test_what_goes_wrong_is_shrunk_and_told_once_for_each_way():
    told, found = [], nothing_yet()
    for number in range(2):
        a_round(st.lists(st.integers()), long_or_large, found, number, float("inf"), lambda *way: told.append(way))
    assert [(way, plain) for way, plain, _ in sorted(told)] == [("too large", [7]), ("too long", [0, 0, 0])]
    assert found.endings["well"] > 10


def long_or_large(plain):
    """An attempt with which three numbers end otherwise, and a seven."""
    for way, is_so in (("too long", len(plain) > 2), ("too large", max(plain, default=0) >= 7)):
        if is_so:
            wrong = otherwise(way)
            wrong.plain = plain
            raise wrong
    return "well"
