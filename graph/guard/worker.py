"""The process that answers queries of one store: no socket, bounded memory, nothing but pyoxigraph.

Started by ``workers`` with the folder of the store; it reads requests from stdin, a JSON object a line, and writes
frames to stdout: a letter, the length, and that many bytes. H: what kind of answer; D: a piece of it, as TSV of the
SPARQL results or N-Triples; E: the end, with the name of a limit or the message of an error, where there is one.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

PIECE = 1 << 16
"""Bytes of an answer sent at a time."""

FIRST = 1 << 10
"""Bytes of the first piece: a reader of a long answer sees its first rows at once."""

GRACE = 2
"""Seconds of computing beyond the limit after which a worker ends itself, should its host be gone."""


OPEN = re.compile(r"\bVALUES\s*[?$](\w+)\s*\{\s*UNDEF\s*\}")
"""A place that a query keeps open for a value that the caller binds."""

DAMAGED = ("Corruption", "IO error")
"""How the database begins what it says where its files are not what it wrote; all else is about the query."""

TABLE = ".sst"
"""How the files end in which the database keeps its tables."""

MANY = 256
"""Descriptors left where a system does not tell which are open."""


class Full(Exception):  # noqa: N818 - no error: the answer has all that was wanted
    """The answer reached a limit, or the number of rows that somebody wants."""


class Frames:
    """A file that bounds rows and bytes, and sends what it gets."""

    def __init__(self, head: int, rows: int, size: int, wanted: int | None) -> None:
        self.lines = head + (rows if wanted is None else min(rows, wanted))
        self.size = size
        self.full = "rows" if wanted is None or rows < wanted else "wanted"
        self.held = bytearray()
        self.piece = FIRST

    def write(self, data: bytes) -> int:
        """Take some bytes of the answer."""
        lines = data.count(b"\n")
        if self.lines - lines < 0 or not (self.lines or not data):
            self._keep_allowed(data)
            raise Full(self.full)
        self.lines -= lines
        self.size -= len(data)
        if self.size < 0:
            raise Full("megabytes")
        self.held += data
        if len(self.held) >= self.piece:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is held."""
        if self.held:
            send(b"D", bytes(self.held))
            self.held.clear()
            self.piece = PIECE

    def _keep_allowed(self, data: bytes) -> None:
        """Keep the lines of a piece that are still allowed."""
        at = 0
        for _ in range(self.lines):
            at = data.index(b"\n", at) + 1
        self.held += data[:at]
        self.lines = 0


def send(kind: bytes, data: bytes) -> None:
    """Write a frame."""
    out = sys.stdout.buffer
    out.write(kind + struct.pack(">I", len(data)) + data)
    out.flush()


def say(letter: bytes, **facts: Any) -> None:
    """Write a frame of JSON."""
    send(letter, json.dumps(facts).encode())


def shut_off(spare: int) -> None:
    """Take away the free descriptors but for those of files that the store opens later: none for what a query says.

    Args:
        spare: Files of the store that are not open yet.
    """
    places = Path("/dev/fd")
    highest = max(int(place.name) for place in places.iterdir()) if places.is_dir() else MANY
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1 + spare, highest + 1 + spare))
    held = []
    try:
        while True:
            held.append(os.dup(0))
    except OSError:
        for handle in held[len(held) - spare :] if spare else []:
            os.close(handle)


def unopened(store: Path) -> int:
    """Tables of the store that its database has not opened yet: sixteen are opened at first, others when they are read.

    Without a descriptor for the next table the database leaves out what is in it, or takes memory without end.
    """
    places = Path("/dev/fd")
    if not places.is_dir():
        return len(list(store.glob(f"*{TABLE}")))
    opened = {os.path.realpath(place) for place in places.iterdir()}
    return sum(os.path.realpath(table) not in opened for table in store.glob(f"*{TABLE}"))


def address_space() -> int:
    """Bytes of address space in use."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30  # a system without /proc; the store alone takes less


def bound(seconds: float, memory: int, base: int) -> None:
    """Set the limits of the next query; the host keeps the clock, the timer here is for the day when it is gone."""
    resource.setrlimit(resource.RLIMIT_AS, (base + memory, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, seconds + GRACE)


def term_of(said: dict[str, str]) -> Any:
    """A bound value."""
    if said["kind"] == "iri":
        return ox.NamedNode(said["value"])
    if said.get("language"):
        return ox.Literal(said["value"], language=said["language"])
    return ox.Literal(said["value"], datatype=ox.NamedNode(said["datatype"]))


def with_values(query: str, values: dict[Any, Any]) -> tuple[str, dict[Any, Any]]:
    """The query with values in the places that it keeps open for them, and the values that have no place.

    ``VALUES ?name { UNDEF }`` keeps a place open. Oxigraph plans a query before it substitutes; with the value in its
    place it begins there, which is up to a hundred times as fast. The value is written by Oxigraph itself as a term of
    N-Triples, so that nothing in it is read as a query.

    >>> with_values("SELECT * { VALUES ?n { UNDEF } ?s ?p ?n }", {ox.Variable("n"): ox.Literal("a}")})
    ('SELECT * { VALUES ?n { "a}" } ?s ?p ?n }', {})
    """
    said = {variable.value: str(term) for variable, term in values.items()}
    placed = {found[1] for found in OPEN.finditer(query)}
    query = OPEN.sub(lambda found: found[0].replace("UNDEF", said.get(found[1], "UNDEF")), query)
    return query, {variable: term for variable, term in values.items() if variable.value not in placed}


def graphs_of(chosen: tuple[list[str], list[str]] | None) -> dict[str, Any]:
    """The default graph and the named graphs of a query, where somebody chose them; "" is the store's default graph."""
    if chosen is None:
        return {}
    default, named = chosen
    return {
        "default_graph": [ox.NamedNode(name) if name else ox.DefaultGraph() for name in default],
        "named_graphs": [ox.NamedNode(name) for name in named],
    }


def answer(store: ox.Store, request: dict[str, Any]) -> None:
    """Run a query and send what it gives."""
    values: Any = {ox.Variable(name): term_of(said) for name, said in request["bindings"].items()}
    query, rest = with_values(request["query"], values)
    found: Any = store.query(query, prefixes=request["prefixes"], substitutions=rest, **graphs_of(request["graphs"]))
    if isinstance(found, ox.QueryBoolean):
        say(b"H", kind="boolean", value=bool(found))
        return
    rows = isinstance(found, ox.QuerySolutions)
    say(b"H", kind="solutions" if rows else "triples")
    frames = Frames(int(rows), request["rows"], request["bytes"], request["wanted"])
    try:
        found.serialize(frames, format=ox.QueryResultsFormat.TSV if rows else ox.RdfFormat.N_TRIPLES)
    finally:
        frames.flush()


def serve(place: str) -> None:
    """Answer requests until there are no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    store = ox.Store.read_only(place)
    bool(store.query("ASK { ?s ?p ?o }"))  # whatever is opened at first use is opened now
    base = address_space()
    shut_off(unopened(Path(place)))
    for line in sys.stdin.buffer:
        request = json.loads(line)
        bound(request["seconds"], request["memory"], base)
        try:
            answer(store, request)
        except Full as full:
            say(b"E", full=str(full))
        except MemoryError:
            say(b"E", full="memory")
        except SyntaxError as problem:
            say(b"E", syntax=str(problem))
        except (RuntimeError, OSError, ValueError) as problem:
            said = str(problem)
            say(b"E", **{"damaged" if said.startswith(DAMAGED) else "failed": said})
        else:
            say(b"E")
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    serve(sys.argv[1])
