"""The SPARQL 1.1 Protocol, its query half: what is asked, and the answer in the form that the client wants."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import IO, NamedTuple
from urllib.parse import parse_qsl

import msgspec
from pyoxigraph import Literal, NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tifatu.cli.serving.faults import Refused
from tifatu.cli.serving.formats import ROWS, SHORT, TRIPLES, chosen, rows_as, triples_as, truth_as
from tifatu.cli.serving.held import Generation
from tifatu.cli.serving.state import State
from tifatu.cli.serving.turns import QUICK, BusyError
from tifatu.graph.errors import QueryLimitError
from tifatu.graph.guard.limits import Limits
from tifatu.graph.namespaces import iri

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MOST = 1_000_000
"""Bytes of a request; drafts for /api/check are the longest."""

IN_MEMORY = 1 << 20
"""Bytes of an answer that are kept in memory; longer ones go through a file."""

DATA = iri("tfg:data")
"""Name of the graph that the store holds as its default graph."""


class Asked(NamedTuple):
    """A query as the protocol has it."""

    query: str
    graphs: tuple[list[str], list[str]] | None
    accept: str
    bindings: Mapping[str, NamedNode | Literal] = MappingProxyType({})


async def asked(request: Request) -> Asked | None:
    """The query of a request; None for a GET without one, which asks what there is.

    Raises:
        Refused: It is none of the three ways to ask, or an update.
    """
    params = list(request.query_params.multi_items())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST":
        text = await body_of(request)
        if kind == FORM:
            params += parse_qsl(text, keep_blank_values=True)
        elif kind == DIRECT:
            params.append(("query", text))
        elif kind == UPDATE:
            raise Refused(403, "This endpoint is read-only.")
        else:
            raise Refused(415, f"Send a query as {FORM} or {DIRECT}.")
    if any(name == "update" for name, _ in params):
        raise Refused(403, "This endpoint is read-only.")
    queries = [value for name, value in params if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise Refused(400, "Send one query.")
    form = next((value for name, value in params if name in ("format", "output")), "")
    accept = SHORT.get(form, form) or request.headers.get("accept", "")
    return Asked(queries[0], _graphs(params), accept)


async def body_of(request: Request, most: int = MOST) -> str:
    """The body of a request as text.

    Raises:
        Refused: It is too long, or no UTF-8.
    """
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > most:
            raise Refused(413, f"A request may have {most:,} bytes.")
    try:
        return held.decode()
    except UnicodeDecodeError:
        raise Refused(400, "The request is not UTF-8.") from None


async def answer(request: Request, state: State, query: Asked) -> Response:
    """The response to a query, when it is this client's turn."""
    client = request.client.host if request.client else ""
    with state.held.current() as generation:
        async with state.turns.turn(client) as patient:
            limits = state.limits
            if not patient:
                limits = msgspec.structs.replace(limits, seconds=min(QUICK, limits.seconds))
            try:
                return await run_in_threadpool(_answered, generation, query, limits)
            except QueryLimitError as limit:
                if limit.name == "seconds" and not patient:
                    raise BusyError from None
                raise


def _answered(generation: Generation, query: Asked, limits: Limits) -> Response:
    out: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - see _sent
    with generation.workers.ask(query.query, query.bindings, limits, graphs=query.graphs) as given:
        if given.kind == "triples":
            kind = _wanted(query.accept, tuple(TRIPLES))
            triples_as(given, TRIPLES[kind], out)
        elif given.kind == "solutions":
            kind = _wanted(query.accept, tuple(ROWS))
            rows_as(given, ROWS[kind], out)
        else:
            kind = _wanted(query.accept, tuple(ROWS))
            out.write(truth_as(given.value, ROWS[kind]))
    return _sent(out, kind)


def _sent(out: IO[bytes], kind: str) -> Response:
    """All of an answer with its length: it is known to be whole before the first byte goes out."""
    length = out.tell()
    out.seek(0)
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    headers = {"Content-Type": kind + charset, "Vary": "Accept"}
    if length <= IN_MEMORY:
        with out:
            return Response(out.read(), headers=headers)
    return StreamingResponse(_pieces(out), headers=headers | {"Content-Length": str(length)})


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        yield from iter(lambda: out.read(1 << 16), b"")


def _wanted(accept: str, offered: Sequence[str]) -> str:
    kind = chosen(accept, offered)
    if kind is None:
        raise Refused(406, f"This is given as {', '.join(dict.fromkeys(offered))}.")
    return kind


def _graphs(params: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]] | None:
    """The graphs that a client chose; what the store holds as its default graph has a name, too."""
    default = [value for name, value in params if name == "default-graph-uri"]
    named = [value for name, value in params if name == "named-graph-uri"]
    for name in (*default, *named):
        try:
            NamedNode(name)
        except ValueError:
            raise Refused(400, f"{name[:200]!r} is no IRI.") from None
    if not default and not named:
        return None
    return ["" if name == DATA else name for name in default], named
