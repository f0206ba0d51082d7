"""What a stored number depends on besides its configuration: the code that makes it, and the libraries' versions."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOMS = ("model", "engines", "measures", "study")  # what is drawn, acted out, measured and analysed
LIBRARIES = ("numba", "numpy", "pydantic", "scipy", "simpy")
SIM = Path(__file__).resolve().parents[1]


@cache
def fingerprint() -> dict[str, str]:
    """SHA-256 of the code as this process found it first, and the versions, by name."""
    return {"code": code(), "python": platform.python_version(), **{name: _version(name) for name in LIBRARIES}}


def code(sim: Path = SIM) -> str:
    """SHA-256 (hex) over the names and bytes of all Python files of the rooms that make numbers."""
    digest = sha256()
    for path in sorted(path for room in ROOMS for path in (sim / room).rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(sim).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
