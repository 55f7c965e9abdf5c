"""The pages of the site: written by the exporter beside the server, anew for each generation."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from tifatu.exports.pages.addresses import page_in

COMMAND = "from tifatu.cli.main import run; run()"
"""A process of its own makes the pages: it takes all records into memory, and gives all of it back."""


class Site:
    """The pages of the newest generation; those of the former one until they are made."""

    def __init__(self, folder: Path, ready: Path | None = None) -> None:
        """Make nothing yet.

        Args:
            folder: Of the graph.
            ready: A folder of pages that somebody has exported; then none are made.
        """
        self._folder, self._made = folder, ready is not None
        self._temporary = Path(tempfile.mkdtemp(prefix="tifatu-pages-"))
        self._place = ready
        self._files = StaticFiles(directory=ready, html=True) if ready else None
        self._generation, self._lock = "", threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def want(self, generation: str) -> None:
        """Make the pages of a generation in the background, unless they are made or being made."""
        with self._lock:
            if self._made or generation == self._generation:
                return
            self._generation = generation
        threading.Thread(target=self._make, args=(generation,), daemon=True).start()

    def page_of(self, term: str) -> str:
        """Address of the page of a term, by its key; empty where there is none, or not yet."""
        page = page_in(self._place, term) if self._place else None
        return f"/terms/{page.name}" if page else ""

    def close(self) -> None:
        """Stop making, and take the pages away."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._temporary, ignore_errors=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page."""
        if self._files is None:
            wait = PlainTextResponse("The pages are being made; try again.\n", 503, {"Retry-After": "5"})
            await wait(scope, receive, send)
        else:
            await self._files(scope, receive, send)

    def _make(self, generation: str) -> None:
        place = self._temporary / generation
        command = [sys.executable, "-c", COMMAND, "export", str(self._folder), "--to", "html", "-o", str(place)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if self._process.wait() == 0 and generation == self._generation:
            self._place, self._files = place, StaticFiles(directory=place, html=True)
