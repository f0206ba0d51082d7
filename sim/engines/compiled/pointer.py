"""The memory as compiled rules see it: a bare pointer, of which m[i] is one load, and handing it on takes one register.

Numba's own arrays count references, and look at each index whether it is negative; on the bench day both together cost
more than the rules themselves. With NUMBA_BOUNDSCHECK=1 every index is checked against the size in m[SIZE_OF_ALL].
Written after Numba's manual on extending it (low-level extension API).
"""

# mypy: disable-error-code="no-untyped-call, misc, untyped-decorator"

import operator
from typing import Any

import numba
from llvmlite import ir
from numba.core import types
from numba.core.pythonapi import NativeValue
from numba.extending import lower_builtin, models, register_model, type_callable, typeof_impl, unbox

from sim.engines.compiled.memory import SIZE_OF_ALL
from sim.model.clock import Whole

WORD = ir.IntType(64)


class Pointer:
    """A memory (k,), to be handed to compiled rules; it lives as long as its pointer."""

    def __init__(self, memory: Whole) -> None:
        self.memory, self.address = memory, memory.ctypes.data


class PointerType(types.Type):
    """Its type in compiled code."""

    def __init__(self) -> None:
        super().__init__(name="Pointer")


POINTER = PointerType()


@typeof_impl.register(Pointer)
def _typeof(_: Pointer, __: Any) -> PointerType:
    return POINTER


@register_model(PointerType)
class PointerModel(models.PrimitiveModel):
    """One pointer to whole numbers."""

    def __init__(self, manager: Any, kind: PointerType) -> None:
        super().__init__(manager, kind, WORD.as_pointer())


@unbox(PointerType)
def _unbox(_: PointerType, pointer: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(pointer, "address")
    native = c.builder.inttoptr(c.pyapi.long_as_longlong(address), WORD.as_pointer())
    c.pyapi.decref(address)
    return NativeValue(native)


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
