"""The door to the compiled rules: kept between runs where that can be, compiled anew in each run where it cannot."""

from typing import Any

import numba

from sim.engines import cache
from sim.engines.compiled import rules
from sim.engines.compiled.jit import kept, told
from sim.engines.compiled.pointer import Pointer
from sim.model.clock import Whole

settings: Any = numba.config
before = settings.CACHE_DIR
settings.CACHE_DIR = str(cache.folder())
compiled: Any = kept(rules.act_out) if cache.is_writable() else told(rules.act_out)
settings.CACHE_DIR = before


def act_out(memory: Whole, most_steps: int) -> bool:
    """Act out the world in a memory; false where a station acts without end."""
    uncompiled = settings.DISABLE_JIT
    return bool(compiled(memory if uncompiled else Pointer(memory), most_steps))
