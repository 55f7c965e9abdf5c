"""The terms that may count: headwords, slogans that two reports quote, and the formulations of the reference table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from ahocorasick_rs import AhoCorasick

from tifatu.builders.mentions.classes import known_formulations
from tifatu.builders.mentions.figures import Use, uses
from tifatu.builders.mentions.plain import plain
from tifatu.graph.identity import identify
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Mention, Origin, Report

SHORTEST, LONGEST = 2, 40
"""Characters of a term."""

NUMERALS = "一二三四五六七八九十百千万亿两双零〇第0123456789０１２３４５６７８９"

QUOTED_BY = 2
"""Reports that must quote a slogan that none explains: what only one quotes is no term of the corpus."""


class Candidate(NamedTuple):
    """What the records say of a term."""

    heads: tuple[str, ...]
    """Class nouns that it has had, sorted."""

    defined: bool
    glossaries: int
    """How many explain it."""


@dataclass(frozen=True)
class Candidates:
    """All terms to be counted; travels to other processes as plain data."""

    terms: Mapping[str, Candidate]
    own: Mapping[str, tuple[str, ...]]
    """Report id -> keys of the terms that the report itself explains, in its glossary or its text."""

    @classmethod
    def from_records(cls, definitions: Sequence[Definition], mentions: Sequence[Mention]) -> Candidates:
        """Collect the terms of the corpus, in the order of their keys."""
        gathered = _Gathered()
        for definition in definitions:
            gathered.define(definition)
        for mention in mentions:
            gathered.quote(mention)
        return cls(dict(gathered.terms()), {name: tuple(sorted(keys)) for name, keys in sorted(gathered.own.items())})

    def saved_in(self, folder: Path) -> Path:
        """Write them into a folder, for other processes to load; return the file."""
        data = msgspec.json.encode(self)
        place = folder / f"{identify('C', data)}.candidates"
        place.write_bytes(data)
        return place

    @classmethod
    @lru_cache(maxsize=1)
    def loaded_from(cls, place: Path) -> Candidates:
        """The candidates in a file, read once in each process: it may outlive the build."""
        return msgspec.json.decode(place.read_bytes(), type=cls)

    @cached_property
    def _searcher(self) -> tuple[AhoCorasick, list[str]]:
        keys = list(self.terms)
        return AhoCorasick(keys), keys

    def uses(self, text: str, report: Report) -> list[Use]:
        """How a report uses the terms: every occurrence in its body, inside longer ones, too."""
        automaton, keys = self._searcher
        read = plain(text, report.body)
        found = automaton.find_matches_as_indexes(read.text, overlapping=True)
        return uses(read, ((keys[number], start, end) for number, start, end in found))


class _Gathered:
    """What the records say about each term, while they are read."""

    def __init__(self) -> None:
        self.heads: dict[str, Counter[str]] = defaultdict(Counter)
        self.quoting: dict[str, set[str]] = defaultdict(set)
        self.glossaries: dict[str, set[str]] = defaultdict(set)
        self.own: dict[str, set[str]] = defaultdict(set)
        self.defined: set[str] = set()

    def define(self, definition: Definition) -> None:
        """Take the headwords of a definition."""
        for form in definition.terms:
            label = split_label(form)
            key = term_key(form) if label.qualifier else label.core
            self.defined.add(key)
            self.own[definition.report].add(key)
            if definition.origin is Origin.GLOSSARY:
                self.glossaries[key].add(definition.report)
            if label.head and not label.qualifier:
                self.heads[key][label.head] += 1

    def quote(self, mention: Mention) -> None:
        """Take a quoted slogan."""
        if mention.quoted:
            self.quoting[mention.term].add(mention.report)
            if mention.head:
                self.heads[mention.term][mention.head] += 1

    def terms(self) -> Iterator[tuple[str, Candidate]]:
        """The terms worth counting."""
        quoted = {key for key, reports in self.quoting.items() if len(reports) >= QUOTED_BY}
        for key in sorted(quoted | self.defined | known_formulations()):
            if may_count(key):
                heads = tuple(sorted(self.heads[key])) if key in self.heads else ()
                yield key, Candidate(heads, key in self.defined, len(self.glossaries.get(key, ())))


def may_count(key: str) -> bool:
    """Two characters are too few for anything but a numeral label."""
    return SHORTEST <= len(key) <= LONGEST and (len(key) > SHORTEST or key[0] in NUMERALS)
