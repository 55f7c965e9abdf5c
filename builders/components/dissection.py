"""What a definition lists: components in order, named parts, and whether the label's numeral counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tifatu.builders.components.implied_parts import implied
from tifatu.builders.components.named_parts import Found, named
from tifatu.builders.components.rules import SECOND_NAME
from tifatu.builders.components.verdicts import verdict
from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.numerals import Numeral, numerals, readings
from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.choice import cut
from tifatu.builders.lists.clues import clue_of, reading_of
from tifatu.builders.lists.rules import CONNECTIVE
from tifatu.builders.lists.scope import Cut
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Count, Definition, Part

LONGEST = 5000
"""Characters: a longer stretch is no definition, and is left alone."""

_OWN_BEGINNING = re.compile(rf"(?P<name>[^，。；：、—]{{2,20}}?)(?:—+|[，：]?{connective(MEANS)})[，：]?")
"""A name and the sign that its definition follows."""

_LISTED_TOO = "part-commas"
"""Rule of implied parts whose items are listed in one row, so that they are components of the whole as well."""


def dissect(definition: Definition, text: str) -> Definition:
    """The definition with its components, parts and the verdict on the label's numeral.

    Args:
        definition: A definition of either origin; its spans count code points of ``text``.
        text: The whole document.

    Returns:
        A copy with components, component_spans, parts, count and components_rule filled in; components that are there
        already are kept.

    >>> from tifatu.graph.model import Origin
    >>> text = "三清：清河道、清渠道和清塘坝。"
    >>> definition = Definition(
    ...     id="d", source="s", report="r", start=3, end=len(text), origin=Origin.GLOSSARY, terms=("三清",),
    ...     term_spans=((0, 2),), text=text[3:], rule="headword")
    >>> found = dissect(definition, text)
    >>> found.components, found.count.value
    (('清河道', '清渠道', '清塘坝'), 'agrees')
    """
    label = "、".join(definition.terms)
    if definition.components:  # running text has said them already
        is_open = definition.count is Count.OPEN or definition.text.endswith("等")
        return replace(definition, count=verdict(label, definition.components, (), is_open))
    if definition.end - definition.start > LONGEST:
        return definition
    passage = defining(Passage.of(text, (definition.start, definition.end), definition.gaps), label)
    parts, found = _take_apart(passage, label)
    records = tuple(_record(passage, p, nested=True) for p in parts)
    items = found.items if found else ()
    components = tuple(passage.quote(s) for s in items)
    return replace(
        definition,
        components=components,
        component_spans=tuple(passage.span(s) for s in items),
        parts=records,
        count=verdict(label, components, records, found is not None and found.is_open),
        components_rule=found.rule if found else None,
    )


def defining(passage: Passage, label: str) -> Passage:
    """The defining words: a passage without 是指 or the label said again before them."""
    lead = CONNECTIVE.regex.match(passage.words)
    passage = passage.part((lead.end() if lead else 0, len(passage.words)))
    return passage.part((_said_again(passage.words, label), len(passage.words)))


def _said_again(words: str, label: str) -> int:
    """Characters of the label at the beginning of its own definition: 三地—东坝、西坝、南坝; “两双”是指“双廊”…."""
    key, begun = term_key(label), _OWN_BEGINNING.match(words)
    own = begun and term_key(begun["name"]) in (key, term_key(split_label(label).core))
    return begun.end() if begun and own else 0


def _take_apart(passage: Passage, label: str) -> tuple[list[Found], Cut | None]:
    """The parts, and the list of the whole where the parts do not take all items for themselves."""
    reading, span = reading_of(label), (0, len(passage.words))
    if parts := named(passage, span, label, reading):
        return parts, _names_as_items(passage, parts, label, reading)
    parts = implied(passage, span, label, readings(label))
    if parts and parts[0].rule != _LISTED_TOO:
        return parts, None
    listed = cut(passage, span, clue_of(label))
    return parts, listed if listed and _within(listed, parts) else None


def _within(listed: Cut, parts: Sequence[Found]) -> bool:
    """Whether the items of the whole stand in its parts; what all groups come to is no item."""
    return not parts or listed.items[-1][1] <= parts[-1].body[1]


def _names_as_items(passage: Passage, parts: Sequence[Found], label: str, reading: Sequence[Numeral]) -> Cut | None:
    """Parts that the label counts and does not name are its components: 双五 is “五区建设” and “五个十大”."""
    names = [p.name for p in parts if not isinstance(p.name, str)]
    key = term_key(label)
    if len(reading) != 1 or len(names) != reading[0].value or len(names) < 2:
        return None
    if any(term_key(passage.quote(n)) in key for n in names):
        return None
    return Cut(tuple(names), "part-names")


def _record(passage: Passage, found: Found, *, nested: bool) -> Part:
    """The record of a part; its own parts are read where its name has several numerals: 一体四分."""
    term = found.name if isinstance(found.name, str) else passage.quote(found.name)
    start, end = passage.span(found.body)
    text = passage.quote(found.body)
    passage = passage.part(found.body)
    again = SECOND_NAME.regex.match(passage.words)
    span = (again.end() if again else 0, len(passage.words))
    parts = implied(passage, span, term, readings(term)) if nested else []
    listed = cut(passage, span, clue_of(term)) if numerals(term) and not parts else None
    items = listed.items if listed else ()
    return Part(
        term=term,
        text=text,
        start=start,
        end=end,
        components=tuple(passage.quote(s) for s in items),
        component_spans=tuple(passage.span(s) for s in items),
        parts=tuple(_record(passage, p, nested=False) for p in parts),
        rule=found.rule,
        implied=found.implied,
    )
