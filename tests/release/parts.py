"""The parts of a release: what is proven, by which command. Each is a row of docs/verification.md.

A command says what it found in the last line of its standard output, one sentence with its figures, and ends with 0
only where nothing was wrong.
"""

from typing import NamedTuple


class Part(NamedTuple):
    """One proof: its name, what it shows, and its command, as Python is given it."""

    name: str
    what: str
    command: tuple[str, ...]


def tested(what: str, *words: str) -> tuple[str, ...]:
    """The command that runs tests and says of what they were."""
    return ("tests/release/tested.py", what, *words)


PAGE_S_TEST = "tests/release/test_verification.py"  # it looks at the page that is written afterwards

PARTS = (
    Part("tests", "All tests that every push runs",
         tested("tests of every push", "tests", "-n", "auto", "--ignore", PAGE_S_TEST)),
    Part("oracles", "Known answers of queueing theory, on both engines", ("tests/release/oracles.py", "-n", "auto")),
    Part("twins", "The engines give the same bytes", ("tests/twin/run.py", "20000")),
    Part("anomalies", "What holds only on average is acted out",
         tested("tests of anomalies", "tests/theory/test_anomalies.py")),
    Part("relations", "What must follow when one thing is changed ([relations](relations.md))",
         tested("tests of relations", "tests/relations", "--paths", "30000", "-n", "auto")),
    Part("invariants", "What must hold in every log holds in random crossings; each invariant can fail",
         tested("tests of the invariants", "tests/test_invariants.py")),
    Part("bad inputs", "What is wrong is refused, named, and nothing is written or lost",
         tested("tests of bad inputs", "tests/test_bad_inputs.py", "tests/test_bad_files.py",
                "tests/test_bad_machine.py", "-n", "auto")),
    Part("digests", "Any number of workers gives the same tables", ("tests/release/digests.py",)),
    Part("faults", "Every operation on the disk fails in every way, and the study goes on",
         ("tests/crash/run.py", "faults")),
    Part("kills", "A killed study goes on to the same tables", ("tests/crash/run.py", "kills", "--kills", "200")),
    Part("breaks", "A rule that is broken on purpose is noticed ([breaks](breaks.md))", ("tests/breaks/run.py",)),
    Part("mutation", "So is any small slip in engines and rules", ("tests/mutation/run.py",)),
    Part("stated", "Intervals hold as often as stated ([coverage](coverage.md))", ("tests/stated/run.py",)),
    Part("fuzz", "Nonsense is refused: configurations and journals", ("tests/fuzz/run.py", "--minutes", "60")),
)  # fmt: skip
