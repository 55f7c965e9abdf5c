"""Which definitions could share a meaning at all: those whose headwords meet in one key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tifatu.builders.language.numerals import HAN_DIGITS
from tifatu.builders.language.words import words
from tifatu.builders.senses.programs import program_nouns
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition

_PUNCTUATION = re.compile(r"[、,，·;；:：\-—]")
_DIGIT = re.compile(r"(?<![\d.+])([1-9])(?=[\u4e00-\u9fff])")
_LONGEST_HEAD = 10

EMPTY = re.compile(r"[零一二两三四五六七八九十百千万双\d]+[大个项类条种]")
"""A core that says nothing without its head: “十大”行动 is not one family with “十大”工程."""


def fold(key: str) -> str:
    """A key without 、 and with a lone digit as Han numeral, so that near spellings meet; the term keeps its own key.

    >>> fold("双随机、一公开"), fold("4强行动"), fold("1+3+N")
    ('双随机一公开', '四强行动', '1+3+N')
    """
    return _DIGIT.sub(lambda digit: HAN_DIGITS[int(digit[1])], _PUNCTUATION.sub("", key))


def own_keys(form: str) -> tuple[str, ...]:
    """Keys under which a headword stands by its own writing: the whole, and what is left without the head.

    >>> own_keys("“四强”行动")
    ('四强行动', '四强')
    >>> own_keys("河湖“四强”行动")
    ('河湖四强行动', '河湖四强')
    """
    label = split_label(form)
    whole, headless = fold(term_key(form)), fold(term_key(label.qualifier) + label.core)
    return (whole,) if headless == whole or EMPTY.fullmatch(headless) else (whole, headless)


def families(definitions: Sequence[Definition]) -> list[list[Definition]]:
    """Definitions in groups that share a key, directly or through others; in order of first appearance.

    An unquoted headword joins a quoted one when the corpus knows its beginning as a core and its end is a class noun:
    四强行动 joins “四强”行动, and 五未项目 joins “五未”土地.
    """
    forms = sorted({term for definition in definitions for term in definition.terms})
    keys = {form: own_keys(form) for form in forms}
    known = frozenset(key for own in keys.values() for key in own)
    keys = {form: (*own, *_headless(own[0], known)) for form, own in keys.items()}
    roots = _Roots()
    for definition in definitions:
        roots.join(key for term in definition.terms for key in keys[term])
    found: dict[str, list[Definition]] = defaultdict(list)
    for definition in definitions:
        found[roots.root(keys[definition.terms[0]][0])].append(definition)
    return list(found.values())


def _headless(key: str, known: frozenset[str]) -> Iterator[str]:
    """Beginnings of a key that are known where the rest is a class noun."""
    for length in range(1, min(_LONGEST_HEAD, len(key) - 2) + 1):
        if key[:-length] in known and key[-length:] in class_nouns():
            yield key[:-length]


@cache
def class_nouns() -> frozenset[str]:
    """Nouns that may be the head of a slogan."""
    every: Iterable[str] = (*program_nouns(), *words("head_programs"), *words("head_things"))
    return frozenset(noun for noun in every if len(noun) > 1)


class _Roots:
    """Which keys belong together; the smallest key of each group stands for it."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        while (parent := self._parent.setdefault(key, key)) != key:
            self._parent[key] = key = self._parent[parent]
        return key

    def join(self, keys: Iterable[str]) -> None:
        roots = sorted({self.root(key) for key in keys})
        for other in roots[1:]:
            self._parent[other] = roots[0]
