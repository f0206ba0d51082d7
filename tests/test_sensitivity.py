"""Sensitivity: what is varied, within which ranges, what comes out where the answer is known by hand, and the command.

Two desks of one officer serve six people each, all there at 08:00, in constant time `a` and `b`. The k-th of a desk
waits k - 1 services, so the mean wait of the twelve is 1.25 (a + b) min. Over a in 1 to 3 and b in 1 to 2, uniform, its
variance is 1.25 ** 2 (4 + 1) / 12: four fifths of it from `a`, one fifth from `b`, and no interplay.
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from small import bus, constant, desk, minutes, small_scenario

from sim.compose import home
from sim.evidence import Evidence, Parameter, load
from sim.model.faults import Refused, scenario_of
from sim.report.sensitivity.pictures import draw_sensitivity
from sim.report.sensitivity.words import told_sensitivity
from sim.study.journal.running import Done
from sim.study.plan import planned_as
from sim.study.points import study_plan, work
from sim.study.sensitivity.analysed import EXPECTED, OF_A_DAY, Output, kept, sobol
from sim.study.sensitivity.asked import Sensitivity, faults_of
from sim.study.sensitivity.designed import most_moving, points_of, varying_of
from sim.study.sensitivity.found import found, of_output, write_found
from sim.study.sensitivity.varied import CLOCK, IN_A_LIST, NO_RANGE, YOURS, listed, uncertain
from sim.study.statistics.designs import saltelli
from sim.study.statistics.ranges import Range
from sim.study.work import Failure

ROOT = Path(__file__).resolve().parent.parent
A, B = "stations.first.service.party.value", "stations.second.service.party.value"
WAIT, OF_A, OUT = "mean wait in all", "mean wait in all / foreign", "persons crossed"


def two_desks():
    """Six people before each of two desks."""
    raw = small_scenario()
    raw["order"] = ["first", "second"]
    always_open = {"hours": [["08:00", "20:00"]], "hall": "unlimited"}
    raw["stations"] = {name: desk(1, minutes(constant(value)), **always_open)
                       for name, value in (("first", 2), ("second", 1.5))}  # fmt: skip
    people = raw["cohorts"]["foreign"] | {
        "persons": 6, "party_size": {"values": [1], "weights": [1.0]}, "children": 0.0, "show_up": 1.0,
        "listed": True,
    }  # fmt: skip
    people["arrivals"] = people["arrivals"] | {"standing": 1.0, "standing_from": "08:00"}
    raw["cohorts"] = {"foreign": people | {"route": ["first"]}, "hopeful": people | {"route": ["second"]}}
    return raw


def entry(low=None, high=None, basis="assumed", role="uncertainty"):
    return Parameter(basis=basis, range=None if low is None else (low, high), role=role, why="for a test")


def evidence(**parameters):
    return Evidence(sources=(), figures=(), parameters=parameters)


SEEDS = evidence(**{A: entry(1.0, 3.0), B: entry(1.0, 2.0, "reported")})


def study(raw=None, **settings):
    plain = {
        "replications": 3, "seed": 5, "outputs": "outputs", "engine": "reference", "public": False,
        "check": False, "debug": False,
        "measured": [WAIT], "executor": {"kind": "inline"}, "dry": False, "yes": False, "method": "one_at_a_time",
        "base_points": 4, "parameters": "uncertain", "most": None, "by": "parameter",
    }  # fmt: skip
    return planned_as(Sensitivity, (raw or two_desks()) | plain | settings)


def done_of(asked, varying):
    points = points_of(varying.design, varying.choice.numbers)
    plan = study_plan("test", asked, [varying.scenario], points)
    return Done(work(plan, 0, plan.tasks), ())


def result_of(**settings):
    asked = study(**settings)
    varying = varying_of(asked, SEEDS, [])
    return found(asked, varying, done_of(asked, varying))


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return str(refused.value)


# ---- what is varied


def test_uncertain_numbers_with_a_range_are_varied_and_all_others_are_counted_by_reason():
    seeds = evidence(**{
        "stations.first.officers": entry(1, 4, role="lever"),
        "stations.first.service.party.value": entry(1, 3),
        "stations.second.service.party.value": entry(1, 3),
        "stations.*.hours": entry("06:00", "22:00"),
        "cohorts.foreign.persons": entry(2.5, 9.5),
        "cohorts.foreign.show_up": entry(),
        "cohorts.*.party_size.values": entry(1, 4),
    })  # fmt: skip
    choice = uncertain(scenario_of(two_desks()), seeds, ["stations.second.service"])
    assert [(one.key, one.base, one.range[1:4]) for one in choice.numbers] == [
        (A, 2.0, (1.0, 3.0, "uniform")),
        ("cohorts.foreign.persons", 6.0, (3.0, 9.0, "whole")),
    ]
    assert choice.left_out == {CLOCK: 2, NO_RANGE: 1, IN_A_LIST: 2, YOURS: 1}


def test_a_number_whose_range_the_rules_refuse_is_left_out_with_the_reason_or_refused_where_it_was_named():
    seeds = evidence(**{A: entry(1, 3), "cohorts.foreign.show_up": entry(0.5, 1.5)})
    scenario = scenario_of(two_desks())
    choice = uncertain(scenario, seeds)
    assert [one.key for one in choice.numbers] == [A]
    assert list(choice.refused) == ["cohorts.foreign.show_up"]
    assert "refuse 1.5" in choice.refused["cohorts.foreign.show_up"]
    assert "parameters.0: the rules refuse 1.5" in refusal(lambda: listed(scenario, seeds, ["cohorts.foreign.show_up"]))


def test_levers_may_be_listed_and_patterns_name_all_that_have_a_range():
    seeds = evidence(**{A: entry(1, 3), B: entry(), "stations.first.officers": entry(1, 4, role="lever")})
    choice = listed(scenario_of(two_desks()), seeds, ["stations.*"])
    assert [one.key for one in choice.numbers] == ["stations.first.officers", A]


def test_names_that_there_are_not_are_refused_with_the_nearest_and_others_with_the_reason():
    seeds = evidence(**{A: entry(1, 3), B: entry(), "stations.*.hours": entry("06:00", "22:00")})
    told = refusal(lambda: listed(scenario_of(two_desks()), seeds, [A[:-1], B, "stations.first.hours"]))
    assert f"did you mean {A}?" in told
    assert "parameters.1: got 'stations.second.service.party.value'; numbers without a range" in told
    assert "parameters.2: got 'stations.first.hours'; numbers that are clock times are not varied" in told


def test_a_scenario_without_uncertain_numbers_is_refused():
    assert "no uncertain number" in refusal(lambda: uncertain(scenario_of(two_desks()), evidence()))


def test_whole_numbers_are_written_as_whole_numbers():
    seeds = evidence(**{"cohorts.foreign.persons": entry(2, 9)})
    asked = study(method="sobol")
    varying = varying_of(asked, seeds, [])
    values = [
        point["changes"]["cohorts.foreign.persons"] for point in points_of(varying.design, varying.choice.numbers)
    ]
    assert all(type(value) is int and 2 <= value <= 9 for value in values)


def test_ranges_that_do_not_go_together_are_refused_before_anything_is_simulated():
    raw = small_scenario()
    raw["stations"]["bus"] = bus()
    low, high = "stations.bus.ride_back.low", "stations.bus.ride_back.high"  # uniform, 5 to 15
    seeds = evidence(**{low: entry(4.0, 14.0), high: entry(6.0, 20.0)})
    told = refusal(lambda: varying_of(study(raw, method="sobol", base_points=64), seeds, []))
    assert "the ranges together are refused" in told


def test_the_most_moving_are_those_with_the_largest_swing_of_any_output():
    numbers = varying_of(study(), SEEDS, []).choice.numbers
    asked = study(most=1)
    assert [one.key for one in most_moving(asked, asked.scenario(), numbers, 1)] == [A]
    assert varying_of(asked, SEEDS, []).of == 2


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            {"method": "sobol", "base_points": 100},
            "base_points: got 100; sobol needs a power of two, such as 64 or 128",
        ),
        ({"method": "sobol", "replications": 2}, "replications: got 2; sobol needs at least 3"),
        ({"method": "morris", "replications": 1}, "replications: got 1; morris needs at least 2"),
        ({"method": "morris", "by": "basis"}, "by: got basis with morris; needs method=sobol"),
        ({"public": True, "measured": [OF_A]}, "measured.0: got 'mean wait in all / foreign'; public=true"),
        ({"public": True, "parameters": ["cohorts.foreign.persons"]}, "parameters.0: got 'cohorts.foreign.persons'"),
    ],
)
def test_what_does_not_go_together_is_refused(settings, words):
    assert any(words in str(fault) for fault in faults_of(study(**settings)))
    assert faults_of(study()) == []


def test_in_public_numbers_of_single_cohorts_are_not_varied():
    seeds = evidence(**{A: entry(1, 3), "cohorts.foreign.persons": entry(2, 9)})
    varying = varying_of(study(public=True), seeds, [])
    assert [one.key for one in varying.choice.numbers] == [A]
    assert list(varying.choice.left_out.values()) == [1]


# ---- answers known by hand


def test_one_at_a_time_finds_the_change_at_each_end():
    """At the base 1.25 * 3.5 min; with a at 1 and 3 that is 1.25 less and more, with b at 1 and 2 0.625."""
    first, second = result_of().swings
    assert (first.parameter, first.basis, first.at_base) == (A, "assumed", 4.375)
    assert (first.to_low, first.to_high, first.moves) == (-1.25, 1.25, "yes")
    assert (second.parameter, second.to_low, second.to_high) == (B, -0.625, 0.625)


def test_what_moves_nothing_is_told_so():
    rows = of_output(result_of(measured=[OF_A, OUT]).swings, OF_A)
    assert [(row.parameter, row.moves) for row in rows] == [(A, "yes"), (B, "no")]


def test_elementary_effects_of_a_sum_are_its_slopes_everywhere():
    """1.25 min a minute: 2.5 over the range of a, 1.25 over that of b, the same at all places and on all days."""
    rows = result_of(method="morris").screened
    assert [row.parameter for row in rows] == [A, B]
    for row, effect in zip(rows, (2.5, 1.25), strict=True):
        assert (row.mean, row.size, row.size_low, row.size_high) == pytest.approx((effect,) * 4)
        assert row.moves == "yes"
        assert (row.spread, row.noise, row.floor) == pytest.approx((0, 0, 0), abs=1e-9)


def test_sobol_indices_of_a_sum_are_its_shares_and_add_up_to_the_account():
    result = result_of(method="sobol", base_points=256).sobol
    first, second = result.indices
    assert (first.parameter, second.parameter) == (A, B)
    assert (first.first, first.total) == pytest.approx((0.8, 0.8), abs=0.03)
    assert (second.first, second.total) == pytest.approx((0.2, 0.2), abs=0.03)
    assert result.wholes[0].spread == pytest.approx(1.25 * np.sqrt(5 / 12), rel=0.01)
    assert (result.wholes[0].noise, result.wholes[0].chance) == pytest.approx((0, 0), abs=1e-9)
    for account in (EXPECTED, OF_A_DAY):
        parts = {row.part: row.share for row in result.shares if row.account == account}
        assert (parts["assumed"], parts["reported"]) == pytest.approx((0.8, 0.2), abs=0.03)
        assert parts["interplay"] == pytest.approx(0, abs=0.05)
        assert sum(parts.values()) == pytest.approx(1)


def test_an_output_of_one_number_alone_has_shares_1_and_0():
    result = result_of(method="sobol", base_points=128, measured=[OF_A]).sobol
    assert [(row.parameter, row.moves) for row in result.indices] == [(A, "yes"), (B, "no")]
    assert (result.indices[0].first, result.indices[0].total) == pytest.approx((1, 1), abs=0.02)
    assert (result.indices[1].first, result.indices[1].total) == (0, 0)


def test_by_basis_the_numbers_of_a_basis_are_moved_together():
    result = result_of(method="sobol", by="basis", base_points=128).sobol
    assert [(row.parameter, row.low) for row in result.indices] == [("assumed", None), ("reported", None)]
    assert result.indices[0].first == pytest.approx(0.8, abs=0.03)


def test_an_output_that_is_the_same_everywhere_has_no_shares():
    result = result_of(method="sobol", measured=[OUT])
    assert (result.sobol.indices, result.sobol.shares) == ([], [])
    assert "is said of it: the same at all points" in told_sensitivity(result, [])


# ---- outputs without a value


def test_a_base_point_is_left_out_whole_where_some_day_has_no_value():
    values = np.ones((8, 3))
    values[5, 1] = np.nan
    assert kept(values, 4).tolist() == [True] * 4 + [False] * 4


def test_shares_are_of_the_base_points_that_are_left_and_nothing_is_said_where_these_are_few():
    numbers = varying_of(study(), SEEDS, []).choice.numbers
    design = saltelli([Range(A, 1.0, 3.0), Range(B, 1.0, 2.0)], 64, 1)
    values = np.repeat(design.points.sum(axis=1)[:, None], 3, axis=1)
    whole = sobol(design, [Output(WAIT, "min", values)], numbers, 1)
    values[2, 0] = np.nan
    some = sobol(design, [Output(WAIT, "min", values)], numbers, 1)
    assert (whole.wholes[0].left_out, some.wholes[0].left_out, some.wholes[0].points) == (0, 1, 63 * 4)
    assert some.indices[0].first == pytest.approx(0.8, abs=0.1)
    values[:40, 0] = np.nan
    none = sobol(design, [Output(WAIT, "min", values)], numbers, 1)
    assert (none.indices, none.shares) == ([], [])
    assert none.wholes[0].told == "without a value on some day at too many points"


def test_points_that_failed_are_told_and_their_base_point_is_left_out():
    asked = study(method="sobol", base_points=16)
    varying = varying_of(asked, SEEDS, [])
    done = done_of(asked, varying)
    done.values[4] = np.nan
    done = Done(done.values, (Failure(4, 1, 5, "Refused: a rule", "python"),))
    words = told_sensitivity(found(asked, varying, done), [])
    assert "1 base point at which some day has no value" in words
    assert "Failed          1 point; failures.csv tells why" in words


# ---- tables, words, pictures


@pytest.mark.parametrize(
    ("method", "tables", "pictures"),
    [
        ("one_at_a_time", {"effects"}, {"tornado"}),
        ("morris", {"effects"}, {"morris"}),
        ("sobol", {"indices", "account", "outputs"}, {"sobol", "account"}),
    ],
)
def test_each_method_leaves_its_tables_pictures_and_words(tmp_path, method, tables, pictures):
    asked = study(method=method, measured=[WAIT, OF_A])
    varying = varying_of(asked, SEEDS, [])
    done = done_of(asked, varying)
    result = found(asked, varying, done)
    write_found(result, done, tmp_path)
    draw_sensitivity(result, tmp_path)
    expected = {f"{name}.{kind}" for name in tables for kind in ("csv", "parquet")} | {"points.parquet"}
    expected |= {f"{name}.{kind}" for name in pictures for kind in ("png", "svg", "txt")}
    assert {path.name for path in tmp_path.iterdir()} == expected
    points = pq.read_table(tmp_path / "points.parquet")
    assert points.column_names == [A, B, f"mean of {WAIT}", f"mean of {OF_A}"]
    columns = [np.array(points.column(name)) for name in (A, B, f"mean of {WAIT}")]
    np.testing.assert_allclose(columns[2], 1.25 * (columns[0] + columns[1]), atol=1e-4)  # times are in whole ms
    words = told_sensitivity(result, ["seed"])
    assert "Changed: seed" in words
    assert A in words
    assert "depends on its range as much as on the model" in words


def test_the_words_give_each_change_with_the_end_it_is_at():
    words = told_sensitivity(result_of(measured=[WAIT]), [])
    assert "mean wait in all: 4.4 min (mean) as the scenario has them" in words
    assert f"{A} (assumed, 2): -1.2 min at 1, +1.2 min at 3" in words


def test_the_pictures_say_what_moves_the_first_output_most(tmp_path):
    draw_sensitivity(result_of(measured=[OF_A]), tmp_path)
    text = " ".join((tmp_path / "tornado.txt").read_text(encoding="utf-8").split())
    assert "mean wait in all / foreign moves most with service party value (first)" in text


def test_where_nothing_moves_nothing_is_drawn(tmp_path):
    draw_sensitivity(result_of(measured=[OUT]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_ranges_in_seeds_are_sound_together_for_the_opening_day():
    """No point of the cube of all uncertain numbers is refused, of 256 that are tried."""
    from sim.compose import composed

    asked = planned_as(Sensitivity, composed("sensitivity", ["method=sobol", "base_points=64"]))
    assert len(varying_of(asked, load(home("seeds")), []).choice.numbers) > 60


# ---- the command


def run(*arguments, cwd):
    command = [sys.executable, str(ROOT / "experiments" / "sensitivity.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


AMBULANCES = (
    "scenario=ambulances_only", "parameters=[stations.ambulance.boarding.party.*,stations.ambulance.vehicles]",
    "replications=3", "executor.kind=inline", "measured=[persons crossed,last exit]",
)  # fmt: skip


def test_the_command_leaves_tables_pictures_words_and_origin_and_goes_on(tmp_path):
    result = run(*AMBULANCES, "method=sobol", "base_points=4", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    (folder,) = (tmp_path / "outputs").glob("*/")
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    assert "Changed" not in result.stdout  # who does the work is no change of the scenario
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["replications"] == 3
    assert len(pq.read_table(folder / "points.parquet")) == 4 * 5
    assert {row["parameter"] for row in pq.read_table(folder / "indices.parquet").to_pylist()} == {
        "stations.ambulance.vehicles", "stations.ambulance.boarding.party.mean",
        "stations.ambulance.boarding.party.cv",
    }  # fmt: skip
    assert run(*AMBULANCES, "method=sobol", "base_points=4", cwd=tmp_path).stdout == result.stdout


def test_dry_tells_the_points_and_writes_nothing(tmp_path):
    result = run(*AMBULANCES, "dry=true", cwd=tmp_path)
    assert "7 points, 3 replications" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_all_faults_are_named_and_nothing_is_written(tmp_path):
    asked = ("base_points=5", "replications=2", "parameters=[stations.bus.seat]", "measured=[persons crosed]")
    result = run("method=sobol", *asked, cwd=tmp_path)
    assert result.returncode == 2
    assert "refused, nothing was written (4 to mend):" in result.stderr
    near = "parameters.0: got 'stations.bus.seat'; there is no such number; did you mean stations.bus.seats?"
    assert near in result.stderr
    assert "did you mean persons crossed?" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_and_the_configuration_can_be_asked_for(tmp_path):
    assert "sensitivity is powered by Hydra" in run("--help", cwd=tmp_path).stdout
    assert list(tmp_path.iterdir()) == []
