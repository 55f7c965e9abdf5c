"""Does the label's numeral count what its definition lists?

Agreement proves that a list was cut rightly only where no other cut would do as well, and a miscount is the report's
own only where nothing can be read in another way. Whatever may be either is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tifatu.builders.language.conjunctions import conjunction
from tifatu.builders.language.numerals import Numeral, numerals, readings, totals
from tifatu.graph.model import Count, Part

_FEW = 5
"""Items: from so many on, the right number is no chance."""

_UNLIKE = 3
"""Times that one of two items is longer than the other: one of them has words of the sentence."""

_JOINED = re.compile(rf"..{conjunction()}..")


def verdict(label: str, items: Sequence[str], parts: Sequence[Part], is_open: bool) -> Count:
    """Whether the label's numeral counts what the definition lists.

    Args:
        label: The headword.
        items: Components of the whole.
        parts: Its parts, each with components of its own.
        is_open: True where 等 ends the list.

    Returns:
        The verdict; UNCOUNTED where there is no numeral or no list.

    >>> verdict("“两清”", ("清河", "清渠"), (), False), verdict("“八大行动”", ("修路", "架桥", "清河"), (), True)
    (<Count.AGREES: 'agrees'>, <Count.OPEN: 'open'>)
    >>> verdict("“双优”学校", ("省内一流", "特色鲜明的学校和专业"), (), False)
    <Count.UNCERTAIN: 'uncertain'>
    """
    found = numerals(label)
    if not found:
        return Count.UNCOUNTED
    if items:
        return _of_items(label, found, items, is_open)
    if len(parts) != len(found):
        return Count.AGREES if len(found) == 1 and len(parts) == found[0].value else Count.UNCOUNTED
    verdicts = {_of_part(n, p) for n, p in zip(found, parts, strict=True)}
    return next((v for v in (Count.UNCERTAIN, Count.OPEN, Count.UNCOUNTED) if v in verdicts), Count.AGREES)


def _of_part(numeral: Numeral, part: Part) -> Count:
    """One named part, and open or single numerals, need no list."""
    if numeral.value is None or numeral.value == 1 or numeral.is_scale:
        return Count.AGREES
    if not part.components:
        return Count.UNCOUNTED
    return Count.AGREES if len(part.components) == numeral.value else Count.UNCERTAIN


def _of_items(label: str, found: Sequence[Numeral], items: Sequence[str], is_open: bool) -> Count:
    expected = {total for reading in readings(label) for total in totals(reading)}
    if len(found) > 2 and not any(n.noun for n in found):
        expected.add(len(found))  # 321: three goals
    if not expected:
        return Count.UNCOUNTED
    if len(items) in expected:
        return Count.UNCERTAIN if _doubtful(items) or _half_echoed(found, items) else Count.AGREES
    if is_open and len(items) < max(expected):
        return Count.OPEN
    noun = found[0].noun[:1]
    sure = len(found) == 1 and (_classified(label, found[0]) or (noun and all(noun in item for item in items)))
    return Count.DISAGREES if sure and not _doubtful(items) else Count.UNCERTAIN


def _classified(label: str, numeral: Numeral) -> bool:
    """Whether 个 or 大 stands behind the numeral, so that it can be read in one way only."""
    return label[numeral.start + len(numeral.form) : numeral.end] != numeral.noun


def _doubtful(items: Sequence[str]) -> bool:
    """Whether another cut would do as well: an item that could be cut again, or two that have nothing in common."""
    if len(items) >= _FEW or len({i[0] for i in items}) == 1 or len({i[-1] for i in items}) == 1:
        return any(_torn(item) for item in items)
    return (
        _some(items, lambda item: _JOINED.search(item) is not None)
        or _some(items, lambda item: "、" in item)
        or (len(items) == 2 and (_some(items, lambda item: "的" in item) or _unlike(items)))
        or any(_torn(item) for item in items)
    )


def _some(items: Sequence[str], sign: Callable[[str], bool]) -> bool:
    """Whether some items have a sign and others have not."""
    return 0 < sum(map(sign, items)) < len(items)


def _unlike(items: Sequence[str]) -> bool:
    sizes = sorted(map(len, items))
    return sizes[-1] > _UNLIKE * sizes[0]


def _torn(item: str) -> bool:
    """Whether an item has one quotation mark or bracket of a pair, or ends in 的."""
    return item.endswith("的") or any(item.count(a) != item.count(b) for a, b in ("“”", "（）", "《》"))


def _half_echoed(found: Sequence[Numeral], items: Sequence[str]) -> bool:
    """Whether the items have one noun of the label, as often as it says, and nowhere the other: 三医一网 without 网."""
    nouns = [(n.noun, n.value) for n in found if n.noun and n.value]
    echoed = [sum(any(sign in item for sign in noun) for item in items) for noun, _ in nouns]
    whole = any(count >= value > 1 for count, (_, value) in zip(echoed, nouns, strict=True))
    return len(nouns) > 1 and whole and 0 in echoed
