"""In public output no cohort of fewer than ten persons is shown, and totals remain (M7)."""

import csv
import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small import small_scenario

import sim
from sim.compose import composed, home
from sim.entry import validated_as
from sim.evidence import load, reported_on
from sim.model.faults import scenario_of
from sim.report.words import told
from sim.study.beside import beside
from sim.study.plan import Run, planned
from sim.study.provenance import shown
from sim.study.public import in_public
from sim.study.replicate import replicate

RUN = Path(__file__).resolve().parent.parent / "experiments" / "run.py"


def results_with(persons):
    """Two replications of the small scenario with a third cohort of so many persons."""
    raw = small_scenario()
    raw["cohorts"]["tiny_group"] = {**raw["cohorts"]["foreign"], "persons": persons, "show_up": 1.0}
    return replicate(scenario_of(raw), 2, 7)


@pytest.mark.parametrize(("persons", "shown"), [(9, False), (10, True)])
def test_ten_persons_are_shown_and_nine_are_not(persons, shown):
    """Gone from cohorts, from rows and from the scenario; everyone's rows are as they were."""
    whole = results_with(persons)
    public = in_public(whole)
    assert ("tiny_group" in public.cohorts) is shown
    assert any(row.cohort == "tiny_group" for row in public.table.layout) is shown
    assert ("tiny_group" in public.scenario.cohorts) is shown
    assert public.hidden == (() if shown else ("tiny_group", "hopeful"))  # the next smallest too, lest totals tell it
    for measure in ("persons crossed", "median wait in all"):
        assert np.array_equal(public.values(measure), whole.values(measure), equal_nan=True)
    assert (
        "not shown: 2 cohorts, at least one of fewer than 10 persons; totals count them" in told(public, Counter())
    ) is not shown


def test_what_was_changed_is_told_without_their_name():
    """And what only looks like it is told as it stands."""
    whole = replace(results_with(3), changes=("cohorts.tiny_group.persons=3", "stations.tiny_groups_bus.vehicles=4"))
    assert in_public(whole).changes == ("a cohort that is not shown", "stations.tiny_groups_bus.vehicles=4")


def test_a_figure_of_a_hidden_cohort_stands_beside_nothing():
    """US citizens were seven: neither their own figure is shown, nor a sum that would lack them."""
    results = replicate(sim.load("opening_day"), 1, 1)
    figures = reported_on(load(home("seeds")), "2023-11-01")
    kept = {row.figure for row in beside(in_public(results), figures)}
    gone = {row.figure for row in beside(results, figures)} - kept
    assert {"us_citizens_crossed_1nov", "foreigners_crossed_1nov"} <= gone
    assert {"medical_persons_crossed_1nov", "crossing_stopped_1nov"} <= kept


def test_no_gate_is_drawn_as_yielding_to_whom_is_not_shown():
    results = replicate(sim.load("ambulances_first", "cohorts.wounded_with_companions.persons=8"), 1, 1)
    assert in_public(results).scenario.stations["departure_gate"].yields_to is None


def test_a_public_run_names_them_in_no_table_picture_or_line(tmp_path):
    """The configuration beside the results still holds every setting, by which the run can be repeated."""
    specification = importlib.util.spec_from_file_location("run", RUN)
    command = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(command)
    (job,) = validated_as(Run, "run", ["replications=2", "public=true", "cohorts.us_citizens.show_up=1.0"]).jobs
    command.write_run(job, tmp_path)
    assert "not shown: 2 cohorts" in (tmp_path / "summary.txt").read_text(encoding="utf-8")
    written = [path for path in tmp_path.iterdir() if path.name not in {"config.yaml", "run.json"}]
    texts = {path.name: path.read_text(encoding="utf-8") for path in written if path.suffix in {".csv", ".txt", ".svg"}}
    assert len(texts) > 15
    assert [name for name, text in texts.items() if "us_citizens" in text or "US citizens" in text] == []
    with (tmp_path / "measures.csv").open(encoding="utf-8") as file:
        assert {"all", "foreign_nationals"} <= {row["cohort"] for row in csv.DictReader(file)}


def test_labels_of_jobs_and_what_was_changed_name_no_cohort():
    """By one rule, wherever an override is shown: also in the order of a list, or whom a gate yields to."""
    plan = planned(composed("run", ["public=true"]))
    overrides = ["cohorts.us_citizens.persons=5", "lists.published.order.first=[us_citizens]", "stations.bus.seats=50"]
    hidden = "a cohort that is not shown"
    assert shown(plan, overrides) == [hidden, hidden, "stations.bus.seats=50"]
    assert shown(plan.model_copy(update={"public": False}), overrides) == overrides
