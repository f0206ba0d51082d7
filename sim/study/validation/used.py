"""Which reported figures a scenario was set by: that it agrees with them proves little.

It goes by what seeds/ says: a number of the scenario names figures it rests on, and a figure those it was worked out
of. That is on the safe side: what a figure was worked out of counts as used, though a part of it alone may be in there.
"""

from collections.abc import Iterable, Sequence

from sim.evidence import Evidence, basis_of, stated_basis
from sim.evidence.reading import leaves
from sim.model.scenario import Scenario

DIRECTLY, NOT_USED = "directly", "not used"


def used_to_set(evidence: Evidence, scenario: Scenario, changes: Sequence[str]) -> dict[str, str]:
    """How each figure was used, by its id: "directly", "through" others, or "not used".

    changes: the overrides; a number that they changed no longer rests on what was reported.
    """
    keys = {key for key, _ in leaves(scenario.model_dump(mode="json"), "")}
    kept = [key for key in keys if stated_basis(evidence, key, changes) != "chosen by you"]
    direct = {name for key in kept if (entry := basis_of(evidence, key)) for name in entry.figures}
    through = _through(evidence, direct)
    return {figure.id: DIRECTLY if figure.id in direct else through.get(figure.id, NOT_USED)
            for figure in evidence.figures}  # fmt: skip


def _through(evidence: Evidence, direct: Iterable[str]) -> dict[str, str]:
    """What used figures were worked out of, and then what was worked out of used figures alone."""
    parts = {figure.id: figure.worked_out_of for figure in evidence.figures}
    found: dict[str, str] = {}
    waiting = sorted(direct)
    known = set(waiting)
    while waiting:
        name = waiting.pop(0)
        for part in parts.get(name, ()):
            if part not in known:
                known.add(part)
                found[part] = f"through {name}"
                waiting.append(part)
    for name, of in parts.items():
        if name not in known and of and known.issuperset(of):
            found[name] = f"through {', '.join(of)}"
    return found
