"""What is known of all senses, by the keys under which they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tifatu.builders.gazetteer.table import year_of
from tifatu.builders.senses.families import class_nouns, fold, own_keys
from tifatu.builders.senses.grouping import place_of, province_of
from tifatu.builders.senses.programs import type_of_noun
from tifatu.builders.senses.wording import bare
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Origin, Report, Scope, Sense

NO_YEAR = 9999
"""First year of a sense whose reports have none."""

EARLY = 3
"""Years before the first definition at which a label that only counts may well have meant something else."""

FRESH = 2
"""Years for which a glossary explains its label to all its province, where nothing else is known there."""

_PLANS = ("规划", "计划", "纲要")


@dataclass
class Known:
    """A sense as the rules see it: how it is written, and where, when and by how many it is defined."""

    sense: Sense
    heads: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Key -> class nouns with which the sense is written; empty text for none."""

    qualifiers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Key of a core -> words that stand before its mark; empty text for none."""

    reports: set[str] = field(default_factory=set)
    places: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Division -> the years in which it defines the sense."""

    provinces: set[str] = field(default_factory=set)
    items: dict[tuple[str, ...], None] = field(default_factory=dict)
    """The lists by which it is defined, each once."""

    size: int = 0
    """How many definitions it has."""

    is_explained: bool = False
    """True where a glossary defines it, and not running text alone."""

    is_placed: bool = False
    """True where a definition begins with the division whose report it stands in, or with one above."""

    first: int = NO_YEAR
    """Year of its first definition."""

    @property
    def is_national(self) -> bool:
        """True where its scope is the nation's."""
        return self.sense.scope is Scope.NATIONAL

    @property
    def is_widely_defined(self) -> bool:
        """True where more than two provinces that agree make it the nation's."""
        return not self.sense.scope_evidence[0].startswith("provinces-that-agree")

    def is_early(self, year: int) -> bool:
        """True for a year so long before its first definition that something else may have been meant."""
        return bool(year) and year + EARLY <= self.first != NO_YEAR

    def is_fresh(self, year: int) -> bool:
        """True where a glossary has explained it in the years before."""
        defined = (then for years in self.places.values() for then in years)
        return self.is_explained and any(0 < year - then <= FRESH for then in defined)

    def has_head(self, key: str, head: str) -> bool:
        """True where it is written with this class noun or one that may stand for it."""
        known = self.heads.get(key, ())
        return fold(key + head) in self.heads or any(near_heads(head, other) for other in known if other)

    def conflicts(self, key: str, head: str) -> bool:
        """True where it is written with other class nouns only."""
        heads = self.heads.get(key, set())
        return bool(head and heads) and "" not in heads and not self.has_head(key, head)

    def is_period(self, key: str, head: str) -> bool:
        """True where a five-year period may be meant: it is its plan, or something else with its own class noun."""
        heads = self.heads.get(key, set()) - {""}
        if head and not head.endswith(_PLANS):
            return self.has_head(key, head)
        return not heads or any(other.endswith(_PLANS) for other in heads)

    def fits(self, key: str, head: str, year: int) -> bool:
        """True where neither the class noun nor the year of a mention speaks against it."""
        return not self.conflicts(key, head) and not self.is_early(year)

    def add(self, definition: Definition, report: Report | None) -> None:
        """Take note of a definition and of the report that gives it."""
        self.reports.add(definition.report)
        year = (report and year_of(report)) or NO_YEAR
        if place := place_of(report):
            self.places[place].add(year)
            if self.sense.region:
                self.places[self.sense.region].add(year)
        self.provinces.add(province_of(report))
        self.size += 1
        self.first = min(self.first, year)
        self.is_explained = self.is_explained or definition.origin is Origin.GLOSSARY
        divisions = (report.region, *report.parents) if report and report.region else ()
        self.is_placed = self.is_placed or definition.text.startswith(tuple(place.name for place in divisions))
        lists = [part.components for part in definition.parts] or [definition.components]
        if items := tuple(word for each in lists for item in each if (word := bare(item))):
            self.items[items] = None


class KnownSenses:
    """All senses of a corpus."""

    def __init__(
        self, definitions: Sequence[Definition], senses: Sequence[Sense], reports: Mapping[str, Report]
    ) -> None:
        self.by_id = {sense.id: Known(sense) for sense in senses}
        self.by_key: dict[str, dict[str, None]] = defaultdict(dict)
        self.loose: dict[str, dict[str, None]] = defaultdict(dict)
        """Senses by a core that they are written with, but never without a word before the mark or a class noun."""

        self.spots: dict[tuple[str, int], str] = {}
        """Report and offset of a headword -> the sense that is defined there."""

        for definition in definitions:
            if definition.sense in self.by_id:
                self._add(definition, definition.sense, reports.get(definition.report))

    def _add(self, definition: Definition, sense: str, report: Report | None) -> None:
        known = self.by_id[sense]
        known.add(definition, report)
        for term in definition.terms:
            self._write(term, sense, known)
        for start, end in definition.term_spans:
            self.spots.update(((definition.report, at), sense) for at in range(start, end))

    def _write(self, term: str, sense: str, known: Known) -> None:
        """Enter the sense under the keys of one written form; without its qualifier only loosely."""
        label = split_label(term)
        whole, *headless = own_keys(term)
        self.by_key[whole][sense] = None
        known.heads[whole].add("")
        for key in headless:
            self.by_key[key][sense] = None
            known.heads[key].add(label.head)
        for length in range(2, len(whole) - 1):
            if not headless and whole[-length:] in class_nouns():
                self.loose[whole[:-length]][sense] = None
                known.heads[whole[:-length]].add(whole[-length:])
        core = fold(label.core)
        known.qualifiers[core].add(term_key(label.qualifier))
        if label.qualifier:
            self.loose[core][sense] = None
            known.heads[core].add(label.head)

    def asks_around(self) -> frozenset[str]:
        """Keys whose mentions need the words around them: several senses, or one with a word before its mark."""
        several = {key for key, senses in self.by_key.items() if len(senses) > 1}
        return frozenset(several | set(self.loose))


def near_heads(one: str, other: str) -> bool:
    """True where two class nouns may stand for each other: one ends in the other, or both show one program type.

    >>> near_heads("专项行动", "行动"), near_heads("项目", "土地")
    (True, False)
    """
    kind = type_of_noun(one)
    return one.endswith(other) or other.endswith(one) or (kind is not None and kind == type_of_noun(other))


def places_of(report: Report | None) -> tuple[str, ...]:
    """The report's own division and those above it, nearest first, by code or else by name."""
    above = (parent.code or parent.name for parent in report.parents) if report else ()
    return tuple(place for place in (place_of(report), *above) if place)


def stand_in(lists: Iterable[tuple[str, ...]], words: str) -> float:
    """The largest share of a list whose items stand in some words.

    >>> stand_in([("护岸", "护水")], "沿河护水不停")
    0.5
    """
    shares = (sum(_stands(item, words) for item in items) / len(items) for items in lists if len(items) > 1)
    return max(shares, default=0.0)


def _stands(item: str, words: str) -> bool:
    pairs = [item[at : at + 2] for at in range(len(item) - 1)]
    return item in words if len(pairs) < 2 else sum(pair in words for pair in pairs) >= 0.6 * len(pairs)


def last_words(before: str, most: int) -> str:
    """The last words before a mark, as far as no sign breaks them off.

    >>> last_words("修渠，推广鲜活水产", 6)
    '推广鲜活水产'
    """
    for sign in "，,。；;：:！!？?\n":
        before = before.rpartition(sign)[2]
    return bare(before)[-most:]
