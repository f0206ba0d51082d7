"""Find the bottleneck of a scenario: relieve each station in turn over the same days, and see what shortens the whole.

python experiments/bottleneck.py                                       the opening day
python experiments/bottleneck.py scenario=more_buses replications=100  another scenario
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import Job, asks_for_information, end_with, engine_for, validated
from sim.model.faults import Fault, Refused
from sim.report.leaving import Left, leave, renew_index
from sim.report.page.study.frame import closing_sections
from sim.report.page.study.relieved import relieved_page
from sim.report.progress import watched
from sim.report.relief import draw_relief
from sim.report.verdict import told_verdict
from sim.study.bought import Bought, bought
from sim.study.folder import claim, unfinished
from sim.study.plan import Plan
from sim.study.provenance import write_provenance
from sim.study.relief import relieve
from sim.study.reliefs import LeftOut, Relief, reliefs
from sim.study.tables import write_table
from sim.study.verdict import judged


def write_bottleneck(job: Job[Plan], found: list[Relief], left_out: list[LeftOut], folder: Path) -> str:
    """Simulate every relief; write configuration, table, picture and page; return the summary."""
    plan = job.plan
    with unfinished(folder):
        origin = write_provenance(plan, job.overrides, folder)
        engine = engine_for(plan, plan.replications * (1 + len(found)))
        relieved = relieve(plan.scenario(), found, plan.replications, plan.seed, watched, engine)
        lines = bought(relieved)
        verdict = judged(lines)
        write_table("relief", Bought, lines, folder)
        draw_relief(relieved, lines, verdict, folder)
        words = told_verdict(relieved, lines, verdict, left_out, job.shown(), job.rests())
        closing = closing_sections(plan, words, job.evidence, origin, job.changes())
        leave(Left(words, relieved_page(relieved, lines, verdict, closing), "relief.png"), folder)
    renew_index(Path(plan.outputs))
    return f"{words}\n\n  Page, table and picture in {folder}\n"


def main() -> int:
    """Check the request, claim a folder, do the work."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    request = validated("bottleneck", sys.argv[1:])
    if request.multirun:
        raise Refused([Fault("-m", "this command takes one scenario at a time; needs a run for each")])
    (job,) = request.jobs
    found, left_out = reliefs(job.plan.scenario())
    if not found and not left_out:
        raise Refused([Fault("cohorts", "nobody comes, so there is nothing to relieve; needs persons")])
    if not found:
        raise Refused([Fault(f"stations.{each.station}", f"{each.what}: {each.why}") for each in left_out])
    print(write_bottleneck(job, found, left_out, claim(Path(job.plan.outputs), f"bottleneck {job.plan.name}")))
    return 0


@hydra.main(config_path=str(home("conf")), config_name="bottleneck", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
