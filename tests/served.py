"""A server in a process of its own, as people run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

TIFATU = str(Path(sys.executable).with_name("tifatu"))


class Said(NamedTuple):
    """What a server answered."""

    status: int
    kind: str
    text: str
    headers: Mapping[str, str]

    def json(self) -> Any:
        return json.loads(self.text)


class Server(NamedTuple):
    """A running server."""

    address: str
    process: subprocess.Popen[str]

    def get(self, path: str, accept: str = "*/*", /, **params: str) -> Said:
        """A GET with parameters."""
        query = "?" + urllib.parse.urlencode(params, doseq=True) if params else ""
        return self.send("GET", urllib.parse.quote(path) + query, headers={"Accept": accept})

    def ask(self, query: str, accept: str = "*/*", /, **params: str) -> Said:
        """A query."""
        return self.get("/sparql", accept, **{"query": query} | params)

    def send(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Said:
        """Any request; redirections are not followed."""
        request = urllib.request.Request(self.address + path, body, dict(headers or {}), method=method)
        if body is None and method == "POST":
            request.data = b""
        try:
            with _OPENER.open(request, timeout=60) as answer:
                return _said(answer)
        except urllib.error.HTTPError as problem:
            with problem:
                return _said(problem)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def _said(answer: Any) -> Said:
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    return Said(answer.status, kind, answer.read().decode(), answer.headers)


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[Server]:
    """A server of a graph at a free port, stopped at the end as a service manager stops it."""
    command = [TIFATU, "serve", "-g", str(graph), "--port", "0", *options]
    log = graph.parent / f"{graph.name}.log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=told, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
        )
        assert process.stdout is not None
        try:
            first = process.stdout.readline()
            assert first, log.read_text(encoding="utf-8")
            yield Server(first.split()[0], process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            process.stdout.close()
