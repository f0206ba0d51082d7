"""The plan of a sweep, once all of it is known to be possible."""

from collections.abc import Callable, Iterable, Sequence

from sim.measures.fairness import FEWEST
from sim.measures.outputs import known_outputs, outputs_named
from sim.model.faults import Fault, Refused
from sim.model.scenario import Poisson, Scenario
from sim.study.journal.plan import StudyPlan
from sim.study.points import study_plan
from sim.study.sweep import Sweep
from sim.study.sweep_points import Changes, points_of


def sweep_plan(sweep: Sweep) -> StudyPlan:
    """The plan of a sweep; raises Refused with the faults of its settings, points and outputs, all at once."""
    scenario, faults = sweep.scenario(), []
    points: list[Changes] = []

    def lay() -> None:
        points.extend(points_of(sweep, scenario))

    checks: tuple[Callable[[], object], ...] = (
        lay,
        lambda: outputs_named(sweep.measured, known_outputs(scenario), "measured"),
        lambda: _in_public(sweep, scenario),
    )
    for check in checks:
        try:
            check()
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return study_plan("sweep", sweep, [scenario], [{"scenario": 0, "changes": changes} for changes in points])


def _in_public(sweep: Sweep, scenario: Scenario) -> None:
    """Refuse what would show a cohort that public output may have to hide."""
    if not sweep.public:
        return
    hidden = small_cohorts(scenario)
    faults = [
        *_of(hidden, "measured", sweep.measured, lambda text: text.partition(" @ ")[0].partition(" / ")[2]),
        *_of(hidden, "over", sweep.over, lambda key: key.split(".")[1] if key.startswith("cohorts.") else ""),
    ]
    if faults:
        raise Refused(faults)


def _of(hidden: Sequence[str], key: str, texts: Iterable[str], cohort_of: Callable[[str], str]) -> list[Fault]:
    why = f"with public=true no cohort is shown that may be fewer than {FEWEST} persons, nor one that would tell it"
    return [Fault(key, f"got {text!r}; {why}") for text in texts if cohort_of(text).split(" by ")[0] in hidden]


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
