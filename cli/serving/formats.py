"""Formats of answers: which one a client wants, and how an answer becomes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any, cast
from xml.etree import ElementTree

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from tifatu.graph.guard.workers import Answer
from tifatu.graph.namespaces import PREFIXES

ROWS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
"""Media type -> format of SELECT and ASK; the first is given to those who want anything."""

TRIPLES: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
}
"""Media type -> format of CONSTRUCT, DESCRIBE and of the description of a thing."""

SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""What ``?format=`` may say, for those who cannot set a header."""


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of those offered that a client likes best; None where it wants none of them.

    >>> chosen("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> chosen("", ["text/csv"]), chosen("text/*", ["a/b", "text/csv"]), chosen("image/png", ["text/csv"])
    ('text/csv', 'text/csv', None)
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best = max(offered, key=lambda kind: _liking(kind, wishes))
    return best if _liking(best, wishes) > 0 else None


def _wish(part: str) -> tuple[str, float]:
    kind, *params = (piece.strip().lower() for piece in part.split(";"))
    weight = next((param[2:] for param in params if param.startswith("q=")), "1")
    try:
        return kind, min(1.0, max(0.0, float(weight)))
    except ValueError:
        return kind, 0.0


def _liking(kind: str, wishes: Sequence[tuple[str, float]]) -> float:
    """The weight of the most exact wish that a type fulfils."""
    said = dict(wishes)
    return next((said[form] for form in (kind, kind.partition("/")[0] + "/*", "*/*") if form in said), 0.0)


def rows_as(answer: Answer, form: QueryResultsFormat, out: IO[bytes]) -> None:
    """Write the rows of an answer."""
    if form is QueryResultsFormat.TSV:
        out.writelines(iter(lambda: answer.read(1 << 16), b""))
        return
    rows: Any = parse_query_results(answer.file, QueryResultsFormat.TSV)
    rows.serialize(out, form)


def triples_as(answer: Answer, form: RdfFormat, out: IO[bytes]) -> None:
    """Write the triples of an answer."""
    if form is RdfFormat.N_TRIPLES:
        out.writelines(iter(lambda: answer.read(1 << 16), b""))
        return
    triples = (quad.triple for quad in parse(answer.file, RdfFormat.N_TRIPLES))
    serialize(triples, out, form, prefixes=dict(PREFIXES))


def truth_as(value: bool, form: QueryResultsFormat) -> bytes:
    """The answer of an ASK; CSV and TSV have no form for it, so they get the word."""
    if form is QueryResultsFormat.JSON:
        return json.dumps({"head": {}, "boolean": value}).encode()
    if form is not QueryResultsFormat.XML:
        return b"true\n" if value else b"false\n"
    sparql = ElementTree.Element("sparql", xmlns="http://www.w3.org/2005/sparql-results#")
    ElementTree.SubElement(sparql, "head")
    ElementTree.SubElement(sparql, "boolean").text = str(value).lower()
    return cast("bytes", ElementTree.tostring(sparql, "utf-8", xml_declaration=True))
