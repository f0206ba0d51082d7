"""The door to the compiled rules."""

from typing import Any

from sim.engines.compiled import rules
from sim.engines.compiled.jit import kept, settings
from sim.engines.compiled.pointer import Pointer
from sim.model.clock import Whole

compiled: Any = kept(rules.act_out)


def act_out(memory: Whole, most_steps: int) -> bool:
    """Act out the world in a memory; false where a station acts without end."""
    uncompiled = settings.DISABLE_JIT
    return bool(compiled(memory if uncompiled else Pointer(memory), most_steps))
