"""What a server is started with."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tifatu.cli.serving.held import Held
from tifatu.cli.serving.pages import Site
from tifatu.cli.serving.state import State
from tifatu.cli.serving.turns import Turns
from tifatu.graph.guard.limits import Limits

QUICK, SLOW, EACH = 4, 4, 2
"""Queries that begin at once; that may run beyond a second; that one client may have of these."""


WAITING = 256
"""Connections that may wait to be taken up; they may come as soon as the address is printed."""


def state_of(folder: Path, limits: Limits, base: str, pages: Path | None = None) -> State:
    """What all requests share.

    Raises:
        NoGraphError: The folder holds no finished graph.
    """
    return State(Held(folder, limits), Turns(QUICK, SLOW, EACH), limits, Site(folder, pages), base)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens.

    Raises:
        OSError: The port is taken, or no address of this machine is called so.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, port))
            opened.listen(WAITING)
        except OSError as problem:
            problem.filename = f"{host}:{port}"
            raise
        yield opened
