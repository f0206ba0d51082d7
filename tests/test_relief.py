"""The bottleneck by relief (M6): what is tried, what it buys, and what is said of it."""

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy import stats
from small import constant, desk, minutes, small_scenario
from worlds import REFUSED, Party, crossing_of, draws_of
from worlds import desk as desk_station

from sim.compose import composed
from sim.engines import simulate
from sim.model.clock import HOUR, MINUTE, NEVER
from sim.model.faults import scenario_of
from sim.report.plots.relief import drawn_reliefs, relief_title
from sim.report.relief import draw_relief
from sim.report.verdict import told_verdict
from sim.study.bought import bought
from sim.study.plan import Plan, planned, planned_as
from sim.study.relief import Relieved, relieve
from sim.study.reliefs import Relief, as_overrides, reliefs
from sim.study.spent import person_time, spent
from sim.study.statistics.comparison import gain
from sim.study.verdict import judged

ROOT = Path(__file__).resolve().parent.parent
TOGETHER = ("", "one hour longer")


def two_desks():
    """Six people stand at 08:00 before a check of 1 minute; a second one takes 3 minutes; an officer each.

    They leave the first at 08:01 … 08:06 and the second at 08:04, 07, 10, 13, 16 and 19: 69 person-minutes.
    """
    hours = [["08:00", "20:00"]]
    raw = small_scenario()
    raw["order"] = ["first", "second"]
    raw["stations"] = {
        "first": desk(1, minutes(constant(1)), hours=hours, hall="unlimited"),
        "second": desk(1, minutes(constant(3)), hours=hours, hall="unlimited"),
    }
    people = raw["cohorts"]["foreign"] | {
        "persons": 6, "party_size": {"values": [1], "weights": [1.0]}, "children": 0.0, "show_up": 1.0,
        "route": ["first", "second"],
    }  # fmt: skip
    people["arrivals"] = people["arrivals"] | {"standing": 1.0, "standing_from": "08:00"}
    raw["cohorts"] = {"foreign": people}
    return raw


def searched(raw, replications):
    """The reliefs of a scenario tried: (numbers, lines, verdict, what was left out)."""
    scenario = scenario_of(raw)
    found, left_out = reliefs(scenario)
    relieved = relieve(scenario, found, replications, 7)
    lines = bought(relieved)
    return relieved, lines, judged(lines), left_out


def names(lines):
    return [(line.station, line.relief) for line in lines]


def summary_of(raw, replications):
    relieved, lines, verdict, left_out = searched(raw, replications)
    return told_verdict(relieved, lines, verdict, left_out, [], Counter())


# ---- what the whole is


def test_the_whole_is_the_time_from_coming_to_the_end_of_everybody_who_came():
    """At a desk of 10 minutes that closes at 15: a party of two crosses at 10, one person is refused at 20, three stand
    in the hall to the horizon at 60, one stays away, and one would come after it: 2·10 + 1·20 + 3·(60 − 5) minutes.
    """
    stations = [desk_station([(0, 1), (15, 0)])]
    parties = [
        Party(0, [10], size=2), Party(0, [10], size=1, onward={0: REFUSED}), Party(5, [10], size=3),
        Party(NEVER, [10], size=4), Party(70, [10], size=5),
    ]  # fmt: skip
    crossing, draws = crossing_of(stations, 60), draws_of(stations, parties, 0, 0)
    log = simulate(crossing, draws)
    assert person_time(crossing, log) == (2 * 10 + 1 * 20 + 3 * 55) * MINUTE
    assert spent(crossing, draws, log)[:2] == (205 * MINUTE, 2)


# ---- which reliefs there are


def test_every_station_is_relieved_of_each_thing_it_may_lack():
    """A desk: officer, place in a limited hall, hours. A shuttle: vehicle, seat, bay as well. Last, all together."""
    raw = small_scenario()
    raw["stations"]["passport"]["hall"] = "unlimited"
    found, left_out = reliefs(scenario_of(raw))
    hours, place = ["one hour longer", "one hour earlier"], "one more place in the hall"
    lacks = {name: [] for name in raw["order"]}
    for each in found[:-1]:
        lacks[each.station].append(each.what)
    assert lacks["passport"] == ["one more officer", *hours]
    assert lacks["list"] == lacks["egypt"] == lacks["interview"] == ["one more officer", place, *hours]
    assert lacks["bus"] == ["one more vehicle", "one more seat", "one more bay", place, *hours]
    assert (found[-1].station, found[-1].what) == TOGETHER
    assert left_out == []


def test_a_relief_changes_one_thing_and_nothing_else():
    """The first hours begin an hour earlier, the last end an hour later; one more is on duty in every shift, too."""
    raw = small_scenario()
    raw["stations"]["list"]["shifts"] = [{"start": "09:00", "end": "10:00", "on_duty": 5}]
    found, _ = reliefs(scenario_of(raw))
    of_list = {each.what: each for each in found if each.station == "list"}
    longer, earlier = (of_list[f"one hour {word}"].scenario.stations["list"].hours for word in ("longer", "earlier"))
    assert longer == (("08:00", "12:00"), ("13:00", "18:00"))
    assert earlier == (("07:00", "12:00"), ("13:00", "17:00"))
    officer = of_list["one more officer"].scenario
    assert (officer.stations["list"].officers, officer.stations["list"].shifts[0].on_duty) == (3, 6)
    raw["stations"]["list"] |= {"officers": 3, "shifts": [{"start": "09:00", "end": "10:00", "on_duty": 6}]}
    assert officer == scenario_of(raw)


def test_hours_are_an_hour_longer_at_all_stations_that_can_together():
    raw = small_scenario()
    raw["stations"]["egypt"]["hours"] = [["08:00", "23:30"]]
    found, left_out = reliefs(scenario_of(raw))
    together = found[-1].scenario.stations
    ends = {name: station.hours[-1][1] for name, station in together.items()}
    assert ends == {"list": "18:00", "passport": "18:00", "bus": "18:00", "egypt": "23:30", "interview": "18:00"}
    (refused,) = left_out
    assert (refused.station, refused.what) == ("egypt", "one hour longer")
    assert "got '24:30'" in refused.why


def test_what_the_rules_refuse_is_left_out_and_named():
    """A bus whose hall is freed at departure needs a hall of at least its seats (S10)."""
    raw = small_scenario()
    raw["stations"]["bus"] |= {"hall_freed": "departure", "hall": 10}
    found, left_out = reliefs(scenario_of(raw))
    assert [(each.station, each.what) for each in left_out] == [("bus", "one more seat")]
    assert "stations.bus.hall: got 10; with hall_freed: departure it needs at least the seats (11)" in left_out[0].why
    assert ("bus", "one more seat") not in [(each.station, each.what) for each in found]
    assert "Left out        as the rules refuse them: one more seat at bus" in summary_of(raw, 2)


def test_a_station_on_nobody_s_route_is_not_relieved():
    """No cohort goes there, or only one of nobody."""
    raw = small_scenario()
    raw["stations"]["spare"] = raw["stations"]["list"]
    raw["order"].append("spare")
    assert "spare" not in {each.station for each in reliefs(scenario_of(raw))[0]}
    assert "stations.spare.hours" not in reliefs(scenario_of(raw))[0][-1].change
    raw["cohorts"]["foreign"]["persons"] = 0
    assert {each.station for each in reliefs(scenario_of(raw))[0]} == {"list", "passport", ""}


def test_a_gate_can_be_open_longer_and_has_nothing_else_to_relieve():
    raw = small_scenario()
    raw["stations"]["gate"] = {"kind": "gate", "hours": [["00:00", "17:00"]], "overtaking": False, "quota": 50,
                               "yields_to": None}  # fmt: skip
    raw["order"].insert(2, "gate")
    raw["cohorts"]["foreign"]["route"].insert(2, "gate")
    found, left_out = reliefs(scenario_of(raw))
    assert [each.what for each in found if each.station == "gate"] == ["one hour longer"]
    assert [(each.station, each.what) for each in left_out] == [("gate", "one hour earlier")]


def test_the_overrides_of_a_relief_make_it_on_the_command_line():
    """What stands in the table's column `change` gives the same scenario to any command."""
    shift = "stations.bus.shifts=[{start:'08:00',end:'12:00',on_duty:2}]"
    base = planned_as(Plan, composed("bottleneck", [shift])).scenario()
    found, _ = reliefs(base)
    chosen = [each for each in found if each.station in {"bus", ""}]
    assert len(chosen) == 7
    for each in chosen:
        assert planned(composed("run", [shift, *as_overrides(each.change)])).scenario() == each.scenario


# ---- what a relief buys


@pytest.fixture(scope="module")
def two():
    """The two desks, tried over three replications, which are alike: nothing about them is drawn."""
    return searched(two_desks(), 3)


def test_the_bottleneck_is_where_relief_helps_and_not_where_the_queue_is(two):
    """Five wait at the first desk and at most four at the second. A second officer there: people leave at 08:04, 05,
    07, 08, 10 and 11, which is 24 person-minutes less; a second officer at the first desk changes nothing.
    """
    relieved, _, verdict, _ = two
    assert relieved.person_ms[:, 0].tolist() == [69 * MINUTE] * 3
    assert relieved.queues.tolist() == [[5, 4]] * 3
    assert names([verdict.best]) == [("second", "one more officer")]
    best = 1 + [(each.station, each.what) for each in relieved.reliefs].index(("second", "one more officer"))
    assert (relieved.person_ms[:, best] - relieved.person_ms[:, 0]).tolist() == [-24 * MINUTE] * 3
    assert [verdict.best.difference, verdict.best.low, verdict.best.high] == pytest.approx([-24 / 60] * 3)
    assert verdict.unclear == []
    assert verdict.shortens
    assert ("first", "one more officer") in names(verdict.nothing)


def test_the_clock_of_nearly_all_out_is_compared_too(two):
    """90 % of six are six persons: out at 08:11 instead of 08:19."""
    _, lines, _, _ = two
    (line,) = [
        line for line in lines if line.measure == "90 % out" and names([line]) == [("second", "one more officer")]
    ]
    assert (line.before, line.after, line.difference, line.unit) == (8 * 60 + 19, 8 * 60 + 11, -8, "min")


def test_the_summary_names_both_the_bottleneck_and_the_longest_queue():
    told = summary_of(two_desks(), 3)
    assert "\n  Bottleneck      second\n" in told
    assert "one more officer at second: 0.4 fewer person-hours (0.4 to 0.4)" in told
    assert (
        "Longest queue   first, 5 persons (median); the best relief there, one more officer: 0 more person-hours"
        in told
    )
    assert "changed on any day by one more officer at first; one hour longer at first, second and all stations" in told


def test_a_relief_that_cannot_matter_changes_no_day_at_all():
    """Under common random numbers an idle officer more leaves every number as it was, though all else is drawn."""
    raw = small_scenario()
    raw["stations"]["egypt"]["officers"] = 200
    relieved, lines, verdict, _ = searched(raw, 6)
    at = 1 + [(each.station, each.what) for each in relieved.reliefs].index(("egypt", "one more officer"))
    assert len(set(relieved.person_ms[:, 0].tolist())) == 6
    for numbers in (relieved.person_ms, relieved.crossed, relieved.out):
        assert np.array_equal(numbers[:, at], numbers[:, 0], equal_nan=True)
    assert ("egypt", "one more officer") in names(verdict.nothing)
    told = [line for line in lines if names([line]) == [("egypt", "one more officer")]]
    assert {(line.difference, line.low, line.high, line.worse, line.gain) for line in told} == {(0, 0, 0, 0, None)}


def test_each_relief_meets_the_days_of_the_scenario_itself():
    """Column 0 and a relief that changes nothing are the same runs as any other command makes of that seed."""
    raw = two_desks()
    raw["stations"]["second"]["service"] = small_scenario()["stations"]["passport"]["service"]
    scenario = scenario_of(raw)
    same = Relief("first", "nothing more", {}, scenario)
    relieved = relieve(scenario, [same], 4, 9)
    assert (relieved.person_ms[:, 0] == relieved.person_ms[:, 1]).all()
    assert (relieve(scenario, [], 4, 9).person_ms[:, 0] == relieved.person_ms[:, 0]).all()
    assert (relieve(scenario, [], 4, 10).person_ms[:, 0] != relieved.person_ms[:, 0]).any()


# ---- what can be said of it


def of_hours(*columns):
    """Numbers by hand: person-hours of each replication, as it is and for a relief each of stations a, b, c …"""
    scenario = scenario_of(two_desks())
    found = tuple(Relief(name, "one more officer", {f"stations.{name}.officers": 2}, scenario)
                  for name in "abcdefgh"[: len(columns) - 1])  # fmt: skip
    hours = np.array(columns, np.int64).T * HOUR
    nobody = np.zeros(hours.shape, np.int64)
    return Relieved(
        scenario, 1, found, hours, nobody, np.full(hours.shape, np.nan), np.zeros((len(hours), 2), np.int64)
    )


def test_the_interval_is_of_paired_differences_and_corrected_for_the_number_of_reliefs():
    """Differences −2, +1 and −5 hours, two reliefs: Student's t at 1 − 0.05/2, and worse on one day in three."""
    line, *_ = bought(of_hours([10, 20, 30], [8, 21, 25], [10, 20, 30]))
    half = stats.t.ppf(1 - 0.05 / 2 / 2, 2) * np.std([-2, 1, -5], ddof=1) / np.sqrt(3)
    assert (line.station, line.difference, line.worse) == ("a", -2, pytest.approx(1 / 3))
    assert (line.low, line.high) == (pytest.approx(-2 - half), pytest.approx(-2 + half))


def test_the_gain_is_the_ratio_of_variances():
    """Variances 100 and 79, of the paired difference 9: without pairing it would take 179 ninths as many runs."""
    before, after = np.array([10.0, 20, 30]), np.array([8.0, 21, 25])
    assert gain(before, after) == pytest.approx((100 + 79) / 9)
    assert gain(before, before) is None
    assert gain(before[:1], after[:1]) is None


def test_reliefs_that_cannot_be_told_apart_are_unclear():
    """Relief at a and at b shortens by 10 on average, and differ by ±1 from day to day; c by 5; d not at all."""
    base = np.array([100, 110, 120, 130, 140, 150])
    sway = np.array([1, -1, 1, -1, 1, -1])
    relieved = of_hours(base, base - 10, base - 10 + sway, base - 5, base)
    verdict = judged(bought(relieved))
    assert [verdict.best.station, *(line.station for line in verdict.unclear)] == ["a", "b"]
    assert [line.station for line in verdict.nothing] == ["d"]
    assert verdict.shortens
    unclear = "unclear which relief shortens the whole most, one more officer at a (by 10 person-hours of 125)"
    assert relief_title(verdict) == f"{unclear} or one more officer at b"


def test_a_relief_can_make_the_whole_longer_and_is_named():
    base = np.array([100, 110, 120, 130])
    verdict = judged(bought(of_hours(base, base + 5, base + np.array([1, -1, 1, -1]))))
    assert [line.station for line in verdict.longer] == ["a"]
    assert not verdict.shortens
    assert relief_title(verdict) == "no relief of one station surely shortens the whole"


def test_one_replication_proves_nothing():
    """There is no interval, so that no relief surely shortens the whole, and the summary says why."""
    _, lines, verdict, _ = searched(two_desks(), 1)
    assert all(line.low is None and line.behind_low is None for line in lines)
    assert not verdict.shortens
    told = summary_of(two_desks(), 1)
    assert "one path proves nothing" in told
    assert "Bottleneck      unclear: no relief of one station surely shortens the whole" in told


def test_all_stations_together_are_no_bottleneck():
    """However much it buys, one hour at all stations is said beside the verdict and never is the best relief."""
    relieved = of_hours([100, 110], [99, 109], [50, 60])
    all_of_them = relieved.reliefs[1]._replace(station="")
    relieved = replace(relieved, reliefs=(relieved.reliefs[0], all_of_them))
    verdict = judged(bought(relieved))
    assert (verdict.best.station, verdict.together.difference, verdict.together.behind) == ("a", -50, -49)


def test_the_picture_shows_what_changes_something(two, tmp_path):
    """Idle reliefs are left to the table, and the note says how many; numbers stand in the text."""
    relieved, lines, verdict, _ = two
    assert set(names(drawn_reliefs(lines, verdict))) == {("second", "one more officer")}
    draw_relief(relieved, lines, verdict, tmp_path)
    text = (tmp_path / "relief.txt").read_text(encoding="utf-8")
    assert "one more officer at second shortens the whole most, by 0.4 person-hours of 1.1" in " ".join(text.split())


# ---- the command


def run(*arguments, cwd):
    command = [sys.executable, str(ROOT / "experiments" / "bottleneck.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_the_command_leaves_table_picture_words_and_origin(tmp_path):
    result = run("scenario=ambulances_only", "replications=2", "seed=5", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    (folder,) = (tmp_path / "outputs").glob("*/")
    kinds = {f"relief.{kind}" for kind in ("parquet", "csv", "png", "svg", "txt")}
    assert {path.name for path in folder.iterdir()} == kinds | {
        "summary.txt", "config.yaml", "run.json", "report.html", "card.json",
    }  # fmt: skip
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    origin = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (origin["scenario"], origin["seed"], origin["replications"]) == ("ambulances_only", 5, 2)
    rows = pq.read_table(folder / "relief.parquet").to_pylist()
    with (folder / "relief.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(rows)
    assert {row["station"] for row in rows} == {"document_check", "ambulance", "handover", ""}
    hours = [row["difference"] for row in rows if row["measure"] == "person-hours"]
    assert hours == sorted(hours)


def test_all_faults_are_named_and_nothing_is_written(tmp_path):
    result = run("stations.bus.seats=4", "replications=0", cwd=tmp_path)
    assert result.returncode == 2
    assert "refused, nothing was written (2 to mend):" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_scenarios_at_once_are_refused(tmp_path):
    result = run("-m", "stations.bus.vehicles=1,2", cwd=tmp_path)
    assert result.returncode == 2
    assert "-m: this command takes one scenario at a time" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_and_the_configuration_can_be_asked_for(tmp_path):
    assert "bottleneck is powered by Hydra" in run("--help", cwd=tmp_path).stdout
    assert "replications: 50" in run("--cfg", "job", cwd=tmp_path).stdout
    assert list(tmp_path.iterdir()) == []
