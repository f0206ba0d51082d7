"""A small sweep of the bench day through the real command, to which something befalls, and which then goes on."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from commands import Ended, begun, ended

SETTING = "stations.bench_bus.vehicles"
STUDY = ("scenario=bench_day", f"over={{{SETTING}: [1, 2, 3]}}", "replications=8", "measured=[persons crossed]",
         "engine=reference", "executor.kind=inline", "executor.chunk=1", "yes=true")  # fmt: skip
CHUNKS = 24
KINDS = {".csv", ".parquet", ".png", ".svg", ".txt"}  # of tables, pictures, words

Process = subprocess.Popen[str]


def study(*more: str) -> list[str]:
    """Its words, some of them said otherwise, or more."""
    keys = {word.partition("=")[0] for word in more}
    return [*(word for word in STUDY if word.partition("=")[0] not in keys), *more]


def swept(room: Path, *more: str, **how: Any) -> Ended:
    """The study's command, or what is left of it, in a folder of the test's own."""
    return ended(*study(*more), cwd=room, command="sweep", **how)


def folder_in(room: Path) -> Path:
    """The folder of the only study that was left there."""
    (folder,) = room.glob("outputs/*/")
    return folder


def tables(folder: Path) -> dict[str, bytes]:
    """What is told of the results, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in KINDS}


def goes_on(room: Path, quiet: Path, *more: str, **how: Any) -> str:
    """The same command ends well, with the tables of a study that nothing befell; what it says on stderr."""
    result = swept(room, *more, **how)
    assert result.returncode == 0, result.stderr
    assert tables(folder_in(room)) == tables(quiet)
    assert not (folder_in(room) / "UNFINISHED").exists()
    assert not list(room.rglob("*.part"))
    return result.stderr


def is_told(result: Ended, code: int, *words: str) -> None:
    """An exit code, and a sentence with these words; no traceback, and nothing on standard output."""
    assert result.returncode == code, result.stderr
    assert [each for each in words if each not in result.stderr] == [], result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def at_work(room: Path, kept: int = 1, *more: str) -> Process:
    """The study's command, once so many chunks are kept."""
    process = begun(*study(*more), cwd=room, command="sweep")
    when(lambda: len(list(room.glob("outputs/*/chunks/*.chunk"))) >= kept, process)
    return process


def when(is_so: Callable[[], object], process: Process) -> None:
    """Wait until something is so of a process at work."""
    while not is_so():
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)


def is_listening(process: Process) -> bool:
    """Whether it has begun to hear SIGTERM: so it has while it simulates, and not before."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    (caught,) = (int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:"))
    return bool(caught >> signal.SIGTERM - 1 & 1)


def ending_of(process: Process) -> Ended:
    """How it ended, and what it said; all its processes are gone."""
    out, told = process.communicate(timeout=60)
    return Ended(process.args, process.returncode, out, told)


def kill(process: Process) -> None:
    """Kill -9 of the command with all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
