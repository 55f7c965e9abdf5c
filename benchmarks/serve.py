"""How many look-ups a second the endpoint answers, how long hostile queries last, and whether its memory stays flat.

usage: serve.py KG [--clients 8] [--requests 4000] [--plain-requests 200]

Beside it, in the same run, a plain endpoint: rdflib's own engine over the same triples behind the server of Python's
library. Both answer the same look-up (a term by its key) with JSON; a client keeps its connection.
"""

from __future__ import annotations

import argparse
import http.client
import io
import multiprocessing
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import ask

from tifatu.graph import KnowledgeGraph
from tifatu.graph.namespaces import PREFIXES

TIFATU = str(Path(sys.executable).with_name("tifatu"))
LOOKUP = (
    "PREFIX tfv: <{tfv}> PREFIX rdfs: <{rdfs}> "
    "SELECT ?l ?n {{ ?t tfv:key {key} ; rdfs:label ?l ; tfv:mentionCount ?n }}"
)
LIMIT = 3.0
"""Seconds that a query may take."""

HOSTILE = ask.HOSTILE | {
    "doubling of strings": "SELECT (STRLEN(?s30) AS ?n) { BIND('aaaaaaaaaaaaaaaaaaaa' AS ?s0) "
    + " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(30))
    + " }",
    "nesting": "SELECT * { " + "{ " * 5000 + "}" * 5000 + " }",
    "SERVICE": "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
}


@contextmanager
def ours(graph: str) -> Iterator[tuple[str, int]]:
    """Address and process of tifatu serve."""
    command = [TIFATU, "serve", "-g", graph, "--port", "0", "--max-seconds", str(LIMIT), "--pages", graph]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[0], process.pid
        process.terminate()


def plain_endpoint(graph: str, told: multiprocessing.Queue[int]) -> None:
    """Serve the triples with rdflib until killed."""
    import rdflib
    from pyoxigraph import DefaultGraph, RdfFormat

    with KnowledgeGraph(graph) as opened:
        held = rdflib.Graph()
        triples = io.BytesIO()
        opened.store.dump(triples, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    held.parse(data=triples.getvalue(), format="nt")
    one_by_one = threading.Lock()  # rdflib's parser of queries cannot be used by two threads

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)["query"][0]
            with one_by_one:
                body = held.query(query).serialize(format="json") or b""
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.put(server.server_address[1])
    server.serve_forever()


@contextmanager
def plain(graph: str) -> Iterator[str]:
    """Address of the plain endpoint."""
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = multiprocessing.Process(target=plain_endpoint, args=(graph, told))
    process.start()
    yield f"http://127.0.0.1:{told.get()}"
    process.kill()


def client(address: str, paths: Sequence[str], taken: list[float], statuses: list[int]) -> None:
    """Ask one after the other."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        statuses.append(answer.status)
    connection.close()


def rate(address: str, paths: Sequence[str], clients: int) -> tuple[float, list[float]]:
    """Look-ups a second, and the seconds of each."""
    taken: list[float] = []
    statuses: list[int] = []
    threads = [
        threading.Thread(target=client, args=(address, paths[n::clients], taken, statuses)) for n in range(clients)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) == {200}, set(statuses)
    return len(taken) / (time.perf_counter() - began), taken


def paths_of(graph: str, count: int) -> list[str]:
    """Look-ups of one term after the other."""
    with KnowledgeGraph(graph) as opened:
        keys = opened.index.keys()
    queries = [
        LOOKUP.format(
            tfv=PREFIXES["tfv"], rdfs=PREFIXES["rdfs"], key='"' + key.replace("\\", "").replace('"', "") + '"'
        )
        for key in keys
    ]
    return ["/sparql?" + urlencode({"query": queries[n % len(queries)]}) for n in range(count)]


def memory(process: int) -> float:
    """Megabytes of a process and of those that it started."""
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process), "--ppid", str(process)], capture_output=True, text=True
    )
    return sum(map(int, told.stdout.split())) / 1000


def report(name: str, each: float, taken: Sequence[float]) -> None:
    """A line of the table."""
    p99 = sorted(taken)[int(0.99 * (len(taken) - 1))] * 1000
    print(
        f"{each:8.0f} look-ups/s   median {statistics.median(taken) * 1000:6.1f} ms   p99 {p99:7.1f} ms   {name}",
        flush=True,
    )


def hostile(address: str) -> None:
    """When each hostile query ends, with which status, and whether the next is answered."""
    place = urlsplit(address)
    for name, query in HOSTILE.items():
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        began = time.perf_counter()
        connection.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        answer = connection.getresponse()
        answer.read()
        ended = time.perf_counter() - began
        connection.request("GET", "/sparql?query=ASK%20%7B%7D")
        after = connection.getresponse()
        after.read()
        late = f"{ended - LIMIT:+.2f} s after the limit" if ended > LIMIT / 2 else f"refused in {ended:.2f} s"
        print(f"{answer.status} {late:28} next {after.status}: {name}", flush=True)


def main() -> None:
    """Measure a graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--plain-requests", type=int, default=200)
    args = parser.parse_args()
    print(f"{args.clients} clients, {os.cpu_count()} cores")
    with ours(args.graph) as (address, process):
        rate(address, paths_of(args.graph, 200), args.clients)
        before = memory(process)
        each, taken = rate(address, paths_of(args.graph, args.requests), args.clients)
        report("tifatu serve", each, taken)
        hostile(address)
        rate(address, paths_of(args.graph, 200), args.clients)
        print(f"memory {before:.0f} MB before, {memory(process):.0f} MB after {args.requests + 200:,} requests")
    with plain(args.graph) as address:
        report("rdflib behind http.server", *rate(address, paths_of(args.graph, args.plain_requests), args.clients))


if __name__ == "__main__":
    main()
