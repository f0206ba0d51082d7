"""Pages, replay and index are for everybody: axe-core has nothing serious against them, and keys alone are enough."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest
from chromium import FOUND, Tab, chromium
from test_commands import folders_in, run

pytestmark = pytest.mark.skipif(FOUND is None, reason="there is no Chromium on this machine")
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FAULTS = """axe.run({ resultTypes: ["violations"] }).then(told => told.violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`))"""
PAGES = ("report", "replay", "index")
CONTROLS = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility())"""
# Where the focus is among all controls, whether it is seen, and whether it is on the screen and nothing lies over it
FOCUS = f"""(() => {{
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return [{CONTROLS}.indexOf(one), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
        box.bottom > 0 && box.top < innerHeight];
}})()"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> SimpleNamespace:
    """The pages of a run by its command."""
    room = tmp_path_factory.mktemp("access")
    done = run("replications=40", cwd=room)
    assert done.returncode == 0, done.stderr
    (folder,) = folders_in(room)
    return SimpleNamespace(
        report=folder / "report.html", replay=folder / "replay.html", index=folder.parent / "index.html"
    )


def shown(tab: Tab, path: Path, width: int = 1280, scheme: str = "light") -> None:
    """Open a page, still, with all that is folded unfolded."""
    tab.size(width)
    asked = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    tab.send("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in asked.items()])
    tab.open(path)
    tab.tell("document.querySelectorAll('details').forEach(one => { one.open = true })")


def faults(tab: Tab) -> list[str]:
    """What axe-core calls serious or critical."""
    tab.tell(f"{AXE}; 0")
    return list(tab.tell(FAULTS))


# ---- axe-core


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(tab, pages, name, width, scheme):
    shown(tab, getattr(pages, name), width, scheme)
    assert faults(tab) == []


def test_axe_would_find_one(tab, tmp_path):
    """The guard of the guard: a button without a name, a picture without words, grey on grey."""
    path = tmp_path / "broken.html"
    wrong = "<main><button></button><img src='data:,'><p style='color:#999;background:#888'>faint</p>"
    path.write_text(f"<!doctype html><html lang='en'><title>Broken</title>{wrong}</main></html>")
    shown(tab, path)
    assert {fault.split(":")[0] for fault in faults(tab)} == {"button-name", "image-alt", "color-contrast"}


# ---- keys


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_in_order_and_the_focus_is_seen(tab, pages, name):
    """From the first to the last as they stand in the page, each with a line around it, each scrolled into view."""
    shown(tab, getattr(pages, name))
    reached = []
    count = tab.tell(f"{CONTROLS}.length")
    assert count > 5
    for _ in range(count):
        tab.press("Tab")
        reached.append(tab.tell(FOCUS))
    assert reached == [[at, True, True] for at in range(count)]


def test_enter_and_space_fold_and_unfold_what_is_folded(tab, pages):
    shown(tab, pages.report)
    tab.tell("document.querySelector('summary').focus()")
    for key, opened in (("Enter", False), (" ", True)):
        tab.press(key)
        assert tab.tell("document.activeElement.parentElement.open") is opened


def test_enter_and_space_sort_the_index(tab, pages):
    shown(tab, pages.index)
    tab.tell("document.querySelectorAll('button.sort')[2].focus()")
    said = []
    for key in ("Enter", " "):
        tab.press(key)
        said.append(tab.tell("document.activeElement.closest('th').getAttribute('aria-sort')"))
    assert said == ["ascending", "descending"]


def test_enter_and_arrows_work_the_replay(tab, pages):
    """Play by Enter and by Space on its button, the bar by arrows, the day by arrows in its list."""
    shown(tab, pages.replay)
    tab.tell("node('play').focus()")
    for key, playing in (("Enter", True), (" ", False), ("Enter", True), ("Enter", False)):
        tab.press(key)
        assert tab.tell("playing") is playing
    tab.tell("node('final').focus()")
    tab.press("Enter")
    assert tab.tell("node('clock').textContent === day.raw.last")
    tab.tell("node('scrub').focus()")
    tab.press("ArrowLeft")
    assert tab.tell("day.raw.end - now") == 5 * 60_000
    tab.tell("node('which').focus()")
    tab.press("ArrowDown")
    assert tab.tell("[node('which').value, now === day.raw.start]") == ["worst", True]
    assert tab.complaints() == []


def test_where_motion_is_to_be_reduced_nothing_moves_by_itself(tab, pages):
    """No page animates; the replay stands until it is asked, and then dots jump, they do not glide."""
    for name in PAGES:
        shown(tab, getattr(pages, name))
        assert tab.tell("document.getAnimations().length") == 0
    shown(tab, pages.replay)
    assert not tab.tell("playing")
    before = tab.tell("now")
    tab.tell("new Promise(done => setTimeout(done, 300))")
    assert tab.tell("now") == before
