"""Replications are folded as they come, and give back what was measured."""

import csv

import numpy as np
import pyarrow.parquet as pq
import pytest
from small import small_scenario

from sim.engines import Engine
from sim.engines.compiled import simulate
from sim.measures import measure
from sim.measures.row import Output, Row
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.faults import scenario_of
from sim.study import tables
from sim.study.folded import room_for
from sim.study.replicate import replicate


@pytest.fixture(scope="module")
def scenario():
    """The small scenario with three hopefuls, who often do not come to a station at all."""
    raw = small_scenario()
    raw["cohorts"]["hopeful"]["persons"] = 3
    return scenario_of(raw)


@pytest.fixture(scope="module")
def results(scenario):
    """Twelve replications of it."""
    return replicate(scenario, 12, 5, engine=Engine(simulate))


def test_each_replication_s_rows_come_back_as_they_were_measured(scenario, results):
    """In their order, with units, persons and whose; also where some rows were left out."""
    counts = set()
    for replication in range(12):
        draws = draw(scenario, 5, replication)
        crossing = build(scenario, draws)
        rows = measure(crossing, draws, simulate(crossing, draws))
        assert list(results.table.rows(replication)) == rows
        counts.add(len(rows))
    assert len(counts) > 1


def test_a_row_takes_twelve_bytes_a_replication(results):
    table = results.table
    assert table.values.nbytes + table.persons.nbytes == 12 * 12 * len(table.layout)
    assert {line.dtype for line in (results.curves.arrived, results.curves.queues)} == {np.dtype(np.int32)}


def test_trips_hold_nothing_of_the_log(results):
    """Else every log would stay in memory: the base of their columns is as large as they are."""
    for trips in results.trips:
        assert trips.station.base.nbytes == 8 * trips.station.nbytes


def test_what_was_left_out_is_nan_and_of_nobody():
    table = room_for(2, [Row("trips", "trips", None), Row("wait", "min", None, persons=0)])
    table.fold(0, [Row("trips", "trips", 3)])
    table.fold(1, [Row("trips", "trips", None), Row("wait", "min", 2.5, persons=4)])
    assert list(table.rows(0)) == [Row("trips", "trips", 3)]
    assert list(table.rows(1)) == [Row("trips", "trips", None), Row("wait", "min", 2.5, persons=4)]
    assert np.array_equal(table.of(Output("wait")), [np.nan, 2.5], equal_nan=True)
    assert np.isnan(table.of(Output("never told"))).all()
    with pytest.raises(KeyError):
        table.fold(0, [Row("another", "min", 1.0)])


def test_a_table_written_in_parts_is_whole(results, tmp_path, monkeypatch):
    """However few rows are held at once, each stands once and in its order, in both files."""
    monkeypatch.setattr(tables, "AT_ONCE", 700)
    tables.write_tables(results, tmp_path)
    rows = [(number, *row) for number in range(12) for row in results.table.rows(number)]
    parquet = pq.ParquetFile(tmp_path / "measures.parquet")
    assert parquet.num_row_groups == -(-len(rows) // 700) > 2
    assert [tuple(row.values()) for row in parquet.read().to_pylist()] == rows
    with (tmp_path / "measures.csv").open(encoding="utf-8") as file:
        assert [row["measure"] for row in csv.DictReader(file)] == [row[1] for row in rows]
