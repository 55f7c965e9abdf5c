"""Headers as they are meant to be read: no white space, no Markdown marks, each character with its offset."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tifatu.graph.model import Span

_KEPT = re.compile(r"[^\s*#>\u200b-\u200f\ufeff]+")


class Folded(NamedTuple):
    """Characters and their offsets in the document."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the folded text stands in the document."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, span: Span) -> Folded:
    """A stretch of a text without white space and marks.

    >>> folded = fold("市长 刘　海", (0, 6))
    >>> folded.text, folded.span(2, 4)
    ('市长刘海', (3, 6))
    """
    return fold_all(text, [span])


def fold_all(text: str, spans: Iterable[Span]) -> Folded:
    """Several stretches, one behind the other."""
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in spans:
        for piece in _KEPT.finditer(text, start, end):
            pieces.append(piece[0])
            offsets.extend(range(piece.start(), piece.end()))
    return Folded("".join(pieces), tuple(offsets))
