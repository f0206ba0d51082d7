"""What a sensitivity study found, and its tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.measures.outputs import outputs_named, told_of_nobody
from sim.measures.row import output_of
from sim.model.clock import Real
from sim.study.journal.running import Done
from sim.study.sensitivity.analysed import Output, Sobol, screened, sobol, swings
from sim.study.sensitivity.asked import Sensitivity
from sim.study.sensitivity.designed import Varying
from sim.study.sensitivity.rows import Index, Screened, Share, Swing, Whole
from sim.study.tables import write_table

Row = TypeVar("Row", Swing, Screened, Index, Share, Whole)


class Found(NamedTuple):
    """A study, what it varied, and the rows of its method; those of the other methods are empty.

    failed: points of which some replication failed.
    """

    study: Sensitivity
    varying: Varying
    failed: int
    swings: Sequence[Swing] = ()
    screened: Sequence[Screened] = ()
    sobol: Sobol = Sobol([], [], [])


def found(study: Sensitivity, varying: Varying, done: Done) -> Found:
    """The rows of a study that is done."""
    outputs, numbers = outputs_of(study, varying, done), varying.choice.numbers
    failed = len({one.point for one in done.failures})
    match study.method:
        case "one_at_a_time":
            return Found(study, varying, failed, swings=swings(varying.design, outputs, numbers))
        case "morris":
            return Found(study, varying, failed, screened=screened(varying.design, outputs, numbers, study.seed))
        case "sobol":
            return Found(study, varying, failed, sobol=sobol(varying.design, outputs, numbers, study.seed))


def outputs_of(study: Sensitivity, varying: Varying, done: Done) -> list[Output]:
    """Each output with its unit and its values (P, R)."""
    told = {output_of(row): row.unit for row in told_of_nobody(varying.scenario)}
    asked = outputs_named(study.measured, {str(output): output for output in told}, "measured")
    values = done.values.reshape(len(varying.design.points), study.replications, len(asked))
    return [Output(name, told[output], values[..., at])
            for at, (name, output) in enumerate(zip(study.measured, asked, strict=True))]  # fmt: skip


def of_output(rows: Sequence[Row], name: str) -> list[Row]:
    """The rows of one output."""
    return [row for row in rows if row.output == name]


def write_found(found: Found, done: Done, folder: Path) -> None:
    """Write the tables of the study's method: effects; or indices, account and outputs; and points, in Parquet only."""
    match found.study.method:
        case "one_at_a_time":
            write_table("effects", Swing, found.swings, folder)
        case "morris":
            write_table("effects", Screened, found.screened, folder)
        case "sobol":
            write_table("indices", Index, found.sobol.indices, folder)
            write_table("account", Share, found.sobol.shares, folder)
            write_table("outputs", Whole, found.sobol.wholes, folder)
    columns = dict(_columns(found, done))
    pq.write_table(pa.table(columns), folder / "points.parquet", compression="zstd")


def _columns(found: Found, done: Done) -> Iterator[tuple[str, Real]]:
    """The design, a column for each number, and the mean of each output over the replications, a row a point."""
    for name, values in zip(found.varying.design.names, found.varying.design.points.T, strict=True):
        yield name, np.ascontiguousarray(values)
    for output in outputs_of(found.study, found.varying, done):
        yield f"mean of {output.name}", output.values.mean(axis=1)
