"""Every touch of the disk that a journal makes, a function each, so that a test can let the n-th of them fail."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

PART = ".part"  # the ending of what is being written and counts for nothing yet


def keep(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all, and durably: after a return it outlasts a power cut.

    Both syncs are needed for that (Pillai et al. 2014, OSDI, "All file systems are not created equal"). Raises OSError;
    then the file is as it was, or is already the new one.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        write_new(part, content)
        replace(part, path)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk does not say where
        with suppress(OSError):
            remove(part)
        raise
    sync_folder(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Write and sync a file that nobody reads yet."""
    file = create(path)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[write(file, rest) :]
        sync(file)
    finally:
        os.close(file)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless they are there."""
    path.mkdir(parents=True, exist_ok=True)


def create(path: Path) -> int:
    """Open a new or emptied file to write; its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)


def write(file: int, content: memoryview) -> int:
    """Write some of the bytes; how many."""
    return os.write(file, content)


def sync(file: int) -> None:
    """Wait until a file's content is on the disk."""
    os.fsync(file)


def replace(old: Path, new: Path) -> None:
    """Give a file its name, at one instant."""
    old.replace(new)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # Windows syncs no folders
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def remove(path: Path) -> None:
    """Take a file away."""
    path.unlink()


def read(path: Path) -> bytes:
    """All bytes of a file; raises OSError, also for what is no file: a pipe, say, whose end nobody may ever write."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(file, "rb") as opened:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "is no regular file", str(path))
        try:
            return opened.read()
        except MemoryError as error:
            raise OSError(errno.ENOMEM, "is larger than the memory", str(path)) from error


def lock(path: Path) -> int:
    """Open a file and lock it, or raise BlockingIOError; the lock lasts until its descriptor or the process ends.

    Raises OSError where the system or the disk knows no such locks, and for a link, as the lock's words would be
    written over what it leads to.
    """
    if fcntl is None:
        raise OSError("long studies need file locks that this system does not have; they run on Linux and macOS")
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        raise
    return file
