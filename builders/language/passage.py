"""A passage made ready for cutting: no white space, one form of punctuation, and the way back to the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tifatu.graph.model import Span

FORMS = str.maketrans(
    ",;:?!()＂「」『』〝〞‘’［］+０１２３４５６７８９",
    '，；：？！（）"“”“”“”“”（）＋0123456789',
)
"""One code point for one, so that offsets stay; ‘ ’ and 「 」 become “ ”, digits ASCII."""

_PAIRS = {"“": "”", "（": "）", "《": "》", "【": "】", "〈": "〉"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile(r"[“”（）《》【】〈〉]")
_SPACES = re.compile(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])|[\r\n]+\s*")
FILL = "░"
"""Stands in the mask for whatever is inside brackets or quotation marks."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a document as the cutting rules see it (段落)."""

    words: str
    """The text without white space, with the punctuation of FORMS."""

    offsets: Sequence[int]
    """Offset in the document of each character of ``words``."""

    text: str
    """The document."""

    gaps: tuple[Span, ...] = ()
    """Page marks that are no part of the passage."""

    @classmethod
    def of(cls, text: str, span: Span, gaps: tuple[Span, ...] = ()) -> Passage:
        """The passage at a span of the document.

        Args:
            text: The whole document.
            span: Code points of ``text``.
            gaps: Spans of ``text`` to leave out.

        Returns:
            The passage; its spans count characters of ``words``.

        >>> Passage.of("一是 甲,乙", (0, 6)).words
        '一是甲，乙'
        """
        start, end = span
        offsets = [i for i, c in enumerate(text[start:end], start) if not c.isspace()]
        if gaps:
            offsets = [i for i in offsets if not any(a <= i < b for a, b in gaps)]
        words = "".join([text[i] for i in offsets]).translate(FORMS)
        return cls(_straight_quotes(words), offsets, text, gaps)

    @cached_property
    def pairs(self) -> tuple[Span, ...]:
        """Brackets and quotation marks that match, marks included, in order of their beginning."""
        found: list[Span] = []
        stack: list[tuple[str, int]] = []
        for m in _MARKS.finditer(self.words):
            if m[0] in _PAIRS:
                stack.append((m[0], m.start()))
                continue
            while any(opener == _CLOSERS[m[0]] for opener, _ in stack):
                opener, at = stack.pop()
                if opener == _CLOSERS[m[0]]:
                    found.append((at, m.end()))
                    break
        return tuple(sorted(found))

    @cached_property
    def mask(self) -> str:
        """``words`` with the inside of every bracket and quotation filled up: separators there do not separate."""
        return self.mask_of((0, len(self.words)))

    def part(self, span: Span) -> Passage:
        """A stretch as a passage of its own: what stands around it is not seen, and its separators separate.

        >>> Passage.of("指“甲、乙”", (0, 6)).part((2, 5)).mask
        '甲、乙'
        """
        start, end = span
        return Passage(self.words[start:end], self.offsets[start:end], self.text, self.gaps)

    def mask_of(self, span: Span) -> str:
        """The mask as seen from within a span; as long as ``words``, so that offsets need no correction."""
        start, end = span
        parts, at = [], 0
        for a, b in self.pairs:
            if a >= max(at, start) and b <= end and (a, b) != span:
                parts += [self.words[at : a + 1], FILL * (b - a - 2), self.words[b - 1]]
                at = b
        return "".join(parts) + self.words[at:]

    def span(self, part: Span) -> Span:
        """The span of the document that a span of ``words`` stands for."""
        return self.offsets[part[0]], self.offsets[part[1] - 1] + 1

    def quote(self, part: Span) -> str:
        """The document's own characters there, lines joined and page marks left out.

        >>> Passage.of("甲(一 ),乙", (0, 7)).quote((0, 4))
        '甲(一)'
        """
        start, end = self.span(part)
        pieces = []
        for a, b in self.gaps:
            if start <= a and b <= end:
                pieces.append(self.text[start:a])
                start = b
        return _SPACES.sub("", "".join([*pieces, self.text[start:end]]))


def _straight_quotes(words: str) -> str:
    """Turn \" into opening and closing marks by turns, and a closing mark with nothing open into an opening one."""
    if '"' not in words and words.count("“") == words.count("”"):
        return words
    out, is_open = [], False
    for c in words:
        if c == '"':
            c = "”" if is_open else "“"
        elif c == "”" and not is_open:
            c = "“"
        if c in "“”":
            is_open = c == "“"
        out.append(c)
    return "".join(out)
