"""Stop when asked: the first Ctrl-C or SIGTERM asks to end tidily, the second ends at once."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 5.0  # s that work in other processes is waited for
ASKED = b"\nstopping: what is finished within moments is still kept; once more stops at once\n"


class Stopped(KeyboardInterrupt):
    """The user, or the machine's keeper, stopped it; `code` is the exit code: 130 for Ctrl-C, 143 for SIGTERM."""

    def __init__(self, words: str, code: int) -> None:
        super().__init__(words)
        self.code = code


class Stop:
    """Whether a stop has been asked for, by which signal, and since when (s)."""

    def __init__(self) -> None:
        self.signal = 0
        self.since = 0.0

    def ask(self, number: int, frame: FrameType | None = None) -> None:  # noqa: ARG002  (a signal handler's form)
        """Ask to stop; asked again, stop where it is."""
        if self.signal:
            raise Stopped("stopped at once", self.code)
        self.signal, self.since = number, time.monotonic()
        os.write(2, ASKED)

    @property
    def code(self) -> int:
        """The exit code that tells of the signal."""
        return 128 + self.signal

    @property
    def is_asked(self) -> bool:
        """Whether nothing new is to begin."""
        return self.signal != 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is waited for any more."""
        return self.is_asked and time.monotonic() - self.since > PATIENCE


@contextmanager
def stopping() -> Iterator[Stop]:
    """Listen for Ctrl-C and SIGTERM while it lasts; outside the main thread nothing can listen, and nothing does."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
