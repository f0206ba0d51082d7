"""The calibrate command as a user meets it, and what it fits to what."""

import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from sim.compose import home
from sim.entry import one_study
from sim.evidence import load
from sim.model.faults import Refused
from sim.report.calibrate.words import told_calibration
from sim.study.beside import in_minutes
from sim.study.calibrate.asked import Calibrate
from sim.study.calibrate.calibrated import calibrated
from sim.study.calibrate.fitting import Fitting, fitting_of, plan_of, points_of
from sim.study.calibrate.rows import fitted_rows, foretold_rows, pair_rows, rate_rows, synthetic_rows, values_of
from sim.study.calibrate.synthetic import synthetic_plan, work
from sim.study.points import work as days

ROOT = Path(__file__).resolve().parent.parent
SMALL = ["first=80", "kept=40", "proposed=30", "generations=2", "replications=45", "executor.kind=inline",
         "engine=compiled"]  # fmt: skip
MINUTES, SHOW_UP = "stations.palestinian_passport.service.person.mean", "cohorts.foreign_nationals.show_up"
TWO = f"parameters=[{MINUTES},{SHOW_UP}]"


def fitting(*arguments: str) -> Fitting:
    """What the command would fit."""
    return fitting_of(one_study(Calibrate, "calibrate", [*SMALL, *arguments]).plan, load(home("seeds")))


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "experiments" / "calibrate.py"), *SMALL, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_figures_are_sums_of_outputs_and_those_of_the_first_days_are_fitted():
    made = fitting(TWO)
    told = {one.figure.id: one for one in made.told}
    day_1, day_2 = "persons crossed, day 1 / foreign_nationals", "persons crossed, day 2 / foreign_nationals"
    assert told["foreigners_crossed_1nov"].terms == ((1, day_1),)
    assert told["foreigners_crossed_1to3nov"].terms == (
        (1, day_1), (1, day_2), (1, "persons crossed, day 3 / foreign_nationals"),
    )  # fmt: skip
    patients = "parties crossed, day 1 / wounded_with_companions by party"
    assert told["companions_crossed_1nov"].terms == (
        (1, "persons crossed, day 1 / wounded_with_companions"), (-1, patients),
    )  # fmt: skip
    assert {name for name, one in told.items() if not one.fitted} == {
        "foreigners_crossed_4to5nov", "medical_crossed_6nov",
    }  # fmt: skip
    values = np.arange(len(made.outputs), dtype=float)
    at = made.told.index(told["companions_crossed_1nov"])
    assert (values @ made.sums)[at] == made.outputs.index(told["companions_crossed_1nov"].terms[0][1]) - (
        made.outputs.index(patients)
    )


def test_a_figure_of_one_source_may_be_off_by_a_share_and_no_interval_is_narrowed():
    made = fitting(TWO, "within=0.1")
    reported = {made.told[at].figure.id: ends for at, *ends in zip(made.fitted, *made.intervals, strict=True)}
    assert reported["companions_crossed_1nov"] == pytest.approx([27.0, 33.0])
    assert reported["wounded_crossed_1nov"] == pytest.approx([41.4, 81.0])
    assert reported["foreigners_crossed_1nov"] == pytest.approx([324.9, 397.1])


def test_in_public_no_figure_of_fewer_than_ten_persons_is_fitted_or_told():
    """Nine to seventeen wounded people crossed on 6 November, and up to 55 on the two days of closure."""
    told = {one.figure.id for one in fitting(f"parameters=[{MINUTES}]", "public=true").told}
    assert "foreigners_crossed_1nov" in told
    assert not {"medical_crossed_6nov", "foreigners_crossed_4to5nov"} & told


def test_each_simulated_day_is_a_day_of_its_own():
    made = fitting(TWO)
    points = points_of(made, np.full((3, 2), 0.5), 10)
    assert [point["first"] for point in points] == [10, 11, 12]
    assert points[0]["changes"] == {MINUTES: 4.0, SHOW_UP: 0.7}


@pytest.fixture(scope="module")
def found():
    """A small calibration, with two synthetic sets of figures."""
    made = fitting("synthetic=2")

    def carry(plan, work, _):
        return work(plan, 0, plan.tasks)

    return calibrated(made, carry)


def test_the_tables_hold_what_the_draws_give(found):
    values = values_of(found)
    for row, mine, one in zip(fitted_rows(found), values.T, found.fitting.numbers, strict=True):
        assert row.low <= mine.min() <= row.posterior_low <= row.median <= row.posterior_high <= mine.max() <= row.high
        assert (row.number, row.as_it_is) == (one.key, one.base)
    rates = {row.station: row for row in rate_rows(found)}
    assert rates["palestinian_passport"].median == pytest.approx(60 * 3 / np.median(values[:, 0]), rel=0.02)
    figures = list(foretold_rows(found))
    assert [row.used for row in figures].count("foretold") == 2
    for row, mine in zip(figures, found.foretold.T, strict=True):
        assert row.median == np.median(mine)
    sizes = [abs(row.correlation) for row in pair_rows(found)]
    assert len(sizes) == 8 * 7 / 2
    assert sizes == sorted(sizes, reverse=True)
    assert [row.sets for row in synthetic_rows(found)] == [2] * 8


def test_the_fitted_days_are_nearer_to_what_was_reported_than_days_of_the_prior(found):
    fitted = [at for at, one in enumerate(found.fitting.told) if one.fitted]
    best = np.array([in_minutes(found.fitting.told[at].figure.best) for at in fitted])
    plan_days = found.fit.nearby
    assert np.median(np.abs(found.foretold[:, fitted] - best).sum(axis=1)) <= np.median(
        np.abs(plan_days - best).sum(axis=1)
    )
    assert found.fit.generations[-1].tolerance < found.fit.generations[0].tolerance


def test_words_and_page_say_the_same_figures(found):
    words = told_calibration(found, [], Counter(assumed=1))
    held = sum(row.covered == "covered" for row in foretold_rows(found) if row.used == "fitted")
    assert f"its days hold {held} of 11 reported figures fitted" in words
    assert "its days hold" in words
    assert "synthetic sets of figures" in words


def test_synthetic_sets_do_not_depend_on_which_are_asked_for_together(found):
    plan = synthetic_plan(found.fitting)
    assert work(plan, 1, 2).tolist() == found.ranks[1:].tolist()


def test_the_rates_know_that_only_officers_over_minutes_can_be_told():
    """Twice the officers at twice the minutes: as many persons an hour, and the totals of a day alike within noise."""
    usual = fitting(TWO)
    more = fitting(TWO, "stations.palestinian_passport.officers=6")
    half = np.full((30, 2), 0.5)
    plans = []
    for made, minutes in ((usual, 3.5), (more, 7.0)):
        points = [{**point, "changes": {MINUTES: minutes, SHOW_UP: 0.77}} for point in points_of(made, half, 0)]
        plans.append(days(plan_of(made, "first", points), 0, 30) @ made.sums)
    at = next(at for at, one in enumerate(usual.told) if one.figure.id == "foreigners_crossed_1to3nov")
    assert plans[0][:, at].mean() == pytest.approx(plans[1][:, at].mean(), rel=0.05)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["kept=500"], "kept: got 500; needs at most first=80, of which it is the nearest"),
        (["fit_days=9"], "fit_days: got 9; the scenario has days=6"),
        (["scenario=bench_day", "fit_days=1"], "scenario: got 'bench_day'; nothing was reported"),
        (["parameters=[stations.bus.vehicle]"], "parameters.0: got 'stations.bus.vehicle'; there is no such number"),
        (["public=true"], "parameters: got numbers of cohorts; public=true tells of no cohort alone"),
    ],
)
def test_what_cannot_be_fitted_is_refused(arguments, fault):
    with pytest.raises(Refused) as refused:
        fitting(*arguments)
    assert any(str(one).startswith(fault) for one in refused.value.faults), refused.value.faults


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """The folder of a calibration that was carried out by the command."""
    room = tmp_path_factory.mktemp("whole")
    done = run(TWO, cwd=room)
    assert done.returncode == 0, done.stderr
    (folder,) = (path for path in (room / "outputs").iterdir() if path.is_dir())
    return folder


def test_the_command_leaves_tables_pictures_and_a_page(whole):
    names = {path.name for path in whole.iterdir()}
    assert {"posterior.parquet", "figures.csv", "draws.csv", "report.html", "posterior.png", "summary.txt"} <= names
    assert "UNFINISHED" not in names
    assert "Calibration of closed two days" in (whole / "report.html").read_text(encoding="utf-8")


def test_after_a_kill_the_same_command_goes_on_to_the_same_tables(whole, tmp_path):
    command = [sys.executable, str(ROOT / "experiments" / "calibrate.py"), *SMALL, TWO]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
        while not list(tmp_path.glob("outputs/*/generation_01/plan.json")) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    again = run(TWO, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    (cut,) = (path for path in (tmp_path / "outputs").iterdir() if path.is_dir())
    for table in ("posterior", "draws", "figures", "generations"):
        assert pq.read_table(cut / f"{table}.parquet").equals(pq.read_table(whole / f"{table}.parquet")), table


def test_a_folder_with_something_else_is_refused_and_nothing_is_touched(whole, tmp_path):
    folder = tmp_path / "outputs" / whole.name
    shutil.copytree(whole, folder)
    plan = folder / "first" / "plan.json"
    plan.write_text(plan.read_text().replace("calibrate first", "calibrate other"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(TWO, cwd=tmp_path).returncode == 4
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
