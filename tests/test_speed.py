"""The yardstick is the bench day, and the command that times the engines leaves tables, a picture and its targets."""

import importlib.util
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import sim
from sim.engines import compiled, plain
from sim.entry import validated
from sim.model.clock import NEVER
from sim.model.crossing import build
from sim.model.outcome import Outcome
from sim.report.plots.speed import speed_title, speed_words
from sim.report.speed import told_speed
from sim.study.speed import cores, start
from sim.study.speed.beside import ALONE, BATCHES, DRAWING, PLAIN, Timed, side_by_side
from sim.study.speed.cores import Spread, counts_up_to
from sim.study.speed.days import logs, worlds
from sim.study.speed.growth import BENCH, Grown, quicker, with_parties
from sim.study.speed.start import Start
from sim.study.speed.targets import Speed, targets

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("replication", range(3))
def test_plain_simpy_tells_the_same_day(simulate, replication):
    """Up to the first bus both do the same: stamps at the three desks before it are equal for all."""
    scenario = sim.load("bench_day")
    draws = sim.draw(scenario, 1, replication)
    log = simulate(sim.build(scenario, draws), draws)
    for row, seen in enumerate(plain.simulate(draws)):
        ours = np.column_stack([log.started[row, :3], log.finished[row, :3]]).ravel()
        told = [stamp for stamp in ours.tolist() if NEVER < stamp < plain.CLOSES]
        assert seen[: len(told)] == told


@pytest.fixture
def command(monkeypatch):
    """The command as a module, with little to do."""
    path = ROOT / "experiments" / "speed.py"
    specification = importlib.util.spec_from_file_location("speed", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "SIZES", (100, 1_000))
    monkeypatch.setattr(cores, "LONG", 0.1)
    monkeypatch.setattr(cores, "ROUNDS", 1)
    monkeypatch.setattr(start, "TIMES", 1)
    return module


def test_the_command_times_every_way_and_leaves_its_tables(command, tmp_path):
    (job,) = validated("speed", ["replications=2"]).jobs
    words = command.write_speed(job, tmp_path)
    tables = {path.stem: pq.read_table(path).to_pylist() for path in tmp_path.glob("*.parquet")}
    assert {row["what"] for row in tables["speed"]} >= {"plain SimPy", "reference engine", "compiled engine alone"}
    assert [row["parties"] for row in tables["growth"]] == [100, 1_000]
    assert [row["processes"] for row in tables["cores"]] == counts_up_to(cores.cores())
    assert all(row["microseconds"] > 0 for row in tables["speed"])
    assert all(row["ns_with_drawing"] > row["ns_an_event"] > 0 for row in tables["growth"])
    (begins,) = tables["start"]
    assert 0 < begins["first_result"] < begins["whole"]
    assert all(row["what"] in words for name in ("speed", "targets") for row in tables[name])
    assert {f"speed.{ending}" for ending in ("png", "svg", "txt")} < {path.name for path in tmp_path.iterdir()}


def test_batches_have_seeds_of_their_own_and_as_many_days_as_were_asked_for():
    timed = side_by_side(sim.load("bench_day"), 2 * BATCHES, 1)
    assert {one.days for one in timed} == {2 * BATCHES}
    (plainly,) = (one for one in timed if one.what == PLAIN)
    assert plainly.times_plain == 1
    assert plainly.ns_an_event is None


def test_days_that_are_timed_are_those_of_draw_and_simulate():
    """Through whatever iterator they come."""
    scenario = sim.load("bench_day")
    for day, (world, log) in enumerate(logs(scenario, 3, 3)):
        draws = sim.draw(scenario, 3, day)
        assert log.to_bytes() == compiled.simulate(build(scenario, draws), draws).to_bytes()
        assert world[1].parties == draws.parties
    assert sum(1 for _ in worlds(scenario, 3, 4)) == 4


@pytest.mark.parametrize("parties", [200, 3_000])
def test_with_ever_more_people_as_large_a_share_of_them_crosses(parties):
    """Officers and vehicles are as many times quicker; on the bench day itself about 96 of a hundred cross."""
    scenario = with_parties(sim.load("bench_day"), parties)
    draws = quicker(sim.draw(scenario, 1, 0), parties / BENCH)
    log = compiled.simulate(build(scenario, draws), draws)
    assert draws.parties == pytest.approx(parties, rel=0.1)
    assert np.mean(log.outcome == Outcome.CROSSED) > 0.9


def test_all_cores_are_among_the_numbers_of_processes():
    assert [counts_up_to(most) for most in (1, 2, 6, 8)] == [[1], [1, 2], [1, 2, 4, 6], [1, 2, 4, 8]]


def measured(times_plain=130.0, large=150.0, times_one=1.9, share=0.99, memory=1000.0, first=1.2):
    """What a run of the command may have measured."""
    ways = [Timed(PLAIN, 432, 20_000, 50, 1, None, 10), Timed(ALONE, 432, 200, 5_000, 100, 80, 10),
            Timed(DRAWING, 432, 160, 6_250, times_plain, 90, 10)]  # fmt: skip
    sizes = [Grown(1_000, 7_000, 80, 400, 9, 200.0), Grown(1_000_000, 7_000_000, large, 800, 3, memory)]
    two = [Spread(1, 100, 4, 4, 1, 1, 1), Spread(2, 100, 2, 4, times_one, share, 1.95)]
    return Speed(ways, sizes, two, Start("python experiments/run.py", 0.8, first, 4, 4))


def test_each_target_stands_beside_its_figure_and_says_whether_it_is_reached():
    assert {target.reached for target in targets(measured())} == {"reached"}
    assert len(targets(measured())) == 6
    short = measured(times_plain=119, large=161, times_one=1.7, memory=1025, first=1.6)
    assert [target.reached for target in targets(short)] == ["not reached", "reached", *["not reached"] * 4]
    said = told_speed(short)
    assert "Targets: 1 of 6 reached" in said
    assert "119 times plain SimPy; needs at least 120 times plain SimPy: not reached" in said


def test_where_cores_were_not_free_that_is_said_with_the_figure_by_cpu_time():
    (two,) = (target for target in targets(measured(times_one=1.1, share=0.6)) if "two cores" in target.what)
    assert two.reached == "not reached (cores were not free: 0.60 of each; 1.95 times by CPU time)"


def test_the_picture_is_told_with_its_numbers():
    speed = measured()
    assert speed_title(speed).startswith("6,250 bench days a second on a core with drawing and log, 130 times plain")
    assert "150 (800) at 1,000,000" in speed_words(speed)
