"""Reported figures beside simulated ones: sums over cohorts and days, differences, and what is left out."""

import numpy as np
from small import small_scenario

from sim.evidence import Figure, Simulated
from sim.model.faults import scenario_of
from sim.study.beside import beside
from sim.study.replicate import replicate


def figure(date: str, **told) -> Figure:
    """A reported count of persons."""
    simulated = Simulated(cohorts=("foreign",), **told)
    return Figure(id="some", what="Persons", low=1, best=2, high=3, unit="persons", date=date, grade="B",
                  sources=("paper",), simulated=simulated)  # fmt: skip


def results_of_two_days():
    return replicate(scenario_of({**small_scenario(), "days": 2}), replications=4, seed=3)


def test_a_figure_of_one_day_is_compared_with_that_day_and_one_of_two_with_both():
    results = results_of_two_days()
    dates = ("2023-11-01", "2023-11-02", "2023-11-01..2023-11-02")
    each = [beside(results, [figure(date, measure="persons crossed")])[0].median for date in dates]
    by_day = [np.median(results.values(f"persons crossed, day {day}", "foreign")) for day in (1, 2)]
    assert each == [*by_day, np.median(results.values("persons crossed", "foreign"))]


def test_companions_are_persons_less_one_patient_a_party():
    results = results_of_two_days()
    persons, parties = (
        results.values("persons crossed", "foreign"),
        results.values("parties crossed", "foreign", by="party"),
    )
    told = figure("2023-11-01..2023-11-02", measure="persons crossed", minus="parties crossed")
    assert beside(results, [told])[0].median == np.median(persons - parties) > 0


def test_figures_of_stations_and_cohorts_that_a_run_does_not_have_are_left_out():
    results = results_of_two_days()
    known = figure("2023-11-01..2023-11-02", measure="trips", station="bus")
    no_station = figure("2023-11-01..2023-11-02", measure="trips", station="ferry")
    no_cohort = known.model_copy(update={"simulated": Simulated(measure="persons crossed", cohorts=("others",))})
    assert len(beside(results, [no_station, known, no_cohort])) == 1
