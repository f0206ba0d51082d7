"""How to run it again: command, seed, versions, commit."""

import shlex
from collections.abc import Mapping
from typing import Any

from sim.report.page.parts import Lines, Prose, Section, Table

BESIDE = (
    "Beside this page: config.yaml and run.json hold every setting, and the tables each measure, as Parquet and CSV."
)


def again_section(origin: Mapping[str, Any]) -> Section:
    """From the provenance that `sim.study.provenance` makes; what may not be shown of the command is left out."""
    command = origin["command"][: len(origin["command"]) - len(origin["overrides"])]
    hidden = [told for told, given in zip(origin["shown"], origin["overrides"], strict=True) if told != given]
    given = [told for told in origin["shown"] if told not in hidden]
    lines = shlex.join([*command, *given])
    note = [Prose(f"Left out of the command: {', '.join(hidden)}; run.json has all of it.")] if hidden else []
    facts = [("Seed", str(origin["seed"])), ("Replications", str(origin["replications"])), ("Commit", origin["commit"]),
             ("Python", origin["python"]), *origin["versions"].items()]  # fmt: skip
    return Section(
        "again", "Run it again", [Lines(lines), *note, Prose(BESIDE), Table("Versions", ("What", "Which"), facts)]
    )
