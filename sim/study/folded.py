"""The rows of many replications, folded into one table as they come: a number a row, and not an object."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.measures.row import Output, Row, output_of
from sim.model.clock import NEVER, Real


@dataclass(frozen=True)
class Folded:
    """R replications of K rows. layout: what is told of each, (K,) in the order of measuring, without values.

    values: (R, K), nan where there was nothing to measure. persons: (R, K) int32, how many each speaks of, where its
    row says so; -1 where the row was left out of the replication. 12 bytes a replication and row.
    """

    layout: tuple[Row, ...]
    values: Real
    persons: NDArray[np.int32]

    @cached_property
    def _column(self) -> dict[tuple[str, str, str, str], int]:
        return {output_of(row): at for at, row in enumerate(self.layout)}

    def fold(self, replication: int, rows: Sequence[Row]) -> None:
        """Lay the rows of one replication into the table."""
        columns = [self._column[row.measure, row.cohort, row.station, row.by] for row in rows]
        self.values[replication, columns] = [np.nan if row.value is None else row.value for row in rows]
        self.persons[replication, columns] = [row.persons or 0 for row in rows]

    def of(self, output: Output) -> Real:
        """The values of one output (R,); nan, too, where no replication could tell it."""
        column = self._column.get(output)
        return np.full(len(self.values), np.nan) if column is None else self.values[:, column]

    def rows(self, replication: int) -> Iterator[Row]:
        """The rows of one replication, as they were measured."""
        persons = self.persons[replication].tolist()
        for row, value, count in zip(self.layout, self.values[replication].tolist(), persons, strict=True):
            if count != NEVER:
                told = None if row.persons is None else count
                yield row._replace(value=None if np.isnan(value) else value, persons=told)

    def without(self, cohorts: Sequence[str]) -> "Folded":
        """The same without the rows of these cohorts."""
        kept = [at for at, row in enumerate(self.layout) if row.cohort not in cohorts]
        layout = tuple(self.layout[at] for at in kept)
        return replace(self, layout=layout, values=self.values[:, kept], persons=self.persons[:, kept])


def room_for(replications: int, layout: Sequence[Row]) -> Folded:
    """A table in which nothing is told yet."""
    shape = (replications, len(layout))
    return Folded(tuple(layout), np.full(shape, np.nan), np.full(shape, NEVER, np.int32))
