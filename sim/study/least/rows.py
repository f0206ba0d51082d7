"""What a question backwards found, as rows of tables: every point that was tried, the trade-off, and the answer."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from sim.model.clock import Real
from sim.study.intervals import LEVEL
from sim.study.least.confirmed import Look
from sim.study.least.found import COMMON, Found, Tried, days_of
from sim.study.least.levers import cost_of
from sim.study.least.question import Question, meets, value_at
from sim.study.least.staircase import Point
from sim.study.statistics.proportions import Share, reached, share_of
from sim.study.tables import write_table

Word = Literal["it does", "unclear", "nothing does"]
CHOSEN = "chosen"


class Row(NamedTuple):
    """A point on some days. look: 0 for the search's common days; from `first_replication` on, so many replications.

    share: of days that met the goal, `low` to `high` its interval at `level`: on common days each by itself, on fresh
    days all at once. word: of the probability asked for. median: of the output, and `with_it`: what it is at worst with
    that probability; None where that is nothing, as on days on which it never came about.
    """

    look: int
    first_replication: int
    replications: int
    lever: str
    value: str
    other_lever: str | None
    other_value: str | None
    cost: float
    met: int
    share: float
    low: float
    high: float
    level: float
    word: str
    unit: str
    median: float | None
    with_it: float | None


class Step(NamedTuple):
    """The least of the last lever that seems enough, for a value of the first; None where none of the range is.

    share: of common days that met the goal, by which it is chosen, and so too favourable. word: "chosen", "useless"
    where another has no more of either, or "".
    """

    value: str
    other_value: str | None
    cost: float | None
    share: float | None
    word: str


class Answer(NamedTuple):
    """The answer. word: "it does" where the goal is surely met with the probability, "unclear", or "nothing does".

    The values and the share are those of the chosen point, or of the one that came nearest; the interval is that of
    fresh days. one_less: what one step less is, see `confirmed`.
    """

    goal: str
    probability: float
    word: str
    lever: str
    value: str
    other_lever: str | None
    other_value: str | None
    cost: float
    share: float
    low: float
    high: float
    confidence: float
    days: int
    one_less: str


def write_least(found: Found, folder: Path) -> None:
    """Write the tables: answer, tried, and of two levers trade_off."""
    write_table("answer", Answer, [answer_of(found)], folder)
    write_table("tried", Row, (row_of(found, one) for one in found.tried), folder)
    if len(found.question.levers) > 1:
        write_table("trade_off", Step, steps(found), folder)


def row_of(found: Found, one: Tried) -> Row:
    """A point on some days."""
    question, days, share = found.question, days_of(found.question, one.look), tried_share(found, one)
    return Row(
        one.look, days.start, len(days), *levers_at(question, one.point), cost_of(question.levers, one.point),
        share.met, share.share, share.low, share.high, level_at(found, one.look),
        reached(share, question.asked.probability), question.unit, *_values(question, one.values),
    )  # fmt: skip


def tried_share(found: Found, one: Tried) -> Share:
    """On which share of its days a point met the goal: on common days with an interval by itself."""
    return share_of(meets(found.question, one.values), level_at(found, one.look))


def level_at(found: Found, look: int) -> float:
    """The level of each interval of a look."""
    return LEVEL if look == COMMON else found.confirmed.looks[look - 1].level


def told_row(found: Found) -> Row:
    """The row that the answer tells of."""
    point, look = told_look(found)
    return row_of(found, next(one for one in found.tried if (one.look, one.point) == (look.number, point)))


def unit_after(unit: str) -> str:
    """A unit as it follows a number; nothing of clock times and shares."""
    return "" if unit in {"clock", "share"} else f" {unit}"


def levers_at(question: Question, point: Point) -> tuple[str, str, str | None, str | None]:
    """Key and value of each lever at a point, None for a second one where there is none."""
    keys = [lever.key for lever in question.levers]
    values = list(map(str, value_at(question, point)))
    return (keys[0], values[0], keys[1], values[1]) if len(keys) > 1 else (keys[0], values[0], None, None)


def _values(question: Question, values: Real) -> tuple[float | None, float | None]:
    """The lower of two middle values that came up, and the value that is reached with the probability asked for."""
    is_less = np.isfinite(question.high)
    ordered = np.sort(np.where(np.isnan(values), np.inf, values if is_less else -values))
    ranks = [int(np.ceil(share * values.size)) - 1 for share in (0.5, question.asked.probability)]
    told = [float(ordered[rank]) for rank in ranks]
    middle, with_it = (None if np.isinf(value) else value if is_less else -value for value in told)
    return middle, with_it


def steps(found: Found) -> list[Step]:
    """The trade-off of two levers: for each value of the first the least of the last; nothing for one lever."""
    points = least_of_each(found)
    return [_step(found, at, point, points) for at, point in enumerate(points)]


def least_of_each(found: Found) -> list[Point | None]:
    """For each value of the first of two levers the point with the least of the last that seems enough."""
    *firsts, last = found.question.shape
    return [_least(found, column, last) for column in product(*map(range, firsts))] if firsts else []


def _least(found: Found, column: Point, last: int) -> Point | None:
    return next((point for at in range(last) if (point := (*column, at)) in found.good), None)


def _step(found: Found, at: int, point: Point | None, points: Sequence[Point | None]) -> Step:
    question = found.question
    if point is None:
        return Step(str(question.levers[0].values[at]), None, None, None, "")
    is_useless = any(other is not None and other[-1] <= point[-1] for other in points[:at])
    word = CHOSEN if point == found.confirmed.point else "useless" if is_useless else ""
    first, second = map(str, value_at(question, point))
    return Step(first, second, cost_of(question.levers, point), found.good[point], word)


def told_look(found: Found) -> tuple[Point, Look]:
    """The point that is told of, and the look that tells of it: the chosen one, or that which came nearest."""
    told = found.confirmed
    if told.point is not None and told.look is not None:
        return told.point, told.look
    look = max(told.looks, key=lambda look: look.shares[look.point].share)
    return look.point, look


def answer_of(found: Found) -> Answer:
    """The answer in one row."""
    question = found.question
    point, look = told_look(found)
    share = look.shares[point]
    return Answer(
        goal_words(question), question.asked.probability, word_of(found, share), *levers_at(question, point),
        cost_of(question.levers, point), share.share, share.low, share.high, question.asked.confidence, share.days,
        found.confirmed.less,
    )  # fmt: skip


def word_of(found: Found, share: Share) -> Word:
    """Whether the goal is surely met somewhere, surely nowhere that seemed best, or neither."""
    if found.confirmed.point is not None:
        return "it does"
    return "nothing does" if reached(share, found.question.asked.probability) == "not enough" else "unclear"


def goal_words(question: Question) -> str:
    """The goal as it is read: "100 % out at most 18:00"."""
    goal = question.asked.goal
    side, value = ("at most", goal.at_most) if goal.at_most is not None else ("at least", goal.at_least)
    told = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{goal.output} {side} {told}{unit_after(question.unit)}"


def cheaper_unclear(found: Found) -> list[Point]:
    """The points tried on common days that cost less than the chosen one, and are not surely too little."""
    question, chosen = found.question, found.confirmed.point
    if chosen is None:
        return []
    known = {point for look in found.confirmed.looks for point, share in look.shares.items()
             if reached(share, question.asked.probability) == "not enough"}  # fmt: skip
    limit = cost_of(question.levers, chosen)
    return [
        one.point for one in found.tried
        if one.look == COMMON and one.point not in known and cost_of(question.levers, one.point) < limit
        and reached(tried_share(found, one), question.asked.probability) != "not enough"
    ]  # fmt: skip
