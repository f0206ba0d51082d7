"""Where a result comes from: seed, versions, commit, command; written beside every table."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.plain_yaml import written
from sim.study.plan import Plan

LIBRARIES = ("hydra-core", "matplotlib", "numpy", "pyarrow", "pydantic", "scipy", "simpy")


def write_provenance(plan: Plan, overrides: list[str], folder: Path) -> dict[str, Any]:
    """Write config.yaml, the whole resolved configuration, and run.json, what else is needed to run it again.

    Returns what stands in run.json.
    """
    (folder / "config.yaml").write_text(written(plan.model_dump(mode="json")), encoding="utf-8")
    origin = provenance(plan, overrides)
    text = json.dumps(origin, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")
    return origin


def provenance(plan: Plan, overrides: list[str]) -> dict[str, Any]:
    """What is needed to run it again."""
    plain = [text.lstrip("+") for text in overrides]
    return {
        "scenario": plan.name,
        "question": plan.question,
        "command": ["python", sys.argv[0], *plain],
        "overrides": plain,
        "shown": shown(plan, plain),
        "seed": plan.seed,
        "replications": plan.replications,
        "stations in order": list(plan.order),
        "commit": commit(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("rafah-crossing", *LIBRARIES)},
    }


def shown(plan: Plan, overrides: Sequence[str]) -> list[str]:
    """Overrides as they may be shown: in public output none of them names a cohort."""
    return [unnamed(text, plan.cohorts) for text in overrides] if plan.public else list(overrides)


def unnamed(override: str, cohorts: Iterable[str]) -> str:
    """An override, without what it says of one of these cohorts."""
    names = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", override) for name in cohorts)
    return "a cohort that is not shown" if names else override


def commit() -> str:
    """The commit of the checkout this runs from, "+" where files differ from it; "none" outside a checkout."""
    root = Path(__file__).resolve().parents[2]
    try:
        if Path(_git(root, "rev-parse", "--show-toplevel")).resolve() != root:
            return "none"
        head = _git(root, "rev-parse", "HEAD")
        return head + ("+" if _git(root, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.SubprocessError):
        return "none"


def _git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()  # noqa: S603
