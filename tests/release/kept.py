"""What a part of a release found, kept as JSON in a folder, for the state of the code that it was found for."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from parts import Part

ROOT = Path(__file__).resolve().parents[2]
RESTS_ON = ("sim", "conf", "seeds", "experiments", "tests", "bootstrap.py", "constraints.txt", "pyproject.toml")
ASIDE = "tests/release/"  # this command itself; what it says is not what it runs


class Found(NamedTuple):
    """How a part ended: its last line, its exit code, when it began (UTC), how long it took, and for which state."""

    command: list[str]
    sentence: str
    code: int
    began: str
    seconds: float
    fingerprint: str


def fingerprint(root: Path = ROOT) -> str:
    """SHA-256 over all files that proofs rest on, by their paths; traces of running them do not count."""
    digest = hashlib.sha256()
    for path in sorted(_files(root)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in RESTS_ON:
        for path in (root / name).rglob("*") if (root / name).is_dir() else [root / name]:
            inside = path.relative_to(root)
            is_trace = any(part.startswith((".", "__pycache__")) for part in inside.parts)
            if path.is_file() and not is_trace and not inside.as_posix().startswith(ASIDE):
                yield path


def keep(folder: Path, part: Part, found: Found) -> None:
    """Write down what a part found; all at once, so that what is there is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f"{part.name}.half"
    half.write_text(json.dumps(found._asdict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(folder / f"{part.name}.json")


def found_for(folder: Path, part: Part, state: str) -> Found | None:
    """What a part found for this state of the code, by the same command; None where it has not been done for it."""
    path = folder / f"{part.name}.json"
    if not path.exists():
        return None
    found = Found(**json.loads(path.read_text(encoding="utf-8")))
    return found if (found.fingerprint, tuple(found.command)) == (state, part.command) else None


def is_clean(found: Found | None) -> bool:
    """Whether a part was done for this state, said what it found, and nothing was wrong."""
    return found is not None and found.code == 0 and bool(found.sentence)


def said(folder: Path, part: Part) -> Path:
    """Where all that a part said is kept."""
    return folder / f"{part.name}.txt"
