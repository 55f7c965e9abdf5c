"""What all requests share."""

from __future__ import annotations

from dataclasses import dataclass

from tifatu.cli.serving.held import Held
from tifatu.cli.serving.pages import Site
from tifatu.cli.serving.turns import Turns
from tifatu.graph.guard.limits import Limits


@dataclass(frozen=True)
class State:
    """The graph, whose turn it is, the pages, and what one query may take."""

    held: Held
    turns: Turns
    limits: Limits
    site: Site
    base: str
    """Address under which the world knows this server, without a slash at the end."""
