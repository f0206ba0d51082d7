"""Each command from its words up to the first byte that it would write, in this process."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from sim.entry import Job, asks_for_information
from sim.model.faults import Refused
from sim.study import executors
from sim.study.journal.opening import folder_for
from sim.study.plan import Plan

EXPERIMENTS = Path(__file__).resolve().parents[2] / "experiments"
COMMANDS = ("run", "compare", "sweep", "sensitivity", "bottleneck", "calibrate", "validate", "plan", "learn", "speed")


class Begun(BaseException):
    """The command would begin to write, here."""


@cache
def module(command: str) -> ModuleType:
    """The command's file."""
    spec = spec_from_file_location(f"command_{command}", EXPERIMENTS / f"{command}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def accepted(command: str, words: Sequence[str]) -> list[Plan]:
    """The plans that a command would begin with; raises Refused where it refuses, and whatever goes wrong."""
    at, found = module(command), []

    def jobs(known: type) -> Callable[..., Any]:
        def remember(*arguments: Any) -> Any:
            job = known(*arguments)
            found.append(job.plan)
            return job

        return remember

    def claim(outputs: Path, _: str) -> None:
        outputs.exists()
        raise Begun

    def carry(study: Any, plan: Any, *_: Any) -> None:
        if faults := executors.refused(study.executor):
            raise Refused(faults)
        folder_for(Path(study.outputs), study.name, plan).exists()
        raise Begun

    doors = {"claim": claim, "carry_out": carry, "carry_out_rounds": carry}
    ours = {name: door for name, door in doors.items() if hasattr(at, name)}
    with (
        patch.object(sys, "argv", [command, *words]),
        patch("sim.entry.Job", jobs(Job)),
        patch.multiple(at, **ours),
        suppress(Begun),
    ):
        at.main()
        raise AssertionError(f"{command} ended, and neither refused nor began")
    return found


def only_shows(words: Sequence[str]) -> bool:
    """Whether words ask for information: then Hydra answers, and nothing is done."""
    return asks_for_information(words)
