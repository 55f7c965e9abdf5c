"""The SHACL shapes: each constraint finds its error, two engines agree, nothing is said of a good graph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from planted import spoiled
from rdflib import RDF, SH, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from tifatu.graph.namespaces import BASE, PREFIXES, VOCABULARY, iri
from tifatu.graph.ontology import ontology, shapes
from tifatu.graph.rdf.sections import FULL
from tifatu.graph.store import generations
from tifatu.graph.store.building import open_graph
from tifatu.queries.naming import full
from tifatu.queries.shapes import check_of, check_shapes, class_shapes

SHAPES = "https://w3id.org/tifatu/shapes#"

WRONG = {
    SH.datatype: '"x"^^xsd:anyURI',
    SH.languageIn: '"mot"@fr',
    SH.minInclusive: '"-1"^^xsd:integer',
    SH.maxInclusive: '"1.5"^^xsd:decimal',
    SH.lessThanOrEquals: '"999999999"^^xsd:integer',
    SH.nodeKind: '"no IRI"',
    SH["class"]: "tfg:data",
    SH["in"]: "tfv:Sense",
    SH["or"]: '"2024"',
    SH.minLength: '""',
}
"""Constraint -> a value that breaks it."""

CONSTRAINTS = (*WRONG, SH.minCount, SH.maxCount, SH.pattern, SH.uniqueLang)
"""What shapes are made of."""


class Case(NamedTuple):
    """One constraint of one shape of one class, and an error planted for it."""

    owner: str
    shape: str
    constraint: str
    statements: tuple[str, ...]
    """What the spoiled node says by the property, as Turtle; empty where a value is missing."""

    path: str = ""

    @property
    def node(self) -> str:
        """IRI of the spoiled node."""
        name = f"planted-{self.owner}-{self.shape}-{self.constraint}".replace("_", "-")
        return f"{folder_of(self.owner)}{name}" if self.constraint != "name" else f"urn:tifatu:{name}"


@cache
def shape_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(), format="turtle")


def local(node: Node | str) -> str:
    return str(node).partition("#")[2]


def named(kind: URIRef) -> list[URIRef]:
    return sorted(s for s in shape_graph().subjects(RDF.type, kind) if isinstance(s, URIRef))


@cache
def folder_of(owner: str) -> str:
    """Where the nodes of a class shape live; concepts in the folder of senses."""
    pattern = shape_graph().value(URIRef(f"{SHAPES}{owner}"), SH.pattern)
    return str(pattern)[1:].partition("[")[0] if pattern else PREFIXES["tfs"]


def cases() -> Iterator[Case]:
    """One for each constraint of each property of each class."""
    graph = shape_graph()
    for owner in named(SH.NodeShape):
        if graph.value(owner, SH.pattern):
            yield Case(local(owner), local(owner), "name", ())
        for shape in sorted(graph.objects(owner, SH.property)):
            path = str(graph.value(shape, SH.path))
            for constraint, value in sorted(graph.predicate_objects(shape)):
                for values in wrong_values(constraint, value):
                    yield Case(local(owner), local(shape), local(constraint), values, path)


def wrong_values(constraint: Node, value: Node) -> Iterator[tuple[str, ...]]:
    """Values that break a constraint."""
    if constraint == SH.minCount:
        yield ()
    elif constraint == SH.maxCount:
        yield tuple(f'"{n}"@zh-hans' for n in range(int(str(value)) + 1))
    elif constraint == SH.uniqueLang:
        yield ('"one"@en', '"other"@en')
    elif constraint == SH.pattern:
        yield ('"§"^^xsd:gYear' if "19|20" in str(value) else f'"{"§" * 33}"',)
    elif constraint in WRONG:
        yield (WRONG[URIRef(str(constraint))],)


CASES = tuple(cases())


def update_of(case: Case) -> Iterator[str]:
    """SPARQL that copies a good node of the class and spoils the copy."""
    target = next(shape for shape in class_shapes() if local(shape.name) == case.owner)
    wanted = f"<{target.target}>" if target.target else "?any"
    yield (
        f"INSERT {{ <{case.node}> ?property ?value }} WHERE {{ "
        f"{{ SELECT ?good WHERE {{ ?good <{target.predicate}> {wanted} FILTER (!CONTAINS(STR(?good), 'planted')) }}"
        f" ORDER BY ?good LIMIT 1 }} ?good ?property ?value }}"
    )
    if case.constraint == "name":
        return
    node, path = f"<{case.node}>", f"<{case.path}>"
    if case.constraint != "maxCount":
        yield f"DELETE WHERE {{ {node} {path} ?value }}"
    for value in case.statements:
        yield f"INSERT DATA {{ {node} {path} {value} }}"


@pytest.fixture(scope="module")
def good(sample_graph: Path) -> Path:
    return sample_graph


@pytest.fixture(scope="module")
def bad(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    updates = [update for case in CASES for update in update_of(case)]
    return spoiled(good, tmp_path_factory.mktemp("shapes") / "bad", updates)


@pytest.fixture(scope="module")
def found(bad: Path) -> set[tuple[str, str]]:
    """Nodes and names of the shapes that they do not hold to."""
    with open_graph(bad) as graph:
        return {(full(finding.node), finding.check.name) for finding in check_shapes(graph)}


def test_a_good_graph_holds_to_all_shapes(good: Path) -> None:
    """What is built from the samples has nothing wrong, and has a node of every class."""
    with open_graph(good) as graph:
        assert check_shapes(graph) == []
        for shape in class_shapes():
            target = f"<{shape.target}>" if shape.target else "?any"
            assert graph.sparql(f"ASK {{ ?node <{shape.predicate}> {target} }}") is True, shape.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.owner}-{case.shape}-{case.constraint}")
def test_a_shape_finds_what_was_planted(case: Case, found: set[tuple[str, str]]) -> None:
    """Every constraint of every class is broken once, and told at that node."""
    assert (case.node, case.shape) in found


def test_another_engine_says_the_same(bad: Path, found: set[tuple[str, str]]) -> None:
    """pySHACL finds in the whole graph what pyrudof finds in pieces: neither the pieces nor the engine matter."""
    store = ox.Store.read_only(str(generations.current(bad) / generations.STORE))
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    data = rdflib.Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shape_graph())
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    said = {(str(report.value(r, SH.focusNode)), local(str(report.value(r, SH.sourceShape)))) for r in results}

    assert said == found


def test_processes_find_the_same(bad: Path, found: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers and small pieces make no difference."""
    monkeypatch.setattr("tifatu.queries.shapes.NODES", 150)
    with open_graph(bad) as graph:
        assert {(full(finding.node), finding.check.name) for finding in check_shapes(graph, workers=2)} == found


def test_every_class_and_statement_of_the_graph_has_a_shape() -> None:
    """What the layout writes is constrained, and nothing else is."""
    graph = shape_graph()
    of_class = {str(graph.value(owner, SH.targetClass)): owner for owner in named(SH.NodeShape)}
    asked: set[str] = set()
    for section in FULL:
        classes = [iri(line.object) for line in section.shape.lines if line.predicate == "a"]
        owners = [of_class[name] for name in classes if name in of_class]
        owners = owners or [URIRef(f"{SHAPES}Item")]
        paths = {str(graph.value(shape, SH.path)) for owner in owners for shape in graph.objects(owner, SH.property)}
        said = {iri(line.predicate) for line in section.shape.lines if line.predicate != "a"}
        asked |= paths

        assert said - paths == set(), section.shape.subject
    assert len(asked) > 80


def test_a_shape_asks_only_its_node_and_the_classes_beside() -> None:
    """No path of several steps, no nested shape, no SPARQL: so pieces of a graph can be validated one by one."""
    graph = shape_graph()
    allowed = {"path", "message", "property", "targetClass", "targetSubjectsOf", *map(local, CONSTRAINTS)}
    used = {local(p) for _, p, _ in graph if str(p).startswith(str(SH))}

    assert used <= allowed
    assert all(isinstance(path, URIRef) for path in graph.objects(None, SH.path))
    for options in graph.objects(None, SH["or"]):
        for option in Collection(graph, options):
            assert set(graph.predicates(option)) == {SH.datatype}


def test_every_shape_is_named_used_and_told_in_two_languages() -> None:
    """A finding can be looked up and read, in English and in Chinese."""
    graph = shape_graph()
    for shape in named(SH.PropertyShape):
        languages = sorted(str(getattr(m, "language", "")) for m in graph.objects(shape, SH.message))
        assert languages == ["en", "zh-Hans"], shape
        assert list(graph.subjects(SH.property, shape)), shape
    for shape in named(SH.NodeShape):
        assert sorted(str(getattr(m, "language", "")) for m in graph.objects(shape, rdflib.RDFS.label)) == [
            "en",
            "zh-Hans",
        ]
    assert all(isinstance(shape, URIRef) for shape in graph.subjects(SH.path))


def test_the_words_of_the_shapes_are_in_the_ontology() -> None:
    """A shape about a property that is not declared would never find anything."""
    words = rdflib.Graph().parse(data=ontology(), format="turtle")
    used = {node for triple in shape_graph() for node in triple if str(node).startswith(VOCABULARY)}

    assert {node for node in used if (node, RDF.type, None) not in words} == set()
    assert len(used) > 80


def test_a_check_is_told_in_the_words_of_its_shape() -> None:
    """The English sh:message."""
    check = check_of(f"{SHAPES}definition-headword")

    assert (check.name, check.says) == ("definition-headword", "A definition has a headword.")
    assert BASE in check_of(f"{SHAPES}Term").says
