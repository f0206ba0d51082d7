"""Time the engines: side by side, with ever more people, on ever more cores, and from a fresh process.

python experiments/speed.py                     320 bench days, 100 to 1,000,000 parties, in about a minute and a half
python experiments/speed.py replications=20     fewer days
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
from sim.study.speed.beside import DRAWING, Timed, side_by_side
from sim.study.speed.cores import Spread, over_cores
from sim.study.speed.growth import Grown, growth
from sim.study.speed.start import Start, warm_start
from sim.study.speed.targets import Speed, Target, targets

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)  # parties
RUN = Path(__file__).with_name("run.py")


def timed(job: Job) -> Speed:
    """Time everything."""
    scenario, seed = job.plan.scenario(), job.plan.seed
    beside = side_by_side(scenario, job.plan.replications, seed)
    (whole,) = (one for one in beside if one.what == DRAWING)
    return Speed(
        beside,
        growth(scenario, SIZES, seed),
        over_cores(scenario, whole.microseconds / 1e6, seed),
        warm_start(RUN, "scenario=bench_day", "replications=1"),
    )


def write_speed(job: Job, folder: Path) -> str:
    """Time everything; write configuration, tables, picture and words; return the words."""
    with unfinished(folder):
        write_provenance(job.plan, job.overrides, folder)
        speed = timed(job)
        from sim.study.tables import write_table  # noqa: PLC0415  (the processes that are timed need no pyarrow)

        write_table("speed", Timed, speed.beside, folder)
        write_table("growth", Grown, speed.growth, folder)
        write_table("cores", Spread, speed.cores, folder)
        write_table("start", Start, [speed.start], folder)
        write_table("targets", Target, targets(speed), folder)
        from sim.report.speed_picture import draw_speed  # noqa: PLC0415  (matplotlib takes its time and memory)

        draw_speed(speed, folder)
        words = told_speed(speed)
        (folder / "summary.txt").write_text(f"{words}\n", encoding="utf-8")
    return f"{words}\n\n  Tables and picture in {folder}\n"


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
    if job.plan.check:
        raise Refused([Fault("check", "got true; needs false: what is timed is the engines, not the checks")])
    print(write_speed(job, claim(Path(job.plan.outputs), "speed")))
    return 0


@hydra.main(config_path=str(home("conf")), config_name="speed", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
