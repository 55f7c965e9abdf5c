"""Does the label's numeral count what its definition lists?"""

from __future__ import annotations

from collections.abc import Sequence

from tifatu.builders.language.numerals import Numeral, numerals, readings, totals
from tifatu.graph.model import Count, Part


def verdict(label: str, items: int, parts: Sequence[Part], is_open: bool) -> Count:
    """Whether the label's numeral counts what the definition lists.

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
    verdicts = {_of_part(n, p) for n, p in zip(found, parts, strict=True)}
    return next((v for v in (Count.DISAGREES, Count.OPEN, Count.UNCOUNTED) if v in verdicts), Count.AGREES)


def _of_part(numeral: Numeral, part: Part) -> Count:
    """One named part, and open or single numerals, need no list."""
    if numeral.value is None or numeral.value == 1 or numeral.is_scale:
        return Count.AGREES
    return _compare(len(part.components), {numeral.value}, False) if part.components else Count.UNCOUNTED


def _compare(items: int, expected: set[int], is_open: bool) -> Count:
    if not expected:
        return Count.UNCOUNTED
    if items in expected:
        return Count.AGREES
    return Count.OPEN if is_open and items < max(expected) else Count.DISAGREES
