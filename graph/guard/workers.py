"""Workers that answer queries, kept for the next query, killed where one goes beyond its limits."""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from tifatu.graph.errors import BadQueryError, DamagedGraphError, NoGraphError, QueryCrashError, QueryLimitError
from tifatu.graph.guard.limits import MEGABYTE, Limits
from tifatu.graph.guard.screen import screen, unknown_prefix
from tifatu.graph.namespaces import PREFIXES

SCRIPT = Path(__file__).with_name("worker.py")
"""Run as a file: a worker needs nothing else of ours, and starts in half the time."""

NO_MEMORY = ("memory allocation of", "bad_alloc", "failed to allocate", "MemoryError", "Cannot allocate")
"""What a process says that dies for want of memory."""


class Answer:
    """What a query gives, while it comes: a file of TSV (rows) or N-Triples, read with ``read``."""

    def __init__(self, worker: Worker, query: str, limits: Limits) -> None:
        self._worker, self._query, self._limits = worker, query, limits
        self._left = limits.seconds
        self._held = b""
        self.ended = False
        self.more = False
        """Whether there are more rows than were wanted; known at the end."""
        kind, said = self._frame()
        facts = json.loads(said) if kind == b"H" else {}
        if kind == b"E":
            self._end(said)
        self.kind = str(facts.get("kind", "solutions"))
        """boolean, solutions or triples."""
        self.value = bool(facts.get("value"))
        """The answer of an ASK."""
        if self.kind == "boolean":
            self.read()

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end.

        Raises:
            QueryLimitError: The query went beyond a limit.
            QueryCrashError: Its process died.
        """
        while not self._held and not self.ended:
            kind, data = self._frame()
            if kind == b"D":
                self._held = data
            else:
                self._end(data)
        piece, self._held = (self._held, b"") if size < 0 else (self._held[:size], self._held[size:])
        return piece

    @property
    def file(self) -> IO[bytes]:
        """Itself, for parsers: they need ``read`` alone."""
        return cast("IO[bytes]", self)

    def _end(self, said: bytes) -> None:
        self.ended = True
        facts = json.loads(said)
        if "syntax" in facts:
            prefix = unknown_prefix(self._query, PREFIXES)
            hint = f"the prefix {prefix!r} is not declared. " if prefix else ""
            raise BadQueryError(hint + facts["syntax"])
        if "failed" in facts:
            raise BadQueryError(facts["failed"])
        if "damaged" in facts:
            raise self._worker.damaged(facts["damaged"])
        if facts.get("full") == "wanted":
            self.more = True
        elif "full" in facts:
            raise QueryLimitError(facts["full"], getattr(self._limits, facts["full"]))

    def _frame(self) -> tuple[bytes, bytes]:
        began = time.monotonic()
        try:
            head = self._worker.read(5, self._left)
            data = self._worker.read(struct.unpack(">I", head[1:])[0], self._left)
        except TimeoutError:
            raise QueryLimitError("seconds", self._limits.seconds) from None
        except EOFError:
            raise self._worker.why_dead(self._limits) from None
        self._left -= time.monotonic() - began
        return head[:1], data


class Worker:
    """A process that has the store open."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``end``
        command = [sys.executable, "-P", str(SCRIPT), str(store)]
        # a session of its own: Ctrl-C reaches the host, which kills it
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, start_new_session=True, bufsize=0
        )

    def tell(self, request: Mapping[str, Any]) -> None:
        """Send a request."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            return  # told by the reading that follows

    def read(self, size: int, seconds: float) -> bytes:
        """That many bytes.

        Raises:
            TimeoutError: They do not come in time.
            EOFError: The process has died.
        """
        assert self._process.stdout is not None
        handle, until, held = self._process.stdout.fileno(), time.monotonic() + seconds, bytearray()
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        while len(held) < size:
            if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise TimeoutError
            piece = os.read(handle, min(size - len(held), 1 << 20))
            if not piece:
                raise EOFError
            held += piece
        return bytes(held)

    def why_dead(self, limits: Limits) -> Exception:
        """What to tell of a process that died."""
        status = self._process.wait()
        self._said.seek(0)
        said = self._said.read(1 << 16).decode(errors="replace")
        if -status == signal.SIGPROF:
            return QueryLimitError("seconds", limits.seconds)
        if any(words in said for words in NO_MEMORY):
            return QueryLimitError("memory", limits.memory)
        if status > 0:
            if not self._store.is_dir():  # closed, and swept away by a later build
                return NoGraphError(self._store.parent.parent)
            return self.damaged(said.strip().rpartition("\n")[2])
        return QueryCrashError(signal.Signals(-status).name)

    def damaged(self, why: str) -> Exception:
        """What to tell where the store cannot be read."""
        return DamagedGraphError(self._store.parent.parent, [f"{self._store.name}: {why}"])

    def end(self) -> None:
        """Kill it and take away what is left."""
        self._process.kill()
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self._said):
            if file is not None:
                file.close()


class Workers:
    """Workers of one store; each answers one query at a time. Threads may share them."""

    def __init__(self, store: Path, most: int = 1, prefixes: Mapping[str, str] = PREFIXES) -> None:
        """Start none yet.

        Args:
            store: Folder of an Oxigraph store.
            most: Queries under way at once; who asks beyond it waits.
            prefixes: Prefix -> namespace, declared for every query.
        """
        self._store, self._prefixes = store, prefixes
        self._free = threading.Semaphore(most)
        self._idle: list[Worker] = []
        self._owner = os.getpid()

    @contextmanager
    def ask(
        self,
        query: str,
        bindings: Mapping[str, Any],
        limits: Limits,
        wanted: int | None = None,
        graphs: tuple[Sequence[str], Sequence[str]] | None = None,
    ) -> Iterator[Answer]:
        """The answer to a query, to be read within the block.

        Args:
            query: SPARQL.
            bindings: Variable -> pyoxigraph term.
            limits: Of this query.
            wanted: Rows after which the answer ends.
            graphs: Names of the graphs that make the default graph ("" is the store's own), and of the named ones.

        Raises:
            ForbiddenQueryError: The query would reach out, or change something.
            QueryLimitError: It goes beyond a limit.
            BadQueryError: It does not parse.
            QueryCrashError: Its process died.
        """
        screen(query, limits)
        request = {
            "query": query,
            "prefixes": dict(self._prefixes),
            "bindings": {name: _plain(term) for name, term in bindings.items()},
            "seconds": limits.seconds,
            "memory": limits.memory * MEGABYTE,
            "rows": limits.rows,
            "bytes": limits.megabytes * MEGABYTE,
            "wanted": wanted,
            "graphs": graphs,
        }
        with self._free:
            worker = self._take()
            try:
                worker.tell(request)
                answer = Answer(worker, query, limits)
                yield answer
            except BadQueryError:
                self._idle.append(worker)  # it has said its last word about this one
                raise
            except BaseException:
                worker.end()
                raise
            if answer.ended:
                self._idle.append(worker)
            else:
                worker.end()  # nobody wants the rest

    def close(self) -> None:
        """End the workers."""
        while self._idle and self._owner == os.getpid():
            self._idle.pop().end()

    def _take(self) -> Worker:
        if self._owner != os.getpid():  # a fork: the pipes belong to the parent
            self._owner, self._idle = os.getpid(), []
        return self._idle.pop() if self._idle else Worker(self._store)


def _plain(term: Any) -> dict[str, str]:
    """A pyoxigraph term for the way to a worker."""
    if not hasattr(term, "datatype"):
        return {"kind": "iri", "value": term.value}
    return {"kind": "literal", "value": term.value, "language": term.language or "", "datatype": term.datatype.value}
