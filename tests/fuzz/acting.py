"""What the gate accepts, acted out by the reference engine, small as it is; its log must keep every invariant."""

from otherwise import otherwise, raised
from watched import watched

from sim.engines import reference
from sim.model.crossing import build
from sim.model.draws import draw
from sim.model.invariants import broken
from sim.model.scenario import Scenario

MOST_PERSONS, MOST_DAYS, MOST_PARTIES = 300, 5, 300
SECONDS, MEGABYTES = 10.0, 1_000


def is_small(scenario: Scenario) -> bool:
    """Whether it can be acted out in an instant."""
    persons = sum(
        cohort.persons + sum(sum(there.values()) for there in cohort.already.values())
        for cohort in scenario.cohorts.values()
    )
    return persons <= MOST_PERSONS and scenario.days <= MOST_DAYS


def acted_out(scenario: Scenario, seed: int) -> bool:
    """Act out one day of it; False where more come than we wait for. Raises Otherwise for what is not as it must be."""
    seen = watched(lambda: _told(scenario, seed), SECONDS, MEGABYTES)
    if seen.error:
        raise raised(seen.error)
    if seen.value:
        raise otherwise("a broken invariant", "; ".join(seen.value[:3]))
    return seen.value is not None


def _told(scenario: Scenario, seed: int) -> list[str] | None:
    draws = draw(scenario, seed, 0)
    if len(draws.size) > MOST_PARTIES:
        return None
    crossing = build(scenario, draws)
    return broken(crossing, draws, reference.simulate(crossing, draws))
