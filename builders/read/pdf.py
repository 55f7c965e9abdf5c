"""PDF to text: characters from pypdfium2, lines and paragraphs from where they stand on the page.

A page that holds only a picture, or characters that stand for nothing, is refused by its number: half a report would be
taken for a whole one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from tifatu.builders.read import scan
from tifatu.builders.read.paper import Glyph, Line, Page, paragraphs
from tifatu.builders.read.reading import About, Reading, reading
from tifatu.graph.errors import UnreadableFileError

PAGES = 2000
"""Pages that are read; the longest report has 60, a yearbook of all reports 1,500."""

STRANGE = 0.05
"""Share of a page's characters without meaning (private use, U+FFFD, (cid:...)) from which it counts as unreadable."""

_GENERATED = frozenset("\r\n\ufffe")
_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""
_BREAK = "\n"
_FIRST_BEYOND_LATIN = 0x2E80


def read_pdf(data: bytes, name: str, *, ocr: bool = False) -> Reading:
    """The paragraphs of a PDF without page numbers, running heads and print marks.

    Args:
        data: The bytes of the file.
        name: How a message speaks of it.
        ocr: Read pages that are pictures by tesseract; how sure it is goes into the reading.

    Raises:
        UnreadableFileError: It is damaged, encrypted, too long, scanned, or its fonts do not say which characters
            they draw; the message names the first such page.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        reason = "is encrypted. Save it without a password." if locked else "is a damaged PDF. Fetch it again."
        raise UnreadableFileError(name, reason) from None
    try:
        if len(document) > PAGES:
            raise UnreadableFileError(name, f"has {len(document)} pages, {PAGES} are read. Split it.")
        certainties: list[float] = []
        scanner = _scanner(name, certainties) if ocr else None
        pages = [_page(document, number, name, scanner) for number in range(1, len(document) + 1)]
        if not any(page.lines for page in pages):
            raise UnreadableFileError(name, "is a PDF without words. Fetch it again.")
        about = About(title=document.get_metadata_dict().get("Title", ""))
        if not certainties:
            return reading(paragraphs(pages), about)
        certainty = sum(certainties) / len(certainties)
        warning = f"{len(certainties)} pages were read from pictures, {certainty:.0%} sure: figures may be wrong"
        return reading(paragraphs(pages), about, (warning,), certainty)
    finally:
        document.close()


_Scanner: TypeAlias = Callable[[Any, int], list[Line]]
"""A page that is a picture, and its number -> its lines."""


def _scanner(name: str, certainties: list[float]) -> _Scanner:
    """Reads pictures of pages and notes how sure it was of each."""
    program = scan.reader(name)

    def read(page: Any, number: int) -> list[Line]:
        lines, sure = scan.read_picture(program, page, name, number)
        certainties.append(sure)
        return lines

    return read


def _page(document: Any, number: int, name: str, scanner: _Scanner | None) -> Page:
    from pypdfium2 import raw

    page = document[number - 1]
    words = page.get_textpage()
    try:
        lines = tuple(_lines(list(_glyphs(words.raw, raw))))
        text = "".join(line.text for line in lines)
        if not text.strip() and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
            if scanner is None:
                reason = f"page {number} is a picture (a scan). Read it with --ocr, or find a copy with text."
                raise UnreadableFileError(name, reason)
            lines = tuple(scanner(page, number))
        if _strange(text) > STRANGE * max(1, len(text)):
            reason = (
                f"page {number} cannot be read: its font does not say which characters it draws. Find another copy."
            )
            raise UnreadableFileError(name, reason)
        return Page(number, page.get_width(), page.get_height(), lines)
    finally:
        words.close()
        page.close()


def _strange(text: str) -> int:
    private = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" or c >= "\U000f0000" for c in text)
    return private + text.count("(cid:") * 8


def _glyphs(words: Any, raw: Any) -> Iterator[Glyph | None]:
    """The characters of a page in their order; None where a line ends."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for i in range(raw.FPDFText_CountChars(words)):
        code = raw.FPDFText_GetUnicode(words, i)
        sign = chr(code).replace(_HYPHEN, "-")
        if sign in _GENERATED or not code:
            if sign == _BREAK:
                yield None
            continue
        if sign == " " and raw.FPDFText_IsGenerated(words, i) == 1 and not _between_latin(words, raw, i):
            continue
        if not raw.FPDFText_GetCharBox(words, i, left, right, bottom, top):
            continue
        size = raw.FPDFText_GetFontSize(words, i)
        yield Glyph(sign, left.value, bottom.value, right.value, top.value, size)


def _between_latin(words: Any, raw: Any, i: int) -> bool:
    """A space that pdfium saw in a gap is one between Latin words; beside a character it is the printer's."""
    around = (raw.FPDFText_GetUnicode(words, i - 1), raw.FPDFText_GetUnicode(words, i + 1))
    return all(code < _FIRST_BEYOND_LATIN for code in around)


def _lines(glyphs: Sequence[Glyph | None]) -> Iterator[Line]:
    """Characters that stand on one line; bold print that draws a character twice is read once."""
    held: list[Glyph] = []
    for glyph in glyphs:
        if glyph is None:
            if held:
                yield Line.of(held)
            held = []
        elif not (held and _is_again(held[-1], glyph)):
            held.append(glyph)
    if held:
        yield Line.of(held)


def _is_again(last: Glyph, glyph: Glyph) -> bool:
    """The same character in nearly the same place."""
    near = abs(last.left - glyph.left) < 0.2 * last.size and abs(last.bottom - glyph.bottom) < 0.2 * last.size
    return last.sign == glyph.sign and near and not glyph.sign.isspace()
