"""What a label lets one expect of the list that explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tifatu.builders.language.numerals import Numeral, numerals, readings, totals
from tifatu.builders.language.passage import FORMS
from tifatu.graph.labels import split_label, term_key

_ARITHMETIC = re.compile("[＋×]")


@dataclass(frozen=True)
class Clue:
    """What a label says of the list that explains it."""

    totals: tuple[int, ...] = ()
    """How many items to expect, the likeliest first; empty where the label does not say."""

    weak: tuple[int, ...] = ()
    """Totals of a reading that takes fixed words apart: 一带一路 may be two; only for a plain list."""

    values: tuple[int, ...] = ()
    """The label's numbers one by one."""

    interleaved: int = 0
    """五比五看: so many items, if each has both 比 and 看."""

    nouns: tuple[str, ...] = ()
    """Class nouns of the label that may stand behind the list: 行动, 产业; the longest first."""

    common: tuple[str, str] = ("", "")
    """清 and 行动 of 三清行动: where each item has the first, the second may stand behind the list."""

    echoes: tuple[str, ...] = ()
    """What the label counts and each item may repeat: 不摘, 离不开."""

    singles: tuple[str, ...] = ()
    """What the label counts once: 标 of 两品一标; an item that has it is complete."""

    order: tuple[str, ...] = ()
    """The noun of each item, as the label has them: 区, 区, 区, 高地 for 三区一高地."""

    pieces: tuple[str, ...] = ()
    """The label's numerals with their nouns, and its core: 三权分置, 四方; repeated behind a list, they sum it up."""

    core: str = ""
    """The label's key without its head."""

    key: str = ""
    """The label's whole key."""


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
    equal = len(values) > 1 and len(set(values)) == 1
    expected = _expected(label, core, values)
    several = len(found) > 1
    return Clue(
        totals=expected,
        weak=tuple(t for t in _totals(readings(label), core) if t not in expected and not (equal and t == values[0])),
        values=values,
        interleaved=values[0] if equal and values[0] > 1 else 0,
        nouns=_nouns(found, shown.head),
        common=next(
            ((n.noun[0], n.noun[1:]) for n in found[-1:] if n.noun[0:1].isalpha() and len(n.noun) > 2), ("", "")
        ),
        echoes=tuple(n.noun for n in found if n.noun),
        singles=tuple(n.noun for n in found if several and n.value == 1 and n.noun),
        order=tuple(n.noun for n in found if several and n.value and n.value <= 20 for _ in range(n.value)),
        pieces=_pieces(label, core, found),
        core=core,
        key=term_key(label),
    )


def numeral_clue(numeral: Numeral) -> Clue:
    """What one numeral of a label says of the group of items that goes with it."""
    nouns = (numeral.noun,) if numeral.noun else ()
    return Clue(totals=(numeral.value,) if numeral.value else (), nouns=nouns, echoes=nouns)


def _expected(label: str, core: str, values: tuple[int, ...]) -> tuple[int, ...]:
    """Totals of the first reading; 一照一码 lists nothing, 3×3 has three."""
    if not numerals(label) or set(values) == {1}:
        return ()
    if len(values) > 1 and len(set(values)) == 1:
        return (values[0],) if "×" in core else tuple(t for t in _totals(readings(label)[:1], core) if t != values[0])
    return _totals(readings(label)[:1], core)


def _totals(label_readings: tuple[tuple[Numeral, ...], ...], core: str) -> tuple[int, ...]:
    """Totals of readings; a row of digits (1246) counts its parts, not a list."""
    found: list[int] = []
    for reading in label_readings:
        in_row = len(reading) > 1 and not any(n.noun for n in reading) and not _ARITHMETIC.search(core)
        if not in_row:
            found += totals(reading)
    return tuple(dict.fromkeys(found))


def _nouns(found: tuple[Numeral, ...], head: str) -> tuple[str, ...]:
    nouns = {*(n.noun for n in found), head, head[-2:], *(n.noun + head for n in found[-1:])} - {""}
    return tuple(sorted(nouns, key=lambda noun: (-len(noun), noun)))


def _pieces(label: str, core: str, found: tuple[Numeral, ...]) -> tuple[str, ...]:
    """The label, its core and its numerals with their nouns: behind a list, they sum it up."""
    pieces = {label[n.start : n.end] for n in found if n.noun} | {core, term_key(label)}
    pieces |= {n.form + n.noun[0] for n in found if label[n.start : n.end] == n.form + n.noun != n.form}
    return tuple(sorted(p for p in pieces if p))
