"""Nodes and edges for the network formats, one at a time, and which of them a profile has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.store import network as networks
from tifatu.graph.store.network import Edge, Node
from tifatu.graph.survey.facts import Survey

CONCEPTS = ("term", "sense", "program", "program type")
"""Kinds of nodes of the simple profile: terms, what they mean, and what it is; no reports, regions or issuers."""


@dataclass(frozen=True)
class Network:
    """A network to be gone through once: all nodes, then all edges (网络)."""

    nodes: Iterator[Node]
    edges: Iterator[Edge]


def network_of(records: Records, profile: Profile) -> Network:
    """The nodes and edges of a profile, made as they are asked for; only the names of the nodes are kept."""
    survey = Survey(records)
    known: set[str] = set()
    return Network(_nodes(records, survey, profile, known), networks.edges(records, survey, known))


def _nodes(records: Records, survey: Survey, profile: Profile, known: set[str]) -> Iterator[Node]:
    for node in networks.nodes(records, survey):
        if profile is Profile.FULL or node[1]["kind"] in CONCEPTS:
            known.add(node[0])
            yield node
