"""What a release found, as a page of the documentation."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version

from kept import Found, is_clean
from parts import PARTS

LIBRARIES = ("numpy", "scipy", "numba", "simpy", "pydantic", "hydra-core", "salib", "pyarrow", "matplotlib", "pytest",
             "hypothesis")  # fmt: skip

NOT_PROVEN = """
## What is not proven

- That the model is true of the crossing. All this is about whether the program does what [the model](model.md) says;
  what speaks for the model itself is told by `experiments/validate.py`.
- That the engines are right where no known answer reaches. They tell every rule in two ways, but share the crossing,
  the draws and the log: a slip in these is in both. Known answers, stories worked by hand and deliberate breaks look
  for it. Cases of the collection that these rules cannot act, or that take too many people, stand with their reasons
  in `tests/theory/known_answers.json`.
- That a relation holds on all crossings, because it did on random ones; that an hour of nonsense found all that could
  go wrong.
- The same bytes on other processors and systems. Nothing here was run on more than one machine.
- Disks that lie about what they have synced, file systems over a network, and a loss of power. Faults of the disk are
  acted, and kills are of processes.
- Speed, which is told in [speed](speed.md); and pages, at which tests look only where there is a browser.
"""


def written(found: Mapping[str, Found | None], table: str, commit: str, state: str) -> str:
    """The page: a row a part, the known answers (lines of a table), and what is not proven."""
    answers = f"{ANSWERS}{table}\n" if table else ""
    return "\n".join([_head(found, commit, state), *_rows(found), answers]) + NOT_PROVEN


def is_green(found: Mapping[str, Found | None]) -> bool:
    """Whether every part was done for this state of the code, and was clean."""
    return all(is_clean(found[part.name]) for part in PARTS)


HEAD = """# Verification

Written by `python tests/release/run.py`. **{verdict}: {clean} of {parts} parts are clean.** The last one was begun on
{last} (UTC); all took {hours:.1f} hours on {machine}.

The last commit was {commit} then. The files that this rests on (`sim`, `conf`, `seeds`, `experiments`, `tests` but for
this command, and the versions pinned) have the SHA-256
`{state}`. What was found for another state of them does not count.

| part | what is shown | command | what it found | minutes | |
|---|---|---|---|---|---|"""


def _head(found: Mapping[str, Found | None], commit: str, state: str) -> str:
    done = [one for one in found.values() if one]
    return HEAD.format(
        verdict="Green" if is_green(found) else "Not green", clean=sum(map(is_clean, found.values())), parts=len(PARTS),
        last=max((one.began[:10] for one in done), default="no day"), hours=sum(one.seconds for one in done) / 3600,
        machine=machine(), commit=commit, state=state,
    )  # fmt: skip


def _rows(found: Mapping[str, Found | None]) -> list[str]:
    return [
        f"| {part.name} | {part.what} | `python {shell(part.command)}` | {_told(found[part.name])} |" for part in PARTS
    ]


def _told(found: Found | None) -> str:
    if found is None:
        return "not done for this state | | **missing**"
    state = "clean" if is_clean(found) else f"**exit code {found.code}**"
    return f"{cell(found.sentence) or '**said nothing**'} | {found.seconds / 60:.1f} | {state}"


def shell(command: tuple[str, ...]) -> str:
    """A command as it is typed."""
    return " ".join(f'"{word}"' if " " in word else word for word in command)


def cell(text: str) -> str:
    """Text that stays within its cell."""
    return text.replace("|", "\\|").replace("\n", " ").strip()


ANSWERS = """
## Known answers

What each engine gives beside the exact value, on the same drawn numbers; z is the distance in standard errors. Beyond
4.5 a test fails; one that is right does so once in 150,000 times. *exact*: to the millisecond, or to the last digit.
*besides*: of what is drawn, and of studies, which no single engine is asked for.

"""


def machine() -> str:
    """Where it was run, in general words."""
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {system}, {versions}"
