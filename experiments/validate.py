"""Hold a scenario against what was reported of its days: figures with proper scores, and patterns that can fail.

python experiments/validate.py                                                  the opening day
python experiments/validate.py scenario=first_three_days replications=400       other days
"""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import Job, asks_for_information, end_with, engine_for, validated
from sim.evidence.patterns import Pattern, patterns_in
from sim.model.faults import Fault, Refused
from sim.report.leaving import Left, leave, renew_index
from sim.report.page.study.frame import closing_sections
from sim.report.page.study.validated import validated_page
from sim.report.progress import watched
from sim.report.validation.picture import draw_validation
from sim.report.validation.words import told_validation
from sim.study.folder import claim, unfinished
from sim.study.plan import Plan
from sim.study.provenance import write_provenance
from sim.study.public import in_public
from sim.study.replicate import replicate
from sim.study.tables import write_table
from sim.study.validation.figures import Tested, Untested
from sim.study.validation.held import held, refuse_unreported
from sim.study.validation.patterns import Checked


def write_validation(job: Job[Plan], patterns: tuple[Pattern, ...], folder: Path) -> str:
    """Simulate the days, write configuration, tables, picture and page; return the summary."""
    plan, evidence = job.plan, job.evidence
    with unfinished(folder):
        origin = write_provenance(plan, job.overrides, folder)
        engine = engine_for(plan, 2 * plan.replications)
        results = replicate(plan.scenario(), plan.replications, plan.seed, watched, engine)
        results = replace(results, changes=tuple(job.shown()))
        results = in_public(results) if plan.public else results
        found = held(results, evidence, patterns, partial(engine.runs, plan.scenario(), plan.seed), job.changes())
        write_table("figures", Tested, found.tested, folder)
        write_table("untested", Untested, found.untested, folder)
        write_table("patterns", Checked, found.checked, folder)
        draw_validation(found, folder)
        words = told_validation(found, job.shown(), job.rests())
        closing = closing_sections(plan, words, evidence, origin, job.changes())
        leave(Left(words, validated_page(found, evidence, closing), "validation.png"), folder)
    renew_index(Path(plan.outputs))
    return f"{words}\n\n  Page, tables and picture in {folder}\n"


def main() -> int:
    """Check the request, claim a folder, do the work."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    request = validated("validate", sys.argv[1:])
    if request.multirun:
        raise Refused([Fault("-m", "this command takes one scenario at a time; needs a run for each")])
    (job,), patterns = request.jobs, patterns_in(home("seeds"))
    refuse_unreported(job.evidence, patterns, job.plan.scenario())
    folder = claim(Path(job.plan.outputs), f"validate {job.plan.name}")
    print(write_validation(job, patterns, folder))
    return 0


@hydra.main(config_path=str(home("conf")), config_name="validate", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
