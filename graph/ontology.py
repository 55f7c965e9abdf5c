"""The ontology: graph/vocabulary/tifatu.ttl explains every class and property of ours in Chinese and English.

Beside it, shapes.ttl says in SHACL what must hold of a graph.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def ontology() -> bytes:
    """The ontology in Turtle, as published."""
    return files("tifatu.graph").joinpath("vocabulary", "tifatu.ttl").read_bytes()


@cache
def shapes() -> bytes:
    """The SHACL shapes in Turtle, as published."""
    return files("tifatu.graph").joinpath("vocabulary", "shapes.ttl").read_bytes()
