"""What is asked of a study: a scenario, how it is run, what is measured of it, and who does the work."""

from sim.model.frozen import Many
from sim.study.executors import Executor
from sim.study.plan import Plan, Text


class Lasting(Plan):
    """A plan that may take long. dry: tell what would run, and run nothing. yes: also where it takes hours or
    gigabytes.
    """

    executor: Executor
    dry: bool
    yes: bool


class Study(Lasting):
    """A plan with the settings of a study. measured: the outputs, as `sim.measures.outputs` names them."""

    measured: Many[Text]
