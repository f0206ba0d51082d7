"""The pages of studies, made by the commands: they say what the tables say, and open in a real browser."""

import csv
import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import FOUND, chromium
from test_page_in_chromium import DRAWN

from sim.report.page.links import beside

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "</script><script>window.broken = 1</script>"
ASKED = {
    "compare": [
        "compare",
        "replications=30",
        f'name="{HOSTILE}"',
        "measured=[persons crossed]",
        'plans={one officer more: "stations.palestinian_passport.officers=4", buses: "stations.bus.vehicles=4"}',
    ],
    "sweep": ["sweep", "over={stations.palestinian_passport.officers: [2, 4]}", "replications=30"],
    "one at a time": [
        "sensitivity",
        "parameters=[stations.bus.seats, cohorts.foreign_nationals.show_up]",
        "replications=5",
        "measured=[persons crossed]",
    ],
    "sobol": [
        "sensitivity",
        "parameters=[stations.bus.seats, cohorts.foreign_nationals.show_up]",
        "method=sobol",
        "base_points=16",
        "replications=3",
        "measured=[persons crossed]",
    ],
    "bottleneck": ["bottleneck", "scenario=ambulances_only", "replications=3"],
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    """A small study of each kind, and its folder."""
    room, found = tmp_path_factory.mktemp("pages"), {}
    for name, (command, *arguments) in ASKED.items():
        line = [sys.executable, str(ROOT / "experiments" / f"{command}.py"), *arguments, f"outputs={room / name}"]
        done = subprocess.run(line, cwd=room, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        assert done.returncode == 0, done.stderr
        (found[name],) = (room / name).glob("*/")
    return found


def text_of(folder: Path) -> str:
    """What a reader sees of a page, without its tags."""
    page = (folder / "report.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ASKED)
def test_each_page_holds_what_every_study_ends_with(folders, name):
    told = text_of(folders[name])
    for title in ("The whole answer in words", "What was reported", "The settings that change results",
                  "What it rests on", "Run it again"):  # fmt: skip
        assert title in told
    assert (folders[name] / "card.json").is_file()
    assert (folders[name].parent / "index.html").is_file()
    assert (folders[name] / "report.html").stat().st_size < 5_000_000


def test_a_comparison_says_the_differences_of_its_table(folders):
    told = text_of(folders["compare"])
    rows = [row for row in rows_of(folders["compare"], "differences") if row["family"] == "with as it is"]
    better = [row for row in rows if row["word"] == "better"]
    assert better, "one more officer surely lets more people out"
    assert f"persons crossed +{float(better[0]['mean']):.0f}" in told


def test_a_sweep_says_the_best_point_of_its_table(folders):
    best = next(row for row in rows_of(folders["sweep"], "sweep") if row["word"] == "best")
    assert best["output"] == "persons crossed"
    assert f"most at palestinian_passport.officers 4: {float(best['mean']):,.0f} persons" in text_of(folders["sweep"])


def test_an_end_of_a_range_is_sure_by_its_own_interval(folders):
    page = (folders["one at a time"] / "report.html").read_text(encoding="utf-8")
    row = next(row for row in rows_of(folders["one at a time"], "effects") if "show_up" in row["parameter"])
    assert float(row["to_low_up_to"]) < 0, "fewer come at the low end"
    spots = re.findall(r'class="(solid|hollow) ink-(?:blue|vermillion)"[^>]*data-says="([^"]*)"', page)
    ends = {says.splitlines()[1]: kind for kind, says in spots if "show up" in says}
    assert [kind for says, kind in ends.items() if says.endswith("0.4")] == ["solid"]
    sure = float(row["to_high_from"]) > 0 or float(row["to_high_up_to"]) < 0
    assert [kind for says, kind in ends.items() if says.endswith(", 1")] == ["solid" if sure else "hollow"]


def test_the_evidence_tells_the_share_of_the_variance_where_it_is_known(folders):
    assert "Share of the variance of persons crossed" in text_of(folders["sobol"])
    assert "Share of the variance of" not in text_of(folders["one at a time"])


def test_in_public_a_page_tells_no_number_of_a_cohort(tmp_path):
    line = [sys.executable, str(ROOT / "experiments" / "compare.py"), "public=true", "replications=3",
            "measured=[persons crossed]", 'plans={more: "stations.bus.vehicles=4"}']  # fmt: skip
    assert subprocess.run(line, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (folder,) = (tmp_path / "outputs").glob("*/")
    told = text_of(folder)
    assert "cohorts.us_citizens" not in told
    assert "United States citizens who crossed on the opening day" not in told


@pytest.mark.parametrize("name", ["../run.html", "a/b.html", "https://x.org", "", "A b.html", "x"])
def test_a_page_leads_to_no_file_but_one_beside_it(name):
    with pytest.raises(ValueError, match="needs the bare name of a file beside the page"):
        beside(name)
    assert beside("replay.html") == "./replay.html"


@pytest.mark.skipif(FOUND is None, reason="there is no Chromium on this machine")
def test_each_page_opens_without_a_complaint_and_draws_every_chart(folders):
    with chromium() as tab:
        for width in (375, 1280):
            tab.size(width)
            for name, folder in folders.items():
                tab.open(folder / "report.html")
                assert (tab.complaints(), tab.asked_outside()) == ([], []), name
                drawn = tab.tell(DRAWN)
                assert drawn, name
                assert drawn == [1] * len(drawn), name
                assert tab.tell("window.broken === undefined"), name
                assert tab.tell("document.documentElement.scrollWidth") <= width, name
