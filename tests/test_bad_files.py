"""Bad files of scenarios and evidence by their row in docs/refusals.md, through the real command, in a copy."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import checkout, ended, is_refused

from sim.compose import composed
from sim.plain_yaml import read, written

HEAD = "# @package _global_\ndefaults:\n  - opening_day\n  - _self_\n\n"
BOMB = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)
MANY = "a: &a 1\nb: [" + ", ".join(["*a"] * 200) + "]\n"
HOURS = "stations:\n  bus:\n    hours: [[10:00, 17:00]]\n"

FILES = [  # row, what stands in scenario/bad.yaml, what is said
    (39, "days: 1\ndays: 2\n", "got 'days' 2 times in the mapping from here"),
    (55, HOURS, "scenario/bad.yaml line 8: got 10:00; needs quotes (clock time, date)"),
    (55, HOURS.replace("10:00", "09:00"), "got 09:00; needs quotes"),
    (66, "desk: 3\n", "desk: no such key"),
    (
        72,
        "question: !!python/object/apply:os.system ['true']\n",
        "got the tag tag:yaml.org,2002:python/object/apply:os.s",
    ),
    (72, "question: !!binary aGFsbG8=\n", "got the tag tag:yaml.org,2002:binary; needs plain values"),
    (73, BOMB, "got more than 20,000 values, with aliases followed"),
    (73, MANY, "got more than 100 aliases; needs fewer"),
    (74, "a: &a [*a]\n", "or an alias within itself; needs fewer"),
    (75, "stations:\n  bus:\n    _target_: os.system\n", "stations.bus._target_: no such key"),
    (75, "question: ${oc.env:HOME}\n", "question: got '${oc.env:HOME}'; needs a plain value"),
    (75, "question: 'a ${oc.decode:1}'\n", "needs a plain value, nothing from outside the configuration"),
    (77, "days: 017\n", "got 017; needs quotes (clock time, date) or plain decimal digits (number)"),
    (77, "days: 0o17\n", "got 0o17; needs quotes"),
    (77, "replications: 1_000\n", "got 1_000; needs quotes"),
    (77, "replications: 1e3\n", "got 1e3; needs quotes"),
    (77, "public: yes\n", "got yes; needs true or false, or quotes where it is text"),
    (77, "public: Off\n", "got Off; needs true or false"),
    (78, "days: .nan\n", "days: got nan; needs a whole number"),
    (70, "question: ${name}\nname: ${question}\n", "needs to point at what points no further"),
    (82, "", "scenario/bad.yaml: is empty"),
    (82, "days: [1\n", "scenario/bad.yaml: line 7: did not find expected ',' or ']'"),
    (82, "a: " + "[" * 400 + "\n", "got more than 30 levels; needs fewer"),
    (82, "a: 1\n\tb: 2\n", "scenario/bad.yaml: line"),
    (82, "a: \x00\n", "scenario/bad.yaml: "),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A copy of the project."""
    return checkout(tmp_path_factory.mktemp("home"))


@pytest.fixture
def bad(home) -> Iterator[Path]:
    """A file of a scenario to be spoiled; it is gone after the test."""
    path = home / "conf" / "scenario" / "bad.yaml"
    yield path
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(("row", "text", "told"), FILES, ids=[f"row {row}: {text[:40]!r}" for row, text, _ in FILES])
def test_a_file_that_misleads_is_refused(row, text, told, home, bad, tmp_path):
    assert 1 <= row <= 109
    bad.write_text(HEAD + text if text else "", encoding="utf-8")
    is_refused(ended("scenario=bad", cwd=tmp_path, home=home), told, tmp_path)


DEFAULTS = ["[null]", "[opening_day, [a]]", "[3]", "opening_day", "{a: b}", "null", "[{scenario: [a, null]}]", "[{}]",
            "[{a: b, c: d}]", "[{scenario: 3}]", "[{scenario: null}]", "[{'': x}]", "[' ']"]  # fmt: skip


@pytest.mark.parametrize("defaults", DEFAULTS)
def test_files_to_be_laid_over_are_named_or_refused(defaults, home, bad, tmp_path):
    bad.write_text(f"# @package _global_\ndefaults: {defaults}\n", encoding="utf-8")
    is_refused(ended("scenario=bad", cwd=tmp_path, home=home), "scenario/bad.yaml: defaults: got", tmp_path)


def pipe(path: Path) -> None:
    """A FIFO, which nobody ever writes to."""
    os.mkfifo(path)


def circle(path: Path) -> None:
    """A symbolic link to itself."""
    path.symlink_to(path)


def huge(path: Path) -> None:
    """2 GB, none of them on the disk."""
    path.touch()
    os.truncate(path, 2**31)


def latin(path: Path) -> None:
    """Text that is not in UTF-8."""
    path.write_bytes(HEAD.encode() + "question: caf\xe9\n".encode("latin-1"))


def marked(path: Path) -> None:
    """As some editors keep it."""
    path.write_text(HEAD, encoding="utf-8-sig")


NO_FILES = [
    (lambda path: path.mkdir(), "scenario/bad.yaml: is no regular file"),
    (pipe, "scenario/bad.yaml: is no regular file"),
    (circle, "scenario/bad.yaml: is no regular file"),
    (huge, "scenario/bad.yaml: got 2,147,483,648 bytes; needs at most 256,000"),
    (latin, "scenario/bad.yaml: is no text in UTF-8 (byte 72)"),
    (marked, "scenario/bad.yaml: begins with a byte order mark; needs UTF-8 without one"),
    (lambda _: None, "scenario: got bad; needs one that exists"),
]


@pytest.mark.parametrize(
    ("make", "told"), NO_FILES, ids=["folder", "pipe", "circle", "2 GB", "latin-1", "mark", "nothing"]
)
def test_row_82_what_is_no_file_of_ours_is_refused_by_name_and_never_waited_for(make, told, home, bad, tmp_path):
    make(bad)
    is_refused(ended("scenario=bad", cwd=tmp_path, home=home), told, tmp_path)


SPOILT = [  # row, file of seeds/, what stands there, what is put there, what is said
    (83, "figures.yaml", "  unit: persons\n", "", "unit: is missing"),
    (83, "figures.yaml", '  date: "2023-11-01"\n', "", "date: is missing"),
    (83, "figures.yaml", "  sources: [", "  sources: [] #", "sources: got none; needs at least one source"),
    (83, "figures.yaml", "  sources: [", "  sources: [nobody, ", "sources: got 'nobody'; needs a source"),
    (84, "figures.yaml", "  best: ", '  best: "12*" #', "got '12*'; needs a whole number or a number"),
    (85, "figures.yaml", "  low: ", "  low: -5 #", "low: got -5; needs at least 0"),
    (85, "figures.yaml", '  date: "2023-11-01"', '  date: "2093-11-01"', "got '2093-11-01'; needs a day that has been"),
    (86, "figures.yaml", "  low: ", "  low: 999999 #", "needs low <= best <= high"),
    (88, "sources.yaml", "  url: ", "  url: javascript:alert(1) #", "needs an http, https or doi address (not checked"),
]


@pytest.mark.parametrize(
    ("row", "file", "old", "new", "told"),
    SPOILT,
    ids=[f"row {row}: {new or 'no' + old}" for row, _, old, new, _ in SPOILT],
)
def test_evidence_that_cannot_be_is_refused_before_anything_rests_on_it(row, file, old, new, told, home, tmp_path):
    path = home / "seeds" / file
    sound = path.read_text("utf-8")
    assert old in sound
    path.write_text(sound.replace(old, new, 1), encoding="utf-8")
    try:
        result = ended("replications=2", cwd=tmp_path, home=home)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert row in {83, 84, 85, 86, 88}
    is_refused(result, ["seeds: ", told], tmp_path)


def test_what_is_written_reads_back(tmp_path):
    """The configuration that a run leaves can be read again, to the letter."""
    tree = composed("run", ['name="09:00"', "question='no'"])
    path = tmp_path / "config.yaml"
    path.write_text(written(tree), encoding="utf-8")
    assert read(path, "config.yaml") == (tree, [])
