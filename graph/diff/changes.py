"""How one thing of a graph differs from the same thing of another: which fields are compared, and what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tifatu.graph.diff.matching import Piece, members
from tifatu.graph.model import AnyRecord, Attribution, Part, Report, Sense, Span


class Change(StrEnum):
    """What became of a thing."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"
    MOVED = "moved"
    """It says the same, at another place."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same in both graphs (差异)."""

    kind: str
    """Kind of the record, or term."""

    change: Change
    term: str = ""
    """Key of the term; empty for what belongs to none."""

    source: str = ""
    """The file that it stands in; in the second graph, where it is there."""

    span: Span | None = None
    fields: tuple[str, ...] = ()
    """What changed."""

    before: str = ""
    """What it said in the first graph."""

    after: str = ""
    """What it says in the second graph."""


_NAMES = frozenset({"id", "source", "report", "mention", "variant", "passage", "program"})
"""Fields that only name something; what they name is compared itself."""

_PLACES = frozenset(
    {"start", "end", "term_spans", "component_spans", "gaps", "sentence", "marks", "body", "glossary", "receipts"}
    | {"before", "after"}
)
"""Fields that say where something stands."""


def lone(record: Report | Piece, change: Change, term: str) -> Difference:
    """What to tell of a thing that only one of the graphs has."""
    said = _said(record)
    told = (said, "") if change is Change.VANISHED else ("", said)
    return Difference(_kind(record), change, term, record.source, (record.start, record.end), (), *told)


def compared(one: Report | Piece, other: Report | Piece, term: str) -> Iterator[Difference]:
    """At most one difference; a thing that changed and moved has changed."""
    if one == other:
        return
    fields = changed(one, other, _NAMES | _PLACES)
    moved = not fields and changed(one, other, _NAMES)
    if fields or moved:
        change = Change.CHANGED if fields else Change.MOVED
        span = (other.start, other.end)
        told = (_told(record, fields) for record in (one, other))
        yield Difference(_kind(other), change, term, other.source, span, fields, *told)


def changed(one: Any, other: Any, but: frozenset[str]) -> tuple[str, ...]:
    """The fields in which two records of one kind differ, some left aside."""
    names = (name for name in one.__struct_fields__ if name not in but)
    return tuple(name for name in names if _bare(getattr(one, name), but) != _bare(getattr(other, name), but))


def _bare(value: Any, but: frozenset[str]) -> Any:
    """A value, its named parts without the fields that are not compared."""
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return [{n: _bare(getattr(part, n), but) for n in part.__struct_fields__ if n not in but} for part in value]
    return value


def _kind(record: AnyRecord) -> str:
    return str(record.__struct_config__.tag)


def _told(record: Report | Piece, fields: tuple[str, ...]) -> str:
    """What the first field that changed says, where it says something to people; else the text."""
    match fields[:1]:
        case ("terms" | "components" as name,):
            return "、".join(getattr(record, name))
        case ("parts",):
            return "；".join(f"{part.term}：{part.text}" for part in getattr(record, "parts", ()))
        case ("term" | "head" | "count" | "program" | "date" | "session" | "speaker" as name,):
            return str(getattr(record, name) or "")
        case _:
            return _said(record)


def _said(record: Report | Piece) -> str:
    """The words that a record is about."""
    match record:
        case Report():
            return record.title
        case Attribution():
            return record.issuer
        case _:
            return record.text


def summary(sense: Sense) -> str:
    """A sense in few words."""
    count = len(members(sense))
    return f"{sense.label}: {count} definition{'' if count == 1 else 's'}"


def facts(sense: Sense, names: Mapping[str, str]) -> dict[str, Any]:
    """What a sense says, with the ids that its definitions have in the second graph."""

    def named(ids: Iterable[str]) -> frozenset[str]:
        return frozenset(names.get(name, name) for name in ids)

    return {
        "term": sense.term,
        "label": sense.label,
        "alternatives": frozenset(sense.alternatives),
        "program": (sense.program, sense.program_rule),
        "region": sense.region,
        "scope": sense.scope,
        "definitions": named(members(sense)),
        "variants": frozenset(named(variant.definitions) for variant in sense.variants),
        "joins": frozenset((named((join.a, join.b)), join.verdict, join.evidence) for join in sense.joins),
    }
