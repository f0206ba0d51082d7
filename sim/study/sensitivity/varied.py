"""Which numbers of a scenario are varied, within the ranges that stand in seeds/parameters.yaml, and which are not."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from sim.evidence import Evidence, Parameter, basis_of
from sim.evidence.reading import leaves
from sim.model.faults import Fault, Refused
from sim.model.nearest import nearest
from sim.model.scenario import Scenario
from sim.study.points import Plain, changed, sound
from sim.study.public_asked import is_of_one_cohort
from sim.study.statistics.ranges import Range, written

CLOCK = "that are clock times"
NO_RANGE = "without a range in seeds/parameters.yaml"
IN_A_LIST = "in lists"
SETTING = "that are settings of the computation"
YOURS = "set by you"
COHORT = "of one cohort, which public=true does not tell of"


class Varied(NamedTuple):
    """A number that is varied: its key, what it is in the scenario, within which range, and what it rests on."""

    key: str
    base: float
    range: Range
    basis: str
    role: str


class Choice(NamedTuple):
    """Numbers that are varied, in the scenario's order; of the others called uncertain, how many are not, by reason.

    refused: why the rules of the model refuse an end of a range, though all else is as in the scenario, by key.
    """

    numbers: tuple[Varied, ...]
    left_out: Mapping[str, int]
    refused: Mapping[str, str]


def uncertain(scenario: Scenario, evidence: Evidence, yours: Sequence[str] = ()) -> Choice:
    """All numbers that the evidence calls uncertain and gives a range, but for those that the user set: `yours`.

    A range is uniform; of whole numbers where the scenario has one. Raises Refused where there is none.
    """
    plain, entries = _entries(scenario, evidence)
    keys = [key for key, one in entries.items() if one.role == "uncertainty"]
    why = {key: YOURS if _is_under(key, yours) else _why_not(plain, key, entries[key]) for key in keys}
    found = [_varied(plain, key, entries[key]) for key in keys if not why[key]]
    refused = _refused(plain, found)
    numbers = tuple(one for one in found if one.key not in refused)
    if not numbers:
        raise Refused([Fault("parameters", "got uncertain; this scenario has no uncertain number with a range")])
    return Choice(numbers, Counter(reason for reason in why.values() if reason), refused)


def listed(scenario: Scenario, evidence: Evidence, wanted: Sequence[str]) -> Choice:
    """The numbers that keys or patterns name, levers too; of a pattern, those that have a range.

    Raises Refused with each that names none, with the nearest name, and each key whose range the rules refuse.
    """
    plain, entries = _entries(scenario, evidence)
    usable = [key for key, one in entries.items() if not _why_not(plain, key, one) and one.role != "setting"]
    faults = [Fault(f"parameters.{at}", _unknown(text, plain, entries, usable)) for at, text in enumerate(wanted)
              if not _matching(text, usable)]  # fmt: skip
    keys = [key for key in usable if any(_matching(text, [key]) for text in wanted)]
    refused = _refused(plain, [_varied(plain, key, entries[key]) for key in keys])
    faults += [Fault(f"parameters.{wanted.index(key)}", why) for key, why in refused.items() if key in wanted]
    if faults:
        raise Refused(faults)
    numbers = tuple(_varied(plain, key, entries[key]) for key in keys if key not in refused)
    if not numbers:
        raise Refused([Fault("parameters", "got patterns; the rules refuse an end of each number's range")])
    return Choice(numbers, {}, refused)


def in_public(choice: Choice) -> Choice:
    """The same without the numbers of single cohorts, which are counted only. Raises Refused where none is left."""
    numbers = tuple(one for one in choice.numbers if not is_of_one_cohort(one.key))
    if not numbers:
        raise Refused([Fault("parameters", "got numbers of cohorts only; public=true tells nothing of one cohort")])
    left_out = {**choice.left_out, COHORT: len(choice.numbers) - len(numbers)}
    refused = {key: why for key, why in choice.refused.items() if not is_of_one_cohort(key)}
    return Choice(numbers, {reason: count for reason, count in left_out.items() if count}, refused)


def _entries(scenario: Scenario, evidence: Evidence) -> tuple[Plain, dict[str, Parameter]]:
    """The scenario as plain data, and what is said of each of its numbers, in its order."""
    plain = scenario.model_dump(mode="json")
    entries = {key: basis_of(evidence, key) for key, _ in leaves(plain, "")}
    return plain, {key: entry for key, entry in entries.items() if entry is not None}


def _why_not(plain: Plain, key: str, entry: Parameter) -> str:
    """Why a number cannot be varied; "" where it can."""
    if entry.range is None:
        return NO_RANGE
    value = _at(plain, key)
    if isinstance(value, str) or any(isinstance(end, str) for end in entry.range):
        return CLOCK
    if value is None:
        return IN_A_LIST
    low, high = _ends(value, entry)
    return "" if low < high else NO_RANGE


def _at(plain: Plain, key: str) -> Any:
    """The number or clock time at a dotted key; None where it stands in a list."""
    inner: Any = plain
    for name in key.split("."):
        inner = inner.get(name) if isinstance(inner, dict) else None
    return inner if isinstance(inner, int | float | str) else None


def _ends(value: float, entry: Parameter) -> tuple[float, float]:
    low, high = (float(end) for end in entry.range or ())
    return (math.ceil(low), math.floor(high)) if isinstance(value, int) else (low, high)


def _varied(plain: Plain, key: str, entry: Parameter) -> Varied:
    value = _at(plain, key)
    kind = "whole" if isinstance(value, int) else "uniform"
    return Varied(key, float(value), Range(key, *_ends(value, entry), kind), entry.basis, entry.role)  # type: ignore[arg-type]


def as_written(one: Varied, value: float) -> float:
    """A value of a number as a scenario has it: whole numbers as int."""
    return written(value, one.range.kind)


def _refused(plain: Plain, numbers: Sequence[Varied]) -> dict[str, str]:
    """What the rules say against either end of each range, all else as in the scenario."""
    told = {one.key: list(_said_against(plain, one)) for one in numbers}
    return {key: said[0] for key, said in told.items() if said}


def _said_against(plain: Plain, one: Varied) -> Iterator[str]:
    for end in (one.range.low, one.range.high):
        try:
            sound(changed(plain, {one.key: as_written(one, end)}))
        except Refused as refused:
            fault = refused.faults[0]
            said = fault.problem if fault.key == one.key else f"{fault}"
            yield f"the rules refuse {end:g}, an end of its range ({said})"


def _matching(text: str, keys: Sequence[str]) -> list[str]:
    return [key for key in keys if key == text or fnmatchcase(key, text)]


def _is_under(key: str, starts: Sequence[str]) -> bool:
    return any(key == start or key.startswith(f"{start}.") for start in starts)


def _unknown(text: str, plain: Plain, entries: Mapping[str, Parameter], usable: Sequence[str]) -> str:
    known = _matching(text, list(entries))
    if known:
        reason = _why_not(plain, known[0], entries[known[0]]) or SETTING
        return f"got {text!r}; numbers {reason} are not varied"
    close = nearest(text, usable)
    said = close if close.startswith("; did you mean") else "; numbers with a range stand in seeds/parameters.yaml"
    return f"got {text!r}; there is no such number{said}"
