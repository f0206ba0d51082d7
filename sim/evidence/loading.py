"""The evidence as it stands in seeds/: what is malformed, or says of itself what cannot be, is refused."""

import re
from pathlib import Path
from typing import Any

from sim.evidence.check import own_faults
from sim.evidence.seeds import Evidence
from sim.model.faults import Fault, Refused, shape_faults
from sim.plain_yaml import read

FILES = ("sources", "figures", "parameters")


def load(folder: Path) -> Evidence:
    """Read sources.yaml, figures.yaml and parameters.yaml; raises Refused with every fault of form, else of sense."""
    files = {name: read(folder / f"{name}.yaml", f"{name}.yaml") for name in FILES}
    found = [fault for _, wrong in files.values() for fault in wrong]
    raw = {name: content for name, (content, _) in files.items()}
    found = found or [_by_id(fault, raw) for fault in shape_faults(Evidence, raw)]
    if found:
        raise Refused(found)
    evidence = Evidence.model_validate(raw)
    if found := own_faults(evidence):
        raise Refused(found)
    return evidence


def _by_id(fault: Fault, raw: dict[str, Any]) -> Fault:
    """A fault in a list is named by the entry's id, not by its position."""
    place = re.match(r"(sources|figures)\.(\d+)", fault.key)
    entry = raw[place[1]][int(place[2])] if place else None
    if place is None or not isinstance(entry, dict) or "id" not in entry:
        return fault
    return Fault(f"{place[1]}.{entry['id']}{fault.key[place.end() :]}", fault.problem)
