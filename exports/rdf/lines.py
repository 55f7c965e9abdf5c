"""RDF in lines and in Turtle: sorted, the same bytes every time, written as it is made.

Nothing is read from the store: Oxigraph rewrites literals, and records are faster than any dump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from tifatu.exports.files.pieces import write_pieces
from tifatu.graph.namespaces import VOCABULARY, based, iri, prefixes_at
from tifatu.graph.ontology import ontology
from tifatu.graph.rdf.sections import Profile, Section, blocks, sections
from tifatu.graph.rdf.shape import NTRIPLES, TURTLE, Syntax
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

_PREFIX = "@prefix"


def write_ntriples(records: Records, out: BinaryIO, profile: Profile) -> None:
    """One statement a line, sorted by code point."""
    survey = Survey(records)
    write_pieces(out, (block for section in sections(profile) for block in blocks(section, records, survey, NTRIPLES)))


def write_turtle(records: Records, out: BinaryIO, profile: Profile) -> None:
    """Grouped by subject, one statement a line: a line that differs is a statement that differs."""
    survey = Survey(records)
    out.write(_prefixes(sections(profile), survey))
    write_pieces(out, (block for section in sections(profile) for block in blocks(section, records, survey, TURTLE)))


def write_nquads(records: Records, out: BinaryIO, profile: Profile) -> None:
    """One statement a line with its named graph: data, runs and, in the full profile, the vocabulary."""
    survey = Survey(records)
    parts: dict[str, Iterable[bytes]] = {
        based(section.shape.namespace, survey.base): blocks(
            section, records, survey, Syntax(short=False, graph=section.graph)
        )
        for section in sections(profile)
    }
    if profile is Profile.FULL:
        parts[VOCABULARY.rstrip("#")] = _ontology_quads(survey)
    write_pieces(out, (block for namespace in sorted(parts) for block in parts[namespace]))


def write_trig(records: Records, out: BinaryIO, profile: Profile) -> None:
    """As Turtle, each named graph in its braces."""
    survey = Survey(records)
    vocabulary = ontology().decode().splitlines(keepends=True) if profile is Profile.FULL else []
    declared = {line.split()[1].rstrip(":") for line in vocabulary if line.startswith(_PREFIX)}
    out.write(_prefixes(sections(profile), survey, {"tfg", *declared}))
    by_graph = sorted(sections(profile), key=lambda section: section.graph)
    for graph, of_graph in groupby(by_graph, key=lambda section: section.graph):
        out.write(f"{graph} {{\n\n".encode())
        write_pieces(out, (block for section in of_graph for block in blocks(section, records, survey, TURTLE)))
        out.write(b"}\n\n")
    if vocabulary:
        body = "".join(line for line in vocabulary if not line.startswith(_PREFIX))
        out.write(f"tfg:vocabulary {{\n{body}}}\n".encode())


def _prefixes(of: Iterable[Section], survey: Survey, more: Iterable[str] = ()) -> bytes:
    """Declarations of the prefixes that the sections may use: they never differ between two exports of a graph."""
    used = {prefix for section in of for prefix in section.shape.prefixes()}.union(more)
    names = prefixes_at(survey.base)
    return "".join(f"@prefix {prefix}: <{names[prefix]}> .\n" for prefix in sorted(used)).encode() + b"\n"


def _ontology_quads(survey: Survey) -> Iterator[bytes]:
    from pyoxigraph import RdfFormat, parse

    graph = iri("tfg:vocabulary", survey.base)
    triples = parse(ontology(), RdfFormat.TURTLE)
    yield "".join(sorted(f"{t.subject} {t.predicate} {t.object} <{graph}> .\n" for t in triples)).encode()
