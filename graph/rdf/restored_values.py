"""What the values of a row say: one or none, spans, names with numbers, divisions as recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tifatu.graph.model import Region, Span
from tifatu.graph.rdf.order import restored
from tifatu.graph.rdf.reader import Values


def one(row: Values, field: str, default: Any = None) -> Any:
    """The first value of a field, which has one at most in what we write."""
    values = row.get(field)
    return values[0] if values else default


def must(row: Values, field: str) -> Any:
    """The value of a field that every such thing has.

    Raises:
        KeyError: It is not told.
    """
    return row[field][0]


def numbered(names: Iterable[str]) -> list[str]:
    """Names of pieces in the order of the numbers at their ends; each once."""
    return sorted(set(names), key=lambda name: (len(name), name))


def spans(rows: Iterable[Values]) -> tuple[Span, ...]:
    """Start and end of the pieces that have a place."""
    return tuple((row["start"][0], row["end"][0]) for row in rows if "start" in row)


def span_of(fragment: str) -> Span:
    """A span as ``triples_rows.fragment`` writes it."""
    start, end = fragment.removeprefix("char=").split(",")
    return int(start), int(end)


def maybe_span(fragment: str | None) -> Span | None:
    """A span that may be missing."""
    return span_of(fragment) if fragment else None


def spans_in_order(field: str, row: Values) -> tuple[Span, ...]:
    """Spans written as fragments, in the order of the record."""
    spans = (span_of(fragment) for fragment in row.get(field, ()))
    sortable = (f"{start:09},{end:09}" for start, end in spans)
    return tuple(map(span_of, restored(field, sortable, row.get("order", ()))))


def chain_of(row: Values) -> dict[int, Region]:
    """Distance -> a division or one above it, as recorded (triples_rows.recorded)."""
    found = {}
    for line in sorted(row.get("recorded", ()), key=lambda line: int(line.split(" ", 1)[0])):
        distance, code, rest = line.split(" ", 2)
        name, _, level = rest.rpartition(" ")
        found[int(distance)] = Region(None if code == "-" else code, name, level)
    return found


def year_of_name(name: str | None) -> int | None:
    """The year that a node stands for: Y2002."""
    return int(name.removeprefix("Y")) if name else None
