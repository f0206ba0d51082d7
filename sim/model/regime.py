"""What the days bring, drawn before an engine runs: open, late, aborted or closed days, and breakdowns (T2)."""

from enum import IntEnum

import numpy as np

from sim.model.chance import Chance
from sim.model.clock import DAY, Mask, Real, Whole, to_ms
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


def draw_days(calendar: Calendar, count: int, worlds: int, chance: Chance) -> Whole:
    """The kind of each of so many days in each world: (worlds, count)."""
    if isinstance(calendar, Explicit):
        return np.tile(planned_days(calendar, count), (worlds, 1))
    days = np.full(worlds, count)
    is_open = _open_days(calendar, chance(("day opens",), days).reshape(worlds, count))
    how = chance(("day's kind",), days).reshape(worlds, count)
    kinds = np.where(how < calendar.aborted, Day.ABORTED, np.where(how >= 1 - calendar.late, Day.LATE, Day.OPEN))
    return np.where(is_open, kinds, Day.CLOSED)


def _open_days(chain: Chain, uniforms: Real) -> Mask:
    """Whether each day (W, D) is open. A day closes at the low end of its uniform and reopens at the high end, so that
    the set of closed days grows with `closes` and shrinks with `reopens`, as long as they add up to 1 at most.
    """
    is_open = np.full(uniforms.shape, chain.first == "open")
    for day in range(1, uniforms.shape[1]):
        is_open[:, day] = uniforms[:, day] >= np.where(is_open[:, day - 1], chain.closes, 1 - chain.reopens)
    return is_open


def draw_breakdowns(name: str, station: Station, days: int, worlds: int, chance: Chance) -> list[Whole]:
    """The breakdowns of a station within so many days: in each world (k, 3), which desk or vehicle, from, to (ms)."""
    if isinstance(station, Gate) or station.breakdowns is None:
        return [np.zeros((0, 3), np.int64)] * worlds
    units = [
        _of_one(station.breakdowns, unit, name, days * DAY, worlds, chance) for unit in range(most_on_duty(station))
    ]
    return [np.concatenate(rows) for rows in zip(*units, strict=True)]


def _of_one(breakdowns: Breakdowns, unit: int, name: str, until: int, worlds: int, chance: Chance) -> list[Whole]:
    """The breakdowns of one desk or vehicle in each world: it works, fails, is repaired, works again."""
    count = FIRST_DRAWN // 2
    back = np.zeros((worlds, 1), np.int64)
    while (back[:, -1] < until).any():
        count *= 2
        works, repair = (
            to_ms(times.quantile(chance(("breakdowns", which, name), np.full(worlds, count), unit)))
            for which, times in (("between", breakdowns.between), ("repair", breakdowns.repair))
        )
        repair = repair.reshape(worlds, count)
        back = np.cumsum(works.reshape(worlds, count) + repair, axis=1)
    failed = back - repair
    rows = np.stack([np.full(back.shape, unit), failed, back], axis=2)
    within = (failed < until) & (repair > 0)
    return [those[chosen] for those, chosen in zip(rows, within, strict=True)]


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
