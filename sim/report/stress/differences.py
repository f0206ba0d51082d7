"""Which settings of a scenario differ from those of another."""

from collections.abc import Iterator
from typing import Any

from sim.model.scenario import Scenario

TITLES = {"name", "question"}  # say what a scenario is, and change nothing
MISSING = object()


def differences(base: Scenario, other: Scenario) -> list[str]:
    """Dotted keys in the order of the scenario; a station or cohort that only one of them has is one key."""
    one, two = base.model_dump(mode="json", exclude=TITLES), other.model_dump(mode="json", exclude=TITLES)
    return list(_differing(one, two, ""))


def _differing(one: Any, two: Any, key: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(two, dict):
        for name in dict.fromkeys([*one, *two]):
            yield from _differing(one.get(name, MISSING), two.get(name, MISSING), f"{key}.{name}" if key else name)
    elif one != two:
        yield key
