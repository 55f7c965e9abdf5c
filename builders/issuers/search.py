"""Looks for the issuers of one report's slogans, in the order of trust: right before the slogan, as the subject of an
earlier clause, right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tifatu.builders.gazetteer.table import Gazetteer, map_year
from tifatu.builders.issuers import rules
from tifatu.builders.issuers.levels import is_plan, level_issuers
from tifatu.builders.issuers.naming import Issuer, Named, all_named, named_at
from tifatu.builders.language.affixes import begins_with_verb
from tifatu.builders.language.rule import Rule
from tifatu.graph.model import Mention, Report

REACH = 90
"""Characters before a quotation in which its issuer is looked for; lists of members may stand between."""

SENTENCE = 170
"""Characters before a quotation in which the subject of its sentence is looked for."""

_CLAUSE = re.compile(r"[。；;！？\n“”]")
"""Nothing before one of these can be the issuer."""

_SENTENCE = re.compile(r"[。；;！？\n]")
_COMMA = re.compile(r"[，,]")


class Finder:
    """Looks for the issuers of one report's slogans."""

    def __init__(self, text: str, report: Report, gazetteer: Gazetteer) -> None:
        self._text = text
        self._report = report
        self._gazetteer = gazetteer
        self._year = map_year(report)

    def issuers(self, mention: Mention) -> tuple[Issuer, ...]:
        """The issuers of one slogan: none, one, or several of different levels."""
        if rules.SPEECH.match(self._text, mention.end) or rules.EVENT.fullmatch(mention.text):
            return ()
        looks = (self._before, self._subject, self._behind)
        return next((found for look in looks if (found := tuple(look(mention)))), ())

    def _before(self, mention: Mention) -> Iterator[Issuer]:
        """Issuers that stand before the slogan in its own clause."""
        begin, opened = self._clause(_opened(mention)), _opened(mention)
        named = list(all_named(self._text, begin, opened))
        if named and named[-1].kind == "government" and rules.OWN_AFFAIR.match(self._text, mention.end):
            return
        if named and (rule := self._tie(named[-1], opened, mention)):
            yield from self._bodies(named, rule, is_plan(mention))
        elif levels := level_issuers(self._text, begin, opened, mention, self._report):
            yield from levels
        elif rules.ARTICLES.search(self._text[mention.start : mention.end + 12]):
            yield from self._policies(begin, opened, mention)

    def _policies(self, begin: int, opened: int, mention: Mention) -> Iterator[Issuer]:
        """Issuers of a policy whose purpose is told before its name: 省促进消费“20条”."""
        purpose = rules.PURPOSE.read(self._text, begin, opened)
        if purpose is None:
            return
        named = list(all_named(self._text, begin, purpose.start()))
        if named and named[-1].end == purpose.start():
            yield from self._bodies(named, rules.PURPOSE.name, False)
        elif levels := level_issuers(self._text, begin, purpose.start(), mention, self._report):
            yield from levels

    def _subject(self, mention: Mention) -> Iterator[Issuer]:
        """The subject of the sentence, where a later clause says that it proposed the slogan."""
        opened = _opened(mention)
        if is_plan(mention):
            return
        begin = max(self._report.body[0], opened - SENTENCE)
        begin = max((stop.end() for stop in _SENTENCE.finditer(self._text, begin, opened)), default=begin)
        comma = max((stop.end() for stop in _COMMA.finditer(self._text, begin, opened)), default=0)
        if not comma or not rules.CARRIED.read(self._text, comma, opened):
            return
        named = [one for one in all_named(self._text, begin, comma) if self._acts(one, begin)]
        if named and not rules.OTHERS.search(self._text, named[-1].end, opened):
            yield from self._bodies(named[-1:], rules.CARRIED.name, False)

    def _acts(self, named: Named, begin: int) -> bool:
        """Whether an issuer is the subject of a clause, and no government, whose every deed a report tells."""
        at_front = named.start == begin or self._text[named.start - 1] in "，,"
        return at_front and named.kind != "government" and not rules.NO_SUBJECT.match(self._text, named.end)

    def _behind(self, mention: Mention) -> Iterator[Issuer]:
        """The issuer to whom the words behind the slogan give it: “三区”是省委确定的定位."""
        if is_plan(mention):
            return
        belongs = rules.BELONGS.behind(self._text, mention.end)
        named = named_at(self._text, belongs.end()) if belongs else None
        if named and rules.GIVEN.match(self._text, named.end):
            yield from self._bodies([named], rules.BELONGS.name, False)

    def _clause(self, opened: int) -> int:
        begin = max(self._report.body[0], opened - REACH)
        ends = [stop.end() for stop in _CLAUSE.finditer(self._text, begin, opened)]
        return ends[-1] if ends else begin

    def _tie(self, named: Named, end: int, mention: Mention) -> str:
        """The rule by which an issuer and a slogan hang together; empty where none does."""
        ties = (rules.DIRECT,) if is_plan(mention) else rules.TIES
        tied = (tie for tie in ties if tie.read(self._text, named.end, end))
        return next((tie.name for tie in tied if self._may(tie, named, end, mention)), "")

    def _may(self, tied: Rule, named: Named, end: int, mention: Mention) -> bool:
        """What a rule asks for besides the words between issuer and slogan."""
        if tied in (rules.AMONG, rules.MEETING, rules.SPOKEN) and not rules.DEMANDED.match(self._text, mention.end):
            return False
        if tied is rules.SPOKEN:
            return named.kind == "leader"
        if tied is rules.GRANTED:
            return named.kind == "department"
        if tied is rules.ABOUT or self._text[end - 1] == "对":
            return not rules.TOPIC.match(self._text, mention.end) and not self._titled(named, end)
        own = rules.OWN_DEED.search(self._text, named.end, end) if tied is rules.PROPOSED else None
        return own is None or not begins_with_verb(own["field"])

    def _titled(self, named: Named, end: int) -> bool:
        """Whether issuer and slogan stand in the title of a paper: 《省委关于严守“X”…》."""
        before = self._text[max(0, named.start - REACH) : named.start]
        return before.rfind("《") > before.rfind("》") and self._text[named.end : end] != "关于"

    def _bodies(self, named: Sequence[Named], rule: str, only: bool) -> Iterator[Issuer]:
        """The last issuer named, and those right before it: 省委、市委“X”."""
        chosen = [named[-1]]
        for earlier in reversed(named[:-1]):
            if self._text[earlier.end : chosen[0].start] not in ("", "、", "和", "与", "及"):
                break
            chosen.insert(0, earlier)
        seen: set[str | None] = set()
        for one in chosen:
            known, region = one.region(self._text, self._report, self._gazetteer, self._year)
            if known and region not in seen:
                seen.add(region)
                yield Issuer(one.start, one.end, one.text, one.body, region, only, rule)


def _opened(mention: Mention) -> int:
    """Where the slogan begins, its mark included."""
    return mention.start - 1 if mention.quoted else mention.start
