"""A copy of conf/ and seeds/ with a small scenario in it, which the commands read while we change its files."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from small import small_scenario

from sim import compose
from sim.compose import composed
from sim.plain_yaml import NO_BOOLEAN

FOLDERS = ("conf", "seeds")
SHIPPED = compose.home("conf").parent
SMALL = "conf/scenario/small.yaml"
PLAIN = re.compile(r"[A-Za-z_]+( [A-Za-z_]+)*")


@contextmanager
def copies() -> Iterator[Path]:
    """The folder of both, in which `sim.compose` finds them while it lasts."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        room = Path(name).resolve()
        for folder in FOLDERS:
            shutil.copytree(SHIPPED / folder, room / folder)
        (room / SMALL).write_bytes(shipped(SMALL))
        stack.callback(compose.home.cache_clear)  # once the patch is undone
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(compose, "__file__", str(room / "sim/compose.py"))
        compose.home.cache_clear()
        yield room


@cache
def shipped(path: str) -> bytes:
    """A file of the copy before anything is changed."""
    if path == SMALL:
        return written(small_scenario())
    return (SHIPPED / path).read_bytes()


class Quoted(yaml.SafeDumper):
    """Writes quotes around what readers of YAML take differently."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_plain = PLAIN.fullmatch(text) and not NO_BOOLEAN.fullmatch(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_plain else '"')


Quoted.add_representer(str, _quoted)


def written(tree: Any) -> bytes:
    """A tree as a file of a scenario or a group."""
    text = yaml.dump(tree, Dumper=Quoted, sort_keys=False, allow_unicode=True)
    return f"# @package _global_\n{text}".encode("utf-8", "surrogatepass")


@cache
def files() -> list[str]:
    """All files of the copy, the small scenario first."""
    paths = [path for folder in FOLDERS for path in (SHIPPED / folder).rglob("*.yaml")]
    return [SMALL, *sorted(path.relative_to(SHIPPED).as_posix() for path in paths)]


@cache
def groups() -> list[str]:
    """The groups of conf/."""
    return sorted(path.name for path in (SHIPPED / "conf").iterdir() if path.is_dir())


@cache
def options(group: str) -> list[str]:
    """The members of a group."""
    return sorted(path.stem for path in (SHIPPED / "conf" / group).glob("*.yaml"))


@cache
def whole(command: str) -> dict[str, Any]:
    """What a command composes of the small scenario."""
    with copies():
        return composed(command, ["scenario=small"])


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each dotted key of a tree with what stands there, mappings too; list positions as numbers."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, inner in inside:
        here = f"{path}.{key}" if path else str(key)
        yield here, inner
        yield from leaves(inner, here)


@cache
def keys_of(command: str) -> list[tuple[str, Any]]:
    """Each dotted key of a command's configuration with its value."""
    return list(leaves(whole(command)))
