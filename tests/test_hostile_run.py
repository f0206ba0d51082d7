"""The run command on a scenario full of hostile names: pages, replay, index, tables and logs show them, and no more.

The scenario stands in a file, as CONTRIBUTING tells, in a copy of the project: a command line can set no such names.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from chromium import FOUND, Tab, chromium
from hostile import ARABIC, ENDING, FORMULA, FORMULAS, LONG, NAMES, SCRIPT, TURNED, hostile_scenario
from lxml import etree
from xes_schema import faults_in

from sim.plain_yaml import written

ROOT = Path(__file__).resolve().parent.parent
XES = "{http://www.xes-standard.org/}"
STARTS = ("=", "+", "-", "@", "\t", "\r")
PAGES = ("report.html", "replay.html", "../index.html")


def scenario_file() -> str:
    """The hostile scenario, with cohorts named as formulas besides."""
    raw = hostile_scenario()
    (foreign,) = (cohort for name, cohort in raw["cohorts"].items() if name == NAMES["foreign"])
    raw["cohorts"] |= {name: {**foreign, "persons": 30} for name in FORMULAS}
    return f"# @package _global_\n{written(raw)}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """What the command left."""
    copy = tmp_path_factory.mktemp("project")
    for part in ("sim", "conf", "seeds", "experiments"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "conf/scenario/hostile.yaml").write_text(scenario_file(), encoding="utf-8")
    command = [sys.executable, "experiments/run.py", "scenario=hostile", "replications=3", "event_logs=1",
               "engine=reference", f'question="{FORMULA}"']  # fmt: skip
    done = subprocess.run(command, cwd=copy, env=environment(copy), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (left,) = (path for path in (copy / "outputs").iterdir() if path.is_dir())
    return left


def environment(copy: Path) -> dict[str, str]:
    """Where the copy is what `import sim` means."""
    return {**os.environ, "PYTHONPATH": str(copy)}


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as opened:
        yield opened


def test_no_cell_of_a_csv_is_a_formula(folder):
    """A spreadsheet would run text that starts like one; numbers may be negative."""
    files = sorted(folder.glob("*.csv"))
    assert {"measures.csv", "summary.csv", "trips.csv", "activities.csv", "events.csv"} <= {path.name for path in files}
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            cells = set(chain.from_iterable(csv.reader(file)))
        assert [cell for cell in cells if cell.startswith(STARTS) and not is_number(cell)] == []
        if path.name == "summary.csv":
            assert {f"'{name}" for name in FORMULAS} <= cells
            assert {SCRIPT, ENDING, TURNED, ARABIC, LONG} <= cells


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_parquet_has_every_name_as_it_is(folder):
    """There is no spreadsheet to fear."""
    rows = pq.read_table(folder / "activities.parquet").to_pylist()
    assert {row["cohort"] for row in rows} == {NAMES["foreign"], NAMES["hopeful"], *FORMULAS}
    assert {NAMES[name] for name in ("list", "passport", "bus", "egypt")} <= {row["activity"] for row in rows}


def test_the_xes_is_valid_and_tells_the_same_names(folder):
    content = (folder / "events.xes").read_bytes()
    assert faults_in(content) == []
    told = {one.get("key"): set() for one in etree.fromstring(content).iter(f"{XES}string")}
    for one in etree.fromstring(content).iter(f"{XES}string"):
        told[one.get("key")].add(one.get("value"))
    assert told["cohort"] == {NAMES["foreign"], NAMES["hopeful"], *FORMULAS}
    assert {NAMES[name] for name in ("list", "passport", "bus", "egypt")} <= told["concept:name"]


@pytest.mark.parametrize("page", PAGES)
def test_what_turns_the_direction_of_text_is_in_no_page(folder, page):
    html = (folder / page).read_text(encoding="utf-8")
    assert [letter for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" if letter in html] == []


@pytest.mark.skipif(FOUND is None, reason="there is no Chromium on this machine")
@pytest.mark.parametrize("width", [375, 768, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_in_a_browser_they_do_nothing_but_show(tab, folder, page, width):
    """No script ran, no picture was asked for, nothing sticks out; the names are there to be read."""
    tab.size(width)
    tab.open(folder / page)
    tab.tell("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.tell("new Promise(done => setTimeout(done, 200))")
    assert tab.complaints() == []
    assert tab.asked_outside() == []
    assert tab.tell("document.title") != "broken"
    assert tab.tell("[...document.images].filter(one => one.alt === '').length") == 0
    assert tab.tell("document.querySelectorAll('b, [onclick], [onerror]').length") == 0
    assert tab.tell("document.documentElement.scrollWidth") == width
    shown = tab.tell("document.body.innerText")
    assert SCRIPT[:7] in shown
    if page != "../index.html":
        assert ARABIC in shown
        assert FORMULAS[1] in shown
