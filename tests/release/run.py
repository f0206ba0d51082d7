"""python tests/release/run.py [--part NAME ...] [--again] [--folder release] [--page docs/verification.md]

Carries out every part of a release one after another, which takes hours, and writes docs/verification.md. What a part
found is kept in the folder, so that one that was clean for this very state of the code is not done again: stopped, it
goes on where it was. Exits with 0 only if every part is clean for the present state.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from kept import Found, fingerprint, found_for, is_clean, keep, said  # noqa: E402
from page_of_verification import is_green, shell, written  # noqa: E402
from parts import PARTS, Part  # noqa: E402

from sim.study.provenance import commit  # noqa: E402

TABLE_OF = "oracles"  # the part whose table stands on the page


def main(arguments: Sequence[str]) -> int:
    """Do what has not been done, then write the page from all that is kept."""
    asked = _asked(arguments)
    for part in PARTS:
        if asked.part and part.name not in asked.part:
            continue
        before = None if asked.again else found_for(asked.folder, part, fingerprint())
        if is_clean(before):
            print(f"== {part.name}: clean already, {before.began}: {before.sentence}", flush=True)
        else:
            _do(part, asked.folder)
    return _end(asked.folder, asked.page)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--part", action="append", choices=[part.name for part in PARTS], help="only this one, or these"
    )
    parser.add_argument("--again", action="store_true", help="also what was clean for this state already")
    parser.add_argument("--folder", type=Path, default=ROOT / "release", help="where it is kept what was found")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "verification.md")
    return parser.parse_args(arguments)


def _do(part: Part, folder: Path) -> None:
    """Carry out one part, and keep what it found; not if the code was changed meanwhile."""
    print(f"== {part.name}: python {shell(part.command)}", flush=True)
    state, began, before = fingerprint(), f"{datetime.now(UTC):%Y-%m-%d %H:%M}", time.monotonic()
    sentence, code = carried_out(part, folder)
    found = Found(list(part.command), sentence, code, began, round(time.monotonic() - before, 1), state)
    if fingerprint() != state:
        print(f"== {part.name}: the code was changed while it ran, so this counts for nothing", flush=True)
        return
    keep(folder, part, found)
    print(f"== {part.name}: {'clean' if is_clean(found) else f'NOT CLEAN, exit code {code}'}", flush=True)


def carried_out(part: Part, folder: Path) -> tuple[str, int]:
    """Run a part's command, showing and keeping what it says; its last line, and its exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    last = ""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-u", *part.command]
    own = {**os.environ, "PYTHONPATH": paths}
    with said(folder, part).open("w", encoding="utf-8") as kept:
        process = subprocess.Popen(command, cwd=ROOT, env=own, text=True, stdout=subprocess.PIPE)
        with process:
            for line in process.stdout:
                last = line.strip() or last
                kept.write(line)
                print(line, end="", flush=True)
    return last, process.returncode


def _end(folder: Path, page: Path) -> int:
    """Write the page of what is kept for the present state, and say what is missing."""
    state = fingerprint()
    found = {part.name: found_for(folder, part, state) for part in PARTS}
    page.write_text(written(found, _table(folder, found.get(TABLE_OF)), commit().rstrip("+"), state), encoding="utf-8")
    wanting = ", ".join(name for name, one in found.items() if not is_clean(one))
    print(f"{page.name} is written; {f'not clean: {wanting}' if wanting else 'every part is clean'}")
    return 0 if is_green(found) else 1


def _table(folder: Path, found: Found | None) -> str:
    """The known answers, as their part printed them."""
    if found is None:
        return ""
    (part,) = (part for part in PARTS if part.name == TABLE_OF)
    lines = said(folder, part).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("|"))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("stopped; the same command goes on with the part that was under way")
        sys.exit(130)
