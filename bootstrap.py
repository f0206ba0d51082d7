"""Set up and run, with nothing but Python 3.11 or later: a virtual environment in .venv, then the command asked for.

python3 bootstrap.py run [KEY=VALUE ...]   simulate a scenario (python experiments/run.py)
python3 bootstrap.py test [ARGUMENT ...]   format, lint, types and tests; with arguments, pytest with these
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
UV = "uv==0.13.9"  # installs the others; where this one cannot be had, pip does
STOPPED = 130
CHECKS = (
    ("ruff", "format", "--check"),
    ("ruff", "check"),
    ("mypy",),
    ("pytest", "-n", "auto"),
)


def main(arguments: list[str]) -> int:
    """Set up, then hand over; the exit code is that of the command."""
    if sys.version_info < OLDEST:
        return say(f"needs Python {OLDEST[0]}.{OLDEST[1]} or later: this is {sys.version.split()[0]}")
    match arguments:
        case ["run", *overrides]:
            prepare("")
            return call(PYTHON, ROOT / "experiments" / "run.py", *overrides)
        case ["test"]:
            prepare("[test]")
            return first_failure(CHECKS)
        case ["test", *chosen]:
            prepare("[test]")
            return call(PYTHON, "-m", "pytest", *chosen)
        case _:
            return say(__doc__ or "")


def first_failure(checks: tuple[tuple[str, ...], ...]) -> int:
    """Run every check; the exit code of the first that failed. Ctrl-C ends them all."""
    failure = 0
    for check in checks:
        code = call(PYTHON, "-m", *check)
        failure = failure or code
        if code == STOPPED:
            break
    return failure


def prepare(extra: str) -> None:
    """Make .venv and install the project with its constraints, unless that has been done for these very versions."""
    stamp = HOME / f"installed{extra}"
    if stamp.is_file() and stamp.read_text() == fingerprint():
        return
    say("setting up .venv; this takes a minute the first time")
    if not PYTHON.is_file():
        venv.create(HOME, with_pip=importlib.util.find_spec("ensurepip") is not None, clear=True)
    install(extra)
    stamp.write_text(fingerprint())


def install(extra: str) -> None:
    """Install by uv, which is quick; where uv cannot be had or fails, by pip."""
    wanted = ["-c", ROOT / "constraints.txt", "-e", f"{ROOT}{extra}"]
    if call(*pip(), "install", "-q", UV) == 0 and call(BIN / "uv", "pip", "install", "-q", "-p", PYTHON, *wanted) == 0:
        return
    if call(*pip(), "install", "-q", *wanted):
        sys.exit("the project's libraries could not be installed: see the lines above")


def pip() -> list[object]:
    """The environment's own pip; where Python came without it (Debian), the pip outside, told to install inside."""
    inside = call(PYTHON, "-c", "import pip") == 0 if importlib.util.find_spec("ensurepip") else False
    return [PYTHON, "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", PYTHON]


def fingerprint() -> str:
    """What an installation depends on: the project's demands, the pinned versions, this Python, this place."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def call(*words: object) -> int:
    """Run a command in the project's folder; its exit code, or 127 where it cannot be started."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        code = subprocess.run([str(word) for word in words], cwd=ROOT, env=environment, check=False).returncode
        return code if code >= 0 else 128 - code  # killed by a signal
    except OSError as error:
        return say(f"{words[0]}: {error}") + 125
    except KeyboardInterrupt:
        return STOPPED


def say(text: str) -> int:
    """Tell the user, on stderr; the exit code of a refusal."""
    print(text, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
