"""The divisions that a report names besides its own, each with its code in the report's year.

A name alone proves little: 资源, 合作 and 公安 are counties too. What counts is how near the division is to the
report's own, whether the name is also a word or a river, and what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.language.rule import Rule
from tifatu.builders.language.words import alternation
from tifatu.builders.places import rules
from tifatu.builders.places.matcher import Matcher
from tifatu.builders.places.nearness import Candidate, Nearness, Surroundings, candidates
from tifatu.graph.identity import identify
from tifatu.graph.model import Place, Report

_LINK = re.compile(r"(?:[省市县区州旗盟]|地区)?(?:(?P<list>、|和|与|及|以及|或)|—|－|-|～|~|至|到|经|·|/)")
"""What stands between two names of one list or of one road."""

_ITEM_BEFORE, _ITEM_AFTER = "、（(和与及在对，。；：\n", "、，。；：和与及等）)\n"
"""Characters between which a word stands alone as an item of a list."""

_BEGINNING = r"(?:[^\u4e00-\u9fff\d]|[GSXYC]\d{{1,4}}|[与和同及至经到往从由赴在向对是为以]|{openers})\Z"
"""Characters and words behind which a name begins rather than the second half of another word."""

_DIRECTION = re.compile(r"[江河湖海山][东南西北]")
"""Provinces called after a side of a river: their characters meet by chance at 黄河 + 南岸."""


def places(text: str, report: Report, gazetteer: Gazetteer) -> list[Place]:
    """The places of a report's speech and glossary, in the order of the text; its own place is left out.

    Args:
        text: The whole document.
        report: Says where to look, whose report it is and of which year.
        gazetteer: The divisions.
    """
    around = Surroundings(report, gazetteer)
    matcher = Matcher.of(gazetteer)
    spans = (report.body, report.glossary) if report.glossary else (report.body,)
    named = [c for span in spans for c in candidates(matcher.sightings(text, span, around.year), around)]
    judged = _Judge(text, named).verdicts()
    return [_place(report, c, rule, inside) for c, rule, inside in judged if c.nearness != Nearness.OWN]


def _place(report: Report, found: Candidate, rule: str, in_name: bool) -> Place:
    return Place(
        id=identify("P", report.id, found.start, found.end),
        source=report.source,
        report=report.id,
        start=found.start,
        end=found.end,
        region=found.region.code or "",
        text=found.name,
        in_name=in_name,
        rule=rule,
    )


class _Judge:
    """Weighs each candidate against its neighbours and the words around it."""

    def __init__(self, text: str, named: Sequence[Candidate]) -> None:
        self._text = text
        self._named = named
        self._links = [self._link(a, b) for a, b in pairwise(named)]

    def verdicts(self) -> Iterator[tuple[Candidate, str, bool]]:
        """The candidates that are places, with the rule that decided and whether they stand inside a name."""
        for index, candidate in enumerate(self._named):
            rule = self._accepted(index, candidate)
            if rule and not self._other_thing(index, candidate):
                yield candidate, rule, self._inside(index, candidate)

    def _accepted(self, index: int, candidate: Candidate) -> str:
        """The rule by which it is a place; empty where none is."""
        if candidate.trusted:
            return "full-name" if candidate.full else "short-name"
        if candidate.word:
            return self._accept_word(index, candidate)
        if candidate.under_parent:
            return "" if candidate.homonym and self._after(rules.INSTITUTION, candidate) else "under-parent"
        if candidate.touching or self._doubtful_beginning(candidate):
            return ""
        if candidate.full and len(candidate.name) > 2:
            return "full-name"
        if candidate.nearness == Nearness.DEEP:
            return "short-name"
        if self._listed(index, candidate) >= 2:
            return "place-list"
        return self._accept_by_context(candidate)

    def _accept_word(self, index: int, candidate: Candidate) -> str:
        """A word needs proof even at home; away from home only its full name will do, under a parent or in a list."""
        if candidate.under_parent and candidate.full and len(candidate.name) > 2:
            return "under-parent"
        near = candidate.nearness <= Nearness.DEEP
        far = not near and candidate.full and len(candidate.name) > 3
        if (far or (near and self._is_item(candidate))) and self._beside_trusted(index, "list", far):
            return "place-list"
        return (
            self._first_behind((rules.ACTING, rules.ZONE), candidate) if candidate.nearness <= Nearness.BESIDE else ""
        )

    def _accept_by_context(self, candidate: Candidate) -> str:
        if self._after(rules.LOCATIVE, candidate):
            return rules.LOCATIVE.name
        if self._before(rules.AIDED, candidate):
            return rules.AIDED.name
        if candidate.homonym:
            return ""
        if self._before(rules.OF_PROVINCE, candidate):
            return rules.OF_PROVINCE.name
        if behind := self._first_behind((rules.DISASTER, rules.ROUTE_FROM, rules.ZONE), candidate):
            return behind
        if self._before(rules.TOWARDS, candidate) and self._after(rules.ROUTE_TO, candidate):
            return rules.ROUTE_TO.name
        partner = self._before(rules.PARTNER, candidate) and not self._after(rules.INSTITUTION, candidate)
        return rules.PARTNER.name if partner else ""

    def _first_behind(self, chosen: Sequence[Rule], candidate: Candidate) -> str:
        return next((rule.name for rule in chosen if self._after(rule, candidate)), "")

    def _other_thing(self, index: int, candidate: Candidate) -> bool:
        if self._touches_next(index) or (candidate.full and len(candidate.name) > 2):
            return False
        things: tuple[Rule, ...] = (rules.ROAD, rules.NATURE, rules.TOWN)
        if candidate.nearness > Nearness.BESIDE:
            things = (*things, rules.WORKS, rules.INITIALS)
        if not candidate.trusted:
            things = (*things, rules.BUILT)
        if _DIRECTION.fullmatch(candidate.name):
            things = (*things, rules.RIVERSIDE)
        return any(self._after(thing, candidate) for thing in things)

    def _inside(self, index: int, candidate: Candidate) -> bool:
        names = (rules.INSTITUTION, rules.BUILT, rules.WORKS)
        return not self._touches_next(index) and any(self._after(name, candidate) for name in names)

    def _doubtful_beginning(self, candidate: Candidate) -> bool:
        if not candidate.homonym and not candidate.doubtful_stem:
            return False
        return _beginning().search(self._text, max(0, candidate.start - 5), candidate.start) is None

    def _touches_next(self, index: int) -> bool:
        following = self._named[index + 1 : index + 2]
        return bool(following) and following[0].start == self._named[index].end

    def _link(self, a: Candidate, b: Candidate) -> str:
        """list, route, or nothing where the names do not hang together."""
        found = _LINK.fullmatch(self._text, a.end, b.start) if b.start - a.end <= 4 else None
        if found is None:
            return ""
        return "list" if found["list"] else "route"

    def _listed(self, index: int, candidate: Candidate) -> int:
        """How strong the list is in which the name stands: 2 for each trusted name, 1 for each other good one."""
        first = last = index
        while first and self._links[first - 1]:
            first -= 1
        while last < len(self._links) and self._links[last]:
            last += 1
        if first == last:
            return 0
        if self._beside_trusted(index, "route"):
            return 2
        foreign = candidate.homonym and candidate.nearness > Nearness.DEEP and "list" in self._links[first:last]
        return sum(_weight(c, foreign) for c in self._named[first : last + 1])

    def _beside_trusted(self, index: int, link: str, far: bool = False) -> bool:
        """Whether a trusted name, or one that is as far away, stands beside it."""
        left = self._named[index - 1 : index] if index and self._links[index - 1] == link else []
        right = self._named[index + 1 : index + 2] if index < len(self._links) and self._links[index] == link else []
        return any(c.trusted and (not far or c.nearness > Nearness.DEEP) for c in (*left, *right))

    def _is_item(self, candidate: Candidate) -> bool:
        before, behind = (
            self._text[candidate.start - 1 : candidate.start],
            self._text[candidate.end : candidate.end + 1],
        )
        return before in _ITEM_BEFORE and behind in _ITEM_AFTER

    def _after(self, rule: Rule, candidate: Candidate) -> bool:
        return rule.behind(self._text, candidate.end) is not None

    def _before(self, rule: Rule, candidate: Candidate) -> bool:
        return rule.before(self._text, candidate.start) is not None


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(_BEGINNING.format(openers=alternation("place_openers")))


def _weight(candidate: Candidate, foreign: bool) -> int:
    """What a neighbour adds; own counties say nothing for a far homonym in their list (海东 of 海东、遂溪)."""
    if candidate.trusted:
        return 0 if foreign and candidate.nearness in (Nearness.OWN, Nearness.BELOW) else 2
    return 0 if candidate.word or candidate.homonym else 1
