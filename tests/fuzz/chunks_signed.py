"""Chunks that somebody signed again: with another head or another array, and a digest that fits."""

import io
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import numpy as np
from pieces import text_of, value_of

ARRAYS: dict[str, Callable[[Any], Any]] = {
    "as float32": lambda array: array.astype(np.float32),
    "as text": lambda array: array.astype(str),
    "as int": lambda array: np.nan_to_num(array).astype(int),
    "as complex": lambda array: array.astype(complex),
    "flat": lambda array: array.ravel(),
    "first column": lambda array: array[:, 0],
    "one column": lambda array: array[:, :1],
    "three": lambda array: array[:, [0, 1, 1]],
    "deeper": lambda array: array[:, :, None],
    "one row": lambda array: array[:1],
    "no rows": lambda array: array[:0],
    "a number": lambda array: array[0, 0],
    "as fields": lambda array: array.view([("a", "f8"), ("b", "f8")]),
    "big-endian": lambda array: array.astype(">f8"),
    "by column": np.asfortranarray,
    "as bool": lambda array: array > 0,
    "as time": lambda array: np.zeros(array.shape, "M8[s]"),
}
TAILS = {
    "nothing": b"",
    "zip": b"PK\x03\x04" + bytes(60),
    "pickle": b"\x80\x04N.",
    "magic alone": b"\x93NUMPY",
    "no version": b"\x93NUMPY\x09\x00",
    "no header": b"\x93NUMPY\x01\x00\x76\x00",
    "long header": b"\x93NUMPY\x02\x00\xff\xff\xff\x7f",
    "zeros": bytes(500),
}
HEADERS = (
    "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 2000000000)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (-4, 2)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 99999999999999999999)}",
    "{'descr': '|O', 'fortran_order': False, 'shape': (4, 2)}",
    "{'descr': 'x', 'fortran_order': False, 'shape': (4, 2)}",
    "{'descr': '<f8', 'fortran_order': 2, 'shape': (4, 2)}",
    "{'descr': '<f8'}",
    "{'descr': [('a',)], 'fortran_order': False, 'shape': (4, 2)}",
    "__import__('os')",
    "[" * 900,
    "(" * 5000,
    "{",
    "",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (True, 8)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': 4}",
    "{'descr': ('<f8', (2,)), 'fortran_order': False, 'shape': (4,)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': ()}",
)


def signed(content: bytes, what: str, *more: Any) -> bytes:
    """Another head or array of a chunk, with a digest that fits."""
    _, _, body = content.partition(b"\n")
    head, _, tail = body.partition(b"\n")
    try:
        match what:
            case "head":
                head = json.dumps({**json.loads(head), more[0]: value_of(more[1])}).encode()
            case "json":
                head = text_of(more[0]).encode("utf-8", "surrogatepass").replace(b"\n", b"")
            case "array":
                tail = _stored(ARRAYS[more[0]](np.load(io.BytesIO(tail))))
            case "tail":
                tail = TAILS[more[0]]
            case "header":
                text = more[0].encode() + b"\n"
                tail = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(64)
    except Exception:  # what was spoiled before can be read no more
        return content
    body = head + b"\n" + tail
    return sha256(body).hexdigest().encode() + b"\n" + body


def _stored(array: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()
