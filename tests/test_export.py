"""The log for other tools: as process mining, queue animation and XES (IEEE 1849) want it, and true to the log."""

import csv
import re
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from random_crossings import seeded_world
from small import small_scenario
from tight_crossings import numbered_world
from xes_schema import faults_in

import sim
from sim.engines import choose, reference
from sim.measures.replication import Replication
from sim.measures.steps import presence
from sim.model.clock import NEVER, UNLIMITED
from sim.model.faults import scenario_of
from sim.study.export.works import works
from sim.study.export.write import write_logs
from sim.study.public import in_public
from sim.study.replicate import replicate

SEED = 20231101
XES = "{http://www.xes-standard.org/}"
# The keys of the standard's extensions that we use, and what their values look like
KEYS = {
    "concept:name": ("string", r".+"),
    "time:timestamp": ("date", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d"),
    "lifecycle:transition": ("string", r"start|complete"),
    "lifecycle:model": ("string", r"standard"),
    "org:resource": ("string", r".+ [1-9]\d*"),
}
OWN = {"cohort": "string", "persons": "int", "replication": "int"}
LOG_ORDER = ["extension", "global", "classifier", "string", "trace"]


def runs_of(scenario):
    return partial(choose("auto", 1).load().runs, scenario, SEED)


def logs_of(results, folder, replications=2):
    write_logs(results, runs_of(results.scenario), replications, folder)
    return folder


@pytest.fixture(scope="module")
def opening_day():
    return replicate(sim.load("opening_day"), 2, SEED)


@pytest.fixture(scope="module")
def folder(opening_day, tmp_path_factory):
    """The logs of two opening days."""
    return logs_of(opening_day, tmp_path_factory.mktemp("logs"))


@pytest.fixture(scope="module")
def first(opening_day) -> Replication:
    (run,) = runs_of(opening_day.scenario)([0])
    return Replication(*run)


# ---- the tables


def test_the_tables_have_the_columns_that_other_tools_read(folder):
    """(case, activity, start, end, resource, replication) for process mining; entity_id and so on for vidigi."""
    moment, text, whole, real = pa.timestamp("ms"), pa.string(), pa.int64(), pa.float64()
    schemas = {
        "activities": [("case", whole), ("activity", text), ("start", moment), ("end", moment), ("resource", text),
                       ("replication", whole), ("cohort", text), ("persons", whole)],
        "events": [("entity_id", whole), ("pathway", text), ("event_type", text), ("event", text), ("time", real),
                   ("resource_id", whole), ("run_number", whole), ("persons", whole)],
    }  # fmt: skip
    for name, schema in schemas.items():
        assert pq.read_schema(folder / f"{name}.parquet") == pa.schema(schema)
        with (folder / f"{name}.csv").open(encoding="utf-8") as file:
            assert next(csv.reader(file)) == [column for column, _ in schema]


def test_an_activity_is_what_the_log_says(folder, first):
    """Every party that came: its coming, each service with start and end, and how it ended."""
    rows = [row for row in pq.read_table(folder / "activities.parquet").to_pylist() if row["replication"] == 0]
    log, midnight = first.log, datetime.fromisoformat("2023-11-01")

    def ms(moment):
        return NEVER if moment is None else round((moment - midnight).total_seconds() * 1000)

    told = {(row["case"], row["activity"]): (ms(row["start"]), ms(row["end"])) for row in rows}
    for party, place in enumerate(log.place.tolist()):
        for at, name in enumerate(first.crossing.names):
            started = log.started[party, at]
            expected = None if started == NEVER else (started, log.finished[party, at])
            assert told.get((place, name)) == expected
        assert ((place, "came") in told) == (log.reached[party].max() != NEVER)
        assert told.get((place, "crossed"), (NEVER,))[0] == (first.ended[party] if first.crossed[party] else NEVER)
    assert len(told) == len(rows)


def test_events_are_those_that_vidigi_knows_each_with_what_it_needs(folder):
    """An arrival first, a departure last, every use of a resource with its number, and an end by the same."""
    rows = pq.read_table(folder / "events.parquet").to_pylist()
    assert {row["event_type"] for row in rows} == {"arrival_departure", "queue", "resource_use", "resource_use_end"}
    assert all((row["resource_id"] is not None) == row["event_type"].startswith("resource_use") for row in rows)
    entities = {}
    for row in rows:
        entities.setdefault((row["run_number"], row["entity_id"]), []).append(row)
    for own in entities.values():
        assert own[0]["event"] == "arrival"
        assert all(row["event"] not in {"arrival", "depart"} for row in own[1:-1])
        assert all(earlier["time"] <= later["time"] for earlier, later in pairwise(own))
        uses = [(row["event"], row["resource_id"]) for row in own if row["event_type"] == "resource_use"]
        ends = [
            (row["event"].removesuffix(" done"), row["resource_id"])
            for row in own
            if row["event_type"] == "resource_use_end"
        ]
        assert ends == uses[: len(ends)]


def test_no_more_officers_vehicles_and_places_than_there_are(folder, opening_day):
    stations = opening_day.scenario.stations
    for row in pq.read_table(folder / "events.parquet").to_pylist():
        if row["event_type"] == "resource_use":
            station = stations[row["event"]]
            most = station.officers if station.kind == "desk" else station.vehicles * station.seats
            assert 1 <= row["resource_id"] <= most
    for row in pq.read_table(folder / "activities.parquet").to_pylist():
        if row["resource"]:
            name, number = row["resource"].rsplit(" ", 1)
            station = stations[name]
            assert 1 <= int(number) <= (station.officers if station.kind == "desk" else station.vehicles)


@pytest.mark.parametrize("world", [seeded_world, numbered_world])
def test_stays_come_one_after_another_and_nobody_shares_an_officer(world):
    """In small crossings full of ties, with evenings, families aside and impatience."""
    for seed in range(60):
        crossing, draws = world(seed)
        one = Replication(crossing, draws, reference.simulate(crossing, draws))
        told = works(one, draws.cohorts)
        assert sum(map(len, told)) == one.stays.row.size
        for own in told:
            for earlier, later in pairwise(own):
                assert (UNLIMITED if earlier.left == NEVER else earlier.left) <= (
                    UNLIMITED if later.left == NEVER else later.left
                )
                assert earlier.came <= later.came
        for at in range(len(crossing.stations)):
            here = [work for own in told for work in own if work.station == at and work.place and work.started != NEVER]
            for place in {work.place for work in here}:
                with_it = [work for work in here if work.place == place]
                span = np.array([[work.started, work.left] for work in with_it]).T
                assert presence(*span, np.ones(len(with_it), np.int64)).level.max(initial=0) <= 1


# ---- XES


def root_of(folder):
    return ET.parse(folder / "events.xes").getroot()  # noqa: S314  (we wrote it)


def attributes_are_sound(parent, needed=()):
    """Each attribute is of its extension's type and form, none twice, and those needed are there."""
    own = [child for child in parent if child.tag != f"{XES}event"]
    keys = [child.get("key") for child in own]
    assert len(set(keys)) == len(keys)
    assert set(needed) <= set(keys)
    for child in own:
        kind, form = KEYS.get(child.get("key"), (OWN.get(child.get("key")), r".+"))
        assert child.tag == f"{XES}{kind}"
        assert re.fullmatch(form, child.get("value"), re.DOTALL)


def test_the_xes_is_what_the_standard_asks(folder):
    """Version, extensions, globals, classifiers, then attributes, then traces; each event named and timed, in time."""
    log = root_of(folder)
    assert log.tag == f"{XES}log"
    assert float(log.get("xes.version")) == 1849.2016
    tags = [child.tag.removeprefix(XES) for child in log]
    assert tags == sorted(tags, key=LOG_ORDER.index)
    prefixes = {child.get("prefix"): child.get("uri") for child in log.iter(f"{XES}extension")}
    assert prefixes == {
        name: f"http://www.xes-standard.org/{name}.xesext" for name in ("concept", "time", "lifecycle", "org")
    }
    assert [child.get("scope") for child in log.iter(f"{XES}global")] == ["trace", "event"]
    for trace in log.iter(f"{XES}trace"):
        attributes_are_sound(trace, ["concept:name", "replication"])
        moments = []
        for event in trace.iter(f"{XES}event"):
            attributes_are_sound(event, ["concept:name", "time:timestamp", "lifecycle:transition"])
            moments.append(event.find(f"{XES}date").get("value"))
        assert moments == sorted(moments)
        assert moments


def test_the_xes_tells_what_the_table_tells(folder):
    """A trace a party, a start and a complete each service, at the same moments."""
    rows = pq.read_table(folder / "activities.parquet").to_pylist()
    log = root_of(folder)
    names = [trace.find(f"{XES}string").get("value") for trace in log.iter(f"{XES}trace")]
    assert names == list(dict.fromkeys(f"{row['replication']}-{row['case']}" for row in rows))
    told = [{child.get("key"): child.get("value") for child in event} for event in log.iter(f"{XES}event")]
    completed = [
        (one["concept:name"], one["time:timestamp"]) for one in told if one["lifecycle:transition"] == "complete"
    ]
    ended = [(row["activity"], f"{row['end'].isoformat(timespec='milliseconds')}+02:00") for row in rows if row["end"]]
    assert completed == ended
    started = [one["concept:name"] for one in told if one["lifecycle:transition"] == "start"]
    assert started == [row["activity"] for row in rows if row["resource"]]


def test_the_xes_is_valid_by_its_schema(folder):
    """Order of the parts, names that are names, whole numbers, moments: tests/xes.xsd."""
    assert faults_in((folder / "events.xes").read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b' xes.version="1849.2016"', b"", "'xes.version' is required"),
        (b'name="Concept"', b'name="A concept"', "xs:NCName"),
        (b'scope="trace"', b'scope="event"', "Duplicate key-sequence"),
        (b'<int key="persons" value="', b'<int key="persons" value="some', "xs:long"),
        (b"T00:00:00.000+02:00", b" 00:00", "xs:dateTime"),
        (b'<string key="cohort" ', b"<string ", "'key' is required"),
        (b"<trace>", b"<trace><event/>", "not expected"),
        (b"<classifier", b"<trace/><classifier", "not expected"),
        (b"<event>", b"<event><text/>", "not expected"),
    ],
)
def test_a_broken_xes_is_refused(folder, old, new, fault):
    """The guard of the guard."""
    content = (folder / "events.xes").read_bytes()
    assert old in content
    assert any(fault in told for told in faults_in(content.replace(old, new, 1)))


# ---- with care


def test_in_public_small_cohorts_are_in_none_of_the_files(opening_day, tmp_path):
    public = in_public(opening_day)
    write_logs(public, runs_of(opening_day.scenario), 2, tmp_path)
    assert len(public.hidden) == 2
    for name in ("activities.csv", "events.csv", "events.xes"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "foreign_nationals" in text
        assert [hidden for hidden in public.hidden if hidden in text] == []


def test_hostile_names_stay_text(tmp_path):
    """A formula in a cell, an end of the XML, letters it cannot hold."""
    raw = small_scenario()
    raw["cohorts"]['=1+1"/></trace>&<x> \u0627\u0644'] = raw["cohorts"].pop("hopeful")
    results = replicate(scenario_of(raw), 1, SEED)
    logs_of(replace(results, scenario=results.scenario.model_copy(update={"name": "a\x00b\ud800"})), tmp_path, 1)
    log = root_of(tmp_path)
    assert log.find(f"{XES}string").get("value") == "ab"
    assert any(child.get("value").startswith('=1+1"/></trace>') for child in log.iter(f"{XES}string"))
    with (tmp_path / "activities.csv").open(encoding="utf-8") as file:
        assert not any(row["cohort"].startswith("=") for row in csv.DictReader(file))


@pytest.mark.parametrize(("asked", "written"), [(0, None), (1, {0}), (9, {0, 1})])
def test_the_logs_of_the_first_so_many_replications_are_written(opening_day, tmp_path, asked, written):
    logs_of(opening_day, tmp_path, asked)
    if written is None:
        assert list(tmp_path.iterdir()) == []
    else:
        table = pq.read_table(tmp_path / "activities.parquet")
        assert set(table.column("replication").to_pylist()) == written
