"""The SPARQL 1.1 Protocol: the cases of the W3C test suite that concern queries, by their names, and its neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from served import Said, Server, serving

from tifatu.graph.namespaces import iri
from tifatu.graph.store.building import publish

HERE = Path(__file__).resolve().parent
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
VOCABULARY, DATA = iri("tfg:vocabulary"), iri("tfg:data")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("protocol") / "kg"
    publish(folder, HERE / "data" / "invented.jsonl")
    with serving(folder, "--pages", str(folder)) as running:
        yield running


def form(server: Server, accept: str = "*/*", **fields: str | list[str]) -> Said:
    """A POST of a form."""
    return server.send("POST", "/sparql", urlencode(fields, doseq=True).encode(), FORM | {"Accept": accept})


def direct(server: Server, query: str | bytes, address: str = "/sparql", accept: str = "*/*") -> Said:
    """A POST of a query itself."""
    body = query if isinstance(query, bytes) else query.encode()
    return server.send("POST", address, body, DIRECT | {"Accept": accept})


class TestSuite:
    """As http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ names and describes them."""

    def test_query_get(self, server: Server) -> None:
        assert server.ask("ASK {}").json()["boolean"] is True

    def test_query_post_form(self, server: Server) -> None:
        assert form(server, query="ASK {}").json()["boolean"] is True

    def test_query_post_direct(self, server: Server) -> None:
        assert direct(server, "ASK {}").json()["boolean"] is True

    def test_query_content_type_select(self, server: Server) -> None:
        said = server.ask("SELECT (1 AS ?value) {}", "application/sparql-results+xml, application/sparql-results+json")
        assert (said.status, said.kind) == (200, "application/sparql-results+json")

    def test_query_content_type_ask(self, server: Server) -> None:
        said = server.ask("ASK {}", "application/sparql-results+xml")
        assert (said.status, said.kind) == (200, "application/sparql-results+xml")
        assert ElementTree.fromstring(said.text).findtext("{*}boolean") == "true"

    def test_query_content_type_construct(self, server: Server) -> None:
        said = server.ask("CONSTRUCT { <s> <p> 1 } WHERE {}", "text/turtle")
        assert said.status == 400  # a relative IRI without a base
        said = server.ask("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/rdf+xml")
        assert (said.status, said.kind) == (200, "application/rdf+xml")
        assert len(rdflib.Graph().parse(data=said.text, format="xml")) == 1

    def test_query_content_type_describe(self, server: Server) -> None:
        said = server.ask(f"DESCRIBE <{iri('tft:T3ndpk7cndhuafhm6')}>", "text/turtle")
        assert (said.status, said.kind) == (200, "text/turtle")
        assert len(rdflib.Graph().parse(data=said.text, format="turtle")) > 3

    def test_query_dataset_default_graph(self, server: Server) -> None:
        """One graph makes the default graph."""
        query = f"ASK {{ <{iri('tfv:Term')}> a owl:Class }}"
        for said in (
            server.ask(query, **{"default-graph-uri": VOCABULARY}),
            form(server, query=query, **{"default-graph-uri": VOCABULARY}),
            direct(server, query, "/sparql?" + urlencode({"default-graph-uri": VOCABULARY})),
        ):
            assert said.json()["boolean"] is True
        assert server.ask(query).json()["boolean"] is False

    def test_query_dataset_default_graphs(self, server: Server) -> None:
        """Several are merged."""
        query = f"ASK {{ <{iri('tfv:Term')}> a owl:Class . ?t a <{iri('tfv:Term')}> }}"
        both = {"default-graph-uri": [VOCABULARY, DATA]}
        for said in (
            server.ask(query, **both),  # type: ignore[arg-type]
            form(server, query=query, **both),  # type: ignore[arg-type]
            direct(server, query, "/sparql?" + urlencode(both, doseq=True)),
        ):
            assert said.json()["boolean"] is True

    def test_query_dataset_named_graphs(self, server: Server) -> None:
        """Named graphs are there by name, and the default graph is empty."""
        query = f"ASK {{ GRAPH ?g {{ <{iri('tfv:Term')}> a owl:Class }} FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
        for said in (
            server.ask(query, **{"named-graph-uri": VOCABULARY}),
            form(server, query=query, **{"named-graph-uri": VOCABULARY}),
            direct(server, query, "/sparql?" + urlencode({"named-graph-uri": VOCABULARY})),
        ):
            assert said.json()["boolean"] is True

    def test_query_dataset_full(self, server: Server) -> None:
        """Both at once."""
        query = f"ASK {{ ?t a <{iri('tfv:Term')}> . GRAPH <{VOCABULARY}> {{ ?c a owl:Class }} }}"
        said = server.ask(query, **{"default-graph-uri": DATA, "named-graph-uri": VOCABULARY})
        assert said.json()["boolean"] is True

    def test_query_multiple_dataset(self, server: Server) -> None:
        """The protocol's dataset wins over that of the query."""
        query = f"SELECT ?c FROM <{DATA}> {{ ?c a owl:Class }} LIMIT 1"
        said = direct(server, query, "/sparql?" + urlencode({"default-graph-uri": VOCABULARY}))
        assert len(said.json()["results"]["bindings"]) == 1

    def test_bad_query_method(self, server: Server) -> None:
        said = server.send("PUT", "/sparql?" + urlencode({"query": "ASK {}"}), b"")
        assert said.status == 405
        assert set(said.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}

    def test_bad_multiple_queries(self, server: Server) -> None:
        assert server.send("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status == 400
        assert form(server, query=["ASK {}", "SELECT * {}"]).status == 400

    def test_bad_query_wrong_media_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}).status == 415

    def test_bad_query_missing_form_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", b"query=ASK%20%7B%7D", {"Content-Type": ""}).status == 415

    def test_bad_query_missing_direct_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", b"ASK {}", {"Content-Type": ""}).status == 415

    def test_bad_query_non_utf8(self, server: Server) -> None:
        assert direct(server, "ASK {}".encode("utf-16")).status == 400

    def test_bad_query_syntax(self, server: Server) -> None:
        said = server.ask("ASK {")
        assert said.status == 400
        assert "does not parse" in said.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=1, text/csv;q=0.9", "text/tab-separated-values"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.2, */*;q=0.05", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"),
    ],
)
def test_rows_come_in_the_form_that_is_liked_best(server: Server, accept: str, kind: str) -> None:
    """By q values; the most exact wish counts."""
    said = server.ask("SELECT (1 AS ?x) {}", accept)

    assert (said.status, said.kind) == (200, kind)
    assert "Accept" in said.headers["Vary"]


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "application/sparql-results+json;q=0"])
def test_a_form_that_there_is_none_of_is_told(server: Server, accept: str) -> None:
    """406, and what there is."""
    said = server.ask("SELECT (1 AS ?x) {}", accept)

    assert said.status == 406
    assert "application/sparql-results+json" in said.text


def test_all_forms_say_the_same(server: Server) -> None:
    """JSON, XML, CSV and TSV of one SELECT; Turtle, N-Triples, JSON-LD and RDF/XML of one CONSTRUCT."""
    rows = "SELECT ?n { VALUES ?n { 'a' '“四强”' } }"
    told = {server.ask(rows, format=name).text.replace("\r\n", "\n") for name in ("csv", "tsv")}
    assert told == {"n\na\n“四强”\n", '?n\n"a"\n"“四强”"\n'}
    found = ElementTree.fromstring(server.ask(rows, format="xml").text)
    assert [node.text for node in found.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["a", "“四强”"]
    triples = "CONSTRUCT { ?t rdfs:label ?l } WHERE { ?t a tfv:Term ; rdfs:label ?l }"
    graphs = [
        rdflib.Graph().parse(data=server.ask(triples, format=name).text, format=parser)
        for name, parser in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml"))
    ]
    assert len(graphs[0]) > 5
    assert all(set(graph) == set(graphs[0]) for graph in graphs)


def test_it_is_read_only(server: Server) -> None:
    """An update is refused in each of its ways."""
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"

    assert form(server, update=update).status == 403
    assert server.get("/sparql", update=update).status == 403
    assert server.send("POST", "/sparql", update.encode(), {"Content-Type": "application/sparql-update"}).status == 403
    assert server.ask(update).status == 403
    assert server.ask("ASK { <urn:a> ?p ?o }").json()["boolean"] is False


def test_it_describes_itself(server: Server) -> None:
    """Without a query: what it is, what it gives, and the figures of the graph."""
    said = server.get("/sparql", "text/turtle")
    graph = rdflib.Graph().parse(data=said.text, format="turtle")
    sd, void = (
        rdflib.Namespace(name)
        for name in ("http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#")
    )
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    counted = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]

    assert str(service) == server.address + "/sparql"
    assert len(set(graph.objects(service, sd.resultFormat))) == 8
    assert [int(n) for n in graph.objects(None, void.triples)] == [int(counted)]
    for part in graph.objects(None, void.classPartition):
        (name,), (entities,) = graph.objects(part, void["class"]), graph.objects(part, void.entities)
        rows = server.ask(f"SELECT (COUNT(?s) AS ?n) {{ ?s a <{name}> }}").json()["results"]["bindings"]
        assert rows[0]["n"]["value"] == str(entities)


def test_head_and_options_are_answered(server: Server) -> None:
    """HEAD has no body; a preflight from anywhere is allowed, and never with credentials."""
    query = "/sparql?" + urlencode({"query": "ASK {}"})
    head = server.send("HEAD", query)
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    preflight = server.send("OPTIONS", "/sparql", headers=asked)
    answer = server.send("GET", query, headers={"Origin": "https://evil.example", "Cookie": "a=b"})

    assert (head.status, head.text) == (200, "")
    assert preflight.status == 200
    for said in (preflight, answer):
        assert said.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in said.headers


def test_a_boolean_is_json(server: Server) -> None:
    """As the recommendation writes it."""
    assert json.loads(server.ask("ASK {}").text) == {"head": {}, "boolean": True}
