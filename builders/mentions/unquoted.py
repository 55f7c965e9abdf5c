"""Further mentions: where a slogan of the whole corpus stands in a report without quotation marks.

The terms are the headwords of all definitions and the quoted slogans of more than one report. An occurrence inside a
longer word, a longer numeral or a quotation is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from tifatu.builders.language.quotation import Quotation, context, phrase, quotations
from tifatu.builders.language.segment import dictionary
from tifatu.builders.language.words import word_set, words
from tifatu.builders.mentions.heads import head_of
from tifatu.graph.identity import identify
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Mention, Origin, Report

SPEECH = 40
"""Characters: longer quotations are read like any other text."""

SHORTEST, LONGEST = 2, 40
"""Characters of a term."""

_NUMERALS = "一二三四五六七八九十百千万亿两双零〇第0123456789０１２３４５６７８９"
_PURE = re.compile(r"[一二三四五六七八九十百千万0-9]{1,2}|\d{1,8}")
_MEASURED = re.compile(
    r"[一二三四五六七八九十百千万两双第\d]{1,4}(?:年|个月|天|日|小时|分钟).{0,6}"
    r"|[一二三四五六七八九十百千万两第\d]{1,4}[大项个类级种条次期届处所家户名件层环路江河山市县区线倍强等多甲]"
)
"""A count with its measure word is everyday language: 三年行动, 十大, 500强."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9+＋]")
_AFTER = 24


class Entry(NamedTuple):
    """A term to look for."""

    key: str
    forms: tuple[str, ...]
    """As written, without quotation marks."""

    heads: tuple[str, ...]
    """Class nouns that it has had behind its closing mark."""

    strict: bool
    """Whether it counts only with one of these class nouns behind it."""


@dataclass(frozen=True)
class Lexicon:
    """The terms of a whole corpus (词表); travels to other processes as plain data."""

    entries: tuple[Entry, ...]
    own: Mapping[str, frozenset[str]]
    """Report id -> keys of the terms that the report's own glossary explains."""

    @classmethod
    def from_records(cls, definitions: Sequence[Definition], mentions: Sequence[Mention]) -> Lexicon:
        """Collect the terms of the corpus.

        Args:
            definitions: All definitions; each headword becomes a term.
            mentions: All quoted mentions; a slogan quoted in two reports or more becomes a term.
        """
        gathered = _Gathered()
        for definition in definitions:
            gathered.define(definition)
        for mention in mentions:
            gathered.quote(mention)
        own = {report: frozenset(keys) for report, keys in sorted(gathered.own.items())}
        return cls(tuple(gathered.entries()), own)

    def saved_in(self, folder: Path) -> Path:
        """Write the lexicon into a folder, for other processes to load; return the file."""
        data = msgspec.json.encode({"entries": self.entries, "own": {r: sorted(k) for r, k in self.own.items()}})
        place = folder / f"{identify('L', data)}.lexicon"
        place.write_bytes(data)
        return place

    @classmethod
    @cache
    def loaded_from(cls, place: Path) -> Lexicon:
        """The lexicon in a file, read once in each process."""
        return msgspec.json.decode(place.read_bytes(), type=cls)

    @cached_property
    def _searcher(self) -> tuple[AhoCorasick, list[Entry]]:
        """The automaton, built once in each process, and the entry of each of its patterns."""
        pairs = [(form, entry) for entry in self.entries for form in entry.forms]
        automaton = AhoCorasick([form for form, _ in pairs], matchkind=MatchKind.LeftmostLongest)
        return automaton, [entry for _, entry in pairs]

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[Entry, int, int]]:
        """Every occurrence between two offsets, the longest at each place, without regard to what stands around."""
        automaton, entries = self._searcher
        for number, begin, stop in automaton.find_matches_as_indexes(text[start:end]):
            yield entries[number], start + begin, start + stop


class _Gathered:
    """What the records say about each term."""

    def __init__(self) -> None:
        self.forms: dict[str, set[str]] = defaultdict(set)
        self.heads: dict[str, Counter[str]] = defaultdict(Counter)
        self.reports: dict[str, set[str]] = defaultdict(set)
        self.rules: dict[str, Counter[str]] = defaultdict(Counter)
        self.own: dict[str, set[str]] = defaultdict(set)
        self.defined: set[str] = set()

    def define(self, definition: Definition) -> None:
        """Take the headwords of a definition."""
        for form in definition.terms:
            label = split_label(form)
            if definition.origin is Origin.GLOSSARY and not label.qualifier:
                self.own[definition.report].add(label.core)
            key = term_key(form) if label.qualifier else label.core
            self.forms[key].add(key)
            self.defined.add(key)
            if label.head and not label.qualifier:
                self.heads[key][label.head] += 1

    def quote(self, mention: Mention) -> None:
        """Take a quoted slogan."""
        if not mention.quoted:
            return
        self.forms[mention.term].update((mention.term, mention.text))
        self.reports[mention.term].add(mention.report)
        self.rules[mention.term][mention.rule] += 1
        if mention.head:
            self.heads[mention.term][mention.head] += 1

    def entries(self) -> Iterator[Entry]:
        """The terms worth looking for, in order of their keys."""
        for key in sorted(self.forms):
            if self._enters(key):
                yield Entry(key, tuple(sorted(self.forms[key])), tuple(sorted(self.heads[key])), self._strict(key))

    def _enters(self, key: str) -> bool:
        if not SHORTEST <= len(key) <= LONGEST or key in word_set("lexicon_common") or _MEASURED.fullmatch(key):
            return False
        if key not in self.defined and len(self.reports[key]) < self._reports_wanted(key):
            return False
        if key[0] in _NUMERALS:
            return True
        return len(key) > SHORTEST and (key not in dictionary() or key in word_set("quoted_slogans"))

    def _reports_wanted(self, key: str) -> int:
        """How many reports must quote a slogan that none explains: more, the less it looks like one."""
        rules = self.rules[key]
        plain = rules["quoted"] + rules["phrases-in-a-row"] + rules["certain-noun"]
        return 3 if len(key) == SHORTEST or plain * 2 > sum(rules.values()) else 2

    def _strict(self, key: str) -> bool:
        """Short forms and mere numbers say too little alone; words that their class noun made a slogan, too."""
        rules = self.rules[key]
        by_class_noun = rules["certain-noun"] * 2 > sum(rules.values()) and key not in self.defined
        return len(key) == SHORTEST or bool(_PURE.fullmatch(key)) or by_class_noun


def lexicon_mentions(text: str, report: Report, lexicon: Lexicon, already: Sequence[Mention]) -> list[Mention]:
    """Every further occurrence of a term of the corpus in the report's body.

    Args:
        text: The whole decoded document.
        report: The report whose body is read.
        lexicon: The terms of the corpus.
        already: The mentions that were found by their marks.

    Returns:
        Mentions with quoted=False in order; and, with quoted=True, quoted phrases that were taken for names or
        emphasis although the report itself explains them.
    """
    found: list[Mention] = []
    taken = {mention.start for mention in already}
    quoted = list(quotations(text, *report.body))
    for quotation in quoted:
        key = term_key(phrase(text, quotation))
        if quotation.start not in taken and key in lexicon.own.get(report.id, ()) and len(key) >= SHORTEST:
            head = head_of(context(text, quotation).after)
            found.append(_mention(text, report, (quotation.start, quotation.end), head, "explained-here"))
    inside = _Covered(quoted, already)
    for entry, start, end in lexicon.find(text, *report.body):
        if not inside.holds(start, end) and _alone(text, start, end, entry):
            head = head_of(text[end : end + _AFTER])
            if not entry.strict or head in entry.heads or text.startswith(words("lexicon_followers"), end):
                found.append(_mention(text, report, (start, end), head, "lexicon"))
    return sorted(found, key=lambda mention: mention.start)


def _mention(text: str, report: Report, span: tuple[int, int], head: str, rule: str) -> Mention:
    written = "".join(text[slice(*span)].split())
    return Mention(
        id=identify("M", report.id, *span),
        source=report.source,
        report=report.id,
        start=span[0],
        end=span[1],
        term=term_key(written),
        text=written,
        head=head,
        quoted=rule != "lexicon",
        rule=rule,
    )


class _Covered:
    """Where no further mention can stand: in quotations, and in mentions already found."""

    def __init__(self, quoted: Sequence[Quotation], already: Sequence[Mention]) -> None:
        spans = [(q.opened, q.closed) for q in quoted if q.closed - q.opened <= SPEECH]
        self.spans = sorted(spans + [(mention.start, mention.end) for mention in already])
        self.starts = [start for start, _ in self.spans]

    def holds(self, start: int, end: int) -> bool:
        """Whether a span touches one of these."""
        at = bisect_right(self.starts, start)
        before = self.spans[max(0, at - 2) : at]
        return any(stop > start for _, stop in before) or (at < len(self.starts) and self.starts[at] < end)


def _alone(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether an occurrence is the term, and not a piece of a longer word or numeral."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    if before and ((first in _NUMERALS and before[-1] in _NUMERALS) or _glued(before[-1], first)):
        return False
    if after and ((last in _NUMERALS and after[0] in _NUMERALS) or _glued(last, after[0])):
        return False
    if len(entry.key) == SHORTEST and after[:1] and after[0] in _NUMERALS:
        return False
    return not (_crossed(before[-1:] + first, before) or _crossed(last + after[:1], after))


def _glued(left: str, right: str) -> bool:
    """Whether two characters are Latin letters, digits or plus signs of one expression."""
    return bool(_WORD.match(left) and _WORD.match(right))


def _crossed(pair: str, neighbours: str) -> bool:
    """Whether a word runs over the border of the term (标准地|址), and the neighbours alone make none."""
    return len(pair) == 2 and pair in dictionary() and (len(neighbours) < 2 or neighbours not in dictionary())
