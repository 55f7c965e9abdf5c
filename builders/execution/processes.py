"""Run one function over many items, in order, here or in processes; a worker that dies costs its item alone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that end a build."""

Item = TypeVar("Item")
Result = TypeVar("Result")

WINDOW = 4
"""Items under way for each worker: memory does not grow with the corpus."""


@dataclass(frozen=True)
class Died(Generic[Item]):
    """Stands for the result of an item whose worker was killed twice: once in company, once alone."""

    item: Item


def available_cores() -> int:
    """Cores that this process may use.

    >>> available_cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Workers:
    """Processes that stay for several steps, so that each loads its word lists once."""

    count: int
    prepare: Callable[[], object] | None = None
    """Called first in each process; it must be picklable."""

    _executor: Pool | None = field(default=None, init=False)

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result | Died[Item]]:
        """Results in the order of the items, whatever the number of workers.

        An item whose worker is killed (out of memory, kill -9) is tried once more alone; if it dies again
        its place holds ``Died``. Errors that the function raises are raised here.
        """
        if self.count <= 1 or len(items) < 2:
            yield from map(function, items)
            return
        done = 0
        try:
            for future in self._submitted(function, items):
                yield future.result()
                done += 1
        except BrokenProcessPool:
            self.stop()
            yield from _one_by_one(function, items[done:], self.prepare)

    def stop(self, at_once: bool = False) -> None:
        """Let the processes go: when they have ended what they do, or at once."""
        if self._executor is not None:
            self._executor.end(at_once)
            self._executor = None

    def _submitted(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Future[Result]]:
        self._executor = self._executor or Pool(self.count, self.prepare)
        waiting: list[Future[Result]] = []
        for item in items:
            waiting.append(self._executor.submit(function, item))
            if len(waiting) >= WINDOW * self.count:
                yield waiting.pop(0)
        yield from waiting


@contextmanager
def workers(count: int, prepare: Callable[[], object] | None = None) -> Iterator[Workers]:
    """Workers until the block ends; a count of 1 works here and starts no process."""
    held = Workers(count, prepare)
    try:
        yield held
    except BaseException:
        held.stop(at_once=True)
        raise
    held.stop()


class Pool(ProcessPoolExecutor):
    """Processes that end with the one that started them, however that one ends.

    Each waits for the end of a pipe whose other end only this process holds: it closes when it is closed, and when this
    process is killed. Spawned, not forked, so that no worker inherits a lock, an open store or that end of the pipe.
    """

    def __init__(self, count: int, prepare: Callable[[], object] | None = None) -> None:
        context = get_context("spawn")
        self._far_end, self._life = context.Pipe(duplex=False)
        super().__init__(count, context, initializer=partial(_begin, prepare), initargs=(self._far_end,))

    def submit(self, function: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """As usual; whoever ends the build waits until a process that is being started has all that it needs."""
        with _undisturbed():
            return super().submit(function, *args, **kwargs)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """End the processes, at once where something broke off."""
        self.end(at_once=error is not None)

    def end(self, at_once: bool = False) -> None:
        """Let the processes go: when they have ended what they do, or at once."""
        if at_once:
            self._life.close()
        self.shutdown(cancel_futures=True)
        self._life.close()
        self._far_end.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait that end the process, where there are such."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[[], object] | None, life: Connection) -> None:
    """In a new process: end when the parent does, then prepare. Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # it was started undisturbed
    threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    if prepare is not None:
        prepare()


def _end_with_parent(life: Connection) -> None:
    with suppress(EOFError, OSError):
        life.recv_bytes()
    os._exit(1)  # whatever is under way is of no use to anybody


def alone(work: Callable[[Item], Result], item: Item) -> Result:
    """The result of some work in a process of its own, which has read nothing yet."""
    with Pool(1) as pool:
        return pool.submit(work, item).result()


def _one_by_one(
    function: Callable[[Item], Result], items: Sequence[Item], prepare: Callable[[], object] | None
) -> Iterator[Result | Died[Item]]:
    """After a crash: a pool of one worker, made anew whenever it dies, so that the culprit is known."""
    left = list(items)
    while left:
        try:
            with Pool(1, prepare) as executor:
                while left:
                    result = executor.submit(function, left[0]).result()
                    left.pop(0)
                    yield result
        except BrokenProcessPool:
            yield Died(left.pop(0))
