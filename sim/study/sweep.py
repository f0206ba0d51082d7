"""What is asked of a sweep: the settings it varies, over which values or ranges, and by which design."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from sim.model.faults import Fault, shortened, shown
from sim.model.frozen import Frozen, Many
from sim.study.asked import Study
from sim.study.plan import Text
from sim.study.statistics.comparison import Sense
from sim.study.statistics.ranges import Kind, Range, checked

MOST_POINTS = 2_000_000  # that are ever made: a point takes about a kilobyte of memory
MOST_PARAMETERS = 100


class Between(Frozen):
    """A range of numbers. kind: as in `statistics.ranges`; without it whole where the scenario's number is whole."""

    low: float
    high: float
    kind: Kind | None = None
    best: float | None = None


def _list_or_range(given: Any) -> Any:
    if not isinstance(given, Mapping | list | tuple | Between):
        raise ValueError(  # noqa: TRY004  (pydantic tells a ValueError)
            f"got {shown(given)}; needs a list of values, or a range such as {{low: 1, high: 5}}"
        )
    return given


Varied = Annotated[Between | Many[Any], BeforeValidator(_list_or_range)]


class Sweep(Study):
    """A study of many points. `over`: by dotted key, values or a range. `points`: how many, of a design that samples.

    `sense`: whether more or less of an output is better, where `sim.study.senses` would say otherwise, or nothing.
    """

    over: Annotated[dict[Text, Varied], Field(min_length=1, max_length=MOST_PARAMETERS)]
    design: Literal["grid", "latin_hypercube", "sobol"]
    points: Annotated[int, Field(ge=2, le=MOST_POINTS)] | None
    sense: dict[Text, Sense]


class Parameter(NamedTuple):
    """What is varied: the values named, in their order, or none where it is a range of numbers."""

    key: str
    values: tuple[Any, ...]
    range: Range | None

    @property
    def ends(self) -> tuple[Any, ...]:
        """The values that are tried first: the ends of a range, or all that are named."""
        return (
            self.values
            if self.range is None
            else (_plain(self.range, self.range.low), _plain(self.range, self.range.high))
        )

    def value(self, placed: float) -> Any:
        """The value for a number of its range, or for the place of a named one."""
        return self.values[int(placed)] if self.range is None else _plain(self.range, placed)

    @property
    def placing(self) -> Range:
        """The range that a sampling design draws from: its own, or the places of the values named."""
        return self.range or Range(self.key, 0, len(self.values) - 1, "whole")


def _plain(one: Range, value: float) -> int | float:
    """Whole numbers as such; others to six digits, so that a table shows what was simulated."""
    return int(value) if one.kind == "whole" else float(f"{value:.6g}")


def parameters(sweep: Sweep, plain: Mapping[str, Any]) -> list[Parameter]:
    """The parameters of a sweep; plain: its scenario, which tells where numbers are whole."""
    return [_parameter(key, asked, number_at(plain, key), sweep.design) for key, asked in sweep.over.items()]


def _parameter(key: str, asked: Between | tuple[Any, ...], now: Any, design: str) -> Parameter:
    if not isinstance(asked, Between):
        return Parameter(key, tuple(_listed(value) for value in asked), None)
    is_whole = isinstance(now, int) or (now is None and asked.low.is_integer() and asked.high.is_integer())
    one = Range(key, asked.low, asked.high, asked.kind or ("whole" if is_whole else "uniform"), asked.best)
    if design == "grid" and one.kind == "whole" and not _of_a_range(one) and one.high - one.low < MOST_POINTS:
        return Parameter(key, tuple(range(int(one.low), int(one.high) + 1)), None)
    return Parameter(key, (), one)


def _listed(value: Any) -> Any:
    return [_listed(inner) for inner in value] if isinstance(value, tuple | list) else value


def number_at(plain: Mapping[str, Any], key: str) -> int | float | None:
    """The number that stands at a dotted key; None where there is none."""
    inner: Any = plain
    for name in key.split("."):
        inner = inner.get(name) if isinstance(inner, Mapping) else None
    return inner if isinstance(inner, int | float) and not isinstance(inner, bool) else None


def asked_faults(sweep: Sweep, varied: list[Parameter]) -> list[Fault]:
    """What is wrong with what is asked, before any point is looked at."""
    faults = [fault for one in varied for fault in _of_a_parameter(one, sweep.design)]
    for one, other in combinations(sorted(sweep.over), 2):
        if other.startswith(f"{one}."):
            faults.append(Fault(f"over.{other}", f"lies within {one}, which is varied as a whole; needs one of them"))
    if sweep.design != "grid" and sweep.points is None:
        faults.append(Fault("points", f"is missing; needs how many points the {sweep.design} has"))
    if sweep.design == "grid" and sweep.points is not None:
        faults.append(Fault("points", "a grid has as many as its values make; needs null, or another design"))
    return faults + _of_sense(sweep)


def _of_a_parameter(one: Parameter, design: str) -> list[Fault]:
    key = f"over.{one.key}"
    if one.range is None:
        return _of_values(key, one.values)
    if problem := _of_a_range(one.range):
        return [Fault(key, problem)]
    return [Fault(key, "got a range; needs a list of values in a grid, or another design")] if design == "grid" else []


def _of_values(key: str, values: tuple[Any, ...]) -> list[Fault]:
    if len(values) < 2:
        return [Fault(key, "got one value; needs two or more, or to be set without a sweep")]
    value, times = Counter(map(repr, values)).most_common(1)[0]  # values may be lists
    return [Fault(key, f"got {shortened(value)}, {times} times; needs each value once")] if times > 1 else []


def _of_a_range(one: Range) -> str:
    try:
        checked([one])
    except ValueError as error:
        return str(error).removeprefix(f"{one.name}: ")
    return ""


def _of_sense(sweep: Sweep) -> list[Fault]:
    strange = [text for text in sweep.sense if text not in sweep.measured]
    return [Fault(f"sense.{text}", f"is not measured; needs one of: {', '.join(sweep.measured)}") for text in strange]
