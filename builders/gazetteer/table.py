"""The divisions of China from 1981 on: codes, names and the years in which they were in force.

The table is compiled by builders/gazetteer/compile.py; builders/data/GAZETTEER.md names source and licence.
A year before 1981 is answered with the state of 1981; what never ended is in force in every later year.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from tifatu.graph.model import Region, Report
from tifatu.graph.survey import facts
from tifatu.graph.survey.regions import state_year

FIRST_YEAR = 1981
"""The oldest state that the table knows."""

YEARS = 48
"""Years whose state is kept: reports of all years come mixed, and making one takes as long as reading a report."""

LAST_YEAR = 2025
"""The newest state that the table knows: a report that says no year is read as of then."""

STILL = 9999
"""Stands for the year in which something ends that has not ended."""

SHORTEST = 2
"""Characters of the shortest short name: 成县 has none."""

_SUFFIX = re.compile(
    r"(特别行政区|自治区|自治州|自治县|自治旗|(?<=..)(?:行政区|工农区|地区|林区|矿区|特区)|省|市|县|区|州|盟|旗)$"
)
"""神农架林区 is 神农架, but 碑林区 is 碑林."""

_ROW = re.compile(r"\d{6}\t[^\t\s]{2,40}\t\d{4}\t(?:\d{4})?")
_BANNER_SIDES = re.compile(r"[左右前后中]旗$")
"""Nobody says 阿拉善左 for 阿拉善左旗."""

_AUTONOMOUS_SUFFIX = {"自治区": "区", "自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One code with one name, and its years."""

    region: Region
    first: int
    gone: int

    def in_force(self, year: int) -> bool:
        return self.first <= year < self.gone


def _fields(line: str) -> tuple[str, int, int]:
    """Code, first year, and year gone of a row."""
    code, _, first, gone = line.rstrip("\n").split("\t")
    return code, int(first), int(gone or STILL)


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def check_rows(rows: Iterable[str]) -> str | None:
    """The first row that is none: code of six digits, name, first year, year gone or nothing.

    >>> check_rows(["620902\\t肃州区\\t2002\\t"]), check_rows(["肃州区"])
    (None, '肃州区')
    """
    return next((row for row in rows if not _ROW.fullmatch(row)), None)


class Gazetteer:
    """Looks divisions (行政区划) up by code or name, as of a year."""

    def __init__(self, rows: Iterable[str]) -> None:
        """Build from the lines of the compiled table: code, name, first year, year it was gone."""
        self._by_code: dict[str, list[_Row]] = defaultdict(list)
        self._by_name: dict[str, list[_Row]] = defaultdict(list)
        for line in rows:
            code, name, first, gone = line.rstrip("\n").split("\t")
            row = _Row(Region(code=code, name=name, level=_level(code)), int(first), int(gone or STILL))
            self._by_code[code].append(row)
            for form in (name, *short_names(name), *_aliases().get(name, ())):
                self._by_name[form].append(row)

    @staticmethod
    @cache
    def load(over: tuple[str, ...] = ()) -> Gazetteer:
        """The table that comes with the package, read once a process.

        Args:
            over: Rows of a user laid over it: of ours, those with the same code in the same years give way.
        """
        table = files("tifatu.builders").joinpath("data", "gazetteer.tsv").read_text(encoding="utf-8")
        ours = (line for line in table.splitlines() if not line.startswith("#"))
        if not over:
            return Gazetteer(ours)
        taken = [_fields(line) for line in over]
        return Gazetteer([*over, *(line for line in ours if not any(_overlap(_fields(line), row) for row in taken))])

    def division(self, code: str, year: int) -> Region | None:
        """The division that carried the code in that year.

        >>> Gazetteer.load().division("622102", 2001).name
        '酒泉市'
        >>> Gazetteer.load().division("622102", 2002) is None
        True
        """
        year = max(year, FIRST_YEAR)
        return next((row.region for row in self._by_code.get(code, ()) if row.in_force(year)), None)

    def years(self, code: str, year: int) -> tuple[int | None, int | None]:
        """First year in which the division of that year had its code and name, and first year in which it had not.

        None for the first where the table begins with it, and for the second where it is still so.

        >>> Gazetteer.load().years("620902", 2025), Gazetteer.load().years("622102", 1995)
        ((2002, None), (1985, 2002))
        >>> Gazetteer.load().years("620000", 1959)
        (None, None)
        """
        row = next((row for row in self._by_code.get(code, ()) if row.in_force(max(year, FIRST_YEAR))), None)
        if row is None:
            return None, None
        return (row.first if row.first > FIRST_YEAR else None), (row.gone if row.gone < STILL else None)

    def parents(self, code: str, year: int) -> tuple[Region, ...]:
        """The divisions above, nearest first.

        >>> [region.name for region in Gazetteer.load().parents("620902", 2025)]
        ['酒泉市', '甘肃省']
        >>> [region.name for region in Gazetteer.load().parents("419001", 2025)]
        ['河南省']
        >>> [region.name for region in Gazetteer.load().parents("460038", 1990)]
        ['海南省']
        """
        uppers = dict.fromkeys((code[:4] + "00", code[:2] + "0000"))
        above = (self.division(upper, year) for upper in uppers if upper != code)
        return tuple(region for region in above if region is not None)

    def named(self, name: str, year: int, within: str | None = None) -> tuple[Region, ...]:
        """The divisions with that full or short name in that year, higher levels first, then by code.

        Args:
            name: 肃州区, 肃州, 湘西土家族苗族自治州, 湘西州, 湘西; never fewer than two characters for a short one.
            year: As of which year; what ended in the course of a year is not in force in it.
            within: Code of a division that all must lie in (or be).

        >>> [(r.code, r.name) for r in Gazetteer.load().named("酒泉", 2001)]
        [('622100', '酒泉地区'), ('622102', '酒泉市')]
        >>> [(r.code, r.name) for r in Gazetteer.load().named("朝阳", 2020, within="210000")]
        [('211300', '朝阳市'), ('211321', '朝阳县')]
        """
        year = max(year, FIRST_YEAR)
        rows = self._by_name.get(name, ())
        found = [row.region for row in rows if row.in_force(year) and lies_in(row.region.code, within)]
        return tuple(sorted(found, key=_rank))

    def children(self, code: str, year: int) -> tuple[Region, ...]:
        """The divisions directly below, by code.

        >>> [r.name for r in Gazetteer.load().children("620900", 2025)][:2]
        ['肃州区', '金塔县']
        """
        return self._below(year).get(code, ())

    @lru_cache(maxsize=YEARS)  # noqa: B019
    def _below(self, year: int) -> Mapping[str, tuple[Region, ...]]:
        """Code -> the divisions directly below."""
        found: dict[str, list[Region]] = defaultdict(list)
        for region in self.in_force(year):
            for above in self.parents(region.code or "", year)[:1]:
                found[above.code or ""].append(region)
        return {code: tuple(regions) for code, regions in found.items()}

    @lru_cache(maxsize=YEARS)  # noqa: B019 - the one gazetteer of a process lives as long as the process
    def in_force(self, year: int) -> tuple[Region, ...]:
        """All divisions of a year, by code."""
        year = max(year, FIRST_YEAR)
        return tuple(row.region for code in self._codes for row in self._by_code[code] if row.in_force(year))

    @lru_cache(maxsize=YEARS)  # noqa: B019
    def names_in_force(self, year: int) -> tuple[str, ...]:
        """Every full and short name of a year, in one fixed order."""
        year = max(year, FIRST_YEAR)
        return tuple(sorted(name for name, rows in self._by_name.items() if any(row.in_force(year) for row in rows)))

    @cached_property
    def names(self) -> Mapping[str, bool]:
        """Every full and short name of every year, in one fixed order: does a province or prefecture bear it?"""
        return {name: any(row.region.level != "县级" for row in rows) for name, rows in sorted(self._by_name.items())}

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(sorted(self._by_code))


def lies_in(code: str | None, within: str | None) -> bool:
    """Is the division the other one, or a part of it?

    >>> lies_in("620902", "620000"), lies_in("620902", "620902"), lies_in("620000", "620900")
    (True, True, False)
    """
    if within is None or code is None:
        return within is None
    return code.startswith(within.removesuffix("00").removesuffix("00"))


def short_names(name: str) -> Iterator[str]:
    """The short forms by which reports call a division, longest first.

    >>> list(short_names("酒泉市")), list(short_names("成县")), list(short_names("内蒙古自治区"))
    (['酒泉'], [], ['内蒙古'])
    >>> list(short_names("湘西土家族苗族自治州"))
    ['湘西州', '湘西']
    """
    suffix = _SUFFIX.search(name)
    if suffix is None or _BANNER_SIDES.search(name):
        return
    stem = name[: suffix.start()]
    if suffix[0] in _AUTONOMOUS_SUFFIX:
        stem = _without_peoples(stem)
        if suffix[0] != "自治区":
            yield stem + _AUTONOMOUS_SUFFIX[suffix[0]]
    if len(stem) >= SHORTEST:
        yield stem


@cache
def _peoples() -> re.Pattern[str]:
    """The names of peoples at the end of a division's name, after at least two characters of its own."""
    lines = files("tifatu.builders").joinpath("data", "peoples.txt").read_text(encoding="utf-8").splitlines()
    names = "|".join(sorted((line for line in lines if not line.startswith("#")), key=len, reverse=True))
    return re.compile(rf"(?<=..)(?:(?:{names})族?)+$")


def _without_peoples(stem: str) -> str:
    """湘西 of 湘西土家族苗族; a stem that is nothing but a people keeps its name: 东乡 of 东乡族."""
    if "内蒙古" in stem:
        return stem
    return _peoples().sub("", stem).removesuffix("族")


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    """Full name -> the contracted forms in daily use that no rule yields: 达茂旗."""
    lines = files("tifatu.builders").joinpath("data", "contractions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if not line.startswith("#"))
    return {name: tuple(forms) for name, *forms in pairs}


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "省级"
    return "地级" if code.endswith("00") else "县级"


def _rank(region: Region) -> tuple[int, str]:
    return ("省级", "地级", "县级").index(region.level), region.code or ""


def map_year(report: Report) -> int:
    """The year at whose end the divisions stood as a report names them: before April, those of the year before."""
    return state_year(year_of(report), report.date)


def year_of(report: Report) -> int:
    """The year that a report is known by; the last of the table where nothing tells it."""
    return facts.year_of(report) or LAST_YEAR


def near(year: int) -> tuple[int, int, int]:
    """The years whose map may hold for a report: its own; the one before (what ends in it) and after (what begins).

    >>> near(2024)
    (2024, 2023, 2025)
    """
    return year, year - 1, year + 1
