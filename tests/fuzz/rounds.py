"""Rounds of random inputs until time is up: new ones each round, and each way of going wrong shrunk and told once."""

import time
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from json import dumps
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import SearchStrategy
from otherwise import Otherwise

EXAMPLES = 200  # of a round
DIGEST = 8  # bytes by which inputs are told apart
Try = Callable[[Any], str]  # an input's ending; raises Otherwise


class Found(NamedTuple):
    """How often inputs ended in each way, how many were different, and what went wrong: by way, (input, words)."""

    endings: Counter[str]
    different: set[bytes]
    wrong: dict[str, tuple[Any, str]]


def nothing_yet() -> Found:
    """Before the first round."""
    return Found(Counter(), set(), {})


def a_round(
    inputs: SearchStrategy[Any],
    attempt: Try,
    found: Found,
    number: int,
    until: float,
    tell: Callable[[str, Any, str], None],
) -> None:
    """One round of inputs, by its number; what is known to go wrong is passed over.

    It ends early when time is up, but not before what went wrong is shrunk.
    """
    is_shrinking = False

    @seeded(number)
    @settings(max_examples=EXAMPLES, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
              suppress_health_check=list(HealthCheck), report_multiple_bugs=True)  # fmt: skip
    @given(inputs)
    def each(plain: Any) -> None:
        nonlocal is_shrinking
        if time.monotonic() > until and not is_shrinking:
            return
        found.different.add(blake2b(dumps(plain, sort_keys=True).encode(), digest_size=DIGEST).digest())
        try:
            found.endings[attempt(plain)] += 1
        except Otherwise as wrong:
            wrong.plain = plain
            if wrong.way in found.wrong:
                return
            is_shrinking = True
            raise

    try:
        each()
    except Otherwise as one:
        _remember([one], found, tell)
    except BaseExceptionGroup as several:
        _remember(_flat(several), found, tell)


def _flat(group: BaseExceptionGroup) -> list[Otherwise]:
    found: list[Otherwise] = []
    for one in group.exceptions:
        if isinstance(one, BaseExceptionGroup):
            found += _flat(one)
        elif isinstance(one, Otherwise):
            found.append(one)
        else:
            raise one
    return found


def _remember(wrong: list[Otherwise], found: Found, tell: Callable[[str, Any, str], None]) -> None:
    for one in wrong:
        if one.way not in found.wrong:
            found.wrong[one.way] = (one.plain, str(one))
            tell(one.way, one.plain, str(one))
