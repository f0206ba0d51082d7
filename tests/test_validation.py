"""A scenario held against what was reported: figures, patterns that can fail, and what the model was set by."""

import csv
import subprocess
import sys
from collections import Counter
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from sim.compose import composed, home
from sim.engines import choose
from sim.evidence import Evidence, load, reported_on
from sim.evidence.patterns import Pattern, Side, pattern_faults, patterns_in
from sim.evidence.seeds import Figure, Parameter, Simulated
from sim.measures.replication import Replication
from sim.measures.until import crossed_within
from sim.model.clock import HOUR
from sim.model.faults import Refused
from sim.report.page.study.validated import validated_page
from sim.report.validation.words import told_validation
from sim.study.beside import beside
from sim.study.plan import Plan, planned_as
from sim.study.public import in_public
from sim.study.replicate import replicate
from sim.study.validation.counts import counts_until
from sim.study.validation.held import held, refuse_unreported
from sim.study.validation.patterns import FAILS, HOLDS, NOT_TOLD, UNCLEAR, checked
from sim.study.validation.used import used_to_set

ROOT = Path(__file__).resolve().parent.parent
SEEDS = load(home("seeds"))
PATTERNS = patterns_in(home("seeds"))
DAYS = 80


@cache
def results_of(*overrides: str):
    """Some simulated days of a scenario."""
    plan = planned_as(Plan, composed("validate", list(overrides)))
    return replicate(plan.scenario(), DAYS, plan.seed)


@cache
def held_of(*overrides: str, public: bool = False):
    """The same, held against the evidence."""
    results = results_of(*overrides)
    runs = partial(choose("auto", 1e9).load().runs, results.scenario, results.seed)
    return held(in_public(results) if public else results, SEEDS, PATTERNS, runs, list(overrides))


def verdicts(*overrides: str) -> dict[str, str]:
    return {line.pattern: line.verdict for line in checked(results_of(*overrides), PATTERNS)}


def test_the_patterns_of_seeds_name_sources_and_figures_that_are_there():
    assert list(pattern_faults(PATTERNS, SEEDS)) == []


def test_a_pattern_that_names_nothing_known_is_told():
    wrong = PATTERNS[0].model_copy(update={"sources": ("nowhere",), "figures": ("none",)})
    told = {str(fault) for fault in pattern_faults([wrong, wrong], SEEDS)}
    assert any("'nowhere'" in text for text in told)
    assert any("'none'" in text for text in told)
    assert any("each id once" in text for text in told)


CHANGED = {
    "queues_at_passport_control": ["stations.list_check.officers=1", "stations.list_check.service.party.mean=3.0"],
    "wounded_before_foreigners": ["stations.document_check.hours=[['12:00','16:00']]"],
    "handful_of_us_citizens": ["cohorts.us_citizens.persons=60"],
    "ten_to_twelve_hours": ["stations.palestinian_passport.officers=12"],
    "buses_of_about_55": ["stations.bus.seats=30"],
    "people_left_inside": ["stations.palestinian_passport.officers=12"],
}


def test_every_pattern_has_a_scenario_in_which_it_fails():
    assert set(CHANGED) == {pattern.id for pattern in PATTERNS}


@pytest.mark.parametrize("name", CHANGED)
def test_a_pattern_fails_in_a_world_that_is_not_so(name):
    assert verdicts(*CHANGED[name])[name] == FAILS


HOLDING = {
    "queues_at_passport_control": [],
    "wounded_before_foreigners": ["scenario=ambulances_first"],
    "handful_of_us_citizens": [],
    "ten_to_twelve_hours": ["scenario=ambulances_first"],
    "buses_of_about_55": [
        "cohorts.foreign_nationals.party_size={values: [1, 2], weights: [0.5, 0.5]}",
        "stations.bus.seats=57",
    ],
    "people_left_inside": ["scenario=ambulances_first"],
}


@pytest.mark.parametrize("name", HOLDING)
def test_a_pattern_holds_in_a_world_that_is_so(name):
    line = next(line for line in checked(results_of(*HOLDING[name]), PATTERNS) if line.pattern == name)
    assert line.share >= line.needed
    assert line.verdict in (HOLDS, UNCLEAR)


def test_a_pattern_of_one_day_is_not_told_of_three_unless_it_is_counted_by_day():
    told = {line.pattern: line for line in checked(results_of("scenario=first_three_days"), PATTERNS)}
    assert told["buses_of_about_55"].verdict == NOT_TOLD
    assert "day by day" in told["buses_of_about_55"].why


def side(measure: str, take: str = "sum", **more) -> Side:
    return Side(measure=measure, take=take, **more)


def pattern(**parts) -> Pattern:
    plain = {"id": "some", "what": "Some", "date": "2023-11-01", "sources": ("paper",), "read_as": "so", "days": 0.5}
    return Pattern(**plain | parts)


def test_a_day_without_a_value_on_one_side_bears_nothing_out():
    """None of the hopefuls crosses: neither before nor after the others, on no day."""
    these, those = side("first exit", cohorts=("hopefuls",)), side("first exit")
    for are in ("above", "below"):
        (line,) = checked(results_of(), [pattern(these=these, those=those, are=are)])
        assert (line.bearing, line.verdict) == (0, FAILS)


def test_a_pattern_counts_the_days_on_which_it_holds():
    crossed = results_of().values("persons crossed")
    middle = float(np.median(crossed))
    (line,) = checked(results_of(), [pattern(these=side("persons crossed"), are="within", low=middle)])
    assert line.bearing == np.count_nonzero(crossed >= middle)
    assert line.verdict == UNCLEAR


def test_the_highest_of_several_stations_leaves_out_those_that_do_not_count():
    results = results_of()
    most = side("longest queue", "highest", stations=("*",), but=("*_passport",))
    others = [results.values("longest queue", station=name) for name in results.crossing.names
              if not name.endswith("_passport")]  # fmt: skip
    (line,) = checked(results, [pattern(these=most, are="within", low=float(np.max(others, axis=0).min()))])
    assert line.bearing == DAYS


def test_a_pattern_of_a_cohort_that_is_not_there_says_so():
    (line,) = checked(results_of(), [pattern(these=side("persons crossed", cohorts=("nobody",)), are="within", low=1)])
    assert (line.verdict, line.days) == (NOT_TOLD, 0)


@pytest.mark.parametrize(
    "parts",
    [{"are": "within"}, {"are": "above"}, {"are": "above", "low": 1.0}, {"are": "within", "low": 2.0, "high": 1.0},
     {"are": "within", "low": 1.0, "those": side("trips")}],
)  # fmt: skip
def test_a_pattern_is_two_sides_or_a_range(parts):
    with pytest.raises(ValidationError, match="within needs low"):
        pattern(these=side("trips"), **parts)


def test_a_count_until_a_clock_time_is_that_of_who_had_crossed_by_then():
    """From the curve of everybody who crossed, which is drawn another way."""
    results, figure = results_of(), _until("16:30", ["*"])
    runs = partial(choose("auto", 1e9).load().runs, results.scenario, results.seed)
    counts = counts_until([figure], results.scenario, runs, DAYS)[figure.id]
    at = int(np.flatnonzero(results.curves.grid == 16.5 * HOUR)[0])
    assert counts.tolist() == results.curves.crossed[:, at].tolist()
    assert counts.max() > counts.min() > 0


def test_a_count_of_the_second_day_begins_at_its_midnight():
    results = results_of("scenario=first_three_days")
    figure = _until("23:59", ["foreign_nationals*"], date="2023-11-02")
    runs = partial(choose("auto", 1e9).load().runs, results.scenario, results.seed)
    counts = counts_until([figure], results.scenario, runs, 5)[figure.id]
    names = [name for name in results.cohorts if name.startswith("foreign_nationals")]
    assert counts.tolist() == sum(results.values("persons crossed, day 2", name)[:5] for name in names).tolist()


def _until(clock: str, cohorts: list[str], date: str = "2023-11-01") -> Figure:
    told = Simulated(measure="persons crossed", cohorts=cohorts, until=clock)
    return Figure(id="by", what="By", low=1, best=1, high=1, unit="persons", date=date, grade="B", sources=("paper",),
                  simulated=told)  # fmt: skip


def test_persons_within_a_span_are_those_of_the_cohorts_asked_for():
    plan = planned_as(Plan, composed("validate", []))
    (run,) = choose("auto", 1.0).load().runs(plan.scenario(), 4, [0])
    one = Replication(*run)
    whole = [crossed_within(one, [name], 0, one.crossing.horizon) for name in one.draws.cohorts]
    assert sum(whole) == crossed_within(one, list(one.draws.cohorts), 0, one.crossing.horizon)
    assert sum(whole) == int(one.log.size[one.crossed].sum())


@pytest.mark.parametrize(
    "told",
    [{"measure": "trips", "station": "bus", "until": "16:30"},
     {"measure": "persons crossed", "minus": "parties crossed", "until": "16:30"}],
)  # fmt: skip
def test_only_persons_are_counted_until_a_clock_time(told):
    with pytest.raises(ValidationError, match="until"):
        Simulated(cohorts=("all",), **told)


def test_every_reported_figure_of_the_days_is_tested_or_said_not_to_be():
    for overrides, days in (((), 1), (("scenario=first_three_days",), 3)):
        found = held_of(*overrides)
        named = [line.figure for line in (*found.tested, *found.untested)]
        dates = {f"2023-11-0{day}" for day in range(1, days + 1)}
        of_these = {figure.id for figure in SEEDS.figures if set(figure.date.split("..")) & dates}
        assert set(named) == of_these
        assert max(Counter(named).values()) == 1
        assert all(line.why for line in found.untested)


def test_a_figure_of_a_day_has_a_measure_or_a_reason_but_not_both():
    dated = [figure for figure in SEEDS.figures if len(figure.date.split("..")[0]) == len("2023-11-01")]
    assert [figure.id for figure in dated if (figure.simulated is None) == (figure.untested is None)] == []
    with pytest.raises(ValidationError, match="one of the two"):
        Figure.model_validate({**_until("12:00", ["all"]).model_dump(), "untested": "why"})


def test_scores_stand_beside_what_they_are_of():
    line = next(line for line in held_of().tested if line.figure == "foreigners_crossed_1nov")
    names = ("foreign_nationals", "aid_workers", "us_citizens")
    values = np.sum([results_of().values("persons crossed", name) for name in names], axis=0)
    assert line.median == np.median(values)
    assert line.crps_least <= line.crps <= line.crps_most
    assert line.interval_score == line.day_high - line.day_low
    assert (line.covered, line.meets, line.days) == ("yes", "yes", DAYS)


def test_a_figure_that_is_missed_is_said_to_be_missed():
    line = next(line for line in held_of("stations.bus.seats=30").tested if line.figure == "persons_per_bus_1nov")
    assert (line.covered, line.meets) == ("no", "no")
    assert line.interval_score > line.day_high - line.day_low


def figure(name: str, *of: str) -> Figure:
    return Figure(id=name, what=name, low=1, best=1, high=1, unit="persons", date="2023-11-01", grade="B",
                  sources=("paper",), worked_out_of=of)  # fmt: skip


def test_what_a_figure_was_worked_out_of_counts_as_used_and_so_does_what_used_figures_give():
    figures = [figure("flow", "crossed", "hours"), figure("crossed"), figure("hours"), figure("share", "crossed"),
               figure("half", "crossed", "other"), figure("other")]  # fmt: skip
    rests = Parameter(basis="derived", figures=("flow",), range=None, role="uncertainty", why="so")
    evidence = Evidence(sources=(), figures=tuple(figures), parameters={"stations.bus.seats": rests})
    scenario = planned_as(Plan, composed("validate", [])).scenario()
    assert used_to_set(evidence, scenario, []) == {
        "flow": "directly", "crossed": "through flow", "hours": "through flow", "share": "through crossed",
        "half": "not used", "other": "not used",
    }  # fmt: skip
    assert set(used_to_set(evidence, scenario, ["stations.bus.seats=40"]).values()) == {"not used"}


def test_the_flow_of_the_opening_day_is_not_said_to_be_a_test():
    used = used_to_set(SEEDS, results_of().scenario, [])
    assert used["foreigners_crossed_1nov"] == "through flow_1nov"
    assert used["us_citizens_crossed_1nov"] == "directly"
    assert (
        used_to_set(SEEDS, results_of("scenario=first_three_days").scenario, [])["foreigners_crossed_3nov"]
        == "not used"
    )


def test_the_words_say_what_is_missed_first_and_how_little_agreement_proves():
    found = held_of()
    words = told_validation(found, [], Counter(assumed=3))
    missed = next(line for line in found.tested if line.covered == "no")
    assert words.index("Not covered") < words.index("Held")
    assert missed.what.replace("_", " ") in words
    assert "proves little" in words
    assert all(line.what in words for line in found.checked)


def test_the_page_tells_every_figure_pattern_and_reason():
    page = validated_page(held_of(), SEEDS, [])
    said = str(page)
    assert {"figures", "scores", "patterns", "untested"} <= {section.id for section in page.sections}
    assert all(line.why in said for line in held_of().untested)
    assert all(line.read_as in said for line in held_of().checked)


def test_in_public_nothing_is_told_of_a_hidden_cohort():
    found = held_of(public=True)
    assert "us_citizens_crossed_1nov" not in {line.figure for line in found.tested}
    assert next(line for line in found.untested if line.figure == "us_citizens_crossed_1nov").best == ""
    handful = next(line for line in found.checked if line.pattern == "handful_of_us_citizens")
    assert (handful.verdict, handful.bearing) == (NOT_TOLD, 0)
    assert "not shown in public output" in handful.why


def test_a_day_of_which_nothing_was_reported_is_refused_in_good_words():
    scenario = planned_as(Plan, composed("validate", ["scenario=bench_day"])).scenario()
    with pytest.raises(Refused, match="needs days of 2023-11-01 to 2023-11-06"):
        refuse_unreported(SEEDS, PATTERNS, scenario)


def test_a_run_of_the_day_leaves_out_what_only_a_validation_counts():
    figures = reported_on(SEEDS, "2023-11-01")
    assert "foreigners_by_1630_1nov" in {figure.id for figure in figures}
    told = {line.figure for line in beside(results_of(), figures)}
    assert "foreigners_by_1630_1nov" not in told
    assert "foreigners_crossed_1nov" in told


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a folder of the test's own."""
    line = [sys.executable, str(ROOT / "experiments" / "validate.py"), *arguments]
    return subprocess.run(line, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_the_command_leaves_tables_one_picture_words_and_a_page(tmp_path):
    result = command("replications=40", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    (folder,) = [path for path in (tmp_path / "outputs").iterdir() if path.is_dir()]
    tables = {f"{name}.{kind}" for name in ("figures", "untested", "patterns") for kind in ("csv", "parquet")}
    pictures = {f"validation.{kind}" for kind in ("png", "svg", "txt")}
    others = {"summary.txt", "config.yaml", "run.json", "report.html", "card.json"}
    assert {path.name for path in folder.iterdir()} == tables | pictures | others
    assert (folder / "summary.txt").read_text(encoding="utf-8").strip() in result.stdout
    with (folder / "figures.csv").open(encoding="utf-8") as file:
        assert {row["figure"] for row in csv.DictReader(file)} >= {"foreigners_by_1630_1nov", "first_wounded_1nov"}


def test_the_command_refuses_an_unreported_day_and_writes_nothing(tmp_path):
    result = command("scenario=bench_day", cwd=tmp_path)
    assert result.returncode == 2
    assert "of which nothing is reported" in result.stderr
    assert list(tmp_path.iterdir()) == []
