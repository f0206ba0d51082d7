"""What to find out next: what is asked, where it is simulated, and what is said of it."""

import csv
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from sim.compose import composed, home
from sim.evidence import load
from sim.model.faults import Refused
from sim.report.learning.words import told_learning
from sim.report.page.study.learnt import learnt_page
from sim.study.compare import AS_IT_IS, alternatives
from sim.study.learning.asked import BY_A_PLAN, Learn, learning_of
from sim.study.learning.learnt import learnt
from sim.study.plan import planned_as

ROOT = Path(__file__).resolve().parent.parent
MINUTES = "stations.egyptian_passport.service.person.mean"
SHOW_UP = "cohorts.foreign_nationals.show_up"
TWO = f"parameters=[{MINUTES},{SHOW_UP}]"
OFFICER = "plans={officer: 'stations.egyptian_passport.officers=5'}"


def asked(*overrides: str):
    """What a command's arguments would simulate."""
    study = planned_as(Learn, composed("learn", list(overrides)))
    plans = alternatives(study, list(overrides), partial(composed, "learn"))
    yours = [text.split("=")[0] for text in overrides if text.startswith(("stations", "cohorts"))]
    return learning_of(study, plans, load(home("seeds")), yours)


def faults(*overrides: str) -> str:
    with pytest.raises(Refused) as refused:
        asked(*overrides)
    return " ".join(map(str, refused.value.faults))


def test_every_plan_is_simulated_at_every_point_with_the_same_numbers():
    learning = asked("points=40", TWO, OFFICER)
    points = learning.points()
    assert [plan.name for plan in learning.plans] == [AS_IT_IS, "officer"]
    assert len(points) == 80
    assert [point["scenario"] for point in points] == [0, 1] * 40
    assert all(even["changes"] == odd["changes"] for even, odd in zip(points[::2], points[1::2], strict=True))
    values = np.array([point["changes"][MINUTES] for point in points[::2]])
    low, high = next(one.range for one in learning.choice.numbers if one.key == MINUTES)[1:3]
    for part in values.reshape(4, 10):  # a Latin hypercube each: one value in each tenth
        assert sorted(((part - low) / (high - low) * 10).astype(int).tolist()) == list(range(10))


def test_what_a_plan_sets_is_not_varied_and_what_the_user_set_is_not_either():
    learning = asked("plans={quick: 'stations.egyptian_passport.service.person.mean=2.0'}", f"{SHOW_UP}=0.8")
    keys = {one.key for one in learning.choice.numbers}
    assert not {MINUTES, SHOW_UP} & keys
    assert learning.choice.left_out[BY_A_PLAN] == 1


def test_numbers_that_the_plans_set_themselves_are_refused_where_there_are_no_others():
    said = faults("plans={quick: 'stations.egyptian_passport.service.person.mean=2.0'}", f"parameters=[{MINUTES}]")
    assert "the plans set themselves" in said


def test_too_little_and_too_much_are_refused_together():
    said = faults("points=10", "replications=2", "measured=[persons crossed, last exit]")
    assert "points: got 10; needs a multiple of 4" in said
    assert "points: got 10; needs at least 32" in said
    assert "replications: got 2" in said
    assert "got 2 outputs; needs one" in said


def test_unknown_numbers_and_outputs_are_refused_with_the_nearest_name():
    assert "did you mean" in faults("parameters=[cohorts.foreign_nationals.show_ups]")
    assert "measured.0" in faults("measured=[persons crosed]")


def test_in_public_nothing_of_one_cohort_is_varied_or_asked():
    assert all(not one.key.startswith("cohorts") for one in asked("public=true").choice.numbers)
    assert "no cohort alone" in faults("public=true", f"parameters=[{SHOW_UP}]")


def values_of(learning, worth: float, days: int = 4):
    """As tasks leave them (N * P * R, 1): the second plan gives more where a party takes long at the Egyptian desk."""
    numbers = learning.design.points[:, [one.key for one in learning.choice.numbers].index(MINUTES)]
    chance = np.random.default_rng(1)
    table = 300 + chance.normal(0, 1, (numbers.size, 2, days))
    table[:, 1] += worth * (numbers - numbers.mean())[:, None]
    return table.reshape(-1, 1)


def test_the_number_that_decides_is_found_and_told_first():
    """Uniform between 1.0 and 5.5 minutes, a slope of 10 persons a minute: 10 * 4.5 / 8 = 5.6 persons."""
    learning = asked("points=128", TWO, OFFICER)
    found = learnt(learning, values_of(learning, 10.0))
    first, second = found.worths
    assert (first.parameter, first.worth, first.order) == (MINUTES, "yes", "first")
    assert first.value == pytest.approx(45 / 8, abs=0.5)
    assert (second.worth, second.order) == ("unclear", "behind")
    assert first.unit == "persons"
    words = told_learning(found, 1, [], Counter(assumed=1))
    assert "Find out first  service person mean (Eg. passport)" in words
    page = learnt_page(found, 1, [])
    assert {section.id for section in page.sections} == {"worth", "plans"}
    assert page.answer[0].startswith("Worth finding out first: service person mean (Eg. passport)")


def test_where_nothing_decides_it_is_said_that_nothing_surely_does():
    learning = asked("points=128", TWO, OFFICER)
    found = learnt(learning, values_of(learning, 0.0))
    assert {row.worth for row in found.worths} == {"unclear"}
    assert "no single number is surely worth finding out" in told_learning(found, 1, [], Counter(assumed=1))


def test_plans_have_the_share_of_points_at_which_they_are_the_best():
    learning = asked("points=64", TWO, OFFICER)
    found = learnt(learning, values_of(learning, 100.0))
    assert [row.best_at for row in found.plans] == pytest.approx([0.5, 0.5], abs=0.05)
    assert [row.chosen for row in found.plans].count("yes") == 1


def test_points_without_a_value_are_left_out_and_too_many_of_them_leave_nothing_to_say():
    learning = asked("points=64", TWO, OFFICER)
    values = values_of(learning, 10.0)
    values[3] = np.nan
    assert (learnt(learning, values).points, learnt(learning, values).missing) == (63, 1)
    values[: 8 * 20] = np.nan
    nothing = learnt(learning, values)
    assert nothing.worths == []
    assert "has no value on some day at 20 of 64 points" in told_learning(nothing, 1, [], Counter(assumed=1))
    assert "nothing is said" in str(learnt_page(nothing, 1, []).answer).lower()


def test_the_command_leaves_tables_a_picture_words_and_a_page(tmp_path):
    line = [sys.executable, str(ROOT / "experiments" / "learn.py"), "points=32", "replications=4", TWO, OFFICER,
            "executor.kind=inline"]  # fmt: skip
    result = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert result.returncode == 0, result.stderr
    (folder,) = [path for path in (tmp_path / "outputs").iterdir() if path.is_dir()]
    names = {path.name for path in folder.iterdir()}
    assert names >= {"worth.csv", "plans.csv", "worth.png", "worth.txt", "report.html", "summary.txt", "card.json"}
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    with (folder / "worth.csv").open(encoding="utf-8") as file:
        assert {row["parameter"] for row in csv.DictReader(file)} == {MINUTES, SHOW_UP, "all numbers together"}
