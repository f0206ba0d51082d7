"""The run command as a user meets it: what it leaves, what it refuses, and how it ends."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sim.entry import validated_as
from sim.study.plan import Run

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"crossing", "flow", "queues", "waits", "where_time_went", "use", "loads", "outcomes", "beside"}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of the test's own, without a terminal."""
    command = [sys.executable, str(ROOT / "experiments" / "run.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def folders_in(room: Path) -> list[Path]:
    """The folders of runs that were left there; the index over them is a file."""
    return [path for path in (room / "outputs").iterdir() if path.is_dir()]


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """One finished run and its folder."""
    room = tmp_path_factory.mktemp("run")
    result = run("replications=40", "seed=5", cwd=room)
    assert result.returncode == 0, result.stderr
    (folder,) = folders_in(room)
    return folder, result


def test_a_run_leaves_tables_pictures_and_words(done):
    folder, result = done
    names = {path.name for path in folder.iterdir()}
    tables = {f"{name}.{kind}" for name in ("summary", "measures", "trips", "reported") for kind in ("parquet", "csv")}
    pictures = {f"{name}.{kind}" for name in PICTURES for kind in ("png", "svg", "txt")}
    pages = {"report.html", "card.json", "replay.html"}
    assert names == tables | pictures | pages | {"summary.txt", "config.yaml", "run.json"}
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout


def test_a_run_leaves_its_page_and_stands_in_the_index(done):
    folder, _ = done
    assert "persons get out" in (folder / "report.html").read_text(encoding="utf-8")
    assert f'href="./{folder.name}/report.html"' in (folder.parent / "index.html").read_text(encoding="utf-8")


def test_where_the_index_cannot_be_written_a_note_says_so_and_the_run_stands(tmp_path):
    (tmp_path / "outputs" / "index.html").mkdir(parents=True)
    result = run("replications=2", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stderr.startswith("note: outputs/index.html could not be written")


def test_the_summary_says_what_a_planner_asks(done):
    _, result = done
    heads = ("Out", "First exit", "Last exit", "Wait", "Longest queue", "Not across", "Rests on")
    assert [head for head in heads if f"\n  {head} " not in result.stdout] == []


def test_a_pipe_shows_no_progress_bar(done):
    """Nothing but the summary on standard output, and nothing at all on standard error."""
    _, result = done
    assert result.stderr == ""
    assert "\x1b" not in result.stdout


def test_a_result_carries_its_origin(done):
    folder, _ = done
    origin = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (origin["seed"], origin["replications"], origin["scenario"]) == (5, 40, "opening_day")
    assert origin["overrides"] == ["replications=40", "seed=5"]
    assert {"numpy", "scipy", "simpy"} <= set(origin["versions"])
    assert origin["commit"] == "none" or len(origin["commit"].rstrip("+")) == 40


def test_tables_agree_with_each_other(done):
    """The mean of persons out in the summary is that of the replications; persons out add up over cohorts."""
    folder, _ = done
    summary = pq.read_table(folder / "summary.parquet").to_pylist()
    each = pq.read_table(folder / "measures.parquet").to_pylist()
    crossed = [row["value"] for row in each if _is_crossed(row) and row["cohort"] == "all"]
    cohorts = sum(row["mean"] for row in summary if _is_crossed(row) and row["cohort"] != "all")
    (line,) = [row for row in summary if _is_crossed(row) and row["cohort"] == "all"]
    assert line["mean"] == pytest.approx(sum(crossed) / 40)
    assert line["mean"] == pytest.approx(cohorts)


def _is_crossed(row) -> bool:
    return row["measure"] == "persons crossed"


def test_the_same_command_gives_the_same_tables(done, tmp_path):
    folder, _ = done
    assert run("replications=40", "seed=5", cwd=tmp_path).returncode == 0
    (again,) = folders_in(tmp_path)
    for name in ("measures.csv", "summary.csv", "trips.csv", "reported.csv", "summary.txt", "config.yaml"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


def test_all_faults_are_named_and_nothing_is_written(tmp_path):
    result = run("stations.bus.seats=4", "stations.luggage.officer=3", "seed=-1", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "refused, nothing was written (3 to mend):",
        "  seed: got -1; needs to be greater than or equal to 0",
        "  stations.bus.seats: got 4; needs at least the largest party on its route (7, foreign_nationals)",
        "  stations.luggage.officer: no such key; did you mean officers?",
    ]
    assert list(tmp_path.iterdir()) == []


def test_one_bad_job_of_several_stops_all_before_anything_is_written(tmp_path):
    result = run("-m", "stations.bus.seats=62,4", cwd=tmp_path)
    assert result.returncode == 2
    assert "stations.bus.seats: got 4" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_values_need_the_multirun_flag(tmp_path):
    result = run("stations.bus.vehicles=1,2", cwd=tmp_path)
    assert result.returncode == 2
    assert "stations.bus.vehicles: got several values; needs -m" in result.stderr


def test_a_multirun_ends_with_one_table_and_one_picture(tmp_path):
    result = run("-m", "stations.bus.vehicles=1,2,4", "replications=3", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    (folder,) = folders_in(tmp_path)
    rows = pq.read_table(folder / "across.parquet").to_pylist()
    assert sorted({row["overrides"] for row in rows}) == [
        f"stations.bus.vehicles={count}, replications=3" for count in (1, 2, 4)
    ]
    assert {path.name for path in folder.glob("across.*")} == {
        f"across.{kind}" for kind in ("parquet", "csv", "png", "svg", "txt")
    }
    assert "  bus.vehicles=4  " in result.stdout.splitlines()[-4]


def test_help_and_the_configuration_can_be_asked_for(tmp_path):
    assert "run is powered by Hydra" in run("--help", cwd=tmp_path).stdout
    assert "egyptian_passport" in run("--cfg", "job", cwd=tmp_path).stdout
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_never_a_path(tmp_path):
    result = run('name="../../out of here/<b>"', "replications=1", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    (folder,) = folders_in(tmp_path)
    assert "-out-of-here-b-" in folder.name


def test_one_replication_claims_no_interval(tmp_path):
    result = run("replications=1", "scenario=ambulances_only", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    (folder,) = folders_in(tmp_path)
    rows = pq.read_table(folder / "summary.parquet").to_pylist()
    assert all(row["mean_low"] is None and row["day_low"] is None for row in rows)


def test_a_file_in_the_way_is_the_machines_fault(tmp_path):
    (tmp_path / "outputs").write_text("not a folder")
    result = run("replications=1", cwd=tmp_path)
    assert result.returncode == 5
    assert "the machine would not" in result.stderr
    assert "Traceback" not in result.stderr


def test_runs_started_together_never_share_a_folder(tmp_path):
    command = [sys.executable, str(ROOT / "experiments" / "run.py"), "replications=1", "scenario=ambulances_only"]
    started = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [one.wait() for one in started] == [0, 0, 0]
    folders = folders_in(tmp_path)
    assert len(folders) == 3
    assert all((folder / "summary.txt").is_file() for folder in folders)


def test_the_readme_shows_python_that_runs(tmp_path):
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        code = block.split("```")[0]
        result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
                                env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)  # fmt: skip
        assert result.returncode == 0, result.stderr
        assert result.stdout


def test_the_readme_shows_two_commands_that_the_bootstrap_knows():
    """They are what .ci/run calls."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("python3 ")] == [
        "python3 bootstrap.py run",
        "python3 bootstrap.py test",
    ]
    script = (ROOT / "bootstrap.py").read_text(encoding="utf-8")
    assert 'case ["run"' in script
    assert 'case ["test"' in script


def _hears_ctrl_c():
    """What is started by a shell in the background is deaf to Ctrl-C, and so is all it starts in turn."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_is_marked_so(tmp_path):
    """Ctrl-C ends with 130 and no traceback, and leaves the mark of what is unfinished."""
    command = [sys.executable, str(ROOT / "experiments" / "run.py"), "replications=5000", "engine=reference"]
    piped = {"stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, cwd=tmp_path, **piped, preexec_fn=_hears_ctrl_c)  # noqa: PLW1509  (no other thread is there)
    while not list(tmp_path.glob("outputs/*/run.json")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "stopped; what is unfinished is marked so in its folder\n"
    assert [path.name for path in tmp_path.glob("outputs/*/UNFINISHED")] == ["UNFINISHED"]


def test_one_job_that_fails_leaves_the_others(tmp_path, monkeypatch, capsys):
    """Of three jobs the second fails: exit code 3, its name on standard error, the table over the other two."""
    specification = importlib.util.spec_from_file_location("run", ROOT / "experiments" / "run.py")
    command = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(command)
    real = command.replicate

    def failing(scenario, *arguments):
        if scenario.stations["bus"].vehicles == 2:
            raise RuntimeError("it broke")
        return real(scenario, *arguments)

    monkeypatch.setattr(command, "replicate", failing)
    request = validated_as(Run, "run", ["-m", "stations.bus.vehicles=1,2,3", "replications=2"])
    assert command.write_jobs(request.jobs, tmp_path) == 3
    assert "job 1 failed (stations.bus.vehicles=2, replications=2): RuntimeError('it broke')" in capsys.readouterr().err
    assert {row["job"] for row in pq.read_table(tmp_path / "across.parquet").to_pylist()} == {0, 2}
    assert (tmp_path / "1" / "UNFINISHED").is_file()


@pytest.mark.parametrize("flag", ["--config-path=/x", "--config-dir", "-r", "--multi"])
def test_other_flags_are_refused(flag, tmp_path):
    result = run(flag, "replications=1", cwd=tmp_path)
    assert result.returncode == 2
    assert "no such flag" in result.stderr
    assert list(tmp_path.iterdir()) == []
