"""RDF/XML, for tools that know no other RDF: the statements of N-Triples in their order, written as they are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from tifatu.exports.files.pieces import write_pieces
from tifatu.graph.namespaces import PREFIXES, based, iri, local, prefixes_at
from tifatu.graph.rdf.sections import Profile, sections
from tifatu.graph.rdf.shape import Line, Row, Shape
from tifatu.graph.rdf.writer import LEXICAL, NO_XML, REPLACEMENT
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

_MARKED = re.compile(rf"[&<>\r{NO_XML}]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}

_XSD = PREFIXES["xsd"]
ATTRIBUTES: Mapping[str, str] = {
    "zh": 'xml:lang="zh-Hans"',
    "en": 'xml:lang="en"',
    "pinyin": 'xml:lang="zh-Latn-pinyin"',
    "string": "",
    "integer": f'rdf:datatype="{_XSD}integer"',
    "boolean": f'rdf:datatype="{_XSD}boolean"',
    "decimal": f'rdf:datatype="{_XSD}decimal"',
    "year": f'rdf:datatype="{_XSD}gYear"',
    "month": f'rdf:datatype="{_XSD}gYearMonth"',
    "date": f'rdf:datatype="{_XSD}date"',
    "uri": f'rdf:datatype="{_XSD}anyURI"',
    "iri": "",
}
"""Type of a field (triples_shape.TYPES) -> what its element says of the literal."""


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """The same statements as N-Triples, one a line."""
    write_pieces(out, _elements(records, profile))


def _elements(records: Records, profile: Profile) -> Iterator[bytes]:
    survey, chosen = Survey(records), sections(profile)
    used = sorted({"rdf"} | {prefix for section in chosen for prefix in section.shape.prefixes()})
    names = "".join(f'\n    xmlns:{prefix}="{prefixes_at(survey.base)[prefix]}"' for prefix in used)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode()
    for section in chosen:
        yield from map(_Writer(section.shape, survey.base), section.rows(records, survey))
    yield b"</rdf:RDF>\n"


def content(text: str) -> bytes:
    r"""Text as it stands in an element; what no XML can hold becomes U+FFFD, as in N-Triples.

    >>> content("<“6+N”> & more\r").decode()
    '&lt;“6+N”&gt; &amp; more&#13;'
    """
    if _MARKED.search(text) is None:
        return text.encode()
    return _MARKED.sub(lambda found: _MARKS.get(found[0], REPLACEMENT), text).encode()


_CONTENT: Mapping[str, Callable[[Any], bytes]] = {
    **LEXICAL,
    **dict.fromkeys(("zh", "en", "pinyin", "string"), content),
    **dict.fromkeys(("iri", "uri"), lambda value: content(LEXICAL["iri"](value).decode())),
}


class _Writer:
    """Writes the rows of one shape."""

    def __init__(self, shape: Shape, base: str) -> None:
        self._open = f'<rdf:Description rdf:about="{based(shape.namespace, base)}%b">\n'.encode()
        self._lines = [(line.field, _template(line, base), _CONTENT.get(line.type)) for line in shape.lines]

    def __call__(self, row: Row) -> bytes:
        """The element of one subject.

        Raises:
            ValueError: A name cannot stand in an IRI.
        """
        pieces = [self._open % local(str(row["id"])).encode()]
        for field, template, convert in self._lines:
            value = row[field] if field else None
            if convert is None:
                pieces.append(template)
            elif isinstance(value, list | tuple):
                pieces += sorted(template % convert(item) for item in value)
            elif value is not None:
                pieces.append(template % convert(value))
        pieces.append(b"</rdf:Description>\n")
        return b"".join(pieces)


def _template(line: Line, base: str) -> bytes:
    """The element of a statement with ``%b`` where the value goes."""
    name = "rdf:type" if line.predicate == "a" else line.predicate
    if line.field is None:
        return f'  <{name} rdf:resource="{iri(line.object, base)}"/>\n'.encode()
    if line.type == "name":
        return f'  <{name} rdf:resource="{prefixes_at(base)[line.object.partition(":")[0]]}%b"/>\n'.encode()
    if line.type == "iri":
        return f'  <{name} rdf:resource="%b"/>\n'.encode()
    return f"  <{name} {ATTRIBUTES[line.type]}".rstrip().encode() + f">%b</{name}>\n".encode()
