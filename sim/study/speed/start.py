"""How long a fresh process takes to its first result, with the engine compiled: what a user waits for."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

TIMES = 3
ONLY_IMPORTED = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='imported')"


class Start(NamedTuple):
    """Medians of the wall time (s) of a command from its start.

    imports: until all that its file imports is there, with nothing done. first_result: until its first line. whole:
    until its end. cpu_seconds: that it takes in all.
    """

    command: str
    imports: float
    first_result: float
    whole: float
    cpu_seconds: float


def warm_start(command: Path, *overrides: str) -> Start:
    """Start a command of experiments/ anew, several times, its folders in a place that is swept afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        only = [sys.executable, "-c", ONLY_IMPORTED, str(command)]
        whole = [sys.executable, str(command), *overrides, f"outputs={folder}"]
        runs = [(_run(only)[1], *_run(whole)) for _ in range(TIMES)]  # by turns
    return Start(" ".join(["python", f"experiments/{command.name}", *overrides]), *np.median(runs, axis=0).tolist())


def _run(words: Sequence[str]) -> tuple[float, float, float]:
    """Seconds to the first line, to the end, and of CPU time; raises CalledProcessError where it fails."""
    spent, before = _children(), time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        if process.stdout is not None:
            process.stdout.readline()
        first = time.perf_counter() - before
        process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return first, time.perf_counter() - before, _children() - spent


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system
