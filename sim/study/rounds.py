"""Rounds of a study, where what one simulates depends on those before it."""

from collections.abc import Callable

from sim.model.clock import Real
from sim.study.journal.plan import StudyPlan
from sim.study.work import Work

FIRST = "first"  # the name of the first round
Carry = Callable[[StudyPlan, Work, str], Real]  # carries out a round under a name: its values (tasks, K)
