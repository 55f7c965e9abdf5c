"""What a label lets one expect of the list that explains it."""

from __future__ import annotations

import re
from functools import cache

from tifatu.builders.numerals import Numeral, numerals, readings, totals
from tifatu.builders.passages import FORMS
from tifatu.builders.trimming import Clue
from tifatu.graph.labels import split_label, term_key


def reading_of(label: str) -> tuple[Numeral, ...]:
    """The numerals of a label, or, where these count nothing, the likeliest other reading."""
    return numerals(label) or next(iter(readings(label)), ())


@cache
def clue_of(label: str) -> Clue:
    """What a label says of the list that explains it.

    Args:
        label: The headword, or several joined by 、.

    Returns:
        The clue; without totals where the label counts nothing.

    >>> clue_of("“三馆一厅”").totals
    (4,)
    """
    shown = split_label(label)
    core = shown.core.translate(FORMS)
    found = reading_of(label)
    values = tuple(n.value for n in found if n.value)
    expected, weak = _totals(readings(label)[:1] if numerals(label) else (), core), _totals(readings(label), core)
    if set(values) == {1}:  # 一照一码 lists nothing, or two things that have its nouns
        expected = []
    equal = len(values) > 1 and len(set(values)) == 1
    if equal:
        expected = [values[0]] if "×" in core else [t for t in expected if t != values[0]]
    return Clue(
        totals=tuple(dict.fromkeys(expected)),
        weak=tuple(t for t in dict.fromkeys(weak) if t not in expected and t != (values[0] if equal else 0)),
        nouns=tuple(
            sorted(
                {*(n.noun for n in found), shown.head, shown.head[-2:], *(n.noun + shown.head for n in found[-1:])}
                - {""}
            )
        ),
        echoes=tuple(n.noun for n in found if n.noun),
        singles=tuple(n.noun for n in found if n.value == 1 and n.noun and len(found) > 1),
        values=values,
        interleaved=values[0] if equal and values[0] > 1 else 0,
        pieces=_pieces(label, core, found),
        order=tuple(n.noun for n in found if n.value and n.value <= 20 for _ in range(n.value))
        if len(found) > 1
        else (),
        core=core,
        key=term_key(label),
    )


def _totals(label_readings: tuple[tuple[Numeral, ...], ...], core: str) -> list[int]:
    """Totals of readings; a row of digits (1246) counts its parts, not a list."""
    found: list[int] = []
    for reading in label_readings:
        in_row = len(reading) > 1 and not any(n.noun for n in reading) and not re.search("[＋×]", core)
        if not in_row:
            found += totals(reading)
    return found


def _pieces(label: str, core: str, found: tuple[Numeral, ...]) -> tuple[str, ...]:
    """The label, its core and its numerals with their nouns: behind a list, they sum it up."""
    pieces = {label[n.start : n.end] for n in found if n.noun} | {core, term_key(label)}
    pieces |= {n.form + n.noun[0] for n in found if label[n.start : n.end] == n.form + n.noun != n.form}
    return tuple(sorted(p for p in pieces if p))
