"""The graph that is served: its current generation, and the next one when a build has put it there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from tifatu.graph.errors import NoGraphError
from tifatu.graph.guard.limits import Limits
from tifatu.graph.guard.workers import Workers
from tifatu.graph.store.generations import STORE, target
from tifatu.graph.store.knowledge import KnowledgeGraph

PROCESSES = 64
"""Queries under way at most; ``Turns`` keeps them far fewer."""


class Generation:
    """One generation: the open graph, its workers, and how many requests use it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.graph = KnowledgeGraph(folder, limits)
        self.workers = Workers(self.graph.place / STORE, PROCESSES, self.graph.prefixes)
        self.name = self.graph.place.name
        self.users = 0

    def close(self) -> None:
        """End its workers and let its files go."""
        self.workers.close()
        self.graph.close()


class Held:
    """Hands out the current generation; a former one is closed when its last request has gone."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        """Open it.

        Raises:
            NoGraphError: The folder holds no finished graph.
        """
        self._folder, self._limits, self._lock = folder, limits, Lock()
        self._now = Generation(folder, limits)

    @contextmanager
    def current(self) -> Iterator[Generation]:
        """The current generation, for one request."""
        with self._lock:
            generation = self._moved_on()
            generation.users += 1
        try:
            yield generation
        finally:
            with self._lock:
                generation.users -= 1
                if generation is not self._now and not generation.users:
                    generation.close()

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            self._now.close()

    def _moved_on(self) -> Generation:
        """The newest generation: one look at the link."""
        if self._target() != self._now.name:
            try:
                fresh = Generation(self._folder, self._limits)
            except NoGraphError:
                return self._now  # being replaced; the one that is open stays good
            former, self._now = self._now, fresh
            if not former.users:
                former.close()
        return self._now

    def _target(self) -> str:
        try:
            return target(self._folder).name
        except OSError:
            return self._now.name
