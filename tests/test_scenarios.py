"""Every scenario file runs, so none can rot; the opening day and the first three days bracket what was reported."""

import numpy as np
import pytest

import sim
from sim.compose import home
from sim.evidence import load, reported_on
from sim.measures.flow import WORDS
from sim.model.draws import draw
from sim.study.beside import beside
from sim.study.replicate import Results, replicate

SCENARIOS = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_scenario_runs_and_persons_add_up(name):
    """Everybody drawn has one outcome, and nobody else has one."""
    scenario = sim.load(name)
    results = replicate(scenario, replications=5, seed=1)
    for replication in range(5):
        outcomes = sum(results.values(f"persons {words}")[replication] for words in WORDS.values())
        assert outcomes == draw(scenario, 1, replication).size.sum() > 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_scenario_says_how_it_is_run_and_what_it_asks(name):
    package, command, question = (home("conf") / "scenario" / f"{name}.yaml").read_text().split("\n")[:3]
    assert package == "# @package _global_"
    assert command == f"# python experiments/run.py scenario={name}"
    assert question.startswith("# Question: ")


@pytest.fixture(scope="module")
def opening_day() -> Results:
    """A hundred opening days."""
    return replicate(sim.load("opening_day"), replications=100, seed=20231101)


REPORTED = ["foreigners_crossed_1nov", "medical_persons_crossed_1nov", "bus_trips_1nov", "crossing_stopped_1nov"]


@pytest.mark.parametrize("figure", REPORTED)
def test_the_opening_day_brackets_the_reports(opening_day, figure):
    """Foreigners out, buses used and the hour of the last exit lie in the 95 % prediction interval of a day."""
    rows = beside(opening_day, reported_on(load(home("seeds")), "2023-11-01"))
    assert {row.figure: row.covered for row in rows}[figure]


@pytest.fixture(scope="module")
def first_three_days() -> Results:
    """A hundred times the first three days."""
    return replicate(sim.load("first_three_days"), replications=100, seed=20231101)


TOTALS = ["foreigners_crossed_1to3nov", "wounded_crossed_1to3nov", "companions_crossed_1to3nov"]


@pytest.mark.parametrize(
    "figure", [*TOTALS, "foreigners_crossed_2nov", "children_crossed_2nov", "wounded_crossed_2nov"]
)
def test_the_first_three_days_bracket_the_reports(first_three_days, figure):
    """Foreigners, wounded and companions out in three days, and on the second, lie in the 95 % prediction interval."""
    rows = beside(first_three_days, reported_on(load(home("seeds")), "2023-11-01", 3))
    assert {row.figure: row.covered for row in rows}[figure]


def test_passport_control_holds_the_longest_queue(opening_day):
    """As reported of the opening day."""
    names = opening_day.crossing.names
    peaks = np.array([opening_day.values("longest queue", station=name) for name in names])
    longest = [names[at] for at in peaks.argmax(axis=0)]
    assert longest.count("palestinian_passport") >= 95


def test_more_of_what_holds_people_back_gets_more_people_out():
    """Common random numbers: six officers at Palestinian passport control instead of three, on the same days."""
    few, many = (
        replicate(sim.load("listed_600", f"stations.palestinian_passport.officers={officers}"), 10, 1)
        for officers in (3, 6)
    )
    assert (many.values("persons crossed") - few.values("persons crossed")).mean() > 30
