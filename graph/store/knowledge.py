"""The graph for readers: SPARQL, rdflib, networkx and the records, all from one folder, read-only."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tifatu.graph.courses import Derived, read_derived
from tifatu.graph.errors import (
    BadRecordError,
    DamagedGraphError,
    MissingPackageError,
    QueryCrashError,
    QueryLimitError,
)
from tifatu.graph.guard.limits import Limits
from tifatu.graph.guard.workers import Answer, Workers
from tifatu.graph.index.reading import TermIndex
from tifatu.graph.namespaces import BASE, PREFIXES, based, prefixes_at
from tifatu.graph.records.sets import RecordFile
from tifatu.graph.store import generations
from tifatu.graph.store.seals import damage
from tifatu.graph.survey.facts import BASED

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from pyarrow import Table
    from pyoxigraph import Literal, NamedNode, Store, Triple
    from rdflib import Graph

Value = str | int | float | bool | None


class Rows(list[dict[str, Value]]):
    """Rows of a SELECT: variable -> value; IRIs as strings, None where a variable is not bound."""

    def to_pandas(self) -> DataFrame:
        """The rows as a table of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        try:
            from pandas import DataFrame
        except ImportError:
            raise MissingPackageError("pandas", "frames") from None
        return DataFrame(self)

    def to_arrow(self) -> Table:
        """The rows as a table of pyarrow.

        Raises:
            MissingPackageError: pyarrow is not installed.
        """
        try:
            from pyarrow import Table
        except ImportError:
            raise MissingPackageError("pyarrow", "frames") from None
        return Table.from_pylist(self)


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

    def __init__(self, path: str | Path, limits: Limits | None = None) -> None:
        """Open the current generation of a folder.

        Args:
            path: The folder.
            limits: What one query may take.

        Raises:
            NoGraphError: The folder holds no finished graph.
            OldGraphError: Another version of tifatu built it.
            DamagedGraphError: Its manifest is not what was written.
        """
        self.folder = Path(path)
        self.place, handle = generations.hold(self.folder)
        try:
            self.manifest = generations.manifest_of(self.folder, self.place)
            """Counts, digests and the runs that made the graph."""
        except BaseException:
            os.close(handle)
            raise
        self.limits = limits or Limits()
        self._workers = Workers(self.place / generations.STORE, prefixes=self.prefixes)
        self._end = weakref.finalize(self, self._workers.close)
        self._let_go = weakref.finalize(self, os.close, handle)

    def __enter__(self) -> KnowledgeGraph:
        """The graph itself."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Close the store.

        Raises:
            DamagedGraphError: The block broke off as one does on files that are not what was written, and they are not.
        """
        try:
            if error and _may_come_of_damage(error) and (found := self.damage()):
                raise DamagedGraphError(self.folder, found) from error
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the files; the next build may then remove this generation."""
        self.__dict__.pop("store", None)
        self._workers.close()
        self._let_go()

    def damage(self) -> list[str]:
        """What of the files is not as it was written, a line a file; every byte is read."""
        return damage(self.place)

    def derived(self) -> Iterator[Derived]:
        """How terms and meanings spread and how they are worded (graph.courses), as worked out by the build."""
        return read_derived(self.place)

    @property
    def base(self) -> str:
        """Below which the things of the graph stand."""
        said = (run["settings"].get(BASED) for run in self.manifest["runs"])
        return next((base for base in said if base), BASE)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Prefix -> namespace, as in the exports of the graph."""
        return prefixes_at(self.base)

    @cached_property
    def store(self) -> Store:
        """The Oxigraph store, read-only."""
        from pyoxigraph import Store

        try:
            return Store.read_only(str(self.place / generations.STORE))
        except (OSError, RuntimeError) as problem:
            raise DamagedGraphError(self.folder, [f"store: {problem}"]) from None

    @cached_property
    def index(self) -> TermIndex:
        """The index of terms.

        Raises:
            OldGraphError: The graph was built before there were indexes.
        """
        return TermIndex(self.place / generations.INDEX)

    def records(self) -> RecordFile:
        """The records, to go through in the order of their file, or kind by kind in the order of ids."""
        return RecordFile(self.place / generations.RECORDS)

    def sparql(self, query: str, /, **bindings: object) -> Rows | bool | list[Triple]:
        """Ask the graph, within its limits; all prefixes of tifatu are known without being declared.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            bindings: Variable -> value; bound as a value and never spliced into the text. SELECT must name the variable
                in its projection. Strings become plain literals; pass ``pyoxigraph.NamedNode`` or
                ``rdflib.URIRef`` for an IRI.

        Returns:
            Rows for SELECT (see ``Rows.to_pandas``), a bool for ASK, triples for CONSTRUCT and DESCRIBE.

        Raises:
            BadQueryError: The query does not parse, or does not name a variable that is bound.
            ForbiddenQueryError: It would reach out of the graph, or change it.
            QueryLimitError: It goes beyond a limit of the graph.
        """
        from pyoxigraph import RdfFormat, parse

        with self.ask(query, bindings) as answer:
            if answer.kind == "boolean":
                return answer.value
            if answer.kind == "triples":
                return [quad.triple for quad in parse(answer.file, RdfFormat.N_TRIPLES)]
            return Rows({name: as_value(term) for name, term in row.items()} for row in term_rows(answer))

    def sparql_terms(self, query: str, /, **bindings: object) -> list[dict[str, Any]]:
        """The rows of a SELECT as ``pyoxigraph`` terms, with languages and datatypes; else as ``sparql``."""
        with self.ask(query, bindings) as answer:
            return list(term_rows(answer))

    def ask(
        self, query: str, bindings: Mapping[str, object], wanted: int | None = None
    ) -> AbstractContextManager[Answer]:
        """The answer while it comes, for one block; see ``sparql``.

        Args:
            query: SPARQL.
            bindings: As those of ``sparql``.
            wanted: Rows after which the answer ends.
        """
        return self._workers.ask(query, {name: as_term(value) for name, value in bindings.items()}, self.limits, wanted)

    def trusted(self, query: str) -> list[dict[str, Value]]:
        """The rows of a query of tifatu's own, which runs here and without limits."""
        found: Any = self.store.query(based(query, self.base), prefixes=dict(self.prefixes))
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, map(as_value, row), strict=True)) for row in found]

    def rdf(self) -> Graph:
        """The same store as an rdflib graph (over oxrdflib), read-only."""
        import rdflib.plugins.sparql
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # else FROM <file:…> reads the disk
        graph = rdflib.Graph(OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in self.prefixes.items():
            graph.bind(prefix, namespace)
        return graph

    def networkx(self) -> MultiDiGraph[str]:
        """Terms, senses, regions, reports, bodies, programs, types: a networkx graph with flat attributes."""
        from tifatu.graph.store.network import network

        return network(self.records())


_ODD = (msgspec.MsgspecError, ValueError, LookupError, TypeError, BadRecordError, QueryCrashError)
"""Raised where a file holds something else than what was written, though not only there."""


def _may_come_of_damage(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno is None  # of the store; errors of the system, such as a pipe that is gone, have a number
    if isinstance(error, QueryLimitError):
        return error.name in ("seconds", "memory")  # a damaged store may send a query round and round
    return isinstance(error, _ODD) or type(error) is RuntimeError


def as_term(value: object) -> NamedNode | Literal:
    """A Python or rdflib value as Oxigraph takes it."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, NamedNode | Literal):
        return value
    if type(value).__name__ == "URIRef":
        return NamedNode(str(value))
    if isinstance(value, bool | int | float):
        return Literal(value)
    return Literal(str(value))


def term_rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """Rows of pyoxigraph terms, while they come."""
    names, found = parsed(answer)
    for row in found:
        yield dict(zip(names, row, strict=True))


def parsed(answer: Answer) -> tuple[list[str], Iterator[Any]]:
    """The variables of an answer and its rows, while they come: pyoxigraph terms, None where there is none."""
    from pyoxigraph import QueryResultsFormat, parse_query_results

    found: Any = parse_query_results(answer.file, QueryResultsFormat.TSV)
    return [variable.value for variable in found.variables], iter(found)


def as_value(term: Any) -> Value:
    """An RDF term as the nearest Python value."""
    if term is None:
        return None
    kind = getattr(term, "datatype", None)
    if kind is None:
        return str(getattr(term, "value", term))
    if kind.value == PREFIXES["xsd"] + "boolean":
        return bool(term.value == "true")
    return _NUMBERS.get(kind.value, str)(term.value)
