"""A report as lines of pieces: every code point of the source once, with what the graph says of it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tifatu.graph.model import Attribution, Definition, Mention, Place, Span

HEADING = re.compile(
    r"(#{1,6} )|([一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])[^。；]{2,40}$"
    r"|(?:过去五年|今后五年|\d{4}年)[^。；，、：]{0,14}(?:回顾|安排|任务|重点|要求|目标|建议|打算)$"
)
"""A line that stands in the contents: marked in Markdown, short and numbered without a full stop, or the name of the
looking back or ahead by its year: 2022年工作回顾."""

MARKUP = re.compile(r"^#{1,6} |\*\*|^> ")
"""Signs of Markdown that are in the text but need not be seen."""


@dataclass(frozen=True)
class Mark:
    """A stretch of the source that means something."""

    start: int
    end: int
    kind: str
    """definition, mention, headword, issuer, place, note, markup."""

    record: Definition | Mention | Attribution | Place | None = None


@dataclass(frozen=True)
class Piece:
    """Text with at most one mark; a definition stands around several pieces."""

    text: str
    at: int
    mark: Mark | None
    definition: Definition | None
    opens: bool
    """First piece of its mark."""


@dataclass(frozen=True)
class Line:
    """One line of the source that is not blank."""

    at: int
    level: int
    """0 for a paragraph, 2 or 3 for a heading."""

    text: str
    pieces: tuple[Piece, ...]


RANK = {"note": 0, "mention": 1, "headword": 2, "issuer": 3, "place": 4, "markup": 5}
"""Which of two marks at one place is kept."""


def marks_of(
    definitions: Iterable[Definition],
    mentions: Iterable[Mention],
    attributions: Iterable[Attribution],
    places: Iterable[Place],
) -> list[Mark]:
    """Marks of a report that do not overlap, in the order of the text."""
    marks = [Mark(m.start, m.end, "mention", m) for m in mentions]
    for definition in definitions:
        marks += [Mark(*span, "headword", definition) for span in definition.term_spans]
        marks += [Mark(*span, "note", definition) for span in definition.marks]
    marks += [Mark(a.start, a.start + len(a.issuer), "issuer", a) for a in attributions if not a.level_only]
    marks += [Mark(p.start, p.end, "place", p) for p in places]
    return _apart(marks)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Of marks that overlap, the higher in rank, then the longer, then the earlier."""
    taken: dict[int, int] = {}
    kept = []
    for mark in sorted(marks, key=lambda m: (RANK[m.kind], m.start - m.end, m.start)):
        if mark.start < mark.end and not any(at in taken for at in range(mark.start, mark.end)):
            taken.update(dict.fromkeys(range(mark.start, mark.end), 1))
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def lines_of(text: str, span: Span, marks: list[Mark], definitions: list[Definition]) -> Iterator[Line]:
    """The lines of a report.

    Args:
        text: Of the whole source.
        span: Of the report in it.
        marks: From ``marks_of``.
        definitions: In the order of the text.
    """
    at = span[0]
    for raw in text[span[0] : span[1]].splitlines(keepends=True):
        words = raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        if words.strip():
            yield Line(at, _level(words), words, tuple(_pieces(words, at, marks, definitions)))
        at += len(raw)


def _level(words: str) -> int:
    found = HEADING.match(words.strip().strip("*"))
    if not found:
        return 0
    return 3 if (found[2] or "")[:1] in "(（" and found[2] else 2


def _pieces(words: str, at: int, marks: list[Mark], definitions: list[Definition]) -> Iterator[Piece]:
    end = at + len(words)
    inside = list(_within(marks, at, end))
    around = [d for d in definitions if d.start < end and d.end > at]
    busy = [(m.start, m.end) for m in inside]
    for sign in MARKUP.finditer(words):
        low, high = at + sign.start(), at + sign.end()
        if all(high <= a or b <= low for a, b in busy):
            inside.append(Mark(low, high, "markup"))
    inside.sort(key=lambda m: m.start)
    cuts = {at, end}
    for m in inside:
        cuts |= {max(at, m.start), min(end, m.end)}
    for d in around:
        cuts |= {max(at, d.start), min(end, d.end)}
    ordered = sorted(cuts)
    for low, high in itertools.pairwise(ordered):
        mark = next((m for m in inside if m.start <= low and high <= m.end), None)
        definition = next((d for d in around if d.start <= low and high <= d.end), None)
        yield Piece(words[low - at : high - at], low, mark, definition, mark is not None and mark.start == low)


def _within(marks: list[Mark], low: int, high: int) -> Iterator[Mark]:

    first = bisect_left(marks, low, key=lambda m: m.end)
    for mark in marks[first:]:
        if mark.start >= high:
            break
        if mark.end > low:
            yield mark
