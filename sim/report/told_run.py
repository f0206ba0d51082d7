"""A run told: its pictures, its replay, its page and its words."""

from collections.abc import Sequence
from pathlib import Path

from sim.evidence import Evidence
from sim.report.leaving import Left, Origin, leave
from sim.report.page.parts import File, Section
from sim.report.page.run.page import run_page
from sim.report.pictures import draw_pictures
from sim.report.replay.page import REPLAY, Runs, write_replay
from sim.study.beside import Beside
from sim.study.replicate import Results


def tell_run(
    results: Results, compared: list[Beside], evidence: Evidence, origin: Origin, changes: Sequence[str], runs: Runs,
    summary: str, folder: Path,
) -> None:  # fmt: skip
    """Draw the pictures, write the replay, and the page that tells all of it.

    compared: reported figures beside simulated ones. changes: overrides whose numbers are "chosen by you". runs: acts
    replications out again.
    """
    draw_pictures(results, compared, folder)
    write_replay(results, runs, folder)
    page = run_page(results, compared, evidence, origin, changes, _replay(folder))
    leave(Left(summary, page, "flow.png"), folder)


def _replay(folder: Path) -> list[Section]:
    """Where the replay is, if the days were not too large for one."""
    if not (folder / REPLAY).is_file():
        return []
    said = "Watch the median, the worst and the best day on the map"
    return [Section("replay", "The day replayed", [File(said, REPLAY)])]
