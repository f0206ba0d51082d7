"""How functions are compiled: by Numba, with nothing switched on that could change a number."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from sim.engines import cache

Function = TypeVar("Function", bound=Callable[..., Any])

settings: Any = numba.config


def told(function: Function) -> Function:
    """Compile a function."""
    return cast("Function", numba.njit(function))


def inlined(function: Function) -> Function:
    """Compile a rule into each that calls it: those that every visit of a party goes through."""
    return cast("Function", numba.njit(forceinline=True)(function))


def kept(function: Function) -> Function:
    """Compile a function, and keep it between runs where that can be."""
    if not cache.is_writable():
        return told(function)
    before = settings.CACHE_DIR
    settings.CACHE_DIR = str(cache.folder())
    compiled = cast("Function", numba.njit(cache=True)(function))
    settings.CACHE_DIR = before
    return compiled
