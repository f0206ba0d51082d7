"""Hand the chunks of a study to a crew, go on where workers die, and gather what comes back."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import NamedTuple

from sim.study.executors import Crew
from sim.study.journal.plan import StudyPlan
from sim.study.stopping import Stop
from sim.study.work import Part, Work, failed, joined

LOSSES = 2  # times a piece may lose its worker before it is halved, or a task given up
LOST_IN_A_ROW = 30  # workers that die and nothing is done between: it is not one task that kills them
A_LOOK = 0.5  # s after which the stop signal and the number of workers are looked at again
LOST = "its worker died each time"


class Piece(NamedTuple):
    """Tasks first … last - 1 of a chunk that are still to be done, and how often their worker was lost."""

    chunk: int
    first: int
    last: int
    losses: int = 0


def chunks(
    plan: StudyPlan, work: Work, left: dict[int, tuple[int, int]], crew: Crew, stop: Stop
) -> Iterator[tuple[int, Part]]:
    """Each chunk (number, part) of those left, by the tasks (first, last) of each number, as soon as it is complete.

    Ends early where a stop is asked for. Raises what is wrong with the work or the machine, and no fault of a task.
    """
    gathered: dict[int, list[tuple[int, Part]]] = {}
    for piece, one in _answers(plan, work, [Piece(number, *ends) for number, ends in left.items()], crew, stop):
        pieces = gathered.setdefault(piece.chunk, [])
        pieces.append((piece.first, one))
        first, last = left[piece.chunk]
        if sum(len(each.values) for _, each in pieces) == last - first:
            yield piece.chunk, joined([each for _, each in sorted(gathered.pop(piece.chunk), key=lambda at: at[0])])


def is_whole(one: Part) -> bool:
    """Whether no task of a part was given up for lost workers: that is no result to be kept."""
    return all(failure.error != LOST for failure in one.failures)


def _answers(
    plan: StudyPlan, work: Work, left: Iterable[Piece], crew: Crew, stop: Stop
) -> Iterator[tuple[Piece, Part]]:
    """Each piece with its part, whoever is quickest first; what a worker has done is seen to before it gets more."""
    waiting, flying, in_a_row = deque(left), dict[Future[Part], Piece](), 0
    while flying or (waiting and not stop.is_asked):
        while waiting and len(flying) < crew.room() and not stop.is_asked:
            piece = waiting.popleft()
            flying[crew.submit(piece.first, piece.last)] = piece
        finished, _ = wait(flying, timeout=A_LOOK, return_when=FIRST_COMPLETED)
        if stop.is_over and not finished:
            return
        for future in finished:
            piece, error = flying.pop(future), _error_of(future)
            if error is None:
                in_a_row = 0
                yield piece, future.result()
            elif not isinstance(error, (*crew.lost, MemoryError)):
                raise error
            elif again := _again(piece):
                waiting.extendleft(reversed(again))
                in_a_row += 1
            else:
                yield piece, failed(plan, work, piece.first, LOST)
            if in_a_row > LOST_IN_A_ROW:
                raise OSError(f"{in_a_row} workers died one after another: is there enough memory for so many?")


def _error_of(future: Future[Part]) -> BaseException | None:
    if future.cancelled():  # we cancel nothing that we wait for
        return ConnectionError("the cluster gave the work up: is its scheduler still there?")
    return future.exception()


def _again(piece: Piece) -> list[Piece]:
    """What is tried next after a loss: the same, then its halves once each; nothing for a task tried enough."""
    number, first, last, losses = piece
    if losses + 1 < LOSSES:
        return [Piece(number, first, last, losses + 1)]
    if last - first == 1:
        return []
    middle = (first + last) // 2
    return [Piece(number, first, middle, losses), Piece(number, middle, last, losses)]
