"""python tests/twin/comparing.py SETTING FIRST COUNT: a line of JSON a crossing, with the ways unlike the reference.

Started by run.py, with the environment of the setting; the compiled setting also tells what each crossing was like.
"""

import json
import sys
from collections.abc import Sequence

from families import families
from random_crossings import World
from settings import SETTINGS
from tight_crossings import numbered_world
from ways import WAYS

from sim.engines import reference
from sim.model.log import Log

Compared = dict[str, object]


def compared(seed: int, names: Sequence[str]) -> Compared:
    """The crossing of a number: in which of the ways named its log is unlike the reference's, and how."""
    world = numbered_world(seed)
    log = reference.simulate(*world)
    faults = {name: fault for name in names if (fault := unlike(name, seed, world, log))}
    return {"seed": seed, "faults": faults, "families": sorted(families(*world, log)) if "compiled" in names else []}


def unlike(name: str, seed: int, world: World, log: Log) -> str:
    """How a log differs from the reference's; nothing where every byte is the same."""
    try:
        other = WAYS[name](seed, *world)
    except Exception as error:
        return f"stopped with {error!r}"
    return "" if other.to_bytes() == log.to_bytes() else first_difference(log, other)


def first_difference(log: Log, other: Log) -> str:
    """The first column in which two logs differ, with the reference's values first."""
    tables = (log, log.trips, log.earlier), (other, other.trips, other.earlier)
    for one, two in zip(*tables, strict=True):
        for key, values in vars(one).items():
            if hasattr(values, "tolist") and values.tolist() != getattr(two, key).tolist():
                return f"{type(one).__name__}.{key}: {values.tolist()} in the reference, {getattr(two, key).tolist()}"
    return "columns are alike, but not their bytes"


def main(arguments: Sequence[str]) -> None:
    """Compare crossing after crossing; each line is out before the next begins, so that a crash tells where it was."""
    setting, first, count = arguments[0], *map(int, arguments[1:])
    for seed in range(first, first + count):
        print(json.dumps(compared(seed, SETTINGS[setting][1])), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
