"""What is asked backwards: a goal, the probability it is to be met with, one or two levers, and what they cost."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sim.model.frozen import Frozen
from sim.study.asked import Lasting
from sim.study.plan import Text

FEWEST = 20  # days of a round, or of a look


class Goal(Frozen):
    """A test of an output, day by day: at most, or at least, so much; of a clock also "HH:MM".

    A day on which there is nothing to measure does not meet it, as one on which not everybody ever is out.
    """

    output: Text
    at_most: float | str | None = None
    at_least: float | str | None = None


class Span(Frozen):
    """The values of a lever, from the one that does least to the one that does most: whole numbers, or clock times.

    step: between them, in minutes where they are clock times; without it 1, or 30 minutes.
    """

    least: int | str
    most: int | str
    step: Annotated[int, Field(ge=1)] | None = None


def _pair_or_span(given: Any) -> Any:
    if isinstance(given, list | tuple) and len(given) == 2:
        return {"least": given[0], "most": given[1]}
    if not isinstance(given, Mapping | Span):
        raise ValueError(  # noqa: TRY004  (pydantic tells a ValueError)
            f"got {given!r}; needs two ends such as [1, 12], or {{least: 1, most: 12, step: 1}}"
        )
    return given


class Least(Lasting):
    """A question backwards. `replications`: common days of every point that is tried; `fresh`: days of their own on
    which what was chosen is tried again, as often as it takes.

    probability: with which the goal is to be met. cost: of a unit of each lever, of a clock time of an hour; without it
    all units cost the same. confidence: with which all that is said of fresh days holds at once.
    """

    goal: Goal
    levers: Annotated[dict[Text, Annotated[Span, BeforeValidator(_pair_or_span)]], Field(min_length=1, max_length=2)]
    probability: Annotated[float, Field(gt=0, lt=1)]
    cost: dict[Text, Annotated[float, Field(gt=0, le=1e12)]]
    replications: Annotated[int, Field(ge=FEWEST, le=1_000_000)]
    fresh: Annotated[int, Field(ge=FEWEST, le=1_000_000)]
    confidence: Annotated[float, Field(ge=0.5, lt=1)]
