"""The SHACL shapes, run by pyrudof piece by piece: 1,000 nodes at a time, in processes.

On the graph of the whole corpus (1.1 million triples) pyrudof takes 14 GB in one go, and pySHACL minutes. The shapes of
ours ask only what a node itself says and of which class the nodes are that it leads to (a test holds them to that),
so a piece needs no more than its nodes and those classes, and the findings of the pieces are those of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tifatu.graph.errors import MissingPackageError
from tifatu.graph.findings import Check, Finding, Severity
from tifatu.graph.namespaces import BASE, based, iri
from tifatu.graph.ontology import shapes
from tifatu.graph.store import generations
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.naming import label_of, short

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

SH = "http://www.w3.org/ns/shacl#"

NODES = 1_000
"""Nodes of a piece: pyrudof's time for each node grows with their number, its start costs as much as 150 of them."""

FEW = 4
"""Pieces for each worker below which starting processes takes longer than it saves."""

MEND = "If tifatu build made this graph, please report this line; else mend what it was built from."
"""What to do with any of these findings: no user wrote the node by hand."""


Progress = Callable[[str, int, int], None]
"""Told the step, how much is done, and of how much."""


def silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class ClassShape:
    """A node shape with the nodes that it is about."""

    name: str
    """IRI of the shape."""

    predicate: str
    """rdf:type for sh:targetClass, the property itself for sh:targetSubjectsOf."""

    target: str | None
    """Class of the nodes; None where having the property is enough."""


@dataclass(frozen=True)
class Piece:
    """Some nodes, by name, and the shapes that are about them."""

    shapes: frozenset[str]
    nodes: frozenset[str]
    base: str = BASE
    """Below which the things of the graph stand: shapes say how they are named."""


@dataclass(frozen=True, order=True)
class Result:
    """What SHACL says of one node: plain, to be sent between processes."""

    shape: str
    node: str
    value: str


def check_shapes(graph: KnowledgeGraph, workers: int = 1, progress: Progress = silent) -> list[Finding]:
    """Everything in the graph that does not hold to the shapes.

    Args:
        graph: In the full profile.
        workers: Processes; small graphs are validated here.
        progress: Told the step, how much is done, and of how much.

    Raises:
        MissingPackageError: pyrudof is not installed.
    """
    engine()
    store = graph.store
    cut = list(pieces(store, graph.base))
    validate = partial(validate_piece, graph.place / generations.STORE)
    found: set[Result] = set()
    with _mapped(validate, cut, workers) as results:
        for done, of_piece in enumerate(results, 1):
            found.update(of_piece)
            progress("shapes", done, len(cut))
    return [_finding(graph, result) for result in sorted(found)]


@contextmanager
def _mapped(
    validate: Callable[[Piece], list[Result]], cut: list[Piece], workers: int
) -> Iterator[Iterator[list[Result]]]:
    """The results of the pieces, made here or in processes."""
    if workers == 1 or len(cut) < FEW * workers:
        yield map(validate, cut)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield pool.map(validate, cut)


def class_shapes() -> list[ClassShape]:
    """The shapes that are about nodes of their own, by name.

    >>> class_shapes()[0].name
    'https://w3id.org/tifatu/shapes#Attribution'
    """
    found = []
    for quad in _shapes_store().quads_for_pattern(None, None, None, None):
        if quad.predicate.value == SH + "targetClass":
            found.append(ClassShape(_value(quad.subject), iri("rdf:type"), _value(quad.object)))
        elif quad.predicate.value == SH + "targetSubjectsOf":
            found.append(ClassShape(_value(quad.subject), _value(quad.object), None))
    return sorted(found, key=lambda shape: (shape.name, shape.predicate))


def pieces(store: Store, base: str = BASE) -> Iterator[Piece]:
    """All nodes that a shape is about, cut into pieces; small classes share one."""
    nodes = _targets(store)
    while cut := list(islice(nodes, NODES)):
        yield Piece(frozenset(shape for shape, _ in cut), frozenset(node for _, node in cut), base)


def _targets(store: Store) -> Iterator[tuple[str, str]]:
    """Shapes and their nodes."""
    from pyoxigraph import DefaultGraph, NamedNode

    for shape in class_shapes():
        target = NamedNode(shape.target) if shape.target else None
        quads = store.quads_for_pattern(None, NamedNode(shape.predicate), target, DefaultGraph())
        yield from ((shape.name, name) for name in sorted({_value(quad.subject) for quad in quads}))


def validate_piece(place: Path, piece: Piece) -> list[Result]:
    """Run the shapes of a piece over its nodes, and keep what is said of those.

    Args:
        place: Folder of the store.
        piece: One of ``pieces()``.
    """
    session = _session(piece.shapes, piece.base)
    session.reset_data()  # else read_data() adds to what was read before, whatever merge= says (pyrudof 0.3.35)
    session.read_data(_data(place, sorted(piece.nodes)), engine().RDFFormat.NTriples)
    return [
        Result(str(entry.source_shape), entry.focus_node, entry.value or "")
        for entry in session.validate_shacl()
        if entry.focus_node in piece.nodes
    ]


def _data(place: Path, nodes: Sequence[str]) -> str:
    """What the nodes say, and the classes of what they lead to."""
    from pyoxigraph import DefaultGraph, NamedNode

    store = _store(place)
    quads = [q for name in nodes for q in store.quads_for_pattern(NamedNode(name), None, None, DefaultGraph())]
    led_to = {q.object.value for q in quads if isinstance(q.object, NamedNode)}
    return _ntriples(quads) + "".join(_classes(place, name) for name in led_to)


@lru_cache(maxsize=1 << 16)
def _classes(place: Path, name: str) -> str:
    """The classes of a node; kept, as thousands of mentions lead to the same terms."""
    from pyoxigraph import DefaultGraph, NamedNode

    quads = _store(place).quads_for_pattern(NamedNode(name), NamedNode(iri("rdf:type")), None, DefaultGraph())
    return _ntriples(quads)


def _ntriples(quads: Iterable[Quad]) -> str:
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


def _finding(graph: KnowledgeGraph, result: Result) -> Finding:
    node, value = short(result.node, graph.base), short(result.value, graph.base)
    return Finding(check_of(result.shape), node, label_of(graph.store, result.node), value)


@cache
def check_of(shape: str) -> Check:
    """The check that a shape stands for, in the words of its sh:message."""
    from pyoxigraph import NamedNode

    messages = _shapes_store().quads_for_pattern(NamedNode(shape), NamedNode(SH + "message"), None)
    says = [_value(quad.object) for quad in messages if getattr(quad.object, "language", None) == "en"]
    return Check(shape.partition("#")[2] or shape, says[0] if says else shape, MEND, Severity.VIOLATION)


@lru_cache(maxsize=1)
def _session(names: frozenset[str], base: str) -> Any:
    """A session of the engine with some shapes; kept, as most pieces have the shape of the one before."""
    rudof = engine()
    session = rudof.Rudof(rudof.RudofConfig())
    session.read_shacl(based(_only(names), base), rudof.ShaclFormat.NTriples)
    return session


def _only(names: frozenset[str]) -> str:
    """The shapes without the targets of all but some, so that these are run."""
    targets = {SH + "targetClass", SH + "targetSubjectsOf"}
    quads = _shapes_store().quads_for_pattern(None, None, None)
    return _ntriples(q for q in quads if _value(q.subject) in names or q.predicate.value not in targets)


@cache
def _shapes_store() -> Store:
    from pyoxigraph import RdfFormat
    from pyoxigraph import Store as MemoryStore

    store = MemoryStore()
    store.load(shapes(), RdfFormat.TURTLE)
    return store


@cache
def _store(place: Path) -> Store:
    """One open store a process."""
    from pyoxigraph import Store as DiskStore

    return DiskStore.read_only(str(place))


def engine() -> Any:
    """The package that understands SHACL.

    Raises:
        MissingPackageError: It is not installed.
    """
    try:
        import pyrudof
    except ModuleNotFoundError:
        raise MissingPackageError("pyrudof", "validate") from None
    return pyrudof


def _value(term: Any) -> str:
    return str(term.value)
