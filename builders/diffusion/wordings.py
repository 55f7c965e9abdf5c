"""The definitions of a meaning side by side, item by item: the commonest form of each, and where a text differs.

The text that most definitions have gives the columns; every other text is aligned with it alone, so the work grows with
the texts. What fits no column is kept beside the line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tifatu.builders.senses.alignment import align
from tifatu.builders.senses.profile import Profile
from tifatu.graph.courses import Column, Line, Wording
from tifatu.graph.model import AnyRecord, Definition, Sense


def wordings(records: Sequence[AnyRecord]) -> Iterator[Wording]:
    """For each sense with several texts that list items the texts side by side, by sense id."""
    definitions = {record.id: record for record in records if isinstance(record, Definition)}
    senses = sorted((record for record in records if isinstance(record, Sense)), key=lambda sense: sense.id)
    for sense in senses:
        texts: dict[tuple[str, ...], list[Definition]] = defaultdict(list)
        for variant in sense.variants:
            for name in variant.definitions:
                if (found := definitions.get(name)) and len(items := Profile(found).written_items) > 1:
                    texts[items].append(found)
        if len(texts) > 1:
            yield _wording(sense.id, texts)


def _wording(sense: str, texts: dict[tuple[str, ...], list[Definition]]) -> Wording:
    ranked = sorted(texts, key=lambda items: (-len(texts[items]), items))
    pivot = Profile(texts[ranked[0]][0])
    placed = {items: _placed(pivot, Profile(texts[items][0])) for items in ranked}
    columns = tuple(_column(number, placed, texts) for number in range(len(ranked[0])))
    lines = tuple(_line(items, placed[items], columns, texts[items]) for items in ranked)
    return Wording(sense=sense, columns=columns, lines=lines)


def _placed(pivot: Profile, other: Profile) -> dict[int, int]:
    """Column -> which item of a text stands there."""
    if pivot.definition is other.definition:
        return {number: number for number in range(len(pivot.written_items))}
    return dict(align(pivot, other))


def _column(
    number: int, placed: dict[tuple[str, ...], dict[int, int]], texts: dict[tuple[str, ...], list[Definition]]
) -> Column:
    forms: Counter[str] = Counter()
    for items, at in placed.items():
        if number in at:
            forms[items[at[number]]] += len(texts[items])
    ranked = sorted(forms.items(), key=lambda form: (-form[1], form[0]))
    return Column(commonest=ranked[0][0], forms=tuple(ranked))


def _line(items: tuple[str, ...], at: dict[int, int], columns: tuple[Column, ...], found: list[Definition]) -> Line:
    cells = tuple(items[at[number]] if number in at else None for number in range(len(columns)))
    taken = set(at.values())
    return Line(
        definitions=tuple(definition.id for definition in found),
        variant=found[0].variant,
        cells=cells,
        differs=tuple(cell != column.commonest for cell, column in zip(cells, columns, strict=True)),
        extra=tuple(item for number, item in enumerate(items) if number not in taken),
    )
