"""Further mentions: where a slogan of the whole corpus stands in a report without quotation marks.

Which terms count is decided by their class (classes.py). An occurrence inside a longer word, a longer numeral or a
quotation is none; where terms overlap, the first and longest counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick

from tifatu.builders.language.quotation import Quotation, context, phrase, quotations
from tifatu.builders.language.segment import dictionary
from tifatu.builders.language.words import words
from tifatu.builders.mentions.candidates import NUMERALS, SHORTEST, Candidates
from tifatu.builders.mentions.classes import classify, known_classes
from tifatu.builders.mentions.figures import Corpus, Use, reference
from tifatu.builders.mentions.heads import head_of
from tifatu.builders.mentions.paragraphs import in_paragraphs
from tifatu.builders.mentions.plain import SPEECH, Plain, plain
from tifatu.graph.identity import identify
from tifatu.graph.labels import term_key
from tifatu.graph.model import Definition, Mention, Report, TermClass, Usage, Weighed

_PURE = re.compile(r"[一二三四五六七八九十百千万0-9]{1,2}|\d{1,8}")
_WORD = re.compile(r"[A-Za-z0-9+＋]")
_AFTER = 24


class Entry(NamedTuple):
    """A term to look for."""

    key: str
    heads: tuple[str, ...]
    """Class nouns that it has had behind its closing mark."""

    everywhere: bool
    """Whether it counts in every report, or only in those that explain it."""

    strict: bool
    """Whether it counts only with one of these class nouns behind it."""


@dataclass(frozen=True)
class Lexicon:
    """The terms of a whole corpus (词表); travels to other processes as plain data."""

    entries: tuple[Entry, ...]
    own: Mapping[str, frozenset[str]]
    """Report id -> keys of the terms that the report itself explains, in its glossary or its text."""

    @classmethod
    def from_records(
        cls, definitions: Sequence[Definition], mentions: Sequence[Mention], corpus: Corpus | None = None
    ) -> Lexicon:
        """Collect the terms of the corpus.

        Args:
            definitions: All definitions; each headword is weighed.
            mentions: All quoted mentions; a slogan quoted in two reports or more is weighed.
            corpus: Figures of all terms; without them those of the reference table.
        """
        candidates = Candidates.from_records(definitions, mentions)
        return cls.of(candidates, weighed(candidates, corpus or reference()))

    @classmethod
    def of(cls, candidates: Candidates, classes: Mapping[str, Weighed]) -> Lexicon:
        """The terms that count by their class."""
        entries = []
        for key, facts in candidates.terms.items():
            everywhere = classes[key].term_class is TermClass.FORMULATION
            if everywhere or (facts.defined and classes[key].term_class is not TermClass.WORD):
                strict = len(key) == SHORTEST or bool(_PURE.fullmatch(key))
                entries.append(Entry(key, facts.heads, everywhere, strict))
        return cls(tuple(entries), {report: frozenset(keys) for report, keys in candidates.own.items()})

    def saved_in(self, folder: Path) -> Path:
        """Write the lexicon into a folder, for other processes to load; return the file."""
        data = msgspec.json.encode({"entries": self.entries, "own": {r: sorted(k) for r, k in self.own.items()}})
        place = folder / f"{identify('L', data)}.lexicon"
        place.write_bytes(data)
        return place

    @classmethod
    @lru_cache(maxsize=1)
    def loaded_from(cls, place: Path) -> Lexicon:
        """The lexicon in a file, read once in each process: it may outlive the build."""
        return msgspec.json.decode(place.read_bytes(), type=cls)

    @cached_property
    def _searcher(self) -> AhoCorasick:
        """The automaton, built once in each process."""
        return AhoCorasick([entry.key for entry in self.entries])

    def find(self, read: Plain, report: str) -> Iterator[tuple[Entry, int, int]]:
        """Every occurrence of a term that may count in a report: the first and longest of those that overlap.

        What stands in a longer word or numeral is left out before they are compared.
        """
        own, text = self.own.get(report, frozenset()), read.text
        found = (
            (start, -end, self.entries[number])
            for number, start, end in self._searcher.find_matches_as_indexes(text, overlapping=True)
            if self.entries[number].everywhere or self.entries[number].key in own
        )
        reached = 0
        for start, end, entry in sorted(found):
            if start >= reached and _alone(text, start, -end, entry):
                yield entry, start, -end
                reached = -end


def weighed(candidates: Candidates, corpus: Corpus) -> dict[str, Weighed]:
    """The class of each candidate, with the evidence; what only the reference table knows keeps its class."""
    known, classes = reference().terms, known_classes()
    return {
        key: classes[key]
        if not facts.defined and key in known and corpus.terms.get(key) is known[key]
        else classify(key, corpus, facts.glossaries, facts.defined)
        for key, facts in candidates.terms.items()
    }


def usages(
    candidates: Candidates, classes: Mapping[str, Weighed], uses: Mapping[str, Sequence[Use]]
) -> Iterator[Usage]:
    """What is kept of each term that stands in a body: its class, why, and how often it stands where.

    Where words stand that no report explains is left out: they are many, and nobody asks for them.
    """
    where: dict[str, dict[str, int]] = {}
    for report in sorted(uses):
        for use in uses[report]:
            where.setdefault(use.key, {})[report] = len(use.before)
    for key in sorted(where):
        term_class, evidence = classes[key]
        told = candidates.terms[key].defined or term_class is not TermClass.WORD
        yield Usage(
            id=identify("U", key),
            term=key,
            term_class=term_class,
            evidence=evidence,
            occurrences=where[key] if told else {},
        )


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
    read = plain(text, report.body)
    for entry, first, last in lexicon.find(read, report.id):
        start, end = read.span(first, last)
        if not inside.holds(start, end):
            head = head_of(text[end : end + _AFTER])
            if not entry.strict or head in entry.heads or text.startswith(words("lexicon_followers"), end):
                found.append(_mention(text, report, (start, end), head, "lexicon", entry.key))
    return list(in_paragraphs(text, sorted(found, key=lambda mention: mention.start)))


def _mention(text: str, report: Report, span: tuple[int, int], head: str, rule: str, key: str | None = None) -> Mention:
    written = "".join(text[slice(*span)].split())
    return Mention(
        id=identify("M", report.id, *span),
        source=report.source,
        report=report.id,
        start=span[0],
        end=span[1],
        term=key or term_key(written),
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
    if before and ((first in NUMERALS and before[-1] in NUMERALS) or _glued(before[-1], first)):
        return False
    if after and ((last in NUMERALS and after[0] in NUMERALS) or _glued(last, after[0])):
        return False
    if len(entry.key) == SHORTEST and after[:1] and after[0] in NUMERALS:
        return False
    return not (_crossed(before[-1:] + first, before) or _crossed(last + after[:1], after))


def _glued(left: str, right: str) -> bool:
    """Whether two characters are Latin letters, digits or plus signs of one expression."""
    return bool(_WORD.match(left) and _WORD.match(right))


def _crossed(pair: str, neighbours: str) -> bool:
    """Whether a word runs over the border of the term (标准地|址), and the neighbours alone make none."""
    return len(pair) == 2 and pair in dictionary() and (len(neighbours) < 2 or neighbours not in dictionary())
