"""A level that stands bare before a slogan and names nobody (省“四强”行动): an issuer, a rank, or half of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tifatu.builders.issuers import rules
from tifatu.builders.issuers.naming import Issuer
from tifatu.builders.issuers.regions import NATIONAL, implied
from tifatu.builders.language.words import alternation, words
from tifatu.graph.model import Mention, Report

_HALVES = "市州县区国"
"""Levels that are more often the second half of a word (城市, 郑州, 中国): something must show that they begin."""


def level_issuers(text: str, start: int, end: int, mention: Mention, report: Report) -> Iterator[Issuer] | None:
    """省, 国家, 我市 at the end of a stretch, one issuer for each level in the run; None where no level stands there.

    Args:
        text: The whole document.
        start: Where the clause begins.
        end: Where the level must end: the mark of the slogan, or the purpose of a policy.
        mention: The slogan.
        report: Decides whose 省 and 市 are meant.
    """
    bare = rules.BARE.search(text, start, end)
    return _issuers(text, bare, start, mention, report) if bare else None


def _issuers(text: str, bare: re.Match[str], start: int, mention: Mention, report: Report) -> Iterator[Issuer]:
    only = _is_rank(text, bare, start, mention)
    if only is None or rules.MEASURED.match(text, mention.end):
        return
    if bare["run"][0] == "我" and rules.PRAISED.match(text, mention.end):
        return
    for found in rules.ONE_LEVEL.finditer(text, *bare.span("run")):
        region = None if found[0] in NATIONAL else implied(found[0], report)
        own_level = only and region == report.region and "我" not in found[0]
        if found[0] in NATIONAL or (region and region.code and not own_level):
            code = region.code if region else None
            yield Issuer(found.start(), found.end(), found[0], "region", code, only, rules.LEVEL.name)


def _is_rank(text: str, bare: re.Match[str], start: int, mention: Mention) -> bool | None:
    """True for a mere level, False for an issuer, None where the characters are no level at all (城市“X”)."""
    run, begin = bare["run"], bare.start("run")
    listed = _listings().search(text, start, begin) is not None
    if rules.PARTS.search(run):
        return None
    if "全" in run:
        return True if listed else None
    first = rules.ONE_LEVEL.match(run)
    begins = "级" in run or run[0] == "我" or begin == start or _openers().search(text, start, begin) is not None
    if not begins and (not listed or (first and first[0] in _HALVES)):
        return None
    level = listed or is_plan(mention) or "级" in run or bare[0].endswith("列")
    return level or _graded(text, mention)


def _graded(text: str, mention: Mention) -> bool:
    """Whether what bears the name is a thing, a place or a person (国家“…”中试基地), and no programme."""
    if mention.text.endswith(tuple(words("head_programs"))):
        return False
    behind = rules.GRADED.match(text, mention.end)
    thing = behind is not None and _ends_in_thing(behind["thing"])
    return thing or rules.WON.match(text, mention.end) is not None


def is_plan(mention: Mention) -> bool:
    """Whether it is a five-year plan, which every level makes for itself."""
    return rules.FIVE_YEARS.fullmatch(mention.text) is not None


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
