"""Every fault of an input, named at once: which key, what it got, which rule, and the nearest valid name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sim.model.nearest import nearest
from sim.model.rules import broken
from sim.model.rules.broken import Sound
from sim.model.scenario import Calendar, Cohort, DailyList, Scenario, Station

MOST_OF_A_VALUE = 60  # characters of a refused value that are repeated
MOST_OF_A_KEY = 300
MOST_OF_A_PROBLEM = 2000

PLAIN = {  # what pydantic says of a type, in words for those who do not program
    "tuple_type": "needs a list, such as [a, b]",
    "dict_type": "needs a mapping, {key: value}",
    "model_type": "needs a mapping, {key: value}",
    "model_attributes_type": "needs a mapping, such as {family: constant, value: 10.0}",
    "bool_type": "needs true or false",
    "int_type": "needs a whole number",
    "float_type": "needs a number, without a unit",
    "string_type": "needs text in quotes",
    "finite_number": "needs a finite number",
    "string_too_short": "needs some text",
}

Schema = dict[str, Any]
Kind = TypeVar("Kind", bound=Scenario)


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the dotted key, and what is wrong with it."""

    key: str
    problem: str

    def __str__(self) -> str:
        key = shortened(self.key, MOST_OF_A_KEY) if self.key.strip() else repr(self.key)
        text = f"{key}: {shortened(self.problem, MOST_OF_A_PROBLEM)}"
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


class Refused(Exception):
    """An input that was refused, with all its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


def scenario_of(raw: Mapping[str, Any]) -> Scenario:
    """The scenario described by a plain mapping; raises Refused with every fault it has."""
    return valid(Scenario, raw)


def valid(kind: type[Kind], raw: Mapping[str, Any]) -> Kind:
    """The scenario, or the plan that holds one, described by a plain mapping; raises Refused with every fault."""
    faults = shape_faults(kind, raw) + rule_faults(raw)
    if faults:
        raise Refused(faults)
    return kind.model_validate(raw)


def rule_faults(raw: Mapping[str, Any]) -> list[Fault]:
    """The broken rules among those stations, lists and cohorts that are valid by themselves."""
    order = raw.get("order")
    sound = Sound(
        [name for name in order if isinstance(name, str)] if isinstance(order, list | tuple) else None,
        _names(raw, "stations"), _names(raw, "lists"),
        _sound(raw, "stations", Station), _sound(raw, "lists", DailyList), _sound(raw, "cohorts", Cohort),
        _by_itself(raw.get("calendar"), Calendar), _by_itself(raw.get("days"), int),
    )  # fmt: skip
    return [Fault(*rule) for rule in broken(sound)]


def _names(raw: Mapping[str, Any], group: str) -> list[str]:
    declared = raw.get(group)
    return [str(name) for name in declared] if isinstance(declared, Mapping) else []


def shape_faults(model: type[BaseModel], raw: Mapping[str, Any]) -> list[Fault]:
    """The faults that a model sees in a mapping: types, ranges, missing and unknown keys; one fault a key."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        problems: dict[str, list[str]] = {}
        details = error.errors(include_url=False)
        for detail in details:
            key, problem = _fault(model.model_json_schema(), detail)
            if not _follows_from_another(detail, details):
                problems.setdefault(key, []).append(problem)
        return [Fault(key, " or ".join(_merged(told))) for key, told in problems.items()]
    return []


def _follows_from_another(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list is said to be too short, too, where its only items are wrong."""
    inside = detail["loc"]
    return detail["type"] == "too_short" and any(
        other["loc"][: len(inside)] == inside and len(other["loc"]) > len(inside) for other in details
    )


def _merged(problems: list[str]) -> list[str]:
    """What is said of one key, its value shown once."""
    shown = problems[0].split("; ", 1)[0] + "; "
    return [problems[0], *(problem.removeprefix(shown).removeprefix("needs ") for problem in problems[1:])]


def _fault(schema: Schema, detail: ErrorDetails) -> tuple[str, str]:
    path, known = _walk(schema, detail)
    key = ".".join(path) or "the whole"
    rule = PLAIN.get(detail["type"]) or detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    rule = re.sub(r"^\w+ should have (at \w+ \d+ items?) .*", r"needs \1", rule.replace("should be", "needs to be"))
    got = f"got {shown(detail.get('input'))}; "
    match detail["type"]:
        case "extra_forbidden":
            also = ["scenario", "stations", "people"] if len(path) == 1 else []
            problem = "no such key" + nearest(path[-1], [*known, *also])
        case "missing":
            problem = "is missing"
        case "union_tag_invalid" | "union_tag_not_found":
            return _tag_fault(key, detail["ctx"])
        case "value_error":
            problem = rule
        case "less_than_equal" if detail["ctx"]["le"] == 1 and 1 < detail["input"] <= 100:
            meant = f"; did you mean {detail['input'] / 100:g}?" if detail["input"] >= 2 else ""
            problem = f"{got}needs a share from 0 to 1{meant}"
        case "int_type" | "float_type":
            problem = f"{got}{rule}{_number_meant(detail['input'])}"
        case _:
            problem = f"{got}{rule}"
    return key, problem


def _number_meant(value: Any) -> str:
    """The plain number that somebody most likely meant: 2 for 2.0, 4.5 for "4,5", 4 for "4 min"."""
    if isinstance(value, float) and value.is_integer():
        return f"; did you mean {value:.0f}?"
    number = re.fullmatch(r"(-?\d+)([.,]\d+)?( ?[a-zA-Z]+\.?)?", value) if isinstance(value, str) else None
    return f"; did you mean {number[1]}{(number[2] or '').replace(',', '.')}?" if number else ""


def _tag_fault(key: str, context: dict[str, Any]) -> tuple[str, str]:
    """The fault of a mapping whose kind or family is missing or unknown."""
    tag_key = f"{key}.{context['discriminator'].strip(chr(39))}"
    if "tag" not in context:
        return tag_key, "is missing"
    known = [tag.strip(" '") for tag in context["expected_tags"].split(",")]
    return tag_key, f"got {context['tag']!r}; needs one there is{nearest(context['tag'], known)}"


def _walk(schema: Schema, detail: ErrorDetails) -> tuple[list[str], list[str]]:
    """The dotted path a user would write for pydantic's location, and the keys known in the last mapping on it.

    Pydantic's locations name the chosen member of a union as well ("desk", "int"); users do not write that.
    """
    path: list[str] = []
    here, known = schema, list(schema["properties"])
    for step in detail["loc"]:
        options = list(_options(here, schema))
        tags = [option["discriminator"]["mapping"] for option in options if "discriminator" in option]
        chosen = next((tag[step] for tag in tags if step in tag), None)
        below = next((child for option in options if (child := _child(option, step))), None)
        here = {"$ref": chosen} if chosen else below or here
        known = next((list(option["properties"]) for option in _options(here, schema) if "properties" in option), known)
        if below or (detail["type"] == "extra_forbidden" and step == detail["loc"][-1]):
            path.append(str(step))
    return path, known


def _options(here: Schema, schema: Schema) -> Iterator[Schema]:
    """A schema with its references followed and its alternatives laid side by side."""
    if "$ref" in here:
        yield from _options(schema["$defs"][here["$ref"].rsplit("/", 1)[-1]], schema)
        return
    yield here
    for option in here.get("anyOf", []):
        yield from _options(option, schema)


def _child(option: Schema, step: int | str) -> Schema | None:
    """The schema one step down, where this one has it."""
    if isinstance(step, int):
        places = option.get("prefixItems", [])
        return places[step] if 0 <= step < len(places) else option.get("items") or None
    inside: Schema | None = option.get("properties", {}).get(step)
    others = option.get("additionalProperties")
    return inside or (others if isinstance(others, dict) else None)


def shown(value: Any) -> str:
    """A value as it is repeated in a fault."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    try:
        return shortened(repr(value))
    except ValueError:
        return "a number of thousands of digits"  # which Python does not write out


def shortened(text: str, most: int = MOST_OF_A_VALUE) -> str:
    """A text as it is repeated in a fault: not all of it where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _sound(raw: Mapping[str, Any], group: str, kind: Any) -> dict[str, Any]:
    """Those entries of a group that are valid by themselves, but for keys that do not exist."""
    entries = raw.get(group)
    read = (
        {str(name): _by_itself(entry, kind) for name, entry in entries.items()} if isinstance(entries, Mapping) else {}
    )
    return {name: entry for name, entry in read.items() if entry is not None}


def _by_itself(entry: Any, kind: Any) -> Any:
    """A part of a scenario, None where it is not valid."""
    try:
        return _adapter(kind).validate_python(entry, extra="ignore")
    except ValidationError:
        return None
