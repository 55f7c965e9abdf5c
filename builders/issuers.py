"""Attributions: whose a quoted formulation is, where the report says so (省委“四强”行动).

An issuer is a body of the division that the report's own place implies; what only has a level (省级“清洁村庄”,
省“十四五”规划, what was won or entered in a list) is kept as a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tifatu.builders import issuer_rules as rules
from tifatu.builders.gazetteer import Gazetteer, year_of
from tifatu.builders.issuer_regions import NATIONAL, implied, named_before
from tifatu.builders.words import alternation
from tifatu.graph.identity import identify
from tifatu.graph.model import Attribution, Mention, Report

REACH = 44
"""Characters before a quotation in which its issuer is looked for."""

FARTHEST = 16
"""Characters between two slogans of one issuer."""

_CLAUSE = re.compile(r"[。；;！？\n“”]")
"""Nothing before one of these can be the issuer."""

_BODIES = {
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
class _Issuer:
    """An issuer found in the text, with its division."""

    start: int
    end: int
    text: str
    body: str
    region: str | None
    level_only: bool
    rule: str


def attributions(text: str, report: Report, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Attribution]:
    """The attributions of a report's quoted slogans, in the order of the slogans.

    Args:
        text: The whole document.
        report: Its region decides whose 省委 and 市委 are meant.
        mentions: The report's quoted slogans in order.
        gazetteer: The divisions.
    """
    finder = _Finder(text, report, gazetteer)
    found: list[Attribution] = []
    last: Mention | None = None
    reach: tuple[_Issuer, ...] = ()
    for mention in mentions:
        issuers = tuple(finder.issuers(mention))
        if not issuers and last and reach and not _is_plan(mention):
            rule = _reach(text, last, mention, reach[0])
            issuers = tuple(replace(issuer, rule=rule) for issuer in reach) if rule else ()
        found += [_attribution(report, mention, issuer) for issuer in issuers]
        last, reach = mention, tuple(issuer for issuer in issuers if _reaching(issuer, report))
    return found


def _reaching(issuer: _Issuer, report: Report) -> bool:
    """A level reaches no further, nor does 我市 of the report's own city: what follows is as much its own."""
    own = report.region.code if report.region else None
    return not issuer.level_only and not (issuer.rule == rules.LEVEL.name and issuer.region == own)


def _reach(text: str, last: Mention, mention: Mention, issuer: _Issuer) -> str:
    """The rule by which the issuer of one slogan stands before the next one, too; empty where it does not."""
    start, end = last.end + 1, mention.start - 1
    if not 0 <= end - start <= FARTHEST:
        return ""
    if text[start:end] == last.head or rules.REACHES.regex.fullmatch(text, start, end):
        return rules.REACHES.name
    said = issuer.rule not in (rules.DIRECT.name, rules.LEVEL.name, rules.REACHES.name)
    return rules.CONTENT.name if said and rules.CONTENT.regex.fullmatch(text, start, end) else ""


def _attribution(report: Report, mention: Mention, issuer: _Issuer) -> Attribution:
    return Attribution(
        id=identify("A", report.id, mention.id, issuer.start, issuer.region),
        source=report.source,
        report=report.id,
        start=issuer.start,
        end=issuer.end,
        mention=mention.id,
        term=mention.text,
        head=mention.head,
        issuer=issuer.text,
        body=issuer.body,
        region=issuer.region,
        level_only=issuer.level_only,
        rule=issuer.rule,
    )


class _Finder:
    """Looks for the issuers of one report's slogans."""

    def __init__(self, text: str, report: Report, gazetteer: Gazetteer) -> None:
        self._text = text
        self._report = report
        self._gazetteer = gazetteer
        self._year = year_of(report)

    def issuers(self, mention: Mention) -> Iterator[_Issuer]:
        """The issuers of one slogan: none, one, or several of different levels."""
        opened = mention.start - 1 if mention.quoted else mention.start
        begin = self._clause(opened)
        if rules.SPEECH.match(self._text, mention.end):
            return
        named = list(rules.ISSUERS.finditer(self._text, begin, opened))
        if named and (rule := self._tie(named[-1].end(), opened, mention)):
            yield from self._bodies(named, rule, _is_plan(mention))
        elif bare := rules.BARE.search(self._text, begin, opened):
            yield from self._levels(bare, begin, mention)

    def _clause(self, opened: int) -> int:
        begin = max(self._report.body[0], opened - REACH)
        ends = [stop.end() for stop in _CLAUSE.finditer(self._text, begin, opened)]
        return ends[-1] if ends else begin

    def _tie(self, start: int, end: int, mention: Mention) -> str:
        """The rule by which an issuer and a slogan hang together; empty where none does."""
        ties = (rules.DIRECT,) if _is_plan(mention) else rules.TIES
        tied = next((tie for tie in ties if tie.regex.fullmatch(self._text, start, end)), None)
        open_ended = tied in (rules.AMONG, rules.MEETING)
        if tied is None or (open_ended and not rules.DEMANDED.match(self._text, mention.end)):
            return ""
        return tied.name

    def _bodies(self, named: Sequence[re.Match[str]], rule: str, only: bool) -> Iterator[_Issuer]:
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
                yield _Issuer(found.start(), found.end(), found[0], _body(found), region, only, rule)

    def _region(self, found: re.Match[str]) -> tuple[bool, str | None]:
        """Whether the issuer's division is known, and its code; the centre has none."""
        kind = _kind(found)
        if kind in ("leader", "centre", "assembly"):
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

    def _levels(self, bare: re.Match[str], begin: int, mention: Mention) -> Iterator[_Issuer]:
        """省, 国家, 我市 right before the slogan, one for each level in the run."""
        run, start = bare["run"], bare.start("run")
        only = self._is_level(bare, begin, mention)
        if only is None:
            return
        for found in rules.ONE_LEVEL.finditer(self._text, start, start + len(run)):
            region = None if found[0] in NATIONAL else implied(found[0], self._report)
            own_level = only and region == self._report.region and "我" not in found[0]
            if found[0] in NATIONAL or (region and region.code and not own_level):
                code = region.code if region else None
                yield _Issuer(found.start(), found.end(), found[0], "region", code, only, rules.LEVEL.name)

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
        return listed or _is_plan(mention) or "级" in run or bare[0].endswith("列")


def _is_plan(mention: Mention) -> bool:
    return rules.FIVE_YEARS.fullmatch(mention.text) is not None


def _body(found: re.Match[str]) -> str:
    if found["centre"] and found[0] in ("国务院", "国家"):
        return "government"
    return _BODIES[_kind(found)]


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in _BODIES if found[kind])


@cache
def _listings() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('issuer_listings')})[^，。；：]{{0,8}}\Z")


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\u4e00-\u9fff]|{alternation('issuer_openers')})\Z")
