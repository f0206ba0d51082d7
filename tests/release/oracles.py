"""python tests/release/oracles.py [PYTEST ARGUMENT ...]: every known answer beside what the engines give, as a table.

Runs all of tests/theory, the slow ones too. A row for each statement: the exact value, and of each engine the estimate
and z, its distance from the exact value in standard errors; "exact" where a schedule is met to the millisecond. Exits
with 1 where a test fails or an answer was not looked at.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

THEORY = Path(__file__).resolve().parents[1] / "theory"
sys.path[:0] = [str(THEORY.parents[1]), str(THEORY), str(THEORY.parent), str(Path(__file__).parent)]

from known import CASES  # noqa: E402

ENGINES = ("reference", "compiled")
BESIDES = "besides"  # tests that no engine is a parameter of: of what is drawn, and of studies
SAID = re.compile(r"^(\w+): (\S+), (?:exact (\S+), z (\S+), SE|limit (\S+))", re.MULTILINE)
EXACT, NOT_MET = "exact", "**not met**"
LONGEST = 40  # characters of an exact value


class Statement(NamedTuple):
    """One number of a case by an engine: what it should be, what it is, and z; or, of a schedule, whether it is met."""

    exact: str
    found: str
    z: str


Statements = dict[str, dict[str, list[Statement]]]  # by case, then by engine, in the order of the tests


class Collecting:
    """What pytest tells of each test, here or from another process."""

    def __init__(self) -> None:
        self.said: Statements = defaultdict(lambda: defaultdict(list))
        self.met: dict[str, dict[str, bool]] = defaultdict(dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the numbers that a test printed, and whether the cases it names were met."""
        told = dict(report.user_properties)
        if report.when != "call":
            return
        for name in told["cases"].split():
            self.met[name][told["engine"]] = self.met[name].get(told["engine"], True) and report.passed
        for case, found, exact, z, limit in SAID.findall(report.capstdout):
            self.said[case][told["engine"]].append(Statement(exact or limit, found, z or "within 3 %"))


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Each test says which cases it names, and by which engine it is."""
    for item in items:
        words = re.findall(r"\w+", item.function.__doc__ or "")
        given = item.callspec.params if hasattr(item, "callspec") else {}
        item.user_properties.append(("cases", " ".join(word for word in words if word in CASES)))
        item.user_properties.append(("engine", str(given.get("simulate", BESIDES))))


def main(arguments: Sequence[str]) -> int:
    """Run the tests, and tell."""
    collected = Collecting()
    code = pytest.main([str(THEORY), "-q", "-m", "", "-p", "oracles", *arguments], plugins=[collected])
    answers = {name: dict(of_case(name, collected)) for name in CASES}
    print("\n| known answer | exact |" + "".join(f" {engine} | z |" for engine in (*ENGINES, BESIDES)))
    print("|---|---|" + "---|---|" * 3)
    print("\n".join(line for name, answer in answers.items() for line in rows(name, answer)))
    met = [name for name, answer in answers.items() if answer]
    print(sentence(met, [answers[name] for name in met], int(code)))
    return int(code) or int(len(met) < len(CASES))


def of_case(name: str, collected: Collecting) -> Iterator[tuple[str, list[Statement]]]:
    """A case's statements by engine; a schedule's verdict where no number was printed."""
    if name in collected.said:
        yield from collected.said[name].items()
        return
    value = CASES[name]["exact_value"]
    text = f"{value:.6g}" if isinstance(value, float) else json.dumps(value)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
    for engine, is_met in collected.met.get(name, {}).items():
        yield engine, [Statement(shown, EXACT if is_met else NOT_MET, "")]


def rows(name: str, answer: dict[str, list[Statement]]) -> Iterator[str]:
    """The lines of a case: one for each number that is looked at."""
    for at in range(max(map(len, answer.values()), default=0)):
        by_engine = {engine: said[at] for engine, said in answer.items() if at < len(said)}
        exact = next(iter(by_engine.values())).exact
        cells = [by_engine.get(engine, Statement("", "", "")) for engine in (*ENGINES, BESIDES)]
        yield f"| {name} | {exact} |" + "".join(f" {cell.found} | {cell.z} |" for cell in cells)


def sentence(met: Sequence[str], answers: Sequence[dict[str, list[Statement]]], code: int) -> str:
    """What was found, in one line."""
    named = zip(met, answers, strict=True)
    all_said = [(name, one) for name, answer in named for said in answer.values() for one in said]
    exact = {name for name, one in all_said if one.found == EXACT}
    wrong = {name for name, one in all_said if one.found == NOT_MET}
    scores = [(abs(float(one.z)), name) for name, one in all_said if one.z.startswith(("+", "-"))]
    largest = "no z" if not scores else f"largest |z| {max(scores)[0]:.2f} ({max(scores)[1]})"
    failed = "" if code == 0 else f"; {len(wrong)} exact ones not met, and pytest ended with {code}"
    return f"{len(met)} of {len(CASES)} known answers looked at, {len(exact - wrong)} of them exact; {largest}{failed}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
