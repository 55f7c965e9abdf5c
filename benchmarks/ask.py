"""How long answers take on the command line, as multiples of ``tifatu --help`` in the same run.

usage: ask.py KG [--times N] [--terms TERM ...] [--rdflib]

Prints median and 95th percentile of each command and of each named query, as multiples of the median of --help; then
how long after its limit a hostile query ends. --rdflib adds rdflib's own engine for the named queries, each for at most
a minute.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tifatu.graph import KnowledgeGraph
from tifatu.graph.errors import QueryLimitError
from tifatu.graph.guard import Limits
from tifatu.graph.namespaces import PREFIXES
from tifatu.queries import catalogue

TIFATU = str(Path(sys.executable).with_name("tifatu"))
TERMS = ("三区三线", "放管服", "sqsx")
LIMIT = 2.0
"""Seconds that hostile queries are given."""

HOSTILE = {
    "cross join, counted": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross join, ordered": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "paths over everything": "SELECT * WHERE { ?a (!<urn:x>)* ?b . ?c (!<urn:x>)* ?d } ORDER BY ?a",
    "product of values": "SELECT (COUNT(*) AS ?n) WHERE { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(8))
    + " }",
    "long path": "SELECT * WHERE { ?a " + "/".join(["skos:broader"] * 1000) + " ?b }",
}


def seconds(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of some runs, after one that warms the disk's cache."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def command(*args: str) -> Callable[[], object]:
    """A run of tifatu."""
    return lambda: subprocess.run([TIFATU, *args], stdout=subprocess.DEVNULL, check=False)


def commands(kg: str, terms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Name -> what is typed."""
    typed = {f"{verb} {term}": (verb, term, "-g", kg) for term in terms for verb in ("find", "explain", "timeline")}
    with KnowledgeGraph(kg) as graph:
        years = [report.year for report in graph.index.reports if report.year]
        (one, _), (other, _) = Counter(report.region for report in graph.index.reports).most_common(2)
        values = {"label": terms[0], "region": one, "other": other, "path": graph.index.reports[-1].source}
    year = max(years) - 1
    values |= {"year": year, "from": year - 1, "until": year}
    typed[f"compare {one} --with {other}"] = ("compare", one, "--with", other, "-g", kg)
    typed[f"new {year}"] = ("new", str(year), "-g", kg)
    for query in catalogue().values():
        usual = {name: param.default or param.example for name, param in query.params.items()}
        given = {name: values.get(name, value) for name, value in usual.items()}
        params = [word for name, value in given.items() for word in ("-p", f"{name}={value}")]
        typed[f"query {query.name}"] = ("query", kg, query.name, *params)
    return typed


def report(name: str, taken: Sequence[float], unit: float) -> None:
    """A row of the table."""
    p95 = sorted(taken)[min(len(taken) - 1, round(0.95 * len(taken)))]
    print(
        f"{statistics.median(taken) / unit:7.1f} {p95 / unit:7.1f} {statistics.median(taken):7.2f} s  {name}",
        flush=True,
    )


def hostile(kg: str) -> None:
    """How long after its limit each hostile query ends."""
    with KnowledgeGraph(kg, Limits(seconds=LIMIT)) as graph:
        for name, query in HOSTILE.items():
            began = time.perf_counter()
            try:
                graph.sparql(query)
                ended = "answered"
            except QueryLimitError as limit:
                ended = limit.name
            print(f"{time.perf_counter() - began - LIMIT:+7.2f} s after the limit, {ended}: {name}", flush=True)


def rdflib_rows(kg: str, query: str, bindings: dict[str, str | int]) -> int:
    """Rows that rdflib's own engine finds in the same store."""
    from rdflib import Literal
    from rdflib.plugins.sparql import prepareQuery

    with KnowledgeGraph(kg) as graph:
        prepared = prepareQuery(query, initNs=dict(PREFIXES))
        return len(graph.rdf().query(prepared, initBindings={name: Literal(said) for name, said in bindings.items()}))


def beside(kg: str, most: float = 60.0) -> None:
    """rdflib on the named queries, where it ends in time."""
    for query in catalogue().values():
        bound = query.bind({name: param.example for name, param in query.params.items()})
        process = multiprocessing.Process(target=rdflib_rows, args=(kg, query.text, bound))
        began = time.perf_counter()
        process.start()
        process.join(most)
        taken = f"{time.perf_counter() - began:7.2f} s" if not process.is_alive() else f"over {most:.0f} s"
        process.kill()
        print(f"rdflib {taken}  {query.name}", flush=True)


def main() -> None:
    """Measure a graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph")
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--terms", nargs="+", default=TERMS)
    parser.add_argument("--rdflib", action="store_true")
    args = parser.parse_args()
    unit = statistics.median(seconds(command("--help"), args.times))
    print(f"tifatu --help takes {unit:.2f} s; multiples of it, median and 95th percentile:")
    for name, typed in commands(args.graph, args.terms).items():
        report(name, seconds(command(*typed), args.times), unit)
    hostile(args.graph)
    if args.rdflib:
        beside(args.graph)


if __name__ == "__main__":
    main()
