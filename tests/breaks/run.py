"""python tests/breaks/run.py [reference|compiled|all] [--name NAME] [--write]: breaks each rule, and sees who notices.

Each break of the table is tried in a temporary copy, one after another. Exits with 1 where fewer are caught than must
be: 95 % on the reference engine, all on the compiled one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from page_of_breaks import Tried, share, written
from table_of_breaks import LISTS, Break, breaks_of
from trying import ROOT, Unclear, caught_by, copy_to, first_failing, first_unlike

LEAST = {"reference": 0.95, "compiled": 1.0}


def main(arguments: Sequence[str]) -> int:
    """Try the breaks that are asked for."""
    asked = _asked(arguments)
    engines = tuple(LISTS) if asked.engine == "all" else (asked.engine,)
    chosen = [one for engine in engines for one in breaks_of(engine) if asked.name in (None, one.name)]
    if not chosen:
        raise SystemExit(f"--name: got {asked.name!r}; needs the name of a break")
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_to(Path(folder))
        _all_is_well(chosen, copy)
        tried = [_tried(one, copy) for one in chosen]
    enough = [_enough(engine, [one for one in tried if one.what.engine == engine]) for engine in engines]
    print(share(tried), "on both engines" if len(engines) > 1 else f"on the {engines[0]} engine")
    if asked.write:
        (ROOT / "docs" / "breaks.md").write_text(written(tried), encoding="utf-8")
    return 0 if all(enough) else 1


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", nargs="?", choices=(*LISTS, "all"), default="all")
    parser.add_argument("--name", help="only the break of this name")
    parser.add_argument("--write", action="store_true", help="write docs/breaks.md, once all breaks have been tried")
    asked = parser.parse_args(arguments)
    if asked.write and (asked.name or asked.engine != "all"):
        parser.error("--write: needs all breaks, as the page tells of all of them")
    return asked


def _all_is_well(chosen: Iterable[Break], copy: Path) -> None:
    """Nothing fails as long as nothing is broken; else a failure would say nothing."""
    files = sorted({file for one in chosen for file in one.caught_by})
    failing = first_failing(files, copy) if files else None
    failing = failing or (first_unlike(copy) if any(one.engine == "compiled" for one in chosen) else None)
    if failing:
        raise SystemExit(f"{failing} fails though nothing is broken")


def _tried(one: Break, copy: Path) -> Tried:
    """Try one break, and say what came of it."""
    before = time.monotonic()
    try:
        found = caught_by(one, copy)
    except Unclear as why:
        print(f"unclear: {one.name}: {why}", file=sys.stderr)
        found = None
    print(f"{one.rule:16} {one.name:72} {found or 'MISSED':70} {time.monotonic() - before:5.1f} s", flush=True)
    return Tried(one, found)


def _enough(engine: str, tried: Sequence[Tried]) -> bool:
    """Whether enough of an engine's breaks were caught."""
    if tried:
        print(f"{engine}: {share(tried)}")
    return sum(one.caught_by is not None for one in tried) >= LEAST[engine] * len(tried)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
