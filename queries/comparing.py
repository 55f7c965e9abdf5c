"""What two places or two years say: shared, only here, same name and other meaning, new, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tifatu.graph.errors import NoReportAboveError, UnknownRegionError
from tifatu.graph.index.entries import ReportLine, TermLine
from tifatu.graph.model import Definition
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.asked import chosen, region_named


def own_reports(graph: KnowledgeGraph, region: str, years: tuple[int, int] | None = None) -> list[ReportLine]:
    """The reports of a region itself, without those below it.

    Raises:
        UnknownRegionError: There is none in these years.
    """
    name = region_named(graph.index, region)
    own = [report for report in chosen(graph.index, name, years) if name in (report.code, report.region)]
    if not own:
        raise UnknownRegionError(region, [report.region for report in graph.index.reports])
    return own


def parent_of(graph: KnowledgeGraph, region: str) -> str:
    """Name of the nearest division above that has reports of its own.

    Raises:
        UnknownRegionError: No report is of that region.
        NoReportAboveError: There is none.
    """
    have = {report.region for report in graph.index.reports}
    for report in own_reports(graph, region):
        above = next((name for name in report.above if name in have and name != report.region), None)
        if above:
            return above
    raise NoReportAboveError(region)


def sides(
    graph: KnowledgeGraph, region: str, other: str | None, with_year: int | None, years: tuple[int, int] | None
) -> tuple[list[ReportLine], list[ReportLine]]:
    """The reports of a region and those to compare them with.

    Args:
        graph: An open graph.
        region: Code or name.
        other: Another region; the one above where it is None.
        with_year: The region's own reports of this year instead.
        years: Of all reports but those of ``with_year``.

    Raises:
        UnknownRegionError: No report is of a region.
        NoReportAboveError: There is no other, and no report of a region above.
    """
    here = own_reports(graph, region, years)
    if with_year is not None:
        return [r for r in here if r.year != with_year], own_reports(graph, region, (with_year, with_year))
    return here, own_reports(graph, other or parent_of(graph, region), years)


def compare(graph: KnowledgeGraph, here: Sequence[ReportLine], there: Sequence[ReportLine]) -> dict[str, Any]:
    """What two sets of reports say, each list with what most mentions come first.

    Returns:
        shared, only_here, only_there: rows of term and mentions; other_meaning: terms that both define, in no sense
        that both know.
    """
    mine, theirs = graph.index.used_in(here), graph.index.used_in(there)
    terms = graph.index.numbered(sorted({*mine, *theirs}))
    both_define = [n for n in mine if n in theirs and _defined(mine[n]) and _defined(theirs[n])]
    return {
        "here": _named(here),
        "there": _named(there),
        "shared": _rows(terms, {n: mine[n] for n in mine if n in theirs}),
        "only_here": _rows(terms, {n: mine[n] for n in mine if n not in theirs}),
        "only_there": _rows(terms, {n: theirs[n] for n in theirs if n not in mine}),
        "other_meaning": _other_meaning(graph, [terms[number] for number in both_define], here, there),
    }


def said_in(graph: KnowledgeGraph, region: str, years: tuple[int, int] | None = None) -> dict[str, Any]:
    """The reports of a region itself, and the terms that they say, those of most reports first.

    Raises:
        UnknownRegionError: No report is of that region.
    """
    reports = own_reports(graph, region, years)
    uses = graph.index.used_in(reports)
    shown = [{"title": r.title, "year": r.year, "region": r.region, "source": r.source} for r in reports]
    return {
        "region": _named(reports),
        "reports": shown,
        "terms": _rows(graph.index.numbered(sorted(uses)), uses),
    }


def new_in(graph: KnowledgeGraph, year: int, region: str | None = None, level: str | None = None) -> dict[str, Any]:
    """The terms that no report held says before a year, and those that none says since.

    Raises:
        UnknownRegionError: No report is of that region.
    """
    asked = chosen(graph.index, region, level=level)
    before = graph.index.used_in(report for report in asked if report.year and report.year < year)
    now = graph.index.used_in(report for report in asked if report.year == year)
    terms = graph.index.numbered(sorted({*before, *now}))
    last = graph.index.used_in(report for report in asked if report.year == year - 1)
    return {
        "year": year,
        "held": sum(report.year == year for report in asked),
        "held_before": sum(bool(report.year and report.year < year) for report in asked),
        "new": _rows(terms, {n: uses for n, uses in now.items() if n not in before}),
        "dropped": _rows(terms, {n: uses for n, uses in last.items() if n not in now}),
    }


Uses = dict[int, list[tuple[ReportLine, int, int]]]


def _rows(terms: dict[int, TermLine], uses: Uses) -> list[dict[str, Any]]:
    rows = [
        {
            "term": terms[number].key,
            "label": terms[number].label,
            "reports": len(said),
            "mentions": sum(mentions for _, mentions, _ in said),
            "definitions": sum(defined for *_, defined in said),
            "held_reports": terms[number].reports,
        }
        for number, said in uses.items()
    ]
    return sorted(rows, key=lambda row: (-row["reports"], -row["definitions"], -row["mentions"], row["term"]))


def _defined(said: list[tuple[ReportLine, int, int]]) -> bool:
    return any(defined for *_, defined in said)


def _named(reports: Sequence[ReportLine]) -> str:
    years = sorted({report.year for report in reports if report.year})
    names = "、".join(dict.fromkeys(report.region for report in reports))
    return f"{names} {years[0]}–{years[-1]}" if len(years) > 1 else " ".join([names, *map(str, years)])


def _other_meaning(
    graph: KnowledgeGraph, terms: Sequence[TermLine], here: Sequence[ReportLine], there: Sequence[ReportLine]
) -> list[dict[str, Any]]:
    """The terms of which no sense is known to both."""
    mine, theirs = {report.id for report in here}, {report.id for report in there}
    found = []
    for term in terms:
        definitions = graph.records().at(Definition, graph.index.entry(term).definitions)
        own = [d for d in definitions if d.report in mine]
        other = [d for d in definitions if d.report in theirs]
        if own and other and not {d.sense for d in own} & {d.sense for d in other}:
            found.append({"term": term.key, "label": term.label, "here": own[-1].text, "there": other[-1].text})
    return found
