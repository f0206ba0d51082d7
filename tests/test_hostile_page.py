"""Names that try to be more than names do nothing on the page but show."""

import json
import re

import pytest
from elements import Elements
from hostile import ARABIC, ENDING, LONG, SCRIPT, hostile_scenario
from small import small_scenario

from sim.compose import home
from sim.evidence import load
from sim.model.faults import scenario_of
from sim.report.page.links import safe_address
from sim.report.page.parts import Link, Page, Section, Table
from sim.report.page.run.page import run_page
from sim.report.page.writing import shown
from sim.study.replicate import replicate

EVIDENCE = load(home("seeds"))
ORIGIN = {
    "command": ["python", "experiments/run.py", "seed=3"], "overrides": ["seed=3"], "shown": ["seed=3"], "seed": 3,
    "replications": 40, "commit": "abc", "python": "3.11", "versions": {"numpy": "2"},
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile() -> str:
    results = replicate(scenario_of(hostile_scenario()), 3, 7)
    return shown(run_page(results, [], EVIDENCE, ORIGIN))


def test_hostile_names_become_text_and_nothing_else(hostile):
    """No element and no attribute comes from a name; the same elements stand there as under plain names."""
    plain = shown(run_page(replicate(scenario_of(small_scenario()), 3, 7), [], EVIDENCE, ORIGIN))
    kinds = {tag for tag, _ in Elements(plain).found}
    elements = Elements(hostile)
    assert {tag for tag, _ in elements.found} == kinds
    assert "broken" not in {tag for tag, _ in elements.found}
    assert len(elements.of("script")) == len(Elements(plain).of("script"))
    assert not elements.of("img")
    assert any(SCRIPT[:20] in text for text in elements.texts)
    assert any(ENDING[:20] in text for text in elements.texts)
    assert "{{ 7 * 7 }}" in hostile.replace("&#39;", "'")


def test_data_for_scripts_cannot_end_their_element(hostile):
    found = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', hostile, re.DOTALL)
    assert found
    for text in found:
        assert "<" not in text
        assert json.loads(text)


def test_text_cannot_turn_the_direction_of_what_follows(hostile):
    """What turns it is replaced by a mark that is seen; Arabic stands, and each cell finds its own direction."""
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", hostile)
    assert ARABIC in hostile
    assert all(cell.get("dir") == "auto" for cell in Elements(hostile).of("td"))


def test_sentences_of_ours_run_from_left_to_right_whatever_name_they_begin_with(hostile):
    """A head that begins with an Arabic station is an English sentence; only values, the name and the question turn."""
    assert {tag for tag, own in Elements(hostile).found if own.get("dir") == "auto"} == {"h1", "p", "dd", "td"}
    assert [own.get("class") for tag, own in Elements(hostile).found if tag == "p" and "dir" in own] == ["question"]


def test_a_name_of_300_letters_is_cut_in_charts_and_whole_in_tables(hostile):
    assert LONG in hostile
    labels = re.findall(r"<text [^>]*>([^<]*)</text>", hostile)
    assert max(map(len, labels)) < 130


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://example.org", "http://example.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("javascript:alert(1)", None), ("JaVaScRiPt:alert(1)", None), ("java\nscript:alert(1)", None),
        ("data:text/html,x", None), ("file:///etc/passwd", None), ("//example.org", None), ("doi:alert(1)", None),
        ("http://[", None), ("https:", None), (" https://example.org", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_links_lead_to_http_https_and_doi_alone(address, leads_to):
    assert safe_address(address) == leads_to
    html = shown(Page("t", "q", [], [], [Section("s", "S", [Table("c", ["h"], [[Link("here", address)]])])]))
    assert [link["href"] for link in Elements(html).of("a") if not str(link["href"]).startswith("#")] == (
        [leads_to] if leads_to else []
    )
    assert "here" in Elements(html).texts
