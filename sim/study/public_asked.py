"""What may not be asked for in public output: a cohort that may be so small that somebody could be recognised."""

from collections.abc import Iterable

from sim.measures.fairness import FEWEST
from sim.model.faults import Fault
from sim.model.scenario import Poisson, Scenario

WHY = f"with public=true no cohort is shown that may be fewer than {FEWEST} persons, nor one that would tell it"


def refused_in_public(
    scenario: Scenario, key: str, outputs: Iterable[str], settings: Iterable[str] = ()
) -> list[Fault]:
    """The outputs, and the settings by dotted key, that name such a cohort. key: what is blamed for outputs."""
    hidden = small_cohorts(scenario)
    faults = [Fault(key, f"got {text!r}; {WHY}") for text in outputs if _cohort_of(text) in hidden]
    return faults + [
        Fault(f"over.{name}", WHY) for name in settings if name.split(".")[:2] in [["cohorts", of] for of in hidden]
    ]


def _cohort_of(output: str) -> str:
    """The cohort that an output's text names, "" where it is everybody."""
    return output.partition(" @ ")[0].partition(" by ")[0].partition(" / ")[2]


def small_cohorts(scenario: Scenario) -> list[str]:
    """Cohorts that may be fewer than ten persons on some day, as far as the scenario tells; by name.

    Where that is one alone, the next smallest too, lest totals tell it. Those who come as a stream may be any number.
    """
    persons = {
        name: cohort.persons + sum(sum(there.values()) for there in cohort.already.values())
        for name, cohort in scenario.cohorts.items()
    }
    small = [name for name in persons if persons[name] < FEWEST or isinstance(scenario.cohorts[name].arrivals, Poisson)]
    others = sorted((name for name in persons if name not in small), key=lambda name: persons[name])
    return sorted(small + others[:1] if len(small) == 1 else small)
