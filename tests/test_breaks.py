"""The table of deliberate breaks is up to date, has every rule, and can be tried."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from table_of_breaks import LISTS, Stale, breaks_of, broken
from trying import ROOT, caught_by, copy_to

ALL = {engine: breaks_of(engine) for engine in LISTS}
RULE = re.compile(r"\*\*([A-Z]\d+)[ *,]")
ELSEWHERE = {"T1", "C1", "C2", "C3", "C4", "P2", "P3", "S4", "S10", "O4", "O5"}  # acted in what both engines share
QUICK = (  # engine, name, and where it is noticed
    ("reference", "one officer too many", "stories/test_desk.py::"),
    ("reference", "an absence of one day comes a day late", "test_duty.py::"),
    ("compiled", "an officer is never given back", "crossing "),
)


def named(engine, name):
    """One break of the table."""
    return next(one for one in ALL[engine] if one.name == name)


def rules():
    """The rules of behaviour that docs/model.md names: time, chance, people, stations, and the order of things."""
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    return {rule for rule in RULE.findall(text) if rule[0] in "TCPSO"}


@pytest.mark.parametrize("engine", LISTS)
def test_every_break_can_be_made(engine):
    """Its old text is there exactly once, and its name is its own."""
    for one in ALL[engine]:
        assert broken(one, ROOT) != (ROOT / one.file).read_text(encoding="utf-8")
    names = [one.name for one in ALL[engine]]
    assert len(set(names)) == len(names) >= 45


def test_a_break_that_says_nothing_any_more_is_an_error():
    """Its old text has gone, or is there twice."""
    one = named("reference", "one officer too many")
    for old in ("if self.idle:", "self.busy"):
        with pytest.raises(Stale, match="one officer too many"):
            broken(replace(one, old=old), ROOT)


def test_every_rule_of_behaviour_is_broken_somewhere():
    assert rules() - {one.rule_name for one in ALL["reference"]} == set()


def test_every_rule_that_the_compiled_engine_acts_is_broken_there():
    assert rules() - ELSEWHERE <= {one.rule_name for one in ALL["compiled"]}


def test_the_page_has_every_break():
    """docs/breaks.md is written by the script; a break is added to it by running that."""
    page = (ROOT / "docs" / "breaks.md").read_text(encoding="utf-8")
    assert [one.name for engine in LISTS for one in ALL[engine] if f"| {one.rule} | {one.name} |" not in page] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the checkout to break things in."""
    return copy_to(tmp_path_factory.mktemp("broken"))


@pytest.mark.parametrize(("engine", "name", "notices"), QUICK)
def test_a_break_is_caught(copy, engine, name, notices):
    one = named(engine, name)
    found = caught_by(one, copy)
    assert found is not None
    assert found.startswith(notices)
    assert (copy / one.file).read_bytes() == (ROOT / one.file).read_bytes()


def test_what_breaks_nothing_is_not_caught(copy):
    """A comment more: else it would be something other than the break that the tests notice."""
    one = named("reference", "one officer too many")
    assert caught_by(replace(one, new=f"{one.old}  # nobody is free"), copy) is None
