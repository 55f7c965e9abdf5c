"""Whose report it is: the division named by session, title, office and opening sentence, as of the report's year.

Homonyms (朝阳区, 鼓楼区) are told apart by the parents named beside them, then by the parents, sisters and parts that
the text names, and only then by the path of the file. Where the head names no place, the text's own names decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from tifatu.builders.gazetteer.table import YEARS, Gazetteer, lies_in, short_names
from tifatu.builders.language.words import word_set
from tifatu.builders.reports.headers import Header
from tifatu.builders.reports.rules import OFFICE, SESSION, TITLE
from tifatu.graph.model import Region, Span

NATION = Region(code=None, name="中国", level="国家级")
"""The centre has no code of its own."""

_NATIONAL = re.compile(r"国务院|全国人民代表大会|全国人大")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,40}$")
_BRACKET = re.compile(r"[（(][^（()）]{0,40}[)）]")
_AFTER_NAME = re.compile(r"(?:第?[一二三四五六七八九十]{1,4}届)?(?:人民)?(?:政府|管委会|管理委员会|党工委)?$")
_BEFORE_NAME = re.compile(r"^.*[日在]|(?:19|20)[0-9]{2}年度?|^关于")
_ON_BEHALF = re.compile(
    r"代表([\u4e00-\u9fff（）()]{0,30}?)(?:第.{1,4}届)?(?:人民)?(?:政府|管委会|管理委员会|公署|行署)"
)
_ZONE = re.compile(r"(?:开发|高新|新|示范|试验|实验|管理|保税|合作|园|产业|风景|度假)区$")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)$")
_PARENT_END = re.compile(r"^(.*[省市县区州盟旗])(.{2,})$")
_UNLISTED = re.compile(
    r"(?P<above>[\u4e00-\u9fff]{2,12}?(?:省|自治区|市|自治州|州|盟|地区))?"
    r"(?P<name>(?![我全本各])[\u4e00-\u9fff]{2,8}?(?:自治[县旗州]|地区|[县旗市区盟州]))$"
)
_PREFECTURE = re.compile(r"(?:地区|盟|州)$")
_KIND = re.compile(r"自治区|自治州|自治县|自治旗|[省市县区州盟旗]")
_OWN = re.compile(r"[全我]([省市县区州盟旗])(?![域级])")


class Clue(NamedTuple):
    """Words that name the place, and where they stand."""

    words: str
    span: Span | None


class Found(NamedTuple):
    """The division, those above it (nearest first), and the words that say so."""

    region: Region | None
    parents: tuple[Region, ...]
    span: Span | None


@dataclass(frozen=True)
class Setting:
    """What is known about a report before its place is."""

    text: str
    span: Span
    year: int
    path: str
    opening: str
    """The sentence with 我代表, or nothing."""


def find_region(header: Header, setting: Setting, gazetteer: Gazetteer) -> Found:
    """The division whose government reports."""
    clues = list(_clues(header, setting))
    if any(_NATIONAL.search(words) for words in (*_national_words(header), setting.opening)):
        return Found(NATION, (), None)
    choice, span = _agreed(clues, setting, gazetteer)
    if choice:
        region = _choose(choice, setting, gazetteer)
        return Found(region, _parents(region, setting.year, gazetteer), span)
    zone = _outside(clues, setting, gazetteer)
    return zone or _unlisted(clues, setting, gazetteer) or _by_names(setting, gazetteer)


def _agreed(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> tuple[tuple[Region, ...], Span | None]:
    """What the clues may mean together; where two contradict each other, the one that the text names more."""
    choice: tuple[Region, ...] = ()
    span: Span | None = None
    for clue in clues:
        found = candidates(clue.words, setting.year, gazetteer)
        both = tuple(region for region in choice if region in found)
        if found and (not choice or both):
            choice, span = both or found, span or clue.span
        elif (
            found and _strangers(found, choice) and _said(found, setting, gazetteer) > _said(choice, setting, gazetteer)
        ):
            choice, span = found, clue.span
    return choice, span


def _strangers(some: Sequence[Region], others: Sequence[Region]) -> bool:
    """Does none of some lie in one of the others, or the other way?"""
    pairs = [(a.code or "", b.code or "") for a in some for b in others]
    return not any(lies_in(a, b) or lies_in(b, a) for a, b in pairs)


def _said(regions: Sequence[Region], setting: Setting, gazetteer: Gazetteer) -> int:
    """How often the text names one of the divisions or what lies in it."""
    counts = _names_in(setting, gazetteer)
    below = (child for region in regions for child in gazetteer.children(region.code or "", setting.year))
    return sum(_count(region, counts) for region in (*regions, *below))


def _clues(header: Header, setting: Setting) -> Iterator[Clue]:
    """What names the place, best first: session, title, office, opening."""
    if header.session:
        core = SESSION.regex.search(header.session.value)
        yield Clue(header.session.value[: core.start()] if core else "", header.session.span)
    if header.title:
        title = TITLE.regex.match(header.title.value)
        yield Clue(_BEFORE_NAME.sub("", title["before"]) if title else "", header.title.span)
    for line in header.lines:
        for office in list(OFFICE.find(line.text))[:1]:
            place = _PLACE.search(line.text[: office.start() + 1])
            yield Clue(_BEFORE_NAME.sub("", place[0]) if place else "", line.span(0, office.end()))
    if behalf := _ON_BEHALF.search(setting.opening):
        yield Clue(behalf[1], None)


def _national_words(header: Header) -> Iterator[str]:
    if header.session:
        yield header.session.value
    yield from (line.text for line in header.lines)


def candidates(words: str, year: int, gazetteer: Gazetteer) -> tuple[Region, ...]:
    """The divisions that a name may mean: those under the parents that it names, if any are.

    >>> [r.code for r in candidates("长春市朝阳区人民政府", 2020, Gazetteer.load())]
    ['220104']
    >>> [r.code for r in candidates("酒泉市", 2001, Gazetteer.load())]
    ['622102']
    """
    name = _AFTER_NAME.sub("", _BRACKET.sub("", words))
    for near in (year, year + 1, year - 1):
        for start in range(max(0, len(name) - 1)):
            if found := gazetteer.named(name[start:], near):
                exact = tuple(region for region in found if region.name == name[start:]) or found
                above = tuple(region for region in exact if _under(region, name[:start], near, gazetteer))
                return above or exact
    return ()


def _under(region: Region, words: str, year: int, gazetteer: Gazetteer) -> bool:
    parents = gazetteer.parents(region.code or "", year)
    return any(parent in gazetteer.named(words[i:j], year) for parent in parents for i, j in _stretches(words))


def _stretches(words: str) -> Iterator[Span]:
    return ((i, j) for i in range(len(words)) for j in range(i + 2, len(words) + 1))


def _choose(choice: Sequence[Region], setting: Setting, gazetteer: Gazetteer) -> Region:
    """One of the homonyms: of the kind that the opening names, then with the most kin in the text, then in the path."""
    kind = _kind(setting)
    fitting = [region for region in choice if kind and region.name.endswith(kind)] or list(choice)
    if len(fitting) == 1:
        return fitting[0]
    counts = _names_in(setting, gazetteer)
    ranked = sorted(fitting, key=lambda region: (-_kin(region, counts, setting, gazetteer), region.code or ""))
    best, second = (_kin(region, counts, setting, gazetteer) for region in ranked[:2])
    if best > second:
        return ranked[0]
    shares = [_in_path(region, setting, gazetteer) for region in fitting]
    if shares.count(max(shares)) == 1 and max(shares) > 0:
        return fitting[shares.index(max(shares))]
    return Region(code=None, name=fitting[0].name, level=fitting[0].level)


def _kind(setting: Setting) -> str:
    """The last letter of the division's kind: 区 of 我代表区人民政府, else of the many 全区 and 我区."""
    behalf = _ON_BEHALF.search(setting.opening)
    kinds = _KIND.findall(behalf[1]) if behalf else []
    if kinds:
        return str(kinds[-1])
    counted = Counter(_OWN.findall(setting.text, *setting.span)).most_common(1)
    return str(counted[0][0]) if counted else ""


def _kin(region: Region, counts: Counter[str], setting: Setting, gazetteer: Gazetteer) -> int:
    """How often the text names the divisions above, beside and below."""
    year = gazetteer_year(region, setting.year, gazetteer)
    parents = gazetteer.parents(region.code or "", year)
    sisters = gazetteer.children(parents[0].code or "", year) if parents else ()
    below = gazetteer.children(region.code or "", year)
    kin = {r.name for r in (*parents, *sisters, *below)} - {region.name}
    return sum(counts[name] for name in kin) + sum(
        counts[short] for above in parents for short in short_names(above.name)
    )


def gazetteer_year(region: Region, year: int, gazetteer: Gazetteer) -> int:
    """The year nearest the report's in which the division was in force under that name."""
    years = (year, year + 1, year - 1)
    return next((near for near in years if gazetteer.division(region.code or "", near) == region), year)


def _in_path(region: Region, setting: Setting, gazetteer: Gazetteer) -> int:
    """How many of the divisions above stand in the path of the file."""
    return sum(above.name in setting.path for above in _parents(region, setting.year, gazetteer))


def _parents(region: Region, year: int, gazetteer: Gazetteer) -> tuple[Region, ...]:
    if region.code is None:
        return ()
    return gazetteer.parents(region.code, gazetteer_year(region, year, gazetteer))


def _outside(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> Found | None:
    """A development zone or a town: real, but without a code of its own; best from words that name what is above it."""
    found = [one for clue in clues if (one := _zone_or_town(clue, setting, gazetteer))]
    return next((one for one in found if one.parents), found[0] if found else None)


def _unlisted(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> Found | None:
    """A division that the table lacks, as session or title write it: without a code, under what stands before it."""
    for clue in clues[:2]:
        named = _UNLISTED.match(_AFTER_NAME.sub("", _BRACKET.sub("", clue.words)))
        if named is None:
            continue
        above = candidates(named["above"], setting.year, gazetteer) if named["above"] else ()
        parents = (above[0], *_parents(above[0], setting.year, gazetteer)) if len(above) == 1 else ()
        level = "地级" if _PREFECTURE.search(named["name"]) else "县级"
        name = named["name"] if parents else named[0]
        return Found(Region(code=None, name=name, level=level), parents, clue.span)
    return None


def _zone_or_town(clue: Clue, setting: Setting, gazetteer: Gazetteer) -> Found | None:
    name = _AFTER_NAME.sub("", _BRACKET.sub("", clue.words))
    level = "乡级" if _TOWN.search(name) else "开发区" if _ZONE.search(name) else ""
    if not level:
        return None
    cut = _PARENT_END.match(name)
    above = candidates(cut[1], setting.year, gazetteer) if cut else ()
    parent = _choose(above, setting, gazetteer) if above else None
    if cut is None or parent is None:
        return Found(Region(code=None, name=name, level=level), (), clue.span)
    own = cut[2] if len(cut[2]) > len("开发区") or level == "乡级" else name
    parents = (parent, *_parents(parent, setting.year, gazetteer))
    return Found(Region(code=None, name=own, level=level), parents, clue.span)


def _by_names(setting: Setting, gazetteer: Gazetteer) -> Found:
    """The head names no place: the division of the right kind that the text names most, with its parts."""
    kind = _kind(setting)
    counts = _names_in(setting, gazetteer)
    scores = Counter[str]()
    regions = {r.code or "": r for r in gazetteer.in_force(setting.year) if kind and r.name.endswith(kind)}
    for code, region in regions.items():
        if own := _count(region, counts):
            below = gazetteer.children(code, setting.year) if region.level != "县级" else ()
            scores[code] = 2 * own + sum(_count(r, counts) for r in below)
    if not scores:
        return Found(None, (), None)
    region = regions[min(scores, key=lambda code: (-scores[code], code))]
    return Found(region, _parents(region, setting.year, gazetteer), None)


def _count(region: Region, counts: Counter[str]) -> int:
    """Names that are words first (合作, 和平) count only in full."""
    shorts = (short for short in short_names(region.name) if short not in word_set("place_words"))
    return counts[region.name] + sum(counts[short] for short in shorts)


def _names_in(setting: Setting, gazetteer: Gazetteer) -> Counter[str]:
    """How often each name of the gazetteer stands in the report, the longest name at each place."""
    automaton, names = _automaton(gazetteer, setting.year)
    text = setting.text[slice(*setting.span)]
    return Counter(names[index] for index, _, _ in automaton.find_matches_as_indexes(text))


@lru_cache(maxsize=YEARS)
def _automaton(gazetteer: Gazetteer, year: int) -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = gazetteer.names_in_force(year)
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), names
