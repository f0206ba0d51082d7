"""The page and the index in a real browser: they open from the disk without a network, and work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import FOUND, Tab, chromium
from hostile import SCRIPT, hostile_scenario
from test_index import run_in

import sim
from sim.compose import home
from sim.evidence import load, reported_on
from sim.model.faults import scenario_of
from sim.report.page.index import write_index
from sim.report.page.run.page import run_page
from sim.report.page.writing import write_page
from sim.study.beside import beside
from sim.study.replicate import replicate

pytestmark = pytest.mark.skipif(FOUND is None, reason="there is no Chromium on this machine")
WIDTHS = (375, 768, 1280)
DRAWN = """[...document.querySelectorAll('.plot')].map(plot =>
  [...plot.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().height > 50).length)"""
HEIGHTS = """[...document.querySelectorAll('.plot svg text')].filter(text => text.getClientRects().length)
  .filter(text => text.textContent).map(text => text.getBoundingClientRect().height)"""
MIDDLE = """(() => { const box = document.querySelector('#flow-1 svg').getBoundingClientRect();
  return [box.x + box.width / 2, box.y + 100] })()"""
CONTRAST = """(() => {
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map((v) => linear(Number(v) / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const one = document.querySelector('%s'), style = getComputedStyle(one);
  const a = light(one instanceof SVGElement ? style.fill : style.color);
  const b = light(getComputedStyle(document.body).backgroundColor);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
})()"""
ORIGIN = {
    "command": ["python", "experiments/run.py"], "overrides": [], "shown": [], "seed": 3, "replications": 40,
    "commit": "abc", "python": "3.11", "versions": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Path:
    evidence, results = load(home("seeds")), replicate(sim.load("opening_day"), 40, 20231101)
    told = run_page(results, beside(results, reported_on(evidence, "2023-11-01")), evidence, ORIGIN)
    return write_page(told, tmp_path_factory.mktemp("page"))


def test_the_page_opens_in_two_seconds_without_a_complaint_or_a_request(tab, page):
    tab.size(1280)
    tab.open(page)
    assert tab.tell("document.documentElement.dataset.ready") == "yes"
    assert tab.complaints() == []
    assert tab.asked_outside() == []
    assert tab.tell("performance.getEntriesByType('navigation')[0].loadEventEnd") < 2000


def test_a_request_would_be_noticed(tab, tmp_path):
    """The guard of the guard: a page that asks for something outside is found out."""
    path = tmp_path / "asks.html"
    path.write_text("<img src='https://example.org/x.png'><script>undefinedName()</script>")
    tab.open(path)
    tab.tell("new Promise(done => setTimeout(done, 300))")
    assert tab.asked_outside() == ["https://example.org/x.png"]
    assert any("undefinedName" in told for told in tab.complaints())


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_is_drawn_at_every_width_and_nothing_sticks_out(tab, page, width):
    tab.size(width)
    tab.open(page)
    assert set(tab.tell(DRAWN)) == {1}
    assert tab.tell("document.documentElement.scrollWidth") == width
    assert min(tab.tell(HEIGHTS)) > 9, "text too small to be read"


def test_a_pointer_and_the_arrow_keys_give_values(tab, page):
    tab.size(1280)
    tab.open(page)
    tab.tell("document.querySelector('#flow-1').scrollIntoView()")
    tab.point(*tab.tell(MIDDLE))
    assert "have crossed: " in tab.tell("document.querySelector('#flow-1 .say').textContent")
    tab.tell("document.querySelector('#time-1').focus()")
    said = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        tab.press(key)
        said.append(tab.tell("document.querySelector('#time-1 .say').textContent"))
    assert said[0] == said[2] != said[1]
    tab.press("Escape")
    assert tab.tell("document.querySelector('#time-1 .say').hidden")


def test_every_chart_is_reached_by_the_tab_key(tab, page):
    tab.open(page)
    reached = set()
    for _ in range(200):
        tab.press("Tab")
        reached.add(tab.tell("document.activeElement.id"))
    assert set(tab.tell("[...document.querySelectorAll('.plot')].map(p => p.id)")) <= reached


def test_colours_change_with_the_scheme_and_text_stays_readable(tab, page):
    """Contrast of text at least 4.5 to 1 (WCAG 2.2, 1.4.3), in both schemes."""
    grounds = []
    for scheme in ("light", "dark"):
        tab.scheme(scheme)
        tab.open(page)
        grounds.append(tab.tell("getComputedStyle(document.body).backgroundColor"))
        for selector in ("p", "a", ".quiet", "dt", "svg text.tick", "svg text.name"):
            assert tab.tell(CONTRAST % selector) >= 4.5, (scheme, selector)
    tab.scheme("light")
    assert grounds[0] != grounds[1]


def test_it_prints_on_a4(tab, page, tmp_path):
    """Its tables fit between the margins (180 mm are 680 CSS pixels), and dark screens print on white."""
    tab.size(680)
    tab.open(page)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.send("Emulation.setEmulatedMedia", media="print", features=dark)
    assert tab.tell("document.documentElement.scrollWidth") == 680
    assert tab.tell("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    tab.printed(tmp_path / "page.pdf")
    tab.send("Emulation.setEmulatedMedia", media="", features=[])
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert b"595" in (tmp_path / "page.pdf").read_bytes()  # points across A4


def test_hostile_names_do_nothing_but_show(tab, tmp_path):
    results = replicate(scenario_of(hostile_scenario()), 40, 7)
    path = write_page(run_page(results, [], load(home("seeds")), ORIGIN), tmp_path)
    for width in WIDTHS:
        tab.size(width)
        tab.open(path)
        assert tab.complaints() == []
        assert tab.asked_outside() == []
        assert SCRIPT[:7] in tab.tell("document.querySelector('h1').textContent")
        assert "broken" not in tab.tell("document.title").replace(SCRIPT, "").replace(SCRIPT.capitalize(), "")
        assert tab.tell("document.documentElement.scrollWidth") == width


def test_the_policy_stops_a_script_that_got_in(tab, page, tmp_path):
    """The second wall: were something not escaped, it would not run."""
    path = tmp_path / "broken.html"
    html = page.read_text(encoding="utf-8")
    got_in = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    path.write_text(html.replace("</h1>", f"{got_in}</h1>"))
    tab.open(path)
    tab.tell("new Promise(done => setTimeout(done, 100))")
    assert tab.tell("document.title") == "Opening day"
    assert any("Content Security Policy" in told for told in tab.complaints())


def test_the_index_shows_pictures_and_sorts(tab, tmp_path):
    for number in (5, 300, 40):
        run_in(tmp_path, number)
        picture = (Path(__file__).parent.parent / "docs/pictures/queues.png").read_bytes()
        next(tmp_path.glob(f"*-{number:08d}")).joinpath("flow.png").write_bytes(picture)
    tab.size(1280)
    tab.open(write_index(tmp_path))
    tab.tell("new Promise(done => setTimeout(done, 300))")
    assert tab.complaints() == []
    assert all(tab.tell("[...document.images].map(image => image.naturalWidth)"))
    order = "[...document.querySelectorAll('tbody tr')].map(row => row.cells[2].dataset.by)"
    assert tab.tell(order) == ["300.0", "40.0", "5.0"]
    tab.tell("document.querySelectorAll('button.sort')[2].click()")
    assert tab.tell(order) == ["5.0", "40.0", "300.0"]
    tab.tell("document.querySelectorAll('button.sort')[2].click()")
    assert tab.tell(order) == ["300.0", "40.0", "5.0"]
