"""Simulate a scenario at many points, and see which is best, how flat it is there, and what moves it most.

python experiments/sweep.py                                                    more buses, more officers
python experiments/sweep.py over=checks_and_shows design=sobol points=256      another file of conf/over/
python experiments/sweep.py 'over={stations.bus.vehicles: [1, 2, 4]}'          any settings of the scenario
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, one_study
from sim.measures.outputs import known_outputs, outputs_named
from sim.report.leaving import Left, Origin
from sim.report.page.study.frame import closing_sections
from sim.report.page.study.swept import swept_page
from sim.report.studied import carry_out
from sim.report.sweep_words import told_sweep
from sim.study.journal.running import Done
from sim.study.points import work
from sim.study.senses import senses
from sim.study.sweep import Sweep
from sim.study.sweep_effects import Effect, effects, moves
from sim.study.sweep_plan import sweep_plan
from sim.study.swept import Line, Swept, Value, point_rows, swept_of, swept_rows
from sim.study.tables import write_table


def write_sweep(job: Job[Sweep], swept: Swept, folder: Path, origin: Origin) -> Left:
    """Write the tables and the picture of a sweep; its words and its page."""
    lines, levels, moved = list(swept_rows(swept)), list(effects(swept)), moves(swept)
    write_table("points", Value, point_rows(swept), folder)
    write_table("sweep", Line, lines, folder)
    write_table("effects", Effect, levels, folder)
    from sim.report.sweep import draw_sweep  # noqa: PLC0415  (matplotlib takes its time, and workers need none)

    draw_sweep(swept, lines, levels, moved, folder)
    changes = [*job.changes(), *swept.settings]
    words = told_sweep(swept, lines, moved, job.shown(), job.rests(swept.settings))
    closing = closing_sections(job.plan, words, job.evidence, origin, changes)
    return Left(words, swept_page(swept, lines, levels, moved, folder, closing), "sweep.png")


def main() -> int:
    """Check the request, carry the study out, say what was found."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    job = one_study(Sweep, "sweep", sys.argv[1:])
    study = job.plan
    plan, scenario = sweep_plan(study), study.scenario()
    told = senses(outputs_named(study.measured, known_outputs(scenario), "measured"), study.sense)

    def write(done: Done, folder: Path, origin: Origin) -> Left:
        points = [point["changes"] for point in plan.points]
        swept = swept_of(scenario, study.design, points, study.measured, told, done.values)
        return write_sweep(job, swept, folder, origin)

    return 0 if carry_out(study, plan, work, job.overrides, write) else SOME_FAILED


@hydra.main(config_path=str(home("conf")), config_name="sweep", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
