"""Average linkage over a sparse graph of judgements: merge what is for it on the whole, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

Edge = tuple[int, int, float]
"""Two numbers, and what the judgement is worth: above 0 for, below 0 against a merger."""


class _Link(NamedTuple):
    """All judgements between two clusters: what they are worth together, and how many they are."""

    worth: float
    size: int

    @property
    def mean(self) -> float:
        """As if one more judgement had left it open: many voices go before a single one."""
        return self.worth / (self.size + 1)


def clusters(numbers: Sequence[int], edges: Iterable[Edge]) -> list[list[int]]:
    """Group numbers so that within a group the judgements are for it on the whole.

    Args:
        numbers: All numbers to be grouped.
        edges: Judgements; pairs that were never judged neither join nor part.

    Returns:
        Groups in the order of their smallest number, each in order. Equal means are settled by the smaller numbers.

    >>> clusters([0, 1, 2], [(1, 0, 1.0), (2, 1, 0.5), (2, 0, -1.0)])
    [[0, 1], [2]]
    """
    return _Linkage(numbers, edges).merged()


class _Linkage:
    """The clusters so far, each under its smallest number, and the links between them."""

    def __init__(self, numbers: Sequence[int], edges: Iterable[Edge]) -> None:
        self._members = {number: [number] for number in numbers}
        self._links: dict[int, dict[int, _Link]] = {number: {} for number in numbers}
        for one, other, worth in edges:
            self._links[one][other] = self._links[other][one] = _Link(worth, 1)
        pairs = ((a, b, link) for a, row in self._links.items() for b, link in row.items() if a < b)
        self._heap = [(-link.mean, -link.size, a, b) for a, b, link in pairs if link.worth > 0]
        heapify(self._heap)

    def merged(self) -> list[list[int]]:
        """Merge until no link is for it."""
        while self._heap:
            mean, size, a, b = heappop(self._heap)
            link = self._links.get(a, {}).get(b)
            if link and (-link.mean, -link.size) == (mean, size):
                self._merge(a, b)
        return [sorted(self._members[number]) for number in sorted(self._members)]

    def _merge(self, a: int, b: int) -> None:
        self._members[a] += self._members.pop(b)
        del self._links[a][b]
        for other, link in self._links.pop(b).items():
            if other == a:
                continue
            known = self._links[a].get(other, _Link(0.0, 0))
            both = _Link(known.worth + link.worth, known.size + link.size)
            self._links[a][other] = self._links[other][a] = both
            del self._links[other][b]
            if both.worth > 0:
                heappush(self._heap, (-both.mean, -both.size, min(a, other), max(a, other)))
