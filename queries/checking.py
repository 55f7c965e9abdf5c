"""The checks that are queries: SKOS's integrity conditions by clause, and what must hold across nodes.

One file a check in queries/checks; a row of its answer is a finding. The header's lines begin with ``#+`` and are TOML.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import msgspec

from tifatu.graph.findings import Check, Finding, Severity
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.catalogue import SUFFIX, header_of
from tifatu.queries.naming import label_of, short

THREADS = 4
"""Queries under way at once; more do not help, as a few long ones take most of the time."""


class CheckQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check and the query that finds where it does not hold."""

    name: str
    says: str
    mend: str
    severity: Severity = Severity.VIOLATION
    text: str

    @property
    def check(self) -> Check:
        """The check alone."""
        return Check(self.name, self.says, self.mend, self.severity)


@cache
def checks() -> Mapping[str, CheckQuery]:
    """All checks that are queries, by name.

    >>> list(checks())[:3]
    ['S13', 'S14', 'S27']
    """
    folder = files("tifatu.queries").joinpath("checks")
    names = sorted(entry.name.removesuffix(SUFFIX) for entry in folder.iterdir() if entry.name.endswith(SUFFIX))
    texts = {name: folder.joinpath(name + SUFFIX).read_text(encoding="utf-8") for name in names}
    return MappingProxyType({name: read_check(name, text) for name, text in texts.items()})


def read_check(name: str, text: str) -> CheckQuery:
    """A check from the text of its file.

    Raises:
        ValueError: The header is no TOML, or says too little or too much.
    """
    return msgspec.convert(header_of(text) | {"name": name, "text": text}, CheckQuery)


def check_queries(graph: KnowledgeGraph, skip: Collection[str] = ()) -> Iterator[Finding]:
    """Everything at which a check does not hold, check by check, each in the order of node and value.

    The queries run side by side: Oxigraph needs no Python while it searches.

    Args:
        graph: An open graph.
        skip: Names of checks that are left out.
    """
    queries = [query for name, query in checks().items() if name not in skip]
    _ = graph.store  # opened once, before the threads ask for it
    with ThreadPoolExecutor(THREADS) as pool:
        for found in pool.map(lambda query: sorted(set(_run(graph, query))), queries):
            yield from found


def _run(graph: KnowledgeGraph, query: CheckQuery) -> Iterator[Finding]:
    for row in graph.trusted(query.text):
        node, value = str(row["node"] or ""), str(row["value"] or "")
        value = " ".join(short(word, graph.base) for word in value.split(" "))
        yield Finding(query.check, short(node, graph.base), label_of(graph.store, node), value)
