"""How every command begins and ends: all is checked, and all faults named, before the first byte is written.

Exit codes: 0 done, 1 a fault of the program, 2 input refused and nothing written, 3 finished but some jobs or tasks
failed, 4 stored results are damaged or mixed, 5 the machine would not (disk, memory, permission, a folder in use),
130 stopped by the user, 143 by SIGTERM. With debug=true a command shows where in the program it ended.
"""

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NoReturn, TextIO, TypeVar

from sim.compose import NotComposed, composed, home, members, unreadable
from sim.engines import Engine, checked, choose
from sim.evidence import Evidence, load, rests_on
from sim.model.faults import Fault, Refused
from sim.model.rules import doubtful
from sim.study.asked import Lasting
from sim.study.effort import effort_of, free_memory, refuse_too_large, too_long
from sim.study.executors import refused
from sim.study.journal.chunks import Damaged
from sim.study.plan import Plan, Run, planned_as, visits
from sim.study.provenance import shown
from sim.study.stopping import Stopped

# Python looks first in a command's own folder; pandas would take `bottleneck.py` there for the library of that name
COMMANDS = Path(__file__).resolve().parents[1] / "experiments"
sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != COMMANDS]

OUR_FAULT, REFUSED, SOME_FAILED, DAMAGED, MACHINE, STOPPED = 1, 2, 3, 4, 5, 130
MOST_JOBS = 1000
WORTH_SAYING = 0.1  # h
MULTIRUN = {"-m", "--multirun"}
INFORMATION = {"-h", "--help", "--hydra-help", "--version", "-c", "--cfg", "-i", "--info"}


Kind = TypeVar("Kind", bound=Plan)


@dataclass(frozen=True)
class Job(Generic[Kind]):
    """One plan, the overrides that made it, and the evidence that its answers rest on."""

    overrides: list[str]
    plan: Kind
    evidence: Evidence

    def changes(self) -> list[str]:
        """The overrides that change what is simulated, and not only how often or where it is written."""
        told = [text.lstrip("+~") for text in self.overrides]
        how = {"scenario", *self.plan.settings()}
        return [text for text in told if text.split("=")[0].split(".")[0] not in how]

    def rests(self, more: Sequence[str] = ()) -> Counter[str]:
        """How many numbers of what is simulated rest on which basis; `more`: keys that are chosen besides."""
        return rests_on(self.evidence, self.plan.scenario().model_dump(mode="json"), [*self.changes(), *more])

    def shown(self) -> list[str]:
        """The same as they may be shown: in public output none of them names a cohort."""
        return shown(self.plan, self.changes())


@dataclass(frozen=True)
class Request(Generic[Kind]):
    """What was asked for, and is sound: one job, or several by `-m`."""

    jobs: list[Job[Kind]]
    multirun: bool


def asks_for_information(arguments: Sequence[str]) -> bool:
    """Whether the arguments only ask Hydra to show something (--help, --cfg job)."""
    return any(flag in INFORMATION for flag in _flags(arguments))


def validated(command: str, arguments: Sequence[str]) -> Request[Plan]:
    """The request that a command's arguments make; raises Refused with every fault of every job."""
    return validated_as(Run if command == "run" else Plan, command, arguments)


def one_study(kind: type[Kind], command: str, arguments: Sequence[str]) -> Job[Kind]:
    """The study that a command's arguments ask for; raises Refused with every fault."""
    request = validated_as(kind, command, arguments)
    if request.multirun:
        raise Refused([Fault("-m", "this command takes one study at a time")])
    return request.jobs[0]


def validated_as(kind: type[Kind], command: str, arguments: Sequence[str]) -> Request[Kind]:
    """The request of a command whose plans have settings of their own; raises Refused with every fault of every job."""
    flags, overrides, faults = _sorted_out(arguments)
    evidence = _evidence(faults)
    plans = []
    for each in members(overrides, MOST_JOBS):
        try:
            plans.append((each, planned_as(kind, composed(command, each))))
            faults += _of_executor(plans[-1][1])
        except Refused as error:
            faults += error.faults
    if faults or not evidence:
        raise Refused(faults)
    jobs = [Job(*each, evidence) for each in plans]
    if len(jobs) > 1 and not flags:
        several = [text.split("=")[0] for text in overrides if text not in jobs[0].overrides]
        raise Refused([Fault(key, "got several values; needs -m for a job each, or quotes") for key in several])
    if len({job.plan.outputs for job in jobs}) > 1:
        raise Refused([Fault("outputs", "got several folders; needs one, with a folder for each job in it")])
    refuse_too_much([job.plan for job in jobs])
    for doubt in dict.fromkeys([*_said_again(overrides), *(doubt for job in jobs for doubt in doubtful(job.plan))]):
        print(f"note: {doubt}", file=sys.stderr)
    return Request(jobs, bool(flags))


def _sorted_out(arguments: Sequence[str]) -> tuple[list[str], list[str], list[Fault]]:
    """The flags and the overrides among a command's arguments that can be read, and what is wrong with the others."""
    flags = _flags(arguments)
    unknown = [flag for flag in flags if flag not in MULTIRUN]
    words = {text: unreadable(text) for text in arguments if not text.startswith("-")}
    faults = [Fault(flag, "no such flag; there is -m for several jobs, --help, --cfg job") for flag in unknown]
    faults += [fault for fault in words.values() if fault]
    return flags, [text for text in arguments if text in words and not words[text]], faults


def _said_again(overrides: Sequence[str]) -> list[str]:
    """Keys that are said several times, of which Hydra takes the last."""
    keys = Counter(text.split("=")[0].lstrip("+~") for text in overrides)
    return [f"{key}: said {times} times; the last one counts" for key, times in keys.items() if times > 1]


def _evidence(faults: list[Fault]) -> Evidence | None:
    """The evidence that answers rest on; where it is unsound none, and its faults join the others."""
    try:
        return load(home("seeds"))
    except Refused as error:
        faults += [Fault(f"seeds: {fault.key}", fault.problem) for fault in error.faults]
    return None


def _of_executor(plan: Plan) -> list[Fault]:
    """What is wrong with who is to carry out a study."""
    return refused(plan.executor) if isinstance(plan, Lasting) else []


def refuse_too_much(plans: Sequence[Plan]) -> None:
    """Refuse what memory would not do for, or hours that nobody said yes to; say what takes minutes.

    Raises TooLarge or Refused.
    """
    efforts = [effort_of(plan) for plan in plans]
    for effort in efforts:
        refuse_too_large(effort, free_memory())
    hours = sum(effort.hours for effort in efforts)
    if (faults := too_long(hours)) and not all(isinstance(plan, Run) and plan.yes for plan in plans):
        raise Refused(faults)
    if hours > WORTH_SAYING:
        most = max(effort.gigabytes for effort in efforts)
        print(f"note: this takes about {60 * hours:,.0f} min and {most:,.2g} GB of memory", file=sys.stderr)


def engine_for(plan: Plan, runs: int) -> Engine:
    """The engine for so many runs of a plan; what a user should know of the choice is said on stderr."""
    chosen = choose(plan.engine, visits(plan) * runs)
    if chosen.word:
        print(f"note: {chosen.word}", file=sys.stderr)
    engine = chosen.load()
    return checked(engine) if plan.check else engine


def end_with(work: Callable[[], int]) -> NoReturn:
    """Do the work and end with its exit code, or with the code and the sentence of what stopped it."""
    sys.stdout, sys.stderr = sys.stdout or _nobody(), sys.stderr or _nobody()
    os.environ["HYDRA_FULL_ERROR"] = "1"  # what stops Hydra's own --help or --cfg reaches us, too
    try:
        sys.exit(work())
    except (Exception, KeyboardInterrupt) as error:
        if is_to_debug(sys.argv[1:]):
            traceback.print_exc()
        code, lines = ending(error)
        with suppress(OSError):  # whoever read it is gone, or its disk is full
            print(*lines, sep="\n  ", file=sys.stderr)
        sys.exit(code)


def _nobody() -> TextIO:
    """What is written to where a stream was closed before we began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def is_to_debug(arguments: Sequence[str]) -> bool:
    """Whether debug=true is among the arguments, which may be what could not be read."""
    return any(text.lstrip("+") == "debug=true" for text in arguments)


def ending(error: BaseException) -> tuple[int, list[str]]:
    """The exit code of what stopped a command, and the lines that say so."""
    told = f"{type(error).__name__}: {error}"
    code, lines = OUR_FAULT, [f"a fault of the program, not of what was asked ({told})", "debug=true shows where"]
    match error:
        case NotComposed():
            code, lines = REFUSED, ["refused, nothing was written:", " ".join(str(error).split())]
        case Refused():
            told = f"refused, nothing was written ({len(error.faults)} to mend):"
            code, lines = REFUSED, [told, *map(str, error.faults)]
        case Damaged():
            code, lines = DAMAGED, [f"damaged: {error}"]
        case OSError():
            code, lines = MACHINE, [f"the machine would not: {error}"]
        case MemoryError():
            told = str(error) or "no memory is left; fewer replications or persons take less"
            code, lines = MACHINE, [f"the machine would not: {told}"]
        case Stopped():
            code, lines = error.code, [str(error)]
        case KeyboardInterrupt():
            code, lines = STOPPED, ["stopped; what is unfinished is marked so in its folder"]
    return code, lines


def _flags(arguments: Sequence[str]) -> list[str]:
    return [text.split("=")[0] for text in arguments if text.startswith("-")]
