"""What to find out next: what knowing each uncertain number would be worth before one of several plans is chosen.

python experiments/learn.py                                                    where one officer or bus more helps
python experiments/learn.py plans=officer_bus_or_hour 'measured=[time in all]'   other plans, another output
python experiments/learn.py 'parameters=["stations.*_passport.*"]'             some numbers alone
"""

import sys
from functools import partial
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import composed, home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.report.learning.picture import draw_learning
from sim.report.learning.words import told_learning
from sim.report.leaving import Left, Origin
from sim.report.page.study.frame import closing_sections
from sim.report.page.study.learnt import learnt_page
from sim.report.studied import carry_out
from sim.study.compare import alternatives, as_shown, doubts
from sim.study.journal.running import Done
from sim.study.learning.asked import Learn, Learning, learning_of
from sim.study.learning.learnt import Ranked, Worth, learnt
from sim.study.points import study_plan, work
from sim.study.tables import write_table


def write_learning(job: Job[Learn], learning: Learning, done: Done, folder: Path, origin: Origin) -> Left:
    """Write the tables and the picture of a study that is done; its words and its page."""
    study = job.plan
    found = learnt(learning._replace(plans=as_shown(study, learning.plans)), done.values)
    write_table("plans", Ranked, found.plans, folder)
    write_table("worth", Worth, [*found.worths, *([found.everything] if found.everything else [])], folder)
    drawn = draw_learning(found, study.seed, folder)
    words = told_learning(found, study.seed, job.shown(), job.rests())
    closing = closing_sections(study, words, job.evidence, origin, job.changes())
    return Left(words, learnt_page(found, study.seed, closing), drawn[0].name if drawn else "")


def main() -> int:
    """Check the request, every plan and every range, simulate all, write and tell what came of it."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Learn, "learn", sys.argv[1:])
    plans = alternatives(job.plan, job.overrides, partial(composed, "learn"))
    for doubt in doubts(plans):
        print(f"note: {doubt}", file=sys.stderr)
    learning = learning_of(job.plan, plans, job.evidence, [text.split("=")[0] for text in job.changes()])
    plan = study_plan("learn", job.plan, [each.scenario for each in plans], learning.points())
    write = partial(write_learning, job, learning)
    return 0 if carry_out(job.plan, plan, work, job.overrides, write) else SOME_FAILED


@hydra.main(config_path=str(home("conf")), config_name="learn", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
