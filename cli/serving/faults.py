"""What a client is told when something goes wrong: a true status and a line, never a path or a stack."""

from __future__ import annotations

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tifatu.cli.serving.turns import BusyError
from tifatu.graph.errors import (
    AmbiguousRegionError,
    BadQueryError,
    ForbiddenQueryError,
    GraphFolderError,
    ParameterError,
    QueryCrashError,
    QueryLimitError,
    QuestionError,
)

LOG = logging.getLogger("uvicorn.error")

STATUS: tuple[tuple[type[Exception], int], ...] = (
    (BadQueryError, 400),
    (ForbiddenQueryError, 403),
    (QueryCrashError, 500),
    (BusyError, 503),
    (GraphFolderError, 503),
    (AmbiguousRegionError, 400),
    (ParameterError, 400),
    (QuestionError, 404),
    (UnicodeDecodeError, 400),
    (ValueError, 400),
)
"""Kind of mistake -> status; the first that fits."""

LIMITS = {"seconds": 503, "memory": 503, "rows": 400, "megabytes": 400, "depth": 400, "characters": 413}
"""Limit -> status: what the server cannot do now, or what the query must not ask."""

AGAIN = 5
"""Seconds after which a client that was sent away may try again."""


class Refused(Exception):  # noqa: N818 - no error of ours
    """A request that cannot be answered, with its status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def told(request: Request, problem: Exception) -> Response:
    """The answer to a request that failed: JSON below /api, else a line of text."""
    status, line = line_of(problem)
    if status == 500:
        LOG.exception("%s %s failed", request.method, request.url.path, exc_info=problem)
    headers = {"Retry-After": str(AGAIN)} if status == 503 else {}
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status, headers)
    return PlainTextResponse(line + "\n", status, headers)


def line_of(problem: Exception) -> tuple[int, str]:
    """Status and line for a problem.

    >>> line_of(QueryLimitError("seconds", 10))
    (503, 'The query took longer than 10 seconds and was stopped. Whoever runs this endpoint may raise the limit.')
    """
    if isinstance(problem, Refused):
        return problem.status, problem.reason
    if isinstance(problem, QueryLimitError):
        return LIMITS[problem.name], f"{problem.happened} Whoever runs this endpoint may raise the limit."
    status = next((status for kind, status in STATUS if isinstance(problem, kind)), 500)
    if isinstance(problem, BusyError):
        return status, "Too many queries are under way; try again."
    if isinstance(problem, GraphFolderError):
        return status, "The graph cannot be read now; try again."
    if status == 500 and not isinstance(problem, QueryCrashError):
        return status, "Something went wrong here; the log of the server tells it."
    return status, str(problem)
