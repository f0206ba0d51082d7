"""What is asked of a sensitivity study: a method, what it varies, and how many base points it has."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from sim.measures.outputs import known_outputs, outputs_named
from sim.model.faults import Fault, Refused
from sim.model.frozen import Many
from sim.study.asked import Study
from sim.study.plan import Text
from sim.study.public_asked import numbered, refused_in_public
from sim.study.statistics.variances import FEWEST

Method = Literal["one_at_a_time", "morris", "sobol"]
By = Literal["parameter", "basis"]


class Sensitivity(Study):
    """A study with what is varied, and how.

    base_points: trajectories of a Morris design, base points of a Sobol design (a power of two); one at a time has
    none. parameters: "uncertain" for all numbers that seeds/ calls uncertainties and gives a range, or their keys, with
    * for patterns. most: only those that move an output most, one at a time; null for all. by: Sobol indices of single
    parameters, or of all numbers together that rest on the same basis, which is what the evidence account asks for.
    """

    method: Method
    base_points: Annotated[int, Field(ge=2, le=1_048_576)]
    parameters: Literal["uncertain"] | Many[Text]
    most: Annotated[int, Field(ge=1, le=10_000)] | None
    by: By


def faults_of(study: Sensitivity) -> list[Fault]:
    """What is asked that there is not, or that does not go together."""
    return [*_of_method(study), *(_of_public(study) if study.public else ()), *_of_outputs(study)]


def _of_outputs(study: Sensitivity) -> list[Fault]:
    try:
        outputs_named(study.measured, known_outputs(study.scenario()), "measured")
    except Refused as refused:
        return refused.faults
    return []


def _of_method(study: Sensitivity) -> Iterator[Fault]:
    fewest = {"one_at_a_time": 1, "morris": 2, "sobol": FEWEST}[study.method]
    if study.replications < fewest:
        rule = f"{study.method} needs at least {fewest}, to tell the noise of days from an effect"
        yield Fault("replications", f"got {study.replications}; {rule}")
    count = study.base_points
    if study.method == "sobol" and count & (count - 1):
        near = 2 ** (count.bit_length() - 1)
        yield Fault("base_points", f"got {count}; sobol needs a power of two, such as {near} or {2 * near}")
    if study.method != "sobol" and study.by == "basis":
        yield Fault(
            "by", f"got basis with {study.method}; needs method=sobol, the only one that has shares of variance"
        )


def _of_public(study: Sensitivity) -> list[Fault]:
    keys = study.parameters if study.parameters != "uncertain" else ()
    return refused_in_public({**numbered("measured", study.measured), **numbered("parameters", keys)})
