"""What is asked of a study: a scenario, how it is run, what is measured of it, and who does the work."""

from typing import Annotated

from pydantic import Field

from sim.model.frozen import Many
from sim.study.executors import Executor
from sim.study.plan import Plan

Text = Annotated[str, Field(min_length=1, max_length=1000)]


class Study(Plan):
    """A plan with the settings of a study.

    measured: the outputs, as `sim.measures.outputs` names them. dry: tell what would run, and run nothing. yes: also
    where it takes hours or gigabytes.
    """

    measured: Many[Text]
    executor: Executor
    dry: bool
    yes: bool
