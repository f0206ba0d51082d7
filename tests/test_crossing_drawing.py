"""The drawing of the crossing: every station and cohort is there, connected as the scenario says, and on the paper."""

from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from small import small_scenario

import sim
from sim.model.faults import scenario_of
from sim.report.pictures import draw_crossing
from sim.report.plots.crossing import crossing, crossing_title, crossing_words
from sim.report.plots.drawing.bends import bend, starts
from sim.report.plots.drawing.boxes import visited
from sim.report.plots.drawing.fitting import fitted, inches, packed
from sim.report.plots.drawing.paper import WIDTH, paper
from sim.report.plots.drawing.places import Part, Place, part_of, plan
from sim.report.plots.drawing.ways import ways
from sim.report.plots.words import plain
from sim.report.sheet import own_style

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = sorted(path.stem for path in (ROOT / "conf/scenario").glob("*.yaml"))
ARABIC = "\u0627\u0644\u062c\u0631\u062d\u0649"
LONG = "a_cohort_with_a_very_long_name_that_nobody_would_write_on_a_door_but_somebody_might"


def drawn_on(scenario):
    """The axes of a drawing as large as it asks for."""
    with own_style():
        figure = Figure(figsize=(WIDTH, paper(scenario).height))
        return crossing(figure.add_axes((0, 0, 1, 1)), scenario)


def said(axes):
    """All that is written, in one line."""
    return " ".join(text.get_text() for text in axes.texts)


# ---- what is on it


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_station_and_cohort_is_named(name):
    """In the picture and in its words: who looks for a station finds its number, its name and its hours."""
    scenario = sim.load(name)
    picture, words = said(drawn_on(scenario)), crossing_words(scenario)
    for number, station in enumerate(scenario.order, start=1):
        assert f"{number} {plain(station)}" in picture
        assert f"{number} {plain(station)}, a {scenario.stations[station].kind} " in words
        assert "–".join(scenario.stations[station].hours[0]) in picture
    for cohort in scenario.cohorts:
        assert plain(cohort) in picture
        assert plain(cohort).lower() in words.lower()


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_overlaps_or_leaves_the_paper(name):
    """Words lie within the drawing, boxes hold their words, and no two texts touch."""
    scenario = sim.load(name)
    axes = drawn_on(scenario)
    axes.figure.draw_without_rendering()
    whole = axes.get_window_extent()
    extents = [text.get_window_extent() for text in axes.texts]
    for text, extent in zip(axes.texts, extents, strict=True):
        assert whole.x0 <= extent.x0 < extent.x1 <= whole.x1, text.get_text()
        assert whole.y0 <= extent.y0 < extent.y1 <= whole.y1, text.get_text()
    shrunk = [extent.padded(-2) for extent in extents]
    touching = [(one, two) for one in range(len(shrunk)) for two in range(one) if shrunk[one].overlaps(shrunk[two])]
    assert [(axes.texts[one].get_text(), axes.texts[two].get_text()) for one, two in touching] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_two_boxes_share_a_place_and_every_way_goes_down(name):
    """Stations stand below those before them; a line never runs behind a box that is not on its way."""
    scenario = sim.load(name)
    found = ways(scenario)
    places = plan(scenario, found).places
    assert len(set(places.values())) == len(scenario.order)
    for way in found:
        rows = [places[station].row for station in way.stations]
        assert rows == sorted(set(rows))


def test_what_is_limited_is_said():
    """Officers, vehicles and seats, the room of halls, the list, referrals and to whom a gate yields."""
    picture = said(drawn_on(sim.load("ambulances_first")))
    for words in ("3 officers, 09:45–17:00", "3 vehicles × 62 seats", "hall for 500", "checks the list", "refers 5 %",
                  "open 11:00–17:00", "until 14:00", "turned away", "crossed", "134 persons"):  # fmt: skip
        assert words in picture
    limited = sim.load("ambulances_first", "stations.departure_gate.quota=400")
    assert "400 persons a day at most" in crossing_words(limited)


def test_the_key_has_only_the_shapes_that_are_there():
    assert "gate" not in said(drawn_on(sim.load("bench_day"))).replace("the gates", "")
    assert said(drawn_on(sim.load("ambulances_first"))).endswith("desk shuttle gate referred")


# ---- the connections


def test_the_words_tell_each_way_from_its_start_to_its_end():
    """Shared stations are told on each way, referral and list as what they are."""
    words = crossing_words(sim.load("opening_day"))
    assert (
        "Foreign nationals (464 persons), aid workers (20 persons) and US citizens (7 persons) pass gate hall, list "
        "check, Palestinian passport, luggage, bus and Egyptian passport, and have then crossed. Of their parties 5 % "
        "are referred by Egyptian passport to Egyptian secondary, and leave from there." in words
    )
    assert "Wounded with companions (134 persons) pass document check, ambulance and handover" in words
    assert words.endswith("Hopefuls (100 persons) pass gate hall and list check, and are turned away there.")
    assert crossing_title(sim.load("opening_day")) == "3 ways through 10 stations"


def test_a_way_ends_where_its_cohort_is_turned_away():
    """Whatever else stands on its route."""
    by = {way.cohorts: way for way in ways(scenario_of(small_scenario()))}
    assert by["hopeful",].stations == ("list",)
    assert by["hopeful",].turned_away
    assert by["foreign",].stations == ("list", "passport", "bus", "egypt")
    assert by["foreign",].referrals == (("egypt", "interview", ""),)


def test_who_is_referred_goes_on_behind_the_secondary():
    raw = small_scenario()
    raw["order"].append("last")
    raw["stations"]["last"] = {**raw["stations"]["interview"], "refuse": {}}
    raw["cohorts"]["foreign"]["route"].append("last")
    scenario = scenario_of(raw)
    assert ways(scenario)[1].referrals == (("egypt", "interview", "last"),)
    assert "referred by egypt to interview, and go on to last." in crossing_words(scenario)
    assert drawn_on(scenario)


def test_vehicles_stand_between_the_sides_and_gates_with_their_neighbours():
    """A desk says its side; a bus that is followed by Palestinian desks has not left that side."""
    scenario = sim.load("ambulances_first")
    parts = {name: part_of(scenario, name) for name in scenario.order}
    assert parts["departure_gate"] is Part.PALESTINIAN
    assert parts["bus"] is parts["ambulance"] is Part.BETWEEN
    assert parts["handover"] is Part.EGYPTIAN
    raw = small_scenario()
    raw["order"] = ["bus", "list", "passport", "egypt", "interview"]
    raw["cohorts"]["foreign"]["route"] = raw["order"]
    assert part_of(scenario_of(raw), "bus") is Part.PALESTINIAN


def test_a_line_goes_around_the_boxes_between():
    """Who passes by a station is not drawn through it."""
    raw = small_scenario()
    raw["cohorts"]["quick"] = {**raw["cohorts"]["foreign"], "route": ["list", "bus", "egypt", "interview"]}
    scenario = scenario_of(raw)
    measured = paper(scenario)
    start, end = measured.plan.places["list"], measured.plan.places["bus"]
    middle, edge = measured.middle(start.column), measured.middle(start.column) + measured.half
    assert end == Place(2, start.column)
    corners = bend(measured, start, end, (middle, middle), 0)
    assert [x > edge for x, _ in corners] == [False, False, True, True, False, False]
    assert drawn_on(scenario)


def test_where_nobody_comes_it_is_pale():
    assert visited(paper(sim.load("ambulances_only"))) == {"document_check", "ambulance", "handover"}


def test_a_station_on_no_way_is_told():
    raw = small_scenario()
    raw["cohorts"] = {"hopeful": raw["cohorts"]["hopeful"]}
    scenario = scenario_of(raw)
    assert "On no way: passport, bus, egypt and interview." in crossing_words(scenario)
    assert "3 bus" in said(drawn_on(scenario))


def test_names_at_the_starts_never_touch():
    """A start is straight above its first box only where its names have room there."""
    raw = small_scenario()
    many_ways(raw)
    measured = paper(scenario_of(raw))
    placed = sorted(starts(measured).items(), key=lambda start: start[1])
    edges = [(x - width, x + width) for at, x in placed for width in [max(map(inches, measured.heads[at])) / 2]]
    assert all(right <= left for (_, right), (left, _) in pairwise(edges))


# ---- the edges


def odd_names(raw):
    raw["name"] = f"costs $5 and $6_{ARABIC} \U0001f600 <&>"
    for name in ("$x_1$ and $y$", ARABIC, "_hidden", LONG, "W" * 200, "two\nlines\x07", "\u65e5" * 30):
        raw["cohorts"][name] = {**raw["cohorts"]["foreign"], "persons": 10}
    raw["order"][2] = "b$u$s_" + "W" * 90
    raw["stations"][raw["order"][2]] = raw["stations"].pop("bus")
    for cohort in raw["cohorts"].values():
        cohort["route"] = [raw["order"][2] if name == "bus" else name for name in cohort["route"]]


def many_cohorts(raw):
    raw["cohorts"] |= {f"group_{at}": {**raw["cohorts"]["foreign"], "persons": at} for at in range(30)}


def many_ways(raw):
    routes = [
        ["list"],
        ["list", "bus"],
        ["passport"],
        ["passport", "egypt", "interview"],
        ["bus"],
        ["egypt", "interview"],
    ]
    raw["cohorts"] |= {f"group_{at}": {**raw["cohorts"]["foreign"], "route": route} for at, route in enumerate(routes)}


def one_desk(raw):
    raw["order"] = ["list"]
    raw["stations"] = {"list": raw["stations"]["list"]}
    raw["cohorts"] = {"hopeful": {**raw["cohorts"]["hopeful"], "route": ["list"]}}


def back_and_forth(raw):
    raw["stations"]["egypt"] |= {"side": "palestinian"}
    raw["stations"]["list"] |= {"side": "egyptian"}


EDGES = [odd_names, many_cohorts, many_ways, one_desk, back_and_forth]


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge.__name__)
def test_edges_stay_on_the_paper(edge, tmp_path):
    """Warnings are errors here: no name and no world makes any, or writes outside the figure."""
    raw = small_scenario()
    edge(raw)
    scenario = scenario_of(raw)
    axes = drawn_on(scenario)
    axes.figure.draw_without_rendering()
    whole = axes.get_window_extent()
    for text in axes.texts:
        extent = text.get_window_extent()
        assert whole.x0 <= extent.x0 < extent.x1 <= whole.x1, text.get_text()
    assert {path.name for path in draw_crossing(scenario, tmp_path)} == {
        f"crossing.{ending}" for ending in ("png", "svg", "txt")
    }


def test_text_is_broken_where_it_fits():
    """Words first, then letters; what is too long ends in dots, a dollar is a dollar."""
    assert fitted("gate hall", 5.0, 2) == ["gate hall"]
    assert fitted("gate hall", 0.5, 2) == ["gate", "hall"]
    assert all(inches(line) <= 1.0 for line in fitted("W" * 99, 1.0, 3))
    assert fitted("one two three four five six", 0.6, 2)[-1].endswith("…")
    assert fitted("$x$", 2.0, 1) == [r"\$x\$"]
    assert packed(["3 officers", "07:00–16:00"], 5.0, 2) == ["3 officers, 07:00–16:00"]
    assert packed(["3 officers", "07:00–16:00"], 1.0, 2) == ["3 officers", "07:00–16:00"]
