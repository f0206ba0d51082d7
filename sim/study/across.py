"""One line a job of a multirun, read from the tables that the jobs left."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

MEASURES = {  # the measures that stand side by side: (measure, station)
    "persons crossed": "",
    "last exit": "",
    "median wait in all": "",
    "p95 wait in all": "",
}


class Line(NamedTuple):
    """One measure of one job: mean with confidence interval, median, and the prediction interval of a day."""

    job: int
    overrides: str
    measure: str
    unit: str
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    median: float | None
    day_low: float | None
    day_high: float | None


def across(folder: Path) -> list[Line]:
    """The chosen measures of every job below a multirun's folder, in the order of the jobs."""
    done = [path for path in folder.iterdir() if (path / "summary.txt").is_file()]
    numbered = sorted((int(path.name), path) for path in done)
    return [line for number, path in numbered for line in _lines(number, path)]


def labels(rows: Sequence[Line]) -> list[str]:
    """Each job's overrides, those left out that all jobs have, the groups of keys too: "bus.vehicles=4"."""
    parts = [row.overrides.split(", ") for row in rows]
    shared = set.intersection(*map(set, parts)) if len(rows) > 1 else set()
    return [", ".join(_short(part) for part in each if part not in shared) or ", ".join(each) for each in parts]


def _short(override: str) -> str:
    return override.removeprefix("stations.").removeprefix("cohorts.")


def _lines(number: int, folder: Path) -> list[Line]:
    origin = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    label = ", ".join(origin["shown"]) or origin["scenario"]
    rows = pq.read_table(folder / "summary.parquet").to_pylist()
    chosen = [row for row in rows if _is_chosen(row)]
    return [Line(number, label, row["measure"], row["unit"], *(row[key] for key in Line._fields[4:])) for row in chosen]


def _is_chosen(row: dict[str, object]) -> bool:
    whole = row["cohort"] == "all" and row["by"] == "person"
    return whole and MEASURES.get(str(row["measure"])) == row["station"]
