"""The compare command as a planner meets it: what it leaves, what it refuses, and whose numbers it tells."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy import stats

import sim
from sim.compose import composed, home
from sim.entry import one_study
from sim.model.faults import Refused
from sim.study.compare import AS_IT_IS, MOST, Compare, alternatives, doubts, goals, the_same
from sim.study.plan import planned_as

ROOT = Path(__file__).resolve().parent.parent
PLANS = (
    'plans={officer: "stations.palestinian_passport.officers=4", same: "stations.bus.vehicles=3", '
    'hours: "scenario=longer_hours"}'
)
TABLES = {
    f"{name}.{kind}"
    for name in ("plans", "differences", "best", "selection", "failures")
    for kind in ("csv", "parquet")
}


def run(*arguments, cwd):
    """Run the command in a folder of the test's own."""
    command = [sys.executable, str(ROOT / "experiments" / "compare.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def checked(*arguments):
    """The plans and the goals of a request, as the command checks them."""
    job = one_study(Compare, "compare", arguments)
    found = alternatives(job.plan, job.overrides, partial(composed, "compare"))
    return found, goals(job.plan, found)


def study_of(plans, **settings):
    """A study of plans whose names no command line can hold."""
    return planned_as(Compare, {**composed("compare", []), "plans": plans, **settings})


def faults_of(*arguments):
    with pytest.raises(Refused) as refused:
        checked(*arguments)
    return [str(fault) for fault in refused.value.faults]


def found_in(plans, **settings):
    return alternatives(study_of(plans, **settings), [], partial(composed, "compare"))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """One finished comparison and its folder."""
    room = tmp_path_factory.mktemp("compare")
    result = run("replications=25", "seed=5", PLANS, cwd=room)
    assert result.returncode == 0, result.stderr
    (folder,) = (room / "outputs").glob("*/")
    return folder, result


# ---- what it leaves


def test_a_comparison_leaves_tables_a_picture_and_words(done):
    folder, result = done
    names = {path.name for path in folder.iterdir()}
    pictures = {f"differences.{kind}" for kind in ("png", "svg", "txt")}
    assert names == TABLES | pictures | {"summary.txt", "config.yaml", "run.json", "plan.json", "chunks", "lock",
                                         "report.html", "card.json"}  # fmt: skip
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["overrides"][-1] == PLANS


def test_the_numbers_are_those_of_the_same_days_run_alone(done):
    """Plans and scenario run one by one with the same seed: paired differences, with Student's t at 1 - 0.05/15."""
    folder, _ = done
    before = crossed(sim.load("opening_day"))
    change = crossed(sim.load("opening_day", "stations.palestinian_passport.officers=4")) - before
    (line,) = [row for row in rows_of(folder, "differences") if _is(row, "officer", "persons crossed")]
    half = stats.t.ppf(1 - 0.025 / 15, 24) * change.std(ddof=1) / 5
    assert (line["mean"], line["low"], line["high"]) == pytest.approx(
        (change.mean(), change.mean() - half, change.mean() + half)
    )
    (told,) = [row for row in rows_of(folder, "plans") if (row["plan"], row["output"]) == (AS_IT_IS, "persons crossed")]
    assert told["mean"] == pytest.approx(before.mean())


def _is(row, plan, output):
    return (row["family"], row["plan"], row["output"]) == ("with as it is", plan, output)


def crossed(scenario):
    return np.array(sim.replicate(scenario, 25, seed=5).values("persons crossed"))


def rows_of(folder, name):
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_the_answer_comes_first_and_a_plan_that_changes_nothing_is_named(done):
    _, result = done
    lines = result.stdout.splitlines()
    assert lines[0] == "Which of 3 plans is surely better than opening day as it is, and which is best?"
    assert "corrected for 15 comparisons (Bonferroni)" in lines[1]
    assert lines[2].startswith("  Better          officer: ")
    assert "  Alike           same: nothing differs on any day" in lines
    assert "  The same        as it is and same differ in no setting" in lines
    assert any(line.startswith("  Same days       as sure as") for line in lines)


def test_the_tables_hold_every_plan_and_every_two(done):
    folder, _ = done
    assert len(rows_of(folder, "plans")) == 4 * 5
    assert len(rows_of(folder, "differences")) == 3 * 5 + 6 * 5
    assert len(rows_of(folder, "best")) == 4 * 5
    assert [row["output"] for row in rows_of(folder, "selection")] == [
        "persons crossed", "time in all", "p95 wait in all", "90 % out", "persons still inside",
    ]  # fmt: skip


def test_the_same_command_goes_on_and_tells_the_same(done):
    """Other indifference zones are told from the values that are there."""
    folder, result = done
    again = run("replications=25", "seed=5", PLANS, "indifference={}", cwd=folder.parent.parent)
    assert again.returncode == 0
    assert list(folder.parent.glob("*/")) == [folder]
    assert rows_of(folder, "selection") == []
    assert run("replications=25", "seed=5", PLANS, cwd=folder.parent.parent).stdout == result.stdout


def test_a_dry_run_lists_and_writes_nothing(tmp_path):
    result = run("dry=true", "replications=2", PLANS, cwd=tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (0, [])
    assert result.stdout.startswith("compare: 4 points, 2 replications, seed 20231101; nothing was run")


# ---- what it refuses


def test_all_faults_of_all_plans_are_named_and_nothing_is_written(tmp_path):
    wrong = (
        'a: "stations.bus.seats=4 stations.bus.vehicle=4", b: "scenario=longer_hour", c: "seed=3 executor.kind=dask"'
    )
    result = run(f"plans={{{wrong}}}", cwd=tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (2, [])
    assert result.stderr.splitlines() == [
        "refused, nothing was written (5 to mend):",
        "  plans.a: stations.bus.seats: got 4; needs at least the largest party on its route (7, foreign_nationals)",
        "  plans.a: stations.bus.vehicle: no such key; did you mean vehicles?",
        "  plans.b: scenario: got longer_hour; needs one that exists; did you mean longer_hours?",
        "  plans.c: executor.kind: says how it is run; a plan changes what is simulated, and nothing else",
        "  plans.c: seed: says how it is run; a plan changes what is simulated, and nothing else",
    ]


@pytest.mark.parametrize(
    ("plans", "fault"),
    [
        ('{a: "days=1,2"}', "plans.a: days: got several values; needs one, or quotes"),
        ('{a: "-m"}', "plans.a: -m: cannot be read; needs key=value, without spaces"),
        ('{as_it is: "days=1"}', "plans.as_it is: is the name of the scenario as asked; needs one of its own"),
        ("{}", "plans: got {}; needs at least 1 item"),
        ("{a: null}", "plans.a: got null; needs text in quotes"),
    ],
)  # fmt: skip
def test_a_plan_is_refused_by_its_name(plans, fault):
    assert faults_of(f"plans={plans}") == [fault]


def test_hydras_own_settings_are_for_no_plan():
    (fault,) = faults_of('plans={a: "hydra.run.dir=x"}')
    assert fault.startswith("plans.a: hydra.run.dir=x: Hydra's own settings are not for users")


def test_an_open_quote_is_named():
    with pytest.raises(Refused, match=r"plans.a: name='x: cannot be read: No closing quotation"):
        found_in({"a": "name='x"})


def test_names_that_read_alike_are_refused():
    with pytest.raises(Refused, match=r"plans.four__buses: is the name of another plan; needs one of its own"):
        found_in({"four buses": "days=1", "four__buses": "days=1"})


def test_a_name_that_cannot_be_read_is_refused():
    with pytest.raises(
        Refused, match="plans: got ' \u200b'; needs a name that can be read".replace("\u200b", r"\\u200b")
    ):
        found_in({" \u200b": "days=1"})


def test_an_output_that_a_plan_does_not_tell_is_refused_with_its_name():
    faults = faults_of('plans={bench: "scenario=bench_day"}', 'measured=["persons crossed / us_citizens"]')
    assert len(faults) == 1
    assert faults[0].startswith("plans.bench: measured.0: got 'persons crossed / us_citizens'; there is no cohort")


def test_all_faults_of_what_is_measured_are_named_at_once():
    faults = faults_of(
        'measured=["p95 wait @ buss"]', "indifference={persons crosed: 3}", "sense={trip: less is better}"
    )
    assert faults == [
        "indifference: got 'persons crosed'; there is no measure 'persons crosed'; did you mean persons crossed?",
        "measured.0: got 'p95 wait @ buss'; there is no station 'buss'; did you mean bus?",
        "sense: got 'trip'; there is no measure 'trip'; did you mean trips?",
    ]


def test_too_many_plans_are_refused():
    with pytest.raises(Refused, match=f"plans: .*needs at most {MOST} items"):
        study_of({f"plan {at}": "days=1" for at in range(MOST + 1)})


# ---- public output


def test_in_public_no_cohort_is_measured_alone_or_named():
    outputs = 'measured=["persons crossed", "persons crossed / us_citizens"]'
    assert faults_of("public=true", outputs) == [
        "measured.1: got 'persons crossed / us_citizens'; public=true tells of no cohort alone"
    ]
    named = faults_of("public=true", 'plans={us_citizens first: "cohorts.us_citizens.priority=2"}')
    assert named == ["plans.us_citizens first: names a cohort; needs another name, as public output names none"]


def test_in_public_an_override_does_not_tell_of_a_cohort(tmp_path):
    plans = 'plans={one first: "cohorts.us_citizens.priority=2 stations.bus.vehicles=4"}'
    result = run("public=true", "replications=1", "measured=[persons crossed]", plans, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    (folder,) = (tmp_path / "outputs").glob("*/")
    shown = [folder / "plans.csv", folder / "differences.csv", folder / "summary.txt", folder / "differences.txt"]
    shown += [folder / "report.html", folder / "card.json"]
    assert not any("us_citizens" in path.read_text(encoding="utf-8") for path in shown)
    assert "a cohort that is not shown stations.bus.vehicles=4" in shown[0].read_text(encoding="utf-8")


# ---- plans


def test_a_plan_is_laid_over_the_users_own_overrides():
    """Its scenario goes before the user's, its values too; what it does not set stays the user's."""
    found, _ = checked(
        "scenario=more_buses", "stations.bus.seats=50", 'plans={a: "scenario=longer_hours", b: "stations.bus.seats=40"}'
    )
    buses = [(one.scenario.stations["bus"].vehicles, one.scenario.stations["bus"].seats) for one in found]
    assert [one.name for one in found] == [AS_IT_IS, "a", "b"]
    assert buses == [(6, 50), (3, 50), (6, 40)]


def test_overrides_are_separated_as_on_the_command_line():
    text = """stations.bus.vehicles=4   'stations.luggage.shifts=[{start: "12:00", end: "14:00", on_duty: 4}]'"""
    _, plan = found_in({"a": text})
    assert (plan.scenario.stations["bus"].vehicles, plan.scenario.stations["luggage"].shifts[0].on_duty) == (4, 4)


def test_names_are_only_data():
    names = ["<script>alert(1)</script>", "ممر", "x" * 300, "${oc.env:HOME}", "../../etc", "=1+1"]
    assert [one.name for one in found_in(dict.fromkeys(names, "days=1"))] == [AS_IT_IS, *names]


def test_plans_that_differ_in_no_setting_are_found():
    """A plan like the scenario as it is, and two that are alike; a name of a scenario is no setting."""
    found = found_in({
        "nothing": "stations.bus.vehicles=3", "renamed": "name=other",
        "four": "stations.bus.vehicles=4", "again four": "stations.bus.vehicles=4",
    })  # fmt: skip
    assert the_same(found) == [[AS_IT_IS, "nothing", "renamed"], ["four", "again four"]]


def test_a_doubt_about_a_plan_is_told_with_its_name():
    (doubt,) = doubts(found_in({"two days": "days=2"}))
    assert doubt.startswith("plans.two days: days: everybody comes on the first day")


def test_what_does_not_matter_and_what_is_better_can_be_said():
    _, found = checked('measured=["trips @ bus", "parties crossed"]', "indifference={parties crossed: 3}",
                       "sense={trips @ bus: less is better}")  # fmt: skip
    assert [(one.output, one.unit, one.sense, one.indifference) for one in found] == [
        ("trips @ bus", "trips", "less is better", 0.0),
        ("parties crossed by party", "parties", "more is better", 3.0),
    ]


# ---- the plans of conf/


@pytest.mark.parametrize("path", sorted((home("conf") / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_file_of_plans_is_sound_and_says_how_to_run_it(path):
    """Its first line is the command, its second the question; each plan of it changes something."""
    first, second = path.read_text(encoding="utf-8").split("\n")[:2]
    command, *arguments = first.removeprefix("# python ").split()
    assert command in {"experiments/compare.py", "experiments/learn.py"}
    assert (arguments[-1], second[:12]) == (f"plans={path.stem}", "# Question: ")
    found, _ = checked(*arguments)
    assert len(found) > 2
    assert the_same(found) == []
