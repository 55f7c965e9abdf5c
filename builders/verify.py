"""Read every span again from its source and compare: each statement of the graph must lead back to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tifatu.builders.language.markup import MARKUP
from tifatu.builders.read import Source, find_again, read
from tifatu.graph.errors import InputError
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Document,
    Mention,
    Part,
    Place,
    Record,
    Report,
    Span,
    Statement,
)

SET_IN_TYPE = ("headword", "title", "session")
"""Claims that are kept without signs of type: **“三保”** is the headword “三保”."""

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Finding:
    """One claim that its source does not bear out."""

    source: str
    record: str
    what: str
    claimed: str
    found: str

    def __str__(self) -> str:
        return (
            f"{self.source}: {self.what} of {self.record} should read {self.claimed!r}, the source has {self.found!r}"
        )


@dataclass(frozen=True)
class Claim:
    """A piece of text that a record says stands at a span."""

    what: str
    text: str
    span: Span
    gaps: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Verification:
    """How many claims were checked, and those that failed."""

    checked: int
    findings: list[Finding]

    @property
    def share(self) -> float:
        """Share of the claims that hold, 0 to 1; 1.0 when there are none."""
        return 1.0 if not self.checked else 1 - len(self.findings) / self.checked


def verify(records: Iterable[AnyRecord], roots: Sequence[Path] = (Path(),)) -> Verification:
    """Compare every span of every record with its source.

    Args:
        records: In the order of a records file, so that each source is read once.
        roots: Folders below which the sources are looked for, in this order, by the names that records have for them.

    Returns:
        The verdict; white space inside a span may differ, as definitions broken by a page end are joined, and
        headwords and headings are compared without bold and tags.
    """
    checked, findings = 0, list[Finding]()
    placed = (record for record in records if isinstance(record, Record))
    for source, group in groupby(placed, key=lambda record: record.source):
        count, wrong = _verify_file(source, list(group), roots)
        checked += count
        findings += wrong
    return Verification(checked, findings)


def _verify_file(source: str, records: Sequence[Record], roots: Sequence[Path]) -> tuple[int, list[Finding]]:
    """How many claims the records of one file make, and those that its text does not bear out."""
    try:
        text = read(found_again(source, roots))
    except InputError as problem:
        return 1, [Finding(source, "document", "text", "a readable file", str(problem))]
    claims = [(record, claim) for record in records for claim in claims_of(record)]
    wrong = [finding for record, claim in claims for finding in _compare(record, claim, text.text)]
    documents = [record for record in records if isinstance(record, Document)]
    for document in documents:
        if document.sha256 != text.document.sha256:
            wrong.append(Finding(source, document.id, "sha256", document.sha256, text.document.sha256))
    return len(claims) + len(documents), wrong


def found_again(source: str, roots: Sequence[Path]) -> Source:
    """A source by its name: below the first of the folders that has it."""
    found = [find_again(source, root) for root in roots]
    return next((place for place in found if place.path.exists()), found[0] if found else find_again(source))


def claims_of(record: Record) -> Iterator[Claim]:
    """Every piece of text that a record says stands somewhere in its source."""
    match record:
        case Report():
            yield from _claims_of_report(record)
        case Definition():
            yield Claim("text", record.text, (record.start, record.end), record.gaps)
            for term, span in zip(record.terms, record.term_spans, strict=True):
                yield Claim("headword", term, span)
            yield from _claims_of_list(record.components, record.component_spans, record.gaps)
            for part in record.parts:
                yield from _claims_of_part(part, record.gaps)
        case Mention() | Place() | Statement():
            yield Claim("text", record.text, (record.start, record.end))
        case Attribution():
            yield Claim("issuer", record.issuer, (record.start, record.start + len(record.issuer)))


def _claims_of_report(report: Report) -> Iterator[Claim]:
    said = {"title": report.title, "session": report.session}
    for field, span in report.receipts.items():
        words = said.get(field)
        if words:
            yield Claim(field, words, span)


def _claims_of_part(part: Part, gaps: tuple[Span, ...]) -> Iterator[Claim]:
    yield Claim("part", part.text, (part.start, part.end), gaps)
    yield from _claims_of_list(part.components, part.component_spans, gaps)
    for inner in part.parts:
        yield from _claims_of_part(inner, gaps)


def _claims_of_list(items: Sequence[str], spans: Sequence[Span], gaps: tuple[Span, ...]) -> Iterator[Claim]:
    for item, span in zip(items, spans, strict=True):
        yield Claim("component", item, span, gaps)


def _compare(record: Record, claim: Claim, text: str) -> Iterator[Finding]:
    found = text_at(text, claim.span, claim.gaps)
    words = MARKUP.regex.sub("", found) if claim.what in SET_IN_TYPE else found
    inside = 0 <= claim.span[0] <= claim.span[1] <= len(text)
    if not inside or _squeeze(claim.text) not in (_squeeze(found), _squeeze(words)):
        yield Finding(record.source, record.id, claim.what, claim.text, found[:200])


def text_at(text: str, span: Span, gaps: Iterable[Span] = ()) -> str:
    """The words of a span without the gaps that fall into it.

    >>> text_at("强科技 —7— 强工业", (0, 11), [(4, 7)])
    '强科技  强工业'
    """
    start, end = span
    words = ""
    for low, high in sorted(gaps):
        if start <= low and high <= end:
            words += text[start:low]
            start = high
    return words + text[start:end]


def _squeeze(words: str) -> str:
    return _BLANK.sub("", words)
