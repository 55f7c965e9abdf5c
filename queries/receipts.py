"""Receipts: where a term stands, so that whoever reads an answer can look it up."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Any

from tifatu.graph.index.entries import ReportLine, TermLine
from tifatu.graph.model import Definition, Mention, Report
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.explaining import uses_of


def receipts(
    graph: KnowledgeGraph, term: TermLine, most: int = 1, among: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Passages in which a term stands: its definitions, the earliest first; where there is none, its first mention.

    Args:
        graph: An open graph.
        term: Of its index.
        most: Passages at most.
        among: Ids of the reports to look in; all where None.

    Returns:
        Rows of report, place, date, source, start, end and quote; start and end count characters of the source as read.
    """
    lines = {report.id: report for report in graph.index.reports}
    defined = graph.records().at(Definition, graph.index.entry(term).definitions)
    chosen = islice((d for d in defined if among is None or d.report in among), most)
    found = [receipt(graph, lines[d.report], d.start, d.end, d.text) for d in chosen if d.report in lines]
    if found:
        return found
    first = next((report for report, *_ in uses_of(graph, term, lines if among is None else among)), None)
    return [_mentioned(graph, term, first)] if first else []


def receipt(graph: KnowledgeGraph, report: ReportLine, start: int, end: int, quote: str) -> dict[str, Any]:
    """One passage of a report."""
    (record,) = graph.records().at(Report, [report.at])
    date = record.date or (str(report.year) if report.year else None)
    return {
        "report": report.title,
        "place": report.region,
        "date": date,
        "source": report.source,
        "start": start,
        "end": end,
        "quote": quote,
    }


def _mentioned(graph: KnowledgeGraph, term: TermLine, report: ReportLine) -> dict[str, Any]:
    """The first mention of a term in a report that mentions it; only the records of its file are read."""
    for record in graph.records().starting_at(report.at):
        if getattr(record, "source", None) != report.source:
            break
        if isinstance(record, Mention) and record.report == report.id and f"|{record.term}|" in term.forms:
            return receipt(graph, report, record.start, record.end, record.text)
    return receipt(graph, report, 0, 0, "")
