"""Rows poured into shapes: the bytes of one subject's statements, sorted, in any syntax.

The statements of a subject come out sorted by code point, so that a file made of sorted subjects is sorted as a whole
and a diff of two files shows only what changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tifatu.graph.namespaces import ADDRESS, local
from tifatu.graph.rdf.shape import Line, Row, Shape, Syntax

NO_XML = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""All that XML cannot hold, as it stands in a class of a pattern. Source: XML 1.0, section 2.2, production [2] Char."""

REPLACEMENT = "\ufffd"
"""Stands for each of these in every format, so that all say the same and nobody takes two words for one."""

_SPECIAL = re.compile(rf'[{NO_XML}\t\n\r"\\\x7f]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}


@lru_cache(maxsize=1 << 15)
def escape(text: str) -> bytes:
    r"""A literal's content in UTF-8, escaped as canonical N-Triples wants it.

    What no XML file can hold (control characters, lone surrogates) becomes U+FFFD, so that all formats say the same.

    >>> escape('a "b"\n').decode()
    'a \\"b\\"\\n'
    """
    if _SPECIAL.search(text) is None:
        return text.encode()
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], REPLACEMENT), text).encode()


@lru_cache(maxsize=1 << 16)
def _name(value: str) -> bytes:
    return local(value).encode()


def _integer(value: int) -> bytes:
    return b"%d" % value


def _year(value: int) -> bytes:
    return b"%04d" % value


def _boolean(value: bool) -> bytes:
    return b"true" if value else b"false"


def _decimal(value: float) -> bytes:
    digits = format(Decimal(repr(value)), "f")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits).encode()


def _address(value: str) -> bytes:
    if ADDRESS.fullmatch(value) is None:
        raise ValueError(f"{value!r} cannot stand in an IRI")
    return value.encode()


def _uri(value: str) -> bytes:
    return escape(value) if value.startswith("mailto:") else _address(value)


LEXICAL: Mapping[str, Callable[[Any], bytes]] = {
    "name": _name,
    "zh": escape,
    "en": escape,
    "pinyin": escape,
    "string": escape,
    "date": escape,
    "month": escape,
    "integer": _integer,
    "boolean": _boolean,
    "decimal": _decimal,
    "iri": _address,
    "uri": _uri,
    "year": _year,
}
"""Type of a field -> its bytes. Everything that is written passes here: names are checked, text is escaped."""


class Writer:
    """Writes the rows of one shape in one syntax."""

    def __init__(self, shape: Shape, syntax: Syntax) -> None:
        self._lines = [(line, line.template(syntax)) for line in shape.lines]
        self._subject = syntax.name(shape.subject).encode()
        self._syntax = syntax
        self._types = itemgetter("id", *(line.field for line in shape.lines if line.field))
        self._plans: dict[tuple[type, ...], Callable[[Row], bytes]] = {}

    def __call__(self, row: Row) -> bytes:
        """The bytes of a row's statements.

        Rows with the same values missing look alike, so the work of putting their statements together is done once.

        Raises:
            ValueError: A name cannot stand in an IRI.
        """
        types = tuple(map(type, self._types(row)))
        plan = self._plans.get(types)
        if plan is None:
            plan = self._plans[types] = self._plan(row)
        return plan(row)

    def _plan(self, row: Row) -> Callable[[Row], bytes]:
        """The quick way where each predicate has at most one value, for then the order of statements is fixed."""
        present = [(line, template) for line, template in self._lines if not line.field or row[line.field] is not None]
        single = all(not isinstance(row[line.field], list | tuple) for line, _ in present if line.field)
        if not single or max(Counter(line.predicate for line, _ in present).values(), default=0) > 1:
            return self._write_any
        return self._quick(sorted(present, key=lambda pair: pair[1]))

    def _quick(self, present: list[tuple[Line, bytes]]) -> Callable[[Row], bytes]:
        """Fill one template that holds all statements."""
        template = self._join(self._subject, [statement for _, statement in present])
        fields = [line for line, _ in present if line.field]
        converters: list[Callable[[Any], bytes]] = [_name, *(LEXICAL[line.type] for line in fields)]
        values = itemgetter("id", *(line.field for line in fields))
        places = self._places([bool(line.field) for line, _ in present])

        def write(row: Row) -> bytes:
            written = [convert(value) for convert, value in zip(converters, values(row), strict=True)]
            return template % places(written)

        return write

    def _places(self, filled: list[bool]) -> Callable[[list[bytes]], tuple[bytes, ...]]:
        """Which value stands at which %b of the whole template: the name (0) begins each line, or the first only."""
        order = [0] if self._syntax.short else []
        next_value = 0
        for has_value in filled:
            order += [] if self._syntax.short else [0]
            next_value += has_value
            order += [next_value] if has_value else []
        return itemgetter(*order) if len(order) > 1 else lambda written: (written[0],)

    def _write_any(self, row: Row) -> bytes:
        """Any row, with lists: each statement is made, then all are sorted."""
        statements: list[bytes] = []
        for line, template in self._lines:
            if not line.field:
                statements.append(template)
                continue
            value, convert = row[line.field], LEXICAL[line.type]
            if isinstance(value, list | tuple):
                statements += [template % convert(item) for item in value]
            elif value is not None:
                statements.append(template % convert(value))
        return self._join(self._subject % _name(str(row["id"])), sorted(statements))

    def _join(self, subject: bytes, statements: list[bytes]) -> bytes:
        if self._syntax.short:
            return subject + b"\n    " + b" ;\n    ".join(statements) + b" ;\n.\n\n"
        start, close = subject + b" ", self._syntax.close
        return start + (close + start).join(statements) + close
