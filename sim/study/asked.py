"""What is asked of a study: a scenario, how it is run, what is measured of it, and who does the work."""

from sim.engines import choose
from sim.model.frozen import Many
from sim.study.executors import Executor
from sim.study.plan import Plan, Text, visits


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


def word_of_engine(study: Lasting, tasks: int) -> str:
    """What a user should know of the engine that so many tasks get, if anything."""
    return choose(study.engine, tasks * visits(study)).word
