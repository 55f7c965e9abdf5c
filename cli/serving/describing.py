"""What the endpoint says of itself: the SPARQL service description, with the figures of the graph as VoID."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from tifatu.graph.namespaces import PREFIXES, VOCABULARY
from tifatu.graph.store.knowledge import KnowledgeGraph

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"

GIVEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
"""Formats of answers, by the names that W3C gave them."""

CLASSES = {
    "attribution": "Attribution",
    "definition": "Definition",
    "document": "Document",
    "mention": "Mention",
    "place": "Place",
    "program": "Program",
    "report": "Report",
    "sense": "Sense",
    "statement": "Statement",
    "usage": "Usage",
}
"""Kind of record -> class of ours."""


def description(address: str, graph: KnowledgeGraph) -> Iterator[Triple]:
    """The triples of the description.

    Args:
        address: Of the server, without a slash at the end.
        graph: Its base and its counts are told.
    """
    service, dataset, data = NamedNode(f"{address}/sparql"), BlankNode("dataset"), BlankNode("graph")
    yield Triple(service, _rdf("type"), NamedNode(SD + "Service"))
    yield Triple(service, NamedNode(SD + "endpoint"), service)
    yield Triple(service, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    for name in GIVEN:
        yield Triple(service, NamedNode(SD + "resultFormat"), NamedNode(FORMATS + name))
    yield Triple(service, NamedNode(SD + "defaultDataset"), dataset)
    yield Triple(dataset, _rdf("type"), NamedNode(SD + "Dataset"))
    yield Triple(dataset, NamedNode(SD + "defaultGraph"), data)
    yield Triple(data, _rdf("type"), NamedNode(SD + "Graph"))
    yield from _figures(data, service, graph)


def _figures(data: BlankNode, service: NamedNode, graph: KnowledgeGraph) -> Iterator[Triple]:
    yield Triple(data, _rdf("type"), NamedNode(VOID + "Dataset"))
    yield Triple(data, NamedNode(PREFIXES["dcterms"] + "title"), Literal("提法图", language="zh-hans"))
    yield Triple(data, NamedNode(PREFIXES["dcterms"] + "title"), Literal("tifatu", language="en"))
    yield Triple(data, NamedNode(VOID + "sparqlEndpoint"), service)
    yield Triple(data, NamedNode(VOID + "uriSpace"), Literal(graph.base))
    yield Triple(data, NamedNode(VOID + "triples"), Literal(int(graph.manifest["triples"])))
    for namespace in (VOCABULARY, *(PREFIXES[name] for name in ("skos", "skosxl", "dcterms", "oa", "prov", "org"))):
        yield Triple(data, NamedNode(VOID + "vocabulary"), NamedNode(namespace))
    for kind, name in CLASSES.items():
        if count := graph.manifest["counts"].get(kind):
            part = BlankNode(f"class-{kind}".replace("-", ""))
            yield Triple(data, NamedNode(VOID + "classPartition"), part)
            yield Triple(part, NamedNode(VOID + "class"), NamedNode(VOCABULARY + name))
            yield Triple(part, NamedNode(VOID + "entities"), Literal(int(count)))


def _rdf(name: str) -> NamedNode:
    return NamedNode(PREFIXES["rdf"] + name)
