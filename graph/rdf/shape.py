"""Shapes: the triples of one class, written once as a template that reads like Turtle.

One statement a line. ``{name:type}`` is filled from a row; a line whose value is missing is left out, a line whose
value is a list is written once an item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tifatu.graph.namespaces import BASE, PREFIXES, iri, prefixes_at

Value = str | int | float | bool | None | Sequence[str] | Sequence[int]
Row = Mapping[str, Value]
"""Field -> value of one subject, named by ``id``; None or an empty list leaves the line out."""

_XSD = PREFIXES["xsd"]
_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_SHORT_IRI = re.compile(r"[a-z]+:[A-Za-z]\w*")
_PREFIXED = re.compile(r"[a-z]+:")

TYPES: Mapping[str, tuple[str, str]] = {
    "zh": ('"%b"@zh-Hans', '"%b"@zh-Hans'),
    "en": ('"%b"@en', '"%b"@en'),
    "pinyin": ('"%b"@zh-Latn-pinyin', '"%b"@zh-Latn-pinyin'),
    "string": ('"%b"', '"%b"'),
    "integer": (f'"%b"^^<{_XSD}integer>', "%b"),
    "boolean": (f'"%b"^^<{_XSD}boolean>', "%b"),
    "decimal": (f'"%b"^^<{_XSD}decimal>', '"%b"^^xsd:decimal'),
    "year": (f'"%b"^^<{_XSD}gYear>', '"%b"^^xsd:gYear'),
    "month": (f'"%b"^^<{_XSD}gYearMonth>', '"%b"^^xsd:gYearMonth'),
    "date": (f'"%b"^^<{_XSD}date>', '"%b"^^xsd:date'),
    "uri": (f'"%b"^^<{_XSD}anyURI>', '"%b"^^xsd:anyURI'),
    "iri": ("<%b>", "<%b>"),
}
"""Type of a field -> its literal in N-Triples and in Turtle. Only canonical forms: Oxigraph rewrites all others."""

_WITH_DATATYPE = {name for name, (_, short) in TYPES.items() if "xsd:" in short}


@dataclass(frozen=True)
class Syntax:
    """How a serialisation writes names, literals and statements."""

    short: bool
    """True where prefixes are declared and statements grouped (Turtle, TriG)."""

    graph: str = ""
    """Short IRI of the named graph that closes each line of N-Quads."""

    base: str = BASE
    """Below which the things of the graph stand."""

    @property
    def close(self) -> bytes:
        """What ends a line of N-Triples or N-Quads."""
        return f" <{iri(self.graph, self.base)}> .\n".encode() if self.graph else b" .\n"

    def constant(self, word: str) -> str:
        """A short IRI, or ``a``, as this syntax wants it."""
        if self.short:
            return word
        return f"<{iri('rdf:type' if word == 'a' else word, self.base)}>"

    def name(self, pattern: str) -> str:
        """``tft:{term}`` as this syntax wants it, with %b for the name."""
        prefix = pattern.partition(":")[0]
        return f"{prefix}:%b" if self.short else f"<{prefixes_at(self.base)[prefix]}%b>"


NTRIPLES = Syntax(short=False)
TURTLE = Syntax(short=True)


@dataclass(frozen=True)
class Line:
    """One statement of a shape: ``tfv:term tft:{term}``."""

    predicate: str
    object: str

    @cached_property
    def field(self) -> str | None:
        """Name of the value that it needs; None for a constant."""
        found = _FIELD.search(self.object)
        return found[1] if found else None

    @cached_property
    def type(self) -> str:
        """Type of the value: a key of TYPES, or ``name`` inside an IRI."""
        found = _FIELD.search(self.object)
        return (found[2] or "name") if found else ""

    def template(self, syntax: Syntax) -> bytes:
        """The statement with ``%b`` where the value goes."""
        return f"{syntax.constant(self.predicate)} {self._object(syntax)}".encode()

    def _object(self, syntax: Syntax) -> str:
        if self.field is None:
            return syntax.constant(self.object)
        return syntax.name(self.object) if self.type == "name" else TYPES[self.type][syntax.short]


class Shape:
    """What is said of each thing of one class."""

    def __init__(self, text: str) -> None:
        """Read the template: the subject on the first line, then one statement a line."""
        subject, *lines = (line.strip() for line in text.strip().splitlines())
        self.subject = subject
        self.lines = tuple(Line(*line.split(maxsplit=1)) for line in lines)

    @property
    def namespace(self) -> str:
        """IRI before the subject's own name; sections are sorted by it."""
        return PREFIXES[self.subject.partition(":")[0]]

    def terms(self) -> set[str]:
        """Every short IRI that stands in the shape itself: predicates, classes, constants."""
        return {word for word in self._words() if _SHORT_IRI.fullmatch(word)}

    def prefixes(self) -> set[str]:
        """Every prefix that a Turtle file of this shape may need."""
        typed = {"xsd"} if any(line.type in _WITH_DATATYPE for line in self.lines) else set()
        return {word.partition(":")[0] for word in self._words() if _PREFIXED.match(word)} | typed

    def _words(self) -> list[str]:
        return [self.subject, *(word for line in self.lines for word in (line.predicate, line.object))]
