"""The survivors that are explained, one by one, in survivors.yaml."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("survivors.yaml")
Name = tuple[str, str, str, str]


@dataclass(frozen=True)
class Explained:
    """Mutants of a line that nobody can notice, and why: `times` of them, where several have the same name."""

    file: str
    function: str
    old: str
    new: str
    why: str
    times: int = 1

    @property
    def name(self) -> Name:
        """As `mutants.Mutant.name`."""
        return self.file, self.function, self.old, self.new


def explained() -> list[Explained]:
    """All of the table."""
    return [Explained(**entry) for entry in yaml.safe_load(TABLE.read_text(encoding="utf-8")) or []]


def faults(table: Sequence[Explained], tried: Iterable[Name], survived: Iterable[Name]) -> list[str]:
    """What is wrong with the table: survivors that it does not explain, and explanations of what does not survive."""
    told, alive, known = Counter({one.name: one.times for one in table}), Counter(survived), set(tried)
    return [
        *(f"not explained: {_shown(name)}" for name in alive if alive[name] > told[name]),
        *(f"explained, and killed: {_shown(name)}" for name in told if name in known and told[name] > alive[name]),
        *(f"explained, and no mutant: {_shown(name)}" for name in told if name not in known),
        *(f"explained twice: {_shown(one)}" for one, often in Counter(one.name for one in table).items() if often > 1),
    ]


def _shown(name: Name) -> str:
    file, function, old, new = name
    return f"{file} {function}: {old} -> {new}"
