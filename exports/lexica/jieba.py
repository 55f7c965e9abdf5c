"""A user dictionary for jieba: one line a term, word frequency tag; HanLP, LTP and pkuseg read such lines, too.

jieba itself is not imported: only its list of words is read, so that a term gets a frequency at which it is cut as
one word, and a word that jieba knows keeps its tag and never becomes rarer than it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from math import exp, log
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tifatu.exports.files.xml_text import clean
from tifatu.graph.labels import term_key
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.rdf.writer import REPLACEMENT
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

DEFINED = "nz"
"""Tag of terms that some report defines: other proper noun."""

MENTIONED = "l"
"""Tag of terms that are only mentioned: set phrase."""


BARE_NUMBER = re.compile(r"[0-9.]+")
"""A year or a figure in quotation marks is a mention, but no word: jieba keeps digits together by itself."""


class Word(NamedTuple):
    """A word with its frequency and tag (词条)."""

    text: str
    frequency: int
    tag: str


def write(records: Records, out: BinaryIO, profile: Profile) -> None:
    """Write the words, sorted; both profiles are the same here."""
    for word in words(Survey(records)):
        out.write(f"{word.text} {word.frequency} {word.tag}\n".encode())


def words(survey: Survey) -> Iterator[Word]:
    """All terms as words. The frequency is that of the mentions, or what it takes to keep the word whole."""
    stock = Stock.load()
    known = {
        name: facts for key, facts in survey.terms.items() if (name := as_word(key)) and not BARE_NUMBER.fullmatch(name)
    }
    frequencies: dict[str, int] = {}
    for name in sorted(known, key=lambda name: (len(name), name)):  # short ones first: long ones must beat them
        frequencies[name] = max(known[name].mentions, stock.needed(name, frequencies))
    for name in sorted(known):
        tag = DEFINED if known[name].definitions else MENTIONED
        yield Word(name, frequencies[name], stock.tags.get(name, tag))


def as_word(key: str) -> str:
    r"""A key as it may stand in a line: no blanks, no line ends, no sign for what cannot be encoded, which no text has.

    >>> as_word("6+N"), as_word("三区\x85 三线")
    ('6+N', '三区三线')
    """
    return term_key(clean(key).replace(REPLACEMENT, ""))


class Stock(NamedTuple):
    """The words that jieba brings along, with their frequencies and tags (自带词典)."""

    frequencies: dict[str, int]
    tags: dict[str, str]
    total: int

    @staticmethod
    @cache
    def load() -> Stock:
        """Read dict.txt of the installed jieba."""
        spec = find_spec("jieba")
        places = spec.submodule_search_locations if spec else None
        frequencies, tags = dict[str, int](), dict[str, str]()
        with Path(next(iter(places or ())), "dict.txt").open(encoding="utf-8") as lines:
            for line in lines:
                word, frequency, tag = line.split()
                frequencies[word], tags[word] = int(frequency), tag
        return Stock(frequencies, tags, sum(frequencies.values()))

    def needed(self, word: str, added: dict[str, int]) -> int:
        """The least frequency at which jieba prefers the word to all ways of cutting it; at least what it had.

        Args:
            word: At least one character.
            added: Words with frequencies of their own, which stand beside those of the stock.

        >>> Stock.load().needed("三区三线", {})
        1
        """
        held = self.frequencies.get(word, 1)
        if len(word) == 1:
            return held
        best = [0.0]
        for end in range(1, len(word) + 1):
            starts = range(1 if end == len(word) else 0, end)  # the word itself is no way of cutting it
            best.append(max(best[start] + self._weight(word[start:end], added) for start in starts))
        return max(held, int(exp(best[-1]) * self.total) + 1)

    def _weight(self, piece: str, added: dict[str, int]) -> float:
        """Logarithm of how likely a piece is; a long one that nobody knows is no choice."""
        seen = max(self.frequencies.get(piece, 0), added.get(piece, 0))
        if not seen:
            if len(piece) > 1:
                return float("-inf")
            seen = 1
        return log(seen / self.total)
