"""Whose report it is: the division named by session, title, office and opening sentence, as of the report's year.

Homonyms (朝阳区, 鼓楼区) are told apart by the parents named beside them, then by the parents, sisters and parts that
the text names, and only then by the path of the file (homonyms.py). Where the head names none of these, outside.py
looks for zones and towns, and in the text's own names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tifatu.builders.gazetteer.table import Gazetteer, lies_in
from tifatu.builders.reports.headers import Header
from tifatu.builders.reports.homonyms import ON_BEHALF, choose, times_said
from tifatu.builders.reports.naming import Clue, Found, Setting, candidates, parents_of
from tifatu.builders.reports.outside import most_named, unlisted, zone_or_town
from tifatu.builders.reports.rules import OFFICE, SESSION, TITLE
from tifatu.graph.model import Region, Span

NATION = Region(code=None, name="中国", level="国家级")
"""The centre has no code of its own."""

_NATIONAL = re.compile(r"国务院|全国人民代表大会|全国人大")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,40}$")
_BEFORE_NAME = re.compile(r"^.*[日在]|(?:19|20)[0-9]{2}年度?|^关于")


def find_region(header: Header, setting: Setting, gazetteer: Gazetteer) -> Found:
    """The division whose government reports."""
    clues = list(_clues(header, setting))
    if any(_NATIONAL.search(words) for words in (*_national_words(header), setting.opening)):
        return Found(NATION, (), None)
    choice, span = _agreed(clues, setting, gazetteer)
    if choice:
        region = choose(choice, setting, gazetteer)
        return Found(region, parents_of(region, setting.year, gazetteer), span)
    zone = zone_or_town(clues, setting, gazetteer)
    return zone or unlisted(clues, setting, gazetteer) or most_named(setting, gazetteer)


def _agreed(clues: Sequence[Clue], setting: Setting, gazetteer: Gazetteer) -> tuple[tuple[Region, ...], Span | None]:
    """What the clues may mean together; where two contradict each other, the one that the text names more."""
    choice: tuple[Region, ...] = ()
    span: Span | None = None
    for clue in clues:
        found = candidates(clue.words, setting.year, gazetteer)
        both = tuple(region for region in choice if region in found)
        if found and (not choice or both):
            choice, span = both or found, span or clue.span
        elif found and _strangers(found, choice):
            here, before = (times_said(regions, setting, gazetteer) for regions in (found, choice))
            choice, span = (found, clue.span) if here > before else (choice, span)
    return choice, span


def _strangers(some: Sequence[Region], others: Sequence[Region]) -> bool:
    """Does none of some lie in one of the others, or the other way?"""
    pairs = [(a.code or "", b.code or "") for a in some for b in others]
    return not any(lies_in(a, b) or lies_in(b, a) for a, b in pairs)


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
    if behalf := ON_BEHALF.search(setting.opening):
        yield Clue(behalf[1], None)


def _national_words(header: Header) -> Iterator[str]:
    if header.session:
        yield header.session.value
    yield from (line.text for line in header.lines)
