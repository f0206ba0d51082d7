"""The replay: one file that holds three days, asks no network for anything, and plays them as the tables tell them."""

import json
import shutil
import subprocess
from base64 import b64decode
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from chromium import FOUND, chromium
from small import small_scenario

import sim
from sim.engines import choose
from sim.measures.occupancy import hall, street
from sim.measures.replication import Replication
from sim.model.clock import MINUTE, to_clock
from sim.model.faults import scenario_of
from sim.report.plots.drawing.places import plan
from sim.report.plots.drawing.ways import ways
from sim.report.replay.chosen import MOST_PARTIES, chosen
from sim.report.replay.ground import ground
from sim.report.replay.moves import PHASES, Phase
from sim.report.replay.packed import packed
from sim.report.replay.page import played, replay_page, write_replay
from sim.study.public import in_public
from sim.study.replicate import replicate

SEED = 20231101
NODE = shutil.which("node")
HOSTILE = "</script><script>window.hostile = 1</script>\u202e"


def unpacked(text) -> list[int]:
    """The numbers that were packed, told from the standard's description."""
    numbers, value, place = [], 0, 0
    for byte in b64decode(text):
        value, place = value + (byte % 128 << place), place + 7
        if byte < 128:
            numbers.append(value)
            value, place = 0, 0
    return numbers


def runs_of(scenario, seed=SEED):
    return partial(choose("auto", 1).load().runs, scenario, seed)


@pytest.fixture(scope="module")
def opening_day():
    return replicate(sim.load("opening_day"), 5, SEED)


@pytest.fixture(scope="module")
def page(opening_day, tmp_path_factory) -> Path:
    """The replay of five opening days."""
    folder = tmp_path_factory.mktemp("replay")
    write_replay(opening_day, runs_of(opening_day.scenario), folder)
    return folder / "replay.html"


# ---- which days


def test_the_median_the_worst_and_the_best_day_are_played(opening_day):
    """By persons crossed; where that is the same, the worst is the one whose last exit is latest."""
    crossed, last = opening_day.values("persons crossed"), opening_day.values("last exit")
    days = chosen(opening_day)
    assert list(days) == ["median", "worst", "best"]
    assert sorted(crossed)[2] == crossed[days["median"]]
    assert (crossed[days["worst"]], crossed[days["best"]]) == (crossed.min(), crossed.max())
    same = replicate(sim.load("bench_day"), 5, SEED)
    same.table.values[:, [row.measure == "persons crossed" for row in same.table.layout]] = 7.0
    last = same.values("last exit")
    assert last[chosen(same)["worst"]] == last.max()


def test_few_days_have_no_worst_and_a_crowd_too_large_for_a_page_has_none():
    few = replicate(sim.load("opening_day"), 2, SEED)
    assert list(chosen(few)) == ["median"]

    def of(persons):
        return replace(few, scenario=sim.load("opening_day", f"cohorts.foreign_nationals.persons={persons}"))

    assert list(chosen(of(2 * MOST_PARTIES))) == ["median"]
    assert chosen(of(9 * MOST_PARTIES)) == {}


# ---- the file


def test_numbers_are_packed_seven_bits_a_byte():
    """As in the standard's own example: 624485 is E5 8E 26."""
    assert b64decode(packed(np.array([624485]))) == bytes([0xE5, 0x8E, 0x26])
    assert b64decode(packed(np.array([0, 127, 128]))) == bytes([0, 127, 128, 1])
    assert packed(np.zeros(0, np.int64)) == ""
    with pytest.raises(ValueError, match="got -1"):
        packed(np.array([3, -1]))


def test_seven_thousand_people_are_a_small_file():
    """Three days of clear_7000, twenty and more days each, are under 1 MB."""
    results = replicate(sim.load("clear_7000"), 3, SEED)
    assert len(replay_page(played(results, chosen(results), runs_of(results.scenario)))) < 1_000_000


def test_nothing_in_the_data_can_end_the_element_that_holds_it(opening_day):
    scenario = opening_day.scenario.model_copy(update={"name": HOSTILE, "question": f"{HOSTILE} & why?"})
    html = replay_page(played(replace(opening_day, scenario=scenario), {}, lambda _: []))
    assert html.count("</script>") == html.count("<script") == 2
    assert "hostile = 1</script>" not in html
    assert "\u202e" not in html


def test_only_its_own_scripts_and_styles_may_run_and_no_address_stands_in_it(page):
    html = page.read_text(encoding="utf-8")
    policy = html.split('content="')[1].split('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert [word for word in ("http:", "https:", "src=", "href=", "@import", "url(") if word in html] == []


def test_in_public_small_cohorts_are_left_out_and_the_last_exit_is_everybodys(opening_day):
    """Neither their names nor their parties; the page says so."""
    public = in_public(opening_day)
    whole, told = (played(each, chosen(each), runs_of(opening_day.scenario)) for each in (opening_day, public))
    assert "US citizens" not in json.dumps(told)
    assert told["left_out"].startswith("Left out: 2 cohorts")
    assert whole["left_out"] == ""
    for number, day in told["worlds"].items():
        parties, moves = (unpacked(day[name]) for name in ("parties", "moves"))
        assert len(parties) < len(unpacked(whole["worlds"][number]["parties"]))
        assert 2 * sum(parties[2::3]) == len(moves)
        assert max((row for trip in day["trips"] for row in trip[-1]), default=0) < len(parties) // 3
        assert day["last"] == whole["worlds"][number]["last"]


SCENARIOS = sorted(path.stem for path in (Path(__file__).parent.parent / "conf/scenario").glob("*.yaml"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_map_has_every_station_once_where_the_drawing_has_it(name):
    """In the drawing's rows and columns, boxes apart from each other, all of it on the map."""
    scenario = sim.load(name)
    told, drawn = ground(scenario), plan(scenario, ways(scenario))
    boxes = [station["box"] for station in told["stations"]]
    rows = [drawn.places[station].row for station in scenario.order]
    assert sorted(range(len(rows)), key=lambda at: boxes[at][1]) == sorted(range(len(rows)), key=rows.__getitem__)
    for at, (left, top, width, height) in enumerate(boxes):
        assert 0 < left < left + width < told["width"]
        assert 0 < top < top + height < told["height"]
        for other in boxes[:at]:
            apart = (
                left >= other[0] + other[2]
                or other[0] >= left + width
                or top >= other[1] + other[3]
                or other[1] >= top + height
            )
            assert apart


# ---- the player's own count


def counted_by_the_player(raw, stations, moments):
    """Persons by place at moments, and what its clock says, from the player's own script in Node."""
    script = files("sim.report.replay").joinpath("logic.js").read_text(encoding="utf-8")
    asks = """
    const { raw, stations, moments } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const day = unpackedDay(raw, stations);
    console.log(JSON.stringify(moments.map(now => {
      const persons = personsIn(day, placesAt(day, now));
      return [Array.from(persons), persons.yet, movesUntil(day, now), clock(now)];
    })));"""
    given = json.dumps({"raw": raw, "stations": stations, "moments": moments})
    done = subprocess.run([str(NODE), "-e", script + asks], input=given, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(not NODE, reason="there is no node")
@pytest.mark.parametrize("name", ["opening_day", "first_three_days", "ambulances_first", "second_day"])
def test_the_player_counts_what_the_measures_count(name):
    """At random moments: in the street, in every hall, and crossed; and its clock is that of the tables."""
    scenario = sim.load(name)
    results = replicate(scenario, 1, SEED)
    (world,) = played(results, {"median": 0}, runs_of(scenario))["worlds"].values()
    (run,) = runs_of(scenario)([0])
    one = Replication(*run)
    rng = np.random.default_rng(5)
    moments = sorted(
        [*rng.integers(0, world["end"], 60).tolist(), *(np.arange(6) * MINUTE // 2).tolist(), world["end"]]
    )
    told = counted_by_the_player(world, len(scenario.order), moments)
    size, end = one.log.size, len(scenario.order) * PHASES
    for moment, (persons, yet, _, clock) in zip(moments, told, strict=True):
        grid = np.array([moment])
        assert sum(persons[Phase.OUTSIDE : end : PHASES]) == street(one.draws, one.stays).on(grid)[0]
        for at, station in enumerate(one.crossing.stations):
            if scenario.stations[station.name].kind != "gate":
                phases = (
                    (Phase.HALL,)
                    if scenario.stations[station.name].kind == "shuttle"
                    else (Phase.HALL, Phase.DESK, Phase.HELD)
                )
                counted = sum(persons[at * PHASES + phase] for phase in phases)
                assert counted == hall(one.crossing, one.log, one.stays, at).on(grid)[0]
        assert persons[end + 1] == size[one.crossed & (one.ended <= moment)].sum()
        assert sum(persons) + yet == size.sum()
        assert clock == to_clock(moment)
    assert told[-1][0][end + 1] == results.values("persons crossed")[0]


# ---- in a browser

TWICE = """new Promise(done => {
    const moments = [], whole = frame;
    frame = moment => { moments.push(moment); whole(moment); };
    for (let time = 0; time < 3; time++) { stop(); play(); }
    setTimeout(() => { stop(); done(moments); }, 400);
})"""
SAME = """(() => {
    const there = () => JSON.stringify([Array.from(persons), persons.yet, grounds.map(ground => ground.length)]);
    stop();
    choose(data.days.find(each => each.which === "WHICH"));
    jump(day.raw.start);
    for (let at = day.raw.start; at <= day.raw.end; at += 997000) advance(at);
    const moved = there();
    jump(now);
    return moved === there();
})()"""


@pytest.mark.skipif(not FOUND, reason="there is no chromium")
def test_it_opens_from_disk_and_is_played_by_keys_alone(page, opening_day):
    """No fault, no request; End shows the last exit's clock time as in the tables; space plays and stops."""
    days = chosen(opening_day)
    with chromium() as tab:
        tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        tab.open(page)
        assert not tab.tell("playing"), "where motion is to be reduced nothing moves by itself"
        press(tab, "End")
        last = opening_day.values("last exit")[days["median"]] * MINUTE
        assert tab.tell("node('clock').textContent") == to_clock(last)
        assert (
            tab.tell("node('count-crossed').textContent")
            == f"{opening_day.values('persons crossed')[days['median']]:.0f}"
        )
        press(tab, "ArrowLeft")
        assert tab.tell("day.raw.end - now") == 5 * MINUTE
        press(tab, "Home")
        assert tab.tell("now === day.raw.start")
        before = counts(tab)
        press(tab, " ")
        assert tab.tell("playing")
        tab.tell("new Promise(done => setTimeout(done, 400))")
        press(tab, " ")
        assert not tab.tell("playing")
        assert tab.tell("now > day.raw.start")
        assert counts(tab) != before
        assert tab.tell("node('said').textContent").startswith(tab.tell("clock(now)"))
        assert tab.complaints() == []
        assert tab.asked_outside() == []


@pytest.mark.skipif(not FOUND, reason="there is no chromium")
def test_stopped_and_played_at_once_it_goes_on_once(page):
    """No moment is drawn twice, however fast the keys are pressed."""
    with chromium() as tab:
        tab.open(page)
        moments = tab.tell(TWICE)
        assert len(moments) > 1
        assert len(set(moments)) == len(moments)


@pytest.mark.skipif(not FOUND, reason="there is no chromium")
def test_playing_counts_as_jumping_does(tmp_path):
    """Move by move to the end, and there at once: the same persons in the same places; for every day.

    In late_start, where people stand in the street.
    """
    late = replicate(sim.load("late_start"), 3, SEED)
    write_replay(late, runs_of(late.scenario), tmp_path)
    with chromium() as tab:
        tab.open(tmp_path / "replay.html")
        for which in ("median", "worst", "best"):
            assert tab.tell(SAME.replace("WHICH", which))
        assert tab.complaints() == []


@pytest.mark.skipif(not FOUND, reason="there is no chromium")
@pytest.mark.parametrize(
    "changes", [["days=2", "calendar.days=[closed,open]"], ["cohorts.foreign_nationals.persons=0"]]
)
def test_a_day_on_which_little_happens_opens_too(tmp_path, changes):
    """Nothing opens on the first day, or a cohort is empty."""
    scenario = sim.load("opening_day", *changes)
    write_replay(replicate(scenario, 1, SEED), runs_of(scenario), tmp_path)
    with chromium() as tab:
        tab.open(tmp_path / "replay.html")
        press(tab, "End")
        assert tab.tell("node('clock').textContent === (day.raw.last || clock(day.raw.end))")
        assert tab.complaints() == []


@pytest.mark.skipif(not FOUND, reason="there is no chromium")
def test_hostile_names_do_nothing_but_show_at_any_width(tmp_path):
    raw = small_scenario()
    raw["name"] = raw["question"] = f"{HOSTILE} \u0627\u0644\u062c\u0631\u062d\u0649 " + "long " * 30
    raw["cohorts"]["<img src=x onerror=alert(1)>"] = raw["cohorts"].pop("hopeful")
    scenario = scenario_of(raw)
    write_replay(replicate(scenario, 3, SEED), runs_of(scenario), tmp_path)
    with chromium() as tab:
        for width in (360, 800, 1280):
            tab.size(width)
            tab.open(tmp_path / "replay.html")
            assert tab.tell("window.hostile") is None
            assert "<img src=x" in tab.tell("node('legend').textContent")
            tab.tell("node('each').open = true")
            assert tab.tell("document.documentElement.scrollWidth") <= width
        assert tab.complaints() == []


def press(tab, key):
    about = {"key": key, "code": "Space" if key == " " else key, **({"text": key} if len(key) == 1 else {})}
    tab.send("Input.dispatchKeyEvent", type="keyDown", **about)
    tab.send("Input.dispatchKeyEvent", type="keyUp", **about)


def counts(tab):
    return tab.tell("node('counts').innerText")
