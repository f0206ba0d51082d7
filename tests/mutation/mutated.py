"""A mutant comes to life: in functions that are there already, or in a module that is imported only then."""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import CodeType, FunctionType, ModuleType
from typing import Any

from collected import ROOT
from mutants import Mutant


def module_of(file: str) -> str:
    """The name of the module that a file is."""
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def put_in_place(mutant: Mutant) -> None:
    """Give the function that is mutated its new code, wherever it has been imported to."""
    function = _function(sys.modules[module_of(mutant.file)], mutant.function)
    function.__code__ = _code(compile(mutant.text, str(ROOT / mutant.file), "exec"), mutant.function)


def _function(module: ModuleType, name: str) -> FunctionType:
    found: Any = module
    for part in name.split("."):
        found = vars(found)[part]
    for inside in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, inside, None) or found if not isinstance(found, FunctionType) else found
    return found


def _code(outer: CodeType, name: str) -> CodeType:
    first, _, rest = name.partition(".")
    inner = next(code for code in outer.co_consts if isinstance(code, CodeType) and code.co_name == first)
    return _code(inner, rest) if rest else inner


def import_instead(mutant: Mutant) -> None:
    """From now on its module is imported as the mutant."""
    sys.meta_path.insert(0, _Finder(mutant))


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, name: str, path: Sequence[str] | None, _: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != module_of(self.mutant.file):
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path)
        if found is not None and found.origin:
            found.loader = _Loader(name, found.origin, self.mutant.text)
        return found


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, _: str) -> CodeType:
        return compile(self.text, self.path, "exec")
