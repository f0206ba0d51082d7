"""What the days bring is drawn first: kinds of days in a chain, and breakdowns, one desk by itself (T2, C1)."""

import numpy as np
import pytest
from small import constant, desk, exponential, minutes, small_scenario
from told import Told

from sim.model.chances import Chances
from sim.model.clock import DAY, HOUR, MINUTE, from_clock
from sim.model.crossing import as_planned, build
from sim.model.draws import draw
from sim.model.duty import on_duty, open_spans
from sim.model.faults import scenario_of
from sim.model.regime import Day, draw_breakdowns, draw_days, most_on_duty, planned_days, usually_on_duty
from sim.model.scenario import Chain, Desk, Explicit, Gate

SEED = 5
EXPLICIT = Explicit(kind="explicit", days=["open"], late_start="09:00", aborted_at="10:00")


def a_desk(officers=1, hours=(("08:00", "12:00"),), **changes):
    """A desk that is open from eight to twelve."""
    return Desk(**{**desk(officers, minutes(constant(1))), "hours": hours, **changes})


def test_days_that_are_not_named_are_open():
    calendar = EXPLICIT.model_copy(update={"days": ("closed", "late", "aborted")})
    assert planned_days(calendar, 5).tolist() == [Day.CLOSED, Day.LATE, Day.ABORTED, Day.OPEN, Day.OPEN]
    assert planned_days(calendar, 2).tolist() == [Day.CLOSED, Day.LATE]


def chain(closes=0.2, reopens=0.4, late=0.0, aborted=0.0, first="open"):
    """A chain of open and closed days."""
    return Chain(kind="chain", first=first, closes=closes, reopens=reopens, late=late, aborted=aborted,
                 late_start="12:00", aborted_at="12:00")  # fmt: skip


def drawn_days(calendar, count=400, replication=0):
    """The kinds of so many days."""
    return draw_days(calendar, count, 1, Chances(SEED, [replication]))[0]


def closed(calendar, replication):
    """The days of one world that are closed."""
    return set(np.flatnonzero(drawn_days(calendar, replication=replication) == Day.CLOSED).tolist())


@pytest.mark.parametrize("replication", range(10))
def test_closed_days_grow_with_closes_and_shrink_with_reopens(replication):
    """C1: nested sets, as long as closes and reopens add up to 1 at most."""
    some = closed(chain(0.2, 0.4), replication)
    assert some < closed(chain(0.6, 0.4), replication)
    assert some > closed(chain(0.2, 0.8), replication)


@pytest.mark.parametrize("first", ["open", "closed"])
def test_the_first_day_is_as_named(first):
    assert (drawn_days(chain(0.5, 0.5, first=first))[0] == Day.CLOSED) == (first == "closed")


def test_a_chain_at_its_ends():
    """Never closing and never reopening; closing and reopening for sure, day by day."""
    assert set(drawn_days(chain(0.0, 0.5)).tolist()) == {Day.OPEN}
    assert set(drawn_days(chain(0.5, 0.0, first="closed")).tolist()) == {Day.CLOSED}
    assert drawn_days(chain(1.0, 1.0), 5).tolist() == [Day.OPEN, Day.CLOSED, Day.OPEN, Day.CLOSED, Day.OPEN]


def within(estimates, exact):
    """Whether the mean of independent estimates is within 4.5 standard errors of the exact value."""
    return abs(np.mean(estimates) - exact) <= 4.5 * np.std(estimates, ddof=1) / np.sqrt(len(estimates))


def test_in_the_long_run_the_share_of_closed_days_is_closes_over_closes_plus_reopens():
    """The stationary law of a chain of two states; the first hundred days are left out."""
    days = [drawn_days(chain(0.2, 0.4), 1100, at)[100:] for at in range(100)]
    assert within([(kinds == Day.CLOSED).mean() for kinds in days], 0.2 / (0.2 + 0.4))


def test_shares_of_the_open_days_are_late_or_aborted():
    """And the same days are closed, whatever the shares."""
    calendar = chain(0.2, 0.4, late=0.3, aborted=0.1)
    days = [drawn_days(calendar, 400, at) for at in range(100)]
    opened = [kinds[kinds != Day.CLOSED] for kinds in days]
    assert within([(kinds == Day.LATE).mean() for kinds in opened], 0.3)
    assert within([(kinds == Day.ABORTED).mean() for kinds in opened], 0.1)
    assert closed(calendar, 0) == closed(chain(0.2, 0.4), 0)


def failing(between, repair, officers=1):
    """A desk that is open day and night, and fails."""
    breakdowns = {"between": exponential(between), "repair": exponential(repair)}
    return a_desk(officers, [("00:00", "24:00")], breakdowns=breakdowns)


def breakdowns(station, days, replication=0):
    """The breakdowns of a station within so many days, (k, 3)."""
    return draw_breakdowns("list", station, days, 1, Chances(SEED, [replication]))[0]


def test_a_desk_works_for_the_share_between_over_between_plus_repair():
    """Renewal theory: five hours between breakdowns, one and a half to repair; two desks, a hundred days."""
    station, days = failing(300, 90, officers=2), 100
    spans = open_spans(station, EXPLICIT, np.zeros(days, np.int64))
    tables = [on_duty(station, spans, breakdowns(station, days, at)) for at in range(60)]
    assert within([table.duty(days * DAY) / (2 * days * DAY) for table in tables], 300 / (300 + 90))


def test_each_desk_fails_by_itself_one_breakdown_after_another():
    """Two desks: rows of each in time, none overlapping, each within the days asked for; and not the same moments."""
    rows = breakdowns(failing(300, 90, officers=2), 50)
    assert set(rows[:, 0].tolist()) == {0, 1}
    for unit in (0, 1):
        start, end = rows[rows[:, 0] == unit, 1:].T
        assert (start < end).all()
        assert (end[:-1] <= start[1:]).all()
        assert 0 < start[0] <= start[-1] < 50 * DAY
    assert not set(rows[rows[:, 0] == 0, 1].tolist()) & set(rows[rows[:, 0] == 1, 1].tolist())


def test_desks_that_come_by_shift_can_fail_too():
    """One usually, three at noon: three desks have breakdowns, and the first one's are those of a desk alone."""
    three = a_desk(1, breakdowns=failing(300, 90).breakdowns, shifts=[{"start": "12:00", "end": "13:00", "on_duty": 3}])
    rows = breakdowns(three, 50)
    assert set(rows[:, 0].tolist()) == {0, 1, 2}
    assert rows[rows[:, 0] == 0].tolist() == breakdowns(failing(300, 90), 50).tolist()


def test_where_nothing_fails_nothing_is_drawn():
    assert breakdowns(a_desk(), 50).tolist() == []


def test_a_longer_run_has_the_same_first_days_and_breakdowns():
    """C1: what is drawn of a week is the beginning of what is drawn of ten."""
    raw = small_scenario()
    raw["calendar"] = chain(0.6, 0.4, late=0.2, aborted=0.2).model_dump()
    raw["stations"]["list"]["breakdowns"] = {"between": exponential(600), "repair": exponential(120)}
    raw["stations"]["bus"]["breakdowns"] = {"between": exponential(900), "repair": exponential(60)}
    week, ten = (draw(scenario_of({**raw, "days": days}), SEED, 0) for days in (7, 70))
    assert ten.days[: week.days.size].tolist() == week.days.tolist()
    assert {Day.OPEN, Day.CLOSED} <= set(week.days.tolist())
    for at in (0, 2):
        early = ten.down[at][ten.down[at][:, 1] < 8 * DAY]
        assert early.tolist() == week.down[at].tolist() != []


def test_a_world_is_built_from_its_days_and_breakdowns_and_a_plan_from_neither():
    """T2: of the days drawn the plan knows nothing; of the days named it does."""
    raw = small_scenario()
    raw["calendar"] = chain(1.0, 0.0).model_dump()
    raw["days"] = 2
    raw["stations"]["list"]["breakdowns"] = {"between": exponential(60), "repair": exponential(60)}
    scenario = scenario_of(raw)
    drawn, planned = build(scenario, draw(scenario, SEED, 0)).stations[0], as_planned(scenario).stations[0]
    assert drawn.days.openings == (from_clock("08:00"),)
    assert planned.days.openings == tuple(day * DAY + from_clock("08:00") for day in range(3))
    assert planned.timetable.duty(DAY) == 2 * 8 * HOUR > drawn.timetable.duty(DAY) > MINUTE
    raw["calendar"] = {**small_scenario()["calendar"], "days": ["closed", "late"]}
    assert as_planned(scenario_of(raw)).stations[0].days.openings == (DAY + 13 * HOUR, 2 * DAY + 8 * HOUR)


def test_days_are_drawn_at_the_bounds_of_their_shares():
    """A day closes below its share and reopens from 1 minus it on; aborted below a quarter, late from three on."""
    calendar = chain(0.5, 0.25, late=0.25, aborted=0.25)
    told = {"day_opens": [0.0, 0.5, 0.25, 0.5, 0.75], "days_kind": [0.0, 0.25, 0.0, 0.0, 0.75]}
    days = [Day.ABORTED, Day.OPEN, Day.CLOSED, Day.CLOSED, Day.LATE]
    assert draw_days(calendar, 5, 2, Told(**told)).tolist() == [days, days]


def test_named_days_are_the_same_in_all_worlds():
    assert draw_days(EXPLICIT, 3, 2, Told()).tolist() == [[Day.OPEN] * 3] * 2


def test_no_breakdowns_are_a_table_of_none():
    """No rows of desk, from and to."""
    assert [rows.shape for rows in draw_breakdowns("list", a_desk(), 2, 2, Told())] == [(0, 3), (0, 3)]


def told_breakdowns(repair, days):
    """The breakdowns within so many days of a desk that works for a day each time, where the uniforms are all 1/2."""
    station = a_desk(breakdowns={"between": constant(24 * 60), "repair": repair})
    return draw_breakdowns("list", station, days, 1, Told(breakdowns=[0.5]))[0].tolist()


def test_what_fails_as_the_days_end_is_not_within_them():
    """A desk that works for 24 hours fails at 24:00, after an hour of repair at 01:00 of the third day."""
    assert told_breakdowns(constant(60), 1) == []
    assert told_breakdowns(constant(60), 2) == [[0, DAY, DAY + HOUR]]


@pytest.mark.parametrize(("repair", "rows"), [(0, []), (1, [[0, DAY, DAY + 1]])])
def test_a_repair_that_takes_no_millisecond_is_none(repair, rows):
    """Half of the repairs take so many milliseconds, the others hours."""
    repairs = {"family": "empirical", "values": [100.0, repair / MINUTE], "weights": [0.5, 0.5]}
    assert told_breakdowns(repairs, 2) == rows


def test_a_gate_is_one():
    """Where it is open, one is on duty."""
    gate = Gate(kind="gate", hours=[("08:00", "12:00")], overtaking=False, quota="unlimited", yields_to=None)
    assert usually_on_duty(gate) == most_on_duty(gate) == 1
