"""Gaps between the waits of cohorts, and clinical deadlines (M7)."""

import pytest
from worlds import REFUSED, Party, crossing_of, desk, draws_of, ms

import sim
from sim.measures import measure
from sim.model.clock import MINUTE, NEVER
from sim.model.crossing import as_planned

LONGEST, SHORTEST = (f"had the {word} median wait in all of the cohorts" for word in ("longest", "shortest"))


def told(simulate, parties, horizon=1440, deadlines=(NEVER, NEVER)):
    """(measure, cohort) -> value, at one desk with one officer."""
    stations = [desk()]
    crossing, draws = crossing_of(stations, horizon, deadlines), draws_of(stations, parties, 0, 0)
    rows = measure(crossing, draws, simulate(crossing, draws))
    return {(row.measure, row.cohort): row.value for row in rows if row.by == "person" and not row.station}


def test_the_gap_is_the_largest_minus_the_smallest(simulate):
    """Ten of each cohort, 1 minute each, one cohort after the other: medians of 4 and 14, p90 of 8 and 18."""
    table = told(simulate, [Party(0, [1], priority=at // 10, cohort=at // 10) for at in range(20)])
    assert table["median wait in all", "everyone"] == 4
    assert table["gap between cohorts, median wait in all", "all"] == 10
    assert table["gap between cohorts, p90 wait in all", "all"] == 10
    assert (table[LONGEST, "everyone"], table[LONGEST, "others"]) == (0, 1)
    assert (table[SHORTEST, "everyone"], table[SHORTEST, "others"]) == (1, 0)


def test_persons_count_and_not_parties(simulate):
    """A family of nine waits 0, a tenth person 30; one party of ten of the others waits 10: medians of 0 and 10."""
    parties = [Party(0, [10], size=9), Party(5, [1], priority=1), Party(0, [20], size=10, cohort=1)]
    table = told(simulate, parties)
    assert table["gap between cohorts, median wait in all", "all"] == 10
    assert table["gap between cohorts, p90 wait in all", "all"] == 10


@pytest.mark.parametrize("persons", [9, 10])
def test_a_cohort_of_which_fewer_than_ten_crossed_is_not_compared(simulate, persons):
    table = told(simulate, [Party(0, [1], size=10), Party(0, [1], size=persons, cohort=1)])
    compared = persons == 10
    assert table["gap between cohorts, median wait in all", "all"] == (1 if compared else None)
    assert table[LONGEST, "others"] == (1 if compared else None)


def test_who_crosses_at_the_deadline_is_not_past_it(simulate):
    """Deadline 5: they cross after 4, 5 and 6 minutes, two, three and one of them."""
    parties = [Party(0, [4], size=2), Party(1, [2], size=3), Party(1, [1])]
    table = told(simulate, parties, deadlines=(ms(5), NEVER))
    assert table["persons past their deadline", "everyone"] == 1
    assert table["share past their deadline", "everyone"] == pytest.approx(1 / 6)
    assert table["persons whose deadline is undecided", "everyone"] == 0
    assert table["persons past their deadline", "all"] == 1
    assert ("persons past their deadline", "others") not in table


def test_who_is_not_across_by_the_deadline_is_past_it(simulate):
    """At the horizon of 60 one is refused, one waits since 5, and one since 40: deadlines of 20, 25 and 60 minutes."""
    parties = [Party(0, [5], onward={0: REFUSED}), Party(5, [100], size=2), Party(40, [1], size=4), Party(NEVER, [1])]
    table = told(simulate, parties, horizon=60, deadlines=(ms(20), NEVER))
    assert table["persons past their deadline", "everyone"] == 3
    assert table["share past their deadline", "everyone"] == 1
    assert table["persons whose deadline is undecided", "everyone"] == 4


def test_without_deadlines_nothing_is_told_of_a_cohort_s(simulate):
    table = told(simulate, [Party(0, [4])])
    assert ("share past their deadline", "everyone") not in table
    assert table["share past their deadline", "all"] is None


def test_a_scenario_s_deadlines_stand_in_the_order_of_cohorts():
    """Minutes of the configuration in ms; -1 where there is none."""
    crossing = as_planned(sim.load("opening_day", "cohorts.wounded_with_companions.deadline=360.5"))
    assert crossing.deadlines[-1] == 360.5 * MINUTE
    assert set(crossing.deadlines[:-1]) == {NEVER}
