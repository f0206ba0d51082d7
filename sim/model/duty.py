"""Who is on duty when: hours, shifts, absences, breakdowns and the kinds of days, folded into one timetable (T2)."""

from collections.abc import Iterable, Sequence

import numpy as np

from sim.model.clock import DAY, Mask, Whole, from_clock
from sim.model.regime import Day, usually_on_duty
from sim.model.scenario import Absence, Calendar, Gate, Shift, Station
from sim.model.timetable import Span, Timetable


def open_spans(station: Station, calendar: Calendar, days: Whole) -> list[list[Span]]:
    """The spans (ms) in which a station is open, for each day by its kind."""
    hours = sorted((from_clock(start), from_clock(end)) for start, end in station.hours)
    of_kind = [_on_day(hours, calendar, kind) for kind in Day]
    return [
        [(number * DAY + start, number * DAY + end) for start, end in of_kind[kind]]
        for number, kind in enumerate(days.tolist())
    ]


def _on_day(hours: Sequence[Span], calendar: Calendar, kind: Day) -> list[Span]:
    earliest = from_clock(calendar.late_start) if kind is Day.LATE else 0
    latest = from_clock(calendar.aborted_at) if kind is Day.ABORTED else 0 if kind is Day.CLOSED else DAY
    clipped = [(max(start, earliest), min(end, latest)) for start, end in hours]
    return [(start, end) for start, end in clipped if start < end]


def openings(spans: Sequence[Sequence[Span]]) -> tuple[int, ...]:
    """When a station opens on each day on which it does (ms): whoever is due again comes then (S8, S9)."""
    return tuple(of_day[0][0] for of_day in spans if of_day)


def evenings(station: Station, spans: Sequence[Sequence[Span]]) -> tuple[int, ...]:
    """When each day ends at a station (ms): with its last hours, on a day without any when these would have ended.

    A day does not end where the next one begins at once.
    """
    usual, begins = max(from_clock(end) for _, end in station.hours), set(openings(spans))
    ends = [of_day[-1][1] if of_day else number * DAY + usual for number, of_day in enumerate(spans)]
    return tuple(end for end in ends if end not in begins)


def on_duty(station: Station, spans: Sequence[Sequence[Span]], down: Whole) -> Timetable:
    """The timetable of a station's officers or vehicles, open in these spans, with these breakdowns (k, 3)."""
    all_day = [span for of_day in spans for span in of_day]
    shifts = [(_daily(shift.start, shift.end, len(spans)), shift.on_duty) for shift in _shifts(station)]
    absences = [(_daily(one.start, one.end, len(spans), one.day), one.away) for one in _absences(station)]
    broken = [[(start, end)] for _, start, end in down.tolist()]
    at = _edges([all_day, *(when for when, _ in shifts), *(when for when, _ in absences), *broken])
    staffed = np.full(at.size, usually_on_duty(station))
    for when, level in shifts:
        staffed[_within(at, when)] = level
    for when, away in absences:
        staffed[_within(at, when)] -= away
    staffed = np.where(_within(at, all_day), np.maximum(staffed, 0), 0)
    fewer = np.zeros_like(staffed)
    for unit, begin, end in zip(down[:, 0], *np.searchsorted(at, down[:, 1:].T), strict=True):
        fewer[begin:end] += unit < staffed[begin:end]
    return _steps(at, staffed - fewer)


def _shifts(station: Station) -> Sequence[Shift]:
    return () if isinstance(station, Gate) else station.shifts


def _absences(station: Station) -> Sequence[Absence]:
    return () if isinstance(station, Gate) else station.absences


def _daily(start: str, end: str, days: int, only: int | str = "every") -> list[Span]:
    """A span of clock times on every day, or on one of them (1 is the first)."""
    chosen = range(days) if only == "every" else [int(only) - 1]
    return [(day * DAY + from_clock(start), day * DAY + from_clock(end)) for day in chosen]


def _edges(spans: Iterable[Iterable[Span]]) -> Whole:
    """0 and every moment at which a span begins or ends."""
    return np.unique(np.array([0, *(edge for some in spans for span in some for edge in span)], np.int64))


def _within(at: Whole, spans: Sequence[Span]) -> Mask:
    """Which moments (k,) lie in one of the spans."""
    inside = np.zeros(at.size, bool)
    for start, end in np.searchsorted(at, np.array(spans, np.int64).reshape(-1, 2)).tolist():
        inside[start:end] = True
    return inside


def _steps(at: Whole, levels: Whole) -> Timetable:
    """A timetable without breaks at which nothing changes."""
    changes = np.concatenate([[True], np.diff(levels) != 0])
    return Timetable(tuple(at[changes].tolist()), tuple(levels[changes].tolist()))
