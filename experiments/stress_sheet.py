"""Write the STRESS-DES sheet of the model and the drawing of the opening day into docs/.

python experiments/stress_sheet.py
"""

import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.compose import composed, home
from sim.entry import end_with
from sim.evidence import load
from sim.model.faults import Fault, Refused
from sim.report.pictures import draw_crossing
from sim.report.stress.facts import Facts, rules_in
from sim.report.stress.sheet import stress_sheet
from sim.study.plan import Plan, planned
from sim.study.replicate import replicate

ROOT = Path(__file__).resolve().parent.parent
SHEET, PICTURES = ROOT / "docs/stress-des.md", ROOT / "docs/pictures"


def gathered() -> Facts:
    """All that the sheet is made of: the configuration, the evidence, the rules, one replication's measures."""
    names = sorted(path.stem for path in (home("conf") / "scenario").glob("*.yaml"))
    base: Plan = planned(composed("run", []))
    return Facts(
        results=replicate(base.scenario(), 1, base.seed),
        settings=base.model_dump(include=Plan.settings()),
        scenarios={name: planned(composed("run", [f"scenario={name}"])).scenario() for name in names},
        evidence=load(home("seeds")),
        rules=rules_in((ROOT / "docs/model.md").read_text(encoding="utf-8")),
        project=tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"],
    )


def main() -> int:
    """Write the sheet and its picture."""
    if sys.argv[1:]:
        raise Refused([Fault(text, "no such word; this command takes none") for text in sys.argv[1:]])
    facts = gathered()
    SHEET.write_text(stress_sheet(facts), encoding="utf-8", newline="\n")
    with TemporaryDirectory() as folder:
        picture, *_ = draw_crossing(facts.base, Path(folder))
        (PICTURES / picture.name).write_bytes(picture.read_bytes())
    print(f"written: {SHEET}, {PICTURES / picture.name}")
    return 0


if __name__ == "__main__":
    end_with(main)
