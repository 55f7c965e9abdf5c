"""Whose turn it is: clients take turns, and what runs long leaves its place to the others."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

QUICK = 1.0
"""Seconds after which a query counts as slow and gives up its place among the quick ones."""

WAITING = 200
"""Queries of one client that may wait; more are refused at once."""


class BusyError(Exception):
    """There is no place for this query now."""


class Turns:
    """Places for queries: a few for quick ones, and some for those that turn out to be slow.

    A slow query never holds others up: after a second it moves to the slow ones, and the next one gets its place. Where
    the slow places are taken, or a client has its share of them, a query may take a second only.
    """

    def __init__(self, quick: int, slow: int, each: int) -> None:
        """Nobody is here yet.

        Args:
            quick: Queries that begin at once.
            slow: Queries that may run beyond a second.
            each: Of these, how many one client may have.
        """
        self._free, self._slow, self._each = quick, slow, each
        self._running: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[bool]:
        """Wait for a place and keep it for the block; tells whether the query may run beyond a second.

        Raises:
            BusyError: Too many queries of this client wait already.
        """
        await self._enter(client)
        loop, moved = asyncio.get_running_loop(), False
        patient = self._running.total() < self._slow and self._running[client] < self._each

        def move() -> None:
            nonlocal moved
            moved = True
            self._running[client] += 1
            self._leave()

        timer = loop.call_later(QUICK, move)
        try:
            yield patient
        finally:
            timer.cancel()
            if not moved:
                self._leave()
            else:
                self._running[client] -= 1
                self._running += Counter()  # forgets clients without a slow query

    async def _enter(self, client: str) -> None:
        if self._free:
            self._free -= 1
            return
        mine = self._waiting.setdefault(client, deque())
        if len(mine) >= WAITING:
            raise BusyError
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave()  # it was given to somebody who has gone
            raise

    def _leave(self) -> None:
        """Give the place to the next client in the round."""
        while self._waiting:
            client, queue = self._waiting.popitem(last=False)
            place = queue.popleft()
            if queue:
                self._waiting[client] = queue  # behind the others
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
