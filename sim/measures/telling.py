"""What is worked out together: some rows of one replication, told for one cohort, one station, or the whole."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sim.measures.replication import Replication
from sim.measures.row import Row


class Telling(NamedTuple):
    """`rows` tells the same measures in the same order of every replication, with nothing where there is nothing.

    needs_somebody: whether they are left out where they would speak of nobody.
    """

    rows: Callable[[Replication], Iterator[Row]]
    needs_somebody: bool = False
