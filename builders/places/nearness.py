"""How divisions lie to the one whose report is read, and which of several with one name is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from tifatu.builders.gazetteer.table import Gazetteer, lies_in, map_year, short_names
from tifatu.builders.language.words import word_set
from tifatu.builders.places.matcher import Sighting
from tifatu.graph.model import Region, Report

FEATURES = "山湖河江岭岛峰洞泉"
"""Last characters of counties' names that every other county has a mountain or a lake of: 狮子山."""


class Nearness(IntEnum):
    """How a division lies to the report's own; the nearer, the likelier it is meant."""

    OWN = 0
    ABOVE = 1
    BELOW = 2
    BESIDE = 3
    DEEP = 4
    """Below what is below: a county in a province's report."""

    PROVINCE = 5
    NEAR = 6
    """In the same province."""

    FAR = 7


class Surroundings:
    """The report's own place and how everything else lies to it."""

    def __init__(self, report: Report, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.year = map_year(report)
        self._own = report.region.code if report.region else None
        self._report = report
        self._known: dict[str, Nearness] = {}

    @cached_property
    def _above(self) -> tuple[str, ...]:
        parents = self._gazetteer.parents(self._own, self.year) if self._own else self._report.parents
        return tuple(parent.code or "" for parent in parents)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """What means the report's own place and no namesake: a name that the table lacks, 巴州 of 巴音郭楞."""
        own = self._report.region
        if own is None or own.code:
            return frozenset([f"{own.name[0]}州"] if own and own.name.endswith("自治州") else [])
        return frozenset((own.name, *short_names(own.name)))

    def nearness(self, region: Region) -> Nearness:
        """How the division lies to the report's own."""
        code = region.code or ""
        if code not in self._known:
            self._known[code] = self._measure(code)
        return self._known[code]

    def _measure(self, code: str) -> Nearness:
        if code == self._own:
            return Nearness.OWN
        if code in self._above:
            return Nearness.ABOVE
        parents = tuple(parent.code for parent in self._gazetteer.parents(code, self.year))
        if not parents:
            return Nearness.PROVINCE
        if self._own in parents:
            return Nearness.BELOW if parents[0] == self._own else Nearness.DEEP
        if parents[0] in self._above[:1]:
            return Nearness.BESIDE
        same_province = parents[-1] in (*self._above, self._own)
        return Nearness.NEAR if same_province else Nearness.FAR


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sighting with the division that is likeliest meant."""

    start: int
    end: int
    name: str
    region: Region
    nearness: Nearness
    under_parent: bool
    """Stands right behind the name of a division above it: 江苏 + 昆山."""

    touching: bool
    """Stands right behind any other name."""

    ambiguous: bool = False
    """Another division of the same name and level lies as near, and nothing tells which is meant."""

    @property
    def full(self) -> bool:
        """Is it the full name, 市, 县, 区 included?"""
        return self.name == self.region.name

    @property
    def word(self) -> bool:
        """Is the name a word of the language, or two halves of words?"""
        return self.name in word_set("place_words")

    @property
    def homonym(self) -> bool:
        """Does the name usually mean something else, away from its own place?"""
        return self.name in word_set("place_homonyms")

    @property
    def doubtful_stem(self) -> bool:
        """Is it a full name whose first part is a word or a homonym: 合作市, 港口区?"""
        return self.name[:-1] in word_set("place_words") or self.name[:-1] in word_set("place_homonyms")

    @property
    def trusted(self) -> bool:
        """Is the name enough, without any evidence around it?"""
        if self.word:
            return False
        if self.nearness <= Nearness.BESIDE or self.nearness == Nearness.PROVINCE:
            return True
        if self.homonym or (self.touching and not self.under_parent and self.region.level == "县级"):
            return False
        if (
            self.nearness == Nearness.FAR
            and self.region.level == "县级"
            and not self.full
            and self.name[-1] in FEATURES
        ):
            return False
        if self.full and len(self.name) > 2:
            return self.nearness == Nearness.DEEP or not self.doubtful_stem
        return self.nearness == Nearness.DEEP or self.region.level == "地级" or len(self.name) > 2


def candidates(sightings: Iterable[Sighting], around: Surroundings) -> Iterator[Candidate]:
    """For each name the division that it means: one below the name right before it, else the nearest, else the
    highest; where two are equally near, the one in the division named last."""
    last: Candidate | None = None
    for sighting in sightings:
        touched = last.region.code if last and last.end == sighting.start else None
        if touched and last and last.under_parent:
            touched = touched[:4] + "00"  # 甘肃 + 岷县 + 漳县
        under = [r for r in sighting.regions if touched and r.code != touched and lies_in(r.code, touched)]
        region, ambiguous = _nearest(under or sighting.regions, around, last)
        last = Candidate(
            start=sighting.start,
            end=sighting.end,
            name=sighting.name,
            region=region,
            nearness=Nearness.OWN if sighting.name in around.own_names else around.nearness(region),
            under_parent=bool(under),
            touching=touched is not None,
            ambiguous=ambiguous,
        )
        yield last


def _nearest(regions: Sequence[Region], around: Surroundings, last: Candidate | None) -> tuple[Region, bool]:
    """The nearest of some divisions, and whether another one is as near."""
    if len(regions) == 1:
        return regions[0], False
    near = sorted(regions, key=around.nearness)
    tied = [r for r in near if around.nearness(r) == around.nearness(near[0]) and r.level == near[0].level]
    beside = [region for region in tied if last is not None and lies_in(region.code, last.region.code)]
    return (beside or near)[0], len(tied) > 1 and not beside and near[0].level == "县级"
