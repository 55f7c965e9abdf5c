"""The divisions that the records speak of, each as of the years in which its code and name were in force."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tifatu.graph.model import Division, Region
from tifatu.graph.namespaces import region_name

LATEST = 9998
"""Stands for "now" where no year is known: open periods end later."""

OPEN = 9999
"""End of a period that has not ended."""

FIRST_MONTH_OF_ITS_OWN = "04"
"""Before April a report speaks of last year's map: sessions are held from January to March, most changes come later."""


def state_year(year: int, date: str | None) -> int:
    """The year at whose end the map was drawn that a report goes by.

    >>> state_year(2024, "2024-01-16"), state_year(2024, "2024-04-01"), state_year(2024, None)
    (2023, 2024, 2024)
    """
    return year - 1 if date and "01" <= date[5:7] < FIRST_MONTH_OF_ITS_OWN else year


@dataclass
class RegionFacts:
    """One division as of some years."""

    region: Region
    since: int | None = None
    until: int | None = None
    version: Division | None = None
    """The record that says when it was in force, where there is one."""

    above: set[str] = field(default_factory=set)
    """Names of the divisions directly above; more than one where that changed while the name stayed."""


class RegionBook:
    """Finds the version of a division that was in force in a year, and remembers those that were asked for."""

    def __init__(self) -> None:
        self.used: dict[str, RegionFacts] = {}
        """Name -> the division; its ancestors are here, too."""
        self._divisions: dict[str, list[Division]] = defaultdict(list)
        self._plain: dict[str, Region] = {}
        self._answers: dict[tuple[str, int | None], str] = {}

    def add(self, division: Division) -> None:
        """Learn of a version."""
        if division.region.code:
            self._divisions[division.region.code].append(division)

    def known(self) -> dict[str, RegionFacts]:
        """Name -> division: those that were asked for, and versions that have a record without anybody's asking."""
        told = {facts.version.id for facts in self.used.values() if facts.version}
        versions = (division for of_code in self._divisions.values() for division in of_code)
        idle = {
            region_name(d.region.code, d.region.name, d.since): RegionFacts(d.region, d.since, d.until, d)
            for d in versions
            if d.id not in told
        }
        return idle | self.used

    def named(self, region: Region, year: int | None, parents: tuple[Region, ...] = ()) -> str:
        """Name of a division that a report has in full; versions known by their years win."""
        division = self._version(region.code, year)
        if division is not None:
            return self._enter(division.region, year, division.parents or parents, division)
        if region.code:
            self._plain.setdefault(region.code, region)
        return self._enter(region, year, parents, None)

    def in_force(self, code: str, year: int | None) -> str:
        """Name of a division that is known by code only."""
        name = self._answers.get((code, year))
        if name is None:
            region = self._plain.get(code) or Region(code=code, name="", level="")
            name = self._answers[code, year] = self.named(region, year)
        return name

    def _version(self, code: str | None, year: int | None) -> Division | None:
        """The version of the year, else one that ended in it or begins with the next; none outside of all."""
        when = year or LATEST
        versions = self._divisions.get(code or "", ())
        found = [d for d in versions if (d.since or 0) <= when < (d.until or OPEN)]
        ended = [d for d in versions if d.until == when]
        begun = [d for d in versions if d.since == when + 1]  # a report of January may name what is new in its year
        return min(found or ended or begun, key=lambda division: division.id, default=None)

    def _enter(self, region: Region, year: int | None, parents: tuple[Region, ...], version: Division | None) -> str:
        above = next((parent.code for parent in parents if parent.code), None)
        since = version.since if version else None
        name = "China" if region.level == "国家级" else region_name(region.code, region.name, since, above)
        facts = self.used.setdefault(name, RegionFacts(region, since, version.until if version else None, version))
        if parents:
            facts.above.add(self.named(parents[0], year, parents[1:]))
        return name
