"""A question backwards in plain words, for a terminal and for summary.txt."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from sim.report.plots.words import counted, in_unit, listed, number, plain
from sim.report.words import summary_row
from sim.study.least.confirmed import Look
from sim.study.least.found import COMMON, Found
from sim.study.least.levers import Lever
from sim.study.least.question import Question, value_at
from sim.study.least.rows import (
    CHOSEN,
    answer_of,
    cheaper_unclear,
    goal_words,
    steps,
    told_look,
    told_row,
    unit_after,
)  # fmt: skip
from sim.study.least.staircase import Disorder, Point, one_less
from sim.study.statistics.proportions import Share, days_to_tell, reached
from sim.study.swept import short

MOST = 6  # points that are told one by one
SURELY = {"enough": "surely enough", "not enough": "surely not enough", "unclear": "unclear whether enough"}


def told_least(found: Found, changes: Sequence[str], rests: Counter[str]) -> str:
    """The summary. changes: what was set differently from the scenario's file; rests: numbers by basis."""
    heads = [question_words(found.question), *([f"Changed: {', '.join(changes)}"] if changes else []), basis(found)]
    rows = [*_answer(found), *_less(found), *_others(found), *_trade_off(found), *_how(found)]
    rows.append(("Rests on", "numbers " + ", ".join(f"{basis} ({count})" for basis, count in rests.most_common())))
    return "\n".join([*heads, *(summary_row(head, text) for head, text in rows)])


def question_words(question: Question) -> str:
    """What is asked."""
    levers = listed([lever_words(lever) for lever in question.levers])
    goal, name = goal_words(question), plain(question.scenario.name)
    return (
        f"What is the least of {levers} with which {name} has {goal}, with probability {question.asked.probability:g}?"
    )


def basis(found: Found) -> str:
    """How many points and days there are, and what the brackets are."""
    question, common = found.question, [one for one in found.tried if one.look == COMMON]
    asked, of_all = question.asked, f"{len(common)} of {counted(prod(question.shape), 'point')}"
    return (f"{of_all} over the same {asked.replications:,} replications, seed {asked.seed}, the chosen one again over "
            f"{asked.fresh:,} fresh ones; in brackets: intervals from fresh replications, which hold all at once with "
            f"probability {asked.confidence:g}")  # fmt: skip


def lever_words(lever: Lever) -> str:
    """A lever as it is read: "bus.vehicles", "palestinian_passport opens", "published.persons_a_day"."""
    place = short(lever.key)
    if match := re.fullmatch(r"(.+)\.hours\.(\d+)\.([01])", place):
        which = "" if match[2] == "0" else f" (hours {int(match[2]) + 1})"
        return f"{match[1]} {'opens' if match[3] == '0' else 'closes'}{which}"
    return place.removesuffix(".0")


def point_words(question: Question, point: Point) -> str:
    """A point in words: "palestinian_passport.officers 5, egyptian_passport.officers 5"."""
    values = zip(question.levers, value_at(question, point), strict=True)
    return ", ".join(f"{lever_words(lever)} {value}" for lever, value in values)


def share_words(share: Share) -> str:
    """A share with its interval."""
    return f"{share.share:.3f} ({share.low:.3f} to {share.high:.3f})"


def answer_words(found: Found) -> str:
    """The answer in one sentence."""
    question, answer = found.question, answer_of(found)
    point, look = told_look(found)
    share = share_words(look.shares[point])
    where, wanted = point_words(question, point), f"{question.asked.probability:g}"
    if answer.word == "it does":
        return f"{where}: on {share} of {answer.days:,} fresh days, surely {wanted} or more"
    if answer.word == "nothing does":
        return (f"nothing in range does it; nearest came {where}, on {share} of {answer.days:,} fresh days, "
                f"surely below {wanted}")  # fmt: skip
    return (f"unclear: nothing in range surely does it; nearest came {where}, on {share} of {answer.days:,} fresh "
            f"days{_would_tell(found, look, point)}")  # fmt: skip


def _would_tell(found: Found, look: Look, point: Point) -> str:
    days = days_to_tell(look.shares[point], found.question.asked.probability, look.level)
    return "; no number of days would tell" if days is None else f"; about {days:,} days would tell"


def _answer(found: Found) -> Iterator[tuple[str, str]]:
    question, row = found.question, told_row(found)
    yield "Least" if found.confirmed.point is not None else "None", answer_words(found)
    if not any(np.isfinite(one.values).any() for one in found.tried):
        yield "", f"{question.asked.goal.output} had no value on any day, and so never met the goal"
    if row.with_it is not None:
        side = "at most" if question.asked.goal.at_most is not None else "at least"
        told = f"{question.asked.goal.output} is {side} {in_unit(row.with_it, row.unit)}{unit_after(row.unit)}"
        yield "", f"there {told} on {question.asked.probability:g} of these days"


def told_rows(found: Found) -> list[str]:
    """The sentences of the page after the first."""
    _, *rows = *_answer(found), *_less(found), *_others(found)
    return [f"{head}: {text}." if head else f"{text[:1].upper()}{text[1:]}." for head, text in rows]


def _less(found: Found) -> Iterator[tuple[str, str]]:
    """What one step less is, from the looks at fresh days."""
    point = found.confirmed.point
    if point is None:
        return
    below = list(one_less(point))
    if not below:
        yield "One less", "is not in the range that was asked for"
    for at, other in enumerate(below):
        look = next(look for look in reversed(found.confirmed.looks) if other in look.shares)
        word = reached(look.shares[other], found.question.asked.probability)
        more = _would_tell(found, look, other) if word == "unclear" else ""
        told = f"{SURELY[word]}: {share_words(look.shares[other])}{more}"
        yield "" if at else "One less", f"{point_words(found.question, other)}: {told}"


def _others(found: Found) -> Iterator[tuple[str, str]]:
    """Cheaper points that might do, and looks that failed."""
    failed = [look for look in found.confirmed.looks
              if reached(look.shares[look.point], found.question.asked.probability) != "enough"]  # fmt: skip
    for look in failed[:MOST] if found.confirmed.point is not None else []:
        word = SURELY[reached(look.shares[look.point], found.question.asked.probability)]
        yield "Before", f"{point_words(found.question, look.point)}: {word}, {share_words(look.shares[look.point])}"
    might = [point for point in cheaper_unclear(found) if point not in {look.point for look in failed}]
    if might:
        told = "; ".join(point_words(found.question, point) for point in might[:MOST])
        yield "Might do", f"costs less, and is not surely too little by the days of the search alone: {told}"


def _trade_off(found: Found) -> Iterator[tuple[str, str]]:
    rows = steps(found)
    if rows:
        first, last = map(lever_words, found.question.levers)
        told = [f"{row.value} takes {row.other_value}{_cost(found, row.cost)}{_chosen(row.word)}"
                for row in rows if row.other_value is not None and row.word != "useless"]  # fmt: skip
        none = [row.value for row in rows if row.other_value is None]
        told += [f"{listed(none)} is never enough"] if none else []
        yield "Trade-off", f"of {first}, and of {last}: {'; '.join(told)}"
        yield "", "by the common days, on which all but the chosen one are still to be tried"


def _cost(found: Found, cost: float | None) -> str:
    return f" (costs {number(cost or 0)})" if found.question.asked.cost else ""


def _chosen(word: str) -> str:
    return ", chosen" if word == CHOSEN else ""


def _how(found: Found) -> Iterator[tuple[str, str]]:
    """How it was searched, and what spoke against it."""
    if found.out_of_order:
        yield "Not in order", _disorder(found, found.out_of_order)
    if len(found.question.levers) > 1 and not found.question.asked.cost:
        yield "Cost", "none was given, so a unit of either costs the same; cost={KEY: of a unit} gives others"
    point = found.confirmed.point
    if point is not None and point in found.good:
        told = f"the days by which it was chosen say {found.good[point]:.3f}"
        yield "Searched", f"{told}; as a rule they speak too well of it"


def _disorder(found: Found, one: Disorder) -> str:
    less, more = (point_words(found.question, point) for point in (one.less, one.more))
    rest = "so every point was tried" if found.scanned else "and there are too many points to try all"
    return (f"more does less: {less} met the goal on {one.only_less} days on which {more} did not, and the other way "
            f"on {one.only_more}; {rest}")  # fmt: skip
