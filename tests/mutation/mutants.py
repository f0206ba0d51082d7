"""The mutants of a file: its text with one slip in it, each named by what stays the same when other lines move."""

import ast
import runpy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

ROOT = Path(__file__).resolve().parents[2]
Definition = ast.FunctionDef | ast.AsyncFunctionDef
PLACES = runpy.run_path(str(ROOT / "sim/engines/compiled/memory.py"))
ZEROS = {name for name, value in PLACES.items() if value == 0}  # to add or to take away such a place is the same
HINTS = {"fetch", "fetch_party", "fetch_after", "SOON", "AT_HAND"}  # of what will soon be needed: nothing is done
NO_PYTHON = "no Python"
OUTSIDE = ""  # the name of the function of what stands in none


@dataclass(frozen=True)
class Mutant:
    """A slip in a line `old` of a function, which becomes `new`; `nth` of those alike. `text`: of the whole file."""

    file: str
    function: str
    old: str
    new: str
    nth: int
    in_body: bool
    text: str

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What a survivor is explained by; it may be the name of several."""
        return self.file, self.function, self.old, self.new

    @property
    def key(self) -> str:
        """Its own, in the list of what has been tried."""
        return " | ".join((*self.name, str(self.nth)))


def mutants_of(file: str, slips: Sequence[Operator]) -> Iterator[Mutant]:
    """All mutants of a file of the checkout, told from each other and from the file by what they do."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines(keepends=True)
    counted: dict[tuple[str, str, str, str], int] = {}
    for node in ast.parse("".join(lines)).body:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_for_types(node) or _only_numbers(node):
            continue
        first, last = _first_line(node) - 1, node.end_lineno or node.lineno
        before, part, after = lines[:first], "".join(lines[first:last]), lines[last:]
        for mutated in _mutated(part, slips):
            function, in_body, old, new = _where(part, mutated)
            name = file, function, old, new
            counted[name] = counted.get(name, -1) + 1
            in_body = in_body and "super()" not in old  # without it, a function is of another kind
            yield Mutant(*name, counted[name], in_body, "".join([*before, mutated, *after]))


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _only_numbers(node: ast.stmt) -> bool:
    """Whether it is an enumeration, whose numbers only tell its members apart."""
    return isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Enum") for base in node.bases)


def _first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])


def _mutated(part: str, slips: Sequence[Operator]) -> Iterator[str]:
    """The part with each slip, once each; not what changes only types, decorators or messages."""
    seen = {NO_PYTHON, _meaning(part)}
    for slip in slips:
        occurrence = 0
        while (mutated := mutate_code(part, slip, occurrence)) is not None:
            occurrence += 1
            meaning = _meaning(mutated)
            if meaning not in seen:
                seen.add(meaning)
                yield mutated


def _meaning(part: str) -> str:
    """What a part does."""
    try:
        tree = ast.parse(part)
        compile(part, "", "exec")
    except SyntaxError:
        return NO_PYTHON
    return ast.dump(_Plain().visit(tree))


class _Plain(ast.NodeTransformer):
    """Without types, decorators and messages, without adding nothing, hints, and guards against slips of ours."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns, node.decorator_list = None, []
        return ast.Pass() if node.name in HINTS else self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        called = getattr(node.value, "func", None)
        return ast.Pass() if isinstance(called, ast.Name) and called.id in HINTS else self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        return ast.keyword("strict", ast.Constant("either")) if node.arg == "strict" else self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.decorator_list = []
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        return ast.copy_location(ast.Assign([node.target], self.visit(node.value) if node.value else None), node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        is_hint = isinstance(node.targets[0], ast.Name) and node.targets[0].id in HINTS
        return ast.Pass() if is_hint or _is_a_type(node.value) else self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        plain = self.generic_visit(node)
        nothing = isinstance(node.right, ast.Name) and node.right.id in ZEROS
        return node.left if nothing and isinstance(node.op, ast.Add | ast.Sub) else plain

    def visit_JoinedStr(self, _: ast.JoinedStr) -> ast.AST:
        return ast.Constant("message")


def _is_a_type(value: ast.expr) -> bool:
    """Such as `Annotated[int, Field(ge=1)]`, or `A | B` of names."""
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.BitOr) and _is_a_type(value.left) and _is_a_type(value.right)
    named = value.value if isinstance(value, ast.Subscript) else value
    return isinstance(named, ast.Name) and (named.id[:1].isupper() or named.id in {"int", "str", "tuple"})


def _where(part: str, mutated: str) -> tuple[str, bool, str, str]:
    """The function, whether the slip is in its body, and its lines before and after."""
    old, new = part.splitlines(), mutated.splitlines()
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    same = next((at for at, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), 0)
    function, in_body = _function_at(ast.parse(part), first + 1)
    changed = (" ".join(line.strip() for line in text[first : len(text) - same]) for text in (old, new))
    return function, in_body, *changed


def _function_at(tree: ast.AST, line: int) -> tuple[str, bool]:
    """The outermost function around a line, with its class, and whether the line is in its body."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0):
            function, in_body = _function_at(node, line)
            return (f"{node.name}.{function}" if function else node.name), in_body
        if isinstance(node, Definition) and _first_line(node) <= line <= (node.end_lineno or 0):
            return node.name, line >= node.body[0].lineno
    return OUTSIDE, False
