"""What came of the mutants, as a page of the documentation."""

from collections.abc import Mapping, Sequence

from mutants import Mutant
from survivors import Explained
from trial import Tried

HEAD = """# Mutation testing

Written by `python tests/mutation/run.py --write`. A mutant is the code with one small slip in it; a test suite is worth
something if some test notices. Here every slip of certain kinds is made in the engines, in the rules, and in the model
that acts them out, one at a time, and tests are run until one fails, stops with an error, or has no end. What no test
notices is a survivor: it gets a test, or, where nothing that is told could be any different, an explanation below.

**What is mutated.** Both engines, and all of `sim/model/` but `invariants/`, which are tests themselves: numbers by one
up and down, signs, comparisons, `and`, `or` and `not`, `True` and `False`, `break` and `continue`, memberships, what is
returned, loops that are left out, and calls whose value nobody takes. What changes only types, docstrings, decorators
or the words of a message is no mutant, nor what only guards against slips of ours (`strict` of `zip`) or hints to the
processor what will soon be needed (`fetch`). Not mutated are `pointer.py`, `jit.py`, `entry.py` and `halves` in
`philox.py`, which say how something is compiled, not what it does, and `memory.py` and enumerations, which only give
numbers to names: any other numbering would do as well.

**By what.** [cosmic-ray](https://cosmic-ray.readthedocs.io) makes the mutants, and four kinds it has not are added in
`tests/mutation/slips.py`; our own runner tries them, in processes forked off one that has imported and collected all,
on the tests that come to the function that is mutated, the quickest first. The compiled engine is run as plain Python
(`NUMBA_DISABLE_JIT=1`), so that no mutant needs to be compiled. Its mutants are held against the sound reference
engine's logs of random crossings; those of the reference engine, of the model and of the rules die on stories and
schedules worked by hand, on the tests of each module, and on those that compare the twins.
"""


def written(mutants: Sequence[Mutant], tried: Mapping[str, Tried], table: Sequence[Explained]) -> str:
    """The page: the score by file, what killed, and each survivor with its reason."""
    files = list(dict.fromkeys(one.file for one in mutants))
    rows = [_row(file, [one for one in mutants if one.file == file], tried) for file in files]
    total = _row("all", mutants, tried)
    score = "\n".join(["", "## Score", "", "| file | mutants | killed | score |", "|---|---|---|---|", *rows, total])
    return f"{HEAD}{score}\n\n{_kinds(mutants, tried)}\n\n## Survivors\n\n{_survivors(table)}"


def _row(name: str, mutants: Sequence[Mutant], tried: Mapping[str, Tried]) -> str:
    killed = sum(bool(tried[one.key].by) for one in mutants)
    return f"| {name} | {len(mutants):,} | {killed:,} | {killed / max(1, len(mutants)):.1%} |"


def _kinds(mutants: Sequence[Mutant], tried: Mapping[str, Tried]) -> str:
    """How those killed were noticed."""
    hows = [tried[one.key].how for one in mutants]
    fails, no_end = hows.count("fails"), hows.count("no end")
    others = len(hows) - fails - no_end - hows.count("survived")
    return f"Of those killed, {fails:,} made a test fail, {no_end:,} had no end, and {others:,} ended the process."


def _survivors(table: Sequence[Explained]) -> str:
    """A table a file."""
    parts = []
    for file in sorted({one.file for one in table}):
        rows = [f"| {one.function or 'outside'} | {_code(one.old)} | {_code(one.new)} | {one.why} |"
                for one in table if one.file == file]  # fmt: skip
        parts.append(
            "\n".join([f"### {file}", "", "| in | line | as | why nobody can notice |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts) + "\n"


def _code(line: str) -> str:
    return f"`` {line.replace('|', chr(92) + '|')} ``"
