"""Ask backwards: the least of one or two levers such that a goal is met with a stated probability, tried on fresh days.

python experiments/plan.py                                           officers or hours for 600 listed persons
python experiments/plan.py goal=nobody_inside probability=0.95       another file of conf/goal/
python experiments/plan.py 'cost={stations.egyptian_passport.officers: 2}'  what a unit of a lever costs
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.report.least.page import least_page
from sim.report.least.words import told_least
from sim.report.leaving import Left, Origin
from sim.report.page.study.frame import closing_sections
from sim.report.rounds import carry_out_rounds
from sim.study.least.asked import Least
from sim.study.least.found import Found, first_plan, found, most_tasks
from sim.study.least.question import question_of
from sim.study.least.rows import write_least
from sim.study.points import work
from sim.study.rounds import Carry


def main() -> int:
    """Check the question, search, confirm on fresh days, say what was found."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Least, "plan", sys.argv[1:])
    question = question_of(job.plan)

    def write(carry: Carry, folder: Path, origin: Origin) -> Left:
        return written(job, found(question, carry), folder, origin)

    done = carry_out_rounds(job.plan, first_plan(question), most_tasks(question), work, job.overrides, write)
    return 0 if done else SOME_FAILED


def written(job: Job[Least], told: Found, folder: Path, origin: Origin) -> Left:
    """Write the tables and the picture of an answer; its words and its page."""
    from sim.report.least.picture import draw_least  # noqa: PLC0415  (matplotlib takes its time)

    changes = [*job.changes(), *job.plan.levers]
    write_least(told, folder)
    draw_least(told, folder)
    words = told_least(told, job.shown(), job.rests(list(job.plan.levers)))
    closing = closing_sections(job.plan, words, job.evidence, origin, changes)
    return Left(words, least_page(told, folder, closing), "least.png")


@hydra.main(config_path=str(home("conf")), config_name="plan", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
