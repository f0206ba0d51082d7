"""Fit uncertain numbers to what was reported of the first days, and see what the fitted model foretells of later ones.

python experiments/calibrate.py                                        1 to 3 November 2023 fitted, 4 to 6 foretold
python experiments/calibrate.py scenario=opening_day fit_days=1        the opening day alone
python experiments/calibrate.py synthetic=200                          and whether the fitting works
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.report.calibrate.page import calibrated_page
from sim.report.calibrate.words import told_calibration
from sim.report.leaving import Left, Origin
from sim.report.page.study.frame import closing_sections
from sim.report.rounds import carry_out_rounds
from sim.study.calibrate.asked import Calibrate
from sim.study.calibrate.calibrated import Calibrated, calibrated, first_plan
from sim.study.calibrate.fitting import fitting_of
from sim.study.calibrate.rows import write_calibration
from sim.study.points import work
from sim.study.rounds import Carry


def main() -> int:
    """Check the request, fit, foretell, say what was found."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Calibrate, "calibrate", sys.argv[1:])
    fitting = fitting_of(job.plan, job.evidence)

    def write(carry: Carry, folder: Path, origin: Origin) -> Left:
        return written(job, calibrated(fitting, carry), folder, origin)

    done = carry_out_rounds(job.plan, first_plan(fitting), job.plan.simulations, work, job.overrides, write)
    return 0 if done else SOME_FAILED


def written(job: Job[Calibrate], found: Calibrated, folder: Path, origin: Origin) -> Left:
    """Write the tables and pictures of a calibration; its words and its page."""
    from sim.report.calibrate.pictures import draw_calibration  # noqa: PLC0415  (matplotlib takes its time)

    write_calibration(found, folder)
    draw_calibration(found, folder)
    words = told_calibration(found, job.shown(), job.rests())
    closing = closing_sections(job.plan, words, job.evidence, origin, job.changes())
    return Left(words, calibrated_page(found, folder, closing), "figures.png")


@hydra.main(config_path=str(home("conf")), config_name="calibrate", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
