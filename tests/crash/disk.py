"""A disk that fails: at the n-th operation it refuses, or the machine dies and forgets what was not synced."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sim.study.journal import files

OPERATIONS = ("make_folder", "create", "write", "sync", "replace", "sync_folder", "remove", "read", "lock")
ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EDQUOT", "EINTR")}
FAULTS = (
    *ERRORS,
    "short write",
    "crash before",
    "crash after",
    "crash, unsynced data lost",
    "crash, unsynced data torn",
    "crash, unsynced names lost",
    "crash, unsynced names and data lost",
)


class Crash(BaseException):
    """The machine is dead: nothing reaches the disk any more, and nobody tidies up."""


class Disk:
    """Counts operations, and lets the n-th fail (from 1; 0 never); knows what is not on the disk for sure."""

    def __init__(self, at: int, fault: str) -> None:
        self.at, self.fault, self.count, self.is_dead = at, fault, 0, False
        self.open: dict[int, Path] = {}
        self.unsynced: set[Path] = set()
        self.names: list[tuple[Path, Path, bytes | None]] = []  # (old, new, what new held) of each unsynced rename
        self.real = {name: getattr(files, name) for name in OPERATIONS}

    def operation(self, name: str, *arguments: Any) -> Any:
        """Do an operation, or what the fault makes of it."""
        if self.is_dead:
            raise Crash
        self.count += 1
        if self.count != self.at:
            return self.done(name, *arguments)
        if self.fault in ERRORS:
            raise OSError(ERRORS[self.fault], os.strerror(ERRORS[self.fault]))
        if self.fault == "short write":
            return self.done(name, *arguments) if name != "write" else self.done(name, arguments[0], arguments[1][:7])
        if self.fault != "crash before":
            result = self.done(name, *arguments)
            if name in {"create", "lock"}:
                os.close(result)  # as the end of a process does
        self.die()
        raise Crash

    def done(self, name: str, *arguments: Any) -> Any:
        """Do an operation, and remember what it leaves unsynced."""
        before = arguments[1].read_bytes() if name == "replace" and arguments[1].exists() else None
        result = self.real[name](*arguments)
        match name:
            case "create":
                self.open[result] = arguments[0]
            case "write":
                self.unsynced.add(self.open[arguments[0]])
            case "sync":
                self.unsynced.discard(self.open[arguments[0]])
            case "replace":
                self.names.append((*arguments, before))
                if arguments[0] in self.unsynced:
                    self.unsynced = self.unsynced - {arguments[0]} | {arguments[1]}
            case "sync_folder":
                self.names = [one for one in self.names if one[1].parent != arguments[0]]
        return result

    def die(self) -> None:
        """Forget what was not synced, as far as the fault says."""
        self.is_dead = True
        if "data" in self.fault:
            for path in self.unsynced:
                os.truncate(path, path.stat().st_size // 2 if "torn" in self.fault else 0)
        if "names" in self.fault:
            for old, new, before in reversed(self.names):
                new.rename(old)
                if before is not None:
                    new.write_bytes(before)


@contextmanager
def failing(at: int = 0, fault: str = "") -> Iterator[Disk]:
    """While it lasts, a journal's n-th operation fails so."""
    disk = Disk(at, fault)
    with pytest.MonkeyPatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(files, name, lambda *arguments, name=name: disk.operation(name, *arguments))
        yield disk
