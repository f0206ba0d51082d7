"""The families of distributions in words: what there is, and what a station uses."""

from typing import Any, get_args

from sim.model.distributions import Duration, Family
from sim.report.stress.markdown import table


def families() -> str:
    """Every family a time may have, and what it is."""
    kinds = get_args(Family)
    rows = [[get_args(kind.model_fields["family"].annotation)[0], kind.__doc__ or ""] for kind in kinds]
    return table(["family", "what it is"], rows)


def told(duration: Duration | None) -> str:
    """A distribution with its numbers (min), "" for a part that takes no time."""
    if duration is None:
        return ""
    numbers = {key: value for key, value in duration.model_dump(exclude_none=True).items() if key != "family"}
    return f"{duration.family} ({', '.join(_number(key, value) for key, value in numbers.items())})"


def _number(key: str, value: Any) -> str:
    match value:
        case dict():
            return ", ".join(f"{name} {inner:g}" for name, inner in value.items())
        case list() | tuple():
            return f"{key} {' '.join(f'{inner:g}' for inner in value)}"
        case _:
            return f"{key} {value:g}"
