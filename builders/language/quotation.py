"""Quoted phrases of a text, whatever marks they stand in, balanced or not, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tifatu.builders.language.conjunctions import CONJUNCTIONS
from tifatu.builders.language.punctuation import CIRCLED, NOTE, RAISED, SQUARE_NOTE

LONGEST = 400
"""Characters: whatever runs longer between two marks is a mark that was never closed."""

SHORT = 24
"""Characters: as far as a mark turned the wrong way, or left out, is believed."""

BEFORE = 16
"""Characters of context before the opening mark; the longest cue (非物质文化遗产) has seven."""

AFTER = 60
"""Characters of context behind the closing mark: enough for a few quoted neighbours and their shared class noun."""

_MARK = re.compile(r"[“”‘’「」『』〝〞\"＂″'｢｣]")
_OPENING = "“‘「『〝｢"
_PARTNER = {"“": "”", "‘": "’", "「": "」", "『": "』", "〝": "〞", "｢": "｣"}
_CLOSING = ("”", "’", "」", "』")
_STRAIGHT = "\"＂″'"
_CONJUNCTIONS = (*(form.words for form in CONJUNCTIONS), "等")
_BREAK = re.compile(r"[。！？；：，,;!?\n]")
_SLOGAN_LIKE = re.compile(r"[一二三四五六七八九十百千万两双0-9０-９+＋]")
_NOTE = re.compile(NOTE)
_LAST_NOTE = re.compile(rf"(?:{SQUARE_NOTE}|[{CIRCLED}]|[{RAISED}]{{1,3}})\Z")
_LETTER = re.compile(r"\w")
_SPACE = re.compile(r"\s+")
_PLAIN = str.maketrans({mark: "‘" if mark in _OPENING else "’" for mark in "“”‘’「」『』〝〞｢｣"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A phrase between quotation marks (引语)."""

    start: int
    """First code point inside the marks."""

    end: int
    opened: int
    """The opening mark; equal to start where it is missing."""

    closed: int
    """Behind the closing mark."""


@dataclass(frozen=True, slots=True)
class Context:
    """A quotation in one form for all marks: white space and note marks gone, neighbours in ‘ ’."""

    before: str
    inner: str
    after: str

    @property
    def sentence(self) -> str:
        """The words before, the phrase in “ ”, and the words behind: what the rules read."""
        return f"{self.before}“{self.inner.translate(_PLAIN)}”{self.after}"


def quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """All outermost quoted phrases between two offsets, in order.

    A mark turned the wrong way (“双拥“) closes; a phrase between a closing mark and a second one whose opening mark
    was left out (“甲”四个全覆盖”) counts when it looks like a slogan; a mark that is never closed is passed over.

    >>> [(q.start, q.end) for q in quotations("推进“双拥“和『三北』工程", 0, 12)]
    [(3, 5), (8, 10)]
    """
    marks = list(_MARK.finditer(text, start, end))
    last = start
    at = 0
    while at < len(marks):
        found, used = _close(text, marks, at, last)
        if found:
            last = found.closed
            if _LETTER.search(text, found.start, found.end):
                yield _without_note(text, found)
        at += used


def _without_note(text: str, found: Quotation) -> Quotation:
    """The quotation less the note mark that stands inside its closing mark: “六稳[1]”."""
    note = _LAST_NOTE.search(text, found.start + 1, found.end)
    return replace(found, end=note.start()) if note else found


def _close(text: str, marks: list[re.Match[str]], at: int, last: int) -> tuple[Quotation | None, int]:
    """The quotation that begins with a mark, and how many marks it uses up."""
    mark, here = marks[at][0], marks[at].start()
    if mark in _PARTNER:
        return _balanced(text, marks, at)
    if mark not in _STRAIGHT and text[last - 1 : last] in _CLOSING and _unopened(text, last, here):
        return Quotation(last, here, last, here + 1), 1
    return (_pair(here, marks[at + 1].start()), 2) if _turned(text, marks, at) else (None, 1)


def _unopened(text: str, last: int, here: int) -> bool:
    """Whether the words between two closing marks look like a slogan whose opening mark was left out."""
    if not 2 < here - last <= SHORT or _BREAK.search(text, last, here):
        return False
    return _SLOGAN_LIKE.search(text, last, here) is not None


def _turned(text: str, marks: list[re.Match[str]], at: int) -> bool:
    """Whether a straight or closing mark opens a phrase that the next mark closes."""
    if at + 1 == len(marks) or not _plain(text, marks[at].start(), marks[at + 1].start()):
        return False
    mark, following = marks[at][0], marks[at + 1][0]
    if following not in _PARTNER:
        return True
    return mark != "'" and not _opens(text, marks, at + 1)


def _opens(text: str, marks: list[re.Match[str]], at: int) -> bool:
    """Whether an opening mark has its closing mark next, with more than a conjunction between them."""
    if at + 1 == len(marks) or marks[at + 1][0] != _PARTNER[marks[at][0]]:
        return False
    here, there = marks[at].start(), marks[at + 1].start()
    return _plain(text, here, there) and text[here + 1 : there] not in _CONJUNCTIONS


def _balanced(text: str, marks: list[re.Match[str]], at: int) -> tuple[Quotation | None, int]:
    """The quotation that begins with a proper opening mark; marks of another kind inside it belong to it."""
    opening, here = marks[at][0], marks[at].start()
    nested = 0
    for further in range(at + 1, len(marks)):
        kind, there, used = marks[further][0], marks[further].start(), further - at + 1
        if there - here > LONGEST:
            break
        if kind == _PARTNER[opening]:
            return _pair(here, there), used
        if kind == opening or (kind in _STRAIGHT and opening == "“"):
            if _plain(text, here, there):
                return _pair(here, there), used
            return None, used - 1
        nested += 1 if kind in _OPENING else -1
        if nested < 0 and _plain(text, here, there) and not text[there + 1 : there + 2].isdigit():
            return _pair(here, there), used
    return None, 1


def _pair(opened: int, closing: int) -> Quotation:
    return Quotation(opened + 1, closing, opened, closing + 1)


def _plain(text: str, opened: int, closing: int) -> bool:
    """Whether two marks are near enough, with nothing between them that ends a phrase, to be a pair after all."""
    return 1 < closing - opened <= SHORT and not _BREAK.search(text, opened, closing)


def context(text: str, quotation: Quotation) -> Context:
    """The quotation and its surroundings in one form, for rules to read.

    >>> context("实施“四强”[3]行动", Quotation(3, 5, 2, 6))
    Context(before='实施', inner='四强', after='行动')
    """
    before = text[max(0, quotation.opened - BEFORE) : quotation.opened].rpartition("\n\n")[2]
    after = text[quotation.closed : quotation.closed + AFTER].partition("\n\n")[0]
    return Context(
        _SPACE.sub("", before.translate(_PLAIN)),
        phrase(text, quotation),
        _SPACE.sub("", _NOTE.sub("", after.translate(_PLAIN))),
    )


def phrase(text: str, quotation: Quotation) -> str:
    """The words inside the marks without the white space of line breaks."""
    return _SPACE.sub("", text[quotation.start : quotation.end])
