"""Run a stage on an executor that somebody lent: a pool of one's own, or the workers of a dask cluster.

Each worker is asked for the rules that it would apply before it applies them: one that has another version of tifatu,
or has read other word lists, would harvest something else. Sources and shards lie on a folder that all of them see.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Generic

from tifatu.builders.execution.processes import WINDOW, Died, Item, Result
from tifatu.builders.execution.shards import rules_digest
from tifatu.graph.errors import ClusterError, MissingPackageError

UNDER_WAY = 64
"""Items given out at a time where nobody knows how many workers an executor has."""

PATIENCE = 10
"""Seconds for a scheduler to answer."""


@dataclass(frozen=True)
class Lent:
    """An executor of ``concurrent.futures``, and what is known of its workers."""

    executor: Executor
    window: int = UNDER_WAY
    """Items given out at a time."""

    lost: tuple[type[BaseException], ...] = ()
    """What says that an item killed its workers: it is left out by name, all else goes on."""


@dataclass(frozen=True)
class LentWorkers:
    """Workers of a lent executor; asked as ``Workers`` are."""

    lent: Lent
    prepare: Callable[[], object]
    """Called before each item; it must be picklable, and do nothing when it is called again."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result | Died[Item]]:
        """Results in the order of the items, ``Died`` for one that killed its workers.

        Raises:
            ClusterError: A worker has other rules.
        """
        ask = _Asked(function, self.prepare, rules_digest())
        left = iter(items)
        given = deque((item, self.lent.executor.submit(ask, item)) for item in islice(left, self.lent.window))
        while given:
            item, future = given.popleft()
            try:
                yield future.result()
            except self.lent.lost:
                yield Died(item)
            given.extend((item, self.lent.executor.submit(ask, item)) for item in islice(left, 1))


@dataclass(frozen=True)
class _Asked(Generic[Item, Result]):
    """A function as a worker runs it that somebody else has started."""

    function: Callable[[Item], Result]
    prepare: Callable[[], object]
    rules: str
    """Digest of those that it must have."""

    def __call__(self, item: Item) -> Result:
        if self.prepare() is False:
            raise ClusterError("one of its workers has read other word lists", "Start its workers anew")
        if rules_digest() != self.rules:
            raise ClusterError("one of its workers has another tifatu", "Install there what is installed here")
        return self.function(item)


@contextmanager
def cluster(address: str) -> Iterator[Lent]:
    """The workers of a dask cluster, until the block ends.

    A worker that is lost is made up for by dask; an item that was given out again and again and took its worker with
    it each time is left out.

    Args:
        address: Of the scheduler: ``tcp://10.0.0.1:8786``.

    Raises:
        ClusterError: No scheduler answers there, or it has no worker.
        MissingPackageError: dask is not installed.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise MissingPackageError("dask[distributed]", "cluster") from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ClusterError(f"no scheduler answers at {address}", "Start one: dask scheduler") from problem
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"the scheduler at {address} has no worker", f"Start some: dask worker {address}")
        yield Lent(client.get_executor(), WINDOW * threads, (KilledWorker,))
