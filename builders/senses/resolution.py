"""Which sense each mention has, by which rule that was decided, and what speaks for it.

In this order: the report's own definition; the issuer named with the mention; the word before the mark; what stands
around the mention; the same division in other years, then the nearest division above it; the meaning that the nation
shares; the meaning of the province. Where several senses are left the class noun behind the mention may still tell
them apart (“五未”土地, “五未”项目); else none is chosen and all are kept.

A sense speaks where its scope reaches. What one place says a label means is no sense for the mentions of another
province, and where the label only counts (五化, 三个一) for none but the place itself and what lies below it. Such a
sense stays a candidate, and the mention says why it is open; so does one that was made years before anybody defined it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from tifatu.builders.gazetteer.table import year_of
from tifatu.builders.senses.around import Around
from tifatu.builders.senses.families import fold
from tifatu.builders.senses.grouping import province_of
from tifatu.builders.senses.known import NO_YEAR, KnownSenses, last_words, places_of, stand_in
from tifatu.builders.senses.profile import UNCOUNTED, bare, substance
from tifatu.builders.senses.programs import FIVE_YEAR
from tifatu.graph.model import Attribution, Definition, Mention, Report, Scope, Sense

NATION = "中国"
"""Place of an issuer without a region: the centre."""

NAMED = 2
"""Characters of substance from which a label says what it is about, so that a province may share it."""

NAMING = 3
"""The same from which a label names its thing, so that all who use it mean the same."""

SPREAD = 8
"""Provinces whose reports use such a label, from which it is common and the one meaning known is meant."""

EARLY = 3
"""Years before the first definition at which a label that only counts may well have meant something else."""

FRESH = 2
"""Years for which a glossary explains its label to all its province, where nothing else is known there."""

DOMINANT = 3
"""How many times as many definitions one national meaning has as the next, to be the one that is meant."""

QUALIFIED = 8
"""Characters before the mark in which the word that tells a sense is looked for: 推广鲜活水产 has six."""

HELD = 0.6
"""Share of a list's items that stand around a mention, from which the list is meant."""

LEAD = 0.3
"""How much larger that share must be than that of the next sense."""

_COUNTS = re.compile(r"(?:[一二三四五六七八九十百千]{1,4}|\d{1,5})[大个项类条种件]")
"""十件实事: a count with its measure word is filled anew every year."""

_PLANS = ("规划", "计划", "纲要")


class Answer(NamedTuple):
    """What was decided about a mention."""

    sense: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


NOTHING = Answer(None, None)


@dataclass(frozen=True)
class _Case:
    """What the rules need to know of a mention."""

    key: str
    head: str
    report: str
    places: tuple[str, ...]
    """The report's own division and those above, nearest first."""

    province: str
    year: int
    issuer: str | None
    around: Around


def resolve(
    mentions: Sequence[Mention],
    definitions: Sequence[Definition],
    senses: Sequence[Sense],
    reports: Mapping[str, Report],
    attributions: Sequence[Attribution] = (),
    around: Mapping[str, Around] | None = None,
) -> list[Mention]:
    """Give each mention its sense.

    Args:
        mentions: In any order; one report's or the whole corpus's.
        definitions: All definitions, linked (builders.link).
        senses: All senses.
        reports: Report id -> report, with the divisions above its own.
        attributions: Who issued what, by mention.
        around: Mention id -> the words before and behind it, for those that need them (KnownSenses.asks_around).

    Returns:
        The mentions in the order given. ``resolved_by`` names the rule: own-report, issuer, word-before, words-around,
        own-region, ancestor-region, national, own-province, only-sense or sense-of-class-noun; where none decided it is
        null and ``candidates`` holds what it could be. ``evidence`` says what showed it, or why it stays open.
    """
    spread: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        spread[fold(mention.term)].add(province_of(reports.get(mention.report)))
    book = _Book(KnownSenses(definitions, senses, reports), {key: len(found) for key, found in spread.items()})
    issuers = {a.mention: a.region or NATION for a in attributions if not a.level_only}
    homes = {key: (places_of(report), province_of(report), year_of(report)) for key, report in reports.items()}
    answers: dict[tuple[object, ...], Answer] = {}
    resolved, words = [], around or {}
    for mention in mentions:
        spot, issuer = book.known.spots.get((mention.report, mention.start)), issuers.get(mention.id)
        beside = words.get(mention.id, ("", ""))
        facts = (mention.report, mention.term, mention.head, issuer, spot, beside)
        answer = answers.get(facts)
        if answer is None:
            case = _Case(
                fold(mention.term), mention.head, mention.report, *homes.get(mention.report, NOWHERE), issuer, beside
            )
            answers[facts] = answer = book.answer(mention.term, case, spot)
        resolved.append(_with(mention, answer))
    return resolved


NOWHERE: tuple[tuple[str, ...], str, int] = ((), "", 0)
"""Places, province and year of a report that is not known."""


def _with(mention: Mention, answer: Answer) -> Mention:
    if answer is NOTHING:
        return mention
    return replace(
        mention,
        sense=answer.sense,
        resolved_by=answer.rule,
        candidates=answer.candidates,
        evidence=answer.evidence,
    )


class _Book:
    """The rules, over all that is known of the senses."""

    def __init__(self, known: KnownSenses, spread: Mapping[str, int]) -> None:
        self.known = known
        self._spread = spread

    def answer(self, term: str, case: _Case, spot: str | None) -> Answer:
        """Ask the rules in turn; a rule that leaves several open ends the search."""
        known = self.known
        whole = fold(term + case.head)
        sure = list(known.by_key.get(whole, ()) if case.head else ()) or list(known.by_key.get(case.key, ()))
        every = list(dict.fromkeys([*sure, *known.by_key.get(case.key, ()), *known.loose.get(case.key, ())]))
        if spot in every:
            return Answer(spot, "own-report")
        if own := [sense for sense in every if case.report in known.by_id[sense].reports]:
            return self._one_of(own, case, "own-report")
        if FIVE_YEAR.match(case.key):
            sure, every = ([s for s in some if self._is_period(s, case)] for some in (sure, every))
        if not every:
            return NOTHING
        asked = (
            self._issued,
            self._qualified,
            self._told_around,
            self._near,
            self._national,
            self._provincial,
            self._common,
        )
        found = next((answer for ask in asked if (answer := ask(sure, every, case))), None)
        return found or self._open(sure, every, case)

    def _is_period(self, sense: str, case: _Case) -> bool:
        """A five-year period is its plan; it is something else only with the class noun of that."""
        heads = self.known.by_id[sense].heads.get(case.key, set()) - {""}
        if case.head and not case.head.endswith(_PLANS):
            return self.known.by_id[sense].has_head(case.key, case.head)
        return not heads or any(head.endswith(_PLANS) for head in heads)

    def _issued(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        there = [sense for sense in sure if case.issuer and self._speaks_at(sense, case.issuer, case)]
        return self._one_of(there, case, "issuer") if there else None

    def _qualified(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """The sense that has a word before its mark that stands before this one, too."""
        before = last_words(case.around[0], QUALIFIED)
        found: dict[str, str] = {}
        written = self.known.by_key.get(fold(case.key + case.head), ())
        for sense in [sense for sense in every if sense in written] or every:
            words = self.known.by_id[sense].qualifiers.get(case.key, ())
            if word := next((word for word in sorted(words) if word and word in before), ""):
                found[sense] = word
        if not found:
            return None
        longest = max(map(len, found.values()))
        best = [sense for sense, word in found.items() if len(word) == longest]
        return self._one_of(best, case, "word-before", f"word-before {found[best[0]]}", others=every)

    def _told_around(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """The sense whose items stand around the mention, where those of no other do."""
        words = bare("".join(case.around))
        if len(every) < 2 or not words:
            return None
        shares = sorted(
            ((stand_in(self.known.by_id[s].items, words), s) for s in every), key=lambda pair: (-pair[0], pair[1])
        )
        (best, sense), (next_best, _) = shares[:2]
        if best < HELD or best - next_best < LEAD:
            return None
        return self._one_of([sense], case, "words-around", f"items-around {best:.2f}", others=every)

    def _near(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """What the same division says in other years, else the nearest above it."""
        for distance, place in enumerate(case.places):
            there = [sense for sense in sure if self._speaks_at(sense, place, case) and not self._is_early(sense, case)]
            if there:
                rule, near = "ancestor-region" if distance else "own-region", self._nearest(there, place, case)
                return self._one_of(near, case, rule, f"region {place}", others=every)
        return None

    def _nearest(self, there: Sequence[str], place: str, case: _Case) -> Sequence[str]:
        """Of several meanings of one place, those defined nearest to the year of the mention."""
        if len(there) < 2 or not case.year:
            return there
        apart = {s: min(abs(year - case.year) for year in self.known.by_id[s].places[place]) for s in there}
        return [sense for sense in there if apart[sense] == min(apart.values())]

    def _speaks_at(self, sense: str, place: str, case: _Case) -> bool:
        known = self.known.by_id[sense]
        return place in known.places and (substance(case.key) >= NAMED or not known.conflicts(case.key, case.head))

    def _national(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """What the nation shares; of several meanings the one that is defined far more often than the next."""
        found = [s for s in sure if self.known.by_id[s].is_national and self._fits(s, case)]
        found = [s for s in found if self.known.by_id[s].is_explained or self._is_widely_defined(s)]
        if substance(case.key) < NAMED:
            bare_too = [s for s in found if case.head or len(sure) == 1 or "" in self.known.by_id[s].heads[case.key]]
            found = [s for s in bare_too if self._is_widely_defined(s)]
        if not found:
            return None
        ranked = sorted(found, key=lambda s: (-self.known.by_id[s].size, s))
        first, second = (self.known.by_id[s].size for s in (ranked * 2)[:2])
        best = ranked[:1] if len(ranked) == 1 or first >= DOMINANT * second else ranked
        told = self.known.by_id[best[0]].sense.scope_evidence[:1]
        return self._one_of(best, case, "national", "scope national", *told, others=every)

    def _is_widely_defined(self, sense: str) -> bool:
        return not self.known.by_id[sense].sense.scope_evidence[0].startswith("provinces-that-agree")

    def _provincial(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """What the province shares, or what the one place of the province says that says anything."""
        fitting = [s for s in sure if case.province in self.known.by_id[s].provinces and self._fits(s, case)]
        shared = [s for s in fitting if self.known.by_id[s].sense.scope is not Scope.LOCAL]
        if shared:
            return self._one_of(shared, case, "own-province", f"province {case.province}", others=every)
        if fitting and (substance(case.key) >= NAMED or self._share_head(fitting, case)):
            return self._one_of(fitting, case, "only-sense", f"province {case.province}", others=every)
        if len(fitting) == 1 and self._is_fresh(fitting[0], case):
            told = (f"province {case.province}", f"glossary-before {case.year}")
            return self._one_of(fitting, case, "only-sense", *told, others=every)
        return None

    def _is_fresh(self, sense: str, case: _Case) -> bool:
        """True where a glossary of the province has explained the sense in the years before, and in no other sense."""
        known = self.known.by_id[sense]
        return known.is_explained and any(
            0 < case.year - year <= FRESH for years in known.places.values() for year in years
        )

    def _share_head(self, senses: Sequence[str], case: _Case) -> bool:
        return bool(case.head) and all(self.known.by_id[sense].has_head(case.key, case.head) for sense in senses)

    def _common(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer | None:
        """The one meaning of a label that names its thing, where all the country uses that label as it stands.

        A text that begins with its own division says what the label means there. What all the country says without a
        numeral it has said before anybody explained it.
        """
        spread = self._spread.get(case.key, 0)
        if len(sure) != 1 or spread < SPREAD or substance(case.key) < NAMING or _COUNTS.match(case.key):
            return None
        known = self.known.by_id[sure[0]]
        if (
            known.is_placed
            or not known.is_explained
            or "" not in known.heads.get(case.key, ())
            or known.conflicts(case.key, case.head)
            or (substance(case.key) < UNCOUNTED and self._is_early(sure[0], case))
        ):
            return None
        return self._one_of(sure, case, "only-sense", f"used-in-provinces {spread}", others=every)

    def _fits(self, sense: str, case: _Case) -> bool:
        return not self.known.by_id[sense].conflicts(case.key, case.head) and not self._is_early(sense, case)

    def _is_early(self, sense: str, case: _Case) -> bool:
        return bool(case.year) and case.year + EARLY <= self.known.by_id[sense].first != NO_YEAR

    def _open(self, sure: Sequence[str], every: Sequence[str], case: _Case) -> Answer:
        """None decided: say what speaks against each."""
        reasons: dict[str, None] = {}
        for sense in every:
            known = self.known.by_id[sense]
            if known.conflicts(case.key, case.head):
                reasons[f"other-class-noun {case.head}"] = None
            elif self._is_early(sense, case):
                reasons[f"before-first-definition {case.year}<{known.first}"] = None
            elif sense not in sure:
                reasons["other-word-before"] = None
            else:
                reasons[f"scope {known.sense.scope or 'unknown'}"] = None
        return Answer(None, None, tuple(every), tuple(reasons))

    def _one_of(
        self, senses: Sequence[str], case: _Case, rule: str, *evidence: str, others: Iterable[str] = ()
    ) -> Answer:
        """The one sense there is, or the one that the class noun picks; else all as candidates."""
        picked = senses
        if len(senses) > 1 and case.head:
            picked = [s for s in senses if self.known.by_id[s].has_head(case.key, case.head)] or senses
        if len(picked) > 1:
            return Answer(None, None, tuple(picked), (*evidence, f"several-senses {len(picked)}"))
        if len(senses) > 1:
            evidence = (*evidence, f"class-noun {case.head}")
        after = tuple(s for s in dict.fromkeys([*senses, *others]) if s != picked[0])
        by_noun = rule in ("national", "only-sense") and len(senses) > 1
        return Answer(picked[0], "sense-of-class-noun" if by_noun else rule, after, evidence)
