"""How rules are compiled: by Numba, with nothing switched on that could change a number."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def told(function: Function) -> Function:
    """Compile a rule."""
    return cast("Function", numba.njit(function))


def inlined(function: Function) -> Function:
    """Compile a rule into each that calls it: those that every visit of a party goes through."""
    return cast("Function", numba.njit(forceinline=True)(function))


def kept(function: Function) -> Function:
    """Compile a rule, and keep it between runs."""
    return cast("Function", numba.njit(cache=True)(function))
