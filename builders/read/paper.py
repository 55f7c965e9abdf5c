"""From printed lines to paragraphs: what belongs to the paper goes, lines that were broken by its width join again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from tifatu.builders.read.reading import Box, Piece, Where

MARGIN = 0.12
"""Share of the page's height, above and below, in which running heads and page numbers stand."""

RAISED = 0.75
"""Size of a figure, to the size of its line, below which it is a note mark."""

NOTES_SIZE = 0.92
"""Size of the type of notes at the foot of a page to that of the speech."""

INDENT = 1.2
"""Widths of a character by which a first line is set in, or a last line falls short."""

REPEATED = 3
"""Pages that bear the same line in their margin before it counts as a running head."""

GAP = 1.9
"""Distance of two lines, to the usual one, from which they are two paragraphs."""


class Glyph(NamedTuple):
    """A character and its box, in points from the lower left corner of the page."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line."""

    text: str
    """Its words; a raised figure as [3]."""

    box: Box
    size: float
    """Usual size of its type, in points."""

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> Line:
        """The line that some characters make."""
        seen = [g for g in glyphs if not g.sign.isspace()] or list(glyphs)
        size = median(g.size for g in seen)
        base = median(g.bottom for g in seen)
        box = (
            min(g.left for g in seen),
            min(g.bottom for g in seen),
            max(g.right for g in seen),
            max(g.top for g in seen),
        )
        return cls(_with_marks(glyphs, size, base), box, size)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its size in points, its lines."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


_PAGE_NUMBER = re.compile(
    r"[-—–－─_·•~～\s]{0,6}(?:第\s{0,3})?\d{1,4}\s{0,3}(?:页)?(?:\s{0,3}[,，/／]?\s{0,3}共?\s{0,3}\d{1,4}\s{0,3}页?)?[-—–－─_·•~～\s]{0,6}"
)
_PRINT_MARK = re.compile(
    r"\s*(?:(?:https?|file)://\S{3,300}.{0,12}|\d{4}/\d{1,2}/\d{1,2}[,，]?\s+(?:上午|下午)?\d{1,2}:\d{2}.{0,120})"
)
_FIGURES = re.compile(r"\d+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_NOTE = re.compile(r"\s*(?:\[(?P<marked>\d{1,3})\]|(?P<circled>[①-⑳])|(?P<bare>\d{1,3})(?=\D))")
_FIRST_CIRCLED = ord("①")


def paragraphs(pages: Sequence[Page]) -> Iterator[Piece]:
    """The paragraphs of the speech, then the notes from the feet of the pages under a heading of their own."""
    kept = _without_furniture(pages)
    usual = _usual(kept)
    notes: list[tuple[Page, Line]] = []
    speech: list[tuple[Page, Line]] = []
    for page in kept:
        foot = _foot(page, usual)
        speech += [(page, line) for line in page.lines[:foot]]
        notes += [(page, line) for line in page.lines[foot:]]
    yield from _joined(speech, usual)
    if notes:
        yield Piece("注释", Where("", ""))
        yield from _notes(notes)


def _notes(lines: Sequence[tuple[Page, Line]]) -> Iterator[Piece]:
    """The notes one by one: each begins with the number that follows the last one's, or with 1 on a new page."""
    held: list[str] = []
    where, last = Where("", ""), 0
    for page, line in lines:
        number = _number(line.text)
        if number in (last + 1, 1) or not held:
            if held:
                yield Piece("".join(held), where)
            held, where, last = [], Where("page", str(page.number), line.box), number or last
        held.append(_glue(held, line.text) + line.text.strip())
    yield Piece("".join(held), where)


def _number(text: str) -> int | None:
    """The number with which a note begins."""
    found = _NOTE.match(text)
    if not found:
        return None
    if found["circled"]:
        return ord(found["circled"]) - _FIRST_CIRCLED + 1
    return int(found["marked"] or found["bare"])


def _with_marks(glyphs: Sequence[Glyph], size: float, base: float) -> str:
    """The words of a line; small raised figures as note marks [3]."""
    words: list[str] = []
    mark = ""
    for glyph in glyphs:
        raised = glyph.size < RAISED * size or (
            glyph.top - glyph.bottom < 0.55 * size and glyph.bottom > base + 0.25 * size
        )
        if glyph.sign.isdigit() and glyph.size < RAISED * size and raised and glyph.bottom > base - 0.1 * size:
            mark += glyph.sign
            continue
        if mark:
            words.append(f"[{mark}]")
            mark = ""
        words.append(glyph.sign)
    return "".join([*words, f"[{mark}]" if mark else ""])


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """Pages without page numbers, running heads and feet, and what a browser prints in the margins."""
    heads = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    most = max(REPEATED, 0.3 * len(pages)) if len(pages) > REPEATED else 2
    return [
        Page(p.number, p.width, p.height, tuple(line for line in p.lines if not _is_furniture(line, p, heads, most)))
        for p in pages
    ]


def _is_furniture(line: Line, page: Page, heads: Counter[str], most: float) -> bool:
    if not line.text.strip():
        return True
    if not _in_margin(line, page):
        return False
    is_number = bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
    return is_number or bool(_PRINT_MARK.match(line.text)) or heads[_key(line)] >= most


def _key(line: Line) -> str:
    return _FIGURES.sub("0", re.sub(r"\s", "", line.text))


def _in_margin(line: Line, page: Page) -> bool:
    return line.box[1] > (1 - MARGIN) * page.height or line.box[3] < MARGIN * page.height


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a document: size of type, left and right edge, distance of lines; in points."""

    size: float
    left: float
    right: float
    step: float


def _usual(pages: Sequence[Page]) -> _Usual:
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return _Usual(12, 0, 0, 20)
    size = median(line.size for line in lines for _ in range(len(line.text)))
    body = [line for line in lines if abs(line.size - size) < 0.08 * size] or lines
    steps = [a.box[1] - b.box[1] for page in pages for a, b in zip(page.lines, page.lines[1:], strict=False)]
    steps = [step for step in steps if 0 < step < 4 * size] or [1.6 * size]
    left = min((line.box[0] for line in body), default=0.0)
    return _Usual(size, _common_left(body, left), _quantile([line.box[2] for line in body], 0.9), median(steps))


def _common_left(lines: Sequence[Line], lowest: float) -> float:
    """The left edge where most lines that go on begin: the leftmost place where at least a tenth of the lines begin."""
    places = Counter(round(line.box[0] / 3) for line in lines)
    common = [place * 3.0 for place, n in places.items() if n >= 0.1 * len(lines)]
    return min(common, default=lowest)


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _foot(page: Page, usual: _Usual) -> int:
    """Where the notes at the foot of a page begin: small type to the end, the first line with a mark."""
    foot = len(page.lines)
    while foot and page.lines[foot - 1].size < NOTES_SIZE * usual.size:
        foot -= 1
    begins = next((i for i in range(foot, len(page.lines)) if _number(page.lines[i].text)), None)
    return len(page.lines) if begins is None or foot == 0 else begins


def _joined(lines: Sequence[tuple[Page, Line]], usual: _Usual) -> Iterator[Piece]:
    held: list[str] = []
    where = Where("", "")
    last: tuple[Page, Line] | None = None
    for page, line in lines:
        if last is not None and _new_paragraph(last, (page, line), usual):
            yield Piece("".join(held), where)
            held = []
        if not held:
            where = Where("page", str(page.number), line.box)
        held.append(_glue(held, line.text) + line.text.strip())
        last = (page, line)
    if held:
        yield Piece("".join(held), where)


def _glue(held: Sequence[str], text: str) -> str:
    """A space between two Latin words that a line's end parted, nothing between characters."""
    before, after = (held[-1][-1:] if held else ""), text.strip()[:1]
    return " " if _LATIN.match(before) and before.isalpha() and _LATIN.match(after) and after.isalpha() else ""


def _new_paragraph(last: tuple[Page, Line], now: tuple[Page, Line], usual: _Usual) -> bool:
    """Whether a line begins a paragraph: set in, behind a line that falls short, in other type, or further away."""
    (last_page, above), (page, line) = last, now
    if abs(above.size - line.size) > 0.12 * usual.size:
        return True
    short = above.box[2] < usual.right - INDENT * usual.size
    set_in = line.box[0] > usual.left + INDENT * usual.size
    if last_page.number == page.number and above.box[1] - line.box[1] > GAP * usual.step:
        return True
    return short or set_in
