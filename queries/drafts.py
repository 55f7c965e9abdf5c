"""Check a draft: whose each of its slogans is, since when, whether it is still said, what those above mean by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from tifatu.graph.index.entries import ReportLine, TermLine
from tifatu.graph.labels import CLOSING, OPENING, term_key
from tifatu.graph.model import Definition
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.queries.asked import region_named
from tifatu.queries.explaining import Use, uses_of

SHORTEST = 3
"""Characters of a defined term that counts without quotation marks: 四强 alone may be anything."""

STALE = 2
"""Years without a report that says it after which a slogan is no longer said."""

_QUOTED = re.compile(rf"[{OPENING}]([^{OPENING}{CLOSING}\n]{{2,30}})[{CLOSING}]")
_SLOGAN_LIKE = re.compile(r"[0-9一二三四五六七八九十百千万两双零N+]")
"""A quoted phrase that nobody has said counts as coined only with a numeral in it: others may be quotations."""


def check(graph: KnowledgeGraph, draft: str, region: str | None = None) -> list[dict[str, Any]]:
    """The slogans of a draft in reading order, each with its verdicts and the reports that show them.

    Args:
        graph: An open graph.
        draft: The text.
        region: Whose draft it is; without it, nothing is "ours".

    Returns:
        Rows of start, end (code points of the draft), text, term (None where no report says it) and verdicts, each
        with verdict, reports (title, year, source) and, where meanings differ, both texts.

    Raises:
        UnknownRegionError: No report is of that region.
    """
    stand = _standpoint(graph, region_named(graph.index, region) if region else None)
    known = list(_known(graph, draft))
    rows = [_row(graph, draft, start, end, term, stand) for start, end, term in known]
    rows += [_coined(draft, start, end) for start, end in _quoted_otherwise(draft, known)]
    return sorted(rows, key=lambda row: row["start"])


@dataclass(frozen=True, slots=True)
class _Standpoint:
    """All reports as whoever writes the draft sees them."""

    reports: dict[str, ReportLine]
    """By id, the earliest first."""
    own: frozenset[str]
    above: frozenset[str]
    """Ids of the reports of their own division, and of those above it."""
    latest: int
    """The last year of any report."""


def _standpoint(graph: KnowledgeGraph, place: str | None) -> _Standpoint:
    reports = {report.id: report for report in graph.index.reports}
    own = {r.id for r in reports.values() if place and place in (r.code, r.region)}
    names = {name for one in own for name in reports[one].above}
    above = {r.id for r in reports.values() if {r.code, r.region} & names} - own
    latest = max((report.year for report in reports.values() if report.year), default=0)
    return _Standpoint(reports, frozenset(own), frozenset(above), latest)


def _known(graph: KnowledgeGraph, draft: str) -> Iterator[tuple[int, int, TermLine]]:
    """The longest known terms, with their spans."""
    folded, places = _folded(draft)
    quoted = {at for found in _QUOTED.finditer(draft) for at in range(*found.span(1))}
    forms = {form: term for term in graph.index.all_terms() for form in term.forms.split("|") if len(form) > 1}
    for term in list(forms.values()):
        forms[term.key] = term
    patterns = sorted(forms)
    finder = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)
    for which, start, end in finder.find_matches_as_indexes(folded):
        term, span = forms[patterns[which]], _with_marks(draft, places[start], places[end - 1] + 1)
        if places[start] in quoted or (term.definitions and len(patterns[which]) >= SHORTEST):
            yield (*span, term)


def _with_marks(draft: str, start: int, end: int) -> tuple[int, int]:
    """A span with both quotation marks, where it holds one of them: “四强”行动."""
    words = draft[start:end]
    if any(mark in words for mark in CLOSING) and draft[start - 1 : start] in tuple(OPENING):
        start -= 1
    if any(mark in draft[start:end] for mark in OPENING) and draft[end : end + 1] in tuple(CLOSING):
        end += 1
    return start, end


def _folded(draft: str) -> tuple[str, list[int]]:
    """The draft as keys are written, and the place in it of each character."""
    kept = [(char, at) for at, one in enumerate(draft) for char in term_key(unicodedata.normalize("NFKC", one))]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def _quoted_otherwise(draft: str, known: Sequence[tuple[int, int, TermLine]]) -> Iterator[tuple[int, int]]:
    """Quoted phrases with a numeral in which nothing known stands."""
    taken = {at for start, end, _ in known for at in range(start, end)}
    for found in _QUOTED.finditer(draft):
        if _SLOGAN_LIKE.search(found[1]) and not taken & set(range(*found.span(1))):
            yield found.span(1)


def _coined(draft: str, start: int, end: int) -> dict[str, Any]:
    verdicts = [{"verdict": "coined", "reports": []}]
    return {"start": start, "end": end, "text": draft[start:end], "term": None, "verdicts": verdicts}


def _row(graph: KnowledgeGraph, draft: str, start: int, end: int, term: TermLine, stand: _Standpoint) -> dict[str, Any]:
    verdicts = [*_whose(uses_of(graph, term, stand.reports), stand), *_meaning(graph, term, stand)]
    return {"start": start, "end": end, "text": draft[start:end], "term": term.key, "verdicts": verdicts}


def _whose(uses: Sequence[Use], stand: _Standpoint) -> Iterator[dict[str, Any]]:
    """Ours, from above or of others; whether it is still said by those whose it is."""
    reports = [report for report, *_ in uses]
    own = [report for report in reports if report.id in stand.own]
    above = [report for report in reports if report.id in stand.above]
    whose = own or above or reports
    yield _told("ours" if own else "from-above" if above else "elsewhere", whose)
    last = max((report.year for report in whose if report.year), default=None)
    if last is not None and last <= stand.latest - STALE:
        yield _told("no-longer-said", whose[-1:])


def _meaning(graph: KnowledgeGraph, term: TermLine, stand: _Standpoint) -> Iterator[dict[str, Any]]:
    """Whether those above define it in another sense."""
    definitions = list(graph.records().at(Definition, graph.index.entry(term).definitions))
    own = [d for d in definitions if d.report in stand.own]
    above = [d for d in definitions if d.report in stand.above]
    if own and above and not {d.sense for d in own} & {d.sense for d in above}:
        told = _told("defined-otherwise-above", [stand.reports[d.report] for d in (own[-1], above[-1])])
        yield told | {"ours": own[-1].text, "theirs": above[-1].text}


def _told(verdict: str, reports: Sequence[ReportLine]) -> dict[str, Any]:
    """A verdict with the first and the last report that show it."""
    shown = [reports[0], reports[-1]] if len(reports) > 1 else list(reports)
    receipts = [{"region": r.region, "year": r.year, "title": r.title, "source": r.source} for r in shown]
    return {"verdict": verdict, "count": len(reports), "reports": receipts}
