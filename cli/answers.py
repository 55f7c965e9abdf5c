"""Rows of queries as lines or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tifatu.graph.store.knowledge import KnowledgeGraph


def ask(graph: KnowledgeGraph, name: str | None, sparql: str | None, params: Mapping[str, str]) -> Any:
    """The answer of a query by name, or of SPARQL: rows, a bool or triples."""
    if name is not None:
        from tifatu.queries import run

        return run(graph, name, **params)
    return graph.sparql(sparql or "")


def listed() -> Iterator[str]:
    """One line for each query of ours."""
    from tifatu.queries.catalogue import catalogue

    for known in catalogue().values():
        yield f"{known.name}\t{known.summary}"


def printed(answer: Any, as_json: bool) -> Iterator[str]:
    """Rows as tab-separated lines with a head, or all as JSON."""
    if isinstance(answer, bool):
        yield json.dumps(answer)
        return
    rows: list[dict[str, Any]] = [row if isinstance(row, dict) else {"triple": str(row)} for row in answer]
    if as_json:
        yield json.dumps(rows, ensure_ascii=False)
        return
    if rows:
        yield "\t".join(rows[0])
    for row in rows:
        yield "\t".join(_cell(value) for value in row.values())


def _cell(value: object) -> str:
    """A value in one field: no tab or line end of a report can break the table."""
    return "" if value is None else " ".join(str(value).split())
