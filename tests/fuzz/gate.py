"""The gate's contract: an input is refused in words, or is a sound plan that can be acted out; and nothing is touched.

An input is plain data: {"command", "words"} with or without {"file": {"path", "edits"}}; or {"command", "mapping":
edits} of what the command composes, as Python's callers may give it.
"""

import copy
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import confs
import pytest
from acting import acted_out, is_small
from begun import COMMANDS, accepted, module, only_shows
from confs_edited import changed, edited_file, put
from hypothesis import strategies as st
from odd import CLOCK, keys, like, values
from otherwise import otherwise, raised
from pieces import text_of
from watched import watched
from words import word_list

from sim.model.faults import Fault, Refused
from sim.study.effort import TooLarge
from sim.study.plan import Plan, Run, planned_as

Input = dict[str, Any]
SECONDS, MEGABYTES = 2.0, 500
MANY = {"compare": 4.0, "learn": 4.0}  # more seconds for those that compose as many times as there are plans
LONGEST = 3_000  # characters of a fault
PYTHONS = re.compile(
    r"Traceback|<class|<object|object at 0x|\b[A-Z][a-z]+(Error|Exception)\b|site-packages|NoneType|full_key|omegaconf",
    re.ASCII,
)
SECRET = "xyzzy-in-the-environment"  # noqa: S105  (it opens nothing)
KINDS = {
    "run": "Run",
    "compare": "Compare",
    "sweep": "Sweep",
    "sensitivity": "Sensitivity",
    "calibrate": "Calibrate",
    "plan": "Least",
    "learn": "Learn",
}


@contextmanager
def gate_room() -> Iterator[Path]:
    """A copy of conf/ and seeds/, and a secret in the environment."""
    with confs.copies() as room, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUZZ_SECRET", SECRET)
        patch.chdir(room)
        yield room


@cache
def _warm(command: str) -> None:
    """Let a command load what it needs, which is not counted."""
    with suppress(Refused, TooLarge):
        accepted(command, [])


def inputs() -> st.SearchStrategy[Input]:
    """Any input."""
    commands = st.one_of(st.just("run"), st.sampled_from(COMMANDS))
    words = commands.flatmap(lambda one: st.fixed_dictionaries({"command": st.just(one), "words": word_list(one)}))
    mappings = commands.flatmap(lambda one: st.fixed_dictionaries({"command": st.just(one), "mapping": _changes(one)}))
    return st.one_of(words, edited_file().map(_read), mappings, mappings)


def _read(file: dict[str, Any]) -> Input:
    """The command that reads a file."""
    folder, *group, name = file["path"].removesuffix(".yaml").split("/")
    command = READERS.get(name if folder == "seeds" else "".join(group), "run") if group or folder == "seeds" else name
    return {"command": command, "words": [[f"{group[0]}={name}"]] if group else [], "file": file}


READERS = {"plans": "compare", "over": "sweep", "goal": "plan", "parameters": "sensitivity", "figures": "calibrate",
           "patterns": "validate"}  # fmt: skip


@cache
def _changes(command: str) -> st.SearchStrategy[list[list[Any]]]:
    """Edits of what a command composes: a few of any kind, or several that leave it plausible."""
    known = confs.keys_of(command)
    key = st.sampled_from([key for key, _ in known])
    new = st.builds(lambda above, name: f"{above}.{name}", key, keys)
    alike = _alike([leaf for leaf in known if leaf[0] != "scenario"])
    numbers = _alike([leaf for leaf in known if isinstance(leaf[1], int | float) or CLOCK.fullmatch(str(leaf[1]))])
    wild = st.one_of(
        alike,
        st.tuples(st.just("set"), key, values),
        st.tuples(st.just("take"), key),
        st.tuples(st.just("set"), new, values),
    )
    several = st.one_of(
        st.lists(numbers, min_size=1, max_size=6),
        st.lists(st.one_of(numbers, numbers, numbers, alike), min_size=1, max_size=3),
        st.lists(st.one_of(wild, numbers), min_size=1, max_size=3),
    )
    return several.map(lambda all_of_them: [list(each) for each in all_of_them])


def _alike(known: list[tuple[str, Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sampled_from(known).flatmap(lambda leaf: st.tuples(st.just("set"), st.just(leaf[0]), like(leaf[1])))


def tried(plain: Input, room: Path) -> str:
    """How an input ended: "refused", "accepted", or "acted out"; raises Otherwise."""
    plans = _asked(plain, room)
    if isinstance(plans, list) and plans and isinstance(plans[0], Plan):
        for plan in plans[:3]:
            _sound(plan)
        scenario = plans[0].scenario()
        return "acted out" if is_small(scenario) and acted_out(scenario, plans[0].seed) else "accepted"
    return "refused"


def _asked(plain: Input, room: Path) -> list[Plan] | None:
    """The plans of an input, or None where it is refused as it should be."""
    words = [text_of(word) for word in plain.get("words", [])]
    if only_shows(words):
        return None
    _warm(plain["command"])
    with _file(plain.get("file"), room):
        act = _mapping(plain) if "mapping" in plain else lambda: accepted(plain["command"], words)
        seen = watched(act, SECONDS + MANY.get(plain["command"], 0.0), MEGABYTES)
    if seen.touched:
        raise otherwise("it touched what is outside", seen.touched[0])
    if isinstance(seen.error, Refused):
        in_words(seen.error.faults)
        return None
    if isinstance(seen.error, TooLarge):
        in_words([Fault("the machine", str(seen.error))])
        return None
    if seen.error:
        raise raised(seen.error)
    if SECRET in seen.printed:
        raise otherwise("a secret of the environment is printed")
    plans: list[Plan] = seen.value
    return plans


@contextmanager
def _file(file: dict[str, Any] | None, room: Path) -> Iterator[None]:
    if file is None:
        yield
        return
    path, whole = room / file["path"], confs.shipped(file["path"])
    put(path, whole, file["edits"])
    try:
        yield
    finally:
        put(path, whole, [])


def _mapping(plain: Input) -> Any:
    raw = copy.deepcopy(confs.whole(plain["command"]))
    for each in plain["mapping"]:
        try:
            raw = changed(raw, each)
        except (LookupError, TypeError, ValueError):
            continue  # what it would change is no longer there
    name = KINDS.get(plain["command"])
    kind = Run if name == "Run" else getattr(module(plain["command"]), name) if name else Plan
    return lambda: [planned_as(kind, raw)]


def in_words(faults: list[Fault]) -> None:
    """Each fault has a key and a sentence that can be printed on one line, in nobody's words but ours."""
    if not faults:
        raise otherwise("refused without a fault")
    for fault in faults:
        where = "a fault"
        text = str(fault)
        if not fault.problem.strip():
            raise otherwise(f"{where} without a sentence", repr(text)[:200])
        if not text.isprintable():
            raise otherwise(f"{where} that cannot be printed on one line", f"{_hidden(text)} in {text!r}"[:300])
        if found := PYTHONS.search(text):
            raise otherwise(f"{where} in Python's words", f"{found[0]} in {text!r}"[:300])
        if len(text) > LONGEST:
            raise otherwise(f"{where} too long to be read", f"{len(text)} characters, {text[:80]!r} …")


def _hidden(text: str) -> str:
    return " ".join(sorted({f"U+{ord(letter):04X}" for letter in text if not letter.isprintable()}))


def _sound(plan: Plan) -> None:
    """What is accepted can be written down and read back, and knows nothing of the environment."""
    try:
        told = plan.model_dump(mode="json")
        text = json.dumps(told, ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
        os.fsencode(plan.outputs)
        again = type(plan).model_validate(told)
    except (ValueError, TypeError, RecursionError) as error:
        raise raised(error) from error
    if again != plan:
        raise otherwise("a plan that is another one once it was written down")
    if SECRET in text:
        raise otherwise("a secret of the environment reached a plan")
