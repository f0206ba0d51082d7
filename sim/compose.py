"""Compose a configuration from conf/ and a user's overrides, into a plain mapping.

The only room in sim/ that knows Hydra: the commands and the Python face both come through here. Keys that do not exist
are let through, so that the scenario names them all at once, with the nearest valid name.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice, product
from math import prod
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, OverrideType
from hydra.core.singleton import Singleton
from hydra.errors import HydraException, MissingConfigException
from omegaconf import DictConfig, OmegaConf

from sim.conf_files import read_by_ours
from sim.model.faults import Fault, Refused, shortened, shown
from sim.model.nearest import nearest

NotComposed = HydraException  # by which Hydra's own --cfg and --help end
HYDRA = "hydra"  # the group of Hydra's own settings
MISSING = "???"  # what stands for a value that is still to come
POINTER = re.compile(r"\$\{([\w.-]+)\}")
LONGEST = 4_000  # characters of an override
DEEPEST = 20  # brackets within brackets of an override


def mend_help_check() -> None:
    """Let argparse accept help that is no text: from Python 3.14 on it refuses that of Hydra 1.3, and every command."""
    check = getattr(argparse.ArgumentParser, "_check_help", None)

    def lenient(parser: Any, action: argparse.Action) -> None:
        if check is not None and (action.help is None or isinstance(action.help, str)):
            check(parser, action)

    if check is not None:
        argparse.ArgumentParser._check_help = lenient  # type: ignore[attr-defined]  # noqa: SLF001  (there is no other door)


mend_help_check()
read_by_ours()


@cache
def home(folder: str) -> Path:
    """conf/ or seeds/: the checkout's, else the copy that ships in the package."""
    checkout = Path(__file__).resolve().parent.parent / folder
    return checkout if checkout.is_dir() else Path(__file__).resolve().parent / "shipped" / folder


def composed(command: str, overrides: Sequence[str]) -> dict[str, Any]:
    """The plain mapping of a command's main file under overrides such as "stations.bus.vehicles=4".

    A mapping given as a value replaces the one that stood there, and what comes after it is laid over it. Raises
    Refused where it cannot be composed.
    """
    read = parsed(overrides)
    if several := [one for one in read if one.is_sweep_override()]:
        raise Refused([Fault(_key(one), "got several values; needs one, or quotes") for one in several])
    mappings = {_key(one) for one in read if isinstance(one.value(), dict) and not one.is_delete()}
    plain = [_lenient(one, text) for one, text in zip(read, overrides, strict=True) if _key(one) not in mappings]
    state = Singleton.get_state()
    GlobalHydra.instance().clear()
    try:
        with initialize_config_dir(str(home("conf")), version_base="1.3"):
            tree = compose(command, overrides=plain)
        OmegaConf.set_struct(tree, False)  # noqa: FBT003  (Hydra's own signature)
        for one in read:
            if _is_within(_key(one), mappings):
                OmegaConf.update(tree, _key(one), one.value(), merge=False, force_add=True)
        return _plain(tree)
    except MissingConfigException as error:
        raise Refused([_no_such_option(error)]) from error
    except (Refused, OSError):
        raise
    except Exception as error:  # Hydra and OmegaConf end by errors of many kinds: what they cannot compose is refused
        raise Refused([Fault(_key_of(error), _sentence(error) or type(error).__name__)]) from error
    finally:
        Singleton.set_state(state)


def _is_within(key: str, mappings: Iterable[str]) -> bool:
    """Whether a key is one of the mappings, or below one."""
    return any(f"{key}.".startswith(f"{mapping}.") for mapping in mappings)


def _plain(tree: DictConfig) -> dict[str, Any]:
    refuse_pointers(OmegaConf.to_container(tree, resolve=False))
    content: dict[str, Any] = OmegaConf.to_container(tree, resolve=True, throw_on_missing=True)  # type: ignore[assignment]
    if isinstance(content.get("scenario"), dict):
        raise Refused([Fault("scenario", "its file needs `# @package _global_` as its first line")])
    return content


def members(overrides: Sequence[str], most: int) -> list[list[str]]:
    """The jobs that overrides with several values (a=1,2 b=x,y) stand for, each as plain overrides.

    Raises Refused for more than `most` jobs.
    """
    read = parsed(overrides)
    choices = [_choices(one, text, most) for one, text in zip(read, overrides, strict=True)]
    if prod(map(len, choices)) > most:
        raise Refused([Fault(_key(one), f"got too many values; needs {most} jobs at most")
                       for one, values in zip(read, choices, strict=True) if len(values) > 1])  # fmt: skip
    return [list(job) for job in product(*choices)]


def _choices(one: Override, text: str, most: int) -> list[str]:
    """The plain overrides that one with several values stands for; no more than one beyond `most` are looked at."""
    if not one.is_sweep_override():
        return [text]
    try:
        return [f"{one.get_key_element()}={value}" for value in islice(one.sweep_string_iterator(), most + 1)]
    except (HydraException, ValueError) as error:
        raise Refused([Fault(_key(one), "needs values with commas, or range(a,b)")]) from error


def _lenient(one: Override, text: str) -> str:
    """With "++" before it where it sets a value, so that a key that does not exist is let through, to be named."""
    return f"++{text}" if one.type is OverrideType.CHANGE and not _is_group(one) else text


def _is_choice(one: Override) -> bool:
    """Whether it names a file, several, or says all that such a file would; or takes the group away."""
    return one.is_delete() or one.is_sweep_override() or isinstance(one.value(), str | dict)


def _is_group(one: Override) -> bool:
    """Whether it chooses a file of a folder of conf/, and sets no value."""
    return (home("conf") / _key(one)).is_dir()


def _key(one: Override) -> str:
    return str(one.key_or_group)


def parsed(overrides: Sequence[str]) -> list[Override]:
    """Hydra's reading of overrides; raises Refused with every one that it cannot read or that is Hydra's own."""
    if faults := [fault for text in overrides if (fault := unreadable(text))]:
        raise Refused(faults)
    return [_override(text) for text in overrides]


def unreadable(text: str) -> Fault | None:
    """Why one override cannot be read, or is Hydra's own; nothing where it can."""
    problem = _out_of_bounds(text)
    try:
        one = None if problem else _override(text)
    except (HydraException, ValueError):
        return Fault(shortened(text), f"cannot be read{_meant(text)}")
    if one and re.split(r"[./@]", _key(one))[0] == HYDRA:
        problem = "Hydra's own settings are not for users: every run has a folder of its own"
    elif one and (not _key(one) or one.package is not None):
        problem = "needs a plain key before the ="
    elif one and _is_group(one) and not _is_choice(one):
        problem = f"needs the name of a file in conf/{_key(one)}"
    return Fault(shortened(text), problem) if problem else None


@lru_cache(maxsize=1000)
def _override(text: str) -> Override:
    (one,) = OverridesParser.create().parse_overrides([text])
    return one


def _out_of_bounds(text: str) -> str:
    """Why an override is not even looked at, nothing where it is."""
    if len(text) > LONGEST:
        return f"got {len(text):,} characters; needs at most {LONGEST:,}"
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        return "is no text in UTF-8"
    depths = accumulate((letter in "[{(") - (letter in "]})") for letter in text)
    return f"got more than {DEEPEST} brackets within brackets; needs fewer" if max(depths, default=0) > DEEPEST else ""


def _meant(text: str) -> str:
    """What somebody most likely meant whose words are no override."""
    scenarios = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))
    if "*" in text.partition("=")[0]:
        return "; needs the name of one station, cohort or list: there are no patterns"
    if "=" not in text:
        return f"; did you mean scenario={text}?" if text in scenarios else "; needs key=value, without spaces"
    return "; needs quotes around what has spaces, commas, brackets or other scripts: key='\"a, b\"'"


def refuse_pointers(tree: Any) -> None:
    """No environment and no code reaches a scenario, and nothing grows by being repeated.

    A value may be ${a.b} as a whole, where at a.b stands what points no further.
    """
    faults = []
    for path, text in _texts(tree):
        if text == MISSING:
            faults.append(Fault(path, "is missing"))
        if "${" not in text:
            continue
        pointer = POINTER.fullmatch(text)
        if not pointer:
            faults.append(
                Fault(path, f"got {shown(text)}; needs a plain value, nothing from outside the configuration")
            )
        elif (target := _at(tree, pointer[1].split("."))) is MISSING:
            faults.append(Fault(path, f"got {shown(text)}; needs to point at a key that is there"))
        elif any("${" in inner for _, inner in _texts(target)):
            faults.append(Fault(path, f"got {shown(text)}; needs to point at what points no further"))
    if faults:
        raise Refused(faults)


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a tree with its dotted path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path)
    elif isinstance(value, str):
        yield path, value


def _at(tree: Any, keys: Sequence[str]) -> Any:
    """What stands at a dotted path, MISSING where there is no such key."""
    for key in keys:
        tree = tree.get(key, MISSING) if isinstance(tree, dict) else MISSING
    return tree


def _no_such_option(error: MissingConfigException) -> Fault:
    group, _, option = (error.missing_cfg_file or "").rpartition("/")
    known = sorted(path.stem for path in (home("conf") / group).glob("*.yaml"))
    return Fault(group or "configuration", f"got {option}; needs one that exists{nearest(option, known)}")


def _key_of(error: Exception) -> str:
    return str(getattr(error, "full_key", "") or "configuration")


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split())
