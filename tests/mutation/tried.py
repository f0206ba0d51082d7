"""What has been tried is kept, so that a run that was stopped goes on where it was.

Who was killed stays killed while model, engines and the test that did it are the same; a survivor stays one while all
tests are the same.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from mutants import ROOT, Mutant
from trial import Tried


def known(kept: Path, mutants: Iterable[Mutant]) -> dict[str, Tried]:
    """What became of those mutants of which it is still known, by key."""
    found = {line["key"]: line for line in _lines(kept)}
    still = (found[one.key] for one in mutants if one.key in found)
    return {
        line["key"]: Tried(line["by"], line["how"])
        for line in still
        if line["under"] == _under(line["key"], line["by"])
    }


def keep(kept: Path, mutant: Mutant, tried: Tried) -> None:
    """Write down what became of a mutant."""
    line = {"key": mutant.key, "by": tried.by, "how": tried.how, "under": _under(mutant.key, tried.by)}
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _lines(kept: Path) -> Iterator[Mapping[str, str]]:
    """What was written down, but for a last line that was cut off."""
    if kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                yield json.loads(line)


def _under(key: str, by: str) -> str:
    """The sources and tests under which something holds."""
    test = by.partition("::")[0]
    tests = [ROOT / test] if test.endswith(".py") else sorted((ROOT / "tests").rglob("test_*.py"))
    return digest((*SOURCES, *tests, Path(key.partition(" | ")[0])))


@cache
def digest(paths: tuple[Path, ...]) -> str:
    """Of some files of the checkout."""
    return sha256(b"\0".join((ROOT / path).read_bytes() for path in paths)).hexdigest()[:16]


SOURCES = tuple(sorted(path for room in ("engines", "model") for path in (ROOT / "sim" / room).rglob("*.py")))
