"""SALib's samplers and analyses, imported in one place for the sake of a name.

SALib brings pandas, which looks for a package `bottleneck` to be quicker with; where a command is run its folder is the
first to be looked in, and there it would find, and run, our own command of that name.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast


@contextmanager
def _without(name: str) -> Iterator[None]:
    """As if there were no module of that name."""
    modules = cast("dict[str, Any]", sys.modules)  # None is how Python says that there is none
    before = modules.get(name)
    modules[name] = None
    try:
        yield
    finally:
        del modules[name]
        if before is not None:
            modules[name] = before


with _without("bottleneck"):
    from SALib.analyze import morris as morris_analysis
    from SALib.sample import morris as morris_sample
    from SALib.sample import sobol as sobol_sample

__all__ = ["morris_analysis", "morris_sample", "sobol_sample"]
