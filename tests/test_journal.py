"""The journal of a long study: what is stored, and how it goes on."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny
from journals import FOUR, chunk, content, done_in, noted, same

from sim.study.executors import Executor
from sim.study.journal.lock import InUse
from sim.study.journal.opening import folder_for, replay
from sim.study.journal.plan import StudyPlan, short_digest
from sim.study.journal.running import carried_out, done


@pytest.fixture
def plan(tmp_path) -> StudyPlan:
    """Twelve tasks, of which one fails, and whose calls are noted."""
    return noted(tmp_path)


@pytest.fixture
def folder(tmp_path, plan) -> Path:
    """Its study, done, in three chunks; the notes are fresh."""
    return done_in(tmp_path, plan)


# What is stored


def test_the_plan_is_there_before_anything_is_computed(tmp_path):
    """With the tasks at which chunks begin and end, so that going on keeps to them."""
    seen = []

    def work(plan, first, last):
        seen.append(json.loads((tmp_path / "study" / "plan.json").read_text())["study"]["bounds"])
        return tiny.work(plan, first, last)

    done(tiny.plan_of(10), work, tmp_path / "study", FOUR)
    assert seen == [[0, 4, 8, 10]] * 3


def test_a_study_leaves_its_plan_its_chunks_and_its_lock(folder):
    """Nothing half written, and no mark of what is unfinished."""
    assert sorted(content(folder)) == [*(f"chunks/00000{number}.chunk" for number in range(3)), "lock", "plan.json"]


def test_a_failed_task_is_recorded_with_its_seed_and_how_to_do_it_again(folder, plan):
    """The words of the record are Python that raises the very error."""
    (failure,) = done(plan, tiny.work, folder).failures
    assert failure[:4] == (5, 5, 5, "ValueError: task 5 is bad")
    paths = os.pathsep.join(path for path in sys.path if path)
    result = subprocess.run([sys.executable, "-c", failure.replay], cwd=folder, capture_output=True, text=True,
                            env={**os.environ, "PYTHONPATH": paths}, check=False)  # fmt: skip
    assert result.stderr.splitlines()[-1] == failure.error


def test_a_task_can_be_done_again_by_hand(folder, plan):
    result = done(plan, tiny.work, folder)
    assert replay(folder, tiny.work, 7).tobytes() == result.values[7].tobytes()


def test_a_point_has_as_many_tasks_as_the_plan_says(tmp_path):
    """With three tasks a point the failed fifth is of the second point."""
    plan = replace(tiny.plan_of(4, bad=[5]), tasks_a_point=3)
    result = done(plan, thirds, tmp_path / "study", FOUR)
    assert result.values[:, 0].tolist()[4:7:2] == [4.0, 6.0]
    assert [(failure.task, failure.point) for failure in result.failures] == [(5, 1)]


def thirds(plan, first, last):
    """Each task's number; the bad ones fail."""
    if set(plan.settings["bad"]) & set(range(first, last)):
        raise ValueError("a bad one")
    return np.array([[float(task), 0.0] for task in range(first, last)])


def test_a_study_without_points_is_done_at_once(tmp_path):
    result = done(tiny.plan_of(0), tiny.work, tmp_path / "study")
    assert result.values.shape == (0, 2)
    assert result.failures == ()


def test_a_plan_that_json_cannot_hold_is_no_plan(tmp_path):
    for value in (float("nan"), float("inf"), {1, 2}):
        with pytest.raises(ValueError, match=r"JSON|plain data"):
            done(replace(tiny.plan_of(), settings={"value": value}), tiny.work, tmp_path / "study")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_from_where_it_goes_on(folder, plan):
    told = []
    chunk(folder, 1).unlink()
    done(plan, tiny.work, folder, watch=lambda *numbers: told.append(numbers))
    assert told == [(8, 12), (12, 12)]


# Going on


def test_a_study_that_is_done_computes_nothing(folder, plan, tmp_path):
    result = done(plan, tiny.work, folder)
    assert not (tmp_path / "notes").exists()
    assert same(result, done(plan, tiny.work, tmp_path / "anew", FOUR))


def test_only_what_is_missing_is_computed(folder, plan, tmp_path):
    """In the chunks of the plan, whatever size is asked for now."""
    before = content(folder)
    chunk(folder, 2).unlink()
    done(plan, tiny.work, folder, Executor(kind="inline", chunk=3))
    assert (tmp_path / "notes").read_text() == "8-12\n"
    assert {**content(folder), "lock": b""} == {**before, "lock": b""}


def test_what_was_half_written_is_swept_away(folder, plan):
    (folder / "chunks" / "000001.chunk.123.part").write_bytes(b"half")
    done(plan, tiny.work, folder)
    assert not list(folder.rglob("*.part"))


def test_tables_are_written_while_the_folder_is_ours_and_marked(tmp_path):
    with carried_out(tiny.plan_of(), tiny.work, tmp_path, FOUR):
        assert (tmp_path / "UNFINISHED").exists()
        with pytest.raises(InUse):
            done(tiny.plan_of(), tiny.work, tmp_path)
    assert not (tmp_path / "UNFINISHED").exists()


def test_the_same_question_has_the_same_folder_whatever_the_code(tmp_path):
    """A name leads nowhere else; another seed, or another point, is another folder."""
    plan = tiny.plan_of()
    here = folder_for(tmp_path, "../A sweep", plan)
    assert here == folder_for(tmp_path, "../A sweep", replace(plan, fingerprint={"code": "other"}))
    assert here.parent == tmp_path
    assert len({short_digest(one) for one in (plan, replace(plan, seed=6), tiny.plan_of(13))}) == 3
