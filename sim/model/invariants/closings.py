"""When services end and whether they may start, by a desk's closing rule (S3), told apart from any engine."""

import numpy as np

from sim.model.clock import UNLIMITED, Whole
from sim.model.crossing import AnyStation, Closing, DeskStation
from sim.model.timetable import Timetable


def due_end(plan: AnyStation, started: Whole, service: Whole) -> Whole:
    """When services (n,) ms that started then (n,) ms are due to end."""
    if not isinstance(plan, DeskStation) or plan.closing is not Closing.SUSPEND:
        return started + service
    opens, closes = _open_spans(plan.timetable)
    passed = np.concatenate([[0], np.cumsum(closes - opens)])  # open time before each span
    span = np.searchsorted(closes, started, side="right").clip(max=opens.size - 1)
    done = passed[span] + np.maximum(started - opens[span], 0) + service
    last = np.searchsorted(passed[1:], done).clip(max=opens.size - 1)
    end = np.where(done > passed[-1], UNLIMITED, opens[last] + done - passed[last])
    return np.maximum(end, started)


def may_start(plan: DeskStation, at: int, service: int) -> bool:
    """Whether a service may start at a moment at which officers are on duty."""
    if plan.closing is not Closing.FITS:
        return True
    levels = dict(zip(plan.timetable.breaks, plan.timetable.levels, strict=True))
    falls = [moment for moment in levels if plan.timetable.level_at(moment) < _before(plan.timetable, moment)]
    rest = [moment for moment in (*falls, UNLIMITED) if moment > at]
    if at + service <= rest[0]:
        return True
    afresh = [moment for moment in levels if moment >= rest[0] and levels[moment] and _fresh(plan.timetable, moment)]
    fits_later = any(start + service <= min(fall for fall in rest if fall > start) for start in afresh)
    return not fits_later and at in levels and _before(plan.timetable, at) == 0


def _before(timetable: Timetable, moment: int) -> int:
    return timetable.level_at(moment - 1) if moment else 0


def _fresh(timetable: Timetable, moment: int) -> bool:
    """Whether a stretch without a fall begins: the station opens, or has just lost officers."""
    return _before(timetable, moment) == 0 or timetable.level_at(moment) < _before(timetable, moment)


def _open_spans(timetable: Timetable) -> tuple[Whole, Whole]:
    """Openings and closings (ms) of the times with anyone on duty."""
    spans = [(start, end) for start, end, level in timetable.steps(UNLIMITED) if level]
    opens, closes = np.array(spans or [(UNLIMITED, UNLIMITED)], np.int64).T
    return opens, closes
