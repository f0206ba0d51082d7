"""Compare plans side by side over the same days: which is surely better, in what, which is best, and what is unclear.

python experiments/compare.py                                             a few plans for the opening day
python experiments/compare.py plans=closing_rules replications=500        other plans, from conf/plans/
python experiments/compare.py 'plans={four buses: "stations.bus.vehicles=4", longer hours: "scenario=longer_hours"}'
"""

import sys
from functools import partial
from pathlib import Path

import hydra
import numpy as np
from omegaconf import DictConfig

from sim.compose import composed, home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.report.compared import short_names, told_compared
from sim.report.differences import draw_differences
from sim.report.leaving import Left, Origin
from sim.report.page.study.compared import compared_page
from sim.report.page.study.frame import closing_sections
from sim.report.studied import carry_out
from sim.study.choice import tables
from sim.study.compare import Alternative, Compare, Goal, alternatives, as_shown, doubts, goals
from sim.study.compared import Chance, Compared, Difference, Selected, Told
from sim.study.journal.running import Done
from sim.study.points import study_plan, work
from sim.study.tables import write_table


def write_compared(
    job: Job[Compare], plans: list[Alternative], judged_by: list[Goal], done: Done, folder: Path, origin: Origin
) -> Left:  # fmt: skip
    """Write the tables and the picture of a comparison; its words and its page."""
    study = job.plan
    values = np.reshape(done.values, (len(plans), study.replications, len(judged_by)))
    compared = Compared(as_shown(study, plans), judged_by, values, study.seed)
    found, names = tables(compared), short_names(compared)
    write_table("plans", Told, found.told, folder)
    write_table("differences", Difference, found.differences, folder)
    write_table("best", Chance, found.chances, folder)
    write_table("selection", Selected, found.selected, folder)
    draw_differences(compared, found.differences, names, folder)
    words = told_compared(compared, found, job.shown(), job.rests())
    closing = closing_sections(study, words, job.evidence, origin, job.changes())
    return Left(words, compared_page(compared, found, names, closing), "differences.png")


def main() -> int:
    """Check the request and every plan, simulate all of them, write and tell what came of it."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Compare, "compare", sys.argv[1:])
    plans = alternatives(job.plan, job.overrides, partial(composed, "compare"))
    judged_by = goals(job.plan, plans)
    for doubt in doubts(plans):
        print(f"note: {doubt}", file=sys.stderr)
    points = [{"scenario": at, "changes": {}} for at in range(len(plans))]
    plan = study_plan("compare", job.plan, [each.scenario for each in plans], points)
    write = partial(write_compared, job, plans, judged_by)
    return 0 if carry_out(job.plan, plan, work, job.overrides, write) else SOME_FAILED


@hydra.main(config_path=str(home("conf")), config_name="compare", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
