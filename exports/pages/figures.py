"""How widely a term is used: counts by level, year and province, each with the reports held as its denominator."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tifatu.exports.pages.atlas import Term
from tifatu.graph.model import Report
from tifatu.graph.survey.facts import year_of

LEVELS = ("国家级", "省级", "地级", "县级")
"""Rows of the matrix, from above; other levels and reports of unknown place stand in a last row where there are any."""

OTHER = "其他"

FEWEST_FOR_A_SHARE = 8
"""Reports held of a year before its share may be called a peak: 1 of 1 is no peak."""

WHOLE = 1 / 3
"""Share of the usual number of reports from which a year counts as collected; a year just begun says little."""

YEARS_BEFORE = 5
"""Years that tell what is usual."""

MOST_COLUMNS = 14
"""Years shown one by one; what is earlier stands in one column."""


@dataclass(frozen=True)
class Cell:
    """Reports of one level in one column of years."""

    held: int
    reports: tuple[str, ...]
    """Those that use the term."""

    defined: int

    @property
    def used(self) -> int:
        """How many use it."""
        return len(self.reports)


@dataclass(frozen=True)
class Column:
    """A year, or all years before the first that is shown by itself."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """2023, or 1978–2011."""
        return str(self.last) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Matrix:
    """Use of a term by level and year."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Share:
    """Of the reports held of a year, those that use a term."""

    year: int
    used: int
    held: int

    @property
    def percent(self) -> int:
        """Rounded to whole percent."""
        return round(100 * self.used / self.held) if self.held else 0


class Figures:
    """Denominators of a corpus, counted once."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = {report.id: report for report in reports}
        self.year = {name: year_of(report) or 0 for name, report in self.reports.items()}
        self.level = {name: level_of(report) for name, report in self.reports.items()}
        self.province = {name: province_of(report) for name, report in self.reports.items()}
        self.held = Counter((self.level[name], self.year[name]) for name in self.reports)
        self.held_in_year = Counter(self.year.values())
        self.held_in_province = Counter((self.province[name], self.year[name]) for name in self.reports)

    @cached_property
    def years(self) -> list[int]:
        """All years with a report, in order."""
        return sorted(year for year in self.held_in_year if year)

    @cached_property
    def _by_province(self) -> list[tuple[tuple[str, int], int]]:
        return sorted(self.held_in_province.items())

    @cached_property
    def of_the_council(self) -> int:
        """Reports held of the State Council."""
        return sum(count for (level, _), count in self.held.items() if level == LEVELS[0])

    @cached_property
    def latest(self) -> int:
        """The newest year that holds enough reports to be compared; 0 in an empty graph."""
        enough = [year for year in self.years if self._is_whole(year)]
        return max(enough or self.years, default=0)

    def _is_whole(self, year: int) -> bool:
        """Whether a year holds enough reports, for itself and beside those before it."""
        before = [self.held_in_year[other] for other in range(year - YEARS_BEFORE, year)]
        usual = sum(before) / YEARS_BEFORE
        return self.held_in_year[year] >= max(FEWEST_FOR_A_SHARE, WHOLE * usual)

    def shares(self, term: Term) -> list[Share]:
        """Use by year from the first to the newest year held, years without reports left out."""
        used = Counter(self.year[name] for name in term.reports)
        first = min((year for year in used if year), default=0)
        return [Share(y, used[y], self.held_in_year[y]) for y in self.years if y >= first > 0]

    def peak(self, term: Term) -> Share | None:
        """The year with the largest share among those with enough reports; the most used year where none has."""
        shares = self.shares(term)
        enough = [share for share in shares if share.held >= FEWEST_FOR_A_SHARE]
        if enough:
            return max(enough, key=lambda s: (s.used / s.held, s.year))
        return max(shares, key=lambda s: (s.used, s.year), default=None)

    def matrix(self, term: Term) -> Matrix:
        """Use by level and year, with the year before the first use, so that the beginning can be seen."""
        columns = self.columns(min((self.year[name] for name in term.reports if self.year[name]), default=0))
        of_year = {year: column for column in columns for year in range(column.first, column.last + 1)}
        using: dict[tuple[str, Column | None], list[str]] = defaultdict(list)
        for name in term.reports:
            using[self.level[name], of_year.get(self.year[name])].append(name)
        rows = []
        for level in (*LEVELS, OTHER):
            cells = tuple(self._cell(level, column, using[level, column], term) for column in columns)
            if any(cell.used if level == OTHER else cell.held for cell in cells):
                rows.append((level, cells))
        return Matrix(columns, tuple(rows))

    def columns(self, first: int) -> tuple[Column, ...]:
        """Columns from the year before ``first`` to the newest; of many years, the earlier ones in one column."""
        if not self.years:
            return ()
        begin = max(first - 1, self.years[0]) if first else self.years[-1]
        years = list(range(begin, self.years[-1] + 1))
        if len(years) <= MOST_COLUMNS:
            return tuple(Column(year, year) for year in years)
        single = years[1 - MOST_COLUMNS :]
        return (Column(years[0], single[0] - 1), *(Column(year, year) for year in single))

    def _cell(self, level: str, column: Column, using: list[str], term: Term) -> Cell:
        held = sum(self.held[level, year] for year in range(column.first, column.last + 1))
        return Cell(held, tuple(using), sum(name in term.defined_in for name in using))

    def provinces(self, term: Term) -> dict[int, dict[str, tuple[int, int]]]:
        """Year -> code of a province -> reports that use the term, reports held; years of use only."""
        used = Counter((self.province[name], self.year[name]) for name in term.reports)
        years = {year for _, year in used if year}
        found: dict[int, dict[str, tuple[int, int]]] = {year: {} for year in sorted(years)}
        for (province, year), held in self._by_province:
            if year in found and province:
                found[year][province] = (used[province, year], held)
        return found


def level_of(report: Report) -> str:
    """One of LEVELS, or OTHER."""
    level = report.region.level if report.region else ""
    return level if level in LEVELS else OTHER


def province_of(report: Report) -> str:
    """First two digits of the code; empty for the State Council and unknown places."""
    for region in (report.region, *report.parents):
        if region and region.code:
            return region.code[:2]
    return ""
