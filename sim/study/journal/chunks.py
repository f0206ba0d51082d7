"""A chunk of results as a file that proves itself: a digest, what it is of, and the numbers as NumPy writes them.

One file holds all that is known of a chunk, so there is no list beside it that could disagree with what is there.
"""

import io
import json
from hashlib import sha256
from pathlib import Path

import numpy as np

from sim.study.journal.plan import canonical
from sim.study.work import Failure, Part

FOLDER, ENDING = "chunks", ".chunk"


class Damaged(Exception):
    """A stored result that is not what was written, or is of another study."""


def path_of(folder: Path, number: int) -> Path:
    """Where a chunk is kept."""
    return folder / FOLDER / f"{number:06d}{ENDING}"


def packed(study: str, number: int, part: Part) -> bytes:
    """A chunk's bytes: SHA-256 of all that follows, a line of JSON, an array; `study` is the digest of its plan."""
    head = {"study": study, "chunk": number, "code": part.code, "failures": part.failures}
    array = io.BytesIO()
    np.save(array, part.values, allow_pickle=False)
    body = canonical(head) + b"\n" + array.getvalue()
    return sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(content: bytes, study: str, number: int, rows: int) -> Part:
    """The part that a chunk holds; raises Damaged, with the reason."""
    digest, _, body = content.partition(b"\n")
    if sha256(body).hexdigest().encode() != digest:
        raise Damaged("it is not as it was written")
    text, _, array = body.partition(b"\n")
    try:
        head = json.loads(text)
        values = np.load(io.BytesIO(array), allow_pickle=False)
        one = Part(values, tuple(Failure(*failure) for failure in head["failures"]), head["code"])
    except (ValueError, TypeError, KeyError) as error:
        raise Damaged("it is no chunk of results") from error
    if (head["study"], head["chunk"], len(values)) != (study, number, rows):
        raise Damaged("it is of another study or place")
    return one
