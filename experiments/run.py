"""Run one scenario many times: tables, pictures and a summary in a folder of their own.

python experiments/run.py                                        the opening day
python experiments/run.py scenario=more_buses replications=200   another scenario
python experiments/run.py stations.bus.vehicles=4                any number of conf/
python experiments/run.py -m stations.bus.vehicles=1,2,4         several, with one table and one picture across
"""

import sys
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

from sim.compose import home
from sim.evidence import load, reported_on, rests_on
from sim.gate import enter
from sim.report.pictures import draw_across, draw_pictures
from sim.report.progress import watched
from sim.report.words import told, told_across
from sim.study.across import across
from sim.study.beside import beside
from sim.study.plan import Plan, planned
from sim.study.provenance import write_provenance
from sim.study.replicate import replicate
from sim.study.tables import write_table, write_tables


def write_run(plan: Plan, overrides: list[str], folder: Path) -> str:
    """Simulate a plan; write its configuration, tables, pictures and summary; return the summary."""
    write_provenance(plan, overrides, folder)
    results = replicate(plan.scenario(), plan.replications, plan.seed, watched)
    write_tables(results, folder)
    evidence = load(home("seeds"))
    compared = beside(results, reported_on(evidence, plan.date))
    write_table("reported", [row._asdict() for row in compared], folder)
    draw_pictures(results, compared, folder)
    summary = told(results, rests_on(evidence, results.scenario.model_dump(mode="json")))
    (folder / "summary.txt").write_text(f"{summary}\n", encoding="utf-8")
    return f"{summary}\n\n  Tables and pictures in {folder}\n"


def write_across(folder: Path) -> str:
    """One table and one picture across the jobs of a multirun; return the table in words."""
    jobs = across(folder)
    write_table("across", [job._asdict() for job in jobs], folder)
    draw_across(jobs, folder)
    return f"{told_across(jobs)}\n\n  Table and picture across jobs in {folder}\n"


@hydra.main(config_path=str(home("conf")), config_name="run", version_base="1.3")
def job(config: DictConfig) -> None:
    """One plan, written into the folder that Hydra was given."""
    plan, settings = planned(OmegaConf.to_container(config, resolve=True)), HydraConfig.get()
    print(write_run(plan, list(settings.overrides.task), Path(settings.runtime.output_dir)))


if __name__ == "__main__":
    order = enter("run", sys.argv[1:], job)
    if order and order.multirun:
        print(write_across(order.folder))
