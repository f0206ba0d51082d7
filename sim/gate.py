"""The gate of every command: all is checked, and all faults named, before the first byte is written.

Exit codes: 0 done, 2 input refused and nothing written, 5 the machine (disk, permission), 130 stopped by the user.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sim.compose import composed, lenient, members
from sim.model.faults import Fault, Refused
from sim.model.rules import doubtful
from sim.study.folder import claim
from sim.study.plan import Plan, planned

REFUSED, MACHINE, STOPPED = 2, 5, 130
MOST_JOBS = 1000
MULTIRUN = {"-m", "--multirun"}


@dataclass(frozen=True)
class Order:
    """What was asked for and let through: one plan a job, and the folder that is theirs alone."""

    plans: list[Plan]
    folder: Path
    multirun: bool


def enter(command: str, arguments: list[str], job: Callable[[], object]) -> Order | None:
    """Check the arguments of a command, claim its folder, and hand over to its Hydra job.

    Hydra sees the same arguments, told where the folder is. None where they only ask Hydra for information (--help).
    """
    flags = [text for text in arguments if text.startswith("-")]
    if set(flags) - MULTIRUN:
        job()
        return None
    try:
        order = admit(command, [text for text in arguments if not text.startswith("-")], bool(flags))
        hand_over(arguments, order, job)
    except Refused as refused:
        leave(REFUSED, f"refused, nothing was written ({len(refused.faults)} to mend):", *map(str, refused.faults))
    except OSError as error:
        leave(MACHINE, f"the machine would not: {error}")
    except KeyboardInterrupt:
        leave(STOPPED, "stopped")
    return order


def admit(command: str, overrides: list[str], multirun: bool) -> Order:  # noqa: FBT001  (it is the user's own flag)
    """Validate every job that the overrides stand for, then claim a folder."""
    jobs = members(overrides)
    if len(jobs) > 1 and not multirun:
        raise Refused([Fault("-m", f"needs to be given for several values at once ({len(jobs)} jobs)")])
    if len(jobs) > MOST_JOBS:
        raise Refused([Fault("-m", f"got {len(jobs)} jobs; needs {MOST_JOBS} at most")])
    plans, faults = [], []
    for job in jobs:
        try:
            plans.append(planned(composed(command, lenient(job))))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    for doubt in dict.fromkeys(doubt for plan in plans for doubt in doubtful(plan)):
        print(f"note: {doubt}", file=sys.stderr)
    return Order(plans, claim(Path(plans[0].outputs), plans[0].name + ("-jobs" if multirun else "")), multirun)


def hand_over(arguments: list[str], order: Order, job: Callable[[], object]) -> None:
    """Let Hydra run the job or jobs in the claimed folder."""
    key = "hydra.sweep.dir" if order.multirun else "hydra.run.dir"
    quoted = str(order.folder.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    flags = [text for text in arguments if text.startswith("-")]
    plain = lenient([text for text in arguments if not text.startswith("-")])
    sys.argv[1:] = [*flags, *plain, f'{key}="{quoted}"']
    job()


def leave(code: int, *lines: str) -> NoReturn:
    """Say why on stderr, and end with this exit code."""
    print(*lines, sep="\n  ", file=sys.stderr)
    sys.exit(code)
