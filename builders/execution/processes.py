"""Run one function over many items, in order, here or in processes; a worker that dies costs its item alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Generic, TypeVar

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

    _executor: ProcessPoolExecutor | None = field(default=None, init=False)

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

    def stop(self) -> None:
        """Let the processes go."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _submitted(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Future[Result]]:
        self._executor = self._executor or _executor(self.count, self.prepare)
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
    finally:
        held.stop()


def alone(work: Callable[[Item], Result], item: Item) -> Result:
    """The result of some work in a process of its own, which has read nothing yet."""
    with _executor(1) as executor:
        return executor.submit(work, item).result()


def _executor(count: int, prepare: Callable[[], object] | None = None) -> ProcessPoolExecutor:
    """Spawned, not forked, so that no worker inherits a lock or an open store."""
    return ProcessPoolExecutor(count, get_context("spawn"), initializer=prepare)


def _one_by_one(
    function: Callable[[Item], Result], items: Sequence[Item], prepare: Callable[[], object] | None
) -> Iterator[Result | Died[Item]]:
    """After a crash: a pool of one worker, made anew whenever it dies, so that the culprit is known."""
    left = list(items)
    while left:
        try:
            with _executor(1, prepare) as executor:
                while left:
                    result = executor.submit(function, left[0]).result()
                    left.pop(0)
                    yield result
        except BrokenProcessPool:
            yield Died(left.pop(0))
