"""Nobody waits for a compiler unawares, nothing stale is ever run, and without a compiler the reference engine acts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim import engines
from sim.engines import cache, choice, choose, compiled, reference
from sim.model.chances import Chances

ROOT = Path(__file__).resolve().parent.parent
LARGE, MIDDLE, SMALL = 1e9, 2e5, 10.0  # visits


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    """A cache folder in which nothing is compiled yet."""
    monkeypatch.setenv("RAFAH_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def filled_cache(empty_cache):
    """A cache folder in which the engine is."""
    cache.folder().mkdir(parents=True)
    (cache.folder() / "rules.nbi").touch()
    return empty_cache


@pytest.mark.usefixtures("empty_cache")
def test_a_small_job_does_not_wait_for_a_compiler():
    assert choose("auto", SMALL) == ("reference", "")
    assert choose("auto", LARGE).name == "compiled"
    assert "20 seconds" in choose("auto", LARGE).word


@pytest.mark.usefixtures("filled_cache")
def test_what_is_compiled_already_is_used_where_it_saves_more_than_loading_it_takes():
    """Some two hundred bench days; one alone is over sooner than Numba is loaded."""
    assert choose("auto", MIDDLE) == ("compiled", "")
    assert choose("auto", SMALL) == ("reference", "")


@pytest.mark.usefixtures("filled_cache")
def test_who_simulates_from_python_gets_what_is_compiled_already():
    """One day may be followed by many."""
    assert engines.at_hand.__wrapped__().simulate is compiled.simulate


@pytest.mark.usefixtures("filled_cache")
def test_an_engine_can_be_asked_for():
    assert choose("reference", LARGE) == ("reference", "")
    assert choose("compiled", SMALL).load() == (compiled.simulate, compiled.Chances)
    assert choose("reference", SMALL).load() == (reference.simulate, Chances)


def test_a_folder_that_cannot_be_written_means_the_reference_engine_and_a_line(monkeypatch, tmp_path):
    """Here a file stands where the folder should be."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("RAFAH_CACHE", str(tmp_path / "file"))
    for asked in ("auto", "compiled"):
        chosen = choose(asked, LARGE)
        assert chosen.name == "reference"
        assert "cannot be written" in chosen.word


@pytest.mark.usefixtures("filled_cache")
@pytest.mark.skipif(not hasattr(os, "getuid"), reason="a system without owners of files")
def test_what_others_could_have_put_there_is_not_run(monkeypatch):
    """The folder of another user, or one that everybody may write to."""
    assert choose("compiled", LARGE).name == "compiled"
    with monkeypatch.context() as another:
        another.setattr(os, "getuid", lambda: 4711)
        assert "cannot be written to by this user alone" in choose("compiled", LARGE).word
    cache.folder().chmod(0o777)
    assert choose("compiled", LARGE).name == "reference"


def test_without_numba_it_is_the_reference_engine_and_a_line(monkeypatch):
    monkeypatch.setattr(choice, "find_spec", lambda _: None)
    assert choose("compiled", LARGE) == (
        "reference",
        "the reference engine is used: Numba is not installed, which the compiled engine needs",
    )


@pytest.mark.usefixtures("filled_cache")
@pytest.mark.parametrize("source", cache.SOURCES, ids=lambda path: path.name)
def test_other_sources_have_another_folder(monkeypatch, tmp_path, source):
    """A stale engine is impossible: whatever word of it changes, it is compiled anew."""
    before, changed = cache.folder(), tmp_path / source.name
    changed.write_text(source.read_text("utf-8") + "\n# another word\n")
    monkeypatch.setattr(cache, "SOURCES", [changed if path == source else path for path in cache.SOURCES])
    assert cache.folder() != before
    assert not cache.is_filled()


def test_a_changed_rule_acts_at_once(tmp_path):
    """A copy of the project with its engine compiled, then one rule changed: the next run follows the new rule."""
    shutil.copytree(ROOT / "sim", tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("worlds.py", "random_crossings.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path)
    told = (
        "from worlds import Party, crossing_of, desk, draws_of; from sim.engines import compiled;"
        "draws = draws_of([desk()], [Party(0, [1]), Party(0, [1])], 0, 0);"
        "print(compiled.simulate(crossing_of([desk()]), draws).started)"
    )
    environment = {**os.environ, "RAFAH_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(tmp_path)}

    def run() -> str:
        command = [sys.executable, "-c", told]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    assert run() == "[[    0]\n [60000]]\n"
    rules = tmp_path / "sim" / "engines" / "compiled" / "rules.py"
    text, moment = rules.read_text("utf-8"), rules.stat()
    rules.write_text(text.replace("end = m[NOW] + service\n", "end = m[NOW] + 2 * service\n", 1), "utf-8")
    os.utime(rules, ns=(moment.st_atime_ns, moment.st_mtime_ns))  # even with the time stamp it had
    assert run() == "[[     0]\n [120000]]\n"
