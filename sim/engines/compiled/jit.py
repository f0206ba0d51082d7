"""How rules are compiled: in nopython mode, without the counting of references, for nothing here is made or collected.

Counting them made the engine slower by three quarters (measured on the bench day).
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def told(function: Function) -> Function:
    """Compile a rule."""
    return cast("Function", numba.njit(_nrt=False)(function))  # type: ignore[call-overload]


def rule(function: Function) -> Function:
    """Compile a rule into those that call it: where a call would cost more than the rule."""
    return cast("Function", numba.njit(_nrt=False, inline="always")(function))  # type: ignore[call-overload]


def kept(function: Function) -> Function:
    """Compile a rule, and keep it between runs."""
    return cast("Function", numba.njit(_nrt=False, cache=True)(function))  # type: ignore[call-overload]
