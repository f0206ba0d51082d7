"""The STRESS-DES sheet: written from what it describes, complete, and the same on every machine."""

import importlib.util
import re
from pathlib import Path

import pytest
from small import small_scenario

import sim
from sim.model.faults import scenario_of
from sim.report.stress.differences import differences
from sim.report.stress.facts import first_sentence, rules_in
from sim.report.stress.families import told
from sim.report.stress.implementation import _need
from sim.report.stress.markdown import cell, table
from sim.report.stress.sheet import ITEMS, SECTIONS, stress_sheet

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "docs/stress-des.md"
NUMBERS = ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.5",
           "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1"]  # fmt: skip


@pytest.fixture(scope="module")
def command():
    specification = importlib.util.spec_from_file_location("stress_sheet", ROOT / "experiments/stress_sheet.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def facts(command):
    return command.gathered()


@pytest.fixture(scope="module")
def sheet(facts):
    return stress_sheet(facts)


def test_the_sheet_is_what_the_code_says(sheet):
    """It cannot go stale: whoever changes code, configuration or evidence writes it anew."""
    assert SHEET.read_bytes() == sheet.encode(), "run python experiments/stress_sheet.py"
    assert (ROOT / "docs/pictures/crossing.png").is_file()
    assert "(pictures/crossing.png)" in sheet


def test_all_24_items_are_answered(sheet):
    """Each has its number, its name, what it asks, and an answer."""
    assert [item.number for item in ITEMS] == NUMBERS
    assert {number.split(".")[0] for number in NUMBERS} == set(SECTIONS)
    for item in ITEMS:
        answer = sheet.partition(f"### {item.number} {item.name}\n\n*{item.asks}*\n\n")[2].partition("\n#")[0]
        assert len(answer) > 40, item.number


def test_nothing_is_left_out(sheet, facts):
    """Every measure, scenario, rule, station, cohort, source, parameter that is assumed and library stands in it."""
    rows = {row.measure for row in facts.results.table.rows(0)}
    assert all(f"| {measure} |" in sheet for measure in rows)
    assert all(scenario.question in sheet for scenario in facts.scenarios.values())
    assert set(facts.scenarios) == {path.stem for path in (ROOT / "conf/scenario").glob("*.yaml")}
    assert all(f"| {name} |" in sheet for name in facts.rules if not name.startswith("M"))
    assert all(f"| {source.id} |" in sheet for source in facts.evidence.sources)
    assumed = {key: entry for key, entry in facts.evidence.parameters.items() if entry.basis == "assumed"}
    assert all(f"| `{key}` |" in sheet and cell(entry.why) in sheet for key, entry in assumed.items())
    assert len([line for line in sheet.splitlines() if re.match(r"\| `", line)]) >= len(facts.evidence.parameters)
    assert "| simpy | >=" in sheet


def test_every_table_has_as_many_cells_in_each_row(sheet):
    """What stands in a cell never ends it."""
    for block in re.findall(r"(?:^\|.*\n)+", sheet, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block


def test_nothing_of_a_machine_or_a_day_is_in_it(command, sheet):
    """Written twice it is the same; no path of this checkout, no long decimal is in it."""
    assert stress_sheet(command.gathered()) == sheet
    assert str(ROOT) not in sheet
    assert not re.search(r"\b\d{1,3}\.\d{7}", sheet)


# ---- the parts


def test_cells_are_escaped():
    assert cell("a|b\n<c> \\") == "a\\|b &lt;c> \\\\"
    assert table(["x"], [["a|b"]]) == "| x |\n| --- |\n| a\\|b |"


def test_rules_are_read_with_all_their_lines():
    """A rule ends where the next begins, at a heading, a blank line or a line that is not indented."""
    text = "- **T1** One.\n  two\n- **T22** Three\n\n- no rule\n- **O1** Last\nThe end\n"
    assert rules_in(text) == {"T1": "One. two", "T22": "Three", "O1": "Last"}
    named = re.findall(r"^- \*\*(\w+)\*\*", (ROOT / "docs/model.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert list(rules_in((ROOT / "docs/model.md").read_text(encoding="utf-8"))) == named


def test_a_sentence_ends_at_a_stop_before_a_capital():
    assert first_sentence("At 24:00, e.g. here. Then there.") == "At 24:00, e.g. here."
    assert first_sentence("No stop") == "No stop"


def test_differences_are_the_settings_that_a_scenario_changes():
    base = sim.load("opening_day")
    assert differences(base, base) == []
    assert differences(base, sim.load("more_buses")) == ["stations.bus.vehicles", "stations.bus.bays"]
    assert "stations.departure_gate" in differences(base, sim.load("ambulances_first"))


def test_distributions_are_told_with_their_numbers():
    stations = scenario_of(small_scenario()).stations
    assert told(stations["bus"].ride) == "triangular (low 5, mode 8, high 20)"
    assert told(sim.load("opening_day").stations["handover"].service.party) == "lognormal (p25 8.97, p75 24.87)"
    assert told(None) == ""


@pytest.mark.parametrize(
    ("text", "name", "versions"),
    [("numpy>=2.2", "numpy", ">=2.2"), ("hydra-core>=1.3,<1.4", "hydra-core", ">=1.3,<1.4"), ("rich", "rich", "any"),
     ("a~=1", "a", "~=1"), ("b!=2", "b", "!=2")],
)  # fmt: skip
def test_what_a_library_needs_is_split(text, name, versions):
    assert _need(text) == (name, versions)


def test_the_command_takes_no_words(command, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stress_sheet.py", "seed=2"])
    with pytest.raises(SystemExit) as end:
        command.end_with(command.main)
    assert end.value.code == 2
    assert "seed=2: no such word" in capsys.readouterr().err
