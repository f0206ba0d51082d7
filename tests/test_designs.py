"""Designs: where each kind of design goes, that it stays in its ranges, and that a seed says it all."""

import numpy as np
import pytest
from scipy import stats

from sim.study.statistics import designs
from sim.study.statistics.chance import generator
from sim.study.statistics.designs import grid, latin_hypercube, morris, one_at_a_time, saltelli, sobol_points
from sim.study.statistics.ranges import Range, placed

MEAN = Range("passport.mean", 0.5, 4.0)
OFFICERS = Range("passport.officers", 2, 5, "whole")
RIDE = Range("bus.ride", 5, 30, "triangular", 10)
SHARE = Range("list_check.share", 0.001, 0.1, "log-uniform")
ALL = (MEAN, OFFICERS, RIDE, SHARE)


@pytest.mark.parametrize(
    ("one", "law"),
    [
        (MEAN, stats.uniform(0.5, 3.5)),
        (RIDE, stats.triang(0.2, 5, 25)),
        (SHARE, stats.loguniform(0.001, 0.1)),
    ],
    ids=["uniform", "triangular", "log-uniform"],
)
def test_values_follow_the_law_of_their_kind(one, law):
    unit = np.array([[0.0], [0.1], [0.5], [0.9], [1.0]])
    assert placed(unit, [one])[:, 0] == pytest.approx(law.ppf(unit[:, 0]))


def test_whole_numbers_are_each_as_likely():
    unit = (np.arange(400) + 0.5)[:, None] / 400
    values, counts = np.unique(placed(unit, [OFFICERS]), return_counts=True)
    assert values.tolist() == [2, 3, 4, 5]
    assert counts.tolist() == [100] * 4
    assert placed(np.array([[0.0], [1.0]]), [OFFICERS]).tolist() == [[2], [5]]


@pytest.mark.parametrize(
    ("ranges", "fault"),
    [
        ([], "needs at least one"),
        ([MEAN, MEAN], "got passport.mean twice"),
        ([Range("x", 2, 2)], "x: got 2 to 2; needs a low end below"),
        ([Range("x", 0, np.inf)], "needs a low end below"),
        ([Range("x", 0, 1, "log-uniform")], "needs a low end above 0"),
        ([Range("x", 0, 1, "triangular")], "got None; needs a best value between them"),
        ([Range("x", 0, 1, "triangular", 2)], "got 2; needs a best value between them"),
        ([Range("x", 0.5, 2, "whole")], "needs whole ends"),
    ],
)
def test_a_range_that_is_none_is_refused(ranges, fault):
    with pytest.raises(ValueError, match=fault):
        placed(np.zeros((1, len(ranges))), ranges)


def test_one_at_a_time_leaves_all_others_at_the_base():
    design = one_at_a_time({"passport.mean": 1, "passport.officers": 3, "bus.seats": 50}, [MEAN, OFFICERS])
    assert design.names == ("passport.mean", "passport.officers")
    assert design.points.tolist() == [[1, 3], [0.5, 3], [4, 3], [1, 2], [1, 5]]


def test_one_at_a_time_needs_a_base_for_each():
    with pytest.raises(KeyError, match=r"bus\.ride"):
        one_at_a_time({"passport.mean": 1}, [MEAN, RIDE])


def test_a_grid_has_every_combination():
    design = grid({"buses": [1, 2], "seats": [50, 56, 60]})
    assert design.points.tolist() == [[1, 50], [1, 56], [1, 60], [2, 50], [2, 56], [2, 60]]
    assert design.unit[:, 1].tolist() == [0, 0.6, 1] * 2


def test_a_latin_hypercube_has_one_point_in_each_slice():
    design = latin_hypercube(ALL, 50, 1)
    assert np.sort(np.floor(design.unit * 50), axis=0).tolist() == [[slice_] * 4 for slice_ in range(50)]


def test_sobol_points_fill_the_cube_evenly():
    """Of 16 points each quarter of every parameter has four, and each of the 16 squares of two has one."""
    design = sobol_points((MEAN, RIDE), 16, 1)
    assert np.bincount(np.floor(design.unit * 4).astype(int) @ [4, 1]).tolist() == [1] * 16


def test_a_saltelli_design_exchanges_one_parameter_at_a_time():
    design = saltelli(ALL, 8, 1)
    assert design.blocks == tuple(one.name for one in ALL)
    rows = design.unit.reshape(8, 6, 4)
    for at in range(4):
        differs = rows[:, 1 + at] != rows[:, 0]
        assert differs[:, at].all()
        assert not np.delete(differs, at, axis=1).any()
        assert (rows[:, 1 + at, at] == rows[:, 5, at]).all()


def test_a_saltelli_design_of_groups_exchanges_whole_groups():
    basis = {"passport.mean": "assumed", "passport.officers": "reported", "bus.ride": "assumed",
             "list_check.share": "literature"}  # fmt: skip
    design = saltelli(ALL, 8, 1, basis)
    assert design.blocks == ("assumed", "reported", "literature")
    rows = design.unit.reshape(8, 5, 4)
    assert ((rows[:, 1] != rows[:, 0]) == [True, False, True, False]).all()
    assert ((rows[:, 2] != rows[:, 0]) == [False, True, False, False]).all()


def test_a_parameter_without_a_group_is_refused():
    with pytest.raises(KeyError, match=r"bus\.ride"):
        saltelli((MEAN, RIDE), 8, 1, {"passport.mean": "assumed"})


def test_a_morris_trajectory_moves_every_parameter_once_by_two_thirds():
    design = morris(ALL, 10, 1)
    steps = np.diff(design.unit.reshape(10, 5, 4), axis=1)
    assert np.sort(np.abs(steps), axis=1) == pytest.approx(np.broadcast_to([[0.0]] * 3 + [[2 / 3]], (10, 4, 4)))
    assert ((np.abs(steps) > 0).sum(axis=2) == 1).all()


@pytest.mark.parametrize("count", [0, 1, 3, 100])
@pytest.mark.parametrize("design", [sobol_points, saltelli])
def test_only_powers_of_two_are_balanced(design, count):
    with pytest.raises(ValueError, match=f"count: got {count}; needs a power of two, such as"):
        design(ALL, count, 1)


@pytest.mark.parametrize("design", [latin_hypercube, sobol_points, saltelli, morris])
def test_a_seed_says_it_all(design):
    first = design(ALL, 8, 1)
    assert (first.points == design(ALL, 8, 1).points).all()
    assert (first.points != design(ALL, 8, 2).points).any()
    low, high = np.array([(one.low, one.high) for one in ALL]).T
    assert (low <= first.points).all()
    assert (first.points <= high).all()
    assert ((first.unit >= 0) & (first.unit <= 1)).all()
    assert set(first.points[:, 1]) <= {2, 3, 4, 5}


def test_designs_leave_the_global_generator_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002  (it is what must not be touched)
    for design in (latin_hypercube, sobol_points, saltelli, morris):
        design(ALL, 4, 1)
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002


def test_every_purpose_has_chance_of_its_own():
    assert generator(1, "design").random() != generator(1, "bootstrap").random()
    assert generator(1, "design").random() != generator(2, "design").random()
    assert generator(1, "design").random() == generator(1, "design").random()
    with pytest.raises(ValueError, match="seed: got -1"):
        generator(-1, "design")


def test_levels_are_those_of_the_step():
    """A step of 2/3 is that of four levels: p / (2 (p - 1)) (Morris 1991)."""
    assert designs.LEVELS / (2 * (designs.LEVELS - 1)) == 2 / 3
