"""What ended otherwise than it may: one class of exception for each way, so that Hypothesis shrinks each by itself."""

import traceback
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Otherwise(AssertionError):
    """An input that ended as none may; `way` tells ways apart, `plain` is the input."""

    way = ""
    plain: Any = None


@cache
def _kind(way: str) -> type[Otherwise]:
    return type("Otherwise", (Otherwise,), {"way": way})


def otherwise(way: str, words: str = "") -> Otherwise:
    """The exception of a way."""
    return _kind(way)(f"{way}{f': {words}' if words else ''}"[:2000])


def raised(error: BaseException) -> Otherwise:
    """An exception that should not have come, told apart by its class, the last line of the project, and its own."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if Path(each.filename).is_relative_to(ROOT / "sim")]
    places = [f"{Path(each.filename).name}, {each.name}" for each in (*ours[-1:], *frames[-1:])]
    told = otherwise(
        f"{type(error).__name__} in {' <- '.join(dict.fromkeys(places))}", " ".join(str(error).split())[:300]
    )
    told.__cause__ = error
    return told
