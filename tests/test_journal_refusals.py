"""What a study's folder refuses: another study, another process, a machine that will not; and what is damaged."""

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
import tiny
from chunks_signed import signed
from journals import FOUR, chunk, content, done_in, noted, same
from killed import started

from sim.model.faults import Refused
from sim.study.journal import files
from sim.study.journal.chunks import Damaged
from sim.study.journal.lock import InUse, locked
from sim.study.journal.plan import StudyPlan, canonical
from sim.study.journal.running import done


@pytest.fixture
def plan(tmp_path) -> StudyPlan:
    """Twelve tasks, of which one fails, and whose calls are noted."""
    return noted(tmp_path)


@pytest.fixture
def folder(tmp_path, plan) -> Path:
    """Its study, done, in three chunks; the notes are fresh."""
    return done_in(tmp_path, plan)


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
        assert same(done(plan, tiny.work, folder, tell=told.append), quiet)
    assert len(told) == len(list((folder / "damaged").iterdir())) == len(range(0, len(whole), 5))
    assert chunk(folder, 1).read_bytes() == whole
    assert told[0].startswith(f"{chunk(folder, 1)}: it is not as it was written; it was put aside")


def test_a_chunk_cut_short_is_noticed_at_any_length(folder, plan):
    quiet, told = done(plan, tiny.work, folder), []
    whole = chunk(folder, 1).read_bytes()
    for length in range(0, len(whole), 7):
        chunk(folder, 1).write_bytes(whole[:length])
        assert same(done(plan, tiny.work, folder, tell=told.append), quiet)
    assert len(told) == len(range(0, len(whole), 7))


def test_a_chunk_of_another_place_or_study_is_never_used(folder, plan, tmp_path):
    quiet, told = done(plan, tiny.work, folder), []
    done(replace(plan, seed=6), tiny.work, tmp_path / "other", FOUR)
    for foreign in (chunk(folder, 0), chunk(tmp_path / "other", 1)):
        chunk(folder, 1).write_bytes(foreign.read_bytes())
        assert same(done(plan, tiny.work, folder, tell=told.append), quiet)
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


@pytest.mark.parametrize(
    "spoiled",
    [
        *(["array", kind] for kind in ("flat", "a number", "as fields", "as time", "as float32", "no rows")),
        *(["tail", kind] for kind in ("nothing", "zip", "long header")),
        *(
            ["head", "failures", told]
            for told in ({}, "", [[99, 99, 5, "x", "y"]], [[5, 5, 5, "x"]], [[5, 5, 5, "x", 1]])
        ),
        ["head", "code", None],
        ["json", [["[", 100_000]]],
    ],
    ids=str,
)
def test_a_chunk_that_was_signed_again_is_looked_at_all_the_same(folder, plan, spoiled):
    """A digest that fits says nothing of what is signed."""
    quiet, told = done(plan, tiny.work, folder), []
    chunk(folder, 1).write_bytes(signed(chunk(folder, 1).read_bytes(), *spoiled))
    assert same(done(plan, tiny.work, folder, tell=told.append), quiet)
    assert ["it is no chunk of results; it was put aside" in words for words in told] == [True]


@pytest.mark.parametrize(
    "bounds",
    [[], [0], [0, 4, 8], [0, 8, 4, 12], [0, 4, 4, 12], [4, 12], [0, 4.0, 12], [0, 4, 13], None, "0", {"0": 12}],
)
def test_a_plan_whose_chunks_are_not_all_tasks_once_is_never_followed(folder, plan, bounds):
    """Though it is signed: with fewer chunks than tasks a result would lack some."""
    path = folder / "plan.json"
    told = json.loads(path.read_text())["study"] | {"bounds": bounds}
    path.write_text(json.dumps({"study": told, "sha256": sha256(canonical(told)).hexdigest()}))
    with pytest.raises(Damaged, match="cannot be read"):
        done(plan, tiny.work, folder)


def test_a_plan_that_is_too_deep_is_damaged(folder, plan):
    (folder / "plan.json").write_text("[" * 100_000)
    with pytest.raises(Damaged, match="cannot be read"):
        done(plan, tiny.work, folder)


@pytest.mark.parametrize("name", ["plan.json", "chunks/000001.chunk"])
def test_a_pipe_where_a_file_should_be_is_never_waited_for(folder, plan, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(OSError, match="is no regular file"):
        done(plan, tiny.work, folder)


@pytest.mark.parametrize("name", ["lock", "UNFINISHED"])
def test_what_a_link_leads_to_is_never_written_over(folder, plan, tmp_path, name):
    (tmp_path / "letter").write_text("mine")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(tmp_path / "letter")
    with suppress(OSError):
        done(plan, tiny.work, folder)
    assert (tmp_path / "letter").read_text() == "mine"


def test_a_file_that_memory_does_not_hold_is_the_machines_fault(folder, plan, monkeypatch):
    @contextmanager
    def opened(file, _):
        yield SimpleNamespace(read=lambda: bytes(2**62))
        os.close(file)

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(OSError, match="is larger than the memory"):
        done(plan, tiny.work, folder)


def test_workers_with_other_code_are_not_believed(tmp_path, monkeypatch):
    """What they did is not kept."""
    monkeypatch.setattr("sim.study.work.fingerprint", lambda: {"code": "other"})
    with pytest.raises(Damaged, match="other code"):
        done(tiny.plan_of(), tiny.work, tmp_path / "study", FOUR)
    assert not list((tmp_path / "study" / "chunks").iterdir())
