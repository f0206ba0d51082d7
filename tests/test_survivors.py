"""What nobody can notice is explained of lines that are there, and the run would say where it is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from survivors import Explained, explained, faults

ROOT = Path(__file__).resolve().parents[1]
ONE = Explained("sim/model/clock.py", "to_ms", "a < b", "a <= b", "never equal")


def words(text):
    """A text with a blank between all words, as lines are told."""
    return " ".join(text.split())


@pytest.mark.parametrize("one", explained(), ids=lambda one: f"{one.file} {one.new}")
def test_each_explanation_is_of_a_line_that_is_there(one):
    """And says why, in a sentence."""
    assert words(one.old) in words((ROOT / one.file).read_text(encoding="utf-8"))
    assert one.old != one.new
    assert len(one.why.split()) >= 3


def test_a_survivor_without_an_explanation_is_a_fault():
    assert faults([], [ONE.name], [ONE.name]) == ["not explained: sim/model/clock.py to_ms: a < b -> a <= b"]
    assert faults([ONE], [ONE.name], [ONE.name]) == []
    assert faults([ONE], [ONE.name] * 2, [ONE.name] * 2) != []
    assert faults([replace(ONE, times=2)], [ONE.name] * 2, [ONE.name] * 2) == []


def test_an_explanation_of_what_is_killed_or_is_no_mutant_is_a_fault():
    assert faults([ONE], [ONE.name], []) == ["explained, and killed: sim/model/clock.py to_ms: a < b -> a <= b"]
    assert faults([ONE], [], []) == ["explained, and no mutant: sim/model/clock.py to_ms: a < b -> a <= b"]
    assert faults([ONE, ONE], [ONE.name], [ONE.name])[-1].startswith("explained twice")
