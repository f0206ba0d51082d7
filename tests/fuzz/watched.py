"""Code watched while it reads an input: its time, its memory, and whatever it would write, start or call."""

import contextlib
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any, NamedTuple

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

CLOCK = 60.0  # s by the clock, on however busy a machine
FRAMES = 990  # that code has below it in a command of its own
OUTSIDE = {
    "os.chmod", "os.exec", "os.fork", "os.forkpty", "os.link", "os.mkdir", "os.posix_spawn", "os.putenv", "os.remove",
    "os.rename", "os.rmdir", "os.spawn", "os.startfile", "os.symlink", "os.system", "os.truncate", "os.unsetenv",
    "shutil.copyfile", "shutil.move", "shutil.rmtree", "socket.connect", "socket.getaddrinfo", "subprocess.Popen",
    "urllib.Request", "ctypes.dlopen", "pickle.find_class",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class TooLong(BaseException):
    """The code is stopped: its time is over."""


class Seen(NamedTuple):
    """What came of it: what it returned, or what it raised; what it touched; its CPU time (s); what it printed."""

    value: Any
    error: BaseException | None
    touched: list[str]
    seconds: float
    printed: str


_touched: list[str] | None = None  # of the code that is watched at this moment


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _touched is None:
        return
    if event in OUTSIDE:
        _touched.append(f"{event} {arguments[0]!r}"[:200] if arguments else event)
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        _touched.append(f"open {arguments[0]!r} to write"[:200])


sys.addaudithook(_audit)


def watched(act: Callable[[], Any], seconds: float, megabytes: int, clock: float = CLOCK) -> Seen:
    """Do something under limits of CPU time, memory and time by the clock; never raises what it raises."""
    value, error, before = None, None, time.process_time()
    with ExitStack() as stack:
        printed = stack.enter_context(_heard())
        touched = stack.enter_context(_touching())
        for limit in (_memory(megabytes), _frames(), _time(seconds, clock)):
            stack.enter_context(limit)
        try:
            value = act()
        except (Exception, TooLong, SystemExit) as raised:
            error = raised
    return Seen(value, error, touched, time.process_time() - before, printed.getvalue())


@contextmanager
def _heard() -> Iterator[io.StringIO]:
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
        yield text


@contextmanager
def _touching() -> Iterator[list[str]]:
    global _touched  # noqa: PLW0603  (the interpreter has one hook, which cannot be taken away)
    _touched = found = []
    try:
        yield found
    finally:
        _touched = None


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """So much more than is there: what asks for more gets MemoryError."""
    if resource is None or not os.path.exists("/proc/self/statm"):  # noqa: PTH110  (Linux alone counts so)
        yield
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        here = int(file.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (here + megabytes * 1_000_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _frames() -> Iterator[None]:
    """As many frames as a command has, whoever called us from however deep."""
    before, depth, frame = sys.getrecursionlimit(), 0, sys._getframe()
    while frame is not None:
        frame, depth = frame.f_back, depth + 1  # type: ignore[assignment]
    sys.setrecursionlimit(depth + FRAMES)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def _time(seconds: float, clock: float) -> Iterator[None]:
    """So many seconds of CPU, and so many by the clock, for what waits."""

    def over(number: int, _: FrameType | None) -> None:
        raise TooLong(f"{seconds:g} s of CPU" if number == signal.SIGPROF else f"{clock:g} s by the clock")

    kinds = ((signal.ITIMER_PROF, signal.SIGPROF, seconds), (signal.ITIMER_REAL, signal.SIGALRM, clock))
    before = [signal.signal(number, over) for _, number, _ in kinds]
    for timer, _, limit in kinds:
        signal.setitimer(timer, limit)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(kinds, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
