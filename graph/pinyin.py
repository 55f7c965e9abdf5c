"""Pinyin of written forms: with tone marks to be read, in plain letters to be sorted and searched by.

The readings are pypinyin's, phrase by phrase; graph/vocabulary/pinyin.tsv mends those that it has wrong. The longest
match is our own, as pypinyin can only be mended for the whole process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from tifatu.graph.labels import term_key

_RANGES = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(rf"[{_RANGES}]")
_OTHER = re.compile(rf"[^\W_{_RANGES}](?:[^{_RANGES}]{{0,60}}[^\W_{_RANGES}])?")
_PLAIN = re.compile(r"[a-z0-9]+")

UNCHANGED = {"一": "yī", "不": "bù"}
"""Characters whose tone changes in speech; in writing they keep it. Source: GB/T 16159-2012, 6.5: 标原调."""


class Romanised(NamedTuple):
    """A written form in Latin letters (拼音)."""

    pinyin: str
    """With tone marks, numerals and letters kept: 6+N gōng chéng."""

    sort_key: str
    """ASCII letters and digits, ü as v: 6 n gong cheng."""

    initials: str
    """First letters, numerals and Latin letters in full: 6ngc."""


@lru_cache(maxsize=1 << 15)
def romanise(form: str) -> Romanised:
    """Pinyin, sort key and initials of a label; marks around slogans are left out.

    >>> romanise("“四强”行动")
    Romanised(pinyin='sì qiáng xíng dòng', sort_key='si qiang xing dong', initials='sqxd')
    >>> romanise("交通疏堵“6+N”工程").pinyin
    'jiāo tōng shū dǔ 6+N gōng chéng'
    >>> romanise("长三角绿色发展").sort_key
    'chang san jiao lv se fa zhan'
    """
    pieces = list(_pieces(term_key(form)))
    plain = [(_plain(piece), is_syllable) for piece, is_syllable in pieces]
    return Romanised(
        pinyin=" ".join(piece for piece, _ in pieces),
        sort_key=" ".join(filter(None, (words for words, _ in plain))),
        initials="".join(words[:1] if is_syllable else words.replace(" ", "") for words, is_syllable in plain),
    )


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Syllables, and between them runs of anything else that holds a letter or a digit."""
    at = 0
    while at < len(text):
        if _HAN.match(text, at):
            syllables = _phrase_at(text, at)
            yield from ((syllable, True) for syllable in syllables)
            at += len(syllables)
        elif other := _OTHER.match(text, at):
            yield other[0], False
            at = other.end()
        else:
            at += 1


def _phrase_at(text: str, at: int) -> tuple[str, ...]:
    """The syllables of the longest phrase that begins here, else of the character."""
    readings = _readings()
    for end in range(min(len(text), at + readings.longest.get(text[at], 1)), at, -1):
        if syllables := readings.of_phrase(text[at:end]):
            return syllables
    return (readings.of(text[at]),)


@lru_cache(maxsize=1 << 12)
def _plain(piece: str) -> str:
    """Lower-case ASCII words; a character that nobody can read becomes its code point, so that it sorts somewhere.

    >>> _plain("lǜ"), _plain("6+N"), _plain("α")
    ('lv', '6 n', 'u3b1')
    """
    folded = unicodedata.normalize("NFKD", piece.lower().translate(_UMLAUTS))
    return " ".join(_PLAIN.findall("".join(char if char.isascii() else _in_ascii(char) for char in folded)))


def _in_ascii(char: str) -> str:
    """Nothing for accents and marks; the code point as a word of its own for letters of other scripts."""
    return f" u{ord(char):x} " if _HAN.match(char) or char.isalnum() else ""


_UMLAUTS = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))


@cache
def overrides() -> Mapping[str, tuple[str, ...]]:
    """The phrases that pypinyin reads wrongly, with their syllables.

    Source: graph/vocabulary/pinyin.tsv.
    """
    lines = files("tifatu.graph").joinpath("vocabulary", "pinyin.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {phrase: tuple(reading.split(" ")) for phrase, reading in pairs}


@dataclass(frozen=True)
class _Readings:
    """What pypinyin knows, mended."""

    phrases: Mapping[str, Sequence[Sequence[str]]]
    """Phrase -> the readings of each of its characters, the most frequent first."""

    longest: Mapping[str, int]
    """First character -> length of the longest phrase."""

    characters: Mapping[int, str]
    """Code point -> readings, the most frequent first, with commas between."""

    def of_phrase(self, phrase: str) -> tuple[str, ...]:
        """A syllable for each of its characters; none where the phrase is not known."""
        known = zip(phrase, self.phrases.get(phrase, ()), strict=False)
        return overrides().get(phrase) or tuple(UNCHANGED.get(char, syllables[0]) for char, syllables in known)

    def of(self, character: str) -> str:
        """The reading of a single character; itself where nobody knows one."""
        return UNCHANGED.get(character) or self.characters.get(ord(character), character).partition(",")[0]


@cache
def _readings() -> _Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    longest: dict[str, int] = {}
    for phrase in chain(PHRASES_DICT, overrides()):
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 1))
    return _Readings(PHRASES_DICT, longest, PINYIN_DICT)
