"""A question backwards carried out: rounds of a search on common days, then looks at fresh ones."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sim.model.clock import Mask, Real
from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan
from sim.study.least.confirmed import Confirmed, confirmed
from sim.study.least.levers import changes_at, cost_of
from sim.study.least.question import Question, meets
from sim.study.least.staircase import (
    MOST_TRIED,
    Disorder,
    Met,
    Point,
    all_points,
    disorder,
    enough_beyond,
    next_points,
    no_more_than,
    tried_enough,
)
from sim.study.points import acted_out, work
from sim.study.rounds import FIRST, Carry

COMMON = 0  # the number of the search's own days; looks count from 1


class Tried(NamedTuple):
    """A point on some days: values (R,) of the goal's output. look: its number, 0 for the search's common days."""

    point: Point
    look: int
    values: Real


class Found(NamedTuple):
    """All that a question backwards found.

    tried: every point on every kind of days, in the order in which they were. out_of_order: two points of which more
    surely did less, None for none; scanned: whether every point was tried for that. good: the points that seem enough
    by the common days.
    """

    question: Question
    tried: Sequence[Tried]
    out_of_order: Disorder | None
    scanned: bool
    good: Mapping[Point, float]
    confirmed: Confirmed


def first_plan(question: Question) -> StudyPlan:
    """The first round of the search."""
    return _plan(question, next_points(question.shape, {}, question.asked.probability), COMMON)


def most_tasks(question: Question) -> int:
    """About how many tasks there are at most: a bracket for each value of the first lever, and two looks."""
    *others, last = question.shape
    columns = others[0] if others else 1
    points = columns * min(last, 2 + 2 * last.bit_length())
    return points * question.asked.replications + 2 * (1 + len(question.shape)) * question.asked.fresh


def found(question: Question, carry: Carry) -> Found:
    """Search on common days, see whether more always does more, and confirm on fresh days."""
    tried: list[Tried] = []
    shape, probability = question.shape, question.asked.probability
    met = _searched(question, carry, tried)
    out_of_order, scanned = disorder(met), False
    if out_of_order and len(all_points(shape)) <= MOST_TRIED:
        left = [point for point in all_points(shape) if point not in met]
        met, scanned = met | _days_met(question, carry, tried, left, COMMON, "every_point"), True
    good = tried_enough(met, probability) if out_of_order else enough_beyond(shape, met, probability)
    best = max(met, key=lambda point: (met[point].mean(), cost_of(question.levers, point)))

    def fresh(points: Sequence[Point], number: int) -> Met:
        return _days_met(question, carry, tried, points, number, f"fresh_{number:02d}")

    told = confirmed(
        good, best, partial(cost_of, question.levers), fresh, probability, question.asked.confidence,
        _is_among if out_of_order else no_more_than,
    )  # fmt: skip
    return Found(question, tried, out_of_order, scanned, good, told)


def _searched(question: Question, carry: Carry, tried: list[Tried]) -> dict[Point, Mask]:
    met: dict[Point, Mask] = {}
    while points := next_points(question.shape, met, question.asked.probability):
        name = f"search_{len({*met}):04d}" if met else FIRST
        met |= _days_met(question, carry, tried, points, COMMON, name)
    return met


def _days_met(
    question: Question, carry: Carry, tried: list[Tried], points: Sequence[Point], look: int, name: str
) -> dict[Point, Mask]:  # fmt: skip
    """On which days of a look each point meets the goal; every point is kept among those that were tried."""
    if not points:
        return {}
    values = carry(_plan(question, points, look), work, name).reshape(len(points), -1)
    tried += [Tried(point, look, values[at]) for at, point in enumerate(points)]
    return {point: meets(question, values[at]) for at, point in enumerate(points)}


def days_of(question: Question, look: int) -> range:
    """The replications of a look, by their numbers: no day is in two of them."""
    common, fresh = question.asked.replications, question.asked.fresh
    return range(common) if look == COMMON else range(common + (look - 1) * fresh, common + look * fresh)


def _plan(question: Question, points: Sequence[Point], look: int) -> StudyPlan:
    asked, days = question.asked, days_of(question, look)
    changes = [
        {"scenario": 0, "changes": changes_at(question.plain, question.levers, point), "first": days.start}
        for point in points
    ]
    settings = {**acted_out(asked, [question.plain]), "question": _question(question)}
    return StudyPlan(
        "plan", changes, asked.seed, len(days), [asked.goal.output], fingerprint(), tasks_a_point=len(days),
        settings=settings,
    )  # fmt: skip


def _question(question: Question) -> dict[str, Any]:
    """All that the choice depends on, so that another question has a folder of its own."""
    keys = {"goal", "levers", "probability", "cost", "confidence", "fresh", "replications"}
    return question.asked.model_dump(mode="json", include=keys)


def _is_among(point: Point, others: Sequence[Point]) -> bool:
    return point in others
