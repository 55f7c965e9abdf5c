"""Find terms by what people type: Chinese from one character, pinyin, initials, traditional, any quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from tifatu.graph.index.entries import TermLine
from tifatu.graph.index.reading import TermIndex
from tifatu.graph.labels import split_label, term_key
from tifatu.queries.asked import chosen, is_region

_LATIN = re.compile(r"[a-z]+")
_BOOK_MARKS = str.maketrans("", "", "《》〈〉<>（）()·")
EXACT, READ, BEGINS, HOLDS, PART = range(5)
"""How well a term fits a word, best first."""


class Hit(NamedTuple):
    """A term that was found."""

    grade: int
    term: TermLine
    reports: int
    """Reports that use it, of those that were asked about."""


class Found(NamedTuple):
    """What there is for some words."""

    terms: list[Hit]
    places: list[str]
    """Regions whose names hold a word."""

    texts: list[tuple[TermLine, str]]
    """Terms in whose definitions all words stand, though not in their names."""

    def as_data(self, most: int | None = None) -> dict[str, Any]:
        """As plain data: at most so many terms, and as many definitions."""
        return {
            "terms": [hit.term._asdict() | {"reports": hit.reports} for hit in self.terms[:most]],
            "places": self.places,
            "definitions": [{"term": term.key, "text": text} for term, text in self.texts[:most]],
        }


MOST_TEXTS = 200
"""Definitions looked at that hold the first word."""


def folded(words: str) -> str:
    """What is looked for: simplified, without quotation marks of any kind.

    >>> folded("《三區三線》"), folded(" “SQXD” ")
    ('三区三线', 'sqxd')
    """
    return simplified(term_key(words).translate(_BOOK_MARKS).lower())


def simplified(text: str) -> str:
    """Traditional characters made simple; 乾 and the like, which simplified text has too, only beside others."""
    if text.isascii():
        return text
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(text))


def term_named(index: TermIndex, words: str) -> TermLine | None:
    """The term that somebody means: by any form, with a class noun or without, by pinyin, by a part of it alone.

    Args:
        index: Of the graph.
        words: As typed.
    """
    for key in dict.fromkeys((term_key(words), split_label(words).core, folded(words))):
        if key and (found := index.term(key)):
            return found
    hits = _hits(index, folded(words))
    read = [term for term, grade in hits.values() if grade in (READ, PART)]
    return max(read, key=lambda term: (term.reports, term.key), default=None)


def find(
    index: TermIndex,
    words: Iterable[str],
    region: str | None = None,
    years: tuple[int, int] | None = None,
    level: str | None = None,
) -> Found:
    """Everything that fits all words, best first; a word that is a place chooses its reports.

    Args:
        index: Of the graph.
        words: As typed.
        region: See ``chosen``.
        years: See ``chosen``.
        level: See ``chosen``.
    """
    wanted = [word for word in map(folded, words) if word]
    found = _all_of(index, wanted)
    if not found and len(wanted) > 1 and region is None:
        place = next((word for word in wanted if is_region(index, word)), None)
        if place:
            region, wanted = place, [word for word in wanted if word != place]
            found = _all_of(index, wanted)
    if region or years or level:
        uses = index.used_in(chosen(index, region, years, level))
        found = [Hit(hit.grade, hit.term, len(uses[hit.term.number])) for hit in found if hit.term.number in uses]
    found.sort(key=lambda hit: (hit.grade, -hit.reports, hit.term.key))
    places = sorted({r.region for r in index.reports if all(word in r.region for word in wanted)})
    return Found(found, places, _texts(index, wanted, {hit.term.number for hit in found}))


def _all_of(index: TermIndex, words: list[str]) -> list[Hit]:
    """The terms that fit every word; the worst fit counts."""
    each = [_hits(index, word) for word in words]
    if not each:
        return []
    common = set.intersection(*({*hits} for hits in each))
    return [Hit(max(hits[key][1] for hits in each), each[0][key][0], each[0][key][0].reports) for key in sorted(common)]


def _hits(index: TermIndex, word: str) -> dict[str, tuple[TermLine, int]]:
    """Key -> the term and how well it fits."""
    found = ((term, _grade(term, word)) for term in index.containing(word)) if word else ()
    return {term.key: (term, grade) for term, grade in found if grade is not None}


def _grade(term: TermLine, word: str) -> int | None:
    barred, low = f"|{word}|", term.forms.lower()
    if barred in low:
        return EXACT
    if _LATIN.fullmatch(word) and (barred in term.pinyin or barred in term.initials):
        return READ
    if f"|{word}" in low or (_LATIN.fullmatch(word) and f"|{word}" in term.pinyin):
        return BEGINS
    if word in low:
        return HOLDS
    if barred in term.parts:
        return PART
    return None


def _texts(index: TermIndex, words: list[str], known: set[int]) -> list[tuple[TermLine, str]]:
    if not words:
        return []
    texts = {
        number: text
        for number, text in index.texts(words[0], MOST_TEXTS)
        if number not in known and all(word in text for word in words)
    }
    terms = index.numbered(texts)
    return sorted(((terms[number], text) for number, text in texts.items()), key=lambda pair: -pair[0].reports)
