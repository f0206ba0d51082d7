"""What is asked of a comparison: named plans, each a few overrides of one scenario, and what is measured of them."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import Field

from sim.measures.outputs import known_outputs, outputs_named, told_of_nobody
from sim.measures.row import output_of
from sim.model.faults import Fault, Refused, scenario_of
from sim.model.rules import doubtful
from sim.model.scenario import Scenario
from sim.study.asked import Study
from sim.study.plan import Text
from sim.study.provenance import unnamed
from sim.study.public_asked import numbered, refused_in_public
from sim.study.senses import senses
from sim.study.statistics.comparison import Sense

AS_IT_IS = "as it is"  # the name of the scenario as asked, with which the plans are compared
MOST = 40  # plans; every two of them are compared
LONGEST = 60  # characters of a plan's name in a refusal
NO_PART = {"name", "question"}  # of a scenario that say nothing of what is simulated

Compose = Callable[[list[str]], Mapping[str, Any]]  # the plain mapping of the command's configuration under overrides
Item = TypeVar("Item")


class Compare(Study):
    """A study of plans beside the scenario as it is.

    plans: each one's overrides, separated as on the command line. indifference: a difference of the means of at most so
    much does not matter, in the output's unit, 0 where not named. sense: whether more or less is better, where the rule
    of `sim.study.senses` says it otherwise or not at all. Both are keyed by the output's text.
    """

    plans: Annotated[dict[Text, Text], Field(min_length=1, max_length=MOST)]
    indifference: dict[Text, Annotated[float, Field(ge=0, le=1e9)]]
    sense: dict[Text, Sense]


class Alternative(NamedTuple):
    """One of the plans, or the first: the scenario as it is; with the overrides that make it."""

    name: str
    overrides: str
    scenario: Scenario


class Goal(NamedTuple):
    """An output by which plans are judged, its unit, whether more or less is better, and what does not matter."""

    output: str
    unit: str
    sense: Sense
    indifference: float


def alternatives(study: Compare, overrides: Sequence[str], compose: Compose) -> list[Alternative]:
    """The scenario as it is, and each plan laid over it; raises Refused with every fault of all plans.

    overrides: the user's own, which a plan's go before where they set the same key.
    """
    faults, found = [*_misnamed(study)], [Alternative(AS_IT_IS, "", study.scenario())]
    for name, text in study.plans.items():
        try:
            found.append(Alternative(name, text, _scenario(study, overrides, text, compose)))
        except Refused as refused:
            faults += _of_plan(name, refused)
    if faults:
        raise Refused(faults)
    return found


def goals(study: Compare, found: Sequence[Alternative]) -> list[Goal]:
    """What the plans are judged by; raises Refused where one of them does not tell it, or public output may not."""
    known, faults = known_outputs(found[0].scenario), list[Fault]()
    with _gathering(faults):
        outputs = outputs_named(study.measured, known, "measured")
    faults += refused_in_public(numbered("measured", study.measured)) if study.public else []
    faults += _not_told(study, found[1:], {fault.key for fault in faults})
    with _gathering(faults):
        indifference = _by_output(study.indifference, known, "indifference")
    with _gathering(faults):
        said = _by_output(study.sense, known, "sense")
    if faults:
        raise Refused(faults)
    told = senses(outputs, said)
    units = {output_of(row): row.unit for row in told_of_nobody(found[0].scenario)}
    return [
        Goal(str(output), units[output], sense, indifference.get(str(output), 0.0))
        for output, sense in zip(outputs, told, strict=True)
    ]


def doubts(found: Sequence[Alternative]) -> list[str]:
    """What is allowed but probably not meant in a plan, though not in the scenario as it is, with the plan's name."""
    first = set(doubtful(found[0].scenario))
    return [f"plans.{one.name[:LONGEST]}: {doubt}" for one in found for doubt in doubtful(one.scenario)
            if doubt not in first]  # fmt: skip


def the_same(found: Sequence[Alternative]) -> list[list[str]]:
    """The names of those that differ in no setting, together."""
    groups: dict[str, list[str]] = {}
    for one in found:
        groups.setdefault(one.scenario.model_dump_json(exclude=NO_PART), []).append(one.name)
    return [names for names in groups.values() if len(names) > 1]


def as_shown(study: Compare, found: Sequence[Alternative]) -> list[Alternative]:
    """The same plans; in public output, without what their overrides say of a cohort."""
    return [_unnamed(one, {*study.cohorts, *one.scenario.cohorts}) for one in found] if study.public else list(found)


def _unnamed(one: Alternative, cohorts: set[str]) -> Alternative:
    return one._replace(overrides=" ".join(unnamed(text, cohorts) for text in shlex.split(one.overrides)))


def _scenario(study: Compare, overrides: Sequence[str], text: str, compose: Compose) -> Scenario:
    own = _split(text)
    if faults := [Fault(_key(one), "says how it is run; a plan changes what is simulated, and nothing else")
                  for one in own if _key(one).split(".")[0] in study.settings()]:  # fmt: skip
        raise Refused(faults)
    keys = {_key(one) for one in own} | {"plans"}
    raw = compose([one for one in overrides if _key(one) not in keys] + own)
    return scenario_of({key: value for key, value in raw.items() if key not in study.settings()})


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Refused(
            [Fault(text[:LONGEST], f"cannot be read: {error}; needs overrides as on the command line")]
        ) from error


def _key(override: str) -> str:
    """The group or the dotted key that an override sets, without the part of a mapping below a setting's name."""
    return override.lstrip("+~").split("=")[0].split("@")[0]


def _misnamed(study: Compare) -> Iterator[Fault]:
    """Names that could not be told apart as they are shown, or that may not be shown."""
    shown: dict[str, str] = {AS_IT_IS: AS_IT_IS}
    for name in study.plans:
        key, plain = f"plans.{name[:LONGEST]}", " ".join(name.replace("_", " ").split())
        if not any(map(str.isprintable, plain)):
            yield Fault("plans", f"got {name[:LONGEST]!r}; needs a name that can be read")
        elif plain in shown:
            what = "the scenario as asked" if plain == AS_IT_IS else "another plan"
            yield Fault(key, f"is the name of {what}; needs one of its own")
        shown[plain] = name
        if study.public and unnamed(name, study.cohorts) != name:
            yield Fault(key, "names a cohort; needs another name, as public output names none")


@contextmanager
def _gathering(faults: list[Fault]) -> Iterator[None]:
    """Go on after a refusal, and keep its faults."""
    try:
        yield
    except Refused as refused:
        faults += refused.faults


def _of_plan(name: str, refused: Refused) -> list[Fault]:
    return [Fault(f"plans.{name[:LONGEST]}: {fault.key}", fault.problem) for fault in refused.faults]


def _not_told(study: Compare, plans: Sequence[Alternative], known: set[str]) -> list[Fault]:
    """The outputs that are not told of a plan, without those (by key) that are `known` not to be told at all."""
    faults: list[Fault] = []
    for one in plans:
        try:
            outputs_named(study.measured, known_outputs(one.scenario), "measured")
        except Refused as refused:
            faults += _of_plan(one.name, Refused([fault for fault in refused.faults if fault.key not in known]))
    return faults


def _by_output(said: Mapping[str, Item], known: Mapping[str, Any], key: str) -> dict[str, Item]:
    """Values keyed by outputs as they are written in full."""
    faults: list[Fault] = []
    found = {}
    for text, value in said.items():
        with _gathering(faults):
            found[str(outputs_named([text], known, f"{key}.{text}")[0])] = value
    if faults:
        raise Refused([Fault(key, fault.problem) for fault in faults])
    return found
