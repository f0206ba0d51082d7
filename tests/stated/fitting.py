"""python tests/stated/fitting.py [--sets N] [--folder F]: does the fitting work on the crossing itself?

N sets of figures (200 unless told otherwise) are made by known numbers and fitted as the command does, and a quarter as
many made by a crossing that is not the one that is fitted: its second day is broken off at 11:30. Prints how often
intervals of probability 0.9 held, how even the ranks are, and how often the model was called wrong. Each set takes some
2,000 runs, half a minute of one core; a kill costs a set a core, and the same command goes on. Exits with 1 where an
interval holds fewer than 85 or more than 95 of 100, beyond chance, or where the wrong model is not called wrong.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import numpy as np  # noqa: E402

from sim.compose import home  # noqa: E402
from sim.entry import one_study  # noqa: E402
from sim.evidence import load  # noqa: E402
from sim.model.clock import Real  # noqa: E402
from sim.model.faults import scenario_of  # noqa: E402
from sim.model.scenario import Scenario  # noqa: E402
from sim.study.calibrate.asked import Calibrate  # noqa: E402
from sim.study.calibrate.fitting import Fitting, fitting_of  # noqa: E402
from sim.study.calibrate.synthetic import synthetic_plan, work  # noqa: E402
from sim.study.executors import Executor  # noqa: E402
from sim.study.journal.running import done  # noqa: E402
from sim.study.statistics.abc.ranks import ranked  # noqa: E402

EFFORT = ["first=4000", "kept=500", "proposed=500", "generations=4"]
BROKEN_OFF = {"days": ["open", "aborted", "open", "closed", "closed", "late"], "aborted_at": "11:30"}
WRONG, LEAST_CALLED = 0.05, 0.9


def main(arguments: list[str]) -> int:
    """Make and fit all sets, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=int, default=200, help="sets of figures of each kind")
    parser.add_argument("--folder", type=Path, default=ROOT / "outputs" / "fitting", help="where they are kept")
    asked = parser.parse_args(arguments)
    fitting, few = _fitting(asked.sets), _fitting(max(1, asked.sets // 4))
    true = _found(fitting, None, asked.folder / "true")
    wrong = _found(few, _other(few.scenario), asked.folder / "wrong")
    return 0 if _told(fitting, true) and _told_wrong(few, wrong) else 1


def _fitting(sets: int) -> Fitting:
    study = one_study(Calibrate, "calibrate", [*EFFORT, f"synthetic={sets}"]).plan
    return fitting_of(study, load(home("seeds")))


def _found(fitting: Fitting, truth: Scenario | None, folder: Path) -> Real:
    return done(synthetic_plan(fitting, truth), work, folder, Executor(kind="processes")).values


def _other(scenario: Scenario) -> Scenario:
    plain = scenario.model_dump(mode="json")
    return scenario_of({**plain, "calendar": {**plain["calendar"], **BROKEN_OFF}})


def _told(fitting: Fitting, values: Real) -> bool:
    """Each number's line; whether each is kept."""
    print("| number | held by 90 % intervals | 95 % of the probability | ranks as uneven |\n|---|---|---|---|")
    kept = True
    for at, one in enumerate(fitting.numbers):
        row = ranked(values[:, at])
        span = f"{row.covered_low:.2f} to {row.covered_high:.2f}"
        print(f"| `{one.key}` | {row.covered:.3f} | {span} | {row.flat:.2f} |")
        kept &= row.covered_low <= 0.95 and row.covered_high >= 0.85
    called = float(np.mean(values[:, len(fitting.numbers)] <= WRONG))
    print(f"\nThe true model was called wrong in {called:.3f} of {len(values)} sets.")
    return kept


def _told_wrong(fitting: Fitting, values: Real) -> bool:
    called = float(np.mean(values[:, len(fitting.numbers)] <= WRONG))
    print(f"The wrong model was called wrong in {called:.3f} of {len(values)} sets.")
    return called >= LEAST_CALLED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
