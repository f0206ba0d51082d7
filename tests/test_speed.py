"""The yardstick is the bench day, and the command that times the engines leaves its tables."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import sim
from sim.engines import plain
from sim.model.clock import NEVER

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


def test_the_command_times_every_way_and_leaves_its_tables(tmp_path):
    command = [sys.executable, ROOT / "experiments" / "speed.py", "replications=2", f"outputs={tmp_path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (folder,) = tmp_path.iterdir()
    beside, growth = (pq.read_table(folder / f"{name}.parquet").to_pylist() for name in ("speed", "growth"))
    assert {row["what"] for row in beside} >= {"plain SimPy", "reference engine", "compiled engine alone"}
    assert all(row["microseconds"] > 0 for row in beside + growth)
    assert all(row["what"] in done.stdout for row in beside)
