"""Compose a configuration from conf/ and a user's overrides, into a plain mapping.

The only room in sim/ that knows Hydra: the commands and the Python face both come through here. Keys that do not exist
are let through, so that the scenario names them all at once, with the nearest valid name.
"""

import argparse
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, product
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
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from sim.model.faults import Fault, Refused
from sim.model.nearest import nearest

HYDRA = "hydra"  # the group of Hydra's own settings


def mend_help_check() -> None:
    """Let argparse accept help that is no text: from Python 3.14 on it refuses that of Hydra 1.3, and every command."""
    check = getattr(argparse.ArgumentParser, "_check_help", None)

    def lenient(parser: Any, action: argparse.Action) -> None:
        if check is not None and (action.help is None or isinstance(action.help, str)):
            check(parser, action)

    if check is not None:
        argparse.ArgumentParser._check_help = lenient  # type: ignore[attr-defined]  # noqa: SLF001  (there is no other door)


mend_help_check()


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
    except YAMLError as error:
        raise Refused([Fault("conf", f"a file cannot be read: {_sentence(error)}{_place(error)}")]) from error
    except (HydraException, OmegaConfBaseException) as error:
        raise Refused([Fault(_key_of(error), _sentence(error))]) from error
    finally:
        Singleton.set_state(state)


def _is_within(key: str, mappings: Iterable[str]) -> bool:
    """Whether a key is one of the mappings, or below one."""
    return any(f"{key}.".startswith(f"{mapping}.") for mapping in mappings)


def _plain(tree: DictConfig) -> dict[str, Any]:
    refuse_resolvers(OmegaConf.to_container(tree, resolve=False))
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
    return f"++{text}" if one.type is OverrideType.CHANGE and not (home("conf") / one.key_or_group).is_dir() else text


def _key(one: Override) -> str:
    return str(one.key_or_group)


def parsed(overrides: Sequence[str]) -> list[Override]:
    """Hydra's reading of overrides; raises Refused with every one that it cannot read or that is Hydra's own."""
    read, faults = [], []
    for text in overrides:
        try:
            (one,) = OverridesParser.create().parse_overrides([text])
        except (HydraException, ValueError):
            faults.append(Fault(text, f"cannot be read{_meant(text)}"))
            continue
        read.append(one)
        if re.split(r"[./@]", _key(one))[0] == HYDRA:
            faults.append(Fault(text, "Hydra's own settings are not for users: every run has a folder of its own"))
    if faults:
        raise Refused(faults)
    return read


def _meant(text: str) -> str:
    """What somebody most likely meant whose words are no override."""
    scenarios = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))
    if "*" in text.partition("=")[0]:
        return "; needs the name of one station, cohort or list: there are no patterns"
    if "=" not in text:
        return f"; did you mean scenario={text}?" if text in scenarios else "; needs key=value, without spaces"
    return "; needs quotes around what has spaces, commas, brackets or other scripts: key='\"a, b\"'"


def refuse_resolvers(value: Any, path: str = "") -> None:
    """No environment and no code reaches a scenario: ${a.b} may point inside it, ${name:…} may not call out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            refuse_resolvers(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            refuse_resolvers(inner, path)
    elif isinstance(value, str) and re.search(r"\$\{[^}]*:", value):
        raise Refused([Fault(path, f"got {value!r}; needs a plain value, nothing from outside the configuration")])


def _no_such_option(error: MissingConfigException) -> Fault:
    group, _, option = (error.missing_cfg_file or "").rpartition("/")
    known = sorted(path.stem for path in (home("conf") / group).glob("*.yaml"))
    return Fault(group or "configuration", f"got {option}; needs one that exists{nearest(option, known)}")


def _key_of(error: Exception) -> str:
    return str(getattr(error, "full_key", "") or "configuration")


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split())


def _place(error: YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" ({Path(str(mark.name)).name}, line {mark.line + 1})" if mark else ""
