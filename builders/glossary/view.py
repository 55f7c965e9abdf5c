"""A stretch of the source as it was meant to be read: marks of layout gone, every character with its offset."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tifatu.builders.glossary.rules import PAGE_MARKS, PAGE_REFERENCE, TABLE_HEAD, TABLE_RULER
from tifatu.builders.language.markup import MARKUP
from tifatu.builders.language.punctuation import ORNAMENT
from tifatu.graph.model import Span

_BULLETS = re.compile(rf"\s*(?:(?:[-+*•·]\s|>|{ORNAMENT})\s*){{0,6}}")
"""Signs before a line that say that something begins but not what."""

_BOLD = re.compile(r"\*\*([^*\n]{1,300})\*\*")
_WORDED = re.compile(r"[：:。；，“”]")
_BARE_NUMBER = re.compile(r"\d{1,3}")
_RUNNING_HEAD = 3
"""A short line that comes back this often is the head of a page."""


@dataclass(frozen=True)
class Line:
    """One line of the view, without the white space around it."""

    start: int
    end: int
    bold: bool
    """The whole line is set in bold type, or is a Markdown heading."""

    blank: bool
    """An empty line stands before it."""


@dataclass(frozen=True)
class View:
    """The text to read: ``text[i]`` stands at ``offsets[i]`` in the source; lines are joined by one line feed."""

    text: str
    offsets: tuple[int, ...]
    lines: tuple[Line, ...]
    bolds: tuple[Span, ...]
    """Stretches of the view that are set in bold type."""

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the view stands in the source."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def line(self, line: Line) -> str:
        """The words of a line."""
        return self.text[line.start : line.end]


def compact(text: str) -> str:
    """The words without any white space.

    >>> compact("名 词　解 释 ")
    '名词解释'
    """
    return "".join(text.split())


def view(source: str, start: int, end: int) -> View:
    """What a reader sees of the source between two offsets: no page marks, no Markdown, no table frames.

    >>> seen = view("**名 词**\\n\\n- 5 -\\n甲：乙", 0, 18)
    >>> [seen.line(line) for line in seen.lines]
    ['名 词', '甲：乙']
    """
    raws = list(_raw_lines(source, start, end))
    dropped = _dropped([compact(MARKUP.regex.sub("", source[a:b])) for a, b, _ in raws])
    letters: list[str] = []
    offsets: list[int] = []
    lines: list[Line] = []
    bolds: list[Span] = []
    for (a, b, blank), drop in zip(raws, dropped, strict=True):
        shown = [] if drop else _shown(source, a, b)
        if not shown:
            continue
        if lines:
            letters.append("\n")
            offsets.append(shown[0][0])
        first = len(letters)
        letters += [letter for _, letter in shown]
        offsets += [offset for offset, _ in shown]
        runs = _bold_runs(source, shown, first, (a, b)) if "**" in source[a:b] else []
        bolds += runs
        lines.append(Line(first, len(letters), source[a] == "#" or runs == [(first, len(letters))], blank))
    return View("".join(letters), tuple(offsets), tuple(lines), tuple(bolds))


def _raw_lines(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each line with words, and whether an empty one stands before it."""
    blank = False
    while start < end:
        stop = source.find("\n", start, end)
        stop = end if stop < 0 else stop
        if source[start:stop].strip():
            yield start, stop, blank
            blank = False
        else:
            blank = True
        start = stop + 1


def _dropped(lines: list[str]) -> list[bool]:
    """Which lines are page marks, running heads or rulers of a table; all as compact words."""
    numbers = [line for line in lines if _BARE_NUMBER.fullmatch(line)]
    listed = numbers[:3] == ["1", "2", "3"]  # a column of numbers of its own: these number the entries
    often = {line for line, n in Counter(lines).items() if n >= _RUNNING_HEAD and 4 <= len(line) <= 30}
    running = {line for line in often if not _WORDED.search(line)}
    return [
        line in running
        or TABLE_RULER.regex.fullmatch(line) is not None
        or TABLE_HEAD.regex.fullmatch(line) is not None
        or PAGE_MARKS.regex.fullmatch(line) is not None
        or (not listed and _BARE_NUMBER.fullmatch(line) is not None)
        for line in lines
    ]


def _shown(source: str, start: int, end: int) -> list[tuple[int, str]]:
    """Offset and letter of a line's words; a page reference and the bar of a table are shown as tabs."""
    shown = {i: source[i] for i in range(start, end)}
    for found in MARKUP.find(source, start, end):
        for i in range(found.start(), found.end()):
            del shown[i]
    for found in PAGE_REFERENCE.find(source, start, end):
        for i in range(found.start(), found.end()):
            shown.pop(i, None)
        shown[found.start()] = "\t"
    if source.count("|", start, end) > 1:
        shown.update((i, "\t") for i, letter in shown.items() if letter == "|")
    letters = sorted(shown.items())
    line = "".join(letter for _, letter in letters)
    bullet = _BULLETS.match(line)
    first = bullet.end() if bullet else 0
    return letters[first : len(line.rstrip())]


def _bold_runs(source: str, shown: list[tuple[int, str]], first: int, line: Span) -> list[Span]:
    """Stretches in bold type, in places of the view."""
    place = {offset: first + i for i, (offset, _) in enumerate(shown)}
    ends = ((m.start(1), m.end(1) - 1) for m in _BOLD.finditer(source, *line))
    return [(place[a], place[b] + 1) for a, b in ends if a in place and b in place]
