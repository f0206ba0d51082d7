"""The report page: all of a run in one file that opens offline, and nothing in it but what we wrote."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from elements import Elements
from small import small_scenario

import sim
from sim.compose import composed, home
from sim.evidence import load, reported_on
from sim.model.faults import scenario_of
from sim.report.page.links import safe_address
from sim.report.page.parts import Chart, Figure, Lines, Link, Page, Picture, Prose, Section, Stage, Table
from sim.report.page.run.answer import held_back
from sim.report.page.run.evidence import Shares, evidence_section, numbers_of
from sim.report.page.run.over_the_day import queues_chart
from sim.report.page.run.page import run_page
from sim.report.page.writing import picture_of, shown, write_page
from sim.report.plots.longest import queues
from sim.study.beside import beside
from sim.study.plan import planned
from sim.study.provenance import provenance
from sim.study.public import in_public
from sim.study.replicate import Results, replicate

EVIDENCE = load(home("seeds"))
ORIGIN = {
    "command": ["python", "experiments/run.py", "seed=3"], "overrides": ["seed=3"], "shown": ["seed=3"], "seed": 3,
    "replications": 40, "commit": "abc", "python": "3.11", "versions": {"numpy": "2"},
}  # fmt: skip


@pytest.fixture(scope="module")
def results() -> Results:
    return replicate(sim.load("opening_day"), 40, 20231101)


@pytest.fixture(scope="module")
def page(results) -> Page:
    figures = beside(results, reported_on(EVIDENCE, "2023-11-01"))
    return run_page(results, figures, EVIDENCE, ORIGIN)


@pytest.fixture(scope="module")
def html(page) -> str:
    return shown(page)


def charts_of(page: Page) -> list[Chart]:
    return [block for section in page.sections for block in section.blocks if isinstance(block, Chart)]


def test_the_answer_is_three_sentences_whose_numbers_are_those_of_the_tables(page, results):
    out, last = results.values("persons crossed"), results.values("last exit")
    assert len(page.answer) == 3
    assert f"{np.median(out):.0f} (" in page.answer[0]
    assert page.figures[0] == Figure(
        "Out", f"{np.median(out):.0f}", page.figures[0].span, "persons", float(np.median(out))
    )
    assert f"{np.median(held_back(results)):.0f} (" in page.answer[2]
    assert sim.summarise(results)[0].measure == "persons crossed"
    low, high = sorted(out)[0], sorted(out)[-1]  # with 40 days the interval is from the least to the most
    assert page.figures[0].span == f"{low:.0f} to {high:.0f}"
    assert not np.isnan(last).any()


def test_it_has_a_section_for_everything_a_planner_asks(page):
    ids = [section.id for section in page.sections]
    asked = [
        "crossing",
        "flow",
        "waiting",
        "time",
        "use",
        "left",
        "fairness",
        "reported",
        "settings",
        "evidence",
        "again",
    ]
    assert ids == asked


def test_every_chart_says_its_values_in_words_in_a_table_and_to_a_pointer(page):
    charts = charts_of(page)
    assert len(charts) > 10
    for chart in charts:
        says = [mark.says for mark in chart.wide.marks if mark.says]
        assert says or chart.moments, chart.title
        assert says == [mark.says for mark in chart.narrow.marks if mark.says], chart.title
        assert len(chart.words) > 20
        assert chart.table.rows
        assert {len(row) for row in chart.table.rows} == {len(chart.table.heads)}


def test_nothing_is_drawn_outside_its_drawing(page):
    for chart in charts_of(page):
        for drawing in (chart.wide, chart.narrow):
            for mark in drawing.marks:
                for across, size in (
                    ("x", drawing.width),
                    ("cx", drawing.width),
                    ("y", drawing.height),
                    ("cy", drawing.height),
                ):
                    assert -1 <= float(mark.attributes.get(across, 0)) <= size + 1, (chart.title, mark)


def test_the_map_shows_as_many_as_come_and_cross(page, results):
    says = [mark.says for mark in charts_of(page)[0].wide.marks if mark.says]
    out = results.values("persons crossed", "wounded_with_companions").mean()
    assert any(text.startswith(f"handover → crossed: {out:,.0f} persons") for text in says)
    away = results.values("persons turned away").mean()
    assert any(text.startswith(f"list check → turned away: {away:,.0f} persons") for text in says)


def test_a_page_is_small_and_fetches_nothing(html):
    """Under 5 MB; no element has an address but links to http(s) and places of the page itself."""
    assert len(html.encode()) < 5e6
    elements = Elements(html)
    for tag, attributes in elements.found:
        assert not {"src", "srcset", "action", "data", "poster", "background", "style"} & set(attributes) or (
            tag == "img" and str(attributes["src"]).startswith("data:image/")
        )
        assert not [name for name in attributes if name.startswith("on")]
        address = attributes.get("href")
        assert address is None or address.startswith(("#", "https://", "http://")), address
    assert not re.search(r"@import|url\((?!#)", html)


def test_the_policy_lets_run_our_script_and_style_alone(html):
    policy = Elements(html).of("meta")[1]["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        for text in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL):
            assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


def test_the_evidence_names_every_number_with_basis_range_and_source(results):
    content = results.scenario.model_dump(mode="json")
    numbers = numbers_of(EVIDENCE, content, ["stations.bus.vehicles=4"], [])
    by_key = {each.key: each for each in numbers}
    assert by_key["stations.bus.vehicles"].basis == "chosen by you"
    assert by_key["stations.luggage.officers"].basis == "assumed"
    section = evidence_section(EVIDENCE, numbers, Shares("persons crossed", {"stations.bus.vehicles": "25 %"}))
    table = section.blocks[1]
    assert isinstance(table, Table)
    assert len(table.rows) == len(numbers) == len(by_key) > 140
    row = next(row for row in table.rows if row[0] == "stations.bus.vehicles")
    assert row[table.heads.index("Share of the variance of persons crossed")] == "25 %"
    links = [cell for row in table.rows for cell in row[-1] if isinstance(cell, Link)]
    assert any(safe_address(link.address) for link in links)


def test_it_says_how_to_run_it_again(html):
    assert "python experiments/run.py seed=3" in Elements(html).texts
    assert "abc" in Elements(html).texts


# ---- public


def test_in_public_no_cohort_of_fewer_than_ten_is_named(results):
    """Neither in charts, tables and evidence nor in the command."""
    overrides = ["cohorts.us_citizens.persons=6", "public=true"]
    plan = planned(composed("run", ["public=true"]))
    public = in_public(results)
    assert "us_citizens" in public.hidden
    figures = beside(public, reported_on(EVIDENCE, "2023-11-01"))
    html = shown(run_page(public, figures, EVIDENCE, provenance(plan, overrides), overrides))
    for name in public.hidden:
        assert name not in html
        assert name.replace("_", " ").replace("us ", "US ") not in html
    assert "foreign nationals" in html
    assert "Left out of the command: a cohort that is not shown" in html


# ---- pages of other studies


def test_any_study_makes_a_page_of_its_own_words_tables_and_pictures(tmp_path):
    (tmp_path / "sweep.txt").write_text("Two points,\nand a line.\n", encoding="utf-8")
    (tmp_path / "sweep.png").write_bytes(b"\x89PNG heavier than the other")
    (tmp_path / "sweep.svg").write_bytes(b"<svg/>")
    picture = picture_of(tmp_path, "sweep", "The sweep")
    assert picture == Picture("The sweep", "Two points, and a line.", "svg", b"<svg/>")
    blocks = [picture, Table("Points", ["a", "b"], [["1", "2"]], (1,)), Prose("Said."), Lines("python x.py")]
    stage = Section("replay", "Replay", [Stage("player", "The day", {"x": "</script>"})])
    path = write_page(
        Page("A sweep", "What?", ["That."], [], [Section("s", "S", blocks), stage], scripts=["'ours';"]), tmp_path
    )
    html = path.read_text(encoding="utf-8")
    elements = Elements(html)
    assert [image["alt"] for image in elements.of("img")] == ["Two points, and a line."]
    assert {"A sweep", "What?", "That.", "Said.", "python x.py"} <= set(elements.texts)
    assert '<script type="application/json" id="player-data">{"x": "\\u003c/script\\u003e"}</script>' in html
    assert "<script>'ours';</script>" in html


def test_a_script_that_would_end_its_element_is_refused():
    with pytest.raises(ValueError, match="would end its element"):
        shown(Page("t", "q", [], [], [], scripts=["'</SCRIPT>'"]))


# ---- days on which little happens


@pytest.mark.parametrize("change", ["nobody", "one day", "nobody crosses"])
def test_a_page_is_made_of_days_on_which_little_happens(change):
    raw = small_scenario()
    if change == "nobody":
        for cohort in raw["cohorts"].values():
            cohort["show_up"] = 0.0
    if change == "nobody crosses":
        raw["stations"]["egypt"]["hours"] = [["08:00", "08:01"]]
    results = replicate(scenario_of(raw), 1 if change == "one day" else 3, 7)
    html = shown(run_page(results, [], EVIDENCE, ORIGIN))
    texts = Elements(html).texts
    assert "None" not in texts
    assert not re.search(r"\b(nan|inf)\b", " ".join(texts))


def test_paths_of_this_machine_are_not_in_it(html):
    assert str(Path(__file__).resolve().parent.parent) not in html


def test_numbers_of_hidden_cohorts_are_not_in_the_evidence(results):
    content = results.scenario.model_dump(mode="json")
    keys = {each.key for each in numbers_of(EVIDENCE, content, [], ["us_citizens"])}
    assert not [key for key in keys if "us_citizens" in key]
    assert "cohorts.foreign_nationals.persons" in keys


def test_over_many_days_a_short_queue_does_not_fall_between_two_points_of_its_line():
    """Six days have more moments than a line has points; the morning's queue at the gate lasts ten minutes."""
    results = replicate(sim.load("clear_7000", "days=6"), 2, 1)
    chart = queues_chart(results)
    assert chart is not None
    names = [results.crossing.names[at] for at in queues(results)]
    said = [
        int(moment.words.split("gate hall: ")[1].split("\n")[0].split(" ")[0].replace(",", ""))
        for moment in chart.moments
    ]
    assert len(said) <= 300 < results.curves.grid.size
    longest = np.median(results.curves.queues[:, results.crossing.names.index("gate_hall")], axis=0).max()
    assert "gate_hall" in names
    assert max(said) == round(float(longest))
