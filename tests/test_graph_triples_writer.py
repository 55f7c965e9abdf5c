"""Shapes and writers: every row gives the statements of its shape, escaped, sorted, in each syntax."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tifatu.graph.namespaces import PREFIXES
from tifatu.graph.rdf.shape import NTRIPLES, TURTLE, Row, Shape, Syntax
from tifatu.graph.rdf.writer import Writer, escape

SHAPE = Shape("""
    tft:{id}
    a tfv:Term
    rdfs:label {en:en}
    rdfs:label {zh:zh}
    tfv:key {keys:string}
    tfv:mentionCount {count:integer}
    tfv:quoted {quoted:boolean}
    tfv:confidence {sure:decimal}
    tfv:year {year:year}
    tfv:sense tfs:{senses}
""")
HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()).encode()
ROW: Row = {
    "id": "T1",
    "zh": "三区三线",
    "en": None,
    "keys": ["三区三线"],
    "count": 7,
    "quoted": True,
    "sure": 0.9,
    "year": 2025,
    "senses": None,
}
NASTY = ('"', "\\", "a\\", "\n\r\t", "<b>&amp;", "😀", "钅𬭎", "﻿", "=1+1", "%b %s %", "{x}", "\x7f", "}\u2028", "'''")


def statements(row: Row, syntax: Syntax = NTRIPLES) -> set[ox.Triple]:
    text = Writer(SHAPE, syntax)(row)
    if syntax.short:
        return {quad.triple for quad in ox.parse(HEADER + text, ox.RdfFormat.TURTLE)}
    return {quad.triple for quad in ox.parse(text, ox.RdfFormat.N_QUADS)}


def test_a_row_gives_one_statement_a_value() -> None:
    """Constants and values are written, missing values and empty lists are not."""
    assert len(statements(ROW)) == 7
    assert len(statements({**ROW, "keys": ()})) == 6
    assert len(statements({**ROW, "keys": ["a", "b", "c"], "senses": ["S1", "S2"], "en": "three"})) == 12


@pytest.mark.parametrize("row", [ROW, {**ROW, "keys": ["b", "a"], "senses": ["S2", "S1"], "en": "x", "zh": None}])
def test_all_syntaxes_say_the_same(row: Row) -> None:
    """N-Triples, N-Quads and Turtle parse to the same statements."""
    assert statements(row) == statements(row, TURTLE) == statements(row, Syntax(short=False, graph="tfg:data"))


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Quotes, backslashes, line ends, format signs and astral characters survive both syntaxes."""
    for syntax in (NTRIPLES, TURTLE):
        found = statements({**ROW, "keys": [text], "zh": text}, syntax)
        values = [triple.object.value for triple in found if isinstance(triple.object, ox.Literal)]

        assert values.count(text) == 2


@pytest.mark.parametrize("text", ["\x00", "a\x01b", "\x1b[31m", "\ud800", "\ufffe"])
def test_what_no_xml_can_hold_becomes_the_replacement_character(text: str) -> None:
    """One clean text for all formats: rapper stops at NUL, XML refuses control characters."""
    assert "\ufffd" in escape(text).decode()
    assert not any(sign in escape(text).decode() for sign in "\x00\x01\x1b\ud800\ufffe")


def test_a_name_that_would_break_out_of_its_iri_is_refused() -> None:
    """Records come from files: their ids are checked, too."""
    for field in ("id", "senses"):
        with pytest.raises(ValueError, match="cannot stand in an IRI"):
            Writer(SHAPE, NTRIPLES)({**ROW, field: "S1> <x:evil> <x:o"})


def test_the_quick_way_and_the_long_way_agree() -> None:
    """Rows without lists are written by one template; the result is that of the general way."""
    quick, listed = {**ROW, "keys": "三区三线"}, {**ROW, "keys": ["三区三线"]}
    for syntax in (NTRIPLES, TURTLE, Syntax(short=False, graph="tfg:data")):
        assert Writer(SHAPE, syntax)(quick) == Writer(SHAPE, syntax)(listed)


def test_lines_are_sorted_by_code_point() -> None:
    """A file made of sorted subjects is sorted as a whole."""
    lines = Writer(SHAPE, NTRIPLES)({**ROW, "keys": ["b", "a", "a!", "A"], "senses": ["S10", "S1"], "en": "e"})

    assert lines.splitlines() == sorted(lines.splitlines())


@pytest.mark.parametrize(
    "value, written", [(0.9, "0.9"), (0.5, "0.5"), (1.0, "1"), (0.0, "0"), (0.12345, "0.12345"), (10.0, "10")]
)
def test_decimals_are_canonical(value: float, written: str) -> None:
    """Oxigraph writes any other form anew, and the export would differ from the store."""
    (found,) = (t.object for t in statements({**ROW, "sure": value}) if t.predicate.value.endswith("confidence"))

    assert isinstance(found, ox.Literal)
    assert found.value == written
