"""YAML read so that it cannot mislead, and every number that stands in conf/."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sim.model.clock import CLOCK_TIME
from sim.model.faults import Fault, Refused

DISPUTED = re.compile(  # plain scalars of which YAML 1.1, YAML 1.2 and Hydra make different values
    r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|\d{4}-\d\d?-\d\d?.*|[-+]?0\d+|[-+]?[\d.]+[eE][-+]?\d+|[-+]?[\d.]+_[\d_.]*"
)


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


def read(path: Path, file: str) -> tuple[Any, list[Fault]]:
    """A file's content, or why it has none."""
    try:
        loader = yaml.SafeLoader(path.read_text("utf-8"))
        tree = loader.get_single_node()  # read once, looked at, then made: YAML takes its time
        wrong = list(_misleading(tree, file))
        return (None if wrong or tree is None else loader.construct_document(tree)), wrong
    except (OSError, ValueError, yaml.YAMLError) as error:
        return None, [Fault(file, " ".join(str(error).split()))]


def _misleading(tree: yaml.Node | None, file: str) -> Iterator[Fault]:
    """Keys given twice, of which YAML keeps the last, and values that its versions read differently."""
    for node in _nodes(tree):
        line = f"{file} line {node.start_mark.line + 1}"
        if isinstance(node, yaml.MappingNode):
            for key, times in Counter(str(key.value) for key, _ in node.value).items():
                if times > 1:
                    yield Fault(line, f"got {key!r} {times} times in the mapping from here; needs each key once")
        elif isinstance(node, yaml.ScalarNode) and node.style is None and DISPUTED.fullmatch(node.value):
            yield Fault(line, f"got {node.value}; needs quotes (clock time, date) or plain decimal digits (number)")


def _nodes(tree: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, however often an alias repeats it."""
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


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
