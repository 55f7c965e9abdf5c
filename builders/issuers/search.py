"""Looks for the issuers of one report's slogans, in the order of trust: right before the slogan, as the subject of an
earlier clause, right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tifatu.builders.gazetteer.table import Gazetteer, map_year
from tifatu.builders.issuers import rules
from tifatu.builders.issuers.regions import NATIONAL, implied, named_before
from tifatu.builders.language.affixes import begins_with_verb
from tifatu.builders.language.rule import Rule
from tifatu.builders.language.words import alternation, words
from tifatu.graph.model import Mention, Report

REACH = 90
"""Characters before a quotation in which its issuer is looked for; lists of members may stand between."""

SENTENCE = 170
"""Characters before a quotation in which the subject of its sentence is looked for."""

_CLAUSE = re.compile(r"[。；;！？\n“”]")
"""Nothing before one of these can be the issuer."""

_SENTENCE = re.compile(r"[。；;！？\n]")
_COMMA = re.compile(r"[，,]")

_BODIES = {
    "department": "department",
    "leader": "leader",
    "centre": "party-committee",
    "assembly": "congress",
    "congress": "congress",
    "party": "party-committee",
    "government": "government",
}

_HALVES = "市州县区国"
"""Levels that are more often the second half of a word (城市, 郑州, 中国): something must show that they begin."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer found in the text, with its division (提出者)."""

    start: int
    end: int
    text: str
    body: str
    region: str | None
    level_only: bool
    rule: str


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
        named = list(rules.issuers().finditer(self._text, begin, opened))
        if named and _kind(named[-1]) == "government" and rules.OWN_AFFAIR.match(self._text, mention.end):
            return
        if named and (rule := self._tie(named[-1], opened, mention)):
            yield from self._bodies(named, rule, is_plan(mention))
        elif bare := rules.BARE.search(self._text, begin, opened):
            yield from self._levels(bare, begin, mention)
        elif rules.ARTICLES.search(self._text[mention.start : mention.end + 12]):
            yield from self._policies(begin, opened, mention)

    def _policies(self, begin: int, opened: int, mention: Mention) -> Iterator[Issuer]:
        """Issuers of a policy whose purpose is told before its name: 省促进消费“20条”."""
        purpose = rules.PURPOSE.read(self._text, begin, opened)
        if purpose is None:
            return
        named = list(rules.issuers().finditer(self._text, begin, purpose.start()))
        if named and named[-1].end() == purpose.start():
            yield from self._bodies(named, rules.PURPOSE.name, False)
        elif bare := rules.BARE.search(self._text, begin, purpose.start()):
            yield from self._levels(bare, begin, mention)

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
        named = [m for m in rules.issuers().finditer(self._text, begin, comma) if self._acts(m, begin)]
        if named and not rules.OTHERS.search(self._text, named[-1].end(), opened):
            yield from self._bodies(named[-1:], rules.CARRIED.name, False)

    def _acts(self, found: re.Match[str], begin: int) -> bool:
        """Whether an issuer is the subject of a clause, and no government, whose every deed a report tells."""
        at_front = found.start() == begin or self._text[found.start() - 1] in "，,"
        return at_front and _kind(found) != "government" and not rules.NO_SUBJECT.match(self._text, found.end())

    def _behind(self, mention: Mention) -> Iterator[Issuer]:
        """The issuer to whom the words behind the slogan give it: “三区”是省委确定的定位."""
        if is_plan(mention):
            return
        belongs = rules.BELONGS.behind(self._text, mention.end)
        named = rules.issuers().match(self._text, belongs.end()) if belongs else None
        if named and rules.GIVEN.match(self._text, named.end()):
            yield from self._bodies([named], rules.BELONGS.name, False)

    def _clause(self, opened: int) -> int:
        begin = max(self._report.body[0], opened - REACH)
        ends = [stop.end() for stop in _CLAUSE.finditer(self._text, begin, opened)]
        return ends[-1] if ends else begin

    def _tie(self, issuer: re.Match[str], end: int, mention: Mention) -> str:
        """The rule by which an issuer and a slogan hang together; empty where none does."""
        ties = (rules.DIRECT,) if is_plan(mention) else rules.TIES
        tied = (tie for tie in ties if tie.read(self._text, issuer.end(), end))
        return next((tie.name for tie in tied if self._may(tie, issuer, end, mention)), "")

    def _may(self, tied: Rule, issuer: re.Match[str], end: int, mention: Mention) -> bool:
        """What a rule asks for besides the words between issuer and slogan."""
        if tied in (rules.AMONG, rules.MEETING, rules.SPOKEN) and not rules.DEMANDED.match(self._text, mention.end):
            return False
        if tied is rules.SPOKEN:
            return _kind(issuer) == "leader"
        if tied is rules.GRANTED:
            return _kind(issuer) == "department"
        if tied is rules.ABOUT or self._text[end - 1] == "对":
            return not rules.TOPIC.match(self._text, mention.end) and not self._titled(issuer, end)
        own = rules.OWN_DEED.search(self._text, issuer.end(), end) if tied is rules.PROPOSED else None
        return own is None or not begins_with_verb(own["field"])

    def _titled(self, issuer: re.Match[str], end: int) -> bool:
        """Whether issuer and slogan stand in the title of a paper: 《省委关于严守“X”…》."""
        before = self._text[max(0, issuer.start() - REACH) : issuer.start()]
        return before.rfind("《") > before.rfind("》") and self._text[issuer.end() : end] != "关于"

    def _bodies(self, named: Sequence[re.Match[str]], rule: str, only: bool) -> Iterator[Issuer]:
        """The last issuer named, and those right before it: 省委、市委“X”."""
        chosen = [named[-1]]
        for earlier in reversed(named[:-1]):
            if self._text[earlier.end() : chosen[0].start()] not in ("", "、", "和", "与", "及"):
                break
            chosen.insert(0, earlier)
        seen: set[str | None] = set()
        for found in chosen:
            known, region = self._region(found)
            if known and region not in seen:
                seen.add(region)
                yield Issuer(found.start(), found.end(), found[0], _body(found), region, only, rule)

    def _region(self, found: re.Match[str]) -> tuple[bool, str | None]:
        """Whether the issuer's division is known, and its code; the centre has none."""
        kind = _kind(found)
        if kind in ("department", "leader", "centre", "assembly"):
            return True, None
        level = found[f"{kind}_of"] or ""
        if not level:
            own = self._report.region
            return own is not None and own.code is not None, own.code if own else None
        named = named_before(
            self._text, found.start(f"{kind}_of") + len(level), self._report, self._gazetteer, self._year
        )
        region = named or implied(level, self._report)
        return region is not None and region.code is not None, region.code if region else None

    def _levels(self, bare: re.Match[str], begin: int, mention: Mention) -> Iterator[Issuer]:
        """省, 国家, 我市 right before the slogan, one for each level in the run."""
        run, start = bare["run"], bare.start("run")
        only = self._is_level(bare, begin, mention)
        if only is None or rules.MEASURED.match(self._text, mention.end):
            return
        if run[0] == "我" and rules.PRAISED.match(self._text, mention.end):
            return
        for found in rules.ONE_LEVEL.finditer(self._text, start, start + len(run)):
            region = None if found[0] in NATIONAL else implied(found[0], self._report)
            own_level = only and region == self._report.region and "我" not in found[0]
            if found[0] in NATIONAL or (region and region.code and not own_level):
                code = region.code if region else None
                yield Issuer(found.start(), found.end(), found[0], "region", code, only, rules.LEVEL.name)

    def _is_level(self, bare: re.Match[str], begin: int, mention: Mention) -> bool | None:
        """True for a level, False for an issuer, None where the characters are no level at all (城市“X”)."""
        run, start = bare["run"], bare.start("run")
        listed = _listings().search(self._text, begin, start) is not None
        if rules.PARTS.search(run):
            return None
        if "全" in run:
            return True if listed else None
        first = rules.ONE_LEVEL.match(run)
        begins = (
            "级" in run or run[0] == "我" or start == begin or _openers().search(self._text, begin, start) is not None
        )
        if not begins and (not listed or (first and first[0] in _HALVES)):
            return None
        level = listed or is_plan(mention) or "级" in run or bare[0].endswith("列")
        return level or self._graded(mention)

    def _graded(self, mention: Mention) -> bool:
        """Whether what bears the name is a thing, a place or a person (国家“…”中试基地), and no programme."""
        if mention.text.endswith(tuple(words("head_programs"))):
            return False
        behind = rules.GRADED.match(self._text, mention.end)
        thing = behind is not None and _ends_in_thing(behind["thing"])
        return thing or rules.WON.match(self._text, mention.end) is not None


def _opened(mention: Mention) -> int:
    """Where the slogan begins, its mark included."""
    return mention.start - 1 if mention.quoted else mention.start


def is_plan(mention: Mention) -> bool:
    """Whether it is a five-year plan, which every level makes for itself."""
    return rules.FIVE_YEARS.fullmatch(mention.text) is not None


def _body(found: re.Match[str]) -> str:
    if found["centre"] and found[0] in ("国务院", "国家"):
        return "government"
    return _BODIES[_kind(found)]


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _BODIES if found[kind])


def _ends_in_thing(noun: str) -> bool:
    """Whether the longest known noun at the end is a thing's: 中试基地, and no 发展思路, that ends in 路 as well."""
    known = (word for name in ("head_things", "head_programs") for word in words(name) if noun.endswith(word))
    return max(known, key=len, default="") in words("head_things")


@cache
def _listings() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('issuer_listings')})[^，。；：]{{0,8}}\Z")


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\u4e00-\u9fff]|{alternation('issuer_openers')})\Z")
