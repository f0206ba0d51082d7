"""Bad inputs by their row in docs/refusals.md, through the real command: refused, named, nothing written."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from commands import ended, is_refused

from sim.compose import composed

BAG, OFFICERS = "stations.luggage.service.bag", "stations.luggage.officers"
SHOW_UP, PARTIES, PERSONS = (
    f"cohorts.{of}" for of in ("us_citizens.show_up", "us_citizens.party_size", "foreign_nationals.persons")
)
WHOLE = "needs a whole number"
CLOSED = "{kind: explicit, days: [closed], late_start: '13:00', aborted_at: '12:00'}"
AWAY = "stations.bus.absences=[{day: 1, start: '15:00', end: '14:00', away: 1}]"
RATES = "cohorts.hopefuls.arrivals={kind: poisson, rates: [{start: '09:00', end: '12:00', parties_per_minute: 3}]}"

ROWS = [  # row, what is given, the key, and what is said of it
    (1, f"{BAG}.mean=-4", f"{BAG}.mean: got -4; needs to be greater than 0"),
    (2, f"{BAG}.mean=0", f"{BAG}.mean: got 0; needs to be greater than 0"),
    (3, f"{BAG}.mean=nan", f"{BAG}.mean: got nan; needs a finite number"),
    (4, f"{BAG}.mean=inf", f"{BAG}.mean: got inf; needs a finite number"),
    (4, f"{BAG}.mean=1e999", f"{BAG}.mean: got inf; needs a finite number"),
    (6, f"{OFFICERS}=0", f"{OFFICERS}: got 0; needs to be greater than or equal to 1"),
    (7, f"{OFFICERS}=2.5", f"{OFFICERS}: got 2.5; {WHOLE}"),
    (7, f"{OFFICERS}=2.0", f"{OFFICERS}: got 2.0; {WHOLE}; did you mean 2?"),
    (8, f"{OFFICERS}=-1", f"{OFFICERS}: got -1; needs to be greater than or equal to 1"),
    (9, f"{OFFICERS}=true", f"{OFFICERS}: got true; {WHOLE}"),
    (11, f"{OFFICERS}={10**30}", f"{OFFICERS}: got {10**30}; needs to be less than or equal to 10000"),
    (12, f"{SHOW_UP}=1.2", f"{SHOW_UP}: got 1.2; needs a share from 0 to 1"),
    (12, f"{SHOW_UP}=-0.1", f"{SHOW_UP}: got -0.1; needs to be greater than or equal to 0"),
    (13, f"{PARTIES}.weights=[0.6,0.2,0.1]", f"{PARTIES}: got 0.9; needs weights that add up to 1"),
    (13, f"{PARTIES}.weights=[0.6,0.2,0.2000001]", f"{PARTIES}: got 1.0000001; needs weights that add up to 1"),
    (14, f"{SHOW_UP}=15", f"{SHOW_UP}: got 15; needs a share from 0 to 1; did you mean 0.15?"),
    (15, f'{BAG}.mean="4,5"', f"{BAG}.mean: got '4,5'; needs a number, without a unit; did you mean 4.5?"),
    (15, f'{BAG}.mean="4 min"', f"{BAG}.mean: got '4 min'; needs a number, without a unit; did you mean 4?"),
    (
        17,
        f"{BAG}={{family: triangular, low: 2.0, mode: 1.0, high: 3.0}}",
        f"{BAG}: got 2.0, 1.0 and 3.0; needs low <= mode <= high",
    ),
    (18, f"{BAG}={{family: uniform, low: 2.0, high: 1.0}}", f"{BAG}: got 2.0 and 1.0; needs low < high"),
    (19, f"{BAG}={{family: lognormal, mean: 2.0, sigma: -1}}", f"{BAG}.sigma: no such key; known here: mean, cv"),
    (19, f"{BAG}={{family: lognormal, mean: 2.0, cv: -1}}", f"{BAG}.cv: got -1"),
    (20, f"{BAG}={{family: normal, mean: 2.0, sd: 1}}", f"{BAG}.family: got 'normal'; needs one there is"),
    (22, "stations.bus.patience=0", "stations.bus.patience: got 0; needs to be greater than 0 or to be 'unlimited'"),
    (22, "stations.bus.patience=-3", "stations.bus.patience: got -3; needs to be greater than 0"),
    (23, "stations.bus.seats=4", "stations.bus.seats: got 4; needs at least the largest party on its route (7, f"),
    (24, "stations.luggage.hall=6", "stations.luggage.hall: got 6; needs at least the largest party on its route"),
    (28, f"{PERSONS}=1000000000", f"{PERSONS}: got 1000000000; needs to be less than or equal to 2000000"),
    (29, f"{PERSONS}=1.5", f"{PERSONS}: got 1.5; {WHOLE}"),
    (29, f"{PERSONS}=12k", f"{PERSONS}: got '12k'; {WHOLE}; did you mean 12?"),
    (30, "replications=0", "replications: got 0; needs to be greater than or equal to 1"),
    (30, "replications=-1", "replications: got -1; needs to be greater than or equal to 1"),
    (33, "seed=-1", "seed: got -1; needs to be greater than or equal to 0"),
    (33, "seed=1.5", f"seed: got 1.5; {WHOLE}"),
    (33, 'seed="12"', f"seed: got '12'; {WHOLE}"),
    (33, "seed=nan", f"seed: got nan; {WHOLE}"),
    (34, "seed=true", f"seed: got true; {WHOLE}"),
    (34, "seed=null", f"seed: got null; {WHOLE}"),
    (34, "seed=[]", f"seed: got []; {WHOLE}"),
    (34, f"seed={2**200}", "needs to be less than or equal to 9223372036854775807"),
    (35, "cohorts.us_citizens.route=[gate_hall,lugage]", "route: got 'lugage'; needs a station; did you mean luggage?"),
    (36, "cohorts.us_citizens.route=[luggage,luggage]", "needs the declared order of stations, no loop"),
    (37, "~cohorts.us_citizens.priority", "cohorts.us_citizens.priority: is missing"),
    (37, "~stations.luggage.service", "stations.luggage.service: is missing"),
    (42, f"{PARTIES}.values=[0,2,3]", "party_size.values: got 0; needs at least 1 person a party"),
    (42, f"{PARTIES}.values=[-2,2,3]", f"{PARTIES}.values.0: got -2; needs to be greater than or equal to 0"),
    (43, "stations.ambulance.vehicles=0", "stations.ambulance.vehicles: got 0; needs to be greater than or equal to 1"),
    (
        43,
        "stations.ambulance.seats=1",
        "stations.ambulance.seats: got 1; needs at least the largest party on its route",
    ),
    (48, "name=كرم", "cannot be read; needs quotes around what has spaces, commas, brackets or other scripts"),
    (
        56,
        'stations.bus.hours=[["25:00","26:00"]]',
        'got \'25:00\'; needs a clock time, quoted, from "00:00" to "24:00"',
    ),
    (56, 'stations.bus.hours=[["09:60","12:00"]]', "stations.bus.hours.0.0: got '09:60'; needs a clock time"),
    (56, 'stations.bus.hours=[["9h","12:00"]]', "stations.bus.hours.0.0: got '9h'; needs a clock time"),
    (
        56,
        'stations.bus.hours=[["24:00","24:00"]]',
        "stations.bus.hours: got 24:00 to 24:00; needs a start before its end",
    ),
    (55, "stations.bus.hours=[[600,660]]", "stations.bus.hours.0.0: got 600; needs text in quotes"),
    (57, 'stations.bus.hours=[["17:00","09:00"]]', "got 17:00 to 09:00; needs a start before its end, on the same day"),
    (59, f"calendar={CLOSED}", "calendar.days: got closed on all 1 days simulated; needs one that is not"),
    (59, AWAY, "got 15:00 to 14:00; needs a start before its end, on the same day"),
    (63, "days=0", "days: got 0; needs to be greater than or equal to 1"),
    (63, "days=nan", f"days: got nan; {WHOLE}"),
    (64, RATES, "parties_per_minute: no such key; did you mean parties_per_hour?"),
    (65, "stations.bus.vehicle=3", "stations.bus.vehicle: no such key; did you mean vehicles?"),
    (66, "++stations.bus.vehicle=3", "stations.bus.vehicle: no such key; did you mean vehicles?"),
    (66, "++desk=3", "desk: no such key; known here: name, question"),
    (68, f"{OFFICERS}=", f"{OFFICERS}: got ''; {WHOLE}"),
    (68, f"{OFFICERS}=null", f"{OFFICERS}: got null; {WHOLE}"),
    (69, "stations.bus.seats=???", "stations.bus.seats: is missing"),
    (70, "stations.bus.seats=${stations.bus.seats}", "needs to point at what points no further"),
    (70, "stations.bus.seats=${stations.bus.seat}", "needs to point at a key that is there"),
    (75, "stations.bus._target_=os.system", "stations.bus._target_: no such key; known here: kind, vehicles"),
    (75, "+_target_=os.getcwd", "_target_: no such key"),
    (75, "question=${oc.env:HOME}", "needs a plain value, nothing from outside the configuration"),
    (77, f"{OFFICERS}=017", f"{OFFICERS}: got '017'; {WHOLE}"),
    (77, f"{OFFICERS}=1e3", f"{OFFICERS}: got 1000.0; {WHOLE}; did you mean 1000?"),
    (80, "name=a,b", "name: got several values; needs -m for a job each, or quotes"),
    (81, "seed=range(0,1000000000)", "seed: got too many values; needs 1000 jobs at most"),
]


@pytest.mark.parametrize(("row", "given", "told"), ROWS, ids=[f"row {row}: {given[:50]}" for row, given, _ in ROWS])
def test_it_is_refused(row, given, told, tmp_path):
    """Each names its key, what it got, and the rule, whatever its row."""
    assert 1 <= row <= 109
    is_refused(ended(given, cwd=tmp_path), told, tmp_path)


def numbers(tree: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The dotted keys of all numbers of a configuration that do not stand in lists, and that a word can name."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from numbers(value, f"{above}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool) and " " not in key:
            yield f"{above}{key}"


@pytest.mark.parametrize(("command", "scenario"), [("run", "random_days"), ("sweep", "bench_day")])
def test_row_32_no_number_is_ever_nan_so_none_is_made_an_integer(command, scenario, tmp_path):
    """All numbers of a configuration are given as NaN at once, and each is named."""
    given = list(numbers(composed(command, [f"scenario={scenario}"])))
    result = ended(f"scenario={scenario}", *(f"{key}=nan" for key in given), cwd=tmp_path, command=command)
    assert len(given) > 20
    is_refused(result, [f"  {key}: got nan; needs a " for key in given], tmp_path)


LISTED = [  # where numbers stand in lists, or may be absent
    ("run", [f"{PARTIES}={{values: [nan, 2, 3], weights: [nan, 0.5, 0.5]}}"],
     [f"{PARTIES}.values.0: got nan; {WHOLE}", f"{PARTIES}.weights.0: got nan; needs a finite number"]),
    ("sweep", ["points=nan", "executor.chunk=nan"], [f"points: got nan; {WHOLE}", f"executor.chunk: got nan; {WHOLE}"]),
    ("sweep", ["over={stations.bus.vehicles: [1, nan]}"], [f"stations.bus.vehicles: got nan; {WHOLE}"]),
    ("sweep", ["over={stations.bus.vehicles: {low: nan, high: 4}}"], ["over.stations.bus.vehicles.low: got nan"]),
]  # fmt: skip


@pytest.mark.parametrize(("command", "given", "told"), LISTED, ids=[f"{case[0]} {case[1][0][:50]}" for case in LISTED])
def test_row_32_nor_where_numbers_stand_in_lists_or_may_be_absent(command, given, told, tmp_path):
    is_refused(ended(*given, cwd=tmp_path, command=command), told, tmp_path)


BESIDES = [  # what no row lists
    ("brackets", "lists=" + "[" * 500, "got more than 20 brackets within brackets; needs fewer"),
    ("length", "name=" + "n" * 20_000, "got 20,005 characters; needs at most 4,000"),
    ("bytes that are no text", b"name=\xff\xfe", "is no text in UTF-8"),
    ("nothing", "", "'': cannot be read"),
    ("a group of files", "calendar=null", "calendar=null: needs the name of a file in conf/calendar"),
    ("Hydra's own", "hydra.run.dir=elsewhere", "Hydra's own settings are not for users"),
    ("doubling", "question=${name}${name}", "needs a plain value"),
    ("another flag", "--config-dir=elsewhere", "--config-dir: no such flag"),
    ("a flag that goes with others", "--resolve", "--resolve: no such flag"),
    ("a package", "stations.bus@x=3", "stations.bus@x=3: needs a plain key before the ="),
    ("no key", "=", "=: needs a plain key before the ="),
    ("a number for a whole", "cohorts=3", "cohorts: got 3; needs a mapping, {key: value}"),
    ("a whole for a number", f"{OFFICERS}={{a: 1}}", f"{OFFICERS}: got {{'a': 1}}; {WHOLE}"),
]


@pytest.mark.parametrize(("given", "told"), [case[1:] for case in BESIDES], ids=[case[0] for case in BESIDES])
def test_what_no_row_lists_is_refused_too(given, told, tmp_path):
    is_refused(ended(given, cwd=tmp_path), told, tmp_path)


VEHICLES = "stations.bench_bus.vehicles"
TOGETHER = [  # what is wrong only together
    ("run", ["-m", "seed=1,2", "outputs=one,other"], "outputs: got several folders; needs one"),
    ("run", ["--package", "x"], "--package: no such flag"),
    ("sweep", ["executor.kind=dask", "executor.address=nowhere"], "executor.address: got 'nowhere'; needs a Dask"),
    ("sweep", [f"over={{{VEHICLES}: [1, 1, 2]}}"], f"over.{VEHICLES}: got 1, 2 times; needs each value once"),
    ("sweep", ["over={cohorts.bench_standing.persons: {low: 1, high: 900000}}"], "yes: got false; needs yes=true"),
    ("sweep", [f"over={{{VEHICLES}: null}}"], f"over.{VEHICLES}: got null; needs a list of values, or a range"),
    ("plan", ["goal={output: last exit, at_most: 900}", f"levers={{{VEHICLES}: [1, 3]}}"],
     'goal.at_most: got 900.0; needs a clock time such as "18:00"'),
    ("plan", ["goal={output: persons crossed, at_least: '15:00'}", f"levers={{{VEHICLES}: [1, 3]}}"],
     "goal.at_least: got '15:00'; needs a number of persons"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "given", "told"), TOGETHER, ids=[" ".join(case[1])[:60] for case in TOGETHER])
def test_what_is_wrong_together_is_refused(command, given, told, tmp_path):
    is_refused(ended("scenario=bench_day", *given, cwd=tmp_path, command=command), told, tmp_path)


def test_all_is_named_at_once_also_what_cannot_be_read(tmp_path):
    words = ("--fast", "a=[1", "seed=-1", "stations.bus.seats=4", "stations.bus.vehicle=3")
    told = [
        "(5 to mend)",
        "--fast: no such flag",
        "a=[1: cannot be read",
        "seed: got -1",
        "bus.seats: got 4",
        "vehicles?",
    ]
    is_refused(ended(*words, cwd=tmp_path), told, tmp_path)


@pytest.mark.parametrize(
    "command",
    ["bottleneck", "calibrate", "compare", "learn", "plan", "run", "sensitivity", "speed", "sweep", "validate"],
)
def test_every_command_has_the_same_gate(command, tmp_path):
    result = ended("days=2.5", "seed=-1", cwd=tmp_path, command=command)
    is_refused(result, ["(2 to mend)", "days: got 2.5; needs a whole number", "seed: got -1"], tmp_path)


def test_a_traceback_is_shown_to_who_asks_for_it(tmp_path):
    result = ended("seed=-1", "debug=true", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Traceback (most recent call last)")
    assert "seed: got -1" in result.stderr.splitlines()[-1]


def test_row_28_what_memory_would_not_do_for_is_refused_with_what_would_fit(tmp_path):
    """2,300 GB; the exit code is that of the machine."""
    result = ended("replications=1000000", "days=60", cwd=tmp_path)
    assert (result.returncode, result.stdout, list(tmp_path.iterdir())) == (5, "", [])
    assert result.stderr.startswith("the machine would not: this takes about 2,3")
    assert result.stderr.endswith(" replications would fit\n")


def test_row_28_hours_need_a_yes(tmp_path):
    """The bench day of 2,000,000 persons ten thousand times."""
    told = ("replications=20000", "cohorts.foreign_nationals.persons=2000000")
    is_refused(ended(*told, cwd=tmp_path), "yes: got false; needs yes=true for a run of about", tmp_path)


def test_of_what_is_said_twice_the_last_counts_and_a_note_says_so(tmp_path):
    result = ended("scenario=bench_day", "replications=2", "seed=1", "++seed=2", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "note: seed: said 2 times; the last one counts\n")
    assert len(list(tmp_path.glob("outputs/*/config.yaml"))) == 1


NOTES = [
    (22, "stations.bus.patience=2000.0", "stations.bus.patience: 2000 minutes is a day or more"),
    (36, "cohorts.us_citizens.route=[gate_hall,list_check]", ""),
    (59, "stations.bus.absences=[{day: 40, start: '13:00', end: '14:00', away: 1}]", "day 40 is not simulated"),
    (60, 'date="2024-10-26"', "date: on 2024-10-26 the clocks of the two sides differed or were changed"),
    (61, 'date="2024-04-21"', "date: on 2024-04-21 the clocks of the two sides differed or were changed"),
]


@pytest.mark.parametrize(("row", "given", "told"), NOTES, ids=[f"row {row}: {given[:40]}" for row, given, _ in NOTES])
def test_what_is_allowed_and_doubtful_is_noted(row, given, told, capsys):
    from sim.entry import validated

    validated("run", [given])
    noted = capsys.readouterr().err
    assert row in {22, 36, 59, 60, 61}
    assert (told in noted) if told else noted == ""


def test_row_61_the_days_of_the_evacuation_had_one_clock(capsys):
    from sim.entry import validated

    validated("run", ["scenario=closed_two_days"])
    assert "clocks" not in capsys.readouterr().err
