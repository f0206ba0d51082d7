"""The page of a run."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.evidence import Evidence
from sim.report.page.parts import Page, Section
from sim.report.page.run.again import again_section
from sim.report.page.run.answer import answer, figures, notes
from sim.report.page.run.crossing import crossing_section
from sim.report.page.run.evidence import evidence_section, numbers_of, settings_section
from sim.report.page.run.fairness import fairness_section
from sim.report.page.run.left import left_section
from sim.report.page.run.over_the_day import flow_section
from sim.report.page.run.reported import reported_section
from sim.report.page.run.spending import spending_section
from sim.report.page.run.using import using_section
from sim.report.page.run.waiting import waiting_section
from sim.report.plots.words import plain
from sim.study.beside import Beside
from sim.study.replicate import Results


def run_page(
    results: Results, compared: Sequence[Beside], evidence: Evidence, origin: Mapping[str, Any],
    changes: Sequence[str] = (), further: Sequence[Section] = (),
) -> Page:  # fmt: skip
    """All a run has to tell, as sections; of results that were made public, what is hidden there is hidden here.

    compared: reported figures beside simulated ones. origin: as `sim.study.provenance` makes it. changes: the overrides
    whose numbers are "chosen by you"; they are not shown. further: sections that follow the crossing's, as its replay.
    """
    content = results.scenario.model_dump(mode="json")
    numbers = numbers_of(evidence, content, changes, results.hidden)
    sections = [
        crossing_section(results), *further, flow_section(results), waiting_section(results), spending_section(results),
        using_section(results), left_section(results), fairness_section(results),
        *([reported_section(compared, evidence, results.changes)] if compared else []),
        settings_section(numbers), evidence_section(evidence, numbers), again_section(origin),
    ]  # fmt: skip
    name, question = plain(results.scenario.name), results.scenario.question
    return Page(
        f"{name[:1].upper()}{name[1:]}", question, answer(results), figures(results), sections, list(notes(results))
    )
