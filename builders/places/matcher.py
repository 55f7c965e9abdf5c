"""Every division's name that the characters of a text spell, before anyone asks what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from tifatu.builders.gazetteer.table import FIRST_YEAR, Gazetteer, short_names
from tifatu.builders.language.words import word_set, words
from tifatu.graph.model import Region, Span

_RUNS_ON = {"区": "域位间块", "县": "域", "市": "场"}
"""Last character of a full name -> characters that make another word with it: 泰山区 + 域, 吉林市 + 场."""


FORMER = 30
"""Years for which a division that is no more is still spoken of as 原…."""

SHORTEST_FORMER = 3
"""Characters of a full name that is believed behind 原."""

_KINDS = "省市县区州旗盟"

_ROADS = ("铁路", "公路", "道路", "线路", "水路")
"""Words whose last character begins a name with what follows: 铁路南充段 speaks of 南充, not of 路南."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name as it stands in a text, with all divisions that bear it (地名候选)."""

    start: int
    end: int
    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a match means: the name begins ``skip`` characters into it; an empty name is a word to pass over."""

    skip: int
    name: str


class Matcher:
    """Finds the names of every year in one pass and keeps those of the year asked for.

    Built once a process, as its automaton cannot be pickled. It reports overlapping matches, for a name of another
    year must not hide one that is in force.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        patterns = {word: _Pattern(0, "") for word in (*_ROADS, *words("place_blockers"))}
        patterns |= _overlaps(gazetteer.names)
        patterns |= {name: _Pattern(0, name) for name in gazetteer.names}
        self._gazetteer = gazetteer
        self._patterns = tuple(patterns.values())
        self._automaton = AhoCorasick(list(patterns))
        self._bearers: dict[tuple[str, int], tuple[Region, ...]] = {}

    @staticmethod
    @lru_cache(maxsize=2)
    def of(gazetteer: Gazetteer) -> Matcher:
        """The matcher of a gazetteer."""
        return Matcher(gazetteer)

    def sightings(self, text: str, span: Span, year: int) -> Iterator[Sighting]:
        """The names of a year between two offsets: leftmost first, the longest at each place, none overlapping.

        >>> [s.name for s in Matcher.of(Gazetteer.load()).sightings("美好新安徽", (0, 5), 2023)]
        ['安徽']
        """
        begin, end = span
        matches = self._automaton.find_matches_as_indexes(text[begin:end], overlapping=True)
        matches.sort(key=lambda match: (match[1], -match[2]))
        free = gone = 0
        for index, start, stop in matches:
            pattern = self._patterns[index]
            if start < free:
                continue
            if pattern.name and not self._regions(pattern.name, year):
                bygone = text[begin + start - 1 : begin + start] == "原" or gone == begin + start - 1
                former = self._former(pattern.name, year) if bygone else ()
                if former:
                    free, gone = stop, begin + stop
                    yield Sighting(begin + start, begin + stop, pattern.name, former)
                continue
            free = stop
            if pattern.name:
                sighting = self._sighting(text, (begin + start + pattern.skip, begin + stop), year)
                free = sighting.end - begin
                yield sighting

    def _former(self, name: str, year: int) -> tuple[Region, ...]:
        """Who bore a full name that no division goes by any more: 原江干区、下城区."""
        if len(name) < SHORTEST_FORMER or name[-1] not in _KINDS or self._regions(name[:-1], year):
            return ()
        years = range(year - 1, max(FIRST_YEAR, year - FORMER) - 1, -1)
        return next((found for before in years if (found := self._gazetteer.named(name, before))), ())

    def _sighting(self, text: str, span: Span, year: int) -> Sighting:
        """The sighting; 泰山区域 speaks of 泰山, not of 泰山区."""
        start, end = span
        name = text[start:end]
        runs_on = text[end : end + 1] and text[end : end + 1] in _RUNS_ON.get(name[-1], "")
        if runs_on and self._regions(name[:-1], year):
            name, end = name[:-1], end - 1
        return Sighting(start, end, name, self._regions(name, year))

    def _regions(self, name: str, year: int) -> tuple[Region, ...]:
        """Who bears the name: in that year, by the year before (what 宁乡县 has become), or from the next year on."""
        if (name, year) not in self._bearers:
            gazetteer = self._gazetteer
            found = gazetteer.named(name, year)
            gone = () if found else gazetteer.named(name, year - 1)
            heirs = tuple(_heir(gazetteer, region, year) for region in gone)
            self._bearers[name, year] = found or heirs or gazetteer.named(name, year + 1)
        return self._bearers[name, year]


def _heir(gazetteer: Gazetteer, region: Region, year: int) -> Region:
    """The division of the same short name in the same place, or the division itself where there is none."""
    within = (region.code or "")[:4] + "00"
    heirs = [heir for name in short_names(region.name) for heir in gazetteer.named(name, year, within)]
    return next((heir for heir in heirs if heir.level == region.level), region)


def _overlaps(names: Mapping[str, bool]) -> dict[str, _Pattern]:
    """新安徽 is 新 + 安徽: where a homonym runs into the name of a province or prefecture, that one is meant."""
    homonyms, doubtful = word_set("place_homonyms"), word_set("place_words") | word_set("place_homonyms")
    good: dict[str, list[str]] = {}
    for name, is_large in names.items():
        if is_large and name not in doubtful:
            good.setdefault(name[0], []).append(name)
    pairs = ((bad, name) for bad in names if bad in homonyms for name in good.get(bad[-1], ()))
    return {bad[:-1] + name: _Pattern(len(bad) - 1, name) for bad, name in pairs}
