"""Time is whole milliseconds since 00:00 of the first day (T1); minutes, clock times and dates live at the edges."""

import re

import numpy as np
from numpy.typing import NDArray

MINUTE = 60_000  # ms
HOUR = 60 * MINUTE  # ms
DAY = 24 * HOUR  # ms
NEVER = -1  # the stamp of what has not happened
UNLIMITED = 2**62  # persons of a hall, or milliseconds, that no run comes near

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]

CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def to_ms(minutes: Real) -> Whole:
    """Minutes (any shape) to whole milliseconds, to the nearest, ties to even."""
    return np.rint(minutes * MINUTE).astype(np.int64)


def from_clock(text: str) -> int:
    """A clock time "HH:MM" (24:00 is the end of the day) to milliseconds since 00:00.

    Raises ValueError where the text is no clock time.
    """
    if not CLOCK_TIME.fullmatch(text):
        raise ValueError(f'got {text!r}; needs a clock time, quoted, from "00:00" to "24:00"')
    hours, minutes = text.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


def to_clock(ms: float) -> str:
    """Milliseconds since 00:00 of day 1 to "HH:MM" to the nearest minute; later days say which: "day 2 09:15"."""
    day, rest = divmod(round(ms / MINUTE), 24 * 60)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return text if day == 0 else f"day {day + 1} {text}"
