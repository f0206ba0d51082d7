"""What a sweep says of numbers worked by hand: the best point, what is flat, what moves, and how it is drawn."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure
from small import small_scenario

from sim.model.faults import scenario_of
from sim.report.plots.sweep import Series, curves, heat, level_axis
from sim.report.sheet import own_style
from sim.report.sweep import draw_sweep
from sim.report.sweep_words import told_sweep
from sim.study.sweep_effects import effects, levels, moves
from sim.study.swept import Swept, best_point, swept_of, swept_rows, told_value

BUSES, OFFICERS = "stations.bus.vehicles", "stations.list.officers"
NOISE = np.array([-1.0, 0.0, 1.0])  # of three days, the same at all points


def swept(*means: float, points=None, design="grid", noise=NOISE, output="persons crossed") -> Swept:
    """A sweep of one output whose points have these means."""
    points = points or [{BUSES: buses, OFFICERS: officers} for buses in (1, 2) for officers in (1, 2)]
    values = np.array([mean + noise for mean in means]).reshape(-1, 1)
    return swept_of(scenario_of(small_scenario()), design, points, [output], ["more is better"], values)


def told(one: Swept) -> str:
    return told_sweep(one, list(swept_rows(one)), moves(one), [], Counter(assumed=1))


def test_the_best_is_among_those_measured_on_most_days():
    """A point with the highest mean, but on two of three days only, is not called the best."""
    one = swept(10, 20, 30, 40)
    one.values[3, 0, 0] = np.nan
    assert best_point(one, 0) == 2
    assert [row.word for row in swept_rows(one)][:3] == ["worse", "worse", "best"]


def test_the_main_effects_of_two_settings_are_told_apart():
    """Officers add 10, buses 1: each on average over the other, without noise as the days are the same."""
    first, second = moves(swept(100, 110, 101, 111))
    assert (first.setting, first.difference, first.low, first.high) == (
        OFFICERS,
        10,
        pytest.approx(10),
        pytest.approx(10),
    )
    assert (second.setting, second.difference) == (BUSES, 1)
    assert (first.lowest, first.highest) == ("1", "2")


def test_effects_are_means_over_the_points_of_a_level():
    rows = [(row.setting, row.level, row.points, row.mean) for row in effects(swept(100, 110, 101, 111))]
    assert rows == [(BUSES, "1", 2, 105), (BUSES, "2", 2, 106), (OFFICERS, "1", 2, 100.5), (OFFICERS, "2", 2, 110.5)]


def test_a_sampled_designs_interval_holds_what_the_others_happen_to_be():
    """Days without any noise: of a grid an effect of 10 is sure, of a sample it drowns in the 40 that buses add."""
    of_each = [
        next(one for one in moves(swept(100, 110, 140, 150, design=design, noise=0 * NOISE)) if one.setting == OFFICERS)
        for design in ("grid", "sobol")
    ]
    assert [one.difference for one in of_each] == [10, 10]
    assert (of_each[0].low, of_each[0].high) == (10, 10)
    assert of_each[1].low < 0
    assert of_each[1].high > 20


def test_many_numbers_are_cut_into_slices_of_as_many_points():
    points = [{BUSES: at} for at in range(24)]
    names, numbers, level = levels(swept(*range(24), points=points), BUSES)
    assert names == ["0 to 3", "4 to 7", "8 to 11", "12 to 15", "16 to 19", "20 to 23"]
    assert numbers[0] == 1.5
    assert [list(level).count(at) for at in range(6)] == [4] * 6


def test_a_clear_best_and_a_flat_one_are_told_so():
    chance = np.array([-1.0, 0.0, 1.0])
    assert "clear: every other point is worse, the nearest by 10 persons" in told(swept(100, 110, 120, 130))
    flat = swept(100, 110, 120, 120, noise=chance)
    flat.values[3, :, 0] += [1, -1, 0.1]
    words = told(flat)
    assert "flat there: 1 of 3 others cannot be told apart from it" in words
    assert "bus.vehicles 2; list.officers any" in words


def test_nothing_that_differs_is_told_so():
    words = told(swept(5, 5, 5, 5))
    assert "unclear which is best: none of the 3 other points can be told apart from it" in words
    assert "no setting surely moves it" in words


def test_overlapping_moves_are_unclear():
    one = swept(100, 110, 110, 120)
    one.values[1, :, 0] += [3, -3, 0]
    assert "unclear what moves it most, list.officers and bus.vehicles: intervals overlap" in told(one) or (
        "unclear what moves it most, bus.vehicles and list.officers: intervals overlap" in told(one)
    )


def test_an_output_that_no_point_has_is_told_so(tmp_path):
    one = swept(np.nan, np.nan, np.nan, np.nan, output="last exit")
    assert "there was nothing to measure at any point" in told(one)
    draw_sweep(one, list(swept_rows(one)), list(effects(one)), moves(one), tmp_path)
    assert "nothing to measure" in (tmp_path / "sweep.txt").read_text()


@pytest.mark.parametrize(
    ("value", "words"),
    [(3, "3"), (0.351, "0.351"), ([["09:45", "17:00"]], "09:45 to 17:00"), ("finish", "finish"), (True, "true"),
     ([491, 596], "491, 596"), ({"family": "constant", "value": 2.0}, "{family: constant, value: 2.0}")],
)  # fmt: skip
def test_values_are_told_as_they_are_read(value, words):
    assert told_value(value) == words


def test_lines_are_told_apart_in_grey():
    """No two lines share a marker, and neighbours do not share a dash."""
    series = [Series(str(at), [1, 2], *np.full((3, 2), float(at))) for at in range(5)]
    with own_style():
        axes = curves(Figure().subplots(), series, "persons")
    lines = [container[0] for container in axes.containers]
    assert len({line.get_marker() for line in lines}) == 5
    assert all(one.get_linestyle() != other.get_linestyle() for one, other in pairwise(lines))


def test_a_map_says_its_numbers_in_its_cells():
    with own_style():
        axes = heat(Figure().subplots(), np.array([[1.0, 20.0], [np.nan, 4.0]]), ["a", "b"], ["c", "d"], "persons")
    assert [text.get_text() for text in axes.texts] == ["1", "20", "none", "4"]
    assert axes.texts[1].get_color() == "white"


def test_few_levels_are_all_marked():
    with own_style():
        axes = level_axis(Figure().subplots(), [300.0, 464.0], ["300", "464"], "foreign_nationals.persons")
    assert [label.get_text() for label in axes.get_xticklabels()] == ["300", "464"]
    assert axes.get_xlabel() == "foreign nationals\npersons"


def test_two_settings_of_many_values_are_drawn_as_a_map(tmp_path):
    points = [{BUSES: buses, OFFICERS: officers} for buses in range(1, 15) for officers in range(1, 15)]
    one = swept(*range(196), points=points)
    draw_sweep(one, list(swept_rows(one)), list(effects(one)), moves(one), tmp_path)
    assert "from 0 persons at bus.vehicles 1, list.officers 1" in " ".join((tmp_path / "sweep.txt").read_text().split())
