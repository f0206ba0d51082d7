"""When a service that starts now will end, under each closing rule of a desk (S3)."""

from itertools import pairwise

from sim.model.clock import UNLIMITED
from sim.model.crossing import Closing
from sim.model.timetable import Timetable


def end_of_service(closing: Closing, timetable: Timetable, now: int, service: int) -> int | None:
    """The moment (ms) a service would end that starts now, or None where it may not start now."""
    if closing is Closing.SUSPEND:
        return open_time_after(timetable, now, service)
    if closing is Closing.FITS and not may_start(timetable, now, service):
        return None
    return now + service


def may_start(timetable: Timetable, now: int, service: int) -> bool:
    """It ends by the next fall of the level; or it fits no later stretch either, and this is an opening."""
    falls = [at for at, before, after in _changes(timetable) if after < before] + [UNLIMITED]
    next_fall = next(fall for fall in falls if fall > now)
    if now + service <= next_fall:
        return True
    later = [(start, end) for start, end in _stretches(timetable, falls) if start >= next_fall]
    fits_later = any(start + service <= end for start, end in later)
    return not fits_later and now in _openings(timetable)


def open_time_after(timetable: Timetable, now: int, service: int) -> int:
    """The first moment with that much open time behind it."""
    left = service
    for start, end, level in timetable.steps(UNLIMITED):
        open_now = max(0, end - max(start, now)) if level else 0
        if level and open_now >= left and end >= now:
            return max(start, now) + left
        left -= open_now
    return UNLIMITED


def _changes(timetable: Timetable) -> list[tuple[int, int, int]]:
    """Each change as (when, level before, level after); before the first break nobody is on duty."""
    levels = (0, *timetable.levels)
    return [(at, before, after) for at, (before, after) in zip(timetable.breaks, pairwise(levels), strict=True)]


def _openings(timetable: Timetable) -> list[int]:
    return [at for at, before, after in _changes(timetable) if before == 0 < after]


def _stretches(timetable: Timetable, falls: list[int]) -> list[tuple[int, int]]:
    """From each moment at which a service could start afresh, an opening or a fall to a level, to the next fall."""
    starts = [at for at, before, after in _changes(timetable) if after and (before == 0 or after < before)]
    return [(start, next(fall for fall in falls if fall > start)) for start in starts]
