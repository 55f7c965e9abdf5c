"""Which definitions could share a meaning at all: those whose headwords meet in one key."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tifatu.builders.language.numerals import HAN_DIGITS, readings, totals
from tifatu.builders.language.words import words
from tifatu.builders.senses.programs import program_nouns
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition

_PUNCTUATION = re.compile(r"[、,，·;；:：\-—]")
_DIGIT = re.compile(r"(?<![\d.+])([1-9])(?=[\u4e00-\u9fff])")
_TWO = re.compile(
    r"(?<![一二三四五六七八九十百千万零〇第\d])二(?=[^一二三四五六七八九十百千万零〇级等期次手维线氧月\d])"
)
_MEASURE = re.compile(r"(?<=[一二三四五六七八九十百两])[大个项类条种件张场](?=..)")
_LONGEST_HEAD = 10

SHORTEST = 2
"""Characters of a core, or of the word before it, that say something."""

NAMING = 4
"""Characters of a core without numeral that may be known by itself behind other words."""

ADDED = 2
"""Characters of a word that may stand behind a core: 三社融合, 四化同步. Content tells whether it is the same."""

_COUNTING = "两双" + HAN_DIGITS
_COUNTED = re.compile(r"[零〇一二两三四五六七八九十百千万双第\d+]")

EMPTY = re.compile(r"[零一二两三四五六七八九十百千万双\d]+[大个项类条种]|[十百千万亿]{2,}")
"""A core that says nothing without its head: “十大”行动 is not one family with “十大”工程, nor are “百千万” two."""


def fold(key: str) -> str:
    """A key without 、, with a lone digit as Han numeral and 两 for 二, so that near spellings meet.

    The term keeps its own key.

    >>> fold("双随机、一公开"), fold("4强行动"), fold("1+3+N"), fold("二品一标"), fold("二十大")
    ('双随机一公开', '四强行动', '1+3+N', '两品一标', '二十大')
    """
    return _TWO.sub("两", _DIGIT.sub(lambda digit: HAN_DIGITS[int(digit[1])], _PUNCTUATION.sub("", key)))


def unmeasured(key: str) -> str:
    """A key without the measure words behind its numerals, as writers choose these freely.

    >>> unmeasured("五大振兴"), unmeasured("五个振兴"), unmeasured("四不摘")
    ('五振兴', '五振兴', '四不摘')
    """
    return _MEASURE.sub("", key)


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
    四强行动 joins “四强”行动, and 五未项目 joins “五未”土地. What stands before the mark parts nothing here: 河湖“四护”
    meets “四护” and 校园“四护”, and their contents tell which are one. A core that only counts ties nothing; what is
    counted is the same with 大 and with 个.
    """
    forms = sorted({term for definition in definitions for term in definition.terms})
    keys = {form: own_keys(form) for form in forms}
    known = frozenset(key for own in keys.values() for key in own)
    cores = frozenset(
        fold(core) for form in forms if (core := split_label(form).core) != form and len(core) >= SHORTEST
    )
    keys = {
        form: (
            *own,
            *_headless(own[0], known),
            *filter(None, (core_key(form),)),
            *_unqualified(own, cores),
            *_continued(own[-1], cores),
            *map(unmeasured, own),
        )
        for form, own in keys.items()
    }
    roots = _Roots()
    for definition in definitions:
        for terms in synonyms(definition):
            roots.join(key for term in terms for key in keys[term])
    found: dict[str, list[Definition]] = defaultdict(list)
    for definition in definitions:
        found[roots.root(keys[definition.terms[0]][0])].append(definition)
    return list(found.values())


def core_key(form: str) -> str:
    """The quoted core of a headword alone, where it says something: 四护 of 河湖“四护”; else nothing.

    >>> core_key("河湖“四护”"), core_key("城乡“十大”行动"), core_key("四护")
    ('四护', '', '')
    """
    core = fold(split_label(form).core)
    return "" if core == fold(term_key(form)) or len(core) < SHORTEST or EMPTY.fullmatch(core) else core


def synonyms(definition: Definition) -> list[tuple[str, ...]]:
    """The headwords of an entry, those together that name one thing.

    Two headwords of one entry are most often two things that one text explains; only where the numeral of each counts
    all that the text lists are they two names.
    """
    terms, items = definition.terms, len(definition.components)
    one = len(terms) < SHORTEST or (items > 1 and all(_counts_all(term, items) for term in terms))
    return [terms] if one else [(term,) for term in terms]


def _counts_all(term: str, items: int) -> bool:
    return any(items in totals(reading) for reading in readings(term))


def _headless(key: str, known: frozenset[str]) -> Iterator[str]:
    """Beginnings of a key that are known, and say something, where the rest is a class noun."""
    for length in range(1, min(_LONGEST_HEAD, len(key) - 2) + 1):
        beginning = key[:-length]
        if beginning in known and key[-length:] in class_nouns() and not EMPTY.fullmatch(beginning):
            yield beginning


def _continued(key: str, cores: frozenset[str]) -> Iterator[str]:
    """The quoted core that a key goes on from by a word that counts nothing: 三社 of 三社融合."""
    beginning, word = key[:-ADDED], key[-ADDED:]
    if (
        beginning in cores
        and beginning[:1] in _COUNTING
        and not EMPTY.fullmatch(beginning)
        and not _COUNTED.search(word)
    ):
        yield beginning


def _unqualified(own: Iterable[str], cores: frozenset[str]) -> Iterator[str]:
    """Ends of a key that are known as quoted cores and begin with their numeral, or name their thing.

    能耗双限 and “双限”; 农村清渠革命 and “清渠革命”.
    """
    for key in own:
        for start in range(SHORTEST, min(_LONGEST_HEAD, len(key) - SHORTEST) + 1):
            end = key[start:]
            if end in cores and not _COUNTED.search(key[:start]) and (end[0] in _COUNTING or len(end) >= NAMING):
                yield end


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
