"""YAML files read so that they cannot mislead, explode or hang: what is read means the same to everybody.

A file is a regular one of at most 256 kB in UTF-8. Its values carry no tags, keys stand once, and a plain value that
readers of YAML take differently needs quotes: 10:00 is 600 to YAML 1.1 and text to YAML 1.2, `no` is false or text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sim.model.faults import Fault, shortened, shown

LARGEST = 256_000  # bytes of a file
DEEPEST = 30  # levels, with aliases followed
MOST_NODES = 20_000  # values and keys, with aliases followed
MOST_ALIASES = 100
BYTE_ORDER_MARK = "\ufeff"  # Hydra would not find `# @package _global_` behind it

CLOCK = r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?"
DISPUTED = re.compile(  # plain scalars of which YAML 1.1, YAML 1.2 and Hydra make different values
    rf"{CLOCK}|\d{{4}}-\d\d?-\d\d?.*|[-+]?0o?\d+|[-+]?0b[01_]+|[-+]?[\d.]+[eE][-+]?\d+|[-+]?[\d.]+_[\d_.]*"
)
NO_BOOLEAN = re.compile(r"y|yes|n|no|on|off", re.IGNORECASE)

# The parser in C where there is one: a large file takes it a fiftieth of the time
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, file: str) -> tuple[Any, list[Fault]]:
    """A file's content, or why it has none; `file` is what it is called in faults."""
    try:
        text = _text(path)
        _not_too_deep(text)
        loader = Loader(text)
        tree = loader.get_single_node()  # read once, looked at, then made
        wrong = list(_misleading(tree, file))
        return (None if wrong else loader.construct_document(tree)), wrong
    except (OSError, ValueError, yaml.YAMLError) as error:
        return None, [Fault(file, _sentence(error))]


def _sentence(error: Exception) -> str:
    """What an error says, in one line."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    return f"line {mark.line + 1}: {problem}" if mark and problem else " ".join(str(error).split())


def _text(path: Path) -> str:
    """The text of a file; raises ValueError where it is no file that a person writes."""
    if not path.is_file():
        raise ValueError("is no regular file" if path.exists() or path.is_symlink() else "there is no such file")
    with path.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"got {path.stat().st_size:,} bytes; needs at most {LARGEST:,}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"is no text in UTF-8 (byte {error.start + 1:,})") from error
    if text.startswith(BYTE_ORDER_MARK):
        raise ValueError("begins with a byte order mark; needs UTF-8 without one")
    if not text.strip():
        raise ValueError("is empty")
    return text


def _not_too_deep(text: str) -> None:
    """Looked at event by event, as a tree that is too deep cannot even be made."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        where = f"line {event.start_mark.line + 1}" if event.start_mark else "somewhere"
        if depth > DEEPEST:
            raise ValueError(f"{where}: got more than {DEEPEST} levels; needs fewer")
        if aliases > MOST_ALIASES:
            raise ValueError(f"{where}: got more than {MOST_ALIASES} aliases; needs fewer")
        if tag := getattr(event, "tag", None):
            raise ValueError(f"{where}: got the tag {shortened(tag)}; needs plain values, without tags")


def _misleading(tree: yaml.Node | None, file: str) -> Iterator[Fault]:
    """What a reader of the file may take for something else."""
    if tree is None:
        yield Fault(file, "is empty")
    elif _extent(tree, 0, {}).values > MOST_NODES:
        yield Fault(file, f"got more than {MOST_NODES:,} values, with aliases followed; needs fewer")
    else:
        for node in _nodes(tree):
            yield from _misread(node, f"{file} line {node.start_mark.line + 1}")


class _Extent(NamedTuple):
    """How many values a node stands for, and on how many levels, with aliases followed."""

    values: int
    levels: int


def _extent(node: yaml.Node, above: int, known: dict[int, _Extent]) -> _Extent:
    """The extent of a node below so many levels; raises ValueError where these are too many, as in a circle."""
    if id(node) not in known and above < DEEPEST:
        parts = [_extent(part, above + 1, known) for part in _parts(node)]
        known[id(node)] = _Extent(
            1 + sum(one.values for one in parts), 1 + max((one.levels for one in parts), default=0)
        )
    if id(node) not in known or above + known[id(node)].levels > DEEPEST:
        raise ValueError(f"got more than {DEEPEST} levels, or an alias within itself; needs fewer")
    return known[id(node)]


def _parts(node: yaml.Node) -> list[yaml.Node]:
    match node:
        case yaml.MappingNode():
            return [part for pair in node.value for part in pair]
        case yaml.SequenceNode():
            return list(node.value)
        case _:
            return []


def _nodes(tree: yaml.Node) -> Iterator[yaml.Node]:
    """Every node once, however often an alias repeats it."""
    waiting, seen = [tree], {id(tree)}
    while waiting:
        node = waiting.pop()
        yield node
        new = [part for part in _parts(node) if id(part) not in seen]
        seen |= set(map(id, new))
        waiting += new


def _misread(node: yaml.Node, line: str) -> Iterator[Fault]:
    """Keys given twice, of which YAML keeps the last, and values that its versions read differently."""
    if isinstance(node, yaml.MappingNode):
        for key, times in Counter(str(key.value) for key, _ in node.value).items():
            if times > 1:
                yield Fault(line, f"got {shown(key)} {times} times in the mapping from here; needs each key once")
    elif isinstance(node, yaml.ScalarNode) and node.style in (None, "") and DISPUTED.fullmatch(node.value):
        yield Fault(
            line, f"got {shortened(node.value)}; needs quotes (clock time, date) or plain decimal digits (number)"
        )
    elif isinstance(node, yaml.ScalarNode) and node.style in (None, "") and NO_BOOLEAN.fullmatch(node.value):
        yield Fault(line, f"got {node.value}; needs true or false, or quotes where it is text")


class _Writer(yaml.SafeDumper):
    """Quotes text that readers would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (the form of its base)
        """What stands in two places is written out in both."""
        return True


def _text_of(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if DISPUTED.fullmatch(text) or NO_BOOLEAN.fullmatch(text) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _text_of)


def written(content: Any) -> str:
    """Plain content as YAML that `read` reads back, keys in their order."""
    text: str = yaml.dump(content, Dumper=_Writer, sort_keys=False, allow_unicode=True)
    return text
