"""The graph for readers: SPARQL with bound values, rdflib, networkx, records."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import tifatu.graph
from tifatu.graph.errors import BadQueryError, NoGraphError
from tifatu.graph.namespaces import PREFIXES, iri
from tifatu.graph.store.building import publish
from tifatu.graph.store.knowledge import KnowledgeGraph, Rows

RECORDS = Path(__file__).parent / "data" / "invented.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("knowledge") / "kg"
    publish(made, RECORDS)
    return made


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(folder) as opened:
        yield opened


def rows(answer: object) -> list[dict[str, object]]:
    assert isinstance(answer, list)
    return answer


def test_the_graph_is_found_under_its_short_name() -> None:
    """``tifatu.graph.KnowledgeGraph`` is the class, imported when first asked for."""
    assert tifatu.graph.KnowledgeGraph is KnowledgeGraph
    with pytest.raises(AttributeError):
        _ = tifatu.graph.KnowledgeGraf  # type: ignore[attr-defined]


def test_importing_the_nouns_is_cheap() -> None:
    """Neither rdflib nor networkx nor Oxigraph is loaded before somebody needs it."""
    code = "import sys, tifatu.graph, tifatu.graph.store.knowledge; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"rdflib", "networkx", "pyoxigraph", "oxrdflib", "pyvis"} & set(done.stdout.split())


def test_values_come_as_python_values(graph: KnowledgeGraph) -> None:
    """Numbers and years as int, decimals as float, IRIs and text as str, what is not bound as None."""
    found = rows(
        graph.sparql(
            "SELECT ?year ?start ?sure ?marked ?text ?nothing WHERE {"
            " ?d tfv:confidence ?sure ; oa:start ?start ; rdf:value ?text . BIND(true AS ?marked)"
            " OPTIONAL { ?d tfv:year ?year } OPTIONAL { ?d tfv:key ?nothing } } ORDER BY ?start"
        )
    )

    assert [(row["year"], row["start"], row["sure"], row["marked"], row["nothing"]) for row in found] == [
        (2022, 1200, 0.85, True, None),
        (2022, 1300, 0.5, True, None),
    ]
    assert found[0]["text"] == "投资量、工程量、实物量"


def test_ask_and_construct(graph: KnowledgeGraph) -> None:
    """ASK gives a bool, CONSTRUCT triples."""
    constructed = graph.sparql("CONSTRUCT { ?t rdfs:label ?l } WHERE { ?t a tfv:Term ; rdfs:label ?l }")

    assert graph.sparql("ASK { ?t tfv:key '三区三线' }") is True
    assert graph.sparql("ASK { ?t tfv:key '没有' }") is False
    assert isinstance(constructed, list)
    assert all(isinstance(triple, ox.Triple) for triple in constructed)


def test_bindings_are_values(graph: KnowledgeGraph) -> None:
    """Text, numbers and IRIs are bound as what they are."""
    import rdflib

    by_key = "SELECT ?t ?key WHERE { ?t tfv:key ?key }"
    by_count = "SELECT ?t ?n WHERE { ?t tfv:mentionCount ?n }"
    by_kind = "SELECT ?x ?kind WHERE { ?x a ?kind }"

    assert len(rows(graph.sparql(by_key, key="三区三线"))) == 1
    assert rows(graph.sparql(by_key, key="三区三线' } #")) == []
    assert len(rows(graph.sparql(by_count, n=4))) == 1
    assert len(rows(graph.sparql(by_kind, kind=ox.NamedNode(iri("tfv:Report"))))) == 4
    assert len(rows(graph.sparql(by_kind, kind=rdflib.URIRef(iri("tfv:Report"))))) == 4


@pytest.mark.parametrize(
    "query, bindings",
    [
        ("SELECT ?x WHERE {", {}),
        ("SELECT ?x WHERE { ?x tfv:key ?key }", {"key": "a"}),
    ],
    ids=["cut off", "bound but not selected"],
)
def test_a_bad_query_is_told(query: str, bindings: dict[str, str], graph: KnowledgeGraph) -> None:
    """One error for whatever cannot be asked."""
    with pytest.raises(BadQueryError):
        graph.sparql(query, **bindings)


def test_the_vocabulary_is_there_in_a_graph_of_its_own(graph: KnowledgeGraph) -> None:
    """The data are not mixed with the words that explain them."""
    named = "SELECT ?label WHERE { GRAPH tfg:vocabulary { tfv:Sense rdfs:label ?label } } ORDER BY ?label"

    assert [row["label"] for row in rows(graph.sparql(named))] == ["sense", "义项"]
    assert graph.sparql("ASK { tfv:Sense ?p ?o }") is False


def test_rdflib_reads_the_same_store(graph: KnowledgeGraph) -> None:
    """Same size, same answers, known prefixes, read-only."""
    import rdflib

    view = graph.rdf()
    label = rdflib.URIRef(iri("skos:prefLabel"))

    assert len(view) == graph.manifest["triples"]
    assert "“四强”行动" in {str(value) for value in view.objects(None, label)}
    assert [int(row[0]) for row in view.query("SELECT (COUNT(*) AS ?n) WHERE { ?s a tfv:Report }")] == [4]  # type: ignore[index, call-overload]
    assert dict(view.namespaces())["tfv"] == rdflib.URIRef(PREFIXES["tfv"])
    with pytest.raises(RuntimeError, match="read-write"):
        view.add((rdflib.URIRef("x:a"), rdflib.URIRef("x:b"), rdflib.URIRef("x:c")))


def test_networkx_gets_things_and_how_they_hang_together(graph: KnowledgeGraph) -> None:
    """All kinds of nodes, every edge between known nodes, only flat values."""
    network = graph.networkx()
    kinds = Counter(kind for _, kind in network.nodes(data="kind"))
    values = [value for _, data in network.nodes(data=True) for value in data.values()]
    values += [value for *_, data in network.edges(data=True) for value in data.values()]

    assert set(kinds) == {"term", "sense", "report", "region", "body", "program", "program type"}
    assert (kinds["report"], kinds["sense"], kinds["body"]) == (4, 10, 2)
    assert {kind for *_, kind in network.edges(data="kind")} == {
        "means",
        "is a",
        "part of",
        "report of",
        "mentioned in",
        "defined in",
        "attributed to",
        "names",
        "of region",
        "run by",
    }
    assert {type(value) for value in values} == {str, int}


def test_the_network_is_the_same_every_time(graph: KnowledgeGraph) -> None:
    """Nodes and edges come in a fixed order."""
    once, again = graph.networkx(), graph.networkx()

    assert list(once.nodes(data=True)) == list(again.nodes(data=True))
    assert list(once.edges(data=True)) == list(again.edges(data=True))


def test_a_mention_leads_from_its_term_to_its_report(graph: KnowledgeGraph) -> None:
    """三区三线 is mentioned twice in one report: one edge of weight two."""
    network = graph.networkx()
    (term,) = (
        name for name, data in network.nodes(data=True) if data["label"] == "三区三线" and data["kind"] == "term"
    )
    weights = [data["weight"] for _, _, data in network.out_edges(term, data=True) if data["kind"] == "mentioned in"]

    assert sorted(weights) == [1, 1, 2]


def test_a_closed_graph_may_be_removed(folder: Path, tmp_path: Path) -> None:
    """Closing lets the next build sweep the generation away."""
    kg = tmp_path / "kg"
    publish(kg, RECORDS)
    graph = KnowledgeGraph(kg)
    graph.close()
    publish(kg, RECORDS, force=True)

    assert len([path for path in kg.iterdir() if path.name.startswith("gen-")]) == 1
    with pytest.raises(NoGraphError):
        graph.sparql("ASK {}")


def test_rows_become_tables_of_pandas_and_arrow(graph: KnowledgeGraph) -> None:
    """A column a variable; RDF terms where somebody wants languages and datatypes."""
    query = "SELECT ?k ?n WHERE { ?t tfv:key ?k ; tfv:mentionCount ?n } ORDER BY ?k LIMIT 3"
    found = graph.sparql(query)
    assert isinstance(found, Rows)

    assert list(found.to_pandas().columns) == ["k", "n"]
    assert found.to_arrow().num_rows == 3
    assert graph.sparql_terms(query)[0]["n"].datatype.value.endswith("#integer")
