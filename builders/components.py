"""What a definition lists: components in order, named parts, and whether the label's numeral counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tifatu.builders.clues import clue_of, reading_of
from tifatu.builders.enumeration import Cut, cut
from tifatu.builders.numerals import Numeral, numerals, readings, totals
from tifatu.builders.parts import Found, implied, named
from tifatu.builders.passages import Passage
from tifatu.graph.labels import term_key
from tifatu.graph.model import Count, Definition, Part, Span

CONNECTIVE = re.compile(
    r"[：，]?(?:(?:主要|具体|分别|一般|就|也|原|通常|这里|简称)*"
    r"(?:是指的是|指的是|是指|即是指|即是|即指|即为|就是|指|即|是|为)|主要(?:包括|有)|简称)?[：，]?"
)
"""指, 即, 是指 and the like before the defining words."""

LISTED_TOO = frozenset({"part-commas"})
"""Rules of implied parts whose items are listed in one row, so that they are components of the whole as well."""

_DEPTH = 2
"""Parts of parts are read, their parts are not: 一体四分 within 抓两头、活中间、一体四分."""


def dissect(definition: Definition, text: str) -> Definition:
    """The definition with its components, parts and the verdict on the label's numeral.

    Args:
        definition: A definition of either origin; its spans count code points of ``text``.
        text: The whole document.

    Returns:
        A copy with components, component_spans, parts, count and components_rule filled in.
    """
    passage = Passage.of(text, (definition.start, definition.end), definition.gaps)
    lead = CONNECTIVE.match(passage.words)
    span = (lead.end() if lead else 0, len(passage.words))
    label = "、".join(definition.terms)
    parts, found = _take_apart(passage, span, label)
    items = found.items if found else ()
    records = tuple(_record(passage, p, _DEPTH) for p in parts)
    return replace(
        definition,
        components=tuple(passage.quote(s) for s in items),
        component_spans=tuple(passage.span(s) for s in items),
        parts=records,
        count=verdict(label, len(items), records, found is not None and found.is_open),
        components_rule=found.rule if found else None,
    )


def _take_apart(passage: Passage, span: Span, label: str) -> tuple[list[Found], Cut | None]:
    """The parts, and the list of the whole where the parts do not take all items for themselves."""
    reading = reading_of(label)
    parts = named(passage, span, label, reading)
    if parts:
        return parts, _names_as_items(passage, parts, label, reading)
    parts = implied(passage, span, label, readings(label))
    if parts and parts[0].rule not in LISTED_TOO:
        return parts, None
    return parts, cut(passage, span, clue_of(label))


def _names_as_items(passage: Passage, parts: Sequence[Found], label: str, reading: Sequence[Numeral]) -> Cut | None:
    """Parts that the label counts and does not name are its components: 双五 is “五区建设” and “五个十大”."""
    names = [p.name for p in parts if not isinstance(p.name, str)]
    key = term_key(label)
    if len(reading) != 1 or len(names) != reading[0].value or len(names) < 2:
        return None
    if any(term_key(passage.quote(n)) in key for n in names):
        return None
    return Cut(tuple(names), "part-names")


def _record(passage: Passage, found: Found, depth: int) -> Part:
    term = found.name if isinstance(found.name, str) else passage.quote(found.name)
    parts = implied(passage, found.body, term, readings(term)) if depth > 1 else []
    listed = None if parts else cut(passage, found.body, clue_of(term))
    items = listed.items if listed and numerals(term) else ()
    start, end = passage.span(found.body)
    return Part(
        term=term,
        text=passage.quote(found.body),
        start=start,
        end=end,
        components=tuple(passage.quote(s) for s in items),
        component_spans=tuple(passage.span(s) for s in items),
        parts=tuple(_record(passage, p, depth - 1) for p in parts),
        rule=found.rule,
        implied=found.implied,
    )


def verdict(label: str, items: int, parts: Sequence[Part], is_open: bool) -> Count:
    """Does the label's numeral count what the definition lists?

    Args:
        label: The headword.
        items: Components of the whole.
        parts: Its parts, each with components of its own.
        is_open: True where 等 ends the list.

    Returns:
        The verdict; UNCOUNTED where there is no numeral or no list.

    >>> verdict("“四水四定”", 8, (), False), verdict("“八大行动”", 5, (), True)
    (<Count.AGREES: 'agrees'>, <Count.OPEN: 'open'>)
    """
    found = numerals(label)
    if not found:
        return Count.UNCOUNTED
    if items:
        return _compare(items, {t for reading in readings(label) for t in totals(reading)}, is_open)
    if len(parts) != len(found):
        return Count.AGREES if len(found) == 1 and len(parts) == found[0].value else Count.UNCOUNTED
    verdicts = {_part_verdict(n, p) for n, p in zip(found, parts, strict=True)}
    for worst in (Count.DISAGREES, Count.OPEN, Count.UNCOUNTED):
        if worst in verdicts:
            return worst
    return Count.AGREES


def _part_verdict(numeral: Numeral, part: Part) -> Count:
    if numeral.value is None or numeral.value == 1 or numeral.is_scale:
        return Count.AGREES
    return _compare(len(part.components), {numeral.value}, False) if part.components else Count.UNCOUNTED


def _compare(items: int, expected: set[int], is_open: bool) -> Count:
    if not expected:
        return Count.UNCOUNTED
    if items in expected:
        return Count.AGREES
    return Count.OPEN if is_open and items < max(expected) else Count.DISAGREES
