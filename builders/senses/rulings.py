"""The rules by which a mention gets its sense, over all that is known of the senses; resolution.py tells the order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tifatu.builders.senses.around import Around
from tifatu.builders.senses.families import fold
from tifatu.builders.senses.known import KnownSenses, last_words, stand_in
from tifatu.builders.senses.programs import FIVE_YEAR
from tifatu.builders.senses.wording import UNCOUNTED, bare, substance
from tifatu.graph.model import Scope

NAMED = 2
"""Characters of substance from which a label says what it is about, so that a province may share it."""

NAMING = 3
"""The same from which a label names its thing, so that all who use it mean the same."""

SPREAD = 8
"""Provinces whose reports use such a label, from which it is common and the one meaning known is meant."""

DOMINANT = 3
"""How many times as many definitions one national meaning has as the next, to be the one that is meant."""

PREVAILING = 0.5
"""Share of the definitions of a label that only counts, from which a meaning of the nation is the one that is meant."""

QUALIFIED = 8
"""Characters before the mark in which the word that tells a sense is looked for: 推广鲜活水产 has six."""

HELD = 0.6
"""Share of a list's items that stand around a mention, from which the list is meant."""

LEAD = 0.3
"""How much larger that share must be than that of the next sense."""

_COUNTS = re.compile(r"(?:[一二三四五六七八九十百千]{1,4}|\d{1,5})[大个项类条种件]")
"""十件实事: a count with its measure word is filled anew every year."""


class Answer(NamedTuple):
    """What was decided about a mention."""

    sense: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


NOTHING = Answer(None, None)


@dataclass(frozen=True)
class Case:
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


class Book:
    """The rules, over all that is known of the senses."""

    def __init__(self, known: KnownSenses, spread: Mapping[str, int]) -> None:
        self.known = known
        self._by_id = known.by_id
        self._spread = spread

    def answer(self, term: str, case: Case, spot: str | None) -> Answer:
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
            sure, every = ([s for s in some if self._by_id[s].is_period(case.key, case.head)] for some in (sure, every))
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

    def _issued(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        there = [sense for sense in sure if case.issuer and self._speaks_at(sense, case.issuer, case)]
        return self._one_of(there, case, "issuer") if there else None

    def _qualified(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """The sense that has a word before its mark that stands before this one, too."""
        before = last_words(case.around[0], QUALIFIED)
        found: dict[str, str] = {}
        written = self.known.by_key.get(fold(case.key + case.head), ())
        for sense in [sense for sense in every if sense in written] or every:
            words = self._by_id[sense].qualifiers.get(case.key, ())
            if word := next((word for word in sorted(words) if word and word in before), ""):
                found[sense] = word
        if not found:
            return None
        longest = max(map(len, found.values()))
        best = [sense for sense, word in found.items() if len(word) == longest]
        return self._one_of(best, case, "word-before", f"word-before {found[best[0]]}", others=every)

    def _told_around(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """The sense whose items stand around the mention, where those of no other do."""
        words = bare("".join(case.around))
        if len(every) < 2 or not words:
            return None
        shares = sorted(
            ((stand_in(self._by_id[s].items, words), s) for s in every), key=lambda pair: (-pair[0], pair[1])
        )
        (best, sense), (next_best, _) = shares[:2]
        if best < HELD or best - next_best < LEAD:
            return None
        return self._one_of([sense], case, "words-around", f"items-around {best:.2f}", others=every)

    def _near(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """What the same division says in other years, else the nearest above it."""
        for distance, place in enumerate(case.places):
            there = [s for s in sure if self._speaks_at(s, place, case) and not self._by_id[s].is_early(case.year)]
            if there:
                rule, near = "ancestor-region" if distance else "own-region", self._nearest(there, place, case)
                return self._one_of(near, case, rule, f"region {place}", others=every)
        return None

    def _nearest(self, there: Sequence[str], place: str, case: Case) -> Sequence[str]:
        """Of several meanings of one place, those defined nearest to the year of the mention."""
        if len(there) < 2 or not case.year:
            return there
        apart = {s: min(abs(year - case.year) for year in self._by_id[s].places[place]) for s in there}
        return [sense for sense in there if apart[sense] == min(apart.values())]

    def _speaks_at(self, sense: str, place: str, case: Case) -> bool:
        known = self._by_id[sense]
        return place in known.places and (substance(case.key) >= NAMED or not known.conflicts(case.key, case.head))

    def _national(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """What the nation shares; of several meanings the one that is defined far more often than the next."""
        found = [s for s in self._fitting(sure, case) if self._by_id[s].is_national]
        found = [s for s in found if self._by_id[s].is_explained or self._by_id[s].is_widely_defined]
        if substance(case.key) < NAMED:
            bare_too = [s for s in found if case.head or len(sure) == 1 or "" in self._by_id[s].heads[case.key]]
            found = [s for s in bare_too if self._by_id[s].is_widely_defined and self._prevails(s, sure, case)]
        if not found:
            return None
        ranked = sorted(found, key=lambda s: (-self._by_id[s].size, s))
        first, second = (self._by_id[s].size for s in (ranked * 2)[:2])
        best = ranked[:1] if len(ranked) == 1 or first >= DOMINANT * second else ranked
        told = self._by_id[best[0]].sense.scope_evidence[:1]
        return self._one_of(best, case, "national", "scope national", *told, others=every)

    def _fitting(self, sure: Sequence[str], case: Case) -> list[str]:
        return [s for s in sure if self._by_id[s].fits(case.key, case.head, case.year)]

    def _prevails(self, sense: str, sure: Sequence[str], case: Case) -> bool:
        """True for a meaning of this class noun, or that most definitions of its label have.

        Three provinces may fill 三大行动 alike by chance.
        """
        known = self._by_id[sense]
        noun = case.head and known.has_head(case.key, case.head)
        return bool(noun) or known.size > PREVAILING * sum(self._by_id[s].size for s in sure)

    def _provincial(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """What the province shares, or what the one place of the province says that says anything."""
        fitting = [s for s in self._fitting(sure, case) if case.province in self._by_id[s].provinces]
        shared = [s for s in fitting if self._by_id[s].sense.scope is not Scope.LOCAL]
        if shared:
            return self._one_of(shared, case, "own-province", f"province {case.province}", others=every)
        if fitting and (substance(case.key) >= NAMED or self._share_head(fitting, case)):
            return self._one_of(fitting, case, "only-sense", f"province {case.province}", others=every)
        if len(fitting) == 1 and self._by_id[fitting[0]].is_fresh(case.year):
            told = (f"province {case.province}", f"glossary-before {case.year}")
            return self._one_of(fitting, case, "only-sense", *told, others=every)
        return None

    def _share_head(self, senses: Sequence[str], case: Case) -> bool:
        return bool(case.head) and all(self._by_id[sense].has_head(case.key, case.head) for sense in senses)

    def _common(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer | None:
        """The one meaning of a label that names its thing, where all the country uses that label as it stands.

        A text that begins with its own division says what the label means there. What all the country says without a
        numeral it has said before anybody explained it.
        """
        spread = self._spread.get(case.key, 0)
        if len(sure) != 1 or spread < SPREAD or substance(case.key) < NAMING or _COUNTS.match(case.key):
            return None
        known = self._by_id[sure[0]]
        if (
            known.is_placed
            or not known.is_explained
            or "" not in known.heads.get(case.key, ())
            or known.conflicts(case.key, case.head)
            or (substance(case.key) < UNCOUNTED and known.is_early(case.year))
        ):
            return None
        return self._one_of(sure, case, "only-sense", f"used-in-provinces {spread}", others=every)

    def _open(self, sure: Sequence[str], every: Sequence[str], case: Case) -> Answer:
        """None decided: say what speaks against each."""
        reasons: dict[str, None] = {}
        for sense in every:
            known = self._by_id[sense]
            if known.conflicts(case.key, case.head):
                reasons[f"other-class-noun {case.head}"] = None
            elif self._by_id[sense].is_early(case.year):
                reasons[f"before-first-definition {case.year}<{known.first}"] = None
            elif sense not in sure:
                reasons["other-word-before"] = None
            else:
                reasons[f"scope {known.sense.scope or 'unknown'}"] = None
        return Answer(None, None, tuple(every), tuple(reasons))

    def _one_of(
        self, senses: Sequence[str], case: Case, rule: str, *evidence: str, others: Iterable[str] = ()
    ) -> Answer:
        """The one sense there is, or the one that the class noun picks; else all as candidates."""
        picked = senses
        if len(senses) > 1 and case.head:
            picked = [s for s in senses if self._by_id[s].has_head(case.key, case.head)] or senses
        if len(picked) > 1:
            return Answer(None, None, tuple(picked), (*evidence, f"several-senses {len(picked)}"))
        if len(senses) > 1:
            evidence = (*evidence, f"class-noun {case.head}")
        after = tuple(s for s in dict.fromkeys([*senses, *others]) if s != picked[0])
        by_noun = rule in ("national", "only-sense") and len(senses) > 1
        return Answer(picked[0], "sense-of-class-noun" if by_noun else rule, after, evidence)
