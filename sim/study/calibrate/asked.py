"""What is asked of a calibration: which numbers are fitted, to the figures of which days, and with how much work."""

from typing import Annotated

from pydantic import Field

from sim.model.faults import Fault
from sim.model.frozen import Many
from sim.study.asked import Lasting
from sim.study.plan import Text
from sim.study.public_asked import is_of_one_cohort

Count = Annotated[int, Field(ge=20, le=1_000_000)]


class Calibrate(Lasting):
    """A calibration. parameters: keys of numbers with a range in seeds/, with * for patterns; the range is the prior.

    fit_days: the reported figures of so many first days are fitted; those of later days are foretold. within: a figure
    told by one source may be off by so large a share of it either way. first: points drawn from the prior; kept: how
    many of the nearest make the population; proposed: points of each generation after it; generations: how many there
    are at most. replications: days drawn from the posterior, by which figures are foretold. synthetic: so many sets of
    figures are simulated from known numbers and fitted, which shows whether the fitting works; 0 for none.
    """

    parameters: Annotated[Many[Text], Field(min_length=1, max_length=40)]
    fit_days: Annotated[int, Field(ge=1, le=60)]
    within: Annotated[float, Field(ge=0, lt=1)]
    first: Count
    kept: Count
    proposed: Count
    generations: Annotated[int, Field(ge=0, le=100)]
    synthetic: Annotated[int, Field(ge=0, le=100_000)]

    @property
    def simulations(self) -> int:
        """How many runs of the scenario it takes at most, without those of synthetic figures."""
        return self.first + self.generations * self.proposed + self.replications


def faults_of(study: Calibrate) -> list[Fault]:
    """What does not go together."""
    faults = []
    if study.kept > study.first:
        faults.append(Fault("kept", f"got {study.kept}; needs at most first={study.first}, of which it is the nearest"))
    if study.fit_days > study.days:
        faults.append(Fault("fit_days", f"got {study.fit_days}; the scenario has days={study.days}"))
    if study.public and any(map(is_of_one_cohort, study.parameters)):
        faults.append(Fault("parameters", "got numbers of cohorts; public=true tells of no cohort alone"))
    return faults
