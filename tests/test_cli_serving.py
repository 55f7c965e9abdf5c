"""A server that can be left running: real clients, the functions of the command line, and people who mean it ill."""

from __future__ import annotations

import doctest
import http.client
import importlib
import json
import pkgutil
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rdflib
from served import TIFATU, Server, serving
from SPARQLWrapper import CSV, JSON, POST, SPARQLWrapper

from tifatu.cli import serving as package
from tifatu.graph.namespaces import iri
from tifatu.graph.store.building import publish
from tifatu.queries import catalogue

HERE = Path(__file__).resolve().parent
TERM = "T3ndpk7cndhuafhm6"
"""Name of 三区三线."""

LIMIT = 2.0
"""Seconds that a query may take here."""


@pytest.fixture(scope="module")
def kg(sample_graph: Path) -> Path:
    """The graph of the bundled samples."""
    return sample_graph


@pytest.fixture(scope="module")
def server(kg: Path) -> Iterator[Server]:
    with serving(kg, "--max-seconds", str(LIMIT), "--max-megabytes", "1") as running:
        yield running


def test_sparqlwrapper_asks(server: Server) -> None:
    """The client that most people have, by GET and by POST, for JSON and CSV."""
    client = SPARQLWrapper(server.address + "/sparql")
    client.setQuery("SELECT ?d { ?t tfv:key '三区三线' . ?d tfv:term ?t ; a tfv:Definition }")
    client.setReturnFormat(JSON)
    by_get = client.queryAndConvert()["results"]["bindings"]
    client.setMethod(POST)
    by_post = client.queryAndConvert()["results"]["bindings"]
    client.setReturnFormat(CSV)

    assert len(by_get) == 3
    assert by_get == by_post
    assert client.queryAndConvert().count(b"\n") == 4


def test_rdflibs_store_asks(server: Server) -> None:
    """The endpoint as a graph of rdflib: a pattern, a query, a value bound."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(server.address + "/sparql"))
    terms = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(iri("tfv:Term"))))
    rows = graph.query("SELECT ?l { ?t rdfs:label ?l }", initBindings={"t": rdflib.URIRef(iri(f"tft:{TERM}"))})

    assert len(terms) > 50
    assert [str(row.l) for row in rows] == ["三区三线"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_curl_asks(server: Server) -> None:
    """As people type it."""
    command = ["curl", "-sS", "--fail", server.address + "/sparql", "-H", "Accept: text/csv"]
    done = subprocess.run(
        [*command, "--data-urlencode", "query=SELECT ?l { ?t a tfv:Term ; rdfs:label ?l } ORDER BY ?l LIMIT 1"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.replace("\r", "").startswith("l\n")


def typed(kg: Path, *words: str) -> object:
    """What the command line gives as JSON."""
    done = subprocess.run([TIFATU, *words, "-g", kg, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("path", "params", "words"),
    [
        ("/api/find", {"q": "sqxd"}, ("find", "sqxd")),
        ("/api/find", {"q": "三线 酒泉"}, ("find", "三线", "酒泉")),
        ("/api/term/四强", {"region": "甘肃", "years": "2024-2025"}, ("explain", "四强", "--region", "甘肃")),
        ("/api/timeline/三区三线", {}, ("timeline", "三区三线")),
        ("/api/compare", {"region": "酒泉"}, ("compare", "酒泉", "--with-parent")),
        ("/api/compare", {"region": "甘肃", "with": "酒泉"}, ("compare", "甘肃", "--with", "酒泉")),
        ("/api/new/2025", {"region": "甘肃"}, ("new", "2025", "--region", "甘肃")),
    ],
)
def test_the_api_says_what_the_command_line_says(
    server: Server, kg: Path, path: str, params: dict[str, str], words: tuple[str, ...]
) -> None:
    """The same object."""
    assert server.get(path, **params).json() == typed(kg, *words)


def test_a_draft_is_checked(server: Server, kg: Path, tmp_path: Path) -> None:
    """As tifatu check does, from the body of a POST."""
    draft = "落实“四强”行动，严守“三区三线”，推进“七彩云”工程。"
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    said = server.send("POST", "/api/check?region=620900", draft.encode(), {"Content-Type": "text/plain"})

    assert said.json() == typed(kg, "check", str(tmp_path / "draft.txt"), "--region", "620900")


def test_a_region_is_told(server: Server) -> None:
    """Its own reports, and what they say."""
    said = server.get("/api/region/酒泉").json()

    assert [report["year"] for report in said["reports"]] == [2024, 2025]
    assert "四强" in {row["term"] for row in said["terms"]}


@pytest.mark.parametrize(
    ("path", "params", "status", "told"),
    [
        ("/api/term/三区三钱", {}, 404, "Did you mean '三区三线'?"),
        ("/api/find", {}, 400, "Give the parameter q"),
        ("/api/find", {"q": "四", "regoin": "甘肃"}, 400, "There is no parameter 'regoin'"),
        ("/api/find", {"q": "四", "limit": "many"}, 400, "limit must be a whole number"),
        ("/api/find", {"q": "四", "years": "soon"}, 400, "is no range of years"),
        ("/api/find", {"q": "四", "region": "火星"}, 404, "No region is named '火星'"),
        ("/api/compare", {"region": "甘肃"}, 404, "No report of a division above"),
        ("/api/nosuch", {}, 404, "Not Found"),
        ("/api/queries/nosuch", {}, 404, "No query is named"),
        ("/api/queries/definitions-of", {}, 400, "give the parameter 'label'"),
    ],
)
def test_what_is_asked_wrongly_is_named(
    server: Server, path: str, params: dict[str, str], status: int, told: str
) -> None:
    """A true status, and JSON that says what is wrong."""
    said = server.get(path, **params)

    assert said.status == status
    assert told in said.json()["error"]


def test_every_address_of_the_api_is_documented(server: Server) -> None:
    """The OpenAPI document names them all with their parameters; each GET with examples for them is answered."""
    paths = server.get("/openapi.json").json()["paths"]
    values = {"term": "四强", "region": "酒泉", "year": "2025", "q": "四", "name": "homonyms"}

    assert set(paths) >= {"/api/find", "/api/term/{term}", "/api/compare", "/api/check", "/api/queries/{name}"}
    for path, operations in paths.items():
        for param in operations.get("get", {}).get("parameters", []):
            if f"{{{param['name']}}}" in path:
                path = path.replace(f"{{{param['name']}}}", values[param["name"]])
        if "get" in operations:
            needed = [
                p["name"] for p in operations["get"].get("parameters", []) if p["required"] and p["in"] == "query"
            ]
            assert server.get(path, **{name: values[name] for name in needed}).status == 200, path


def test_named_queries_are_answered_with_their_parameters_bound(server: Server) -> None:
    """A value is a value, whatever is in it."""
    rows = server.get("/api/queries/spread-of", label="四强").json()["results"]["bindings"]
    evil = server.get("/api/queries/spread-of", label="' } UNION { ?s ?p ?o").json()["results"]["bindings"]

    assert {row["level"]["value"] for row in rows} == {"省级", "地级", "县级"}
    assert evil == []


def test_every_example_of_the_editor_runs(server: Server) -> None:
    """The text of each named query with its examples in it parses; it gives the rows that the bound query gives."""
    examples = server.get("/examples.json").json()

    assert {query["name"] for query in examples["queries"]} == set(catalogue())
    for query in examples["queries"]:
        said = server.ask(query["text"])
        assert said.status == 200, (query["name"], said.text)
        params = {name: str(param.example) for name, param in catalogue()[query["name"]].params.items()}
        bound = server.get(f"/api/queries/{query['name']}", **params).json()["results"]["bindings"]
        assert len(said.json()["results"]["bindings"]) == len(bound), query["name"]


@pytest.mark.parametrize(
    ("ending", "accept", "kind", "parser"),
    [
        ("", "text/turtle", "text/turtle", "turtle"),
        ("", "application/ld+json", "application/ld+json", "json-ld"),
        ("", "application/rdf+xml;q=0.9, text/html;q=0.5", "application/rdf+xml", "xml"),
        (".nt", "text/html", "application/n-triples", "nt"),
        (".jsonld", "*/*", "application/ld+json", "json-ld"),
    ],
)
def test_a_name_leads_to_what_the_graph_says(server: Server, ending: str, accept: str, kind: str, parser: str) -> None:
    """By Accept or by ending."""
    said = server.get(f"/id/term/{TERM}{ending}", accept)
    graph = rdflib.Graph().parse(data=said.text, format=parser)

    assert said.kind == kind
    assert (rdflib.URIRef(iri(f"tft:{TERM}")), rdflib.RDFS.label, None) in graph


def test_a_name_leads_people_to_a_page(server: Server) -> None:
    """With links to the things around it; nothing else is a link."""
    said = server.get(f"/id/term/{TERM}", "text/html, */*;q=0.1")

    assert said.kind == "text/html"
    assert "三区三线" in said.text
    assert 'href="http' not in said.text


@pytest.mark.parametrize(
    "path", ["/id/term/Tnosuch", "/id/nosuch/T1", "/id/term/a%2Fb", "/id/term/T1%3E%20%3Cx", "/id/x"]
)
def test_a_name_of_nothing_is_not_found(server: Server, path: str) -> None:
    """404, whatever the name is made of."""
    assert server.send("GET", path).status == 404


def test_the_vocabulary_is_given_as_page_and_as_turtle(server: Server) -> None:
    """What https://w3id.org/tifatu/vocabulary is to lead to."""
    assert "<title>" in server.get("/vocabulary", "text/html").text
    assert len(rdflib.Graph().parse(data=server.get("/vocabulary", "text/turtle").text)) > 100


def test_the_pages_of_the_site_are_there(server: Server) -> None:
    """Made in the background; until then they say so."""
    until = time.monotonic() + 60
    while (said := server.get("/")).status == 503 and time.monotonic() < until:
        time.sleep(0.5)

    assert said.status == 200
    page = re.search(r'href="(/terms/[^"]+)"', server.get(f"/id/term/{TERM}", "text/html").text)
    assert page is not None
    assert "三区三线" in server.get(page[1]).text
    assert server.get("/assets/site.css").kind == "text/css"
    assert server.send("GET", "/%2e%2e/%2e%2e/etc/passwd").status == 404
    assert server.send("GET", "/nosuch.html").status == 404


HOSTILE = {
    "cross join": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 503),
    "ordered cross join": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i", 503),
    "product of values": (
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
        + " }",
        503,
    ),
    "doubling of strings": (
        "SELECT (STRLEN(?s30) AS ?n) { BIND('aaaaaaaaaaaaaaaaaaaa' AS ?s0) "
        + " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(30))
        + " }",
        503,
    ),
    "paths over everything": ("SELECT * { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d } ORDER BY ?a", 503),
    "long path": ("SELECT * { ?a " + "/".join(["skos:broader"] * 1000) + " ?b }", 503),
    "nesting": ("SELECT * { " + "{ " * 5000 + "}" * 5000 + " }", 400),
    "too long": ("SELECT * { " + "?a ?b ?c . " * 10_000 + "}", 413),
    "all of it, many times": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 400),
    "reaching out": ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    "reaching out silently": ("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    "reading a file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_ends_with_a_true_status_and_the_next_is_answered(server: Server, name: str) -> None:
    """At its limit; nothing of this machine is told."""
    query, status = HOSTILE[name]
    said = server.send("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"})

    assert said.status == status
    assert said.text.count("\n") == 1
    assert "Traceback" not in said.text and "/" not in said.text.replace("file:", "")
    assert server.ask("ASK {}").status == 200


def test_no_query_reaches_another_server(server: Server) -> None:
    """A listener on loopback hears nothing, whichever way it is named."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query in (
            f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ {{}}SERVICE<{there}>{{ ?s ?p ?o }} }}",
            f"SELECT * {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }}",
            f"SELECT * FROM <{there}> {{ ?s ?p ?o }}",
            f"LOAD <{there}>",
        ):
            server.ask(query)
            server.ask("SELECT * { ?s ?p ?o } LIMIT 1", **{"default-graph-uri": there})
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.slow
def test_slow_queries_hold_nobody_up(server: Server) -> None:
    """With twelve of one client under way and waiting, another client is answered long before these end."""
    slow = HOSTILE["cross join"][0]
    other = http.client.HTTPConnection("127.0.0.1", urlsplit(server.address).port, source_address=("127.0.0.2", 0))
    with ThreadPoolExecutor(12) as pool:
        running = [pool.submit(server.ask, slow) for _ in range(12)]
        time.sleep(0.5)
        other.request("GET", "/sparql?query=ASK%20%7B%7D")
        status = other.getresponse().status
        under_way = sum(not one.done() for one in running)
        ended = {one.result().status for one in running}
    other.close()

    assert status == 200
    assert under_way > 4
    assert ended == {503}


def test_a_request_has_a_size(server: Server) -> None:
    """1 MB; the connection of a longer one is answered all the same."""
    said = server.send("POST", "/api/check", "四".encode() * 400_000, {"Content-Type": "text/plain"})

    assert said.status == 413


def test_another_name_of_this_machine_is_refused(server: Server) -> None:
    """A page of somebody else cannot lead a browser here under a name of its own."""
    assert server.send("GET", "/sparql?query=ASK%20%7B%7D", headers={"Host": "evil.example"}).status == 400


def test_it_listens_to_this_machine_alone(server: Server) -> None:
    """Unless told otherwise."""
    port = urlsplit(server.address).port
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):
        socket.create_connection((own, port), 2).close()


def test_a_new_build_is_served_by_itself(tmp_path: Path) -> None:
    """Readers of the old one end in peace; nobody restarts anything."""
    folder = tmp_path / "kg"
    lines = (HERE / "data" / "invented.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    publish(folder, HERE / "data" / "invented.jsonl")
    count = "SELECT (COUNT(*) AS ?n) { ?p a tfv:Place }"
    with serving(folder, "--pages", str(tmp_path)) as server:
        before = server.ask(count).json()["results"]["bindings"][0]["n"]["value"]
        fewer = tmp_path / "fewer.jsonl"
        fewer.write_text("".join(line for line in lines if '"kind":"place"' not in line), encoding="utf-8")
        stop = threading.Event()
        statuses: set[int] = set()

        def read() -> None:
            while not stop.is_set():
                statuses.add(server.ask(count).status)

        reader = threading.Thread(target=read)
        reader.start()
        publish(folder, fewer, force=True)
        after = server.ask(count).json()["results"]["bindings"][0]["n"]["value"]
        stop.set()
        reader.join()

    assert (int(before) > 0, after) == (True, "0")
    assert statuses == {200}


def test_it_stops_cleanly(tmp_path: Path) -> None:
    """On SIGTERM and on Ctrl-C: status 0, and no process is left."""
    folder = tmp_path / "kg"
    publish(folder, HERE / "data" / "invented.jsonl")
    for how in (signal.SIGTERM, signal.SIGINT):
        with serving(folder, "--pages", str(tmp_path)) as server:
            server.ask("ASK {}")
            server.process.send_signal(how)
            status = server.process.wait(15)
        left = subprocess.run(["pgrep", "-f", str(folder / "gen-")], capture_output=True, text=True).stdout
        assert status == 0
        assert left == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [(("-g", "nowhere"), "holds no finished graph"), (("--port", "99999"), "less than or equal to 65535")],
)
def test_what_is_started_wrongly_is_named(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    """One line, no stack."""
    done = subprocess.run([TIFATU, "serve", *options], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode != 0
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(package.__path__)])
def test_examples_in_docstrings_are_true(name: str) -> None:
    """Each example gives what stands below it."""
    assert doctest.testmod(importlib.import_module(f"{package.__name__}.{name}")).failed == 0
