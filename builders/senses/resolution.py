"""Which sense each mention has, and by which rule that was decided.

In this order: the report's own definition; the issuer named with the mention; the same division in other years, then
the nearest division above it; the only sense that the corpus knows. Where several senses are left the class noun
behind the mention may still tell them apart (“五未”土地, “五未”项目); else none is chosen and all are kept.

A label that only counts (五化, 三个一) is coined anew everywhere: what one place alone says it means is no sense for
the mentions of another province, unless these have the same class noun and the label counts some thing (“五型”政府,
but not “1+N”政策). It stays a candidate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from tifatu.builders.senses.families import class_nouns, fold, own_keys
from tifatu.builders.senses.grouping import place_of
from tifatu.builders.senses.profile import substance
from tifatu.builders.senses.programs import type_of_noun
from tifatu.graph.labels import split_label
from tifatu.graph.model import Attribution, Definition, Mention, Report, Sense

NATION = "中国"
"""Place of an issuer without a region: the centre."""


class Answer(NamedTuple):
    """What was decided about a mention."""

    sense: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()


NOTHING = Answer(None, None)


@dataclass(frozen=True)
class _Case:
    """What the rules need to know of a mention."""

    report: str
    places: tuple[str, ...]
    """The report's own division and those above, nearest first."""

    issuer: str | None
    head: str


@dataclass
class _Known:
    """A sense as the rules see it: how it is written, and where it is defined."""

    heads: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Key -> class nouns with which the sense is written; empty text for none."""

    reports: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    homes: set[tuple[str, ...]] = field(default_factory=set)
    """For each division that defines it: the division and those above."""


def resolve(
    mentions: Sequence[Mention],
    definitions: Sequence[Definition],
    senses: Sequence[Sense],
    reports: Mapping[str, Report],
    attributions: Sequence[Attribution] = (),
) -> list[Mention]:
    """Give each mention its sense.

    Args:
        mentions: In any order; one report's or the whole corpus's.
        definitions: All definitions, linked (builders.link).
        senses: All senses.
        reports: Report id -> report, with the divisions above its own.
        attributions: Who issued what, by mention.

    Returns:
        The mentions in the order given. ``resolved_by`` names the rule: own-report, issuer, own-region,
        ancestor-region, only-sense or sense-of-class-noun; where none decided, ``candidates`` holds what it could be.
    """
    book = _Book(definitions, senses, reports)
    issuers = {a.mention: a.region or NATION for a in attributions if not a.level_only}
    places = {key: _places(report) for key, report in reports.items()}
    answers: dict[tuple[str, str, str, str | None, str | None], Answer] = {}
    resolved = []
    for mention in mentions:
        spot, issuer = book.spots.get((mention.report, mention.start)), issuers.get(mention.id)
        facts = (mention.report, mention.term, mention.head, issuer, spot)
        answer = answers.get(facts)
        if answer is None:
            case = _Case(mention.report, places.get(mention.report, ()), issuer, mention.head)
            answers[facts] = answer = book.answer(mention.term, case, spot)
        resolved.append(
            mention
            if answer is NOTHING
            else replace(mention, sense=answer.sense, resolved_by=answer.rule, candidates=answer.candidates)
        )
    return resolved


class _Book:
    """All senses by the keys under which they are written."""

    def __init__(
        self, definitions: Sequence[Definition], senses: Sequence[Sense], reports: Mapping[str, Report]
    ) -> None:
        self._senses: dict[str, _Known] = {sense.id: _Known() for sense in senses}
        self._by_key: dict[str, dict[str, None]] = defaultdict(dict)
        self._loose: dict[str, dict[str, None]] = defaultdict(dict)
        self.spots: dict[tuple[str, int], str] = {}
        for sense in senses:
            if sense.region:
                self._senses[sense.id].places.add(sense.region)
        for definition in definitions:
            if definition.sense in self._senses:
                self._add(definition, definition.sense, _places(reports.get(definition.report)))

    def _add(self, definition: Definition, sense: str, places: tuple[str, ...]) -> None:
        known = self._senses[sense]
        known.reports.add(definition.report)
        known.places.update(places[:1])
        known.homes.add(places)
        for term in definition.terms:
            self._write(term, sense, known)
        for start, end in definition.term_spans:
            self.spots.update(((definition.report, at), sense) for at in range(start, end))

    def _write(self, term: str, sense: str, known: _Known) -> None:
        """Enter the sense under the keys of one written form; without its qualifier only loosely."""
        label = split_label(term)
        whole, *headless = own_keys(term)
        self._by_key[whole][sense] = None
        known.heads[whole].add("")
        for key in headless:
            self._by_key[key][sense] = None
            known.heads[key].add(label.head)
        for length in range(2, len(whole) - 1):
            if not headless and whole[-length:] in class_nouns():
                self._loose[whole[:-length]][sense] = None
                known.heads[whole[:-length]].add(whole[-length:])
        if label.qualifier:
            self._loose[fold(label.core)][sense] = None
            known.heads[fold(label.core)].add(label.head)

    def answer(self, term: str, case: _Case, spot: str | None) -> Answer:
        """Ask the rules in turn; a rule that leaves several open ends the search."""
        key = fold(term)
        whole = fold(term + case.head)
        sure = list(self._by_key.get(whole, ()) if case.head else ()) or list(self._by_key.get(key, ()))
        every = list(dict.fromkeys([*sure, *self._by_key.get(key, ()), *self._loose.get(key, ())]))
        if spot in every:
            return Answer(spot, "own-report")
        own = [sense for sense in every if case.report in self._senses[sense].reports]
        if own:
            return self._one_of(own, key, case.head, "own-report")
        for rule, place in _ways(case):
            there = [sense for sense in sure if place in self._senses[sense].places]
            there = [sense for sense in there if substance(key) > 1 or not self._conflicts(sense, key, case.head)]
            if there:
                return self._one_of(there, key, case.head, rule)
        fitting = [sense for sense in sure if not self._conflicts(sense, key, case.head)]
        fitting = [sense for sense in fitting if not self._is_local(sense, key, case)]
        if not fitting:
            return Answer(None, None, tuple(every)) if every else NOTHING
        known = {*sure, *self._by_key.get(key, ())}
        picked = len(known) > 1 and bool(case.head) and self._has_head(fitting[0], key, case.head)
        return self._one_of(
            fitting, key, case.head, "sense-of-class-noun" if picked or len(fitting) > 1 else "only-sense"
        )

    def _one_of(self, senses: Sequence[str], key: str, head: str, rule: str) -> Answer:
        """The one sense there is, or the one that the class noun picks; else all as candidates."""
        if len(senses) > 1 and head:
            picked = [sense for sense in senses if self._has_head(sense, key, head)]
            senses = picked or senses
        if len(senses) == 1:
            return Answer(senses[0], rule)
        return Answer(None, None, tuple(senses))

    def _has_head(self, sense: str, key: str, head: str) -> bool:
        known = self._senses[sense].heads
        return fold(key + head) in known or any(near_heads(head, other) for other in known.get(key, ()) if other)

    def _is_local(self, sense: str, key: str, case: _Case) -> bool:
        """True for a label that only counts and that another province's one place has coined for itself."""
        says = substance(key)
        if says > 1 or (says and case.head and self._has_head(sense, key, case.head)):
            return False
        return not _is_common(self._senses[sense].homes, case.places)

    def _conflicts(self, sense: str, key: str, head: str) -> bool:
        """True where the sense is written with other class nouns only."""
        heads = self._senses[sense].heads.get(key, set())
        return bool(head and heads) and "" not in heads and not self._has_head(sense, key, head)


def _is_common(homes: Iterable[tuple[str, ...]], places: tuple[str, ...]) -> bool:
    """True where two divisions use it, or the centre, or a division with which the places share one above."""
    known = list(homes)
    return len(known) != 1 or not known[0] or not places or bool({NATION, *places} & set(known[0]))


def near_heads(one: str, other: str) -> bool:
    """True where two class nouns may stand for each other: one ends in the other, or both show one program type.

    >>> near_heads("专项行动", "行动"), near_heads("项目", "土地")
    (True, False)
    """
    kind = type_of_noun(one)
    return one.endswith(other) or other.endswith(one) or (kind is not None and kind == type_of_noun(other))


def _ways(case: _Case) -> Iterable[tuple[str, str]]:
    """Rule and place, in the order in which they are tried."""
    if case.issuer:
        yield "issuer", case.issuer
    for distance, place in enumerate(case.places):
        yield ("ancestor-region" if distance else "own-region"), place


def _places(report: Report | None) -> tuple[str, ...]:
    above = (parent.code or parent.name for parent in report.parents) if report else ()
    return tuple(place for place in (place_of(report), *above) if place)
