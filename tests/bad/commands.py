"""The project's own commands, run as a user runs them, and what they must leave behind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Ended = subprocess.CompletedProcess[str]


def ended(*arguments: str, cwd: Path, command: str = "run", home: Path = ROOT, **how: Any) -> Ended:
    """A command of a checkout, run in a folder of the test's own."""
    how = {"capture_output": True, "stdin": subprocess.DEVNULL, **how}
    return subprocess.run(words(command, home, arguments), cwd=cwd, check=False, timeout=120, **as_ours(home, how))


def begun(*arguments: str, cwd: Path, command: str = "run", home: Path = ROOT) -> subprocess.Popen[str]:
    """The same, at work, in a group of processes of its own."""
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen(words(command, home, arguments), cwd=cwd, start_new_session=True, **as_ours(home, how))


def words(command: str, home: Path, arguments: Sequence[str]) -> list[str]:
    """The words of a command line."""
    return [sys.executable, str(home / "experiments" / f"{command}.py"), *arguments]


def as_ours(home: Path, how: dict[str, Any]) -> dict[str, Any]:
    """How it is run, with text, and with this checkout before the one that is installed; `env` is what is besides."""
    return {"text": True, **how, "env": {**os.environ, "PYTHONPATH": str(home), **how.get("env", {})}}


def checkout(folder: Path) -> Path:
    """A copy of the project whose files may be spoiled."""
    for name in ("sim", "conf", "seeds", "experiments"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def is_refused(result: Ended, told: str | Sequence[str], room: Path) -> None:
    """Exit code 2, the words, no traceback, and nothing written."""
    lines = result.stderr.splitlines()
    assert result.returncode == 2, result.stderr
    assert any(line.startswith("refused, nothing was written (") for line in lines), result.stderr
    assert [words for words in ([told] if isinstance(told, str) else told) if words not in result.stderr] == []
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert list(room.iterdir()) == []
