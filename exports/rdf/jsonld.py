"""JSON-LD 1.1: one node a line, with the published context in the file itself, so that nobody has to fetch it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

import msgspec

from tifatu.exports.files.pieces import write_pieces
from tifatu.exports.files.xml_text import clean
from tifatu.graph.namespaces import based, local
from tifatu.graph.rdf.sections import Profile, sections
from tifatu.graph.rdf.shape import Line, Row, Shape
from tifatu.graph.rdf.writer import LEXICAL
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

LANGUAGES = {"zh": "zh-Hans", "en": "en", "pinyin": "zh-Latn-pinyin", "string": "@none"}
"""Type of a field -> its key in a language map."""

DATATYPES = {
    "decimal": "xsd:decimal",
    "year": "xsd:gYear",
    "month": "xsd:gYearMonth",
    "date": "xsd:date",
    "uri": "xsd:anyURI",
}
"""Type of a field -> datatype, where JSON has none of its own."""

Convert = Callable[[Any], Any]


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The statements of N-Triples as JSON objects, their keys explained by the context."""
    write_pieces(out, _lines(records, profile))


def _lines(records: Records, profile: Profile) -> Iterator[bytes]:
    survey, encode = Survey(records), msgspec.json.Encoder().encode
    context = based(context_text(), survey.base)
    yield context.rstrip().removesuffix("}").rstrip().encode() + b',\n"@graph": [\n'
    between = b""
    for section in sections(profile):
        node = _Node(section.shape)
        for row in section.rows(records, survey):
            yield between + encode(node(row))
            between = b",\n"
    yield b"\n]\n}\n"


@cache
def context_text() -> str:
    """The context as published: graph/vocabulary/context.jsonld."""
    return files("tifatu.graph").joinpath("vocabulary", "context.jsonld").read_text(encoding="utf-8")


@cache
def _terms() -> Mapping[tuple[str, str], str]:
    """Property and the kind of its values -> key of the context."""
    context: dict[str, Any] = json.loads(context_text())["@context"]
    found = {}
    for key, meaning in context.items():
        if isinstance(meaning, str) and ":" in meaning and not meaning.endswith(("/", "#")):
            found[meaning, ""] = key
        elif isinstance(meaning, dict):
            kind = meaning.get("@type") or meaning.get("@container") or meaning["@language"]
            found[meaning["@id"], kind] = key
    return found


@dataclass(frozen=True)
class _Property:
    """One line of a shape as a member of a JSON object."""

    key: str
    field: str | None
    convert: Convert
    language: str | None = None
    """Key of the language map that the value belongs to."""

    def put(self, node: dict[str, Any], value: Any) -> None:
        """Add a value, or several, to an object."""
        several = isinstance(value, list | tuple)
        converted = sorted(map(self.convert, value), key=str) if several else self.convert(value)
        if several and len(converted) == 1:
            (converted,) = converted
        if converted == []:
            return
        home, key = (node, self.key) if self.language is None else (node.setdefault(self.key, {}), self.language)
        if key not in home:
            home[key] = converted
        else:
            home[key] = [*_listed(home[key]), *_listed(converted)]


class _Node:
    """Makes the objects of one shape."""

    def __init__(self, shape: Shape) -> None:
        self._prefix = shape.subject.partition("{")[0]
        self._classes = [line.object for line in shape.lines if line.predicate == "a" and line.field is None]
        self._properties = [_property(line) for line in shape.lines if line.predicate != "a" or line.field]

    def __call__(self, row: Row) -> dict[str, Any]:
        """The object of one subject.

        Raises:
            ValueError: A name cannot stand in an IRI.
        """
        node: dict[str, Any] = {"id": self._prefix + local(str(row["id"]))}
        if self._classes:
            node["type"] = self._classes[0] if len(self._classes) == 1 else self._classes
        for member in self._properties:
            value = row[member.field] if member.field else True
            if value is not None:
                member.put(node, value)
        return node


def _property(line: Line) -> _Property:
    """The member for a line: by a key of the context where one fits, else by the property's short IRI and in full."""
    terms = _terms()
    if line.predicate == "a":
        return _Property("type", line.field, _name(line))
    if line.field is None or line.type in ("name", "iri"):
        convert = _name(line)
        key = terms.get((line.predicate, "@id"))
        return (
            _Property(key, line.field, convert) if key else _Property(line.predicate, line.field, _as("@id", convert))
        )
    convert = _literal(line.type)
    if key := terms.get((line.predicate, "@language")) if line.type in LANGUAGES else None:
        return _Property(key, line.field, convert, LANGUAGES[line.type])
    if key := terms.get((line.predicate, _KINDS.get(line.type, ""))):
        return _Property(key, line.field, convert)
    return _Property(line.predicate, line.field, _as("@value", convert, _in_full(line.type)))


_KINDS = {**DATATYPES, "pinyin": "zh-Latn-pinyin", "zh": "zh-Hans", "en": "en"}


def _in_full(kind: str) -> dict[str, str]:
    """What a value object says besides its value."""
    if kind in DATATYPES:
        return {"@type": DATATYPES[kind]}
    return {"@language": _KINDS[kind]} if kind in _KINDS else {}


def _as(keyword: str, convert: Convert, more: Mapping[str, str] | None = None) -> Convert:
    return lambda value: {keyword: convert(value), **(more or {})}


def _name(line: Line) -> Convert:
    """A short IRI: a constant, or a prefix with a name that is checked."""
    if line.field is None:
        return lambda value: line.object
    if line.type == "iri":
        return lambda value: LEXICAL["iri"](value).decode()
    prefix = line.object.partition("{")[0]
    return lambda value: prefix + local(value)


def _literal(kind: str) -> Convert:
    """The value as JSON has it: numbers and booleans as they are, all else as text."""
    if kind in ("integer", "boolean"):
        return lambda value: value
    if kind in ("decimal", "year"):
        return lambda value: LEXICAL[kind](value).decode()
    return clean


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
