"""What may be said of a comparison: which plans are surely better, which is the best, and where that is unclear."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sim.study.compared import (
    EVERY_TWO,
    OPPOSITE,
    WITH_THE_FIRST,
    Chance,
    Compared,
    Difference,
    Selected,
    Told,
    chances,
    differences,
    selections,
    told,
)
from sim.study.statistics.comparison import Word

Words = Mapping[tuple[str, str, str], Word]  # (plan, against, output) -> of the plan


class Leaders(NamedTuple):
    """The plans than which none is surely better in one output; clear: one alone, or these do not differ.

    Those without a value on any day are none of them, if others have some.
    """

    output: str
    plans: tuple[str, ...]
    clear: bool


class Choice(NamedTuple):
    """What may be said of all plans.

    best: those that are surely better than, or surely alike, every other plan in every output; none where that is
    unclear, all where nothing differs. leaders: of each output. dominated: plan -> another one that is surely better in
    something, and surely no worse in anything.
    """

    best: tuple[str, ...]
    leaders: tuple[Leaders, ...]
    dominated: Mapping[str, str]


class Tables(NamedTuple):
    """All that is worked out of a comparison."""

    told: Sequence[Told]
    differences: Sequence[Difference]
    chances: Sequence[Chance]
    selected: Sequence[Selected]
    choice: Choice


def tables(compared: Compared) -> Tables:
    """All tables of a comparison, and what may be said of them."""
    lines, each = differences(compared), [*told(compared)]
    names, outputs = [plan.name for plan in compared.plans], [goal.output for goal in compared.goals]
    choice = chosen(names, outputs, lines, each)
    return Tables(each, lines, [*chances(compared)], [*selections(compared)], choice)


def chosen(plans: Sequence[str], outputs: Sequence[str], lines: Sequence[Difference], each: Sequence[Told]) -> Choice:
    """The choice, from the differences of every two plans, and what is told of each."""
    words = dict(_both_ways(lines))
    best = tuple(plan for plan in plans if _is_no_worse(words, plan, plans, outputs))
    leaders = tuple(_leaders(words, _with_values(plans, output, each), output) for output in outputs)
    return Choice(best, leaders, dict(_dominated(words, plans, outputs)))


def kind_of(lines: Sequence[Difference]) -> str:
    """What a plan is beside the first, from its lines: "better", "worse", "mixed", "alike", "unclear".

    Better or worse in something, and not the other way in anything, whatever is unclear besides; mixed is both.
    """
    words = {line.word for line in lines}
    if {"better", "worse"} <= words:
        return "mixed"
    return next(word for word in ("better", "worse", "unclear", "alike") if word in words)


def beside_the_first(lines: Sequence[Difference]) -> dict[str, list[Difference]]:
    """The lines of each plan less the first, by plan."""
    found: dict[str, list[Difference]] = {}
    for line in lines:
        if line.family == WITH_THE_FIRST:
            found.setdefault(line.plan, []).append(line)
    return found


def nothing_differs(line: Difference) -> bool:
    """Whether the two had the same value on every day."""
    return line.word == "alike" and line.low == line.high == 0


def _both_ways(lines: Sequence[Difference]) -> Iterator[tuple[tuple[str, str, str], Word]]:
    for line in lines:
        if line.family == EVERY_TWO:
            word: Word = line.word  # type: ignore[assignment]  # a table's column is text
            yield (line.plan, line.against, line.output), word
            yield (line.against, line.plan, line.output), OPPOSITE[word]


def _is_no_worse(words: Words, plan: str, others: Sequence[str], outputs: Sequence[str]) -> bool:
    """Whether a plan is surely better than or alike all others in all outputs."""
    return all(words[plan, other, output] in {"better", "alike"} for other in others if other != plan
               for output in outputs)  # fmt: skip


def _with_values(plans: Sequence[str], output: str, each: Sequence[Told]) -> Sequence[str]:
    """The plans that have a value in an output on some day; all, if none has."""
    return [line.plan for line in each if line.output == output and line.days] or plans


def _leaders(words: Words, plans: Sequence[str], output: str) -> Leaders:
    some = tuple(plan for plan in plans
                 if all(words[plan, other, output] != "worse" for other in plans if other != plan))  # fmt: skip
    return Leaders(
        output, some, all(words[one, other, output] == "alike" for one in some for other in some if one != other)
    )


def _dominated(words: Words, plans: Sequence[str], outputs: Sequence[str]) -> Iterator[tuple[str, str]]:
    for plan in plans:
        for other in plans:
            if other != plan and _is_no_worse(words, other, [plan], outputs) and any(
                words[other, plan, output] == "better" for output in outputs
            ):  # fmt: skip
                yield plan, other
                break
