"""Plans compared: tables by hand, what may be said of them, and the words and the picture that say it."""

from collections import Counter

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import stats
from small import small_scenario

from sim.model.faults import scenario_of
from sim.report.compared import short_names, told_compared
from sim.report.differences import draw_differences
from sim.report.plots.differences import differences, differences_title
from sim.study.choice import beside_the_first, kind_of, tables
from sim.study.compare import AS_IT_IS, Alternative, Goal
from sim.study.compared import EVERY_TWO, WITH_THE_FIRST, Compared
from sim.study.senses import LESS, MORE

SCENARIO = scenario_of(small_scenario())
OTHER = scenario_of({**small_scenario(), "overnight": "return"})
CROSSED, WAIT = Goal("persons crossed", "persons", MORE, 0.0), Goal("p95 wait in all", "min", LESS, 0.0)
CLOCK = Goal("90 % out", "clock", LESS, 0.0)


def compared_of(goals, *plans, names=None):
    """Plans, the first as it is, by their values: of each plan a list of days for each goal."""
    names = names or [f"plan {at}" for at in range(1, len(plans))]
    values = np.array(plans, dtype=float).transpose(0, 2, 1)
    others = [Alternative(name, "days=1", OTHER) for name in names]
    return Compared([Alternative(AS_IT_IS, "", SCENARIO), *others], goals, values, 7)


def days_of(seed, mean, count=40, spread=1.0):
    """So many days of a plan; days of one seed go up and down together."""
    return (mean + spread * np.random.default_rng(seed).standard_normal(count)).tolist()


def words_of(compared):
    return told_compared(compared, tables(compared), [], Counter({"assumed": 3}))


def lines_of(compared, family=WITH_THE_FIRST):
    return [line for line in tables(compared).differences if line.family == family]


# ---- tables


def test_a_difference_is_the_mean_of_the_days_differences_with_students_interval():
    """Differences of 4, 6 and 8 persons: 6, and t(2) times 2 / sqrt(3) either side."""
    (line,) = lines_of(compared_of([CROSSED], [[1, 2, 3]], [[5, 8, 11]]))
    half = stats.t.ppf(0.975, 2) * 2 / np.sqrt(3)
    assert (line.plan, line.against, line.days, line.intervals) == ("plan 1", AS_IT_IS, 3, 1)
    assert (line.mean, line.low, line.high) == pytest.approx((6, 6 - half, 6 + half))


def test_all_intervals_of_a_family_hold_together():
    """Three plans and two outputs: 6 with the first, each at 1 - 0.05/6; 12 of every two, each at 1 - 0.05/12."""
    days = [[1, 2, 3], [3, 1, 2]]
    compared = compared_of([CROSSED, WAIT], days, days, days, days)
    for family, count in ((WITH_THE_FIRST, 6), (EVERY_TWO, 12)):
        lines = lines_of(compared, family)
        assert len(lines) == count
        assert {line.intervals for line in lines} == {count}
        assert [line.level for line in lines] == pytest.approx([1 - 0.05 / count] * count)


def test_the_gain_is_what_days_of_their_own_would_cost():
    """Variances 1 and 4 against 1 of the paired difference: five times as many replications."""
    (line,) = lines_of(compared_of([CROSSED], [[1, 2, 3]], [[2, 4, 6]]))
    assert line.gain == pytest.approx(5)


def test_two_clock_times_are_minutes_apart():
    told = tables(compared_of([CLOCK], [[600, 610]], [[590, 605]]))
    assert {line.unit for line in told.differences} == {"min"}
    assert {line.unit for line in told.told} == {"clock"}


def test_a_plan_is_told_over_the_days_on_which_it_has_a_value():
    told = tables(compared_of([CLOCK], [[600, 620, np.nan]], [[np.nan] * 3])).told
    assert [(line.days, line.mean, line.median) for line in told] == [(2, 610, 610), (0, None, None)]


def test_what_would_tell_is_said_where_it_is_unclear():
    """With as many, of the same mean and spread, the interval no longer holds 0; with a tenth fewer it does."""
    days = np.array(days_of(1, 0.0, 60))
    (line,) = lines_of(compared_of([CROSSED], [[0] * 60], [(days - days.mean() + 0.1).tolist()]))
    assert line.word == "unclear"
    spread = days.std(ddof=1)
    for count, tells in ((line.needed, True), (round(0.9 * line.needed), False)):
        assert bool(stats.t.ppf(0.975, count - 1) * spread / np.sqrt(count) < 0.1) is tells


def test_what_would_tell_that_it_does_not_matter_is_said_where_that_is_sooner():
    """A mean of 0.1 in a zone of 0.5: the interval need only lie within it, 0.4 either side."""
    days = np.array(days_of(1, 0.0, 10))
    change = (days - days.mean() + 0.1) / days.std(ddof=1)
    (line,) = lines_of(compared_of([CROSSED._replace(indifference=0.5)], [[0] * 10], [change.tolist()]))
    mean = change.mean()
    enough = next(n for n in range(2, 999) if stats.t.ppf(0.975, n - 1) / np.sqrt(n) <= 0.5 - mean)
    assert (line.word, line.needed) == ("unclear", max(30, enough))


def test_nothing_more_is_needed_where_it_is_clear():
    assert [line.needed for line in lines_of(compared_of([CROSSED], [days_of(1, 0)], [days_of(1, 5)]))] == [None]


def test_selection_is_made_where_an_indifference_zone_is_given():
    goals = [CROSSED._replace(indifference=2.0), WAIT]
    compared = compared_of(goals, [days_of(1, 0), days_of(2, 0)], [days_of(3, 5), days_of(4, 0)])
    (selected,) = tables(compared).selected
    assert (selected.output, selected.word, selected.plan) == ("persons crossed", "selected", "plan 1")


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ([1.0] * 19, "too few replications; needs 20"),
        ([1.0] * 30 + [np.nan] * 2, "some plan has no value in 2 replications"),
    ],
)
def test_selection_says_why_there_is_none(days, why):
    (selected,) = tables(compared_of([CROSSED._replace(indifference=1.0)], [days], [days])).selected
    assert (selected.word, selected.plan, selected.why) == ("unclear", "", why)


def test_names_with_semicolons_are_counted_right():
    zone = [CROSSED._replace(indifference=5.0)]
    compared = compared_of(zone, [days_of(1, 0)], [days_of(2, 0)], [days_of(3, 90)], names=["a; b", "c; d"])
    assert tables(compared).selected[0].in_play == 1


# ---- what may be said


def test_a_plan_that_is_surely_better_in_all_is_best_and_dominates():
    found = tables(compared_of([CROSSED, WAIT], [days_of(1, 0), days_of(2, 9)], [days_of(1, 5), days_of(3, 4)]))
    assert found.choice.best == ("plan 1",)
    assert found.choice.dominated == {AS_IT_IS: "plan 1"}
    assert [(one.plans, one.clear) for one in found.choice.leaders] == [(("plan 1",), True)] * 2


def test_better_in_one_and_worse_in_another_is_no_best():
    compared = compared_of([CROSSED, WAIT], [days_of(1, 0), days_of(2, 4)], [days_of(3, 5), days_of(4, 9)])
    found = tables(compared)
    assert (found.choice.best, found.choice.dominated) == ((), {})
    assert kind_of(beside_the_first(found.differences)["plan 1"]) == "mixed"
    assert "Best            unclear: none is surely the best" in words_of(compared)


def test_what_cannot_be_told_apart_is_called_unclear():
    compared = compared_of([CROSSED], [days_of(1, 0)], [days_of(2, 3)], [days_of(3, 3.1)])
    leaders = tables(compared).choice.leaders[0]
    assert leaders == ("persons crossed", ("plan 1", "plan 2"), False)
    assert "persons crossed: unclear: plan 1 or plan 2; likeliest plan 2, best on" in words_of(compared)


def test_two_plans_exactly_alike_differ_in_nothing():
    compared = compared_of([CROSSED, WAIT], *[[days_of(1, 3), days_of(2, 3)]] * 3)
    assert {line.word for line in tables(compared).differences} == {"alike"}
    assert tables(compared).choice.dominated == {}
    text = words_of(compared)
    assert text.count("nothing differs on any day") == 2
    assert "Best            none: nothing that matters differs between any two" in text
    assert "plan 1 and plan 2 differ in no setting" in text


def test_always_two_more_is_alike_within_the_zone_but_not_nothing():
    text = words_of(compared_of([CROSSED._replace(indifference=5.0)], [[1, 2, 3]], [[3, 4, 5]]))
    assert "Alike           plan 1: alike in persons crossed (within 5 persons)" in text


def test_one_replication_proves_nothing():
    compared = compared_of([CROSSED._replace(indifference=1.0)], [[3]], [[90]])
    text = words_of(compared)
    assert "one path proves nothing, so there are no intervals" in text
    assert "Unclear         plan 1: persons crossed +87" in text
    assert "Best            unclear: there are no intervals" in text


def test_a_plan_that_never_has_a_value_does_not_lead():
    """And the days on which each has one are said, as it may be better just by reaching it more often."""
    some = [600.0, 610.0, np.nan, 605.0]
    compared = compared_of([CLOCK], [some], [[np.nan] * 4], [[599.0, 609.0, 607.0, 600.0]])
    assert tables(compared).choice.leaders[0].plans == (AS_IT_IS, "plan 2")
    text = words_of(compared)
    assert "plan 1: 90 % out in both on no day [on 0 with it, on 3 as it is]" in text
    assert "[on 3 of 4 days in both, on 4 with it, on 3 as it is]" in text


def test_nothing_reached_in_any_plan_is_unclear():
    compared = compared_of([CLOCK], [[np.nan] * 30], [[np.nan] * 30])
    assert "90 % out: unclear: any of them" in words_of(compared) or "there are no intervals" in words_of(compared)
    assert "As it is        nothing is told" in words_of(compared)


def test_many_that_cannot_be_told_apart_are_counted():
    compared = compared_of([CROSSED], [days_of(9, 0)], *[[days_of(seed, 5)] for seed in range(7)])
    assert "unclear: plan 1, plan 2, plan 3, plan 4 or one of 3 others; likeliest" in words_of(compared)


def test_alike_on_some_days_is_said_to_be_of_those():
    compared = compared_of([CLOCK, CROSSED], [[600, 610, np.nan], [1, 2, 3]], [[600, 610, 620], [9, 10, 11]])
    assert "alike in 90 % out [on 2 of 3 days in both, on 3 with it, on 2 as it is]" in words_of(compared)


def test_the_words_say_what_common_random_numbers_gained():
    together = compared_of([CROSSED], [days_of(1, 0)], [(np.array(days_of(1, 1)) + days_of(2, 0, spread=0.1)).tolist()])
    gain = lines_of(together)[0].gain
    assert gain > 50
    assert f"as sure as {gain:.0f} to {gain:.0f} times as many replications on days of their own" in words_of(together)


# ---- names are data


ODD = [
    "<script>alert(1)</script>",
    "\u202eevil\x1b[31m\nname",
    "ممر أقصر",
    "x" * 300,
    "x" * 299 + "y",
    "=1+1",
    "a$b_{c}",
]


def test_odd_names_are_shown_safely_and_told_apart(tmp_path):
    days = [[days_of(seed, seed)] for seed in range(len(ODD) + 1)]
    compared = compared_of([CROSSED], *days, names=ODD)
    names = short_names(compared)
    assert all(name.isprintable() and len(name) <= 70 for name in names.values())
    assert len(set(names.values())) == len(ODD) + 1
    paths = draw_differences(compared, tables(compared).differences, names, tmp_path)
    assert [path.name for path in paths] == ["differences.png", "differences.svg", "differences.txt"]
    assert "<script>" not in paths[1].read_text(encoding="utf-8")
    assert all(line.isprintable() for line in words_of(compared).split("\n"))


# ---- the picture


def test_the_picture_says_its_numbers_in_words(tmp_path):
    zone = CROSSED._replace(indifference=2.0)
    compared = compared_of([zone], [[1, 2, 3]], [[5, 8, 11]], names=["four buses"])
    names = short_names(compared)
    _, _, text = draw_differences(compared, tables(compared).differences, names, tmp_path)
    said = " ".join(text.read_text(encoding="utf-8").split())
    assert "(persons; more is better, up to 2 does not matter), with interval: four buses +6 (+1 to +11)" in said


def test_shares_are_drawn_and_told_in_points_of_a_hundred():
    share = Goal("seats taken @ bus", "share", MORE, 0.0)
    compared = compared_of([share], [[0.5, 0.6, 0.7]], [[0.6, 0.72, 0.81]])
    assert "seats taken @ bus +11 points of 100 (+8.5 to +13)" in words_of(compared)
    axes = Figure().subplots()
    differences(axes, lines_of(compared), {"plan 1": "plan 1"})
    axes.set_xlim(0, 0.2)
    assert axes.xaxis.get_major_formatter()(0.1) == "10"


def test_twelve_plans_and_ten_outputs_are_drawn(tmp_path):
    goals = [Goal(f"output {at}", "min", LESS, 1.0) for at in range(10)]
    plans = [[days_of(10 * plan + goal, plan % 3) for goal in range(10)] for plan in range(13)]
    compared = compared_of(goals, *plans)
    assert draw_differences(compared, tables(compared).differences, short_names(compared), tmp_path)[0].stat().st_size
    assert len(lines_of(compared, EVERY_TWO)) == 10 * 13 * 12 / 2


def test_the_title_is_the_finding():
    better = lines_of(compared_of([CROSSED], [days_of(1, 0)], [days_of(2, 9)], names=["four buses"]))
    assert differences_title(better, {"four buses": "four buses"}) == "four buses is surely better"
    alike = lines_of(compared_of([CROSSED], [days_of(1, 0)], [days_of(1, 0)]))
    assert differences_title(alike, {"plan 1": "p"}) == "none of 1 plan is surely better and in nothing worse"
