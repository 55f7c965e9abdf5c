"""What a term means, who said it first and how far it spread: read from the index and the records it points to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from tifatu.graph.errors import UnknownTermError
from tifatu.graph.index.entries import ReportLine, TermLine
from tifatu.graph.index.reading import triples
from tifatu.graph.model import Definition, Glossary, Origin, Sense, Usage
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.asked import chosen
from tifatu.queries.finding import find, term_named

Use = tuple[ReportLine, int, int]
"""A report that uses a term, its mentions and its definitions."""


def needed_term(graph: KnowledgeGraph, words: str) -> TermLine:
    """The term that somebody means.

    Raises:
        UnknownTermError: There is none; offers the nearest.
    """
    found = term_named(graph.index, words)
    if found is None:
        near = [hit.term.key for hit in find(graph.index, [words]).terms[:3]]
        raise UnknownTermError(words, near or graph.index.keys())
    return found


def explanation_of(
    graph: KnowledgeGraph,
    words: str,
    region: str | None = None,
    years: tuple[int, int] | None = None,
    level: str | None = None,
) -> dict[str, Any]:
    """Everything that the graph says a term means, as plain data.

    Args:
        graph: An open graph.
        words: Any written form, a part of it, or its pinyin.
        region: Only reports of this region and those below it.
        years: Only reports of these years.
        level: Only reports of places of this level.

    Raises:
        UnknownTermError: No report has that term; offers near ones.
        UnknownRegionError: No report is of that region.
    """
    term = needed_term(graph, words)
    asked = chosen(graph.index, region, years, level)
    wanted = {report.id: report for report in asked}
    entry, records = graph.index.entry(term), graph.records()
    uses = uses_of(graph, term, wanted)
    kept = [d for d in records.at(Definition, entry.definitions) if d.report in wanted]
    senses = records.at(Sense, entry.senses)
    known = {definition.sense for definition in kept}
    places = dict.fromkeys(at for d in kept if (at := wanted[d.report].annex) is not None)
    annexes = {glossary.report: glossary for glossary in records.at(Glossary, places)}
    return {
        "term": term.key,
        "label": term.label,
        "forms": [form for form in term.forms.split("|") if form],
        "parts": [part for part in term.parts.split("|") if part],
        "course": course(uses, asked),
        "usages": [_usage(usage) for usage in records.at(Usage, [] if entry.usage is None else [entry.usage])],
        "senses": [_sense(sense, kept) for sense in senses if sense.id in known or not kept],
        "definitions": [_definition(d, wanted[d.report], annexes.get(d.report)) for d in kept],
        "mentions": sum(mentions for _, mentions, _ in uses),
        "reports": len(uses),
        "uses": _by_place(uses),
    }


def _usage(usage: Usage) -> dict[str, Any]:
    """Class of a term with its evidence, and how often it stands in the whole corpus, marks or not."""
    return {
        "term": usage.term,
        "class": str(usage.term_class),
        "evidence": list(usage.evidence),
        "reports": len(usage.occurrences),
        "occurrences": sum(usage.occurrences.values()),
    }


def uses_of(graph: KnowledgeGraph, term: TermLine, wanted: Iterable[str]) -> list[Use]:
    """The reports, of those wanted, that use a term; the earliest first."""
    ids, reports = set(wanted), graph.index.reports
    numbered = triples(graph.index.entry(term).uses)
    return [(reports[number], said, defined) for number, said, defined in numbered if reports[number].id in ids]


def course(uses: Sequence[Use], asked: Iterable[ReportLine]) -> dict[str, Any]:
    """First used, first defined, peak and last, and year by year how many of the reports held use it."""
    of_year = Counter(report.year for report in asked if report.year)
    said = Counter(report.year for report, *_ in uses if report.year)
    between = [year for year in sorted(of_year) if said and min(said) <= year <= max(said)]
    years = [{"year": year, "reports": said[year], "held": of_year[year]} for year in between]
    return {
        "first": _first(report for report, *_ in uses),
        "first_defined": _first(report for report, _, defined in uses if defined),
        "peak": max(years, key=lambda row: (row["reports"] / row["held"], row["reports"]), default=None),
        "last": max(said, default=None),
        "latest_held": max(of_year, default=None),
        "years": years,
    }


def timeline_of(graph: KnowledgeGraph, words: str, region: str | None = None) -> list[dict[str, Any]]:
    """Level by year: how many reports use a term, of how many that are held.

    Raises:
        UnknownTermError: No report has that term; offers near ones.
        UnknownRegionError: No report is of that region.
    """
    asked = chosen(graph.index, region)
    uses = uses_of(graph, needed_term(graph, words), (report.id for report in asked))
    of = Counter((report.level, report.year) for report in asked if report.year)
    said = Counter((report.level, report.year) for report, *_ in uses)
    return [
        {"level": level, "year": year, "reports": said[level, year], "held": of[level, year]}
        for level, year in sorted(of, key=lambda cell: (RANKS.get(cell[0], len(RANKS)), cell))
    ]


RANKS = {level: rank for rank, level in enumerate(("国家级", "省级", "地级", "县级", "开发区", "乡级"))}
"""Levels from above to below."""


def _first(reports: Iterable[ReportLine]) -> dict[str, Any] | None:
    """Year and places of the earliest of some reports."""
    dated = [report for report in reports if report.year]
    if not dated:
        return None
    year = min(report.year or 0 for report in dated)
    return {"year": year, "places": list(dict.fromkeys(report.region for report in dated if report.year == year))}


def _by_place(uses: Iterable[Use]) -> list[dict[str, Any]]:
    of: dict[tuple[str | None, str], list[Use]] = defaultdict(list)
    for use in uses:
        of[use[0].code, use[0].region].append(use)
    return [
        {
            "region": region,
            "code": code,
            "first": min((r.year for r, *_ in said if r.year), default=None),
            "last": max((r.year for r, *_ in said if r.year), default=None),
            "mentions": sum(mentions for _, mentions, _ in said),
        }
        for (code, region), said in of.items()
    ]


def _sense(sense: Sense, definitions: Sequence[Definition]) -> dict[str, Any]:
    joins = [f"{join.a} {join.b}: {join.verdict} ({'; '.join(join.evidence)})" for join in sense.joins]
    own = {item for d in definitions if d.sense == sense.id for item in d.components}
    others = {item for d in definitions if d.sense != sense.id for item in d.components}
    first = next((d for d in definitions if d.sense == sense.id), None)
    return {
        "id": sense.id,
        "label": sense.label,
        "program": sense.program,
        "rule": sense.program_rule,
        "scope": sense.scope and str(sense.scope),
        "joins": joins,
        "only_here": [item for item in (first.components if first else ()) if item in own - others],
    }


def _definition(definition: Definition, report: ReportLine, annex: Glossary | None) -> dict[str, Any]:
    judged = annex if definition.origin is Origin.GLOSSARY else None
    return {
        "id": definition.id,
        "region": report.region,
        "code": report.code,
        "level": report.level,
        "year": report.year,
        "report": report.title,
        "terms": list(definition.terms),
        "text": definition.text,
        "source": definition.source,
        "start": definition.start,
        "end": definition.end,
        "origin": str(definition.origin),
        "rule": definition.rule,
        "confidence": definition.confidence,
        "glossary": judged and {"score": judged.score, "signs": judged.signs, "warnings": list(judged.warnings)},
        "components": list(definition.components),
        "components_rule": definition.components_rule,
        "count": str(definition.count),
        "parts": [{"term": p.term, "text": p.text, "rule": p.rule} for p in definition.parts],
        "sense": definition.sense,
        "variant": definition.variant,
    }
