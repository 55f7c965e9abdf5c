"""A graph under construction: networkx keeps nodes and edges, each with what its card says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from tifatu.exports.pages.layout import Point

MOST_COMPANY = 40
"""Companions drawn around a centre: more cannot be told apart; the page says how many there are."""


@dataclass
class Drawing:
    """Nodes and edges under construction: a networkx graph that remembers their order."""

    question: tuple[str, str]
    """What it answers, in Chinese and English."""

    positions: tuple[str, str]
    """What the positions mean."""

    graph: nx.Graph[str] = field(default_factory=nx.Graph)
    total: int = 0
    """Nodes that there would be without the cut."""

    def node(
        self, name: str, kind: str, label: str, told: str, address: str = "", year: int = 0, level: str = ""
    ) -> None:
        """Add a node once; ``told`` is its card, ``address`` the page that it leads to."""
        if name not in self.graph:
            facts = {"kind": kind, "label": label, "told": told, "address": address, "year": year, "level": level}
            self.graph.add_node(name, **facts)

    def edge(self, a: str, b: str, why: str) -> None:
        """Add an edge with the reason why it is there."""
        self.graph.add_edge(a, b, why=why)

    def place(self, places: dict[str, Point]) -> Drawing:
        """Give every node its position."""
        for name, (x, y) in places.items():
            self.graph.nodes[name].update(x=x, y=y)
        self.total = max(self.total, len(self.graph))
        return self


def as_rows(drawing: Drawing) -> list[dict[str, Any]]:
    """The edges as rows of a table: the same graph for those who do not see it."""
    nodes = drawing.graph.nodes
    return [
        {"a": nodes[a]["label"], "b": nodes[b]["label"], "why": why} for a, b, why in drawing.graph.edges(data="why")
    ]
