"""A run that goes on until what is asked for is precise: how many days, how precise, and what ended it."""

import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import sim
from sim.engines import Engine
from sim.engines.reference import simulate
from sim.entry import validated_as
from sim.study.intervals import half_width
from sim.study.plan import Run
from sim.study.precise import precise_enough, precise_rows, precision_faults

ROOT = Path(__file__).resolve().parent.parent
ASKED = "precision={persons crossed: 0.02, p95 wait in all: 0.05}"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of the test's own, without a terminal."""
    command = [sys.executable, str(ROOT / "experiments" / "run.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def plan_of(*arguments: str) -> Run:
    """The plan that the command would carry out."""
    (job,) = validated_as(Run, "run", arguments).jobs
    return job.plan


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A finished run that was as precise as asked before its cap."""
    room = tmp_path_factory.mktemp("precise")
    result = run("scenario=bench_day", ASKED, "replications=400", "seed=3", cwd=room)
    assert result.returncode == 0, result.stderr
    (folder,) = (path for path in (room / "outputs").iterdir() if path.is_dir())
    return folder, result


def test_the_run_has_as_many_replications_as_it_took(done):
    """Its tables are of these days and no others, and both intervals are as narrow as was asked."""
    folder, result = done
    rows = {row["output"]: row for row in pq.read_table(folder / "precision.parquet").to_pylist()}
    lines = {(row["measure"], row["cohort"], row["station"], row["by"]): row
             for row in pq.read_table(folder / "summary.parquet").to_pylist()}  # fmt: skip
    for output, share in (("persons crossed", 0.02), ("p95 wait in all", 0.05)):
        line, row = lines[output, "all", "", "person"], rows[output]
        assert 30 <= row["days"] == line["days"] == line["replications"] < 400
        assert row["mean"] == pytest.approx(line["mean"])
        assert row["half_width"] == pytest.approx((line["mean_high"] - line["mean_low"]) / 2)
        assert row["share"] <= share
        assert row["is_met"] == "yes"
        assert f"mean of {output} over {row['days']} days" in result.stdout
    assert f"precise as asked after {rows['persons crossed']['days']} replications" in result.stdout
    assert "there is no warm-up" in result.stdout


def test_every_interval_is_there_under_its_own_name(done):
    """Of the mean, of the median of days, and of one more day, which is the widest."""
    folder, _ = done
    (line,) = [row for row in pq.read_table(folder / "summary.parquet").to_pylist()
               if row["measure"] == "p95 wait in all" and row["cohort"] == "all" and row["by"] == "person"]  # fmt: skip
    assert line["mean_low"] < line["mean"] < line["mean_high"]
    assert line["median_low"] <= line["median"] <= line["median_high"]
    if line["days"] >= 39:
        assert line["day_low"] <= line["median_low"] <= line["median_high"] <= line["day_high"]


def test_the_cap_ends_it_and_is_named(tmp_path):
    arguments = ["scenario=bench_day", "precision={p95 wait in all: 0.0001, persons crossed: 0.9}", "replications=35"]
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (
        "ended by the cap of 35 replications, less precise than asked: p95 wait in all would take about"
        in result.stdout
    )
    assert "(asked for 0.01 %); not reached" in result.stdout
    (folder,) = (path for path in (tmp_path / "outputs").iterdir() if path.is_dir())
    rows = pq.read_table(folder / "precision.parquet").to_pylist()
    assert [(row["output"], row["is_met"], row["days"]) for row in rows] == [
        ("p95 wait in all", "no", 35), ("persons crossed", "yes", 35),
    ]  # fmt: skip


def test_the_days_are_those_of_a_run_without_a_precision():
    """Only what is asked for is measured, over replications 0, 1, 2 … of the seed (C4)."""
    plan = plan_of("scenario=bench_day", "precision={persons crossed: 0.0001}", "replications=31", "seed=3")
    (row,) = precise_rows(plan, precise_enough(plan, Engine(simulate)))
    crossed = sim.replicate(plan.scenario(), 31, 3).values("persons crossed")
    assert (row.mean, row.half_width) == (pytest.approx(crossed.mean()), pytest.approx(half_width(crossed)))


@pytest.mark.parametrize(
    ("arguments", "faults"),
    [
        (["precision={persons crosed: 0.01}", "replications=10"],
         ["precision: got 'persons crosed'; there is no measure 'persons crosed'; did you mean persons crossed?",
          "replications: got 10; needs at least 30 where a precision is asked for, as no fewer are judged"]),
        (["precision={last exit: 0.01}"], ["precision.last exit: is a clock time, of which no share can be asked"]),
        (["precision={p95 wait in all / us_citizens: 0.1}", "public=true"],
         [("precision.p95 wait in all / us_citizens: got 'p95 wait in all / us_citizens'; "
           "public=true tells of no cohort alone")]),
        ([], []),
    ],
)  # fmt: skip
def test_what_cannot_be_precise_is_refused(arguments, faults):
    assert list(map(str, precision_faults(plan_of(*arguments)))) == faults


def test_a_refused_precision_writes_nothing(tmp_path):
    result = run("precision={persons crossed: 5}", cwd=tmp_path)
    assert result.returncode == 2
    assert "precision.persons crossed: got 5; needs to be less than 1" in result.stderr
    assert run("precision={persons crosed: 0.1}", cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []
