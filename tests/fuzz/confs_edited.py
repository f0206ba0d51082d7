"""Files of conf/ as somebody spoils them: edits of a shipped file, in order, as plain data."""

import os
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from confs import files, leaves, shipped, written
from hypothesis import strategies as st
from odd import CALLS, LONG, NUMBERS, WORDS, letters, like, numbers, texts, values
from pieces import Piece, text_of, value_of

Edit = list[Any]
CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1256", "utf-7")
KINDS = ("folder", "fifo", "loop", "dangling", "zero", "huge", "empty", "absent", "unreadable")
BOMB = [
    "a: &a [x, x, x, x, x, x, x, x, x]\n",
    *(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefgh")),
]
SNIPPETS: tuple[list[Piece], ...] = (
    ["".join(BOMB[:4])], ["".join(BOMB)], ["a: &a [*a]\n"], ["a: &a {b: *a}\n"], ["x: &x {y: 1}\nz: {<<: *x, y: 2}\n"],
    ["<<: {days: 2}\n"], ["<<: [1, 2]\n"], ["<<: *nothing\n"], ["z: *nothing\n"], ["days: 2\n"], ["? [a, b]\n: 1\n"],
    ["? {a: b}\n: 1\n"], ["1: 2\n"], ["null: 1\n"], ["true: 1\n"], ["2023-11-01: 1\n"], ["---\n"], ["...\n"],
    ["--- a\n--- b\n"], ["%YAML 1.1\n---\n"], ["%YAML 9.9\n---\n"], ["%TAG ! tag:x,2000:\n---\n"],
    ["x: !!python/object/apply:os.system [id]\n"], ["x: !!python/name:os.system\n"], ["x: !!binary aGk=\n"],
    ["x: !!set {a, b}\n"], ["x: !!omap [a: 1]\n"], ["x: !!pairs [a: 1]\n"], ["x: !!timestamp 2023-11-01\n"],
    ["x: !!int abc\n"], ["x: !!float abc\n"], ["x: !!bool maybe\n"], ["x: !!int ''\n"], ["x: !!null x\n"],
    ["x: !foo bar\n"], ["x: !!str\n"], ["x: !!map [1]\n"], ["x: !!seq {a: 1}\n"], ["x: |\n  a\n b\n"],
    ["x: >+9\n a\n"], ["x: '\\ud800'\n"], ['x: "\\ud800\\u202e\\0"\n'], ['"\\ud800": 1\n'], ['"a\\nb": 1\n'],
    ["'': 1\n"], ["' ': 1\n"], ["x: [", ["[", 5_000], "\n"], ["x: ", ["[", 3_000], ["]", 3_000], "\n"],
    ["x: ", ["{a: ", 3_000], ["}", 3_000], "\n"], [["- ", 3_000], "1\n"], ["x: ", ["9", 5_000], "\n"],
    ["x: 0x", ["f", 4_000], "\n"], ["x: ", ["9:", 3_000], "9\n"], ["x: 0b", ["1", 20_000], "\n"],
    [["x", 100_000], ": 1\n"], ["x: ", ["y", 300_000], "\n"], ["x: [", ["1,", 100_000], "]\n"],
    ["x: ", ["&a ", 100], "1\n"], ["defaults: [", ["x, ", 50], "y]\n"], ["defaults:\n  - small\n"],
    ["defaults:\n  - opening_day\n  - _self_\n"], ["defaults: x\n"], ["defaults: [1, null, {a: [b]}]\n"],
    ["defaults:\n  - override /calendar: chain\n"], ["defaults:\n  - ../../../etc/passwd\n"],
    ["defaults:\n  - optional nothing: here\n"], ["# @package x\n"], ["# @package ..\n"], ["# @package _global_.x\n"],
    ["# @package\n"], ["_target_: os.system\n"], ["hydra: {run: {dir: /tmp}}\n"], ["x: ${oc.env:FUZZ_SECRET}\n"],
    ["x: ${x}\n"], ["x: ${y}\ny: ${x}\n"], ["x: ???\n"], ["\ufeff"], ["\0"], ["\t"], ["\r"], ["\x85"], ["\u2028"],
    ["\x1b[31m"],
)  # fmt: skip


def edited_file() -> st.SearchStrategy[dict[str, Any]]:
    """A file of conf/ with a few edits; half the time the small scenario's."""
    return st.one_of(st.just(files()[0]), st.sampled_from(files())).flatmap(
        lambda path: st.fixed_dictionaries(
            {"path": st.just(path), "edits": st.lists(edits(path), min_size=1, max_size=4)}
        )
    )


@cache
def edits(path: str) -> st.SearchStrategy[Edit]:
    """One edit of a file."""
    lines = st.integers(0, shipped(path).count(b"\n"))
    places = st.integers(0, len(shipped(path)))
    scalar = st.one_of(numbers, texts, st.sampled_from([*NUMBERS, *WORDS, *CALLS]), st.text(letters, max_size=6)).map(
        lambda text: [text]
    )
    long = st.builds(lambda text, times: [[text, times]], texts.filter(bool), st.sampled_from(LONG))
    return st.one_of(
        st.tuples(st.just("value"), lines, st.one_of(scalar, scalar, scalar, scalar, long)),
        st.tuples(st.just("value"), lines, st.one_of(scalar, numbers.map(lambda text: [f'"{text}"']))),
        st.tuples(st.just("key"), lines, scalar),
        st.tuples(st.sampled_from(["twice", "drop", "shift", "unshift", "tab"]), lines),
        st.tuples(st.just("line"), lines, st.sampled_from(SNIPPETS)),
        st.tuples(st.sampled_from(["first", "last"]), st.sampled_from(SNIPPETS)),
        st.tuples(st.just("put"), places, scalar),
        st.tuples(st.just("cut"), places, st.integers(1, 200)),
        st.tuples(st.just("flip"), places, st.integers(0, 7)),
        st.tuples(st.just("end"), places),
        st.tuples(st.just("code"), st.sampled_from(CODECS)),
        st.tuples(st.just("is"), st.sampled_from(KINDS)),
        *_tree_edits(path),
    ).map(list)


def _tree_edits(path: str) -> list[st.SearchStrategy[tuple[Any, ...]]]:
    found = list(leaves(yaml.safe_load(shipped(path))))
    if not found:
        return []
    keys, any_key = st.sampled_from(found), st.sampled_from([key for key, _ in found])
    alike = keys.flatmap(lambda leaf: st.tuples(st.just("set"), st.just(leaf[0]), like(leaf[1])))
    return [alike, alike, alike, st.tuples(st.just("set"), any_key, values), st.tuples(st.just("take"), any_key)]


def edited(content: bytes, each: Edit) -> bytes:
    """What an edit makes of a file's bytes."""
    what, *more = each
    if what in {"set", "take"}:
        return _in_the_tree(content, each)
    if what in OF_BYTES:
        return OF_BYTES[what](content, *more)
    lines = content.split(b"\n")
    here = more[0] % len(lines)
    lines[here : here + 1] = _line(what, lines[here], *more[1:])
    return b"\n".join(lines)


def coded(content: bytes, codec: str) -> bytes:
    """A file in another encoding."""
    return content.decode("utf-8", "replace").encode(codec, "replace")


OF_BYTES: dict[str, Callable[..., bytes]] = {
    "put": lambda content, at, pieces: content[:at] + _encoded(text_of(pieces)) + content[at:],
    "cut": lambda content, at, length: content[:at] + content[at + length :],
    "end": lambda content, at: content[:at],
    "flip": lambda content, at, bit: (
        content[:at] + bytes(byte ^ 1 << bit for byte in content[at : at + 1]) + content[at + 1 :]
    ),
    "code": coded,
    "first": lambda content, pieces: _encoded(text_of(pieces)) + content,
    "last": lambda content, pieces: content + _encoded(text_of(pieces)),
    "is": lambda content, _: content,
}


def _line(what: str, line: bytes, pieces: list[Piece] | None = None) -> list[bytes]:
    indent, told = line[: len(line) - len(line.lstrip())], _encoded(text_of(pieces or []))
    key, colon, value = line.strip().partition(b":")
    made = {
        "value": [indent + (key + colon + b" " + told if colon else told)],
        "key": [indent + told + colon + value],
        "twice": [line, line],
        "drop": [],
        "shift": [b"  " + line],
        "unshift": [line[1:]],
        "tab": [b"\t" + line],
        "line": [indent + told, line],
    }
    return made[what]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _in_the_tree(content: bytes, each: Edit) -> bytes:
    """The file written anew with another value at a key; as it is where that cannot be."""
    try:
        tree = yaml.safe_load(content)
        return written(changed(tree, each))
    except (yaml.YAMLError, ValueError, LookupError, TypeError, RecursionError, AttributeError):
        return content


def changed(tree: Any, each: Edit) -> Any:
    """A tree in which a dotted key has another value (["set", key, value]), or is taken away (["take", key])."""
    what, key, *value = each
    *above, last = key.split(".")
    here = tree
    for name in above:
        here = here[int(name)] if isinstance(here, list) else here[name]
    place = int(last) if isinstance(here, list) else last
    if what == "set":
        here[place] = value_of(value[0])
    else:
        del here[place]
    return tree


def put(path: Path, content: bytes, each: list[Edit]) -> None:
    """Put a file with these edits in its place, or what is no file at all."""
    for one in each:
        content = edited(content, one)
    remove(path)
    kind = next((one[1] for one in reversed(each) if one[0] == "is"), "file")
    match kind:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "dangling":
            path.symlink_to(path.parent / "nothing")
        case "zero":
            path.symlink_to("/dev/zero")
        case "absent":
            pass
        case _:
            path.write_bytes(b"" if kind in {"empty", "huge"} else content)
            if kind == "huge":
                os.truncate(path, 3_000_000_000)
            path.chmod(0 if kind == "unreadable" else 0o644)


def remove(path: Path) -> None:
    """Take away whatever stands there."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
