"""The plan command as a user meets it: what it leaves, that it goes on where it was stopped, and what it refuses."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import sim
from sim.compose import composed, home
from sim.entry import one_study
from sim.model.faults import Refused
from sim.study.journal.opening import stored
from sim.study.least.asked import Least
from sim.study.least.found import days_of
from sim.study.least.question import question_of
from sim.study.plan import planned_as
from sim.study.statistics.proportions import counted

ROOT = Path(__file__).resolve().parent.parent
OFFICERS, OPENS = "stations.bench_passport.officers", "stations.bench_passport.hours.0.0"
FEW = ["cohorts.bench_standing.persons=60", "cohorts.bench_coming.persons=0",
       "stations.bench_passport.hours=[['10:00', '16:00']]"]  # fmt: skip
SMALL = ["scenario=bench_day", *FEW, "replications=30", "fresh=60", "executor.kind=inline", "engine=reference"]
QUESTION = ["goal={output: last exit, at_most: '10:50'}", f"levers={{{OFFICERS}: [1, 6]}}", "probability=0.6"]
NOT_LEFT = {"plan.json", "chunks", "lock"}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of the test's own, without a terminal."""
    command = [sys.executable, str(ROOT / "experiments" / "plan.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def folder_in(room: Path) -> Path:
    """The folder of the one study that was made there."""
    (folder,) = (path for path in (room / "outputs").iterdir() if path.is_dir())
    return folder


def rows_of(folder: Path, name: str) -> list[dict]:
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def faults_of(*arguments: str) -> list[str]:
    """All that is said of a request that is refused."""
    with pytest.raises(Refused) as refused:
        question_of(one_study(Least, "plan", arguments).plan)
    return list(map(str, refused.value.faults))


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A finished answer of one lever and its folder."""
    room = tmp_path_factory.mktemp("plan")
    result = run(*SMALL, *QUESTION, cwd=room)
    assert result.returncode == 0, result.stderr
    return folder_in(room), result


def test_an_answer_leaves_tables_a_picture_words_and_a_page(done):
    folder, result = done
    files = {path.name for path in folder.iterdir() if path.is_file()}
    tables = {f"{name}.{kind}" for name in ("answer", "tried", "failures") for kind in ("parquet", "csv")}
    assert files == tables | {f"least.{kind}" for kind in ("png", "svg", "txt")} | {
        "summary.txt", "config.yaml", "run.json", "report.html", "card.json",
    }  # fmt: skip
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    assert result.stderr == ""
    assert f'href="./{folder.name}/report.html"' in (folder.parent / "index.html").read_text(encoding="utf-8")


def test_each_row_is_what_the_days_of_its_point_give(done):
    """Worked out by the other way: the scenario of each point replicated by itself, on the days that are named."""
    folder, _ = done
    rows = rows_of(folder, "tried")
    assert {row["look"] for row in rows} >= {0, 1}
    for row in rows:
        scenario = sim.load("bench_day", *FEW, f"{OFFICERS}={row['value']}")
        last = row["first_replication"] + row["replications"]
        exits = sim.replicate(scenario, last, 20231101).values("last exit")[row["first_replication"] :]
        share = counted(int((exits <= 650).sum()), exits.size, row["level"])
        assert (row["met"], row["share"]) == (share.met, share.share)
        assert (row["low"], row["high"]) == pytest.approx((share.low, share.high))
        assert row["median"] == np.quantile(exits, 0.5, method="inverted_cdf")
        assert row["with_it"] == np.quantile(exits, 0.6, method="inverted_cdf")


def test_the_chosen_number_is_the_least_that_surely_is_enough(done):
    folder, result = done
    (answer,) = rows_of(folder, "answer")
    fresh = {row["value"]: row for row in rows_of(folder, "tried") if row["look"]}
    assert answer["word"] == "it does"
    assert answer["low"] >= 0.6 > fresh[str(int(answer["value"]) - 1)]["high"]
    assert answer["one_less"] == "not enough"
    assert f"  Least           bench_passport.officers {answer['value']}: on " in result.stdout
    assert "surely not enough" in result.stdout


def test_no_fresh_day_had_a_part_in_the_choice(done):
    folder, _ = done
    question = question_of(one_study(Least, "plan", [*SMALL, *QUESTION]).plan)
    days = [day for look in range(4) for day in days_of(question, look)]
    assert len(days) == len(set(days)) == 30 + 3 * 60
    for name, look in (("first", 0), ("fresh_01", 1)):
        for point in stored(folder / name).plan.points:
            assert point["first"] == days_of(question, look).start


def test_the_picture_and_the_page_say_the_answer(done):
    folder, _ = done
    words = " ".join((folder / "least.txt").read_text(encoding="utf-8").split())
    assert words.startswith("bench day, last exit at most 10:50: bench_passport.officers ")
    assert "On fresh days: bench_passport.officers " in words
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "What is the least of bench_passport.officers with which bench day has last exit at most 10:50" in page
    assert "On fresh days" in page


def test_the_same_command_goes_on_and_says_the_same(done):
    """Also where a round, its chunks and the tables are gone."""
    folder, result = done
    table = (folder / "tried.csv").read_bytes()
    for path in (folder / "fresh_01" / "chunks").iterdir():
        path.unlink()
    (folder / "tried.csv").unlink()
    again = run(*SMALL, *QUESTION, cwd=folder.parent.parent)
    assert again.returncode == 0, again.stderr
    assert again.stdout == result.stdout
    assert (folder / "tried.csv").read_bytes() == table


@pytest.mark.parametrize("change", ["probability=0.8", "goal.at_most='10:30'", "fresh=70", "confidence=0.9"])
def test_another_question_has_a_folder_of_its_own(done, change):
    folder, _ = done
    result = run(*SMALL, *QUESTION, change, "dry=true", cwd=folder.parent.parent)
    assert result.returncode == 0, result.stderr
    assert "Folder          outputs/bench-day-plan-" in result.stdout
    assert folder.name not in result.stdout


def test_of_two_levers_there_is_a_trade_off(tmp_path):
    levers = f"levers={{{OFFICERS}: [2, 5], {OPENS}: ['10:00', '08:30']}}"
    result = run(*SMALL, QUESTION[0], levers, f"cost={{{OFFICERS}: 1, {OPENS}: 0.1}}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    folder = folder_in(tmp_path)
    rows = rows_of(folder, "trade_off")
    assert [row["value"] for row in rows] == ["2", "3", "4", "5"]
    (answer,) = rows_of(folder, "answer")
    told = [row for row in rows if row["word"] == "chosen"]
    assert [(row["value"], row["other_value"]) for row in told] == [(answer["value"], answer["other_value"])]
    assert answer["cost"] == min(row["cost"] for row in rows if row["cost"] is not None)
    assert "  Trade-off       of bench_passport.officers, and of bench_passport opens: " in result.stdout


def test_where_nothing_in_range_does_it_a_word_says_so(tmp_path):
    result = run(*SMALL, "goal={output: last exit, at_most: '09:00'}", QUESTION[1], cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (
        "  None            nothing in range does it; nearest came bench_passport.officers 6, on 0.000" in result.stdout
    )
    (answer,) = rows_of(folder_in(tmp_path), "answer")
    assert (answer["word"], answer["share"]) == ("nothing does", 0)


def test_an_output_that_never_has_a_value_is_said_to_have_none(tmp_path):
    goal = "goal={output: mean wait for the drive back, at_most: 10}"
    result = run(*SMALL, goal, f"levers={{{OFFICERS}: [1, 2]}}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "mean wait for the drive back had no value on any day, and so never met the goal" in result.stdout


def test_all_faults_are_named_and_nothing_is_written(tmp_path):
    levers = "levers={stations.bus.vehicle: [1, 4], stations.luggage.officers: [5, 1]}"
    result = run("goal={output: persons crosed, at_least: 400}", levers, "cost={stations.bus.seats: 2}", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "refused, nothing was written (4 to mend):",
        "  cost.stations.bus.seats: is of no lever; did you mean stations.bus.vehicle?",
        "  goal.output: got 'persons crosed'; there is no measure 'persons crosed'; did you mean persons crossed?",
        "  levers.stations.bus.vehicle: no such key; did you mean vehicles?",
        "  levers.stations.luggage.officers: got [5, 1]; needs the smaller number first",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["probability=1.5"], "probability: got 1.5; needs to be less than 1"),
        (["probability=0.0"], "probability: got 0.0; needs to be greater than 0"),
        (["fresh=3"], "fresh: got 3; needs to be greater than or equal to 20"),
        (["goal={output: last exit}"], "goal: needs at_most or at_least, one of them"),
        (["goal={output: last exit, at_most: 18:00, at_least: 3}"], "goal: needs at_most or at_least, one of them"),
        (["goal={output: last exit, at_most: 'half past'}"],
         "goal.at_most: got 'half past'; needs a clock time such as \"18:00\""),
        (["goal={output: persons crossed, at_least: '18:00'}"],
         "goal.at_least: got '18:00'; needs a number of persons"),
        (["levers={cohorts.hopefuls.show_up: [1, 2]}"],
         "levers.cohorts.hopefuls.show_up: is 1.0; needs a lever that is a whole number or a clock time"),
        (["levers={stations.luggage.overtaking: [0, 1]}"],
         "levers.stations.luggage.overtaking: is False; needs a lever that is a whole number or a clock time"),
        (["levers={stations.luggage.hours: ['09:00', '08:00']}"],
         ("levers.stations.luggage.hours: is a list of 1; needs a position in it, from 0, such as "
          "stations.luggage.hours.0")),
        (["levers={stations.luggage.hours.1.0: ['09:00', '08:00']}"],
         "levers.stations.luggage.hours.1.0: has no position 1; positions are 0 to 0"),
        (["levers={stations.luggage.hours.0.0: [9, 8]}"],
         "levers.stations.luggage.hours.0.0: got 9; needs clock times, such as [\"09:45\", \"07:00\"]"),
        (["levers={stations.luggage.officers: ['09:00', 8]}"],
         "levers.stations.luggage.officers: got '09:00'; needs whole numbers, such as [1, 12]"),
        (["levers={stations.luggage.officers: {least: 1, most: 3, step: 5}}"],
         "levers.stations.luggage.officers: has one value; needs two or more, or to be set without being a lever"),
        (["levers={stations.luggage.officers: [1, 9999]}"],
         "levers.stations.luggage.officers: has 9,999 values; needs 1,000 at most, by a larger step"),
        (["levers={stations.bus.seats: [4, 60]}"],
         "stations.bus.seats: got 4; needs at least the largest party on its route (7, foreign_nationals)"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(arguments, fault):
    assert fault in faults_of(*arguments)


@pytest.mark.parametrize("levers", ["levers={}", "levers={stations.bus.vehicles: 3}",
                                    "levers={a: [1, 2], b: [1, 2], c: [1, 2]}"])  # fmt: skip
def test_one_or_two_levers_are_asked_for(levers):
    assert any(fault.startswith("levers") for fault in faults_of(levers))


def test_of_no_cohort_alone_is_asked_in_public():
    told = faults_of("public=true", "goal={output: persons crossed / us_citizens, at_least: 5}",
                     "levers={cohorts.us_citizens.persons: [5, 9]}")  # fmt: skip
    assert [fault.split(": ")[0] for fault in told] == ["goal.output", "levers.cohorts.us_citizens.persons"]
    assert question_of(one_study(Least, "plan", ["public=true"]).plan).shape == (5, 6)


def test_a_clock_lever_goes_by_half_hours_and_may_go_either_way():
    earlier, later = "stations.luggage.hours.0.0", "stations.luggage.hours.0.1"
    levers = f"levers={{{earlier}: ['09:45', '08:30'], {later}: {{least: '17:15', most: '24:00', step: 135}}}}"
    first, second = question_of(one_study(Least, "plan", [levers]).plan).levers
    assert (first.values, first.costs) == (("09:45", "09:15", "08:45"), (0.0, 0.5, 1.0))
    assert (second.values, second.costs) == (("17:15", "19:30", "21:45", "24:00"), (0.0, 2.25, 4.5, 6.75))


@pytest.mark.parametrize("name", sorted(path.stem for path in (home("conf") / "goal").glob("*.yaml")))
def test_each_file_of_goals_is_sound_and_says_how_it_is_run(name):
    package, command, question = (home("conf") / "goal" / f"{name}.yaml").read_text().split("\n")[:3]
    assert package == "# @package _global_"
    assert command.startswith(f"# python experiments/plan.py goal={name}")
    assert question.startswith("# Question: ")
    assert question_of(planned_as(Least, composed("plan", [f"goal={name}"]))).shape
