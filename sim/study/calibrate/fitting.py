"""A calibration made ready: the numbers that are fitted, the figures they are fitted to, the plans of its rounds."""

from collections.abc import Sequence
from typing import NamedTuple

from sim.evidence import Evidence
from sim.model.clock import Real
from sim.model.faults import Fault, Refused
from sim.model.scenario import Scenario
from sim.study.calibrate.asked import Calibrate, faults_of
from sim.study.calibrate.reported import Told, intervals_of, outputs_of, sums_of, told_of
from sim.study.fingerprint import fingerprint
from sim.study.journal.plan import StudyPlan
from sim.study.points import Point, acted_out
from sim.study.public import is_of_few
from sim.study.sensitivity.designed import probed
from sim.study.sensitivity.varied import Varied, listed
from sim.study.statistics.abc.excess import Intervals
from sim.study.statistics.chance import generator
from sim.study.statistics.ranges import Range, placed, written

PROBES = 64


class Fitting(NamedTuple):
    """What is fitted to what. sums: (K, S), figures as sums of outputs. fitted: which of them, (F,), are fitted."""

    study: Calibrate
    scenario: Scenario
    numbers: tuple[Varied, ...]
    told: list[Told]
    outputs: list[str]
    sums: Real
    fitted: list[int]
    intervals: Intervals

    @property
    def ranges(self) -> list[Range]:
        """The priors, uniform each."""
        return [one.range for one in self.numbers]


def fitting_of(study: Calibrate, evidence: Evidence) -> Fitting:
    """All that a calibration needs; raises Refused with every fault, and where nothing was reported to fit to."""
    scenario, faults = study.scenario(), faults_of(study)
    told = told_of(scenario, evidence, study.fit_days)
    told = [one for one in told if not (study.public and is_of_few(one.figure))]
    fitted = [at for at, one in enumerate(told) if one.fitted]
    if not fitted:
        about = f"nothing was reported of the first {study.fit_days} days from {study.date} that it has a measure for"
        faults.append(Fault("scenario", f"got {study.name!r}; {about}"))
    try:
        numbers = listed(scenario, evidence, study.parameters).numbers
    except Refused as refused:
        faults += refused.faults
    if faults:
        raise Refused(faults)
    made = Fitting(study, scenario, numbers, told, outputs_of(told), sums_of(told), fitted,
                   intervals_of([told[at] for at in fitted], study.within))  # fmt: skip
    probed(scenario, points_of(made, drawn(made, PROBES), 0))
    return made


def drawn(fitting: Fitting, count: int, *purpose: str) -> Real:
    """Points (count, D) of the prior, in the unit cube."""
    return generator(fitting.study.seed, "calibrate", *purpose).random((count, len(fitting.numbers)))


def points_of(fitting: Fitting, unit: Real, first: int) -> list[Point]:
    """Points of the unit cube as a study has them, each with a day of its own, numbered from `first` on."""
    return [{"scenario": 0, "changes": changes, "first": first + at}
            for at, changes in enumerate(changes_of(fitting.ranges, unit))]  # fmt: skip


def changes_of(ranges: Sequence[Range], unit: Real) -> list[dict[str, float]]:
    """The values at points (N, D) of the unit cube, by the names of the ranges."""
    rows = placed(unit, ranges).tolist()
    return [{one.name: written(value, one.kind) for one, value in zip(ranges, row, strict=True)} for row in rows]


def plan_of(fitting: Fitting, kind: str, points: Sequence[Point]) -> StudyPlan:
    """The plan of one round."""
    study = fitting.study
    how = {"parameters", "fit_days", "within", "first", "kept", "proposed", "generations", "replications", "synthetic"}
    settings = acted_out(study, [fitting.scenario.model_dump(mode="json")])
    settings["asked"] = study.model_dump(mode="json", include=how)
    return StudyPlan(
        f"calibrate {kind}", points, study.seed, 1, fitting.outputs, fingerprint(), tasks_a_point=1, settings=settings
    )
