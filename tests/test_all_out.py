"""On which day all are out, over every run, those that are not cleared among them (M1, M10)."""

from dataclasses import replace

import numpy as np

import sim
from sim.measures.row import Row
from sim.report.words import _cleared
from sim.study.folded import room_for
from sim.study.replicate import replicate


def cleared(days):
    """The line on when all are out, of a run of 28 days with these days to clear (nan for never)."""
    results = replicate(sim.load("clear_7000", "days=2"), 1, 1)
    table = room_for(len(days), [Row("days to clear", "days", None)])
    for number, day in enumerate(days):
        table.fold(number, [Row("days to clear", "days", None if np.isnan(day) else day)])
    (line,) = _cleared(replace(results, table=table, scenario=results.scenario.model_copy(update={"days": 28})))
    return line.split(maxsplit=2)[2]


def test_all_out_is_told_as_a_day_that_came_up():
    """Forty runs: the first of 39 to 41 is beyond the interval at either end."""
    assert cleared([18.0, *[20.0] * 38, 23.0]) == "on day 20 (18 to 23)"


def test_runs_in_which_some_are_left_count_as_later():
    """Nobody is dropped from the answer: one run of forty is not cleared, and the interval has no end."""
    line = cleared([*[20.0] * 39, np.nan])
    assert line == "on day 20 (20 to later); some are left after day 28 in 1 of 40: more days= tell"


def test_where_most_are_never_cleared_it_is_later_than_the_run():
    assert cleared([20.0, *[np.nan] * 3]) == "after day 28; some are left after day 28 in 3 of 4: more days= tell"
