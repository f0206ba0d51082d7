"""The pictures: each is drawn from real results, names its units, and says its numbers in words."""

import hashlib
from itertools import combinations
from threading import Thread

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from small import small_scenario

from sim.compose import composed
from sim.measures.parts import Part
from sim.model.clock import DAY, HOUR
from sim.model.faults import scenario_of
from sim.model.log import Reason
from sim.report.pictures import draw_across, draw_pictures
from sim.report.plots.across import across, across_words
from sim.report.plots.beside import beside, beside_words, units
from sim.report.plots.flow import apart, flow, flow_title, flow_words
from sim.report.plots.hours import clock_axis, hours_shown
from sim.report.plots.ink import PARTS
from sim.report.plots.loads import load, loads, loads_words
from sim.report.plots.outcomes import ends, outcomes, outcomes_words
from sim.report.plots.over import band_words, over
from sim.report.plots.queues import left_out, queue, queues, queues_words
from sim.report.plots.spent import (
    by_cohort,
    by_station,
    spent_bars,
    spent_key,
    spent_title,
    spent_words,
    unit_of,
)
from sim.report.plots.use import desks, shuttles, use_words
from sim.report.plots.waits import wait_rows, waits, waits_words
from sim.report.plots.words import NO_GLYPH, drawn, in_unit, number, plain
from sim.report.sheet import own_style
from sim.study.across import Line
from sim.study.beside import Beside
from sim.study.replicate import replicate

NAMES = {"crossing", "flow", "queues", "waits", "where_time_went", "use", "loads", "outcomes"}
LUMINANCE = (0.2126, 0.7152, 0.0722)  # of red, green and blue (ITU-R BT.709)
FIGURES = [
    Beside("out", "persons who crossed", "persons", 80, 90, 95, 70.0, 85.0, 99.0),
    Beside("trips", "buses that left", "trips", 20, 30, 31, 10.0, 12.0, 14.0),
    Beside("last", "last exit", "clock", 1020, 1080, 1140, None, 1050.0, None),
    Beside("first", "first exit", "clock", 600, 660, 720, None, None, None),
]
JOBS = [
    Line(0, "seed=1, buses=2", "persons crossed", "persons", 425.0, 420.0, 430.0, 425.0, None, None),
    Line(1, "seed=1, buses=3", "persons crossed", "persons", 433.0, None, None, 433.0, None, None),
    Line(0, "seed=1, buses=2", "last exit", "clock", 1080.0, 1070.0, 1090.0, 1080.0, None, None),
    Line(1, "seed=1, buses=3", "last exit", "clock", None, None, None, None, None, None),
]


def results_of(raw, replications=3):
    return replicate(scenario_of(raw), replications, 7)


def axes_of(plot, *args):
    with own_style():
        return plot(Figure().subplots(), *args)


def texts(axes):
    """Every word on the axes."""
    labels = [*axes.get_xticklabels(), *axes.get_yticklabels(), *axes.texts]
    key = axes.get_legend()
    return " | ".join(text.get_text() for text in labels + (key.get_texts() if key else []))


@pytest.fixture(scope="module")
def results():
    return results_of(small_scenario())


@pytest.fixture(scope="module")
def all_together(results):
    """Persons by outcome of everyone, means over replications."""
    return {word: results.values(f"persons {word}").mean() for word in ("crossed", "refused", "turned away")}


# ---- each picture


def test_the_flow_ends_in_the_numbers_of_the_curves(results):
    """The labels at the lines' ends and the text say the median of the last moment."""
    axes = axes_of(flow, results)
    out = np.median(results.curves.crossed[:, -1])
    assert "persons" in axes.get_ylabel()
    assert "HH:MM" in axes.get_xlabel()
    assert f"crossed {out:.0f}" in texts(axes)
    assert f"{out:.0f}" in flow_words(results)
    assert f"{out:.0f} of" in flow_title(results)


def test_a_queue_tells_its_longest_and_its_opening_hours(results):
    """The panel's number is the measure, not the curve's highest point on the grid."""
    at = results.crossing.names.index("passport")
    assert at in queues(results)
    axes = axes_of(queue, results, at)
    longest = np.median(results.values("longest queue", station="passport"))
    assert f"longest {number(longest)}" in texts(axes)
    assert f"passport {number(longest)} at " in queues_words(results)
    assert "persons" in axes.get_ylabel()
    spans = [patch.get_x() for patch in axes.patches]
    assert spans == [8 * HOUR, 13 * HOUR]


def test_every_station_is_drawn_or_named(results):
    """Who looks for a station finds it, in a panel or in the note."""
    shown = {results.crossing.names[at] for at in queues(results)}
    for name in results.crossing.names:
        assert (name in shown) != (name in left_out(results))


def test_waits_are_the_measures_and_only_of_cohorts_that_were_there(results):
    """A row for each station and cohort with somebody served; the text has everyone's median and p95."""
    rows = wait_rows(results)
    assert {row.cohort for row in rows if row.station == "bus"} == {"foreign"}
    told = next(row for row in rows if (row.station, row.cohort) == ("passport", "foreign"))
    assert told.median == np.median(results.values("median wait", "foreign", "passport"))
    axes = axes_of(waits, results)
    assert "(min)" in axes.get_xlabel()
    assert {"foreign", "hopeful"} <= set(texts(axes).split(" | "))
    everyone = [np.median(results.values(f"{word} wait", station="passport")) for word in ("median", "p95")]
    assert "passport {} and {}".format(*map(number, everyone)) in waits_words(results)


def test_the_time_of_each_cohort_fills_its_bar(results):
    """The parts of a bar add up to the time in all, which stands behind it and in the text."""
    assert unit_of(results) == "min"
    rows = by_cohort(results)
    assert [row.name for row in rows] == ["foreign", "hopeful"]
    axes = axes_of(spent_bars, rows, "mean minutes a person")
    whole = results.values("time in all", "foreign").mean()
    assert sum(bar.get_width() for bar in axes.patches) == pytest.approx(sum(row.whole for row in rows), abs=0.5)
    assert number(whole) in texts(axes).split(" | ")
    assert f"foreign {number(whole)} in all" in spent_words(results)
    closed = results.values("time closed").mean()
    assert f"closed {number(closed)}" in spent_words(results)
    assert "being served" in [entry.get_label() for entry in spent_key(rows)]
    everyone = results.values("time in all").mean()
    assert f"spent {number(everyone)} minutes each" in spent_title(results)


def test_stations_where_nobody_spends_time_are_left_out(results):
    """And the bars of the others add up to everyone's time in all."""
    rows = by_station(results)
    assert sum(row.whole for row in rows) == pytest.approx(results.values("time in all").mean(), abs=0.5)
    assert {row.name for row in rows} <= set(results.crossing.names)


def test_a_long_run_is_told_in_hours():
    raw = small_scenario()
    raw["days"] = 4
    raw["stations"]["passport"]["officers"] = 1
    raw["cohorts"]["foreign"]["persons"] = 900
    results = results_of(raw, 1)
    assert unit_of(results) == "h"
    assert by_cohort(results)[0].whole == pytest.approx(results.values("time in all", "foreign")[0] / 60)
    assert " hours each, " in spent_title(results)


def test_every_part_is_told_apart_in_grey():
    """No two parts share a hatch, unless one is much darker than the other."""
    assert set(PARTS) == set(Part)
    seen = [(fill.hatch, to_rgb(fill.colour)) for fill in PARTS.values()]
    for (hatch, one), (other_hatch, other) in combinations(seen, 2):
        grey = abs(np.dot(one, LUMINANCE) - np.dot(other, LUMINANCE))
        assert hatch != other_hatch or grey > 0.25


def test_use_adds_up_to_the_whole_duty(results):
    """At work, blocked and idle fill each bar; the percentages are written."""
    axes = axes_of(desks, results)
    assert "time on duty (%)" in axes.get_xlabel()
    widths = np.array([bar.get_width() for bar in axes.patches]).reshape(-1, 3).sum(axis=1)
    assert widths == pytest.approx(np.full(4, 100))
    work = results.values("officers at work", station="passport").mean()
    assert f"{100 * work:.0f} %" in texts(axes)
    assert f"passport {100 * work:.0f} %" in use_words(results)
    taken = results.values("seats taken", station="bus").mean()
    assert f"{100 * taken:.0f} %" in texts(axes_of(shuttles, results))
    assert f"{100 * taken:.0f} % of the seats" in use_words(results)


def test_every_trip_is_a_point(results):
    """As many points as trips departed, and the seats beside their line."""
    at = results.crossing.names.index("bus")
    assert loads(results) == [at]
    axes = axes_of(load, results, at)
    count = sum(points.get_offsets().shape[0] for points in axes.collections)
    assert count == sum((trips.departed[trips.station == at] >= 0).sum() for trips in results.trips)
    assert "10 seats" in texts(axes)
    assert "persons a trip" in axes.get_ylabel()
    assert f"{number(count / results.replications)} trips" in loads_words(results)


def test_a_trip_under_way_as_the_run_begins_is_no_departure():
    """It left before 00:00: its people arrive, and no point tells of it."""
    raw = small_scenario()
    raw["cohorts"]["foreign"]["already"] = {"bus": {"aboard": 12}}
    results = results_of(raw, 1)
    at = results.crossing.names.index("bus")
    assert (results.trips[0].reason == Reason.UNDER_WAY).any()
    axes = axes_of(load, results, at)
    assert all((points.get_offsets()[:, 0] > 8 * HOUR).all() for points in axes.collections)
    assert "under" not in loads_words(results)


def test_outcomes_leave_nobody_out(results, all_together):
    """The bars of a cohort add up to its persons, and the text has the same numbers."""
    assert {name: round(sum(by.values())) for name, by in ends(results, *results.cohorts).items()} == {
        "foreign": 120,
        "hopeful": 60,
    }
    axes = axes_of(outcomes, results)
    assert "persons" in axes.get_xlabel()
    assert sum(bar.get_width() for bar in axes.patches) == pytest.approx(180)
    for word, count in all_together.items():
        assert f"{word} {number(count)}" in outcomes_words(results)


def test_figures_of_one_unit_share_an_axis_and_no_others():
    """Persons, trips and clock times are apart; whether a figure is covered is said in words."""
    assert units(FIGURES) == ["persons", "trips", "clock"]
    assert "covered" in texts(axes_of(beside, FIGURES, "persons")).split(" | ")
    assert "not covered" in texts(axes_of(beside, FIGURES, "trips")).split(" | ")
    clock = axes_of(beside, FIGURES, "clock")
    assert "HH:MM" in clock.get_xlabel()
    assert "no interval" in texts(clock)
    said = beside_words(FIGURES)
    assert "reported 90 persons (80 to 95), simulated 85 (70 to 99), covered" in said
    assert "reported 18:00 (17:00 to 19:00), simulated 17:30, no interval" in said
    assert "first exit: reported 11:00 (10:00 to 12:00), simulated nothing" in said


def test_jobs_are_told_by_what_differs(tmp_path):
    """An override that all jobs share is no label; a job without a value says so."""
    axes = axes_of(across, JOBS, "persons crossed")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["buses=2", "buses=3"]
    assert "(persons)" in axes.get_xlabel()
    assert "none" in texts(axes_of(across, JOBS, "last exit"))
    assert "buses=2 425 (420 to 430)" in across_words(JOBS, "persons crossed")
    assert {path.name for path in draw_across(JOBS, tmp_path)} == {"across.png", "across.svg", "across.txt"}
    assert draw_across([], tmp_path)


# ---- the files


def test_a_picture_is_three_files_and_its_text_stands_in_all(results, tmp_path):
    """PNG, SVG and text; what the picture says is in the SVG too, for who cannot see it."""
    paths = draw_pictures(results, FIGURES, tmp_path / "run")
    assert {path.name for path in paths} == {
        f"{name}.{ending}" for name in NAMES | {"beside"} for ending in ("png", "svg", "txt")
    }
    words = flow_words(results)
    assert " ".join((tmp_path / "run/flow.txt").read_text(encoding="utf-8").split()) == words
    assert words in (tmp_path / "run/flow.svg").read_text(encoding="utf-8")


def test_the_same_results_give_the_same_bytes(results, tmp_path):
    """No date, no chance, nothing of the machine's settings: also when two threads draw at once."""
    folders = [tmp_path / "one", tmp_path / "two"]
    threads = [Thread(target=draw_pictures, args=(results, FIGURES, folder)) for folder in folders]
    with mpl.rc_context({"font.size": 30, "axes.spines.top": True}):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    first, second = (
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()} for folder in folders
    )
    assert first == second
    assert len(first) == 27


def test_settings_are_put_back(tmp_path):
    """Drawing changes no setting of who draws something else afterwards."""
    before = dict(mpl.rcParams)
    draw_across(JOBS, tmp_path)
    assert dict(mpl.rcParams) == before


# ---- the edges


def one_cohort(raw):
    raw["cohorts"] = {"foreign": raw["cohorts"]["foreign"]}


def nobody_in_a_cohort(raw):
    raw["cohorts"]["hopeful"]["persons"] = 0


def nobody_at_all(raw):
    for cohort in raw["cohorts"].values():
        cohort["persons"] = 0


def nobody_comes(raw):
    for cohort in raw["cohorts"].values():
        cohort["show_up"] = 0.0


def no_trips(raw):
    raw["cohorts"] = {"hopeful": raw["cohorts"]["hopeful"]}


def three_days(raw):
    raw["days"] = 3
    raw["cohorts"]["foreign"]["persons"] = 400


def odd_names(raw):
    long = "a_cohort_with_a_very_long_name_that_nobody_would_write_on_a_door_but_somebody_might"
    raw["name"] = "costs $5 and $6_\u0631\u0641\u062d \U0001f600 \u65e5 <&>"
    for name in ("$x_1$ and $y$", "\u0627\u0644\u062c\u0631\u062d\u0649", "_hidden", long, "two\nlines\x07"):
        raw["cohorts"][name] = {**raw["cohorts"]["foreign"], "persons": 10}
    raw["stations"]["b$u$s_\u065b"] = raw["stations"].pop("bus")
    raw["order"][2] = "b$u$s_\u065b"
    for cohort in raw["cohorts"].values():
        cohort["route"] = ["b$u$s_\u065b" if name == "bus" else name for name in cohort["route"]]


def twelve_stations(raw):
    more = [f"room_{number}" for number in range(7)]
    raw["stations"] |= {name: {**raw["stations"]["egypt"], "refer": None} for name in more}
    raw["order"] += more
    raw["cohorts"]["foreign"]["route"] += more


EDGES = [one_cohort, nobody_in_a_cohort, nobody_at_all, nobody_comes, no_trips, three_days, odd_names, twelve_stations]


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.__name__)
def test_edges_are_drawn_without_a_warning(edge, tmp_path):
    """Warnings are errors here: no name, no empty day and no long day makes any."""
    raw = small_scenario()
    edge(raw)
    paths = draw_pictures(results_of(raw, replications=1), [], tmp_path)
    assert {path.stem for path in paths} == NAMES
    assert all(path.stat().st_size for path in paths)


def test_a_crossing_without_a_shuttle_has_no_loads(tmp_path):
    raw = small_scenario()
    raw["order"].remove("bus")
    del raw["stations"]["bus"]
    raw["cohorts"]["foreign"]["route"].remove("bus")
    assert {path.stem for path in draw_pictures(results_of(raw, 1), [], tmp_path)} == NAMES - {"loads"}


def test_a_day_with_nobody_says_so():
    """And the clock still runs through the opening hours."""
    raw = small_scenario()
    nobody_comes(raw)
    results = results_of(raw, 1)
    assert flow_title(results) == "nobody came"
    assert "Nobody crossed" in flow_words(results)
    assert "No trip was made" in loads_words(results)
    assert "Nobody waits" in waits_words(results)
    assert spent_title(results) == "nobody came"
    assert "Nobody came" in spent_words(results)
    assert hours_shown(results) == (7 * HOUR, 17 * HOUR)
    assert "nobody was served" in texts(axes_of(waits, results))


@pytest.mark.parametrize("name", ["opening_day", "bench_day"])
def test_scenarios_are_drawn(name, tmp_path):
    """The two sets of stations there are; the other scenarios change their numbers."""
    raw = composed("run", [f"scenario={name}"])
    scenario = {key: raw[key] for key in small_scenario()}
    assert {path.stem for path in draw_pictures(results_of(scenario, 1), [], tmp_path)} == NAMES


# ---- the parts


def test_the_axis_shows_the_hours_in_which_something_happens(results):
    """Whole hours around the first coming and the last change."""
    start, end = hours_shown(results)
    changed = results.curves.grid[(np.diff(results.curves.arrived, prepend=0) != 0).any(axis=0)]
    assert start == 6 * HOUR < changed.min()
    assert end % HOUR == 0
    assert changed.max() <= end < DAY


@pytest.mark.parametrize(
    ("span", "horizon", "named"),
    [
        ((6 * HOUR, 18 * HOUR), DAY, ["06:00", "08:00", "18:00"]),
        ((20 * HOUR, 24 * HOUR), DAY, ["20:00", "20:30", "24:00"]),
        ((6 * HOUR, 66 * HOUR), 3 * DAY, ["12:00\nday 1", "00:00\nday 2", "12:00"]),
        ((0, 20 * DAY), 20 * DAY, ["day 1", "day 8", "day 15"]),
    ],
)
def test_clock_labels(span, horizon, named):
    """HH:MM, with the day where there are several, and days alone where hours would not fit."""
    axes = axes_of(clock_axis, span, horizon)
    shown = [label.get_text() for label in axes.get_xticklabels()]
    assert set(named) <= set(shown)
    assert len(shown) <= 9


def test_the_band_is_the_prediction_interval_and_never_promises_more():
    """From 39 replications on 95 %, below that the whole range, of one nothing."""
    values = np.arange(39.0)[::-1]
    assert over(values[:, None]).low == over(values[:, None])[0] == [0.0]
    assert over(values[:, None]).high == [38.0]
    assert over(np.arange(79.0)[:, None]).low == [1.0]
    assert [band_words(count) for count in (1, 5, 39)] == ["", "all 5 replications", "95 % of replications"]


def test_labels_are_pushed_apart_and_keep_their_order():
    moved = apart(np.array([100.0, 100.0, 99.0]), 10.0)
    assert moved.tolist() == [119.0, 109.0, 99.0]
    assert apart(np.array([50.0, 10.0]), 10.0).tolist() == [50.0, 10.0]


@pytest.mark.parametrize(
    ("name", "read"),
    [("palestinian_passport", "Palestinian passport"), ("us_citizens", "US citizens"), ("_a\n b\x07", "a b")],
)
def test_names_are_read_plainly(name, read):
    assert plain(name) == read


def test_drawn_names_are_safe():
    """A dollar is a dollar, what the font lacks is a square, and what is too long ends in dots."""
    assert drawn("$x$") == r"\$x\$"
    assert drawn("\u65e5") == NO_GLYPH
    assert drawn("word " * 50, most=20) == "word word word …"
    assert len(drawn("w" * 300, most=20)) == 20


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [(1234.4, "persons", "1,234"), (6.25, "trips", "6.2"), (7.0, "trips", "7"), (0.01, "trips", "<0.1"),
     (0.425, "share", "42 %"), (1090, "clock", "18:10"), (1530, "clock", "day 2 01:30")],
)  # fmt: skip
def test_numbers_are_read_in_their_unit(value, unit, read):
    assert in_unit(value, unit) == read
