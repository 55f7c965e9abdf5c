"""Records that come from outside: whether ids, dates, numbers, codes, references and terms are what they must be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tifatu.graph.errors import UnsoundRecordError
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Document,
    Join,
    Mention,
    Place,
    Program,
    Record,
    Region,
    Report,
    Sense,
    Statement,
)
from tifatu.graph.namespaces import local

FARTHEST = 1 << 40
"""No text is as long: an offset beyond it is no number of characters."""

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_CODE = re.compile(r"[0-9]{6}")
_KINDS = {"report": Report, "mention": Mention}
"""What a record may refer to and must be there; the sense of a selection may have been left out."""

VERDICTS = ("same", "variant", "different")
"""What a join may say of two definitions."""

Problem = tuple[str, str]
"""A field and what is wrong with it."""


def check_sound(path: Path, records: Sequence[AnyRecord]) -> None:
    """Do nothing where records can make a graph.

    Args:
        path: Where they come from, for the message.
        records: All of them.

    Raises:
        UnsoundRecordError: The first record with a field that is none: one line names record, field and value.
    """
    known = defaultdict[type, set[str]](set)
    for record in records:
        known[type(record)].add(record.id)
    for record in records:
        for field, why in _problems(record, known):
            raise UnsoundRecordError(path, str(record.__struct_config__.tag), record.id, field, why)


def _problems(record: AnyRecord, known: dict[type, set[str]]) -> Iterator[Problem]:
    if not isinstance(record, Division):
        yield from _id("id", record.id)
    if isinstance(record, Record) and not isinstance(record, Document):
        yield from _span("start, end", (getattr(record, "start", 0), getattr(record, "end", 0)))
    if isinstance(sense := getattr(record, "sense", None), str):
        yield from _id("sense", sense)
    if isinstance(record, Statement) and record.program not in known[Program]:
        yield "program", f"{record.program!r} is no program of this file"
    for field, kind in _KINDS.items():
        other = getattr(record, field, None)
        if isinstance(other, str) and other not in known[kind]:
            yield field, f"{other!r} is no {field} of this file"
    yield from _own(record)


def _own(record: AnyRecord) -> Iterator[Problem]:
    """What one kind of record alone must hold to."""
    match record:
        case Report():
            yield from _date(record.date)
            yield from _regions([*filter(None, [record.region]), *record.parents])
            for year in (*record.reviews, *filter(None, [record.plans])):
                yield from _year("reviews, plans", year)
            yield from _span("body", record.body)
        case Division():
            yield from _regions([record.region, *record.parents])
        case Definition():
            if not record.terms or not all(term.strip() for term in record.terms):
                yield "terms", "a definition has at least one term, and none is blank"
            if record.variant is not None:
                yield from _id("variant", record.variant)
        case Mention():
            yield from _blank("term", record.term)
            if record.paragraph is not None and not 0 <= record.paragraph <= record.start:
                yield "paragraph", f"a paragraph that begins at {record.paragraph} does not hold {record.start}"
        case Program() | Statement():
            yield from _code("region", record.region)
            words = record.label if isinstance(record, Program) else record.text
            yield from _blank("label" if isinstance(record, Program) else "text", words)
        case Place() | Attribution() | Sense():
            yield from _joins(record.joins) if isinstance(record, Sense) else ()
            yield from _code("region", record.region)
            yield from _blank("text", record.text) if isinstance(record, Place) else _blank("term", record.term)


def _joins(joins: Sequence[Join]) -> Iterator[Problem]:
    for join in joins:
        if join.verdict not in VERDICTS:
            yield "joins", f"{join.verdict!r} is no verdict: {', '.join(VERDICTS)}"


def _id(field: str, name: str) -> Iterator[Problem]:
    try:
        local(name)
    except ValueError:
        yield field, f"{name!r} is no id: a letter, then letters, digits and hyphens"


def _span(field: str, span: tuple[int, int]) -> Iterator[Problem]:
    if not 0 <= span[0] <= span[1] <= FARTHEST:
        yield field, f"{span[0]} to {span[1]} is no stretch of a text"


def _date(said: str | None) -> Iterator[Problem]:
    if said is None:
        return
    try:
        if _DATE.fullmatch(said):
            date.fromisoformat(said + "-01-01"[len(said) - 4 :] if len(said) < len("2025-01-01") else said)
            return
    except ValueError:
        pass  # 2025-13-45 has the form of a date and is none
    yield "date", f"{said!r} is no date: 2025-01-09, 2025-01 or 2025"


def _year(field: str, year: int) -> Iterator[Problem]:
    if not 1900 <= year <= 2200:
        yield field, f"{year} is no year of a report"


def _regions(regions: Sequence[Region]) -> Iterator[Problem]:
    for region in regions:
        yield from _code("region", region.code)
        yield from _blank("region", region.name)


def _code(field: str, code: str | None) -> Iterator[Problem]:
    if code is not None and not _CODE.fullmatch(code):
        yield field, f"{code!r} is no code of a division: six digits"


def _blank(field: str, words: str) -> Iterator[Problem]:
    if not words.strip():
        yield field, "it is blank"
