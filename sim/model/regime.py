"""What the days bring, drawn before an engine runs: open, late, aborted or closed days, and breakdowns (T2)."""

from enum import IntEnum

import numpy as np

from sim.model.chance import Chance
from sim.model.clock import DAY, Real, Whole, to_ms
from sim.model.scenario import Breakdowns, Calendar, Chain, Desk, Explicit, Gate, Shuttle, Station

BEYOND = 1  # day past the horizon in every timetable, so that the last day knows the next opening (S3 fits, S8)
FIRST_DRAWN = 16  # breakdowns drawn at once for one desk or vehicle; twice as many where they do not last


class Day(IntEnum):
    """How a day turns out."""

    OPEN = 0
    LATE = 1
    ABORTED = 2
    CLOSED = 3


def planned_days(calendar: Calendar, count: int) -> Whole:
    """The kind of each of so many days, as far as the calendar names them: (count,); days to be drawn are open."""
    named = calendar.days[:count] if isinstance(calendar, Explicit) else ()
    kinds = [Day[name.upper()] for name in named]
    return np.array([*kinds, *[Day.OPEN] * (count - len(kinds))], np.int64)


def draw_days(calendar: Calendar, count: int, chance: Chance) -> Whole:
    """The kind of each of so many days: (count,)."""
    if isinstance(calendar, Explicit):
        return planned_days(calendar, count)
    is_open = _open_days(calendar, chance(("day opens",), count))
    how = chance(("day's kind",), count)
    kinds = np.where(how < calendar.aborted, Day.ABORTED, np.where(how >= 1 - calendar.late, Day.LATE, Day.OPEN))
    return np.where(is_open, kinds, Day.CLOSED)


def _open_days(chain: Chain, uniforms: Real) -> Whole:
    """Whether each day is open. A day closes at the low end of its uniform and reopens at the high end, so that the set
    of closed days grows with `closes` and shrinks with `reopens`, as long as they add up to 1 at most.
    """
    is_open = [chain.first == "open"]
    for uniform in uniforms[1:].tolist():
        is_open.append(uniform >= (chain.closes if is_open[-1] else 1 - chain.reopens))
    return np.array(is_open)


def draw_breakdowns(name: str, station: Station, days: int, chance: Chance) -> Whole:
    """Each breakdown of a station within so many days as (which desk or vehicle, from ms, to ms): (k, 3)."""
    if isinstance(station, Gate) or station.breakdowns is None:
        return np.zeros((0, 3), np.int64)
    units = range(most_on_duty(station))
    return np.concatenate([_of_one(station.breakdowns, unit, name, days * DAY, chance) for unit in units])


def _of_one(breakdowns: Breakdowns, unit: int, name: str, until: int, chance: Chance) -> Whole:
    """The breakdowns of one desk or vehicle: it works, fails, is repaired, works again."""
    count, back = FIRST_DRAWN, np.zeros(1, np.int64)
    while back[-1] < until:
        works, repair = (
            to_ms(times.quantile(chance(("breakdowns", which, name), count, unit)))
            for which, times in (("between", breakdowns.between), ("repair", breakdowns.repair))
        )
        back = np.cumsum(works + repair)
        count *= 2
    failed = back - repair
    rows = np.column_stack([np.full(back.size, unit), failed, back])
    return rows[(failed < until) & (repair > 0)]


def usually_on_duty(station: Station) -> int:
    """The officers or vehicles on duty outside of shifts; 1 at a gate."""
    match station:
        case Desk():
            return station.officers
        case Shuttle():
            return station.vehicles
        case Gate():
            return 1


def most_on_duty(station: Station) -> int:
    """The most officers or vehicles that are ever on duty; 1 at a gate."""
    shifts = () if isinstance(station, Gate) else station.shifts
    return max([usually_on_duty(station), *(shift.on_duty for shift in shifts)])
