"""A run folder: one that no two runs can ever share, with a name that no scenario's name can lead elsewhere."""

import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

LONGEST_SLUG = 40


def claim(outputs: Path, name: str) -> Path:
    """Make and return a new folder for a run of this name below `outputs`; raises OSError where that cannot be."""
    outputs.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    folder = outputs / f"{moment}-{slug(name)}-{secrets.token_hex(4)}"
    folder.mkdir(exist_ok=False)
    return folder


def refuse_unwritable(folder: Path) -> None:
    """Raise OSError unless files can be written where a folder is, or is to be made; nothing is left there.

    So it is known before hours of work.
    """
    place = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        tempfile.TemporaryFile(dir=place).close()
    except OSError as error:
        error.filename = str(place)
        raise


def slug(name: str) -> str:
    """A name as a plain file name: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_SLUG] or "run"


@contextmanager
def unfinished(folder: Path) -> Iterator[None]:
    """While it lasts, a file UNFINISHED stands in the folder; what is killed or fails keeps it.

    An error of the disk that does not say where it was is of this folder, and says so.
    """
    mark = folder / "UNFINISHED"
    mark.unlink(missing_ok=True)  # it may be a link to something else, or a pipe
    mark.write_text("This run has not ended, or was stopped; its tables are not whole.\n", encoding="utf-8")
    try:
        yield
    except OSError as error:
        if error.errno and not error.filename:
            error.filename = str(folder)
        raise
    mark.unlink()
