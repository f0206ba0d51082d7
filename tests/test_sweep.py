"""The sweep command as a user meets it: its tables hold what the days of each point give, and it refuses at once."""

import json
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
from sim.study import sweep_points
from sim.study.intervals import mean_interval
from sim.study.plan import planned_as
from sim.study.sweep import Sweep, parameters
from sim.study.sweep_plan import sweep_plan
from sim.study.sweep_points import points_of

ROOT = Path(__file__).resolve().parent.parent
OFFICERS, SEATS = "stations.bench_passport.officers", "stations.bench_bus.seats"
GRID = f"over={{{OFFICERS}: [1, 2, 4], {SEATS}: [20, 50]}}"
SMALL = ["scenario=bench_day", "replications=5", "executor.kind=inline", "engine=reference"]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of the test's own, without a terminal."""
    command = [sys.executable, str(ROOT / "experiments" / "sweep.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def asked(*arguments: str) -> Sweep:
    """What the command would be asked for."""
    return one_study(Sweep, "sweep", arguments).plan


def faults_of(*arguments: str) -> list[str]:
    """All that is said of a request that is refused."""
    with pytest.raises(Refused) as refused:
        sweep_plan(asked(*arguments))
    return list(map(str, refused.value.faults))


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A finished sweep and its folder."""
    room = tmp_path_factory.mktemp("sweep")
    result = run(*SMALL, GRID, cwd=room)
    assert result.returncode == 0, result.stderr
    (folder,) = (room / "outputs").glob("*/")
    return folder, result


def rows_of(folder: Path, name: str) -> list[dict]:
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


def test_a_sweep_leaves_tables_a_picture_and_words(done):
    folder, result = done
    names = {path.name for path in folder.iterdir()} - {"plan.json", "chunks", "lock"}
    tables = {f"{name}.{kind}" for name in ("points", "sweep", "effects", "failures") for kind in ("parquet", "csv")}
    assert names == tables | {f"sweep.{kind}" for kind in ("png", "svg", "txt")} | {
        "summary.txt", "config.yaml", "run.json", "report.html", "card.json",
    }  # fmt: skip
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    assert result.stderr == ""


def test_the_points_of_a_grid_are_all_combinations_and_whole_numbers_stay_whole(done):
    folder, _ = done
    rows = rows_of(folder, "points")
    values = [tuple(row["value"] for row in rows if row["point"] == point) for point in range(6)]
    assert values == [("1", "20"), ("1", "50"), ("2", "20"), ("2", "50"), ("4", "20"), ("4", "50")]
    points = json.loads((folder / "plan.json").read_text())["study"]["plan"]["points"]
    assert points[0] == {"scenario": 0, "changes": {OFFICERS: 1, SEATS: 20}}


def test_each_line_is_what_the_days_of_its_point_give(done):
    """Worked out by the other way: the scenario of one point replicated by itself."""
    folder, _ = done
    scenario = sim.load("bench_day", f"{OFFICERS}=2", f"{SEATS}=50")
    crossed = sim.replicate(scenario, 5, 20231101).values("persons crossed")
    (line,) = [row for row in rows_of(folder, "sweep") if row["point"] == 3 and row["output"] == "persons crossed"]
    assert line["mean"] == pytest.approx(crossed.mean())
    assert (line["mean_low"], line["mean_high"]) == pytest.approx(mean_interval(crossed))
    assert (line["median"], line["days"], line["replications"]) == (np.median(crossed), 5, 5)
    assert line["day_low"] is None  # it takes 39 replications


def test_the_best_point_has_the_best_mean_and_the_others_are_measured_from_it(done):
    folder, _ = done
    for output, best in (("persons crossed", max), ("p95 wait in all", min)):
        rows = [row for row in rows_of(folder, "sweep") if row["output"] == output]
        (first,) = [row for row in rows if row["word"] == "best"]
        assert first["mean"] == best(row["mean"] for row in rows)
        for row in rows:
            if row is not first:
                assert row["behind"] == pytest.approx(row["mean"] - first["mean"])
                assert (row["word"] == "worse") == (min(abs(row["behind_low"]), abs(row["behind_high"])) > 0
                                                    and row["behind_low"] * row["behind_high"] > 0)  # fmt: skip


def test_an_effect_is_the_mean_over_all_points_of_a_level(done):
    folder, _ = done
    rows = [row["mean"] for row in rows_of(folder, "sweep") if row["output"] == "persons crossed"]
    effects = [row for row in rows_of(folder, "effects") if row["output"] == "persons crossed"]
    told = {(row["setting"], row["level"]): row["mean"] for row in effects}
    assert told[OFFICERS, "1"] == pytest.approx((rows[0] + rows[1]) / 2)
    assert told[SEATS, "50"] == pytest.approx((rows[1] + rows[3] + rows[5]) / 3)
    assert {row["points"] for row in effects if row["setting"] == SEATS} == {3}


def test_the_words_name_the_best_point_how_flat_it_is_and_what_moves_it(done):
    _, result = done
    assert "6 points (grid), each over the same 5 replications" in result.stdout
    assert "  Persons crossed \n                  most at bench_passport.officers 4, bench_bus.seats" in result.stdout
    assert "cannot be told apart from it" in result.stdout
    assert "moved most by bench_passport.officers (" in result.stdout


def test_the_picture_is_told_in_words(done):
    folder, _ = done
    words = " ".join((folder / "sweep.txt").read_text(encoding="utf-8").split())
    assert words.startswith("bench day: most persons crossed, ")
    assert "Mean persons crossed: from " in words
    assert "at bench_passport.officers 1, bench_bus.seats" in words


def test_the_same_command_goes_on_and_says_the_same(done):
    folder, result = done
    again = run(*SMALL, GRID, cwd=folder.parent.parent)
    assert again.returncode == 0, again.stderr
    assert again.stdout == result.stdout
    assert list(folder.parent.glob("*/")) == [folder]


def test_all_faults_of_all_points_are_named_and_nothing_is_written(tmp_path):
    over = "over={stations.bus.seats: [4, 60], stations.luggage.officers: [2, x, -4]}"
    result = run(over, "measured=[persons crosed]", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "refused, nothing was written (4 to mend):",
        "  measured.0: got 'persons crosed'; there is no measure 'persons crosed'; did you mean persons crossed?",
        "  stations.bus.seats: got 4; needs at least the largest party on its route (7, foreign_nationals)",
        "  stations.luggage.officers: got 'x'; needs a whole number",
        "  stations.luggage.officers: got -4; needs to be greater than or equal to 1",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_tells_the_points_and_writes_nothing(tmp_path):
    result = run(*SMALL, GRID, "dry=true", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "sweep: 6 points, 5 replications" in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["over={stations.bus.vehicle: [1, 2]}"], "stations.bus.vehicle: no such key; did you mean vehicles?"),
        (["over={stations.bus.vehicles: [3]}"],
         "over.stations.bus.vehicles: got one value; needs two or more, or to be set without a sweep"),
        (["over={stations.bus.vehicles: {low: 3, high: 1}}"],
         "over.stations.bus.vehicles: got 3.0 to 1.0; needs a low end below its high end"),
        (["over={cohorts.hopefuls.show_up: {low: 0.5, high: 0.9}}"],
         "over.cohorts.hopefuls.show_up: got a range; needs a list of values in a grid, or another design"),
        (["over={stations.bus: [1, 2], stations.bus.vehicles: [1, 2]}"],
         "over.stations.bus.vehicles: lies within stations.bus, which is varied as a whole; needs one of them"),
        (["design=sobol"], "points: is missing; needs how many points the sobol has"),
        (["design=sobol", "points=100"], "points: got 100; needs a power of two, such as 128"),
        (["points=100"], "points: a grid has as many as its values make; needs null, or another design"),
        (["sense={first exit: less is better}"],
         "sense.first exit: is not measured; needs one of: persons crossed, p95 wait in all, last exit"),
        (["over={stations.bus.vehicles: {low: 1, high: 999}, stations.bus.bays: {low: 1, high: 999}}"],
         "yes: got false; needs yes=true for 998,001 points x 40 replications, more than 1,000,000 days"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_refused(arguments, fault):
    assert fault in faults_of(*arguments)


def test_more_points_than_there_is_memory_for_are_refused_before_one_is_made():
    over = (
        "over={"
        + ", ".join(f"stations.{name}.officers: {{low: 1, high: 9999}}" for name in ("luggage", "gate_hall"))
        + "}"
    )
    assert faults_of(over, "yes=true") == ["over: makes 99,980,001 points; needs 2,000,000 at most"]


def test_no_cohort_is_swept_alone_in_public():
    over = "over={cohorts.us_citizens.persons: [7, 9]}"
    told = faults_of("public=true", over, "measured=[p95 wait in all / us_citizens]")
    assert [fault.split(": ")[0] for fault in told] == ["measured.0", "over.cohorts.us_citizens.persons"]
    assert sweep_plan(asked("public=true")).tasks == 640


def test_a_range_is_of_whole_numbers_where_the_scenarios_number_is_whole():
    sweep = asked("over=checks_and_shows")
    kinds = {one.key: one.range.kind for one in parameters(sweep, sweep.scenario().model_dump(mode="json"))}
    assert kinds["stations.palestinian_passport.officers"] == "whole"
    assert kinds["stations.palestinian_passport.service.person.mean"] == "uniform"
    officers = [point["stations.palestinian_passport.officers"] for point in points_of(sweep, sweep.scenario())]
    assert {type(value) for value in officers} == {int}
    assert sorted(set(officers)) == [2, 3, 4, 5]
    assert {officers.count(value) for value in set(officers)} == {50}  # one in each slice of a Latin hypercube


def test_sampled_points_are_those_of_the_seed():
    first, again, other = (points_of(sweep, sweep.scenario()) for sweep in (
        asked("over=checks_and_shows"), asked("over=checks_and_shows"), asked("over=checks_and_shows", "seed=2"),
    ))  # fmt: skip
    assert first == again != other


def test_named_values_can_be_sampled_too():
    hours = 'stations.luggage.hours: [[["09:00", "17:00"]], [["10:00", "17:00"]]]'
    sweep = asked(f"over={{stations.bus.vehicles: [1, 2], {hours}}}", "design=sobol", "points=8")
    points = points_of(sweep, sweep.scenario())
    assert len(points) == 8
    assert {json.dumps(point["stations.luggage.hours"]) for point in points} == {
        '[["09:00", "17:00"]]', '[["10:00", "17:00"]]',
    }  # fmt: skip


def test_of_a_large_design_the_corners_are_checked(monkeypatch):
    """Beyond the number that is all checked: a value that is impossible at an end is still found."""
    monkeypatch.setattr(sweep_points, "EACH", 10)
    told = faults_of("over={stations.bus.seats: [4, 50, 60], stations.luggage.officers: {low: 1, high: 10}}")
    assert told == ["stations.bus.seats: got 4; needs at least the largest party on its route (7, foreign_nationals)"]


def test_where_more_may_be_better_or_worse_it_is_asked_for():
    assert faults_of("measured=[trips @ bus]") == [
        "sense: got none for 'trips @ bus'; needs sense={trips @ bus: more is better} or less is better"
    ]
    assert sweep_plan(asked("measured=[trips @ bus]", "sense={trips @ bus: less is better}")).tasks == 640


def test_this_command_takes_one_study_at_a_time(tmp_path):
    result = run("-m", "over=buses_by_officers,lists_by_hours", cwd=tmp_path)
    assert result.returncode == 2
    assert "-m: this command takes one study at a time" in result.stderr


@pytest.mark.parametrize("name", sorted(path.stem for path in (home("conf") / "over").glob("*.yaml")))
def test_each_file_of_settings_is_sound_and_says_how_it_is_run(name):
    package, command, question = (home("conf") / "over" / f"{name}.yaml").read_text().split("\n")[:3]
    assert package == "# @package _global_"
    assert command == f"# python experiments/sweep.py over={name}"
    assert question.startswith("# Question: ")
    assert sweep_plan(planned_as(Sweep, composed("sweep", [f"over={name}"]))).tasks > 0


def test_a_sampled_design_over_many_settings_is_drawn_by_levels(tmp_path):
    arguments = ["over=checks_and_shows", "points=48", "replications=2", "executor.kind=inline", "engine=reference"]
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    (folder,) = (tmp_path / "outputs").glob("*/")
    effects = rows_of(folder, "effects")
    assert {row["setting"] for row in effects} == set(asked("over=checks_and_shows").over)
    assert "48 points (latin hypercube)" in result.stdout
    assert "on average over the points of each level" in result.stdout


def test_one_setting_and_one_replication_claim_no_interval(tmp_path):
    result = run(*SMALL, "replications=1", f"over={{{OFFICERS}: [2, 3]}}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "one path proves nothing, so there are no intervals" in result.stdout
    (folder,) = (tmp_path / "outputs").glob("*/")
    assert all(row["mean_low"] is None for row in rows_of(folder, "sweep"))
