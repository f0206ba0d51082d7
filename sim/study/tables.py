"""Tables as Parquet and CSV, side by side."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from sim.model.clock import NEVER
from sim.model.log import Reason
from sim.study.replicate import Results
from sim.study.summary import Line, summarise


class Measured(NamedTuple):
    """A measure of one replication; the columns are those of `sim.measures.row.Row`."""

    replication: int
    measure: str
    unit: str
    value: float | None
    cohort: str
    station: str
    by: str
    persons: float | None
    whose: str


class Trip(NamedTuple):
    """One trip; times in ms since 00:00 of day 1, -1 where they lie beyond the horizon."""

    replication: int
    station: str
    number: int
    pulled_in_ms: int
    departed_ms: int
    arrived_ms: int
    returned_ms: int
    persons: int
    reason: str


AT_ONCE = 100_000  # rows
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run text that starts so (CWE-1236)


def write_tables(results: Results, folder: Path) -> None:
    """Write the tables of a run: measures, summary, trips."""
    write_table("measures", Measured, _measures(results), folder)
    write_table("summary", Line, summarise(results), folder)
    write_table("trips", Trip, _trips(results), folder)


def write_table(name: str, kind: Any, rows: Iterable[tuple[Any, ...]], folder: Path) -> None:
    """Write rows of a named tuple's kind as NAME.parquet and NAME.csv; the types are the kind's, whatever the rows.

    They are written as they come, never more than `AT_ONCE` of them in memory.
    """
    schema = pa.schema({key: _arrow(hint) for key, hint in get_type_hints(kind).items()})
    to_come, path = iter(rows), folder / f"{name}.parquet"
    with (
        pq.ParquetWriter(path, schema, compression="zstd") as parquet,
        (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file,
    ):
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(schema.names)
        while part := list(islice(to_come, AT_ONCE)):
            columns = {key: [row[at] for row in part] for at, key in enumerate(schema.names)}
            parquet.write_table(pa.table(columns, schema=schema))
            lines.writerows([_cell(value) for value in row] for row in part)


def _arrow(hint: Any) -> pa.DataType:
    """The column type of a field: text, whole number, number or moment; each may be missing."""
    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), datetime: pa.timestamp("ms")}
    return next(kinds[kind] for kind in get_args(hint) or (hint,) if kind in kinds)


def _cell(value: Any) -> Any:
    """A cell of the CSV: numbers to nine digits, moments by ISO 8601, text that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, float):
        return f"{value:.9g}"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _measures(results: Results) -> Iterator[Measured]:
    for replication in range(results.replications):
        for row in results.table.rows(replication):
            yield Measured(replication, *row)


def _trips(results: Results) -> Iterator[Trip]:
    for replication, trips in enumerate(results.trips):
        for row in zip(*(column.tolist() for column in vars(trips).values()), strict=True):
            station, number, pulled_in, departed, arrived, returned, persons, reason = row
            name = results.crossing.names[station]
            why = "still boarding" if reason == NEVER else Reason(reason).name.lower()
            yield Trip(replication, name, number, pulled_in, departed, arrived, returned, persons, why)
