"""Run one scenario many times: tables, pictures and a summary in a folder of their own.

python experiments/run.py                                        the opening day
python experiments/run.py scenario=more_buses replications=200   another scenario
python experiments/run.py stations.bus.vehicles=4                any number of conf/
python experiments/run.py 'precision={persons crossed: 0.01}' replications=2000   until the mean is known to 1 %
python experiments/run.py -m stations.bus.vehicles=1,2,4         several, with one table and one picture across
"""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import hydra
from omegaconf import DictConfig

from sim.compose import home
from sim.entry import SOME_FAILED, Job, asks_for_information, end_with, engine_for, validated_as
from sim.evidence import reported_on
from sim.measures.outputs import units_of
from sim.model.faults import Refused
from sim.report.leaving import renew_index
from sim.report.precise_words import told_precision
from sim.report.progress import watched
from sim.report.words import told, told_across
from sim.study.across import Line, across
from sim.study.beside import Beside, beside
from sim.study.export.write import write_logs
from sim.study.folder import claim, unfinished
from sim.study.plan import Run
from sim.study.precise import Precise, precise_enough, precise_rows, precision_faults
from sim.study.provenance import write_provenance
from sim.study.public import in_public
from sim.study.replicate import replicate
from sim.study.tables import write_table, write_tables


def write_run(job: Job[Run], folder: Path) -> None:
    """Simulate a plan and say its summary; then write tables, pictures, pages and the summary."""
    plan = job.plan
    with unfinished(folder):
        origin = write_provenance(plan, job.overrides, folder)
        engine = engine_for(plan, plan.replications)
        enough = precise_enough(plan, engine, watched) if plan.precision else None
        count = enough.done if enough else plan.replications
        results = replicate(plan.scenario(), count, plan.seed, watched, engine, plan.processes())
        results = replace(results, changes=tuple(job.shown()))
        results = in_public(results) if plan.public else results
        summary = told(results, job.rests())
        rows = precise_rows(plan, enough) if enough else []
        if enough:
            summary += f"\n{told_precision(enough, rows, units_of(plan.scenario()))}"
        print(f"{summary}\n", flush=True)
        write_tables(results, folder)
        runs = partial(engine.runs, plan.scenario(), plan.seed)
        write_logs(results, runs, plan.event_logs, folder)
        compared = beside(results, reported_on(job.evidence, plan.date, plan.days))
        write_table("reported", Beside, compared, folder)
        if enough:
            write_table("precision", Precise, rows, folder)
        from sim.report.told_run import tell_run  # noqa: PLC0415  (as late as can be: matplotlib takes its time)

        tell_run(results, compared, job.evidence, origin, job.changes(), runs, summary, folder)
    renew_index(Path(plan.outputs))
    print(f"  Tables, pictures and pages in {folder}\n")


def write_jobs(jobs: list[Job[Run]], folder: Path) -> int:
    """Run several jobs, a folder each, and write one table and one picture across those that were done."""
    failed = 0
    for number, job in enumerate(jobs):
        (folder / str(number)).mkdir()
        try:
            print(f"Job {number}: {', '.join(job.overrides)}")
            write_run(job, folder / str(number))
        except Exception as error:
            failed += 1
            print(f"job {number} failed ({', '.join(job.overrides)}): {error!r}", file=sys.stderr)
    from sim.report.pictures import draw_across  # noqa: PLC0415  (the same)

    lines = across(folder)
    write_table("across", Line, lines, folder)
    draw_across(lines, folder)
    print(f"{told_across(lines)}\n\n  Table and picture across jobs in {folder}\n")
    return SOME_FAILED if failed else 0


def main() -> int:
    """Check the request, claim a folder, do the work."""
    if asks_for_information(sys.argv[1:]):
        return show() or 0
    request = validated_as(Run, "run", sys.argv[1:])
    if faults := [fault for job in request.jobs for fault in precision_faults(job.plan)]:
        raise Refused(faults)
    first = request.jobs[0].plan
    folder = claim(Path(first.outputs), f"{first.name} jobs" if request.multirun else first.name)
    if request.multirun:
        return write_jobs(request.jobs, folder)
    write_run(request.jobs[0], folder)
    return 0


@hydra.main(config_path=str(home("conf")), config_name="run", version_base="1.3")
def show(_: DictConfig) -> None:
    """Hydra's own --help, --cfg and --info; they end before this is reached."""


if __name__ == "__main__":
    end_with(main)
