"""Whether more or less of an output is better: by its measure, or as is said; where neither says, it is asked for."""

import re
from collections.abc import Mapping, Sequence

from sim.measures.row import Output
from sim.model.faults import Fault, Refused
from sim.study.statistics.comparison import Sense

MORE, LESS = Sense.__args__  # type: ignore[attr-defined]  # the two words, each written once

SENSES: dict[str, Sense] = {  # pattern of a whole measure; the first that fits decides
    r"(persons|parties|children) crossed(, day \d+)?": MORE,
    r"persons (?!crossed|a trip).*": LESS,
    r"(mean|median|p90|p95|longest) (wait|time)\b.*": LESS,
    r"share (who waited|past their deadline).*": LESS,
    r"\d+ % out|first exit|last exit|days to clear": LESS,
    r"time (closed|waiting|held up|yielding|beyond|in all)\b.*": LESS,
    r"times patience ended|longest queue|fullest (hall|street)|person-(hours|minutes|nights)\b.*": LESS,
    r"gap between cohorts.*|officers blocked": LESS,
}


def sense_of(measure: str) -> Sense | None:
    """The sense of a measure; None where it depends on what is wanted, as for trips or officers at work."""
    return next((sense for pattern, sense in SENSES.items() if re.fullmatch(pattern, measure)), None)


def senses(outputs: Sequence[Output], said: Mapping[str, Sense]) -> list[Sense]:
    """The sense of each output, `said` (by the output's text) before the rule; raises Refused for all without one."""
    found = [said.get(str(output)) or sense_of(output.measure) for output in outputs]
    faults = [
        Fault("sense", f"got none for {str(output)!r}; needs sense={{{output}: {MORE}}} or {LESS}")
        for output, sense in zip(outputs, found, strict=True)
        if sense is None
    ]
    if faults:
        raise Refused(faults)
    return [sense for sense in found if sense is not None]
