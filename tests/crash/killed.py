"""Kill -9 of all of a study's processes at random moments, each followed by the same study."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from study import CHUNK, study
from tiny import done_twice

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
START = 4.0  # s that a command takes to begin, about
TABLES = [f"{name}.{kind}" for name in ("values", "failures") for kind in ("csv", "parquet")]


def started(folder: Path, *setting: Any) -> subprocess.Popen[str]:
    """The tiny study's command, in a group of processes of its own."""
    words = [sys.executable, str(HERE / "study.py"), *map(str, (folder, *setting))]
    paths = os.pathsep.join([str(ROOT), str(HERE)])
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": paths}, cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip


def kill_all(process: subprocess.Popen[str]) -> None:
    """Kill a command with all its workers."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def written(folder: Path, *setting: Any) -> list[bytes]:
    """The tables of the study, after what is left of it has been done here."""
    study(folder, *setting)
    return [(folder / name).read_bytes() for name in TABLES]


def when_at_work(folder: Path) -> None:
    """Wait until a worker has begun a task."""
    while not Path(f"{folder}.notes").exists():
        time.sleep(0.005)


def kill_and_resume(room: Path, kills: int, seed: int, workers: int, tasks: int, seconds: float) -> list[str]:
    """Which studies did not end as a quiet one, or did more than a chunk a worker again; each is killed once.

    The moments are drawn from the time in which there is work; of each fifth study, from the whole run.
    """
    whole, wrong = ("processes", workers, tasks, seconds), []
    quiet, at_work = written(room / "quiet", *whole), tasks * seconds / workers
    for number, share in enumerate(np.random.default_rng(seed).uniform(0, 1, kills).tolist()):
        folder = room / f"killed {number}"
        process = started(folder, *whole)
        is_fifth = number % 5 == 4
        if not is_fifth:
            when_at_work(folder)
        time.sleep(share * (START + at_work if is_fifth else at_work))
        kill_all(process)
        kept = len(list(folder.glob("chunks/*.chunk")))
        alike, twice = written(folder, *whole) == quiet, done_twice(Path(f"{folder}.notes"), CHUNK)
        told = f"killed at {share:.2f} (exit code {process.returncode}), {kept} chunks kept, {twice} done twice"
        print(told, "" if alike else "NOT ALIKE", flush=True)
        wrong += [] if alike and twice <= workers else [told]
    return wrong
