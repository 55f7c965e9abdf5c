"""What a query may not say, seen before the parser sees it.

The screen is for true messages; what holds is the worker: it has no descriptor left for a socket, and can be killed.
The engine's parser has no words, only characters (``}SERVICE<x>`` is good SPARQL), so the letters are looked for, in
the text without strings, names in angle brackets, comments, variables and local names.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tifatu.graph.errors import ForbiddenQueryError, QueryLimitError
from tifatu.graph.guard.limits import Limits

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SAID = re.compile(
    r'''
      """(?:[^"\\]|\\.|"(?!""))*"""      # long strings
    | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"'{}|^`\\\s]*>                # IRIs; one with an apostrophe is told below
    | \#[^\n\r]*                         # comments
    | \\.                                # escaped in a local name: p:a\#b is no comment
    | [?$]\w+                            # variables
    | (?<=:)\w+                          # local names, up to the first sign that may end one
    ''',
    re.VERBOSE | re.DOTALL,
)
_IRI_WITH_APOSTROPHE = re.compile(r"<[^<>\s\"{}]*'")
_FIRST_WORD = re.compile(r"^(?:\s|;|BASE\b\s*|PREFIX\s+[\w.-]*:\s*)*([A-Za-z]+)", re.IGNORECASE)
_FILE = re.compile(r"<\s*file:", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<![\w?$:.-])([A-Za-z][\w-]*):(?!/)")
_DECLARED = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)

UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "copy", "move", "add", "with"})
"""Words that begin an update."""


def screen(query: str, limits: Limits) -> None:
    """Do nothing where a query may go to the parser.

    Raises:
        ForbiddenQueryError: It would reach out, or change something.
        QueryLimitError: It is too long, or its brackets are too deep.
    """
    if len(query) > limits.characters:
        raise QueryLimitError("characters", limits.characters)
    text = _ESCAPE.sub(_unescaped, query)
    bare = _SAID.sub(_blank, text)
    letters = bare if _IRI_WITH_APOSTROPHE.search(text) is None else text
    if "service" in letters.lower():
        raise ForbiddenQueryError("SERVICE", "a query never leaves this machine; bind values that hold these letters")
    if _FROM.search(bare) and _FILE.search(text):
        raise ForbiddenQueryError("FROM <file:…>", "a query reads this graph alone; drop the FROM")
    first = _FIRST_WORD.match(bare)
    if first and first[1].lower() in UPDATES:
        raise ForbiddenQueryError(first[1].upper(), "a graph is only read; build it again to change it")
    if depth_of(bare) > limits.depth:
        raise QueryLimitError("depth", limits.depth)


def depth_of(bare: str) -> int:
    """How many brackets stand within each other.

    >>> depth_of("{ { ( [ ] ) } }")
    4
    """
    depth = deepest = 0
    for sign in re.findall(r"[{(\[\])}]", bare):
        depth = depth + 1 if sign in "{([" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def unknown_prefix(query: str, known: Collection[str]) -> str | None:
    """The first prefix that a query uses and nobody declares.

    >>> unknown_prefix("SELECT * { ?s skso:prefLabel 'a:b' }", ["skos"])
    'skso'
    """
    bare = _SAID.sub(_blank, query)
    declared = {*known, *_DECLARED.findall(query)}
    return next((name for name in _NAMES.findall(bare) if name not in declared), None)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else found[0]


def _blank(found: re.Match[str]) -> str:
    """What stands for a piece that is no syntax; the line ends stay."""
    return "" if found[0][0] not in "\"'<#\\" else " "
