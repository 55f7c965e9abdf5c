"""A stretch of a text as the eye reads it: without quotation marks, white space and note marks; and the way back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tifatu.builders.language.punctuation import CIRCLED, SQUARE_NOTE
from tifatu.builders.language.quotation import quotations
from tifatu.graph.labels import QUOTES
from tifatu.graph.model import Span

SPEECH = 40
"""Characters: longer quotations are read like any other text."""

_NOISE = re.compile(rf"(?:[\s{re.escape(QUOTES)}【】\u200b-\u200f\ufeff*{CIRCLED}]|{SQUARE_NOTE})+")
_HALF = {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
"""Full-width signs of ASCII to their usual form, as keys have them; one character stays one."""


class Plain(NamedTuple):
    """Folded text, the pieces it is made of, and the quotations in it."""

    text: str
    places: tuple[int, ...]
    """Where each piece begins in the folded text."""

    origins: tuple[int, ...]
    """Where it begins in the document."""

    quoted: tuple[Span, ...]
    """Quotations of up to SPEECH characters, in the folded text, in order."""

    def origin(self, at: int) -> int:
        """The offset in the document of a character of the folded text."""
        piece = bisect_right(self.places, at) - 1
        return self.origins[piece] + at - self.places[piece]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the folded text stands in the document."""
        return self.origin(start), self.origin(end - 1) + 1

    def in_marks(self, start: int, end: int) -> bool:
        """Whether a stretch stands in quotation marks, or holds a quotation as a whole (“两化”融合)."""
        at = bisect_right(self.quoted, (start, len(self.text)))
        inside = at > 0 and end <= self.quoted[at - 1][1]
        holds = bisect_left(self.quoted, (start, 0))
        return inside or (holds < len(self.quoted) and self.quoted[holds][1] <= end)


def plain(text: str, span: Span) -> Plain:
    """A stretch of a document without what the eye skips.

    Args:
        text: The whole decoded document.
        span: What to read, in code points.

    >>> read = plain("推进“两化” 融合", (0, 9))
    >>> read.text, read.span(2, 6), read.in_marks(2, 6)
    ('推进两化融合', (3, 9), True)
    """
    start, end = span
    pieces: list[str] = []
    places, origins = [0], [start]
    at, here = start, 0
    for noise in _NOISE.finditer(text, start, end):
        pieces.append(text[at : noise.start()])
        here += noise.start() - at
        at = noise.end()
        if places[-1] == here:
            origins[-1] = at
        else:
            places.append(here)
            origins.append(at)
    pieces.append(text[at:end])
    folded = _halved("".join(pieces))
    short = [q for q in quotations(text, start, end) if q.closed - q.opened <= SPEECH]
    marked = tuple((_place(q.start, places, origins), _place(q.end, places, origins)) for q in short)
    return Plain(folded, tuple(places), tuple(origins), marked)


def _halved(text: str) -> str:
    """Full-width signs in their usual form: the few kinds that a text has, one by one, not a look-up a character."""
    for wide in _HALF.keys() & set(text):
        text = text.replace(wide, _HALF[wide])
    return text


def _place(offset: int, places: list[int], origins: list[int]) -> int:
    """The offset in the folded text of a character of the document; of noise, that of what follows."""
    piece = bisect_right(origins, offset) - 1
    if piece < 0:
        return 0
    following = places[piece + 1] if piece + 1 < len(places) else places[piece] + offset - origins[piece]
    return min(places[piece] + offset - origins[piece], following)
