"""The release command does each part once for a state of the code, and is green only where all of them are clean."""

import importlib.util
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import kept
import page_of_verification
import pytest
from kept import Found, fingerprint, found_for
from known import CASES
from parts import PARTS, Part

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@pytest.fixture
def release(monkeypatch):
    """The command, for the parts of a test and a state of the code of its own: it does not change."""
    spec = importlib.util.spec_from_file_location("release_run", HERE / "run.py")
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    monkeypatch.setattr(command, "fingerprint", lambda: "this state")
    return command


@pytest.fixture
def do(release, monkeypatch, tmp_path):
    """Do these parts: (parts, words) -> exit code; the page is tmp_path/page.md, what is kept in tmp_path/kept."""

    def done(parts, *words):
        monkeypatch.setattr(release, "PARTS", parts)
        monkeypatch.setattr(page_of_verification, "PARTS", parts)
        return release.main([*words, "--folder", str(tmp_path / "kept"), "--page", str(tmp_path / "page.md")])

    return done


def part(name: str, code: str) -> Part:
    """A part that runs a line of Python."""
    return Part(name, f"that {name} is so", ("-c", code))


def noting(tmp_path: Path) -> Part:
    """A part that is clean, and leaves a letter each time it is done."""
    return part("oracles", f"open({str(tmp_path / 'noted')!r}, 'a').write('x'); print('| a | b |'); print('all well')")


def page(tmp_path: Path) -> str:
    """The page that was written."""
    return (tmp_path / "page.md").read_text(encoding="utf-8")


# Parts


def test_a_part_that_was_clean_is_not_done_again(do, tmp_path):
    parts = [noting(tmp_path)]
    assert [do(parts), do(parts)] == [0, 0]
    assert (tmp_path / "noted").read_text() == "x"
    assert do(parts, "--again") == 0
    assert (tmp_path / "noted").read_text() == "xx"


def test_for_another_state_of_the_code_or_by_another_command_it_is_done_again(do, release, monkeypatch, tmp_path):
    do([noting(tmp_path)])
    do([noting(tmp_path)._replace(command=(*noting(tmp_path).command, "a word more"))])
    assert (tmp_path / "noted").read_text() == "xx"
    monkeypatch.setattr(release, "fingerprint", lambda: "another state")
    do([noting(tmp_path)])
    assert (tmp_path / "noted").read_text() == "xxx"


def test_a_part_that_fails_is_told_and_the_others_go_on(do, tmp_path):
    parts = [part("first", "print('two went wrong'); raise SystemExit(3)"), noting(tmp_path)]
    assert do(parts) == 1
    assert "| two went wrong | 0.0 | **exit code 3** |" in page(tmp_path)
    assert "**Not green: 1 of 2 parts are clean.**" in page(tmp_path)
    assert (tmp_path / "noted").exists()


def test_a_part_that_failed_is_done_again(do, tmp_path):
    once = f"import pathlib; there = pathlib.Path({str(tmp_path / 'there')!r}); was = there.exists(); there.touch()"
    parts = [part("first", f"{once}; print('so'); raise SystemExit(0 if was else 1)")]
    assert [do(parts), do(parts)] == [1, 0]


def test_one_part_alone_is_not_green_while_others_are_missing(do, tmp_path):
    parts = [noting(tmp_path), part("last", "print('done')")]
    assert do(parts, "--part", "last") == 1
    assert "not done for this state" in page(tmp_path)
    assert do(parts) == 0
    assert "**Green: 2 of 2 parts are clean.**" in page(tmp_path)


def test_a_part_that_says_nothing_is_not_clean(do, tmp_path):
    assert do([part("mute", "")]) == 1
    assert "**said nothing**" in page(tmp_path)


def test_its_sentence_is_the_last_line_of_standard_output(do, tmp_path):
    code = "import sys; print('first'); print('the | sentence', end='\\n\\n'); print('noise', file=sys.stderr)"
    assert do([part("spoken", code)]) == 0
    assert "| the \\| sentence |" in page(tmp_path)


def test_where_the_code_is_changed_meanwhile_it_counts_for_nothing(do, release, monkeypatch, tmp_path):
    states = iter(["one", "one", "two", "two"])
    monkeypatch.setattr(release, "fingerprint", lambda: next(states))
    assert do([noting(tmp_path)]) == 1
    assert list((tmp_path / "kept").glob("*.json")) == []


def test_what_is_kept_half_is_not_there(tmp_path):
    (tmp_path / "oracles.half").write_text("{")
    assert found_for(tmp_path, noting(tmp_path), "this state") is None


# The page


def test_the_page_has_the_known_answers_as_their_part_printed_them(do, tmp_path):
    do([noting(tmp_path)])
    assert "## Known answers" in page(tmp_path)
    assert "\n| a | b |\n" in page(tmp_path)


def test_the_page_tells_of_the_machine_in_general_words():
    told = page_of_verification.machine()
    assert "cores" in told
    assert "Python 3." in told
    assert socket.gethostname() not in told


def test_the_page_says_what_is_not_proven(do, tmp_path):
    do([noting(tmp_path)])
    assert page(tmp_path).count("\n- ") == 6


# The state of the code


def test_the_state_changes_with_the_code_and_not_with_its_traces(tmp_path):
    for name in kept.RESTS_ON:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path)
    state = fingerprint(tmp_path)
    for trace in ("sim/__pycache__/clock.pyc", "tests/.hypothesis/x", "tests/release/new.py", "docs/model.md"):
        (tmp_path / trace).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / trace).touch()
    assert fingerprint(tmp_path) == state
    seen = {state}
    for name in ("sim/model/clock.py", "conf/run.yaml", "seeds/sources.yaml", "tests/small.py", "constraints.txt"):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(fingerprint(tmp_path))
    (tmp_path / "tests" / "small.py").rename(tmp_path / "tests" / "large.py")
    assert len(seen | {fingerprint(tmp_path)}) == 7


# The parts


def test_every_part_has_a_name_of_its_own_and_a_command_that_is_there():
    assert len({one.name for one in PARTS}) == len(PARTS)
    files = [word for one in PARTS for word in one.command if word.startswith("tests/")]
    assert [file for file in files if not (ROOT / file).exists()] == []


def said(*words: str) -> subprocess.CompletedProcess[str]:
    """A command of this folder, as the release gives it."""
    command = [sys.executable, *words, "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_known_answers_are_told_by_engine_with_z():
    """One exact schedule and one estimate; an answer that was not looked at is no success."""
    done = said("tests/release/oracles.py", "-k", "little_exact or number_on_a_path or integral_of_the_number")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "| little_exact_trace | 24 | exact |  | exact |  |  |  |" in lines
    (estimate,) = [line.split(" | ") for line in lines if line.startswith("| mginf_transient |")]
    assert estimate[2:4] == estimate[4:6]
    assert estimate[3][0] in "+-"
    assert lines[-1].startswith(f"2 of {len(CASES)} known answers looked at, 1 of them exact; largest |z| ")
    assert lines[-1].endswith("(mginf_transient)")


def test_a_schedule_that_is_not_met_is_told(tmp_path):
    """In a copy in which the known answer is another one."""
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    book = tmp_path / "tests" / "theory" / "known_answers.json"
    book.write_text(book.read_text("utf-8").replace('"exact_value": 24,', '"exact_value": 25,'), "utf-8")
    command = [sys.executable, "tests/release/oracles.py", "-k", "integral_of_the_number", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "| little_exact_trace | 25 | **not met** |  | **not met** |  |  |  |" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1].endswith("0 of them exact; no z; 1 exact ones not met, and pytest ended with 1")


@pytest.mark.parametrize(
    ("tests", "code", "sentence"),
    [
        ("def test_one(): pass\ndef test_two(): pass", 0, "2 tests of it passed, none failed or skipped"),
        (
            "def test_one(): assert False\ndef test_two(): pass",
            1,
            "1 tests of it passed, 1 failed, pytest ended with 1",
        ),
        ("import pytest\n@pytest.mark.skip\ndef test_one(): pass", 0, "0 tests of it passed, 1 skipped"),
        ("", 5, "0 tests of it passed, pytest ended with 5"),
    ],
)
def test_tests_are_told_by_how_many_passed(tmp_path, tests, code, sentence):
    (tmp_path / "test_it.py").write_text(tests)
    done = said("tests/release/tested.py", "tests of it", str(tmp_path))
    assert done.returncode == code
    assert done.stdout.splitlines()[-1] == sentence


def test_a_result_is_of_one_state_and_one_command(tmp_path):
    one = noting(tmp_path)
    kept.keep(tmp_path, one, Found(list(one.command), "so", 0, "2026-01-01 00:00", 1.0, "this state"))
    assert found_for(tmp_path, one, "this state").sentence == "so"
    assert found_for(tmp_path, one, "another state") is None
    assert found_for(tmp_path, one._replace(command=("-c", "")), "this state") is None
