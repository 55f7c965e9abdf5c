"""tifatu serve: a graph over HTTP."""

from __future__ import annotations

import os
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Annotated

import typer

from tifatu.cli.graphs import USUAL, VARIABLE, GraphOption
from tifatu.graph.guard.limits import Limits

SECONDS, MEGABYTES, MEMORY = 10.0, 20, 1000
"""What one query of a stranger may take: less than one's own."""

PATIENCE = 5
"""Seconds that answers under way are given when the server is to stop."""

CONNECTIONS = 1000
"""Connections at once; more are told to try again."""

LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    graph: GraphOption = None,
    port: Annotated[int, typer.Option(help="Port to listen at; 0 for a free one.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all.")] = LOCAL[0],
    base: Annotated[str | None, typer.Option(help="Address by which the world knows this server.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="Another name by which it may be asked.")] = None,
    pages: Annotated[Path | None, typer.Option(help="Folder of exported pages; else they are made.")] = None,
    max_seconds: Annotated[float, typer.Option(help="Time that a query may take.")] = SECONDS,
    max_memory: Annotated[int, typer.Option(help="Megabytes of memory that it may take.")] = MEMORY,
    max_rows: Annotated[int, typer.Option(help="Rows that it may give.")] = Limits().rows,
    max_megabytes: Annotated[int, typer.Option(help="Size of what it may give.")] = MEGABYTES,
) -> None:
    """Serve the graph: a SPARQL endpoint, pages, names that lead somewhere, an API.

    It is only read. A new build takes the place of the old one by itself. Ctrl-C or SIGTERM ends it.

    Example: tifatu serve -g kg --port 8000
    """
    from tifatu.graph.errors import MissingPackageError

    try:
        import uvicorn

        from tifatu.cli.serving.starting import listening, state_of
    except ModuleNotFoundError as missing:
        raise MissingPackageError(missing.name or "starlette", "serve") from None
    from tifatu.cli.serving.app import application

    limits = Limits(seconds=max_seconds, memory=max_memory, rows=max_rows, megabytes=max_megabytes)
    folder = graph or Path(os.environ.get(VARIABLE) or USUAL)
    with listening(host, port) as socket:
        address = f"http://{'localhost' if host in LOCAL else host}:{socket.getsockname()[1]}"
        state = state_of(folder, limits, (base or address).rstrip("/"), pages)
        hosts = [*LOCAL, *(allow_host or [])] if host in LOCAL or allow_host else ["*"]
        print(f"{address}  SPARQL: {address}/sparql  editor: {address}/query", flush=True)
        logs = deepcopy(uvicorn.config.LOGGING_CONFIG)
        logs["handlers"]["access"]["stream"] = "ext://sys.stderr"  # stdout says the address and nothing else
        config = uvicorn.Config(
            application(state, hosts),
            timeout_graceful_shutdown=PATIENCE,
            limit_concurrency=CONNECTIONS,
            server_header=False,
            log_config=logs,
        )
        with suppress(KeyboardInterrupt):  # raised once it has stopped: for a server, that is a good end
            uvicorn.Server(config).run([socket])
