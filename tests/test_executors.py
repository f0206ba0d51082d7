"""Whoever carries a study out, the bytes are the same, and a worker that dies costs what it had in hand."""

import os
import signal
import time
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import real
import tiny
from journals import same
from killed import started

from sim.model.faults import Refused
from sim.study.executors import Crew, Executor, available_cores, crew_of, refused
from sim.study.journal.handing_out import LOST, chunks
from sim.study.journal.running import Done, done
from sim.study.stopping import Stop

BAD = 4
TWO = Executor(kind="processes", workers=2, chunk=3)


def carried_out(folder: Path, executor: Executor, plan=None, work=tiny.work) -> Done:
    """The result of a study, by default of one with a task that fails."""
    return done(plan or tiny.plan_of(20, bad=[BAD]), work, folder, executor)


def chunks_begun(notes: Path) -> list[str]:
    """The ranges of tasks that were begun, in order of their names."""
    return sorted(notes.read_text().split())


@pytest.mark.parametrize("chunk", [1, 3, 7, 20, 1000, None])
def test_chunks_do_not_change_a_byte(tmp_path, chunk):
    """Chunks of any size, or of a measured one, give what one task at a time gives."""
    alone = carried_out(tmp_path / "alone", Executor(kind="inline", chunk=1))
    assert same(carried_out(tmp_path / "other", Executor(kind="inline", chunk=chunk)), alone)
    assert [failure.task for failure in alone.failures] == [BAD]
    assert np.isnan(alone.values[BAD]).all()
    assert np.isfinite(np.delete(alone.values, BAD, axis=0)).all()


@pytest.mark.parametrize(("workers", "chunk"), [(1, 3), (2, 1), (2, 7), (7, 2)])
def test_processes_give_the_same_bytes(tmp_path, workers, chunk):
    alone = carried_out(tmp_path / "alone", Executor(kind="inline", chunk=5))
    many = carried_out(tmp_path / "many", Executor(kind="processes", workers=workers, chunk=chunk))
    assert same(many, alone)


def test_simulated_days_are_the_same_in_other_processes(tmp_path):
    """Draw, simulate and measure: three points of six replications each, by two workers and by none."""
    alone = carried_out(tmp_path / "alone", Executor(kind="inline", chunk=18), real.plan_of(), real.work)
    many = carried_out(tmp_path / "many", Executor(kind="processes", workers=2, chunk=4), real.plan_of(), real.work)
    assert same(many, alone)
    assert len(set(alone.values[:, 0])) == 18


def test_a_killed_worker_costs_its_chunk_and_no_other(tmp_path):
    """Of seven chunks one is begun twice: that whose worker was killed; the other worker goes on with its own."""
    plan = tiny.plan_of(20, deadly_once={"7": str(tmp_path / "7")}, notes=str(tmp_path / "notes"), seconds=0.02)
    alone = carried_out(tmp_path / "alone", Executor(kind="inline", chunk=20), tiny.plan_of(20))
    assert same(carried_out(tmp_path / "study", TWO, plan), alone)
    begun = chunks_begun(tmp_path / "notes")
    assert [one for one in set(begun) if begun.count(one) > 1] == ["6-9"]
    assert tiny.done_twice(tmp_path / "notes", 3) == 1


def test_a_task_that_always_kills_its_worker_is_recorded_and_the_others_go_on(tmp_path):
    """Its chunk is not kept, so that the same command, perhaps with more memory, tries it again."""
    plan = tiny.plan_of(20, deadly=[7])
    result = carried_out(tmp_path / "study", TWO, plan)
    assert [(failure.task, failure.error) for failure in result.failures] == [(7, LOST)]
    assert np.flatnonzero(np.isnan(result.values[:, 0])).tolist() == [7]
    assert len(list((tmp_path / "study" / "chunks").iterdir())) == 6


def test_workers_that_all_die_are_the_machines_fault(tmp_path, monkeypatch):
    """Where no chunk is ever done it is not one task's fault, and nobody waits for a thousand deaths."""
    monkeypatch.setattr("sim.study.journal.handing_out.LOST_IN_A_ROW", 4)
    with pytest.raises(OSError, match="workers died one after another"):
        carried_out(tmp_path / "study", Executor(kind="processes", workers=2, chunk=64),
                    tiny.plan_of(64, deadly=list(range(64))))  # fmt: skip


def test_an_error_that_says_nothing_of_a_task_ends_the_study(tmp_path):
    """Work that returns another shape is a slip of the program, and no failed task."""
    with pytest.raises(TypeError, match=r"test_executors.misshapen: needs to return an array of float64 and shape"):
        carried_out(tmp_path / "study", Executor(kind="inline", chunk=5), work=misshapen)


def misshapen(_plan, first, last):
    """One number too many."""
    return np.zeros((last - first, 3))


def test_too_little_memory_is_no_fault_of_a_task(tmp_path):
    """A chunk that does not fit is tried again, then in halves."""
    result = carried_out(tmp_path / "study", Executor(kind="inline", chunk=8), tiny.plan_of(8), hungry)
    assert result.failures == ()
    assert result.values[:, 0].tolist() == list(range(8))


def hungry(_plan, first, last):
    """More than two tasks at once do not fit."""
    if last - first > 2:
        raise MemoryError
    return np.array([[float(task), 0.0] for task in range(first, last)])


def test_workers_do_not_outlive_their_parent(tmp_path):
    """After kill -9 of the command alone, none of its processes is left within moments."""
    process = started(tmp_path / "study", "processes", 2, 1000, 0.05)
    until(lambda: list(tmp_path.glob("study/chunks/*.chunk")))
    process.kill()
    process.communicate()
    until(lambda: is_gone(process.pid))


def until(is_so, seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it has not come to pass"
        time.sleep(0.02)


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_crew_leaves_no_process_behind():
    """When the work is abandoned, those who do it are ended, and not waited for."""
    begun = time.monotonic()
    with crew_of(Executor(kind="processes", workers=2), tiny.plan_of(2, seconds=1000), tiny.work) as crew:
        futures = [crew.submit(0, 1), crew.submit(1, 2)]
    assert time.monotonic() - begun < 60
    assert all(future.exception() for future in futures)


@pytest.mark.parametrize(
    ("executor", "key", "words"),
    [
        (Executor(kind="dask"), "executor.address", "is missing"),
        (Executor(kind="processes", address="tcp://node:8786"), "executor.address", "only dask has one"),
    ],
)
def test_an_executor_that_makes_no_sense_is_refused(executor, key, words):
    assert any(fault.key == key and words in fault.problem for fault in refused(executor))
    with pytest.raises(Refused):
        crew_of(executor, tiny.plan_of(), tiny.work)


def test_dask_that_is_not_installed_is_refused_with_the_way_to_get_it(monkeypatch):
    monkeypatch.setattr("sim.study.executors.find_spec", lambda _: None)
    (fault,) = refused(Executor(kind="dask", address="tcp://node:8786"))
    assert "rafah-crossing[cluster]" in fault.problem


def test_workers_are_one_a_core_unless_told():
    assert Executor(kind="processes").at_once == available_cores() >= 1
    assert Executor(kind="processes", workers=3).at_once == 3
    assert Executor(kind="inline", workers=3).at_once == 1


@pytest.mark.skipif(find_spec("distributed") is None, reason="dask is the extra `cluster`, and not installed")
def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path, monkeypatch):
    """Two workers on this machine, one of which is killed at work; the other does its chunk again."""
    from distributed import LocalCluster

    here = Path(__file__).resolve().parent
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(here.parent), str(here), str(here / "crash")]))
    alone = carried_out(tmp_path / "alone", Executor(kind="inline", chunk=20))
    plan = tiny.plan_of(20, bad=[BAD], deadly_once={"13": str(tmp_path / "13")})
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1",
                      silence_logs=50) as cluster:  # fmt: skip
        executor = Executor(kind="dask", address=cluster.scheduler_address, chunk=3)
        assert same(carried_out(tmp_path / "study", executor, plan), alone)
    assert (tmp_path / "13").exists()


@pytest.mark.skipif(find_spec("distributed") is None, reason="dask is the extra `cluster`, and not installed")
def test_a_scheduler_that_is_not_there_is_the_machines_fault(tmp_path, monkeypatch):
    monkeypatch.setattr("sim.study.executors.CONNECTING", "1s")
    with pytest.raises(OSError, match=r"127\.0\.0\.1:9"):
        carried_out(tmp_path / "study", Executor(kind="dask", address="tcp://127.0.0.1:9", chunk=3))


def test_a_cluster_that_goes_away_is_the_machines_fault():
    """Its futures are cancelled, and nobody waits for them."""
    future: Future = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    crew = Crew(lambda _first, _last: future, lambda: 1, ())
    with pytest.raises(ConnectionError, match="scheduler"):
        list(chunks(tiny.plan_of(3), tiny.work, {0: (0, 3)}, crew, Stop()))


def test_signals_are_as_they_were_after_a_study(tmp_path):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    carried_out(tmp_path / "study", TWO)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
