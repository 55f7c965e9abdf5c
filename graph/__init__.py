"""The nouns: records, labels, identities, vocabulary, errors and the store.

What is public stands here; each name is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tifatu.graph.errors import TifatuError
    from tifatu.graph.model import Attribution, Definition, Mention, Place, Report, Sense
    from tifatu.graph.records.files import read_records, write_records
    from tifatu.graph.store.building import build_graph
    from tifatu.graph.store.knowledge import KnowledgeGraph

__all__ = [
    "Attribution",
    "Definition",
    "KnowledgeGraph",
    "Mention",
    "Place",
    "Report",
    "Sense",
    "TifatuError",
    "build_graph",
    "read_records",
    "write_records",
]

_PLACES = {
    **dict.fromkeys(("Attribution", "Definition", "Mention", "Place", "Report", "Sense"), "model"),
    **dict.fromkeys(("read_records", "write_records"), "records.files"),
    "KnowledgeGraph": "store.knowledge",
    "TifatuError": "errors",
    "build_graph": "store.building",
}


def __getattr__(name: str) -> object:
    """A public name, imported only when someone wants it, so that the records alone stay cheap."""
    if name in _PLACES:
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
