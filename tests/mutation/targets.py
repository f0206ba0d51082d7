"""What is mutated, and which tests are to notice."""

import re

from mutants import ROOT

COMPILED = ("rules", "laying", "philox", "chances", "drawing", "tables", "arrays", "__init__")
FOLDERS = ("sim/engines/reference", "sim/model", "sim/model/rules", "sim/model/scenario")
TARGETS = (
    *(f"sim/engines/compiled/{name}.py" for name in COMPILED),
    *sorted(str(path.relative_to(ROOT)) for folder in FOLDERS for path in (ROOT / folder).glob("*.py")),
)
NOT_MUTATED = (("sim/engines/compiled/philox.py", "halves"),)  # instructions of the processor
NAMES = (
    "bounds", "calling", "chance", "checks", "columns", "coming", "counts", "crossing", "crowds", "distributions",
    "doubts", "drawn_together", "draws", "duty", "families_and_beginnings", "faults", "invariants", "lists", "log",
    "order", "people", "refusals", "refused_plans", "regime", "sound_points", "time_and_timetables", "twin",
    "waiting_for_each_other", "ways_and_services", "who_is_there_already",
)  # fmt: skip
TESTS = (
    "tests/mutation/portions.py",
    "tests/stories",
    "tests/theory/test_schedules.py", "tests/theory/test_sampling.py",
    *(f"tests/test_{name}.py" for name in NAMES),
)  # fmt: skip
TOO_SLOW = re.compile(  # without the compiler, or for what they add here
    r"test_a_world_drawn_with_others_is_the_one_drawn_alone.compiled-(?!nobody|hardly|families|everything)"
    r"|test_no_table_changes_a_time|test_nothing_is_broken_in|_change_nothing"
)
