"""What an answer is about: a region, some years, a level. Names of regions as people type them."""

from __future__ import annotations

import re

from tifatu.graph.errors import AmbiguousRegionError, UnknownRegionError
from tifatu.graph.index.entries import ReportLine
from tifatu.graph.index.reading import TermIndex

LEVELS = {"nation": "国家级", "province": "省级", "city": "地级", "county": "县级"}
"""English word -> level of a division."""

_KIND = r"(?:省|市|县|区|旗|盟|州|自治区|自治州|自治县|特别行政区|壮族自治区|回族自治区|维吾尔自治区|地区)"


def years_of(words: str | None) -> tuple[int, int] | None:
    """First and last year of 2021-2025 or 2023.

    Raises:
        ValueError: It is no range of years.

    >>> years_of("2021-2025"), years_of("2023"), years_of(None)
    ((2021, 2025), (2023, 2023), None)
    """
    if words is None:
        return None
    first, _, last = words.replace("–", "-").partition("-")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise ValueError(f"{words[:40]!r} is no range of years; write 2021-2025 or 2023") from None


def chosen(
    index: TermIndex, region: str | None = None, years: tuple[int, int] | None = None, level: str | None = None
) -> list[ReportLine]:
    """The reports that an answer is about, the earliest first.

    Args:
        index: Of the graph.
        region: Code or name, with 省, 市 or without; those below are included.
        years: First and last.
        level: Of the places: 省级 or province, and so on.

    Raises:
        UnknownRegionError: No report is of that region; offers near names.
        AmbiguousRegionError: Several regions are called so; names them.
    """
    name = region_named(index, region) if region else None
    wanted = LEVELS.get(level or "", level)
    return [
        report
        for report in index.reports
        if (name is None or name in report.above)
        and (years is None or (report.year is not None and years[0] <= report.year <= years[1]))
        and (wanted is None or report.level == wanted)
    ]


def region_named(index: TermIndex, words: str) -> str:
    """The code or full name of a region as reports have it.

    Raises:
        UnknownRegionError: No report is of that region; offers near names.
        AmbiguousRegionError: Several regions are called so; names them.
    """
    known = {name for report in index.reports for name in report.above}
    if words in known:
        return words
    like = re.compile(re.escape(words) + _KIND)
    found = sorted(name for name in known if like.fullmatch(name))
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousRegionError(words, found)
    raise UnknownRegionError(words, [name for name in known if not name.isdigit()])


def is_region(index: TermIndex, words: str) -> bool:
    """Whether exactly one region is called so."""
    try:
        region_named(index, words)
    except (UnknownRegionError, AmbiguousRegionError):
        return False
    return True
