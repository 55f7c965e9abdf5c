"""tifatu mcp: tools for agents."""

from __future__ import annotations

import os
from pathlib import Path

from tifatu.cli.graphs import USUAL, VARIABLE, GraphOption
from tifatu.graph.guard.limits import Limits

LIMITS = Limits(seconds=10, memory=1000, megabytes=20)
"""What one query of an agent may take."""


def mcp(graph: GraphOption = None) -> None:
    """Give the graph to language-model agents as tools, over stdin and stdout (Model Context Protocol).

    Example: tifatu mcp -g kg
    """
    from tifatu.graph.errors import MissingPackageError
    from tifatu.graph.store.knowledge import KnowledgeGraph

    try:
        from tifatu.cli.serving.agents import server_of
    except ModuleNotFoundError as missing:
        raise MissingPackageError(missing.name or "mcp", "mcp") from None
    with KnowledgeGraph(graph or Path(os.environ.get(VARIABLE) or USUAL), LIMITS) as opened:
        server_of(opened).run("stdio")
