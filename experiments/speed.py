"""Time the engines side by side: CPU time a day and an event, over the same days, and how it grows with the crowd.

python experiments/speed.py                     20 bench days, 450 to 140,000 parties
python experiments/speed.py replications=100    more days
"""

import sys
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import Job, asks_for_information, end_with, validated
from sim.model.faults import Fault, Refused
from sim.report.speed import told_speed
from sim.study.folder import claim, unfinished
from sim.study.provenance import write_provenance
from sim.study.speed import Timed, growth, side_by_side
from sim.study.tables import write_table

SIZES = (1, 10, 100, 1000)  # times the persons of a bench day


def write_speed(job: Job, folder: Path) -> str:
    """Time everything; write configuration, tables and words; return the words."""
    plan = job.plan
    with unfinished(folder):
        write_provenance(plan, job.overrides, folder)
        beside = side_by_side(plan.scenario(), plan.replications, plan.seed)
        larger = growth(plan.scenario(), SIZES, plan.seed)
        write_table("speed", Timed, beside, folder)
        write_table("growth", Timed, larger, folder)
        words = told_speed(beside, larger)
        (folder / "summary.txt").write_text(f"{words}\n", encoding="utf-8")
    return f"{words}\n\n  Tables in {folder}\n"


def main() -> int:
    """Check the request, claim a folder, do the work."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    request = validated("speed", sys.argv[1:])
    if request.multirun:
        raise Refused([Fault("-m", "this command takes one scenario at a time; needs a run for each")])
    (job,) = request.jobs
    if job.plan.name != "bench_day":
        raise Refused([Fault("scenario", f"got {job.plan.name}; needs bench_day, the yardstick's own")])
    print(write_speed(job, claim(Path(job.plan.outputs), "speed")))
    return 0


@hydra.main(config_path=str(home("conf")), config_name="speed", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
