"""Where the compiled engine is kept between runs: a folder keyed by the hash of its sources, so that none is stale.

Numba looks at one file of a function only; an engine whose words changed in another would run yesterday's rules.
"""

import os
import stat
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
COMPILED, MODEL = HERE / "compiled", HERE.parent / "model"
SOURCES = (
    *sorted(COMPILED.glob("*.py")),
    *(MODEL / name for name in ("clock.py", "log.py", "outcome.py")),
)


def folder() -> Path:
    """The folder of these very sources, compiled by this Numba; it may not be there yet."""
    setting = f"{version('numba')} {sys.version} {os.environ.get('NUMBA_BOUNDSCHECK', '')}"
    parts = [setting.encode(), *(path.read_bytes() for path in SOURCES)]
    return home() / sha256(b"\0".join(parts)).hexdigest()[:16]


def home() -> Path:
    """Where all such folders are: RAFAH_CACHE, else the user's cache."""
    own = os.environ.get("RAFAH_CACHE") or os.environ.get("XDG_CACHE_HOME")
    return (Path(own) if own else Path.home() / ".cache") / "rafah-crossing"


def is_filled() -> bool:
    """Whether there is something compiled already."""
    return any(folder().rglob("*.nbi"))


def is_writable() -> bool:
    """Whether something compiled can be kept where nobody else could put it: what is there is run."""
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder().stat()
    except OSError:
        return False
    is_ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & stat.S_IWOTH)
    return is_ours and os.access(folder(), os.W_OK)
