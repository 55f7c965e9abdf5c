"""A graph on disk: generations, the Oxigraph store, and who may read it."""

from __future__ import annotations

from tifatu.graph.store.building import being_built
from tifatu.graph.store.knowledge import KnowledgeGraph

__all__ = ["KnowledgeGraph", "being_built"]
