"""Queries of anybody: each ends at its limit with a true message, nothing leaves the machine, the host lives."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tifatu.graph.errors import BadQueryError, ForbiddenQueryError, QueryCrashError, QueryLimitError
from tifatu.graph.guard import Limits
from tifatu.graph.guard.screen import screen
from tifatu.graph.guard.workers import Workers
from tifatu.graph.store.building import publish
from tifatu.graph.store.knowledge import KnowledgeGraph

RECORDS = Path(__file__).resolve().parent / "data" / "invented.jsonl"
SMALL = Limits(seconds=1.5, memory=300, rows=10_000, megabytes=2)
GRACE = 10.0
"""Seconds beyond the limit that a busy machine is given; benchmarks/ask.py measures the half second."""

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    folder = tmp_path_factory.mktemp("guard") / "kg"
    publish(folder, RECORDS)
    with KnowledgeGraph(folder, SMALL) as opened:
        yield opened


def test_a_store_of_many_tables_is_read_to_its_end(tmp_path: Path) -> None:
    """The database opens its tables as it reads them, the last of them when the worker has shut all else off."""
    store = ox.Store(tmp_path / "store")
    for n in range(60):
        triples = "".join(f"<urn:s{i}> <urn:p{n}> <urn:o{i}-{n}> .\n" for i in range(5000))
        store.bulk_load(input=triples.encode(), format=ox.RdfFormat.N_TRIPLES)
    store.flush()
    del store
    assert len(list((tmp_path / "store").glob("*.sst"))) > 60, "the database opens sixteen at first"
    workers = Workers(tmp_path / "store")

    query = "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o . FILTER(STRLEN(STR(?o)) > 0) }"
    with workers.ask(query, {}, Limits(seconds=60)) as answer:
        said = answer.read()
    workers.close()

    assert b"300000" in said


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return "SELECT * WHERE { " + opening * depth + inner + closing * depth + " }"


HOSTILE = {
    "cross join": f"SELECT * WHERE {{ {CROSS} }}",
    "counted cross join": f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} }}",
    "ordered cross join": f"SELECT * WHERE {{ {CROSS} }} ORDER BY ?l ?a",
    "product of values": "SELECT (COUNT(*) AS ?n) WHERE { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
    + " }",
    "doubled string": "SELECT ?s39 WHERE { BIND('0123456789abcdef' AS ?s0) "
    + " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(39))
    + " }",
    "path over everything": "SELECT * WHERE { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d . ?e (!<urn:x>)* ?f } ORDER BY ?a",
    "long path": "SELECT * WHERE { ?a " + "/".join(["skos:broader"] * 1000) + " ?b }",
    "nested groups": nested("{", "?a ?b ?c", "}", 5000),
    "nested brackets": "SELECT * WHERE { ?a ?b " + "[ ?p " * 1000 + "1" + " ]" * 1000 + " }",
    "nested lists": "SELECT * WHERE { ?a ?b " + "(" * 500 + "1" + ")" * 500 + " }",
    "nested selects": nested("{ SELECT * WHERE { ", "?a ?b ?c", "} }", 2000),
    "nested optionals": nested("OPTIONAL { ", "?a ?b ?c", "}", 5000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_stopped_with_a_message_and_the_next_is_answered(name: str, graph: KnowledgeGraph) -> None:
    """Time, memory, rows, bytes or depth: the message names the limit and the option that raises it."""
    began = time.monotonic()
    with pytest.raises(QueryLimitError, match="--max-"):
        graph.sparql(HOSTILE[name])

    assert time.monotonic() - began < SMALL.seconds + GRACE
    assert graph.sparql("ASK { ?t tfv:key '三区三线' }") is True


@pytest.mark.parametrize("sign", ["!", "-", "+"])
def test_signs_without_brackets_in_a_row_cannot_hurt_the_host(sign: str, graph: KnowledgeGraph) -> None:
    """What the screen does not see overruns the stack of a worker alone."""
    with pytest.raises((QueryCrashError, QueryLimitError, BadQueryError)):
        graph.sparql(f"SELECT * WHERE {{ FILTER({sign * 49_000}?x) }}")

    assert graph.sparql("ASK {}") is True


@pytest.fixture
def listener() -> Iterator[tuple[int, list[int]]]:
    """A port of this machine, and who called there."""
    calls: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    server.accept()[0].close()
                    calls.append(1)
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], calls
        done.set()
        thread.join()


SERVICES = (
    "SELECT * WHERE {{ SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{ service silent <{url}> {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{}}SERVICE<{url}>{{?a ?b ?c}}}}",
    "PREFIX p: <{url}> SELECT * WHERE {{ SERVICEp:x {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{ S\\u0045RVICE <{url}> {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{ ?a ?b '\\'' SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "PREFIX p: <urn:> SELECT * WHERE {{ ?a ?b p:a\\#b . SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "SELECT * WHERE {{ ?a ?b ?c FILTER(?a<'>') SERVICE <{url}> {{ ?a ?b ?c }} FILTER(?a='') }}",
    "SELECT * WHERE {{ ?a ?b <urn:o'n> . SERVICE <{url}> {{ ?a ?b <urn:o'n> }} }}",
    "ASK {{ # '\nSERVICE <{url}> {{ ?a ?b ?c }} # '\n}}",
)


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_in_every_spelling(
    query: str, graph: KnowledgeGraph, listener: tuple[int, list[int]]
) -> None:
    """And nobody is called."""
    port, calls = listener
    with pytest.raises(ForbiddenQueryError, match="SERVICE is not allowed"):
        graph.sparql(query.format(url=f"http://127.0.0.1:{port}/"))

    assert calls == []


def test_a_worker_cannot_call_anybody_even_if_the_screen_is_passed(
    graph: KnowledgeGraph, listener: tuple[int, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wall: there is no descriptor for a socket. The first one is taken away to see it."""
    port, calls = listener
    monkeypatch.setattr("tifatu.graph.guard.workers.screen", lambda query, limits: None)
    for silent in ("", "SILENT"):
        query = f"SELECT * WHERE {{ SERVICE {silent} <http://127.0.0.1:{port}/> {{ ?a ?b ?c }} }}"
        try:
            graph.sparql(query)
        except BadQueryError:
            continue

    assert calls == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?a ?b ?c }", "FROM <file"),
        ("select * from named<FILE:/etc/passwd> where { graph ?g { ?a ?b ?c } }", "FROM <file"),
        ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd WHERE { ?a ?b ?c }", "FROM <file"),
        ("LOAD <file:///etc/passwd>", "LOAD"),
        ("PREFIX a: <urn:a> INSERT DATA { a:b a:c a:d }", "INSERT"),
        ("DELETE WHERE { ?a ?b ?c }", "DELETE"),
        ("drop all", "DROP"),
    ],
)
def test_files_and_updates_are_refused(query: str, told: str, graph: KnowledgeGraph) -> None:
    """A query reads the graph and nothing else."""
    with pytest.raises(ForbiddenQueryError, match=told):
        graph.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?a ?b 'public services' }",
        "SELECT * WHERE { ?service ?b ?c } # the services",
        "SELECT * FROM tfg:vocabulary WHERE { <http://example.org/service> ?b ?c }",
        "PREFIX x: <urn:x:> SELECT * WHERE { x:service ?b ?c FILTER(1<2) }",
    ],
)
def test_the_letters_may_stand_where_they_do_nothing(query: str) -> None:
    """In strings, comments, variables and names."""
    screen(query, Limits())


def test_an_unknown_prefix_is_named(graph: KnowledgeGraph) -> None:
    """A slip of the pen is told by its name."""
    with pytest.raises(BadQueryError, match="prefix 'skso' is not declared"):
        graph.sparql("SELECT * WHERE { ?a skso:prefLabel 'a:b' }")


def test_rows_may_be_read_while_they_come_and_the_rest_left(graph: KnowledgeGraph) -> None:
    """The first rows of a cross join, and no error: no more were wanted."""
    with graph.ask(HOSTILE["cross join"], {}, wanted=5) as answer:
        lines = b"".join(iter(lambda: answer.read(100), b"")).splitlines()

    assert (len(lines), answer.more) == (6, True)
    with graph.ask(HOSTILE["cross join"], {}) as answer:
        assert answer.read(1)
    assert graph.sparql("ASK {}") is True


def test_the_last_row_may_be_the_last_wanted_one(graph: KnowledgeGraph) -> None:
    """Then nothing is missing."""
    with graph.ask("SELECT ?x WHERE { VALUES ?x { 1 2 } }", {}, wanted=2) as answer:
        assert answer.read(-1).count(b"\n") == 3
        assert answer.read() == b""

    assert answer.more is False


def test_threads_may_ask_one_graph(graph: KnowledgeGraph) -> None:
    """Each gets its own answer."""
    answers: dict[int, object] = {}

    def ask(number: int) -> None:
        answers[number] = graph.sparql("SELECT ?n ?m WHERE { BIND(?n + 1 AS ?m) }", n=number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: [{"n": number, "m": number + 1}] for number in range(8)}


def test_a_closed_graph_leaves_no_process(graph: KnowledgeGraph) -> None:
    """Nor does a program that forgets to close it."""
    code = (
        "import sys; from tifatu.graph import KnowledgeGraph; kg = KnowledgeGraph(sys.argv[1]); kg.sparql('ASK {}');"
        "print(kg._workers._idle[0]._process.pid)"
    )
    done = subprocess.run([sys.executable, "-c", code, graph.folder], capture_output=True, text=True, check=True)
    time.sleep(0.2)

    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
