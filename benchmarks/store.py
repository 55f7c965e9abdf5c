"""How fast the exports are, with pyoxigraph's own dump of the same triples as the peer in the same run.

usage: store.py [KG] [--rdflib]

Without a graph, one of synthetic records is made. Prints a row an exporter: seconds (best of three), triples a second,
and the ratio to the peer's rate. --rdflib adds rdflib's serializer on a tenth of the triples.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
from msgspec.structs import replace

from tifatu.builders.pipeline import build_records
from tifatu.exports import Selection, export
from tifatu.graph import KnowledgeGraph
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord, Mention
from tifatu.graph.store.building import publish

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
COPIES = 300
"""Synthetic mentions made of each real one."""


def synthetic() -> list[AnyRecord]:
    """The samples' records with each mention many times over, at other places."""
    records = build_records([SAMPLES]).records
    more = [
        replace(record, id=identify("M", record.id, copy), start=record.start + copy, end=record.end + copy)
        for record in records
        if isinstance(record, Mention)
        for copy in range(1, COPIES)
    ]
    return [*records, *more]


def best_of_three(work: Callable[[], int]) -> tuple[float, int]:
    """Least seconds of three runs, and what the work returned."""
    times, result = [], 0
    for _ in range(3):
        began = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - began)
    return min(times), result


def dump(store: pyoxigraph.Store, kind: pyoxigraph.RdfFormat) -> int:
    """The peer: bytes that pyoxigraph dumps of the default graph."""
    out = io.BytesIO()
    store.dump(out, kind, from_graph=pyoxigraph.DefaultGraph())
    return out.tell()


def ours(graph: KnowledgeGraph, name: str) -> int:
    """Bytes that our exporter writes."""
    out = io.BytesIO()
    export(graph.records(), name, out, Selection())
    return out.tell()


def rdflib_turtle(graph: KnowledgeGraph) -> tuple[float, int]:
    """Seconds and triples of rdflib's Turtle serializer on a tenth of the graph, loading not counted."""
    import rdflib

    lines = io.BytesIO()
    graph.store.dump(lines, pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    some = lines.getvalue().splitlines(keepends=True)[::10]
    loaded = rdflib.Graph().parse(data=b"".join(some), format="nt")
    began = time.perf_counter()
    loaded.serialize(format="turtle")
    return time.perf_counter() - began, len(loaded)


def report(graph: KnowledgeGraph, with_rdflib: bool) -> None:
    """Print the table."""
    triples = graph.manifest["triples"]
    print(f"{triples:,} triples")
    for name, kind in (("nt", pyoxigraph.RdfFormat.N_TRIPLES), ("ttl", pyoxigraph.RdfFormat.TURTLE)):
        peer, size = best_of_three(lambda kind=kind: dump(graph.store, kind))
        mine, own_size = best_of_three(lambda name=name: ours(graph, name))
        print(f"{name:4s} pyoxigraph dump {peer:6.2f} s {size / 1e6:6.1f} MB {triples / peer:12,.0f} triples/s")
        print(f"{name:4s} tifatu export   {mine:6.2f} s {own_size / 1e6:6.1f} MB {triples / mine:12,.0f} triples/s")
        print(f"{name:4s} our rate is {peer / mine:.2f} of the peer's")
    if with_rdflib:
        seconds, count = rdflib_turtle(graph)
        print(f"ttl  rdflib serializer {seconds:.2f} s for {count:,} triples: {count / seconds:,.0f} triples/s")


def main() -> None:
    """Measure the graph that was named, or a synthetic one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path, nargs="?")
    parser.add_argument("--rdflib", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.graph or Path(scratch) / "kg"
        if args.graph is None:
            publish(folder, synthetic())
        with KnowledgeGraph(folder) as graph:
            report(graph, args.rdflib)


if __name__ == "__main__":
    main()
