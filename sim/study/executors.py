"""Who does the chunks of a study: this process, processes of this machine, or the workers of a Dask cluster.

All three hand out `concurrent.futures` futures. What is computed does not depend on who computes it.
"""

import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from multiprocessing.context import BaseContext
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from sim.model.faults import Fault, Refused, shown
from sim.model.frozen import Frozen
from sim.study.cores import available_cores
from sim.study.journal.plan import StudyPlan
from sim.study.work import Part, Work, part

CONNECTING = "20s"  # that a scheduler is waited for
SCHEDULER_FILE = ".json"  # how the name of one ends


class Executor(Frozen):
    """How a study is carried out; nothing of it changes a result.

    workers: processes, or None for one a core. address: a Dask scheduler's, such as tcp://node7:8786, or the path of
    its scheduler file. chunk: tasks handed out at once, or None for about two seconds' worth, as measured.
    """

    kind: Literal["inline", "processes", "dask"]
    workers: Annotated[int, Field(ge=1, le=1024)] | None = None
    address: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    chunk: Annotated[int, Field(ge=1, le=10_000_000)] | None = None

    @property
    def at_once(self) -> int:
        """How many workers are counted on."""
        return 1 if self.kind == "inline" else self.workers or available_cores()


INLINE = Executor(kind="inline")


class Crew(NamedTuple):
    """Those who work: `submit` gives them the tasks first … last - 1; `room` says how many chunks they take at once.

    A future that raises one of `lost` says that its worker died; others take over, and it may be submitted again.
    """

    submit: Callable[[int, int], Future[Part]]
    room: Callable[[], int]
    lost: tuple[type[BaseException], ...]


def refused(executor: Executor) -> list[Fault]:
    """What is wrong with the choice of an executor on this machine."""
    if executor.kind != "dask":
        return [] if executor.address is None else [Fault("executor.address", "only dask has one")]
    faults = _of_address(executor.address or "")
    if find_spec("distributed") is None:
        faults.append(
            Fault("executor.kind", "got dask, which is not installed; needs `pip install rafah-crossing[cluster]`")
        )
    return faults


def _of_address(address: str) -> list[Fault]:
    """What is wrong with where a Dask scheduler is said to be."""
    needs = "needs a Dask scheduler's address, tcp://HOST:PORT, or its scheduler file, ….json"
    if not address:
        return [Fault("executor.address", f"is missing; {needs}")]
    if address.endswith(SCHEDULER_FILE) or re.fullmatch(r"\w+://[^\s/]+:\d{1,5}", address):
        return []
    return [Fault("executor.address", f"got {shown(address)}; {needs}")]


def crew_of(executor: Executor, plan: StudyPlan, work: Work) -> AbstractContextManager[Crew]:
    """The crew that an executor stands for, at work on a plan; raises Refused, or OSError where there is no cluster."""
    if faults := refused(executor):
        raise Refused(faults)
    match executor.kind:
        case "inline":
            return _inline(plan, work)
        case "processes":
            return _processes(plan, work, executor.at_once)
        case "dask":
            return _cluster(plan, work, str(executor.address))


# This process


@contextmanager
def _inline(plan: StudyPlan, work: Work) -> Iterator[Crew]:
    def submit(first: int, last: int) -> Future[Part]:
        future: Future[Part] = Future()
        try:
            future.set_result(part(plan, work, first, last))
        except Exception as error:
            future.set_exception(error)
        return future

    yield Crew(submit, lambda: 1, ())


# Processes of this machine


@contextmanager
def _processes(plan: StudyPlan, work: Work, workers: int) -> Iterator[Crew]:
    """A pool of one process for each worker: where one dies, the others keep what they are doing."""
    started, before = context(), set(multiprocessing.active_children())
    pools = [_pool(started, plan, work) for _ in range(workers)]
    futures: list[Future[Part] | None] = [None] * workers

    def submit(first: int, last: int) -> Future[Part]:
        at = next(at for at, future in enumerate(futures) if future is None or future.done())
        try:
            future = pools[at].submit(_part, first, last)
        except BrokenExecutor:
            pools[at] = _pool(started, plan, work)
            future = pools[at].submit(_part, first, last)
        futures[at] = future
        return future

    try:
        yield Crew(submit, lambda: workers, (BrokenExecutor,))
    finally:
        if any(future and not future.done() for future in futures):
            for child in set(multiprocessing.active_children()) - before:
                child.kill()
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _pool(started: BaseContext, plan: StudyPlan, work: Work) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=started, initializer=_begin, initargs=(plan, work))


def context() -> BaseContext:
    """How workers are started: forked from a server that has loaded what we have, and no threads of ours.

    So a worker begins in 0.13 s; one that is spawned imports all again, in 3.5 s or more (measured on two cores).
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    started = multiprocessing.get_context("forkserver")
    started.set_forkserver_preload(sorted(name for name in sys.modules if name.startswith("sim.")))
    with _ignoring(signal.SIGTERM):  # the server inherits it: told to end with all its group, it lets us end tidily
        from multiprocessing import forkserver  # noqa: PLC0415  (Windows has none)

        forkserver.ensure_running()
    return started


@contextmanager
def _ignoring(number: signal.Signals) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(number, before)


@contextmanager
def pool_of(workers: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes for whatever they are given; none is left where it ends by an error."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, mp_context=context(), initializer=begin_quietly)
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


_at_hand: list[tuple[StudyPlan, Work]] = []  # in a worker: what it works on, sent once


def _begin(plan: StudyPlan, work: Work) -> None:
    """A worker's first act."""
    begin_quietly()
    _at_hand[:] = [(plan, work)]


def begin_quietly() -> None:
    """A process leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _part(first: int, last: int) -> Part:
    (held,) = _at_hand
    return part(*held, first, last)


# A Dask cluster


@contextmanager
def _cluster(plan: StudyPlan, work: Work, address: str) -> Iterator[Crew]:
    """Workers that may come later and die: Dask gives a chunk to another worker, three times, before it gives up."""
    from distributed import Client, KilledWorker  # noqa: PLC0415  (an extra that few install)

    where: dict[str, Any] = {"scheduler_file" if address.endswith(SCHEDULER_FILE) else "address": address}
    with Client(**where, timeout=CONNECTING, set_as_default=False) as client:
        held = client.submit(_same, plan, pure=False)
        hands = client.get_executor(pure=False)
        try:
            yield Crew(
                lambda first, last: hands.submit(part, held, work, first, last),
                lambda: max(1, sum(client.nthreads().values())),
                (KilledWorker,),
            )
        finally:
            hands.shutdown(wait=False)


def _same(plan: StudyPlan) -> StudyPlan:
    """The plan, as a result that workers hand to each other instead of getting it with each chunk."""
    return plan
