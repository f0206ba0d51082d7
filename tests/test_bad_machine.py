"""What befalls stored results, folders and the machine, by its row in docs/refusals.md, through the real command.

Whatever it is: an exit code, a sentence that names the place, and the same command goes on to the same tables.
"""

import csv
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import psutil
import pytest
from bench_sweep import (
    CHUNKS,
    Process,
    at_work,
    ending_of,
    folder_in,
    goes_on,
    is_listening,
    is_told,
    kill,
    study,
    swept,
    tables,
    when,
)
from commands import ROOT, Ended, begun, checkout, ended
from journals import chunk, content


@pytest.fixture(scope="module")
def quiet(tmp_path_factory) -> Path:
    """The folder of a study that nothing befell."""
    room = tmp_path_factory.mktemp("quiet")
    result = swept(room)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(list(folder_in(room).glob("chunks/*"))) == CHUNKS
    return folder_in(room)


@pytest.fixture
def stored(quiet, tmp_path) -> Path:
    """A copy of it, in a room of the test's own, to be spoilt."""
    return Path(shutil.copytree(quiet, tmp_path / "outputs" / quiet.name))


# What is stored


def cut_to_nothing(content: bytes) -> bytes:
    """0 bytes."""
    return content[:0]


def cut_in_half(content: bytes) -> bytes:
    """Half a file."""
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """One bit, of a number."""
    return content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]


@pytest.mark.parametrize(
    ("row", "spoilings"),
    [(89, (cut_to_nothing, cut_in_half)), (90, (flipped,))],
    ids=["row 89: cut short", "row 90: one bit flipped"],
)
def test_what_the_disk_did_to_a_chunk_is_said_and_that_chunk_alone_is_done_again(
    row, spoilings, stored, quiet, tmp_path
):
    """It is kept aside as it was found; the tables, one of them cut short as well, are written anew."""
    assert row in {89, 90}
    found = {}
    for number, spoil in enumerate(spoilings, 7):
        found[number] = spoil(chunk(stored, number).read_bytes())
        chunk(stored, number).write_bytes(found[number])
    (stored / "sweep.parquet").write_bytes(b"")
    moments = {path.name: path.stat().st_mtime_ns for path in stored.glob("chunks/*")}
    told = goes_on(tmp_path, quiet)
    assert len(told.splitlines()) == len(spoilings)
    for number, as_found in found.items():
        path = chunk(Path("outputs") / stored.name, number)
        assert f"{path}: it is not as it was written; it was put aside in damaged/ and is done again" in told
        assert (stored / "damaged" / f"{path.name}.0").read_bytes() == as_found
    again = {path.name for path in stored.glob("chunks/*") if path.stat().st_mtime_ns != moments[path.name]}
    assert again == {chunk(stored, number).name for number in found}


@pytest.mark.parametrize("spoil", [cut_in_half, flipped])
def test_rows_89_and_90_a_damaged_plan_is_never_followed(spoil, stored, tmp_path):
    """It says what the chunks are of: so nothing is done again over it."""
    path = stored / "plan.json"
    whole = path.read_bytes()
    path.write_bytes(
        spoil(whole) if spoil is not flipped else whole.replace(b'"replications": 8', b'"replications": 9')
    )
    before = content(stored)
    is_told(swept(tmp_path), 4, "damaged: ", f"outputs/{stored.name}/plan.json: it ", "take the folder away to begin")
    assert content(stored) == before


def test_row_91_other_code_is_refused_with_the_difference_and_nothing_is_touched(stored, tmp_path, tmp_path_factory):
    """The same command in a copy of the project in which a comment was added."""
    home = checkout(tmp_path_factory.mktemp("home"))
    with (home / "sim" / "study" / "points.py").open("a") as file:
        file.write("# one word more\n")
    before = content(stored)
    told = ("refused, nothing was written (", f"folder: outputs/{stored.name} holds a study that differs",
            "fingerprint.code: got '", "; what is stored was made with '")  # fmt: skip
    is_told(swept(tmp_path, home=home), 2, *told)
    assert content(stored) == before


def test_row_91_another_question_has_a_folder_of_its_own(stored, tmp_path):
    """And what was there stays as it is."""
    before = content(stored)
    assert swept(tmp_path, "seed=6", "replications=1").returncode == 0
    first, second = sorted(tmp_path.glob("outputs/*/"), key=lambda folder: folder != stored)
    assert content(first) == before
    assert len(list(second.glob("chunks/*"))) == 3


class Payload:
    """Code within a pickle."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return Path.touch, (Path("code-was-run"),)  # type: ignore[return-value]


def armed(folder: Path) -> None:
    """Put arrays of objects where a careless reader would look for results, and one into a chunk that is signed."""
    loaded = folder / "values.npy"
    np.save(loaded, np.array([[Payload()]], dtype=object), allow_pickle=True)
    for name in ("sweep.npy", "points.pkl", "chunks/values.npy", "chunks/000003.npy", "sweep.pickle"):
        shutil.copy(loaded, folder / name)
    _, head, _ = chunk(folder, 3).read_bytes().split(b"\n", 2)
    body = head + b"\n" + loaded.read_bytes()
    chunk(folder, 3).write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)


def test_row_95_code_within_stored_results_is_never_run(stored, quiet, tmp_path, monkeypatch, tmp_path_factory):
    armed(stored)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    np.load(stored / "values.npy", allow_pickle=True)
    assert Path("code-was-run").exists(), "a careless reader would run it"
    told = goes_on(tmp_path, quiet)
    assert "000003.chunk: it is no chunk of results; it was put aside" in told
    assert not list(tmp_path.rglob("code-was-run"))


# Who else is there, and who was


@pytest.fixture
def begun_study(tmp_path) -> Iterator[Process]:
    """The study's command in a room of the test's own, once it has kept a chunk."""
    process = at_work(tmp_path)
    yield process
    if process.poll() is None:
        kill(process)


def test_rows_96_97_and_101_the_second_is_refused_naming_the_first_and_a_killed_one_is_in_nobodys_way(
    begun_study, quiet, tmp_path
):
    """The first is held in the midst of it, then killed with SIGKILL; its lock, which stays, means nothing then."""
    begun_study.send_signal(signal.SIGSTOP)
    folder = folder_in(tmp_path)
    told = f"the machine would not: {folder.relative_to(tmp_path)} is in use by process {begun_study.pid} on "
    is_told(swept(tmp_path), 5, f"{told}{socket.gethostname()} since 2", "UTC; one process at a time writes there")
    kept = {path: path.read_bytes() for path in folder.glob("chunks/*.chunk")}
    kill(begun_study)
    assert (folder / "UNFINISHED").exists()
    assert f"process {begun_study.pid} on" in (folder / "lock").read_text()
    moments = {path: path.stat().st_mtime_ns for path in kept}
    assert goes_on(tmp_path, quiet) == ""
    assert moments == {path: path.stat().st_mtime_ns for path in kept}, "no chunk that was kept is done again"


def test_rows_100_and_101_asked_to_stop_it_finishes_the_chunk_in_hand_and_goes_on_later(quiet, tmp_path):
    """By Ctrl-C; then, gone on with, by SIGTERM; then it is left to end."""
    name, before = f"outputs/{quiet.name}", 0
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        process = at_work(tmp_path, before + 1)
        process.send_signal(number)
        result = ending_of(process)
        kept = len(list(tmp_path.glob(f"{name}/chunks/*.chunk")))
        assert before < kept < CHUNKS
        is_told(result, code, "stopping: what is finished within moments is still kept; once more stops at once\n",
                f"stopped; {kept} of {CHUNKS} chunks are kept in {name}; to go on:\n  python ")  # fmt: skip
        assert (tmp_path / name / "UNFINISHED").exists()
        before = kept
    assert goes_on(tmp_path, quiet) == ""


def test_row_100_a_second_ctrl_c_stops_it_at_once(quiet, tmp_path):
    """In the midst of its only chunk, of which nothing is kept; what is there is sound all the same."""
    process = begun(*study("executor.chunk=24"), cwd=tmp_path, command="sweep")
    when(lambda: is_listening(process), process)
    process.send_signal(signal.SIGINT)
    assert process.stderr.readline() == "\n"
    assert process.stderr.readline().startswith("stopping: ")
    process.send_signal(signal.SIGINT)
    is_told(ending_of(process), 130, "stopped at once\n")
    assert not list(tmp_path.rglob("*.chunk"))
    assert goes_on(tmp_path, quiet) == ""


def test_row_101_a_worker_that_is_killed_costs_what_it_had_in_hand(quiet, tmp_path):
    """As where memory is short: the others go on, another takes its place, and the tables are the same."""
    process = at_work(tmp_path, 1, "executor.kind=processes", "executor.workers=2")
    when(lambda: workers_of(process), process)
    workers_of(process)[0].kill()
    result = ending_of(process)
    assert (result.returncode, result.stderr) == (0, "")
    assert tables(folder_in(tmp_path)) == tables(quiet)


def workers_of(process: Process) -> list[psutil.Process]:
    """The processes that do its tasks: those whose parent is the server that makes them."""
    return [each for child in psutil.Process(process.pid).children() for each in child.children()]


# What the machine would not


def no_file_above(size: int) -> Callable[[], None]:
    """A disk with room for files of so many bytes, as a quota may be, in a process that is to be."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_row_98_a_disk_that_fills_up_costs_nothing_that_was_done(quiet, tmp_path):
    """At the plan, at the pictures, and at a chunk: each time a sentence says where, and nothing half is left."""
    name = f"outputs/{quiet.name}"
    full = "the machine would not: [Errno 27] "
    for size, place in ((4_000, f"{name}/plan.json'"), (30_000, f"'{name}")):
        is_told(swept(tmp_path, preexec_fn=no_file_above(size)), 5, full, place)
    assert len(list(tmp_path.glob(f"{name}/chunks/*"))) == CHUNKS
    for number in (4, 5):
        chunk(tmp_path / name, number).unlink()
    is_told(swept(tmp_path, preexec_fn=no_file_above(300)), 5, full, f"'{chunk(Path(name), 4)}'")
    assert len(list(tmp_path.glob(f"{name}/chunks/*"))) == CHUNKS - 2, "neither a chunk nor half of one"
    assert (tmp_path / name / "UNFINISHED").exists()
    assert goes_on(tmp_path, quiet) == ""


def below_a_file(room: Path) -> Path:
    """Where a file stands in the way."""
    (room / "letter").write_text("mine")
    return room / "letter" / "outputs"


def below_proc(_: Path) -> Path:
    """Where not even root may make a folder."""
    return Path("/proc/outputs")


def below_what_is_read_only(room: Path) -> Path:
    """Where others than root may not write."""
    (room / "shelf").mkdir(mode=0o555)
    return room / "shelf" / "outputs"


BENCH = "cohorts.bench_standing"
PLACES = [below_a_file, below_proc, below_what_is_read_only]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_row_99_a_place_that_cannot_be_written_to_is_said_before_any_work(place, tmp_path):
    """Of a day's work, to which nobody has said yes: even how long it takes is not yet found out."""
    if place is below_what_is_read_only and os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    outputs = place(tmp_path)
    before = content(tmp_path)
    result = swept(tmp_path, "replications=300000", f"{BENCH}.persons=20000", "yes=false", f"outputs={outputs}")
    is_told(result, 5, "the machine would not: [Errno ", f"'{outputs.parent}'\n")
    assert content(tmp_path) == before


# What fails


@pytest.fixture(scope="module")
def failed(tmp_path_factory) -> tuple[Ended, Path, Path]:
    """The study in a copy of the project in which one of its three points cannot be simulated: its end, its folder."""
    home, room = checkout(tmp_path_factory.mktemp("home")), tmp_path_factory.mktemp("failed")
    path = home / "sim" / "study" / "points.py"
    sound = path.read_text("utf-8")
    assert SOUND in sound
    path.write_text(sound.replace(SOUND, SOUND + SPOILT), "utf-8")
    result = swept(room, home=home)
    return result, folder_in(room), home


SOUND = '    first = plan.points[point].get("first", 0)\n'
SPOILT = '    if point == 1:\n        raise RuntimeError("the bus fell apart")\n'


def test_row_102_a_cell_that_fails_is_named_with_its_seed_and_leaves_the_others(failed, quiet):
    result, folder, _ = failed
    assert result.returncode == 3
    assert result.stderr == "8 tasks failed; failures.csv tells why and how to do one again\n"
    failures = rows(folder / "failures.csv")
    assert [int(row["task"]) for row in failures] == list(range(8, 16))
    assert {(row["point"], row["seed"], row["error"]) for row in failures} == {
        ("1", "20231101", "RuntimeError: the bus fell apart")
    }
    means, others = ([row["mean"] for row in rows(each / "sweep.csv")] for each in (folder, quiet))
    assert (means, means[1]) == ([others[0], "", others[2]], "")


def test_row_102_a_cell_that_failed_can_be_done_again_by_itself(failed):
    """By the Python that stands beside it."""
    _, folder, home = failed
    again = [sys.executable, "-c", rows(folder / "failures.csv")[3]["replay"]]
    environment = {**os.environ, "PYTHONPATH": str(home)}
    result = subprocess.run(again, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.stderr.splitlines()[-1] == "RuntimeError: the bus fell apart"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table in CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_row_94_no_json_that_is_written_holds_nan(failed, quiet):
    """Also where a cell has no value, or no interval; nor does a table for people."""
    for folder in (failed[1], quiet):
        texts = [path.read_text("utf-8") for path in folder.glob("*.json")]
        texts += [path.read_bytes().split(b"\n")[1].decode() for path in folder.glob("chunks/*")]
        page = (folder / "report.html").read_text("utf-8")
        texts += re.findall(r"<script[^>]*application/json[^>]*>(.*?)</script>", page, re.DOTALL)
        assert len(texts) >= 3 + CHUNKS
        for text in texts:
            json.loads(text, parse_constant=pytest.fail)
        told = " ".join(
            path.read_text("utf-8") for path in folder.iterdir() if path.suffix in {".csv", ".txt", ".html"}
        )
        assert not re.search(r"(?<![\w-])(nan|inf)(?![\w-])", told, re.IGNORECASE)


# Who starts it, and where


COMMIT = r"\b[0-9a-f]{40}\b\+?"  # of the checkout, which may be worked on meanwhile


def test_row_107_language_zone_hash_seed_and_mask_change_no_byte(quiet, tmp_path):
    setting = {"LANG": "de_DE.UTF-8", "LC_ALL": "C", "TZ": "Asia/Gaza", "PYTHONHASHSEED": "1"}
    assert goes_on(tmp_path, quiet, env=setting, umask=0o077) == ""
    folder = folder_in(tmp_path)
    page, quiet_page = (re.sub(COMMIT, "", (each / "report.html").read_text("utf-8")) for each in (folder, quiet))
    assert page == quiet_page
    assert folder.stat().st_mode & 0o777 == 0o700


SMALL = ("scenario=bench_day", "replications=2")


def full(stream: int) -> None:
    """What is written to a stream finds its disk full."""
    os.dup2(os.open("/dev/full", os.O_WRONLY), stream)


STREAMS = [
    (SMALL, os.close, 2, 0),
    (SMALL, os.close, 1, 0),
    (("seed=-1",), full, 2, 2),
    ((*SMALL, "--cfg", "job"), full, 1, 5),
    (("--help",), full, 1, 5),
]


@pytest.mark.parametrize(
    ("given", "befalls", "stream", "code"),
    STREAMS,
    ids=["no stderr", "no stdout", "refused", "full at --cfg", "full at --help"],
)
def test_a_stream_that_is_closed_or_full_ends_no_command_otherwise(given, befalls, stream, code, tmp_path):
    """And no run is left half done."""
    result = ended(*given, cwd=tmp_path, preexec_fn=lambda: befalls(stream))
    assert result.returncode == code
    assert "Traceback" not in f"{result.stdout}{result.stderr}"
    assert not list(tmp_path.glob("outputs/*/UNFINISHED"))


def test_a_working_folder_that_is_gone_is_the_machines(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    result = ended(*SMALL, cwd=room, preexec_fn=lambda: shutil.rmtree(room))
    assert result.returncode == 5
    assert result.stderr.startswith("the machine would not: ")


@pytest.mark.parametrize("hindrance", ["folder", "Numba"])
def test_row_108_without_what_the_compiled_engine_needs_the_reference_engine_gives_the_same_numbers(
    hindrance, quiet, tmp_path
):
    """A note says why."""
    (tmp_path / "letter").write_text("mine")
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['numba'] = None\n")  # as if it were not there
    folder, setting = {
        "folder": ("the folder letter/rafah-crossing cannot be written to", {"RAFAH_CACHE": "letter"}),
        "Numba": ("Numba is not installed", {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])}),
    }[hindrance]
    result = swept(tmp_path, "engine=compiled", env=setting)
    assert result.returncode == 0
    assert result.stderr.startswith(f"note: the reference engine is used: {folder}"), result.stderr
    assert tables(folder_in(tmp_path)) == tables(quiet)
