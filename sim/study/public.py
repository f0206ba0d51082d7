"""Results as they may be published: no cohort of which so few were there that somebody could be recognised."""

from dataclasses import replace

import numpy as np

from sim.evidence import Figure
from sim.measures.fairness import FEWEST
from sim.measures.flow import WORDS
from sim.model.scenario import Gate, Scenario, Station
from sim.study.provenance import unnamed
from sim.study.replicate import Results


def in_public(results: Results) -> Results:
    """The same results without the cohorts that in any replication were fewer than ten persons; totals keep them.

    Where that is one cohort alone, the next smallest is hidden with it: else the totals would tell it.

    They are gone from rows, from the names of cohorts, from what was changed and from the scenario that is drawn;
    `hidden` keeps their names.
    """
    hidden = _hidden(results)
    return replace(
        results,
        table=results.table.without(hidden),
        cohorts=tuple(name for name in results.cohorts if name not in hidden),
        changes=tuple(unnamed(text, hidden) for text in results.changes),
        scenario=_without(results.scenario, hidden),
        hidden=hidden,
    )


def is_of_few(figure: Figure) -> bool:
    """Whether a reported figure may be of fewer than ten persons."""
    return figure.unit == "persons" and isinstance(figure.low, int | float) and figure.low < FEWEST


def _hidden(results: Results) -> tuple[str, ...]:
    """Cohorts too small to be shown; where it is one alone, the next smallest too, lest the totals tell it."""
    persons = {name: _persons(results, name) for name in results.cohorts}
    small = [name for name in results.cohorts if persons[name] < FEWEST]
    others = sorted((name for name in results.cohorts if name not in small), key=lambda name: persons[name])
    return tuple(small + others[:1] if len(small) == 1 else small)


def _persons(results: Results, cohort: str) -> int:
    """Persons of a cohort in the replication with the fewest."""
    return int(np.sum([results.values(f"persons {words}", cohort) for words in WORDS.values()], axis=0).min())


def _without(scenario: Scenario, hidden: tuple[str, ...]) -> Scenario:
    """A scenario to be drawn, not to be run: without these cohorts, to whom no gate yields."""
    cohorts = {name: cohort for name, cohort in scenario.cohorts.items() if name not in hidden}
    stations = {name: _yielding_to_others(station, hidden) for name, station in scenario.stations.items()}
    return scenario.model_copy(update={"cohorts": cohorts, "stations": stations})


def _yielding_to_others(station: Station, hidden: tuple[str, ...]) -> Station:
    if not isinstance(station, Gate) or station.yields_to is None:
        return station
    others = tuple(name for name in station.yields_to.cohorts if name not in hidden)
    yields_to = station.yields_to.model_copy(update={"cohorts": others}) if others else None
    return station.model_copy(update={"yields_to": yields_to})
