"""The evidence: every number in conf/ has its reason, and each kind of fault is named by a sentence."""

from copy import deepcopy
from pathlib import Path

import pytest

from sim.evidence import Evidence, Number, basis_of, days_of, faults, load, numbers_in, reported_on
from sim.model.faults import Refused

PROJECT = Path(__file__).resolve().parent.parent
CONF, SEEDS = PROJECT / "conf", PROJECT / "seeds"

A_DATE = 'needs "2023", "2023-11", "2023-11-01" or two with ".." between'

SOUND = {
    "sources": [
        {"id": "paper", "publisher": "A paper", "title": "A report", "date": "2023-11-01",
         "url": "https://example.org/1", "grade": "B", "read_as": "stored copy"},
    ],
    "figures": [
        {"id": "seats", "what": "Seats", "low": 50, "best": 55, "high": 60, "unit": "persons", "date": "2023-11-01",
         "grade": "B", "sources": ["paper"],
         "simulated": {"measure": "trips", "cohorts": ["all"], "station": "bus"}},
        {"id": "opened", "what": "Opening", "low": "11:00", "best": "11:00", "high": "11:30", "unit": "clock",
         "date": "2023-11-01..2023-11-02", "grade": "B", "sources": ["paper"]},
        {"id": "stopped", "what": "Stop", "low": "17:30", "best": "18:00", "high": "18:30", "unit": "clock",
         "date": "2023", "grade": "B", "sources": ["paper"]},
    ],
    "parameters": {
        "stations.bus.seats": {"basis": "reported", "figures": ["seats"], "range": [40, 70], "role": "uncertainty",
                               "why": "As seen."},
        "stations.bus.hours": {"basis": "reported", "figures": ["opened", "stopped"], "range": ["06:00", "22:00"],
                               "role": "lever", "why": "As reported."},
        "cohorts.*.persons": {"basis": "assumed", "range": None, "role": "lever", "why": "Assumed."},
    },
}  # fmt: skip

NUMBERS = [
    Number("stations/rafah.yaml", "stations.bus.seats", (60,)),
    Number("stations/rafah.yaml", "stations.bus.hours", ("11:00", "18:00")),
    Number("people/some.yaml", "cohorts.families.persons", (100,)),
]


def evidence(**changes):
    """The sound example with values changed, by paths such as figures__0__low."""
    raw = deepcopy(SOUND)
    for path, value in changes.items():
        *way, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        here = raw
        for step in way:
            here = here[step]
        here[last] = value
    return Evidence.model_validate(raw)


def parameter(key, **changes):
    """The sound example with one entry changed."""
    entries = {**SOUND["parameters"], key: {**SOUND["parameters"].get(key, {}), **changes}}
    return evidence(parameters=entries)


def written(folder, **files):
    """A seeds folder with the sound example's files, some of them replaced by text."""
    for name in SOUND:
        (folder / f"{name}.yaml").write_text(files.get(name, "{}" if name == "parameters" else "[]"))
    return folder


# ---- the project's own evidence


def test_every_number_in_conf_has_a_sound_entry():
    """What is listed here is what to add to seeds/, or to change in conf/."""
    found = faults(load(SEEDS), numbers_in(CONF))
    assert not found, "\n" + "\n".join(found)


def test_the_opening_day_can_be_drawn_beside_its_reports():
    measures = {figure.simulated.measure for figure in reported_on(load(SEEDS), "2023-11-01")}
    assert measures == {"persons crossed", "parties crossed", "trips", "persons a trip", "last exit", "first exit"}


def test_a_figure_of_another_day_is_not_drawn():
    assert reported_on(load(SEEDS), "2023-11-20") == []


def dated(date, measure):
    """The sound example's figure with another date and another measure."""
    return evidence(figures__0__date=date, figures__0__simulated={"measure": measure, "cohorts": ["all"]})


@pytest.mark.parametrize(
    ("date", "measure", "drawn"),
    [
        ("2023-11-01..2023-11-03", "last exit", True),
        ("2023-11-01..2023-11-02", "last exit", False),
        ("2023-11-02", "first exit", False),
        ("2023-11-02", "persons crossed", True),
        ("2023-11-01..2023-11-02", "children crossed", True),
        ("2023-11-03..2023-11-04", "parties crossed", False),
        ("2023-10-31..2023-11-01", "persons crossed", False),
        ("2023-11", "persons crossed", False),
    ],
)
def test_a_run_of_three_days_is_compared_with_figures_of_all_and_with_counts_of_some_of_its_days(date, measure, drawn):
    """Of the first of November and the two days after it: a figure of a month, or of a fourth day, is of others."""
    assert len(reported_on(dated(date, measure), "2023-11-01", 3)) == drawn


def test_the_days_of_a_figure_are_counted_from_the_first_of_the_run():
    figure = dated("2023-11-02..2023-11-03", "persons crossed").figures[0]
    assert days_of(figure, "2023-11-01") == range(1, 3)


def test_only_counts_are_taken_off_counts():
    told = {"measure": "last exit", "minus": "parties crossed", "cohorts": ["all"]}
    with pytest.raises(ValueError, match="minus: got last exit minus parties crossed; needs two of persons crossed"):
        evidence(figures__0__simulated=told)


def test_no_seed_line_is_longer_than_140_characters():
    long = [
        (path.name, line) for path in SEEDS.glob("*.yaml") for line in path.read_text().splitlines() if len(line) > 140
    ]
    assert not long


# ---- numbers


def test_the_sound_example_has_no_fault():
    assert faults(evidence(), NUMBERS) == []


def test_a_number_without_an_entry_is_named_with_what_to_add():
    extra = Number("stations/rafah.yaml", "stations.bus.bays", (1,))
    rule = "needs an entry 'stations.bus.bays' in seeds/parameters.yaml: basis, figures, range, role, why"
    assert faults(evidence(), [*NUMBERS, extra]) == [f"stations.bus.bays in stations/rafah.yaml: got 1; {rule}"]


def test_an_entry_that_no_number_uses_and_the_number_it_was_meant_for_name_each_other():
    entries = {**SOUND["parameters"], "stations.bus.seat": SOUND["parameters"]["stations.bus.seats"]}
    del entries["stations.bus.seats"]
    missing, idle = sorted(faults(evidence(parameters=entries), NUMBERS), reverse=True)
    assert missing.endswith("role, why; did you mean stations.bus.seat?")
    assert idle == "parameters.stations.bus.seat: no number in conf/ has this key; did you mean stations.bus.seats?"


def test_a_pattern_whose_numbers_all_have_exact_entries_is_idle():
    found = faults(parameter("stations.bus.s*", basis="assumed", range=None, role="lever", why="Assumed."), NUMBERS)
    assert found == ["parameters.stations.bus.s*: no number in conf/ has this key; did you mean stations.bus.seats?"]


def test_two_patterns_for_one_number_are_refused():
    found = faults(parameter("cohorts.f*", basis="assumed", range=None, role="lever", why="Assumed."), NUMBERS)
    rule = "got the entries cohorts.*.persons, cohorts.f*; needs one pattern, or an exact key"
    assert found == [f"cohorts.families.persons: {rule}"]


def test_an_exact_entry_beats_a_pattern():
    exact = parameter("cohorts.families.persons", basis="assumed", range=(0, 9), role="lever", why="Assumed.")
    assert basis_of(exact, "cohorts.families.persons").range == (0, 9)
    assert basis_of(exact, "cohorts.others.persons").range is None
    assert basis_of(exact, "stations.bus.bays") is None


@pytest.mark.parametrize("value", [71, 39.9, float("nan"), "08:00"])
def test_a_number_outside_its_range_is_named(value):
    found = faults(evidence(), [Number("stations/rafah.yaml", "stations.bus.seats", (value,)), *NUMBERS[1:]])
    assert f"stations.bus.seats in stations/rafah.yaml: got {value}; needs to lie in its range, 40 to 70" in found


def test_a_reported_number_outside_its_figure_is_named():
    found = faults(evidence(), [*NUMBERS, Number("scenario/other.yaml", "stations.bus.seats", (60, 65))])
    rule = "needs to lie in what was reported, seats 50 to 60"
    assert found == [f"stations.bus.seats in scenario/other.yaml: got 65; {rule}"]


def test_what_is_ours_to_choose_must_be_as_reported_in_the_baseline():
    found = faults(evidence(), [Number("stations/rafah.yaml", "stations.bus.hours", ("11:00", "20:00")), *NUMBERS])
    rule = "needs to lie in what was reported, opened 11:00 to 11:30 or stopped 17:30 to 18:30"
    assert found == [f"stations.bus.hours in stations/rafah.yaml: got 20:00; {rule}"]


def test_a_what_if_may_choose_what_is_ours_to_choose_within_the_range():
    longer = [Number("scenario/longer.yaml", "stations.bus.hours", (opens, "20:00")) for opens in ("11:00", "05:00")]
    assert faults(evidence(), [*NUMBERS, longer[0]]) == []
    rule = "got 05:00; needs to lie in its range, 06:00 to 22:00"
    assert faults(evidence(), [*NUMBERS, longer[1]]) == [f"stations.bus.hours in scenario/longer.yaml: {rule}"]


# ---- sources, figures, entries


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sources__0__url": "htps://example.org"},
         "sources.paper.url: got 'htps://example.org'; needs an http, https or doi address (not checked online)"),
        ({"sources__0__url": "https://[example.org"},
         "sources.paper.url: got 'https://[example.org'; needs an http, https or doi address (not checked online)"),
        ({"sources__0__url": None},
         "sources.paper.note: is missing; without a url it needs to say where this was read"),
        ({"sources__0__date": "1 Nov 2023"},
         f"sources.paper.date: got '1 Nov 2023'; {A_DATE}"),
        ({"figures__0__date": "2023-11-02..2023-11-01"},
         f"figures.seats.date: got '2023-11-02..2023-11-01'; {A_DATE}"),
        ({"figures__0__date": "2023-02-30"}, f"figures.seats.date: got '2023-02-30'; {A_DATE}"),
        ({"figures__0__sources": []}, "figures.seats.sources: got none; needs at least one source"),
        ({"figures__0__sources": ["papers"]},
         "figures.seats.sources: got 'papers'; needs a source; did you mean paper?"),
        ({"figures__0__best": 61}, "figures.seats: got 50, 61, 60; needs low <= best <= high"),
        ({"figures__0__best": "11:00"},
         "figures.seats: got 50, 11:00, 60; needs clock times with unit clock, numbers with any other"),
        ({"figures__1__unit": "minutes"},
         "figures.opened: got 11:00, 11:00, 11:30; needs clock times with unit clock, numbers with any other"),
        ({"figures__0__simulated__cohorts": ["familie"]},
         "figures.seats.simulated.cohorts: got 'familie'; needs a cohort; did you mean families?"),
        ({"figures__0__simulated__station": "buses"},
         "figures.seats.simulated.station: got 'buses'; needs a station; did you mean bus?"),
        ({"parameters__stations.bus.seats__range": (70, 40)},
         "parameters.stations.bus.seats.range: got 70, 40; needs [low, high], both numbers or clock times"),
        ({"parameters__stations.bus.seats__figures": ["seat"]},
         "parameters.stations.bus.seats.figures: got 'seat'; needs a figure; did you mean seats?"),
        ({"parameters__stations.bus.seats__figures": []},
         "parameters.stations.bus.seats.figures: got none; basis reported needs at least one figure"),
        ({"parameters__stations.bus.seats__why": "  "},
         "parameters.stations.bus.seats.why: is missing; needs one line in plain words"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_a_sentence(changes, sentence):
    assert sentence in faults(evidence(**changes), NUMBERS)


def test_an_id_given_twice_is_named():
    assert faults(evidence(sources=SOUND["sources"] * 2), NUMBERS) == [
        "sources.paper: got this id 2 times; needs each id once"
    ]
    assert faults(evidence(figures=[*SOUND["figures"], SOUND["figures"][0]]), NUMBERS) == [
        "figures.seats: got this id 2 times; needs each id once"
    ]


def test_all_faults_are_named_at_once():
    broken = evidence(sources__0__url="nowhere", figures__0__sources=[], figures__1__best="10:00")
    assert len(faults(broken, NUMBERS)) == 3


def test_a_doi_is_an_address():
    assert faults(evidence(sources__0__url="doi:10.1111/j.1742-6723.2012.01589.x"), NUMBERS) == []


# ---- files


def test_faults_of_form_are_named_by_the_entry_not_by_its_position(tmp_path):
    figure = '{id: seats, what: Seats, low: many, best: 2, high: 3, unit: persons, date: "2023", grade: F, sorces: []}'
    with pytest.raises(Refused) as refused:
        load(
            written(tmp_path, figures=f"- {figure}", parameters="bus.seats: {basis: guessed, range: null, role: lever}")
        )
    told = str(refused.value)
    assert "figures.seats.grade: got 'F'; needs to be 'A', 'B', 'C', 'D' or 'E'" in told
    assert "figures.seats.low: got 'many'" in told
    assert "figures.seats.sorces: no such key; did you mean sources?" in told
    assert "parameters.bus.seats.basis: got 'guessed'" in told


def test_trips_need_a_station():
    with pytest.raises(ValueError, match="station: needs one for trips, and for nothing else"):
        evidence(figures__0__simulated__station=None)


@pytest.mark.parametrize("text", ["10:00", "09:00", "2023-11-01", "017", "1e3", "1_000"])
def test_a_value_that_readers_of_yaml_take_differently_is_refused(tmp_path, text):
    (tmp_path / "run.yaml").write_text(f"name: x\nsome: [1, {text}]\n")
    with pytest.raises(Refused) as refused:
        numbers_in(tmp_path)
    assert str(refused.value).startswith(f"run.yaml line 2: got {text}; needs quotes")


def test_a_key_given_twice_is_refused_in_seeds_and_in_conf(tmp_path):
    rule = "line 1: got 'a' 2 times in the mapping from here; needs each key once"
    with pytest.raises(Refused, match=f"parameters.yaml {rule}"):
        load(written(tmp_path, parameters="a: 1\nb: 2\na: 3\n"))
    with pytest.raises(Refused, match=f"parameters.yaml {rule}"):
        numbers_in(tmp_path)


def test_a_file_that_is_missing_or_no_yaml_is_named(tmp_path):
    written(tmp_path, sources="[")
    (tmp_path / "figures.yaml").unlink()
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    assert [fault.key for fault in refused.value.faults] == ["figures.yaml", "sources.yaml"]


def test_numbers_are_keyed_as_in_the_composed_configuration(tmp_path):
    for folder in ("stations", "executor"):
        (tmp_path / folder).mkdir()
    (tmp_path / "run.yaml").write_text("defaults: [{stations: some}]\nseed: 7\nverbose: true\n")
    (tmp_path / "executor" / "local.yaml").write_text("workers: 2\n")
    (tmp_path / "stations" / "some.yaml").write_text(
        '# @package _global_\nstations:\n  bus: &bus {hours: [["11:00", "12:00"], ["13:00", "17:00"]], name: "6"}\n'
        "  ferry: *bus\n  tram: ${stations.bus}\n"
    )
    hours = ("11:00", "12:00", "13:00", "17:00")
    assert numbers_in(tmp_path) == [
        Number("executor/local.yaml", "executor.workers", (2,)),
        Number("run.yaml", "seed", (7,)),
        Number("stations/some.yaml", "stations.bus.hours", hours),
        Number("stations/some.yaml", "stations.ferry.hours", hours),
    ]
