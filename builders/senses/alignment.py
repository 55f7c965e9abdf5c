"""Which items of two lists are the same thing in other words, and which stand in another text."""

from __future__ import annotations

from tifatu.builders.senses.profile import Profile

ALIKE = 0.55
"""Likeness from which two items count as one: 公务招待费 and 公务接待费 have 0.8, 绿色食品 and 有机食品 0.5."""

ALIKE_WHOLE = 0.65
"""The same with what all items of a list share: 违法建设 and 违法建筑 have 0.75, 控煤 and 控气 0.5."""


def align(a: Profile, b: Profile) -> list[tuple[int, int]]:
    """Pairs of items, the most alike first, each item used once."""
    table = [
        (likeness, -i, -j)
        for i in range(len(a.items))
        for j in range(len(b.items))
        if (likeness := _likeness(a, i, b, j)) > 0
    ]
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in sorted(table, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((-i, -j))
    return pairs


def _likeness(a: Profile, i: int, b: Profile, j: int) -> float:
    """How alike two items are without, or else with, what their lists share; 0 where they are not the same thing."""
    bared = alike(a.characters[i], b.characters[j])
    if bared >= ALIKE:
        return bared
    whole = alike(a.whole_characters[i], b.whole_characters[j])
    return whole * ALIKE if whole >= ALIKE_WHOLE else 0.0


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two items are: the mean of what the shorter shares and what both share.

    >>> round(alike(frozenset("世界"), frozenset("世界财富")), 2)
    0.83
    """
    shared = len(one & other)
    if not shared:
        return 0.0
    return shared / min(len(one), len(other)) / 2 + shared / (len(one) + len(other))


def inside(listed: Profile, told: Profile) -> float:
    """Share of a list's items whose words stand in another text."""
    pairs = {told.bare[i : i + 2] for i in range(len(told.bare) - 1)}
    found = sum(_stands(*item, told.bare, pairs) for item in zip(listed.items, listed.whole_items, strict=True))
    return found / (len(listed.items) or 1)


def _stands(item: str, whole: str, text: str, pairs: set[str]) -> bool:
    if len(item) == 1:
        return (whole if len(whole) < 4 else item) in text
    grams = [item[i : i + 2] for i in range(len(item) - 1)]
    return item in text or sum(gram in pairs for gram in grams) >= 0.6 * len(grams)
