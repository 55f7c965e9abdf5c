"""RDF -> rows: the shapes read backwards, from any syntax that holds the full profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.namespaces import BASE, CLASSES, PREFIXES, iri
from tifatu.graph.rdf.sections import FULL
from tifatu.graph.rdf.shape import Shape

if TYPE_CHECKING:
    from pyoxigraph import Quad

Values = dict[str, list[Any]]
"""Field of a shape -> its values, in any order."""

SUFFIXES = ("nq", "trig", "nt", "ttl", "rdfxml", "rdf", "jsonld")
"""Files that may hold the full profile; named graphs are not needed, as every node is in one only."""

_XSD = PREFIXES["xsd"]
_KINDS = {
    "zh-hans": "zh",
    "en": "en",
    "zh-latn-pinyin": "pinyin",
    f"{_XSD}string": "string",
    f"{_XSD}integer": "integer",
    f"{_XSD}boolean": "boolean",
    f"{_XSD}decimal": "decimal",
    f"{_XSD}gYear": "year",
    f"{_XSD}gYearMonth": "month",
    f"{_XSD}date": "date",
}
"""Language or datatype -> type of a field (triples_shape.TYPES)."""

_CONVERT: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "year": int,
    "decimal": float,
    "boolean": "true".__eq__,
}


_FOLDERS = tuple(f"/{folder}" for folder in CLASSES.values())


class Rows:
    """What a file says of all things, by their prefix and name."""

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            UnreadableFileError: It is no RDF, or holds nothing of ours in full.
        """
        self.path = path
        readers = {section.shape.namespace: _Reader(section.shape) for section in FULL}
        self._rows: dict[str, dict[str, Values]] = {namespace: {} for namespace in readers}
        base = ""
        for subject, quads in groupby(_quads(path), key=_subject):
            base = base or _base_of(subject)
            namespace, name = _split(subject, base)
            if namespace in readers:
                readers[namespace].read(quads, base, self._rows[namespace].setdefault(name, {}))
        if not self._rows[PREFIXES["tfdoc"]]:
            raise UnreadableFileError(
                str(path), "holds no document; only an export of the full profile can be built from"
            )

    def all(self, prefix: str) -> Iterator[tuple[str, Values]]:
        """Names and rows of one class."""
        return iter(self._rows[PREFIXES[prefix]].items())

    def of(self, prefix: str, name: str) -> Values:
        """The row of one thing.

        Raises:
            UnreadableFileError: The file names it without saying what it is.
        """
        try:
            return self._rows[PREFIXES[prefix]][name]
        except KeyError:
            raise self.refusal(prefix, name) from None

    def refusal(self, prefix: str, name: str) -> UnreadableFileError:
        """The error of a thing that is named and not told in full."""
        reason = (
            f"<{PREFIXES[prefix]}{name}> is not told in full; the file is cut off, or no export of the full profile"
        )
        return UnreadableFileError(str(self.path), reason)


class _Reader:
    """Finds the field of a shape that a statement fills."""

    def __init__(self, shape: Shape) -> None:
        self._fields: dict[tuple[str, str], list[str]] = {}
        for line in shape.lines:
            if line.field and line.predicate != "a":
                kind = PREFIXES[line.object.partition(":")[0]] if line.type == "name" else line.type
                self._fields.setdefault((iri(line.predicate), kind), []).append(line.field)

    def read(self, quads: Iterator[Quad], base: str, row: Values) -> None:
        """Add statements about one subject to its row."""
        for quad in quads:
            kind, value = _value(quad.object, base)
            for field in self._fields.get((quad.predicate.value, kind), ()):
                row.setdefault(field, []).append(value)


def _subject(quad: Quad) -> str:
    return str(getattr(quad.subject, "value", ""))


def _value(term: Any, base: str) -> tuple[str, Any]:
    """Namespace and name of an IRI, type and value of a literal."""
    language = getattr(term, "language", None)
    if language is None and not hasattr(term, "datatype"):
        return _split(term.value, base)
    kind = _KINDS.get(language or term.datatype.value, "")
    return kind, _CONVERT[kind](term.value) if kind in _CONVERT else term.value


def _base_of(name: str) -> str:
    """Below which address the things of a file stand, by the name of one of them; empty for any other name."""
    folder = next((folder for folder in _FOLDERS if name[: name.rfind("/") + 1].endswith(folder)), "")
    return name[: name.rfind("/") + 2 - len(folder)] if folder else ""


def _split(name: str, base: str) -> tuple[str, str]:
    """Namespace and last part of an IRI, in the namespaces of ``BASE``."""
    if base and base != BASE and name.startswith(base):
        name = BASE + name.removeprefix(base)
    at = max(name.rfind("/"), name.rfind("#")) + 1
    return name[:at], name[at:]


def _quads(path: Path) -> Iterator[Quad]:
    from pyoxigraph import RdfFormat, parse

    suffix = path.suffix.removeprefix(".").replace("rdfxml", "rdf")
    form = RdfFormat.from_extension(suffix) if suffix in SUFFIXES else None
    if form is None:
        raise UnreadableFileError(
            str(path), f"no graph can be built from it; give {', '.join(SUFFIXES)} or records.jsonl"
        )
    path.stat()  # Oxigraph's own error of a missing file does not name it
    try:
        yield from parse(path=str(path), format=form)
    except SyntaxError as problem:
        raise UnreadableFileError(str(path), str(problem)) from None
