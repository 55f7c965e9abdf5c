"""How people know a node: its short IRI and the words by which it is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tifatu.graph.namespaces import BASE, iri, prefixes_at

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

LABELS = (
    "skos:prefLabel",
    "rdfs:label",
    "skosxl:literalForm",
    "tfv:partName",
    "tfv:issuer",
    "oa:exact",
    "dcterms:title",
    "rdf:value",
    "tfv:path",
)
"""Statements that call a node by words, best first."""

WAYS = ("tfv:term", "tfv:senseOf", "tfv:writtenAs", "tfv:variantOf", "rdf:first", "tfv:compares")
"""Statements that lead to a node with a better name: a definition is known by its term."""

KNOWN_BY_ANOTHER = frozenset({"definition/", "headword/", "variant/", "item/", "join/"})
"""Folders of nodes that have no words of their own to be known by."""

LONGEST = 40
"""Characters of a label that are shown."""


def short(name: str, base: str = BASE) -> str:
    """The short form of an IRI where a prefix of a graph with that base fits, else the IRI.

    >>> short("https://w3id.org/tifatu/sense/Sabc"), short("urn:x")
    ('tfs:Sabc', 'urn:x')
    """
    place = max(name.rfind("/"), name.rfind("#")) + 1
    prefix = _prefixes(base).get(name[:place])
    return f"{prefix}:{name[place:]}" if prefix else name


def full(name: str, base: str = BASE) -> str:
    """The IRI of a short one; an IRI stays as it is.

    >>> full("tfs:Sabc"), full("urn:x")
    ('https://w3id.org/tifatu/sense/Sabc', 'urn:x')
    """
    prefix, _, rest = name.partition(":")
    return prefixes_at(base).get(prefix, f"{prefix}:") + rest if rest else name


def label_of(store: Store, name: str) -> str:
    """The words by which a node is known; empty where it has none.

    Args:
        store: Of the graph.
        name: IRI.
    """
    from pyoxigraph import NamedNode

    try:
        node = NamedNode(name)
    except ValueError:
        return ""
    by_another = any(f"/{folder}" in name for folder in KNOWN_BY_ANOTHER)
    words = _by_way(store, node) if by_another else ""
    words = words or _own(store, node) or _by_way(store, node)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _own(store: Store, node: NamedNode) -> str:
    """The first of its own words, Chinese before English."""
    for predicate in LABELS:
        found = _objects(store, node, predicate)
        if found:
            return str(max(found, key=lambda term: (getattr(term, "language", None) or "", term.value)).value)
    return ""


def _by_way(store: Store, node: NamedNode) -> str:
    """The words of the first node with any that a way leads to."""
    from pyoxigraph import NamedNode

    ends = (end for way in WAYS for end in _objects(store, node, way) if isinstance(end, NamedNode))
    return next((words for words in (_own(store, end) for end in ends) if words), "")


def _objects(store: Store, node: NamedNode, predicate: str) -> list[Any]:
    """What a node says by a property, sorted."""
    from pyoxigraph import NamedNode

    quads = store.quads_for_pattern(node, NamedNode(iri(predicate)), None, None)
    return sorted((quad.object for quad in quads), key=str)


@cache
def _prefixes(base: str) -> dict[str, str]:
    return {namespace: prefix for prefix, namespace in prefixes_at(base).items()}
