"""The application: which address is answered by what."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tifatu.cli.serving import api, protocol
from tifatu.cli.serving.describing import description
from tifatu.cli.serving.examples import examples
from tifatu.cli.serving.faults import Refused, told
from tifatu.cli.serving.formats import TRIPLES, chosen
from tifatu.cli.serving.held import Generation
from tifatu.cli.serving.protocol import Asked
from tifatu.cli.serving.state import State
from tifatu.cli.serving.things import HTML, as_bytes, name_of, thing
from tifatu.cli.serving.turns import BusyError
from tifatu.exports.pages.vocabulary import vocabulary_page
from tifatu.graph.errors import TifatuError
from tifatu.graph.ontology import ontology
from tifatu.graph.store.knowledge import as_term
from tifatu.queries.catalogue import named

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The editor of queries makes styles as it goes, and speaks to this server alone."""


class Json(Response):
    """JSON in which Chinese stays readable."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """As UTF-8."""
        return json.dumps(content, ensure_ascii=False).encode()


def application(state: State, hosts: Sequence[str]) -> Starlette:
    """The server for a graph.

    Args:
        state: The graph and what belongs to it; closed with the server.
        hosts: Names under which it may be asked; ``*`` for all. Others are refused, so that no page of somebody else
            can lead a browser here under a name of its own.
    """
    routes = [
        Route("/sparql", _of(state, _sparql), methods=["GET", "POST"]),
        Route("/id/{kind}/{name}", _of(state, _thing)),
        Route("/vocabulary", _of(state, _vocabulary)),
        Route("/query", _of(state, _query_page)),
        Route("/openapi.json", _of(state, _openapi)),
        Route("/api/queries", _of(state, _queries)),
        Route("/api/queries/{name}", _of(state, _named)),
        Route("/examples.json", _of(state, _examples)),
        *(_endpoint(state, endpoint) for endpoint in api.ENDPOINTS),
        Mount("/query-assets", StaticFiles(packages=[("tifatu.cli.serving", "assets")])),
        _Rest("/", _Pages(state)),
    ]
    middleware = [
        Middleware(_Plain),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        state.site.close()
        state.held.close()

    handlers: dict[Any, Any] = {Refused: told, TifatuError: told, Exception: told, HTTPException: _http}
    for kind in (UnicodeDecodeError, BusyError):
        handlers[kind] = told
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=lifespan)


Handler = Callable[[Request, State], Any]


def _of(state: State, handler: Handler) -> Callable[[Request], Any]:
    async def run(request: Request) -> Response:
        response: Response = await handler(request, state)
        return response

    return run


async def _sparql(request: Request, state: State) -> Response:
    asked = await protocol.asked(request)
    if asked is not None:
        return await protocol.answer(request, state, asked)
    kind = chosen(request.headers.get("accept", ""), (*TRIPLES, HTML))
    if kind == HTML:
        return RedirectResponse("/query", 303)
    if kind is None:
        raise Refused(406, "The description of this endpoint is given as Turtle, N-Triples, JSON-LD or RDF/XML.")
    with state.held.current() as generation:
        graph = generation.graph
        data = as_bytes(list(description(state.base, graph)), kind, graph.base)
    return Response(data, media_type=kind, headers={"Vary": "Accept"})


async def _thing(request: Request, state: State) -> Response:
    kind, called, accept = request.path_params["kind"], request.path_params["name"], request.headers.get("accept", "")

    def said(generation: Generation) -> Response:
        name, wish = name_of(kind, called, generation.graph.base)
        return thing(generation.graph, name, wish or accept, state.site.page_of)

    found: Response = await _with_graph(request, state, said)
    return found


async def _vocabulary(request: Request, state: State) -> Response:
    if chosen(request.headers.get("accept", ""), ("text/turtle", HTML)) == HTML:
        return HTMLResponse(vocabulary_page(), headers={"Vary": "Accept"})
    return Response(ontology(), media_type="text/turtle", headers={"Vary": "Accept"})


async def _query_page(request: Request, state: State) -> Response:
    page = files("tifatu.cli.serving").joinpath("assets", "query.html").read_text(encoding="utf-8")
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_POLICY})


async def _openapi(request: Request, state: State) -> Response:
    return Json(api.openapi(state.base, version("tifatu")))


async def _queries(request: Request, state: State) -> Response:
    return Json({"queries": api.queries()})


async def _examples(request: Request, state: State) -> Response:
    with state.held.current() as generation:
        return Json(examples() | {"prefixes": dict(generation.graph.prefixes)})


async def _named(request: Request, state: State) -> Response:
    params = dict(request.query_params)
    accept = request.headers.get("accept", "")
    query = named(request.path_params["name"])
    bindings = {name: as_term(value) for name, value in query.bind(params).items()}
    return await protocol.answer(request, state, Asked(query.text, None, accept, bindings))


def _endpoint(state: State, endpoint: api.Endpoint) -> Route:
    async def run(request: Request) -> Response:
        given = api.checked(endpoint, dict(request.query_params) | request.path_params)
        if endpoint.body:
            given = {**given, "text": await protocol.body_of(request)}
        return Json(await _with_graph(request, state, lambda generation: endpoint.run(generation.graph, given)))

    return Route(endpoint.path, run, methods=["POST" if endpoint.body else "GET"])


async def _with_graph(request: Request, state: State, work: Callable[[Generation], Any]) -> Any:
    """What some work on the graph gives, when it is this client's turn."""
    client = request.client.host if request.client else ""
    with state.held.current() as generation:
        async with state.turns.turn(client):
            return await run_in_threadpool(work, generation)


async def _http(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    answer = await told(request, Refused(problem.status_code, str(problem.detail)))
    answer.headers.update(problem.headers or {})
    return answer


class _Rest(Mount):
    """What no other address is: pages are only read, and never stand where something else has its place."""

    OURS = re.compile(r"/(?:sparql|id|api|query|vocabulary)(?:/|$)")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a page may be meant."""
        if scope["type"] == "http" and (scope["method"] not in ("GET", "HEAD") or self.OURS.match(scope["path"])):
            return Match.NONE, {}
        return super().matches(scope)


class _Pages:
    """The pages of the current generation."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one."""
        with self._state.held.current() as generation:
            self._state.site.want(generation.name)
        await self._state.site(scope, receive, send)


class _Plain:
    """Headers that every answer has: nobody guesses a type, nobody learns where a reader came from."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with them."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)
