"""Tables as Parquet and CSV, side by side."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.model.log import Reason
from sim.study.replicate import Results
from sim.study.summary import Line, summarise

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run text that starts so (CWE-1236)


def write_tables(results: Results, folder: Path) -> list[Line]:
    """Write the tables of a run (measures, summary, trips) and return the summary's lines."""
    lines = summarise(results)
    measures = [{"replication": number, **row._asdict()} for number, rows in enumerate(results.rows) for row in rows]
    write_table("measures", measures, folder)
    write_table("summary", [line._asdict() for line in lines], folder)
    write_table("trips", list(_trips(results)), folder)
    return lines


def write_table(name: str, rows: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write rows that share their keys as NAME.parquet and NAME.csv; nothing where there are no rows."""
    if not rows:
        return
    pq.write_table(pa.Table.from_pylist(list(rows)), folder / f"{name}.parquet", compression="zstd")
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([_harmless(value) for value in row.values()] for row in rows)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _trips(results: Results) -> Iterable[dict[str, Any]]:
    """One row a trip; times in ms since 00:00 of day 1, -1 where they lie beyond the horizon."""
    for number, trips in enumerate(results.trips):
        columns = {name: values.tolist() for name, values in vars(trips).items()}
        for row in zip(*columns.values(), strict=True):
            named = dict(zip(columns, row, strict=True))
            yield {
                "replication": number,
                **named,
                "station": results.crossing.names[named["station"]],
                "reason": Reason(named["reason"]).name.lower(),
            }
