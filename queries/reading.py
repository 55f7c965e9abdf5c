"""Find a report by a piece of its path or title, and the slogans in it."""

from __future__ import annotations

from tifatu.graph.errors import UnknownReportError
from tifatu.graph.index.entries import ReportLine
from tifatu.graph.model import Mention
from tifatu.graph.store.knowledge import KnowledgeGraph


def report_named(graph: KnowledgeGraph, words: str) -> ReportLine:
    """The one report whose path is so, else whose path or title holds the words.

    Raises:
        UnknownReportError: There is none, or several; names some.
    """
    reports = graph.index.reports
    same = [report for report in reports if words in (report.source, report.id)]
    found = same or [report for report in reports if words in report.source or words in report.title]
    if len(found) == 1 or (same and len({report.source for report in same}) == 1):
        return found[0]
    raise UnknownReportError(words, [report.source for report in found or reports])


def mentions_of(graph: KnowledgeGraph, report: ReportLine) -> list[tuple[int, int]]:
    """The spans of the slogans in a report, in reading order; only the records of its file are read."""
    spans = []
    for record in graph.records().starting_at(report.at):
        if getattr(record, "source", None) != report.source:
            break
        if isinstance(record, Mention) and record.report == report.id:
            spans.append((record.start, record.end))
    return sorted(spans)
