"""How a long study ends: asked to stop, in error, or on the page that tells of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tiny
from journals import FOUR
from killed import started, written

from sim.entry import end_with
from sim.study.journal.chunks import Damaged
from sim.study.journal.lock import InUse
from sim.study.journal.plan import even_bounds
from sim.study.journal.running import done
from sim.study.stopping import Stop, Stopped

TASKS = 150  # of a study that is to be stopped at work


def stopped_by(number: int, study: Path, times: int = 1) -> tuple[int, str, list[bytes]]:
    """Send a signal to all processes of a study at work; its exit code, its words, and the tables after going on."""
    setting = ("processes", 2, TASKS, 0.02)
    process = started(study, *setting)
    while not list(study.glob("chunks/*.chunk")):
        time.sleep(0.02)
    for _ in range(times):
        os.killpg(process.pid, number)
        time.sleep(0.2)
    _, told = process.communicate(timeout=60)
    return process.returncode, told, written(study, *setting)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_study_that_is_asked_to_stop_keeps_what_is_in_hand_and_says_how_to_go_on(tmp_path, number, code):
    """Nothing is done twice, though Ctrl-C reaches every process of the terminal."""
    ended, told, tables = stopped_by(number, tmp_path / "study")
    assert ended == code
    assert "Traceback" not in told
    assert f"chunks are kept in {tmp_path / 'study'}; to go on:\n  python " in told
    assert tiny.done_twice(Path(f"{tmp_path / 'study'}.notes"), 3) == 0
    assert tables == written(tmp_path / "quiet", "processes", 2, TASKS, 0.02)


def test_a_study_in_this_process_ends_after_the_chunk_in_hand(tmp_path):
    """Ctrl-C in the second of three chunks: two are kept."""
    with pytest.raises(Stopped, match="2 of 3 chunks are kept") as stopped:
        done(tiny.plan_of(12), interrupted, tmp_path, FOUR)
    assert stopped.value.code == 130
    assert sorted(path.name for path in (tmp_path / "chunks").iterdir()) == ["000000.chunk", "000001.chunk"]
    assert (tmp_path / "UNFINISHED").exists()


def interrupted(plan, first, last):
    """Work during which somebody presses Ctrl-C."""
    if first == 4:
        os.kill(os.getpid(), signal.SIGINT)
    return tiny.work(plan, first, last)


def test_asked_twice_it_stops_at_once():
    stop = Stop()
    stop.ask(signal.SIGINT)
    assert stop.is_asked
    assert not stop.is_over
    with pytest.raises(Stopped) as stopped:
        stop.ask(signal.SIGINT)
    assert stopped.value.code == 130


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Damaged("it is not as it was written"), 4, "damaged: it is not as it was written"),
        (InUse("it is in use"), 5, "the machine would not: it is in use"),
        (Stopped("stopped; to go on: python", 143), 143, "stopped; to go on: python"),
    ],
)
def test_commands_end_with_a_code_and_a_sentence(error, code, words, capsys):
    def work() -> int:
        raise error

    with pytest.raises(SystemExit) as ended:
        end_with(work)
    assert ended.value.code == code
    assert capsys.readouterr().err == f"{words}\n"


def test_bounds_cover_all_tasks():
    assert even_bounds(10, 4) == [0, 4, 8, 10]
    assert even_bounds(8, 4) == [0, 4, 8]
    assert even_bounds(3, 100) == [0, 3]
    assert even_bounds(0, 4) == [0]


def test_the_page_about_studies_shows_python_that_runs(tmp_path):
    """Its study of a thousand points, on processes."""
    root = Path(__file__).resolve().parent.parent
    block = (root / "docs" / "studies.md").read_text(encoding="utf-8").split("```python\n")[-1].split("```")[0]
    (tmp_path / "roots.py").write_text(block, encoding="utf-8")
    result = subprocess.run([sys.executable, "roots.py"], cwd=tmp_path, capture_output=True, text=True,
                            env={**os.environ, "PYTHONPATH": str(root)}, check=False)  # fmt: skip
    assert (result.stdout, result.stderr) == ("(1000, 1) 0\n", "")
