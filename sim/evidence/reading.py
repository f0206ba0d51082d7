"""Every number that stands in conf/."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.model.clock import CLOCK_TIME
from sim.model.faults import Refused
from sim.plain_yaml import read


@dataclass(frozen=True)
class Number:
    """The value or values of one key in one file of conf/: the key dotted, list positions left out."""

    file: str
    key: str
    values: tuple[int | float | str, ...]


def numbers_in(conf: Path) -> list[Number]:
    """Every number of a configuration folder; raises Refused where a file misleads."""
    numbers, found = [], []
    for path in sorted(conf.rglob("*.yaml")):
        file = path.relative_to(conf).as_posix()
        content, wrong = read(path, file)
        found += wrong
        numbers += _numbers(file, _package(path, file), content) if isinstance(content, dict) else []
    if found:
        raise Refused(found)
    return numbers


def _package(path: Path, file: str) -> str:
    """Where Hydra puts a file's keys: what its header says, else its group."""
    header = re.search(r"^# @package (\S+)", path.read_text("utf-8"), re.MULTILINE)
    return header[1].replace("_global_", "") if header else ".".join(Path(file).parent.parts)


def _numbers(file: str, package: str, content: dict[str, Any]) -> list[Number]:
    values = defaultdict(list)
    ours = {name: inner for name, inner in content.items() if name != "defaults"}
    for key, value in leaves(ours, package):
        values[key].append(value)
    return [Number(file, key, tuple(of_key)) for key, of_key in values.items()]


def leaves(value: Any, key: str) -> Iterator[tuple[str, int | float | str]]:
    """Each number and clock time of a mapping with its dotted key, list positions left out."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from leaves(inner, f"{key}.{name}" if key else str(name))
        case list():
            for inner in value:
                yield from leaves(inner, key)
        case int() | float() if not isinstance(value, bool):
            yield key, value
        case str() if CLOCK_TIME.fullmatch(value):
            yield key, value
