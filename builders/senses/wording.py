"""Letters of a text, what items have of their own, and what a label says besides its numeral and its class noun."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from tifatu.builders.senses.families import class_nouns
from tifatu.graph.labels import split_label, term_key

_SIGNS = re.compile(r"[\W_]+")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿双\dNX+]+[大个项类条种张位名件级年]?")


@lru_cache(65536)
def bare(text: str) -> str:
    """Letters and digits only, in NFKC.

    >>> bare("“三区”：农业、 生态。")
    '三区农业生态'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


def strip_shared(items: Sequence[str]) -> tuple[str, ...]:
    """Items without the characters that all of them begin or end with, never down to nothing.

    >>> strip_shared(["控煤", "控气", "控车"])
    ('煤', '气', '车')
    """
    if len(items) < 2:
        return tuple(items)
    shortest = min(map(len, items))
    front = _shared_length(zip(*items, strict=False), shortest - 1)
    back = _shared_length(zip(*(reversed(item) for item in items), strict=False), shortest - 1 - front)
    return tuple(item[front : len(item) - back] for item in items)


def _shared_length(columns: Iterable[tuple[str, ...]], most: int) -> int:
    """How many first columns hold one character only, at most so many."""
    length = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    return min(length, most)


UNCOUNTED = 99
"""Substance of a label without a numeral: it names its thing."""


@lru_cache(65536)
def substance(label: str) -> int:
    """How many characters of a label are neither numeral nor class noun; UNCOUNTED without a numeral.

    >>> substance("“六大行动”"), substance("“三保”工作"), substance("“四好农村路”")
    (0, 1, 4)
    """
    parts = split_label(label)
    words = term_key(parts.qualifier) + parts.core
    if not _NUMERAL.search(words):
        return UNCOUNTED
    while ending := next((words[-n:] for n in range(6, 1, -1) if words[-n:] in class_nouns()), None):
        words = words.removesuffix(ending)
    return len(bare(_NUMERAL.sub("", words)))
