"""The slips that mutants are made of: cosmic-ray's operators, and four that it has not.

For each sign one or two others are tried, not all eleven: `+` becomes `-`, and `<` becomes `<=` and `>=`.
"""

from collections.abc import Iterator

from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.operators.provider import OperatorProvider
from parso import parse
from parso.python.tree import ExprStmt, PythonNode, ReturnStmt
from parso.tree import NodeOrLeaf

BINARY = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_FloorDiv", "Pow_Mul", "RShift_LShift",
          "LShift_RShift", "BitOr_BitAnd", "BitAnd_BitOr", "BitXor_BitAnd")  # fmt: skip
COMPARISON = ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
              "Is_IsNot", "IsNot_Is")  # fmt: skip
UNARY = ("Delete_USub", "Delete_Invert", "Delete_Not")
OTHERS = ("AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
          "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer",
          "ZeroIterationForLoop")  # fmt: skip
AUGMENTED = {"+=": "-=", "-=": "+=", "*=": "/=", "&=": "|=", "|=": "&=", "<<=": ">>=", ">>=": "<<="}


def slips() -> list[Operator]:
    """All operators."""
    known = OperatorProvider()
    names = [
        *(f"ReplaceBinaryOperator_{one}" for one in BINARY),
        *(f"ReplaceComparisonOperator_{one}" for one in COMPARISON),
        *(f"ReplaceUnaryOperator_{one}" for one in UNARY),
        *OTHERS,
    ]
    return [*(known[name]() for name in names), Augmented(), Membership(), ReturnsNothing(), CallLeftOut()]


class _One(Operator):
    """One mutation at each node that it is for."""

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where it can mutate."""
        if self.is_for(node):
            yield node.start_pos, node.end_pos

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """None are kept."""
        return ()


class Augmented(_One):
    """`+=` becomes `-=`, and so on."""

    def is_for(self, node: NodeOrLeaf) -> bool:
        """An assignment that adds to what there is."""
        return getattr(node, "value", None) in AUGMENTED

    def mutate(self, node: NodeOrLeaf, _: int) -> NodeOrLeaf:
        """The other sign."""
        node.value = AUGMENTED[node.value]
        return node


class Membership(_One):
    """`in` becomes `not in`, and the other way round."""

    def is_for(self, node: NodeOrLeaf) -> bool:
        """A comparison of membership."""
        return node.type == "comparison" and node.children[1].get_code().split() in (["in"], ["not", "in"])

    def mutate(self, node: NodeOrLeaf, _: int) -> NodeOrLeaf:
        """The opposite."""
        is_in = node.children[1].get_code().split() == ["in"]
        node.children[1] = parse(" not in" if is_in else " in")
        return node


class ReturnsNothing(_One):
    """`return value` becomes `return None`; not that of True or False, which have their own."""

    def is_for(self, node: NodeOrLeaf) -> bool:
        """A return of something."""
        return isinstance(node, ReturnStmt) and node.children[1].get_code().strip() not in {"None", "True", "False"}

    def mutate(self, node: NodeOrLeaf, _: int) -> NodeOrLeaf:
        """Nothing in its place."""
        node.children[1] = parse(" None")
        return node


class CallLeftOut(_One):
    """A call whose value nobody takes is left out."""

    def is_for(self, node: NodeOrLeaf) -> bool:
        """A statement that is a call."""
        stands_alone = node.parent is not None and node.parent.type == "simple_stmt"
        called = isinstance(node, PythonNode) and not isinstance(node, ExprStmt) and node.type == "atom_expr"
        return stands_alone and called and node.children[-1].type == "trailer"

    def mutate(self, node: NodeOrLeaf, _: int) -> NodeOrLeaf:
        """Nothing done."""
        return parse(f"{node.get_first_leaf().prefix}pass")
