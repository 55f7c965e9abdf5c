"""What the words of a head may mean: the divisions of a name in a year, told apart by the parents named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.graph.model import Region, Span

_BRACKET = re.compile(r"[（(][^（()）]{0,40}[)）]")
_AFTER_NAME = re.compile(r"(?:第?[一二三四五六七八九十]{1,4}届)?(?:人民)?(?:政府|管委会|管理委员会|党工委)?$")


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


def bare_name(words: str) -> str:
    """A name without what stands in brackets and the organ behind it.

    >>> bare_name("白杨市（筹）第三届人民政府")
    '白杨市'
    """
    return _AFTER_NAME.sub("", _BRACKET.sub("", words))


def candidates(words: str, year: int, gazetteer: Gazetteer) -> tuple[Region, ...]:
    """The divisions that a name may mean: those under the parents that it names, if any are.

    >>> [r.code for r in candidates("长春市朝阳区人民政府", 2020, Gazetteer.load())]
    ['220104']
    >>> [r.code for r in candidates("酒泉市", 2001, Gazetteer.load())]
    ['622102']
    """
    name = bare_name(words)
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


def gazetteer_year(region: Region, year: int, gazetteer: Gazetteer) -> int:
    """The year nearest the report's in which the division was in force under that name."""
    years = (year, year + 1, year - 1)
    return next((near for near in years if gazetteer.division(region.code or "", near) == region), year)


def parents_of(region: Region, year: int, gazetteer: Gazetteer) -> tuple[Region, ...]:
    """The divisions above one, the nearest first; none where it has no code."""
    if region.code is None:
        return ()
    return gazetteer.parents(region.code, gazetteer_year(region, year, gazetteer))
