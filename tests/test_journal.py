"""The journal of a long study: what is stored, what is refused, how it goes on, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import tiny
from killed import started, written

from sim.entry import end_with
from sim.model.faults import Refused
from sim.study.executors import Executor
from sim.study.journal import files
from sim.study.journal.chunks import Damaged
from sim.study.journal.lock import InUse, locked
from sim.study.journal.opening import folder_for, replay
from sim.study.journal.plan import StudyPlan, even_bounds, short_digest
from sim.study.journal.running import Done, carried_out, done
from sim.study.stopping import Stop, Stopped

TASKS = 150  # of a study that is to be stopped at work
FOUR = Executor(kind="inline", chunk=4)


@pytest.fixture
def plan(tmp_path) -> StudyPlan:
    """Twelve tasks, of which one fails, and whose calls are noted."""
    return tiny.plan_of(12, bad=[5], notes=str(tmp_path / "notes"))


@pytest.fixture
def folder(tmp_path, plan) -> Path:
    """A study that is done, in three chunks; its notes are fresh."""
    done(plan, tiny.work, tmp_path / "study", FOUR)
    (tmp_path / "notes").unlink()
    return tmp_path / "study"


def chunk(folder: Path, number: int) -> Path:
    """A chunk's file."""
    return folder / "chunks" / f"{number:06d}.chunk"


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same(one: Done, other: Done) -> bool:
    """Whether two results are the same bytes."""
    return one.values.tobytes() == other.values.tobytes() and one.failures == other.failures


def lists(told: list[str]):
    """A function that collects what a user is told."""
    return told.append


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


# What is refused


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seed": 6}, "seed: got 6; what is stored was made with 5"),
        ({"points": [{"x": 0.0}]}, "points: got 1 of them; what is stored was made with 12 of them"),
        ({"fingerprint": {"code": "a"}}, "fingerprint.code: got 'a'; what is stored was made with "),
        ({"settings": {"bad": [5, 6]}}, "settings.bad: got 2 of them; what is stored was made with 1 of them"),
    ],
)
def test_another_study_in_the_folder_is_refused_with_the_difference(folder, plan, change, told):
    """Another configuration, other code or versions: nothing is mixed, nothing is written."""
    before = content(folder)
    with pytest.raises(Refused) as refused:
        done(replace(plan, **change), tiny.work, folder)
    assert any(str(fault).startswith(told) for fault in refused.value.faults)
    assert content(folder) == before


def test_many_differences_are_not_all_named(tmp_path):
    done(tiny.plan_of(50), tiny.work, tmp_path, FOUR)
    other = replace(tiny.plan_of(50), points=[{"x": -1.0}] * 50)
    with pytest.raises(Refused) as refused:
        done(other, tiny.work, tmp_path)
    assert len(refused.value.faults) == 12
    assert "and 40 more differences" in str(refused.value)


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match=r"holds something else \(letter.txt\)"):
        done(tiny.plan_of(), tiny.work, tmp_path, FOUR)
    assert content(tmp_path) == {"letter.txt": b"mine"}


def test_chunks_without_their_plan_are_left_alone(folder, plan):
    (folder / "plan.json").unlink()
    before = content(folder)
    with pytest.raises(Refused, match="chunks without their plan"):
        done(plan, tiny.work, folder, FOUR)
    assert content(folder) == before


def test_a_folder_in_use_is_refused_naming_who_works_there(folder, plan):
    with locked(folder), pytest.raises(InUse, match=rf"in use by process {os.getpid()} on "):
        done(plan, tiny.work, folder)


def test_two_started_in_the_same_second_never_share_a_folder(tmp_path):
    """One carries the study out; the other ends with 5 and names it, or comes late and finds it done."""
    study = tmp_path / "study"
    processes = [started(study, "inline", 1, 90, 0.05) for _ in range(2)]
    told = [process.communicate()[1] for process in processes]
    codes = [process.returncode for process in processes]
    assert sorted(codes) in ([3, 5], [3, 3])
    for code, words, other in zip(codes, told, reversed(processes), strict=True):
        assert code == 3 or f"is in use by process {other.pid} on " in words
        assert "Traceback" not in words
    assert tiny.done_twice(Path(f"{study}.notes"), 3) == 0


def test_a_full_disk_is_seen_before_anything_is_computed(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    with pytest.raises(OSError, match=r"needs .* GB and there are"):
        done(tiny.plan_of(), lambda *_: pytest.fail("computed"), tmp_path / "study", FOUR)


def test_a_disk_that_cannot_be_written_is_the_machines_fault(tmp_path):
    """As is a file where the folder is to be."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotADirectoryError):
        done(tiny.plan_of(), tiny.work, tmp_path / "file" / "study", FOUR)
    assert content(tmp_path) == {"file": b"mine"}


def test_a_system_without_locks_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "fcntl", None)
    with pytest.raises(OSError, match="file locks"):
        done(tiny.plan_of(), tiny.work, tmp_path / "study", FOUR)


# What is damaged


def test_a_flipped_byte_of_a_chunk_is_noticed_and_done_again(folder, plan):
    """Wherever it is; the damaged file is put aside, and told of."""
    quiet, told = done(plan, tiny.work, folder), []
    whole = chunk(folder, 1).read_bytes()
    for at in range(0, len(whole), 5):
        chunk(folder, 1).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert same(done(plan, tiny.work, folder, tell=lists(told)), quiet)
    assert len(told) == len(list((folder / "damaged").iterdir())) == len(range(0, len(whole), 5))
    assert chunk(folder, 1).read_bytes() == whole
    assert told[0].startswith(f"{chunk(folder, 1)}: it is not as it was written; it was put aside")


def test_a_chunk_cut_short_is_noticed_at_any_length(folder, plan):
    quiet, told = done(plan, tiny.work, folder), []
    whole = chunk(folder, 1).read_bytes()
    for length in range(0, len(whole), 7):
        chunk(folder, 1).write_bytes(whole[:length])
        assert same(done(plan, tiny.work, folder, tell=lists(told)), quiet)
    assert len(told) == len(range(0, len(whole), 7))


def test_a_chunk_of_another_place_or_study_is_never_used(folder, plan, tmp_path):
    quiet, told = done(plan, tiny.work, folder), []
    done(replace(plan, seed=6), tiny.work, tmp_path / "other", FOUR)
    for foreign in (chunk(folder, 0), chunk(tmp_path / "other", 1)):
        chunk(folder, 1).write_bytes(foreign.read_bytes())
        assert same(done(plan, tiny.work, folder, tell=lists(told)), quiet)
    assert ["another study or place" in words for words in told] == [True, True]


def test_a_damaged_plan_is_never_followed(folder, plan):
    """Each byte flipped in turn: the study is damaged or another one, or the byte was between the words."""
    quiet, whole = done(plan, tiny.work, folder), (folder / "plan.json").read_bytes()
    for at in range(0, len(whole), 3):
        (folder / "plan.json").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert same(done(plan, tiny.work, folder), quiet)
            assert not whole[at : at + 1].strip(), "only blanks do not matter"
        except Damaged as why:
            assert "plan.json" in str(why)  # noqa: PT017


def test_workers_with_other_code_are_not_believed(tmp_path, monkeypatch):
    """What they did is not kept."""
    monkeypatch.setattr("sim.study.work.fingerprint", lambda: {"code": "other"})
    with pytest.raises(Damaged, match="other code"):
        done(tiny.plan_of(), tiny.work, tmp_path / "study", FOUR)
    assert not list((tmp_path / "study" / "chunks").iterdir())


def test_the_page_about_studies_shows_python_that_runs(tmp_path):
    """Its study of a thousand points, on processes."""
    root = Path(__file__).resolve().parent.parent
    block = (root / "docs" / "studies.md").read_text(encoding="utf-8").split("```python\n")[-1].split("```")[0]
    (tmp_path / "roots.py").write_text(block, encoding="utf-8")
    result = subprocess.run([sys.executable, "roots.py"], cwd=tmp_path, capture_output=True, text=True,
                            env={**os.environ, "PYTHONPATH": str(root)}, check=False)  # fmt: skip
    assert (result.stdout, result.stderr) == ("(1000, 1) 0\n", "")


# How it ends


def stopped_by(number: int, study: Path, times: int = 1) -> tuple[int, str, list[bytes]]:
    """Send a signal to all processes of a study at work; its exit code, its words, and the tables after going on."""
    setting = ("processes", 2, TASKS, 0.02)
    process = started(study, *setting)
    while not list(study.glob("chunks/*.chunk")):
        time.sleep(0.02)
    for _ in range(times):
        os.killpg(process.pid, number)
        time.sleep(0.2)
    _, told = process.communicate(timeout=60)
    return process.returncode, told, written(study, *setting)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_study_that_is_asked_to_stop_keeps_what_is_in_hand_and_says_how_to_go_on(tmp_path, number, code):
    """Nothing is done twice, though Ctrl-C reaches every process of the terminal."""
    ended, told, tables = stopped_by(number, tmp_path / "study")
    assert ended == code
    assert "Traceback" not in told
    assert f"chunks are kept in {tmp_path / 'study'}; to go on:\n  python " in told
    assert tiny.done_twice(Path(f"{tmp_path / 'study'}.notes"), 3) == 0
    assert tables == written(tmp_path / "quiet", "processes", 2, TASKS, 0.02)


def test_asked_twice_it_stops_at_once():
    stop = Stop()
    stop.ask(signal.SIGINT)
    assert stop.is_asked
    assert not stop.is_over
    with pytest.raises(Stopped) as stopped:
        stop.ask(signal.SIGINT)
    assert stopped.value.code == 130


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Damaged("it is not as it was written"), 4, "damaged: it is not as it was written"),
        (InUse("it is in use"), 5, "the machine would not: it is in use"),
        (Stopped("stopped; to go on: python", 143), 143, "stopped; to go on: python"),
    ],
)
def test_commands_end_with_a_code_and_a_sentence(error, code, words, capsys):
    def work() -> int:
        raise error

    with pytest.raises(SystemExit) as ended:
        end_with(work)
    assert ended.value.code == code
    assert capsys.readouterr().err == f"{words}\n"


def test_bounds_cover_all_tasks():
    assert even_bounds(10, 4) == [0, 4, 8, 10]
    assert even_bounds(8, 4) == [0, 4, 8]
    assert even_bounds(3, 100) == [0, 3]
    assert even_bounds(0, 4) == [0]
