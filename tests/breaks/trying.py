"""A break is tried in a copy of the checkout: the file is broken, a fresh process looks, and the file is mended."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from table_of_breaks import Break, broken

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("conf", "seeds", "sim", "tests")
LONGEST = 300  # seconds; what takes longer is not caught
FAILED = re.compile(r"^FAILED tests/(\S+?)(?:\[.*)?(?: - .*)?$", re.MULTILINE)


class Unclear(Exception):
    """The tests could not be run, or did not end: this says nothing about a break."""


def copy_to(folder: Path) -> Path:
    """A copy of what the tests need, without anything compiled."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def caught_by(one: Break, copy: Path) -> str | None:
    """The first test, or the first random crossing, that catches a break; None where it slips past."""
    with _with_break(one, copy):
        return first_failing(one.caught_by, copy) if one.engine == "reference" else first_unlike(copy)


@contextmanager
def _with_break(one: Break, copy: Path) -> Iterator[None]:
    path = copy / one.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(broken(one, copy), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(sound, encoding="utf-8")


def first_failing(files: Sequence[str], copy: Path) -> str | None:
    """The first test that fails in these files under tests/, on the reference engine; None where all pass."""
    asked = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", "not compiled"]
    done = _run([*asked, *(f"tests/{file}" for file in files)], copy)
    if done.returncode == 0:
        return None
    failed = FAILED.search(done.stdout)
    if done.returncode != 1 or not failed:
        raise Unclear(done.stdout[-2000:] + done.stderr[-2000:])
    return failed[1]


def first_unlike(copy: Path) -> str | None:
    """The first random crossing on which the engines differ; None where they are twins on all."""
    done = _run(["tests/breaks/twins.py"], copy)
    if done.returncode:
        raise Unclear(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout.strip() or None


def _run(command: Sequence[str], copy: Path) -> subprocess.CompletedProcess[str]:
    """Python in the copy, with no compiler, and without traces of what it has read."""
    path = os.pathsep.join(map(str, (copy, copy / "tests")))
    own = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_DISABLE_JIT": "1", "RAFAH_CACHE": str(copy)}
    try:
        return subprocess.run([sys.executable, *command], cwd=copy, env={**os.environ, **own}, timeout=LONGEST,
                              capture_output=True, text=True, check=False)  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Unclear(f"no end after {LONGEST} s") from late
