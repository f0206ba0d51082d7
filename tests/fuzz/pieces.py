"""Inputs as plain data that JSON holds, small however large what they stand for: to be shrunk, printed and replayed."""

import base64
import json
import shlex
import zlib
from collections.abc import Sequence
from typing import Any

Piece = str | list[Any]  # text as it is, or [text, times]
LONGEST = 1500  # characters of an input on a command line, above which it is packed
PACKED = "z:"


def text_of(pieces: Sequence[Piece]) -> str:
    """The text that pieces stand for."""
    return "".join(piece if isinstance(piece, str) else piece[0] * piece[1] for piece in pieces)


def value_of(plain: Any) -> Any:
    """A value in which {"deep": n, "in": "list" or "mapping"}, {"long": text, "times": n} and {"whole": n} are made."""
    match plain:
        case {"deep": int(depth), "in": kind}:
            return nested(depth, kind)
        case {"long": str(text), "times": int(times)}:
            return text * times
        case {"whole": int(digits)}:
            return 10**digits
        case dict():
            return {key: value_of(inner) for key, inner in plain.items()}
        case list():
            return [value_of(inner) for inner in plain]
        case _:
            return plain


def nested(depth: int, kind: str) -> Any:
    """A list in a list, or a mapping in a mapping, so many times."""
    value: Any = 1
    for _ in range(depth):
        value = [value] if kind == "list" else {"a": value}
    return value


def packed(plain: Any) -> str:
    """An input as one word of a command line."""
    text = json.dumps(plain)
    return text if len(text) <= LONGEST else PACKED + base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(word: str) -> Any:
    """The input that a word stands for."""
    return json.loads(zlib.decompress(base64.b64decode(word[len(PACKED) :])) if word.startswith(PACKED) else word)


def again(part: str, plain: Any) -> str:
    """The command that tries one input again."""
    return f"python tests/fuzz/run.py {part} --again {shlex.quote(packed(plain))}"
