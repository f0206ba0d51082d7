"""The index over all runs: what stands in their cards, sound whatever lies in the folder."""

import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sim.report.page import index as index_
from sim.report.page.card import read_card, write_card
from sim.report.page.index import index_page, write_index
from sim.report.page.parts import Figure, Page

ROOT = Path(__file__).resolve().parent.parent


def run_in(outputs: Path, number: int, title: str = "Opening day", question: str = "How many?") -> Path:
    """A folder such as a run leaves, with so many persons out."""
    folder = outputs / f"20231101T10{number // 60:02d}{number % 60:02d}-run-{number:08d}"
    folder.mkdir(parents=True)
    figures = [Figure("Out", f"{number:,}", "1 to 2", "persons", float(number)), Figure("Refused", "9")]
    (folder / "run.json").write_text(json.dumps({"scenario": "s", "question": question, "shown": ["seed=1"]}))
    (folder / "report.html").write_text("")
    (folder / "flow.png").write_bytes(b"")
    write_card(Page(title, question, [], figures, []), folder, picture="flow.png")
    return folder


def test_every_run_stands_in_it_with_question_key_figures_page_and_picture(tmp_path):
    names = [run_in(tmp_path, number).name for number in range(3)]
    html = write_index(tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'href="\./([^/]*)/report.html"', html) == names[::-1]
    assert html.count('src="./') == 3
    assert html.count("How many?") == 3
    assert html.count("seed=1") == 3
    assert [float(value) for value in re.findall(r'class="number" data-by="([^"]*)"', html)] == [2, 1, 0]
    assert "<bdi>Refused</bdi> <bdi>9</bdi>" in html


def test_a_card_reads_back_as_it_was_written(tmp_path):
    card = read_card(run_in(tmp_path, 4))
    assert card is not None
    assert card.figures[0] == Figure("Out", "4", "1 to 2", "persons", 4.0)


def test_jobs_of_a_multirun_and_runs_without_a_card_are_there_too(tmp_path):
    run_in(tmp_path / "20231101T101010-jobs", 7)
    old = tmp_path / "20231101T090000-old"
    old.mkdir()
    (old / "run.json").write_text(json.dumps({"scenario": "older_run", "question": "What then?", "shown": "broken"}))
    (old / "UNFINISHED").write_text("")
    html = index_page(tmp_path)
    assert "jobs/20231101T100007-run-00000007/report.html" in html
    assert "older run" in html
    assert "What then?" in html
    assert "not ended, or stopped" in html


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"figures": 3}', '{"title": "t", "question": "q", "figures": [{"head": 3, "value": []}]}',
     '{"title": "t", "question": "q", "figures": [{"head": "h"}]}', "[" * 100_000, "\x00", '{"figures": [["h"]]}'],
)  # fmt: skip
def test_a_damaged_card_costs_its_row_its_figures_and_nothing_else(tmp_path, content):
    run_in(tmp_path, 1)
    (run_in(tmp_path, 2) / "card.json").write_text(content)
    html = index_page(tmp_path)
    assert html.count("<tr>") == 3
    assert 'data-by="1.0"' in html


def test_names_and_questions_become_text_and_addresses_stay_paths(tmp_path):
    hostile = "<script>alert(1)</script>\u202e\"'"
    folder = run_in(tmp_path, 1, hostile, hostile)
    folder.rename(tmp_path / "javascript:alert(1)'\"<b>")
    html = index_page(tmp_path)
    assert html.count("<script>") == 1
    assert "<b>" not in html
    assert "\u202e" not in html
    assert 'href="./javascript%3Aalert%281%29%27%22%3Cb%3E/report.html"' in html


@pytest.mark.parametrize("name", ["../../elsewhere.html", "/etc/passwd", "..", "http://example.org/x", "gone.html", 7])
def test_a_card_leads_to_no_file_but_one_of_its_own_folder(tmp_path, name):
    folder = run_in(tmp_path, 1)
    (tmp_path / "elsewhere.html").write_text("")
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps({**card, "page": name, "picture": name}))
    html = index_page(tmp_path)
    assert "href" not in html
    assert "<img" not in html


def test_hundreds_of_runs_take_moments(tmp_path):
    for number in range(500):
        run_in(tmp_path, number)
    start = time.process_time()
    html = write_index(tmp_path).read_text(encoding="utf-8")
    assert time.process_time() - start < 3
    assert html.count("<tr>") == 501
    assert html.count('loading="lazy"') == 500
    assert len(html) < 1_000_000


def test_a_run_that_ends_while_the_index_is_written_is_in_it(tmp_path, monkeypatch):
    """The other one may have written its own before, which ours would replace."""
    run_in(tmp_path, 1)
    keep, more = index_.keep, iter([2, 3])

    def keep_late(path: Path, content: bytes) -> None:
        for number in (next(more, None),):
            if number:
                run_in(tmp_path, number)
        keep(path, content)

    monkeypatch.setattr(index_, "keep", keep_late)
    assert write_index(tmp_path).read_text(encoding="utf-8").count("<tr>") == 4


def test_many_that_end_at_once_leave_a_whole_index_with_all(tmp_path):
    """In processes of their own, as runs are."""
    code = (
        "import sys; from pathlib import Path; from test_index import run_in\n"
        "from sim.report.page.index import write_index\n"
        "run_in(Path(sys.argv[1]), int(sys.argv[2])); write_index(Path(sys.argv[1]))"
    )

    def one(number: int) -> int:
        command = [sys.executable, "-c", code, str(tmp_path), str(number)]
        path = f"{ROOT}:{ROOT / 'tests'}:{':'.join(sys.path)}"
        return subprocess.run(command, check=False, env={"PYTHONPATH": path, "PATH": ""}, cwd=ROOT).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))) == [0] * 4
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert html.count("<tr>") == 5
    assert html.endswith("</html>")
    assert not list(tmp_path.glob("*.part"))


def test_the_command_writes_it_and_refuses_what_is_no_folder(tmp_path):
    run_in(tmp_path / "outputs", 1)
    command = [sys.executable, str(ROOT / "experiments" / "index.py")]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "written: outputs/index.html\n")
    refused = subprocess.run([*command, "nowhere"], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "nowhere: no such folder" in refused.stderr
