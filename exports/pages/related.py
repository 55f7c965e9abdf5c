"""Terms that belong to a term: its parts and wholes, those with the same items, its family of numerals, its company."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from tifatu.exports.pages.atlas import Atlas, Term
from tifatu.graph.survey.facts import all_parts

if TYPE_CHECKING:
    from tifatu.exports.pages.addresses import Addresses
    from tifatu.exports.pages.world import World

MOST = 8
"""Terms of each kind on a page; the graphs have more."""

FEWEST_REPORTS = 5
"""Reports of a term that can be company: with fewer, meeting by chance looks like friendship."""

FEWEST_TOGETHER = 3
"""Reports in which two terms stand in one paragraph."""

MOST_SHARERS = 40
"""Terms that list an item, from which the item tells nothing."""

NUMERALS = "一二三四五六七八九十百千万两双"


@dataclass(frozen=True)
class Companion:
    """A term that stands in the same paragraph more often than chance would have it."""

    key: str
    reports: int
    lift: float


class Related:
    """Relations between the terms of a graph, each computed once when it is first asked for."""

    def __init__(self, atlas: Atlas, addresses: Addresses, world: World) -> None:
        self._atlas, self._addresses, self._world = atlas, addresses, world

    def of(self, term: Term) -> list[dict[str, Any]]:
        """Groups of related terms for a page: kind, entries, how many there are."""
        kinds = (
            ("parts", [(key, "") for key in self.parts.get(term.key, ())]),
            ("wholes", [(key, "") for key in self.wholes.get(term.key, ())]),
            ("items", [(key, "、".join(items[:3])) for key, items in self.sharing(term)]),
            ("family", [(key, "") for key in self.family(term)]),
            ("company", [(c.key, f"{c.reports} · ×{c.lift:.1f}") for c in self.company.get(term.key, ())]),
        )
        return [{"kind": kind, "total": len(keys), "entries": self._entries(keys)} for kind, keys in kinds if keys]

    def _entries(self, keys: list[tuple[str, str]]) -> list[dict[str, Any]]:
        terms = [(self._atlas.terms[key], note) for key, note in keys[:MOST]]
        return [{"label": t.label, "address": self._addresses.of_term(t), "note": note} for t, note in terms]

    @cached_property
    def parts(self) -> dict[str, list[str]]:
        """Key of a term -> terms that its definitions name as parts, or list as items."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for term in self._atlas.described:
            for definition in term.definitions:
                named = [*(part.term for part in all_parts(definition.parts)), *definition.components]
                for form in named:
                    other = self._atlas.term_of(form)
                    if other and other.has_page and other.key != term.key:
                        found[term.key][other.key] += 1
        return {key: [k for k, _ in counts.most_common()] for key, counts in found.items()}

    @cached_property
    def wholes(self) -> dict[str, list[str]]:
        """Key of a term -> terms that it is a part of, the best known first."""
        found: dict[str, list[str]] = defaultdict(list)
        for whole, parts in self.parts.items():
            for part in parts:
                found[part].append(whole)
        return {key: sorted(wholes, key=self._rank) for key, wholes in found.items()}

    def _rank(self, key: str) -> tuple[int, str]:
        return -len(self._atlas.terms[key].reports), key

    @cached_property
    def listing(self) -> dict[str, list[str]]:
        """Item -> terms whose definitions list it."""
        found: dict[str, set[str]] = defaultdict(set)
        for term in self._atlas.described:
            for definition in term.definitions:
                for item in self.items_of(definition):
                    found[item].add(term.key)
        return {item: sorted(keys) for item, keys in found.items()}

    @staticmethod
    def items_of(definition: Any) -> Iterator[str]:
        """Items of a definition and of its parts."""
        yield from definition.components
        for part in all_parts(definition.parts):
            yield from part.components

    def sharing(self, term: Term) -> list[tuple[str, list[str]]]:
        """Other terms with the items that they share with this one, most items first."""
        found: dict[str, list[str]] = defaultdict(list)
        items = dict.fromkeys(item for definition in term.definitions for item in self.items_of(definition))
        for item in items:
            sharers = self.listing.get(item, ())
            if len(sharers) <= MOST_SHARERS:
                for key in sharers:
                    if key != term.key:
                        found[key].append(item)
        return sorted(found.items(), key=lambda pair: (-len(pair[1]), self._rank(pair[0])))

    @cached_property
    def _families(self) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        for term in self._atlas.described:
            if term.key[0] in NUMERALS and len(term.key) > 1:
                found[len(term.key), term.key[-2:]].append(term.key)
        return {name: sorted(keys, key=self._rank) for name, keys in found.items()}

    def family(self, term: Term) -> list[str]:
        """Terms that count the same noun: 三大工程, 四大工程."""
        if term.key[0] not in NUMERALS or len(term.key) < 2:
            return []
        return [key for key in self._families.get((len(term.key), term.key[-2:]), ()) if key != term.key]

    @cached_property
    def company(self) -> dict[str, list[Companion]]:
        """Key of a term -> terms in the same paragraph, by lift over chance."""
        wanted = {t.key for t in self._atlas.shown if len(t.reports) >= FEWEST_REPORTS}
        together: Counter[tuple[str, str]] = Counter()
        for name in self._atlas.reports:
            together.update(self._pairs_of(name, wanted))
        found: dict[str, list[Companion]] = defaultdict(list)
        total = len(self._atlas.reports)
        for (a, b), count in together.items():
            if count >= FEWEST_TOGETHER and a not in b and b not in a:
                lift = count * total / (len(self._atlas.terms[a].reports) * len(self._atlas.terms[b].reports))
                if lift > 1:
                    found[a].append(Companion(b, count, lift))
                    found[b].append(Companion(a, count, lift))
        return {key: sorted(group, key=lambda c: (-c.lift * c.reports, c.key)) for key, group in found.items()}

    def _pairs_of(self, name: str, wanted: set[str]) -> set[tuple[str, str]]:
        """Pairs of terms that share a paragraph of a report."""
        atlas = self._atlas
        text = self._world.text_of(atlas.reports[name].source)
        if text is None:
            return set()
        ends = self._world.line_ends(atlas.reports[name].source)
        paragraphs: dict[int, set[str]] = defaultdict(set)
        for mention in atlas.mentions_in.get(name, ()):
            key = atlas.keys.of(mention.term)
            if key in wanted:
                paragraphs[bisect_left(ends, mention.start)].add(key)
        return {pair for keys in paragraphs.values() for pair in combinations(sorted(keys), 2)}
