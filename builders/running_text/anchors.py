"""Where a slogan may be explained: quoted phrases, and bare sets such as 三大革命, in the body of a report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tifatu.builders.language.quotation import Quotation, quotations
from tifatu.builders.language.words import alternation
from tifatu.graph.model import Span

LONGEST = 24
"""Characters: a longer phrase is a sentence, not a slogan."""

SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_CLOSING_MARKS = '”’」』〞"）)'
_NUMBER = r"(?:(?<![第十百])[二三四五六七八九十两]|十[一二三四五六])"


_MORE = "[性观家型]|任务|通道|支点|基地|定位|目标|平台|资源|物资|新兴|指挥|报告"
"""Behind a kind: 三大战略性产业 and 三条战略通道 are no slogans."""


_COMMON = "方面|问题|环节|要素|方向|措施|工作|难题|问号|时候|情况|因素|层次|进行"
"""Nouns of plain speech: “路、水、电”三个方面 is a count and no name."""

_IN_NAME = "[^，,。；;！？：:、（(“”\n]"
_BEHIND_QUOTED_LIST = re.compile(
    rf"[的等这]?(?P<term>{_NUMBER}(?:位一体|字(?:方针|诀|要求|经)"
    rf"|(?:大|项|个|张|场|篇|条)(?!{_IN_NAME}{{0,6}}(?:{_COMMON}))[^，,。；;！？：:、（(“”‘’\n\d的]{{2,6}}?(?=[，,。；;！？、\n]|的)))"
)
"""A set in any noun: the list in quotation marks before it shows that it is a name, “巩固、提升”四字方针."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A phrase that may be a slogan (锚点)."""

    opened: int
    """First code point of the term as written."""

    closed: int
    label: str
    """The slogan without quotation marks and white space."""

    scope: Span
    """The part of the text in which it may be explained: the body of the report."""

    quoted: bool
    previous: Quotation | None = None
    """The quoted phrase before it."""

    plain: bool = True
    """False for a kind with more words before it, 三大节能工程: a slogan only behind a quoted list."""

    @property
    def span(self) -> Span:
        """The term as written."""
        return self.opened, self.closed


@cache
def _bare_sets() -> re.Pattern[str]:
    """Numeral, classifier, at most six characters and a noun that makes them a slogan: 三大革命, 三大污染防治攻坚战."""
    nouns, kinds = alternation("running_sets"), alternation("running_kinds")
    return re.compile(
        rf"{_NUMBER}(?:大|项|个|张|场|篇|条|道)"
        rf"(?:[^，,。；;！？：:、“”\n\d]{{0,6}}?(?:{nouns}|(?P<kind>{kinds})(?!{_MORE}))|(?<=张)牌)"
    )


def anchors(text: str, start: int, end: int) -> Iterator[Anchor]:
    """All anchors between two offsets, in order.

    >>> [anchor.label for anchor in anchors("打好“三场硬仗”，推进厕所、垃圾、污水三大革命", 0, 24)]
    ['三场硬仗', '三大革命']
    """
    phrases = list(quotations(text, start, end))
    found = [
        Anchor(
            phrase.opened, phrase.closed, "".join(text[phrase.start : phrase.end].split()), (start, end), True, before
        )
        for before, phrase in zip((None, *phrases), phrases, strict=False)
        if phrase.end - phrase.start <= LONGEST
    ]
    bare = [*_bare(text, (start, end), phrases)]
    known = {anchor.opened for anchor in bare}
    found += bare
    found += [anchor for anchor in _behind_lists(text, (start, end), phrases) if anchor.opened not in known]
    yield from sorted(found, key=lambda anchor: anchor.opened)


def _behind_lists(text: str, scope: Span, phrases: Sequence[Quotation]) -> Iterator[Anchor]:
    """Unquoted sets that stand straight behind a quoted list: “决策、执行、监督”三位一体."""
    for phrase in phrases:
        if "、" in text[phrase.start : phrase.end]:
            match = _BEHIND_QUOTED_LIST.match(text, phrase.closed, min(scope[1], phrase.closed + 20))
            if match:
                yield Anchor(*match.span("term"), match["term"], scope, False, phrase)


def _bare(text: str, scope: Span, phrases: Sequence[Quotation]) -> Iterator[Anchor]:
    starts = [phrase.opened for phrase in phrases]
    for match in _bare_sets().finditer(text, *scope):
        at = bisect_right(starts, match.start())
        before = phrases[at - 1] if at else None
        if before is None or before.closed <= match.start():
            plain = match["kind"] is None or match.end() - match.start() <= 2 + len(match["kind"])
            yield Anchor(*match.span(), match[0], scope, False, before, plain)


def sentence(text: str, inside: Span, scope: Span) -> Span:
    """The sentence around a span, with its last mark.

    >>> sentence("上句。下句“甲”。", (5, 8), (0, 9))
    (3, 9)
    """
    low = max(scope[0], inside[0] - 600)
    start = max((mark.end() for mark in SENTENCE_END.finditer(text, low, inside[0])), default=low)
    stop = SENTENCE_END.search(text, inside[1], scope[1])
    end = stop.start() + (text[stop.start()] != "\n") if stop else scope[1]
    while end < scope[1] and text[end] in _CLOSING_MARKS:
        end += 1
    while start < inside[0] and text[start].isspace():
        start += 1
    return start, end
