"""One writer a folder: a kernel lock that dies with its process, and a line that says whose it is."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sim.study.journal import files

NAME = "lock"


class InUse(OSError):
    """Another process is at work in the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only writer of a folder while it lasts; raises InUse, naming the other, where there is one.

    The file `lock` stays and means nothing by itself: only a living process can hold the lock.
    """
    path = folder / NAME
    try:
        file = files.lock(path)
    except BlockingIOError as error:
        raise InUse(f"{folder} is in use by {_holder(path)}; one process at a time writes there") from error
    try:
        os.ftruncate(file, 0)
        os.write(file, _self().encode())
        yield
    finally:
        os.close(file)


def _self() -> str:
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"process {os.getpid()} on {socket.gethostname()} since {moment} UTC"


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") or "another process"
    except (OSError, UnicodeDecodeError):
        return "another process"
