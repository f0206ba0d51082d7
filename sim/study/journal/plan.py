"""The plan of a long study, as plain data: what is computed, and in which chunks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from sim.model.faults import Fault

MOST_SHOWN = 10  # differences that are named one by one
LONGEST = 60  # characters of a value that are shown


@dataclass(frozen=True, eq=False)
class StudyPlan:
    """What a study computes: `outputs` numbers for each task, in the order of the points.

    kind: what sort of study. points: a mapping each. tasks_a_point: 1, or the replications where each of them is a
    task. settings: all else that the numbers depend on. fingerprint: of code and versions
    (`sim.study.fingerprint`). All of it is what JSON can hold, without NaN and infinity. A worker has one plan, and a
    plan is its own key: work may use `functools.cache` for what it makes of it.
    """

    kind: str
    points: Sequence[Mapping[str, Any]]
    seed: int
    replications: int
    outputs: Sequence[str]
    fingerprint: Mapping[str, str]
    tasks_a_point: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tasks(self) -> int:
        """How many tasks there are; task t is of point t // tasks_a_point."""
        return len(self.points) * self.tasks_a_point


def canonical(value: Any) -> bytes:
    """A plain value as JSON, always the same bytes; raises ValueError for NaN, infinity or what JSON cannot hold."""
    try:
        return json.dumps(value, sort_keys=True, allow_nan=False, separators=(",", ":")).encode()
    except TypeError as error:
        raise ValueError(f"a plan holds plain data only: {error}") from error


def plain(plan: StudyPlan) -> StudyPlan:
    """The plan as it comes back from its file: tuples are lists."""
    return StudyPlan(**json.loads(canonical(asdict(plan))))


def short_digest(plan: StudyPlan) -> str:
    """Twelve hex digits of what is asked, whatever code and versions answer: a folder's name for the same command."""
    asked = {key: value for key, value in asdict(plan).items() if key != "fingerprint"}
    return sha256(canonical(asked)).hexdigest()[:12]


def differences(here: StudyPlan, asked: StudyPlan) -> list[Fault]:
    """What differs between the plan of a folder and the one that was asked for, key by key."""
    found = list(_differences("", asdict(here), asdict(asked)))
    more = [Fault("…", f"and {len(found) - MOST_SHOWN} more differences")] if len(found) > MOST_SHOWN else []
    return found[:MOST_SHOWN] + more


def _differences(key: str, here: Any, asked: Any) -> list[Fault]:
    if isinstance(here, dict) and isinstance(asked, dict):
        names = [*here, *(name for name in asked if name not in here)]
        pairs = [(f"{key}.{name}".lstrip("."), here.get(name), asked.get(name)) for name in names]
    elif isinstance(here, list) and isinstance(asked, list) and len(here) == len(asked):
        pairs = [(f"{key}.{at}", *pair) for at, pair in enumerate(zip(here, asked, strict=True))]
    else:
        return (
            [] if here == asked else [Fault(key, f"got {_shown(asked)}; what is stored was made with {_shown(here)}")]
        )
    return [fault for pair in pairs for fault in _differences(*pair)]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"{len(value)} of them"
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def even_bounds(tasks: int, size: int) -> list[int]:
    """Where chunks begin and end: 0, size, 2 size, … tasks."""
    return [*range(0, tasks, size), tasks]
