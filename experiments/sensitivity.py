"""What moves the outputs of a scenario, within the ranges that stand in seeds/parameters.yaml, and what that rests on.

python experiments/sensitivity.py                                           one number at a time, the opening day
python experiments/sensitivity.py method=morris                             elementary effects all over the ranges
python experiments/sensitivity.py method=sobol most=20 base_points=1024     shares of variance
python experiments/sensitivity.py method=sobol by=basis base_points=1024    the evidence account
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.report.leaving import Left, Origin
from sim.report.page.study.frame import closing_sections
from sim.report.page.study.moving import moving_page, shares_of
from sim.report.sensitivity.pictures import draw_sensitivity
from sim.report.sensitivity.words import told_sensitivity
from sim.report.studied import carry_out
from sim.study.journal.running import Done
from sim.study.points import study_plan, work
from sim.study.sensitivity.asked import Sensitivity
from sim.study.sensitivity.designed import Varying, points_of, varying_of
from sim.study.sensitivity.found import found, write_found


def main() -> int:
    """Check the request, choose what is varied, carry it out."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Sensitivity, "sensitivity", sys.argv[1:])
    study = job.plan
    if study.most is not None:
        print(f"note: first, all numbers one at a time, to choose the {study.most} that move most", file=sys.stderr)
    varying = varying_of(study, job.evidence, [text.split("=")[0] for text in job.changes()])
    points = points_of(varying.design, varying.choice.numbers)
    plan = study_plan(f"sensitivity {study.method}", study, [varying.scenario], points)

    def write(done: Done, folder: Path, origin: Origin) -> Left:
        return written(job, varying, done, folder, origin)

    return 0 if carry_out(study, plan, work, job.overrides, write) else SOME_FAILED


def written(job: Job[Sensitivity], varying: Varying, done: Done, folder: Path, origin: Origin) -> Left:
    """Write the tables and pictures of a study that is done; its words and its page."""
    result = found(job.plan, varying, done)
    write_found(result, done, folder)
    drawn = draw_sensitivity(result, folder)
    words = told_sensitivity(result, job.shown())
    closing = closing_sections(job.plan, words, job.evidence, origin, job.changes(), shares_of(result))
    return Left(words, moving_page(result, closing), drawn[0].name if drawn else "")


@hydra.main(config_path=str(home("conf")), config_name="sensitivity", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
