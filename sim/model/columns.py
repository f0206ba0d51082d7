"""What is drawn of the parties, a column each; what is the same for all parties of a crowd is one number."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.model.clock import Whole

Column = np.ndarray | int  # (N,), or one number for all
Key = str | tuple[str, int]  # a name, and where there is one each, the number of the station or of the call
Columns = Mapping[Key, Column]


def joined(parts: Sequence[Columns], sizes: Sequence[int]) -> dict[Key, Column]:
    """The columns of several crowds of these sizes, one after another."""
    return {key: _joined([part[key] for part in parts], sizes) for key in parts[0]}


def _joined(values: Sequence[Column], sizes: Sequence[int]) -> Column:
    same = not any(isinstance(value, np.ndarray) for value in values) and len(set(values)) == 1
    if same:
        return values[0]
    return np.concatenate([np.broadcast_to(value, size) for value, size in zip(values, sizes, strict=True)])


def ordered(columns: Columns, rank: Whole) -> dict[Key, Column]:
    """The columns in the order of these rows."""
    return {key: column.take(rank) if isinstance(column, np.ndarray) else column for key, column in columns.items()}


def full(column: Column, size: int) -> np.ndarray:
    """A column of so many rows."""
    return column if isinstance(column, np.ndarray) else np.full(size, column)


def own(columns: Columns, key: Key) -> np.ndarray:
    """A column of which every party has its own number."""
    return np.asarray(columns[key])


def table(columns: Columns, name: str, size: int) -> np.ndarray:
    """The columns of a name, by number, side by side (size, k)."""
    each = _of_name(columns, name)
    found = np.empty((size, len(each)), np.result_type(*each))
    for number, column in enumerate(each):
        found[:, number] = column
    return found


def _of_name(columns: Columns, name: str) -> list[Column]:
    numbers = sorted(key[1] for key in columns if isinstance(key, tuple) and key[0] == name)
    return [columns[name, number] for number in numbers]


def by_world(column: Column, counts: Whole) -> list[np.ndarray]:
    """A column as it is in each world (W,); where it is one number, worlds share an array."""
    if isinstance(column, np.ndarray):
        return _parts(column, counts)
    return _shared(np.full(counts.max(), column), counts)


def table_by_world(columns: Columns, name: str, counts: Whole) -> list[np.ndarray]:
    """The columns of a name side by side in each world (W,); where all are numbers, worlds share a table."""
    if any(isinstance(column, np.ndarray) for column in _of_name(columns, name)):
        return _parts(table(columns, name, counts.sum()), counts)
    return _shared(table(columns, name, counts.max()), counts)


def _parts(values: np.ndarray, counts: Whole) -> list[np.ndarray]:
    ends = np.cumsum(counts).tolist()
    return [values[first:end] for first, end in zip([0, *ends], ends, strict=False)]


def _shared(values: np.ndarray, counts: Whole) -> list[np.ndarray]:
    return [values[:count] for count in counts.tolist()]
