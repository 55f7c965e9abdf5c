"""The graph for readers: SPARQL, rdflib, networkx and the records, all from one folder, read-only."""

from __future__ import annotations

import json
import os
import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tifatu.graph.errors import BadQueryError, NoGraphError
from tifatu.graph.namespaces import PREFIXES
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.store import generations

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Literal, NamedNode, Store, Triple
    from rdflib import Graph

Answer = str | int | float | bool | None
Rows = list[dict[str, Answer]]
"""Rows of a SELECT: variable -> value; IRIs as strings, None where a variable is not bound."""

_NUMBERS: dict[str, type[int] | type[float]] = {
    PREFIXES["xsd"] + "integer": int,
    PREFIXES["xsd"] + "gYear": int,
    PREFIXES["xsd"] + "decimal": float,
    PREFIXES["xsd"] + "double": float,
}


class KnowledgeGraph:
    """A finished graph (知识图谱).

    Many processes may read one folder at once, also while the next graph is built there: each reads the generation that
    was current when it opened the graph, until it closes it.
    """

    def __init__(self, path: str | Path) -> None:
        """Open the current generation of a folder.

        Raises:
            NoGraphError: The folder holds no finished graph.
        """
        self.folder = Path(path)
        self.place, handle = generations.hold(self.folder)
        self._let_go = weakref.finalize(self, os.close, handle)

    def __enter__(self) -> KnowledgeGraph:
        """The graph itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the files; the next build may then remove this generation."""
        self.__dict__.pop("store", None)
        self._let_go()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Counts, digests and the runs that made the graph."""
        manifest: dict[str, Any] = json.loads((self.place / generations.MANIFEST).read_text(encoding="utf-8"))
        return manifest

    @cached_property
    def store(self) -> Store:
        """The Oxigraph store, read-only."""
        from pyoxigraph import Store

        try:
            return Store.read_only(str(self.place / generations.STORE))
        except OSError:
            raise NoGraphError(self.folder) from None

    def records(self) -> RecordFile:
        """The records, to go through in the order of their file, or kind by kind in the order of ids."""
        return RecordFile(self.place / generations.RECORDS)

    def sparql(self, query: str, **bindings: object) -> Rows | bool | list[Triple]:
        """Ask the graph; all prefixes of tifatu are known without being declared.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            bindings: Variable -> value; bound as a value and never spliced into the text. SELECT must name the variable
                in its projection. Strings become plain literals; pass ``pyoxigraph.NamedNode`` or
                ``rdflib.URIRef`` for an IRI.

        Returns:
            Rows for SELECT, a bool for ASK, triples for CONSTRUCT and DESCRIBE.

        Raises:
            BadQueryError: The query does not parse, or does not name a variable that is bound.
        """
        from pyoxigraph import QueryBoolean, QuerySolutions, Variable

        values: Any = {Variable(name): _as_term(value) for name, value in bindings.items()}
        try:
            answer = self.store.query(query, prefixes=dict(PREFIXES), substitutions=values)
        except (SyntaxError, RuntimeError) as problem:
            raise BadQueryError(str(problem)) from None
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QuerySolutions):
            names = [variable.value for variable in answer.variables]
            return [dict(zip(names, map(_as_value, row), strict=True)) for row in answer]
        return list(answer)

    def rdf(self) -> Graph:
        """The same store as an rdflib graph (over oxrdflib), read-only."""
        import rdflib.plugins.sparql
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # else FROM <file:…> reads the disk
        graph = rdflib.Graph(OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        return graph

    def networkx(self) -> MultiDiGraph[str]:
        """Terms, senses, regions, reports, bodies and program types as a networkx graph with flat attributes."""
        from tifatu.graph.store.network import network

        return network(self.records())


def _as_term(value: object) -> NamedNode | Literal:
    """A Python or rdflib value as Oxigraph takes it."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, NamedNode | Literal):
        return value
    if type(value).__name__ == "URIRef":
        return NamedNode(str(value))
    if isinstance(value, bool | int | float):
        return Literal(value)
    return Literal(str(value))


def _as_value(term: Any) -> Answer:
    """An RDF term as the nearest Python value."""
    if term is None:
        return None
    kind = getattr(term, "datatype", None)
    if kind is None:
        return str(getattr(term, "value", term))
    if kind.value == PREFIXES["xsd"] + "boolean":
        return bool(term.value == "true")
    return _NUMBERS.get(kind.value, str)(term.value)
