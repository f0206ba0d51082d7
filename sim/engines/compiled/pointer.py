"""The memory as compiled rules see it: a bare pointer, of which m[i] is one load, and handing it on takes one register.

Numba's own arrays count references, and look at each index whether it is negative; on the bench day both together cost
more than the rules themselves. With NUMBA_BOUNDSCHECK=1 every index is checked against the size in m[SIZE_OF_ALL].
Written after Numba's manual on extending it (low-level extension API). Uncompiled, the memory stays an array.
"""

# mypy: disable-error-code="no-untyped-call, misc, untyped-decorator, call-arg"

import operator
from typing import Any

import numba
from llvmlite import ir
from numba.core import types
from numba.core.cgutils import create_struct_proxy
from numba.extending import intrinsic, lower_builtin, models, overload, register_model, type_callable

from sim.engines.compiled.memory import SIZE_OF_ALL
from sim.model.clock import Whole

WORD = ir.IntType(64)


class PointerType(types.Type):
    """Its type in compiled code."""

    def __init__(self) -> None:
        super().__init__(name="Pointer")


POINTER = PointerType()


@register_model(PointerType)
class PointerModel(models.PrimitiveModel):
    """One pointer to whole numbers."""

    def __init__(self, manager: Any, kind: PointerType) -> None:
        super().__init__(manager, kind, WORD.as_pointer())


def pointer_to(memory: Whole) -> Whole:
    """The memory (k,) as rules see it; it lives as long as the array."""
    return memory


def first_bit(word: int) -> int:
    """The number of the lowest bit that is set in a word, which is not 0."""
    return (int(word) & -int(word)).bit_length() - 1


def fetch(memory: Whole, place: int) -> None:
    """Say that what stands at a place is soon needed: the processor brings its cache line.

    Nothing changes by it, and no place is wrong, so none is checked.
    """


@intrinsic
def _pointer_to(_: Any, memory: Any) -> Any:
    def code(context: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return create_struct_proxy(memory)(context, builder, value=arguments[0]).data

    return POINTER(memory), code


@intrinsic
def _first_bit(_: Any, __: Any) -> Any:
    def code(___: Any, builder: Any, ____: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.int64), code


@intrinsic
def _fetch(_: Any, __: Any, ___: Any) -> Any:
    def code(context: Any, builder: Any, __: Any, arguments: Any) -> Any:
        line, flag = (
            builder.bitcast(builder.gep(arguments[0], [arguments[1]]), ir.IntType(8).as_pointer()),
            ir.IntType(32),
        )
        kinds = ir.FunctionType(ir.VoidType(), [line.type, flag, flag, flag])
        prefetch = builder.module.declare_intrinsic("llvm.prefetch.p0", fnty=kinds)
        builder.call(prefetch, [line, flag(0), flag(3), flag(1)])  # to be read, kept in all caches, data
        return context.get_dummy_value()

    return types.none(POINTER, types.int64), code


@overload(pointer_to, strict=False)
def _compiled_pointer_to(memory: Any) -> Any:  # noqa: ARG001  (Numba asks for the same names)
    return lambda memory: _pointer_to(memory)  # noqa: PLW0108


@overload(first_bit, strict=False)
def _compiled_first_bit(word: Any) -> Any:  # noqa: ARG001
    return lambda word: _first_bit(word)  # noqa: PLW0108


@overload(fetch, strict=False)
def _compiled_fetch(memory: Any, place: Any) -> Any:  # noqa: ARG001
    return lambda memory, place: _fetch(memory, place)  # noqa: PLW0108


@type_callable(operator.getitem)
def _type_of_load(_: Any) -> Any:
    def typer(memory: Any, index: Any) -> Any:
        return types.int64 if isinstance(memory, PointerType) and isinstance(index, types.Integer) else None

    return typer


@type_callable(operator.setitem)
def _type_of_store(_: Any) -> Any:
    def typer(memory: Any, index: Any, value: Any) -> Any:
        whole = isinstance(index, types.Integer) and isinstance(value, types.Integer | types.Boolean)
        return types.none if isinstance(memory, PointerType) and whole else None

    return typer


@lower_builtin(operator.getitem, PointerType, types.Integer)
def _load(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    return builder.load(_place(context, builder, signature, arguments))


@lower_builtin(operator.setitem, PointerType, types.Integer, types.Any)
def _store(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    value = context.cast(builder, arguments[2], signature.args[2], types.int64)
    builder.store(value, _place(context, builder, signature, arguments))
    return context.get_dummy_value()


def _place(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Where m[i] is."""
    memory, index = arguments[0], context.cast(builder, arguments[1], signature.args[1], types.int64)
    settings: Any = numba.config
    if settings.BOUNDSCHECK:
        size = builder.load(builder.gep(memory, [ir.Constant(WORD, SIZE_OF_ALL)]))
        with builder.if_then(builder.icmp_unsigned(">=", index, size), likely=False):
            context.call_conv.return_user_exc(builder, IndexError, ("outside the memory",))
    return builder.gep(memory, [index])
