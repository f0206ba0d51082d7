"""What the sheet is filled from, and nothing that differs from one machine to another."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.evidence import Evidence
from sim.model.scenario import Scenario
from sim.study.replicate import Results


@dataclass(frozen=True)
class Facts:
    """All that the answers are made of.

    results: one replication of the base scenario, for the names of its measures. settings: how often and with which
    seed a run is made unless told otherwise. rules: of docs/model.md. project: the table [project] of pyproject.toml.
    """

    results: Results
    settings: dict[str, Any]
    scenarios: dict[str, Scenario]
    evidence: Evidence
    rules: dict[str, str]
    project: dict[str, Any]

    @property
    def base(self) -> Scenario:
        """The scenario that the others are compared with."""
        return self.results.scenario


class Item(NamedTuple):
    """One item of the checklist: its number and name, what it asks in our words, and how it is answered."""

    number: str
    name: str
    asks: str
    answer: Callable[[Facts], str]


def rules_in(model: str) -> dict[str, str]:
    """The rules of docs/model.md by their names, such as T1, each on one line."""
    found = re.findall(r"^- \*\*([A-Z]\d+)\*\* (.+?)(?=^- |^\s*$|^[^ \n]|\Z)", model, re.MULTILINE | re.DOTALL)
    return {name: " ".join(text.split()) for name, text in found}


def first_sentence(text: str) -> str:
    """As far as the first full stop that a capital or a code word follows, or the whole text."""
    return re.split(r"(?<=[.])\s+(?=[A-Z`*])", " ".join(text.split()), maxsplit=1)[0]
