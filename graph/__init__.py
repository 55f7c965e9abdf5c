"""The nouns: records, labels, identities, vocabulary, errors and the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tifatu.graph.store.knowledge import KnowledgeGraph

__all__ = ["KnowledgeGraph"]


def __getattr__(name: str) -> object:
    """Import the graph only when someone wants it, so that the records alone stay cheap."""
    if name == "KnowledgeGraph":
        from tifatu.graph.store.knowledge import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
