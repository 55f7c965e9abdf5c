"""Run one function over many items, in order, here or in processes; a worker that dies costs its item alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Died(Generic[Item]):
    """Stands for the result of an item whose worker was killed twice: once in company, once alone."""

    item: Item


@dataclass(frozen=True)
class Pool:
    """How to run a map stage.

    Args of the fields: ``workers`` processes (1 runs here), ``setup`` called once in each worker with ``facts``.
    """

    workers: int = 1
    setup: Callable[..., None] | None = None
    facts: tuple[Any, ...] = ()

    def executor(self, workers: int) -> ProcessPoolExecutor:
        """A fresh pool; spawned, so that no worker inherits a lock or an open store."""
        return ProcessPoolExecutor(workers, get_context("spawn"), self.setup, self.facts)


def available_cores() -> int:
    """Cores that this process may use.

    >>> available_cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_order(
    function: Callable[[Item], Result], items: Sequence[Item], pool: Pool | None = None
) -> Iterator[Result | Died[Item]]:
    """Results in the order of the items, whatever the number of workers.

    An item whose worker is killed (out of memory, kill -9) is tried once more alone; if it dies again
    its place holds ``Died``. Errors that the function raises are raised here.
    """
    pool = pool or Pool()
    if pool.workers <= 1 or len(items) < 2:
        yield from _serially(function, items, pool)
        return
    done = 0
    try:
        with pool.executor(pool.workers) as executor:
            for future in _submitted(executor, function, items, 4 * pool.workers):
                yield future.result()
                done += 1
    except BrokenProcessPool:
        yield from _one_by_one(function, items[done:], pool)


def _serially(function: Callable[[Item], Result], items: Sequence[Item], pool: Pool) -> Iterator[Result]:
    if pool.setup is not None and items:
        pool.setup(*pool.facts)
    yield from map(function, items)


def _submitted(
    executor: ProcessPoolExecutor, function: Callable[[Item], Result], items: Sequence[Item], window: int
) -> Iterator[Future[Result]]:
    """Futures in order, never more than ``window`` under way: memory does not grow with the corpus."""
    waiting: list[Future[Result]] = []
    for item in items:
        waiting.append(executor.submit(function, item))
        if len(waiting) >= window:
            yield waiting.pop(0)
    yield from waiting


def _one_by_one(function: Callable[[Item], Result], items: Sequence[Item], pool: Pool) -> Iterator[Result | Died[Item]]:
    """After a crash: a pool of one worker, made anew whenever it dies, so that the culprit is known."""
    left = list(items)
    while left:
        try:
            with pool.executor(1) as executor:
                while left:
                    result = executor.submit(function, left[0]).result()
                    left.pop(0)
                    yield result
        except BrokenProcessPool:
            yield Died(left.pop(0))
