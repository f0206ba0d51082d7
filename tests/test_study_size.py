"""How large chunks are, what a long study will take, and how its progress is shown."""

import io
import sys
import time

import numpy as np
import pytest
import tiny
from rich.console import Console

from sim.report import progress
from sim.report.listing import told_listing
from sim.study.executors import Executor
from sim.study.journal.size import Estimate, bounds_for, estimated, seconds_a_task, size_of, too_much

TWO = Executor(kind="processes", workers=2)


@pytest.mark.parametrize(
    ("tasks", "seconds", "workers", "size"),
    [
        (10_000, 0.001, 2, 1250),  # four chunks a worker, though they take less than two seconds
        (1_000_000, 0.001, 2, 2000),  # two seconds
        (100, 60.0, 2, 1),  # a task longer than that is a chunk
        (3, 0.001, 2, 1),
        (0, 0.0, 2, 1),
    ],
)
def test_a_chunk_is_about_two_seconds_and_there_are_some_for_all(tasks, seconds, workers, size):
    assert size_of(tasks, seconds, workers) == size


def test_a_chunk_size_that_is_given_is_kept_to():
    executor = Executor(kind="inline", chunk=5)
    assert bounds_for(tiny.plan_of(12), untried, executor) == [0, 5, 10, 12]


def untried(*_):
    """Work that nobody is to try."""
    pytest.fail("tried")


def test_a_few_tasks_are_timed_after_one_that_does_not_count(tmp_path):
    """The first loads what is needed; those that fail take their time as well."""
    plan = tiny.plan_of(200, seconds=0.005, bad=[0, 20], notes=str(tmp_path / "notes"))
    assert 0.005 <= seconds_a_task(plan, tiny.work) < 0.1
    assert len((tmp_path / "notes").read_text().split()) <= 21


def test_one_long_task_is_enough_after_the_one_that_loads_what_it_needs(tmp_path):
    plan = tiny.plan_of(200, seconds=1.01, notes=str(tmp_path / "notes"))
    assert seconds_a_task(plan, tiny.work) > 1
    assert (tmp_path / "notes").read_text() == "0-1\n0-1\n"


def test_a_very_long_first_task_counts_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.study.journal.size.A_LONG_TASK", 0.1)
    plan = tiny.plan_of(200, seconds=0.2, notes=str(tmp_path / "notes"))
    assert seconds_a_task(plan, tiny.work) > 0.2
    assert (tmp_path / "notes").read_text() == "0-1\n"


def test_what_the_first_task_loads_does_not_count():
    """It takes three tenths of a second, the others nothing."""
    loads = [0.3]

    def work(plan, first, last):
        time.sleep(loads.pop() if loads else 0)
        return np.zeros((last - first, len(plan.outputs)))

    assert seconds_a_task(tiny.plan_of(200), work) < 0.1


def test_a_study_without_tasks_takes_no_time():
    assert seconds_a_task(tiny.plan_of(0), tiny.work) == 0


def test_the_estimate_counts_workers_and_bytes():
    estimate = estimated(tiny.plan_of(72_000, seconds=0.1), tiny.work, TWO)
    assert 1.0 <= estimate.hours < 2.0
    assert estimate.gigabytes == pytest.approx(72_000 * 2 * 8 / 1e9)


def test_what_is_large_needs_a_yes():
    """Above eight hours or ten gigabytes, with the numbers."""
    large = Estimate(10**9, 2, 0.001, 138.9, 16.0)
    assert [str(fault) for fault in too_much(large)] == [
        "yes: got false; needs yes=true for a study of about 139 h, more than 8",
        "yes: got false; needs yes=true for a study of about 16 GB, more than 10",
    ]
    assert too_much(large, hours=200, gigabytes=20) == []


def test_a_listing_says_what_would_run(tmp_path):
    plan = tiny.plan_of(10)
    assert told_listing(plan, Estimate(10, 2, 0.5, 10 * 0.5 / 2 / 3600, 1.6e-7), tmp_path) == (
        "tiny: 10 points, 1 replications, seed 5; nothing was run\n"
        '        0  {"x":0.0}\n        1  {"x":1.1}\n        2  {"x":2.2}\n'
        '        7  {"x":7.700000000000001}\n        8  {"x":8.8}\n        9  {"x":9.9}\n'
        "  Each gives      root, third\n"
        "  Takes           about 2.5 s for 10 points on 2 at once (0.5 s each), 0.16 kB of disk and of memory\n"
        f"  Folder          {tmp_path}"
    )


@pytest.mark.parametrize(("a_second", "told"), [(1234.0, "1,234/s"), (0.5, "30/min"), (0.001, "3.6/h"), (1.0, "1/s")])
def test_a_rate_is_told_in_a_unit_in_which_it_is_one_or_more(a_second, told):
    assert progress.rate(a_second) == told


def test_progress_shows_how_many_and_how_fast_on_a_terminal(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=screen, force_terminal=True, width=100))
    with progress.tasks_watched("points") as watch:
        for done in np.arange(50, 101, 10).tolist():
            watch(done, 100)
    assert "100/100" in screen.getvalue()
    assert "/s" in screen.getvalue()


def test_progress_is_silent_in_a_pipe(capsys):
    with progress.tasks_watched("points") as watch:
        watch(1, 2)
    assert capsys.readouterr().err == ""
