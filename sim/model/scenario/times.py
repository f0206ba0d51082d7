"""Names, dates, clock times and opening hours, as a scenario writes them."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from sim.model.clock import from_clock
from sim.model.frozen import Many


def _clock_time(text: str) -> str:
    from_clock(text)
    return text


def _date(text: str) -> str:
    try:
        plain = date.fromisoformat(text).isoformat() == text
    except ValueError:
        plain = False
    if not plain:
        raise ValueError(f"got {text!r}; needs a date, YYYY-MM-DD")
    return text


def in_order(hours: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Spans of clock times as they are; raises ValueError where one ends before it starts, or two overlap."""
    spans = sorted((from_clock(start), from_clock(end), start, end) for start, end in hours)
    for opens, closes, start, end in spans:
        if opens >= closes:
            raise ValueError(f"got {start} to {end}; needs a start before its end, on the same day")
    for (_, closes, _, end), (opens, _, start, _) in pairwise(spans):
        if opens < closes:
            raise ValueError(f"got one to {end} and one from {start}; needs spans that do not overlap")
    return hours


ClockTime = Annotated[str, AfterValidator(_clock_time)]
Date = Annotated[str, AfterValidator(_date)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Span = Annotated[tuple[ClockTime, ClockTime], Field(strict=False)]
Hours = Annotated[Many[Span], AfterValidator(in_order)]
