"""One process that tries mutants, one after another, on tests that it has collected once."""

import gc
import os
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence

from collected import Items, with_items
from mutants import Mutant
from survey import Surveyed
from trial import Tried, try_imported, try_in_place

PATIENT = 60.0  # s of tests on what stands outside of functions, where none is known to come to it alone


def in_worker(tests: Sequence[str], work: Callable[[Items], object]) -> None:
    """Collect tests in a process of their own, and work on them there; raises RuntimeError where that fails."""
    child = os.fork()
    if child == 0:
        called: list[object] = []
        try:
            with_items(tests, lambda items: called.append(work(items)))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(0 if called else 1)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("tests could not be collected, or not be worked on")


def try_all(mutants: Sequence[Mutant], tests: Sequence[Surveyed], note: Callable[[Mutant, Tried], None]) -> None:
    """Try mutants, and note what became of each."""
    coming, of_file = _coming(tests)
    inside = [one for one in mutants if one.in_body]

    def work(items: Items) -> bool:
        gc.freeze()  # so that forks share what is there
        place = {item.nodeid: item for item in items}
        for mutant in inside:
            chosen = _in_order(coming[f"{mutant.file}:{mutant.function}"], killers[mutant.file, mutant.function])
            here = [place[one.test] for one in chosen]
            tried = try_in_place(mutant, here, [one.seconds for one in chosen])
            killers[mutant.file, mutant.function].append(tried.by)
            note(mutant, tried)
        return True

    killers: dict[tuple[str, str], list[str]] = defaultdict(list)
    if inside:
        in_worker(sorted({one.test.split("::")[0] for one in tests}), work)
    for mutant in mutants:
        if not mutant.in_body:
            note(mutant, try_imported(mutant, _patiently(of_file[mutant.file] or list(tests))))


def _coming(tests: Sequence[Surveyed]) -> tuple[dict[str, list[Surveyed]], dict[str, list[Surveyed]]]:
    """The tests that come to each function, and to each file."""
    functions: dict[str, list[Surveyed]] = defaultdict(list)
    files: dict[str, list[Surveyed]] = defaultdict(list)
    for one in tests:
        for function in one.functions:
            functions[function].append(one)
        for file in {function.split(":")[0] for function in one.functions}:
            files[file].append(one)
    return functions, files


def _in_order(tests: Sequence[Surveyed], killers: Sequence[str]) -> list[Surveyed]:
    """First the tests that killed the function's last mutants, then by how long they take."""
    last = list(dict.fromkeys(killers[::-1]))[:3]
    return sorted(tests, key=lambda one: (last.index(one.test) if one.test in last else len(last), one.seconds))


def _patiently(tests: Sequence[Surveyed]) -> list[Surveyed]:
    """The quickest tests, of so many seconds altogether."""
    chosen, seconds = list[Surveyed](), 0.0
    for one in sorted(tests, key=lambda one: one.seconds):
        seconds += one.seconds
        if seconds > PATIENT:
            break
        chosen.append(one)
    return chosen
