"""The generator Philox4x64-10 (Salmon et al. 2011, SC'11, p. 5), compiled: any block of any stream by its address."""

# mypy: disable-error-code="no-untyped-call, untyped-decorator, call-arg, var-annotated"

from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from sim.engines.compiled.jit import told

Word = np.uint64
ROUNDS = 10
MULTIPLIERS = np.array([0xD2E7470EE14C6C93, 0xCA5A826395121157], np.uint64)
INCREMENTS = np.array([0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B], np.uint64)  # of the two halves of the key, a round
BLOCK = 4  # words


@intrinsic
def halves(_: Any, __: Any, ___: Any) -> Any:
    """The upper and the lower 64 bits of the product of two words, by one multiplication."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide, word = ir.IntType(128), ir.IntType(64)
        product = builder.mul(*(builder.zext(factor, wide) for factor in arguments))
        upper = builder.lshr(product, ir.Constant(wide, 64))
        return context.make_tuple(
            builder, signature.return_type, [builder.trunc(half, word) for half in (upper, product)]
        )

    return types.UniTuple(types.uint64, 2)(types.uint64, types.uint64), generate


@told
def words(seed: Word, purpose: Word, replication: int, member: int, number: int) -> tuple[Word, Word, Word, Word]:
    """The four words of a block: of the stream with the key (seed, purpose) that starts at (0, replication, member, 0).

    Counters grow before the first block, as NumPy's do.
    """
    one, two, three, four = np.uint64(number + 1), np.uint64(replication), np.uint64(member), np.uint64(0)
    key, other = np.uint64(seed), np.uint64(purpose)
    for _ in range(ROUNDS):
        of_one, of_three = halves(MULTIPLIERS[0], one), halves(MULTIPLIERS[1], three)
        one, two, three, four = of_three[0] ^ two ^ key, of_three[1], of_one[0] ^ four ^ other, of_one[1]
        key, other = key + INCREMENTS[0], other + INCREMENTS[1]
    return one, two, three, four
