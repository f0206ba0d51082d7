"""Compose a configuration from conf/ and a user's overrides, into a plain mapping.

The only room in sim/ that knows Hydra: the commands and the Python face both come through here. Keys that do not exist
are let through, so that the scenario names them all at once, with the nearest valid name.
"""

import argparse
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException, MissingConfigException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

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

    Raises Refused where Hydra cannot compose it.
    """
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(home("conf")), version_base="1.3"):
        try:
            tree = compose(command, overrides=list(overrides))
            refuse_resolvers(OmegaConf.to_container(tree, resolve=False))
            return OmegaConf.to_container(tree, resolve=True, throw_on_missing=True)  # type: ignore[return-value]
        except MissingConfigException as error:
            raise Refused([_no_such_option(error)]) from error
        except (HydraException, OmegaConfBaseException) as error:
            raise Refused([Fault(_key_of(error), _sentence(error))]) from error


def members(overrides: Sequence[str]) -> list[list[str]]:
    """The jobs that overrides with several values (a=1,2 b=x,y) stand for, each as plain overrides."""
    choices = [
        [f"{one.get_key_element()}={value}" for value in one.sweep_string_iterator()] if one.is_sweep_override()
        else [text] for one, text in zip(parsed(overrides), overrides, strict=True)
    ]  # fmt: skip
    return [list(job) for job in product(*choices)]


def lenient(overrides: Sequence[str]) -> list[str]:
    """The same overrides, with "++" before those that set a value, so that a key that does not exist is let through."""
    return [
        f"++{text}" if one.type is not None and one.type.name == "CHANGE" and _sets_a_value(one) else text
        for one, text in zip(parsed(overrides), overrides, strict=True)
    ]


def parsed(overrides: Sequence[str]) -> list[Override]:
    """Hydra's reading of overrides; raises Refused with every one that it cannot read."""
    read, faults = [], []
    for text in overrides:
        try:
            read += OverridesParser.create().parse_overrides([text])
        except HydraException as error:
            hint = 'values with spaces or commas, and names in other scripts, need quotes: key="a, b"'
            faults.append(Fault(text, f"cannot be read: {_sentence(error)}; {hint}"))
    if faults:
        raise Refused(faults)
    return read


def refuse_resolvers(value: Any, path: str = "") -> None:
    """No environment and no code reaches a scenario: ${a.b} may point inside it, ${name:…} may not call out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            refuse_resolvers(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            refuse_resolvers(inner, path)
    elif isinstance(value, str) and "${" in value and ":" in value.split("${", 1)[1].split("}", 1)[0]:
        raise Refused([Fault(path, f"got {value!r}; needs a plain value, nothing from outside the configuration")])


def _sets_a_value(one: Override) -> bool:
    key = one.key_or_group
    return key.split(".")[0].split("/")[0] != HYDRA and not (home("conf") / key).is_dir()


def _no_such_option(error: MissingConfigException) -> Fault:
    group, _, option = (error.missing_cfg_file or "").rpartition("/")
    known = sorted(path.stem for path in (home("conf") / group).glob("*.yaml"))
    return Fault(group or "configuration", f"got {option}; needs one that exists{nearest(option, known)}")


def _key_of(error: Exception) -> str:
    return str(getattr(error, "full_key", "") or "configuration")


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split())
