"""What every study's page ends with: what was reported, the settings, the evidence, and how to run it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.evidence import Evidence, Figure, reported_on
from sim.model.scenario import Scenario
from sim.report.page.parts import Lines, Link, Prose, Section, Table
from sim.report.page.run.again import again_section
from sim.report.page.run.evidence import Shares, evidence_section, numbers_of, settings_section
from sim.report.plots.words import plain
from sim.study.plan import Plan
from sim.study.public import is_of_few


def closing_sections(
    plan: Plan, words: str, evidence: Evidence, origin: Mapping[str, Any], changes: Sequence[str],
    shares: Shares | None = None,
) -> list[Section]:  # fmt: skip
    """The last sections. words: the study's summary. origin: as `write_provenance` gives it. shares: see the evidence.

    In public output nothing is said of any cohort's numbers, nor of figures of so few persons.
    """
    scenario = plan.scenario()
    content, hidden = scenario.model_dump(mode="json"), list(scenario.cohorts) if plan.public else []
    numbers = numbers_of(evidence, content, changes, hidden)
    reported = [one for one in figures_of(evidence, scenario) if not plan.public or not is_of_few(one)]
    return [
        Section("words", "The whole answer in words", [Lines(words)]), *_reported(evidence, reported),
        settings_section(numbers), evidence_section(evidence, numbers, shares), again_section(origin),
    ]  # fmt: skip


def figures_of(evidence: Evidence, scenario: Scenario) -> list[Figure]:
    """What was reported of the scenario's days, as far as a run has a measure for it."""
    return reported_on(evidence, scenario.date, scenario.days)


def _reported(evidence: Evidence, figures: Sequence[Figure]) -> list[Section]:
    if not figures:
        return []
    sources = {source.id: source for source in evidence.sources}
    rows = [(plain(one.what), one.date, str(one.best), f"{one.low} to {one.high}", one.unit,
             [Link(sources[name].publisher, sources[name].url) for name in one.sources])
            for one in figures]  # fmt: skip
    said = "What was reported of these days, to hold the scenario as it is against; a run's page has both side by side."
    heads = ("Figure", "Of", "Best", "Low to high", "Unit", "Sources")
    table = Table("Reported figures", heads, rows, folded=True)
    return [Section("reported", "What was reported", [Prose(said), table])]
