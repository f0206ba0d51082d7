"""A chunk of results as a file that proves itself: a digest, what it is of, and the numbers as NumPy writes them.

One file holds all that is known of a chunk, so there is no list beside it that could disagree with what is there.
"""

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sim.model.clock import Real
from sim.study.journal.plan import canonical
from sim.study.work import Failure, Part

FOLDER, ENDING = "chunks", ".chunk"

Kind = TypeVar("Kind")


class Damaged(Exception):
    """A stored result that is not what was written, or is of another study."""


def path_of(folder: Path, number: int) -> Path:
    """Where a chunk is kept."""
    return folder / FOLDER / f"{number:06d}{ENDING}"


def packed(study: str, number: int, part: Part) -> bytes:
    """A chunk's bytes: SHA-256 of all that follows, a line of JSON, an array; `study` is the digest of its plan."""
    head = {"study": study, "chunk": number, "code": part.code, "failures": part.failures}
    body = canonical(head) + b"\n" + _written(part.values)
    return sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(content: bytes, study: str, number: int, tasks: range, columns: int) -> Part:
    """The part that a chunk holds, of these tasks and so many outputs; raises Damaged, with the reason.

    A digest tells what a disk or a cut did to it, and nothing of who wrote it: so what is read is looked at as well.
    """
    digest, _, body = content.partition(b"\n")
    if sha256(body).hexdigest().encode() != digest:
        raise Damaged("it is not as it was written")
    text, _, array = body.partition(b"\n")
    try:
        head = json.loads(text)
        failures = [_failure(told, tasks) for told in _as(list, head["failures"])]
        one = Part(_values(array, (len(tasks), columns)), tuple(failures), _as(str, head["code"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged("it is no chunk of results") from error
    if (head["study"], head["chunk"]) != (study, number):
        raise Damaged("it is of another study or place")
    return one


def _failure(told: Any, tasks: range) -> Failure:
    """A failure as JSON has it; raises ValueError or TypeError where it is none of these tasks."""
    one = Failure(*_as(list, told))
    if list(map(type, one)) != [int, int, int, str, str] or one.task not in tasks:
        raise ValueError("is no failure of these tasks")
    return one


def _values(array: bytes, shape: tuple[int, int]) -> Real:
    """The numbers of an array; raises ValueError unless it is what NumPy writes of float64 and this shape."""
    size = np.dtype(np.float64).itemsize * shape[0] * shape[1]
    values = np.frombuffer(array[max(0, len(array) - size) :]).reshape(shape)
    if _written(values) != array:
        raise ValueError("is no array of this shape")
    return values


def _written(values: Real) -> bytes:
    array = io.BytesIO()
    np.save(array, values, allow_pickle=False)
    return array.getvalue()


def _as(kind: type[Kind], value: Any) -> Kind:
    """A value that has to be of a kind; raises TypeError."""
    if not isinstance(value, kind):
        raise TypeError(f"needs {kind.__name__}")
    return value
