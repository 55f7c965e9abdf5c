"""OFD, the national format of official documents (GB/T 33190), to text: the words of its text objects, page by page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import lxml.etree

from tifatu.builders.read.paper import Glyph, Line, Page, paragraphs
from tifatu.builders.read.reading import Reading, reading
from tifatu.builders.read.word import checked_zip
from tifatu.graph.errors import UnreadableFileError

MILLIMETRE = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""

A4 = (210.0, 297.0)

SAME_LINE = 4.0
"""Points by which the feet of two objects on one line may differ."""

_PARSER_RULES = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def read_ofd(data: bytes, name: str) -> Reading:
    """The paragraphs of an OFD with a layer of text.

    Raises:
        UnreadableFileError: It is damaged or a bomb, or holds only pictures.
    """
    with checked_zip(data, name) as archive:
        try:
            pages = [_page(archive, path, number) for number, path in enumerate(_page_paths(archive), 1)]
        except (KeyError, ValueError, lxml.etree.XMLSyntaxError, AttributeError) as problem:
            reason = f"is a damaged OFD ({type(problem).__name__}). Export it as PDF or .docx."
            raise UnreadableFileError(name, reason) from None
    if not any(page.lines for page in pages):
        raise UnreadableFileError(name, "is an OFD without a layer of text. Export it as PDF or .docx, or use OCR.")
    return reading(paragraphs(pages))


def _tree(archive: zipfile.ZipFile, path: str) -> Any:
    return lxml.etree.fromstring(archive.read(path), lxml.etree.XMLParser(**_PARSER_RULES))


def _all(tree: Any, tag: str) -> list[Any]:
    return list(tree.iter(f"{{*}}{tag}"))


def _page_paths(archive: zipfile.ZipFile) -> Iterator[str]:
    """The files of the pages in the order of the document."""
    for root in _all(_tree(archive, "OFD.xml"), "DocRoot"):
        document = root.text.strip().lstrip("/")
        folder = PurePosixPath(document).parent
        for page in _all(_tree(archive, document), "Page"):
            yield str(folder / page.get("BaseLoc").lstrip("/"))


def _page(archive: zipfile.ZipFile, path: str, number: int) -> Page:
    tree = _tree(archive, path)
    box = next((node.text for node in _all(tree, "PhysicalBox")), None)
    _, _, width, height = _numbers(box) if box else (0.0, 0.0, *A4)
    printed: dict[int, list[Glyph]] = {}
    for node in _all(tree, "TextObject"):
        for glyph in _glyphs(node, height):
            printed.setdefault(round(glyph.bottom / SAME_LINE), []).append(glyph)
    rows = [sorted(printed[row], key=lambda glyph: glyph.left) for row in sorted(printed, reverse=True)]
    return Page(number, width * MILLIMETRE, height * MILLIMETRE, tuple(Line.of(row) for row in rows))


def _glyphs(node: Any, height: float) -> Iterator[Glyph]:
    """The characters of a text object, spread evenly over its boundary."""
    words = "".join(code.text or "" for code in _all(node, "TextCode")).strip()
    if not words:
        return
    left, top, width, tall = _numbers(node.get("Boundary"))
    size = float(node.get("Size", tall)) * MILLIMETRE
    bottom, step = (height - top - tall) * MILLIMETRE, width * MILLIMETRE / len(words)
    for i, sign in enumerate(words):
        start = left * MILLIMETRE + i * step
        yield Glyph(sign, start, bottom, start + step, bottom + size, size)


def _numbers(said: str) -> tuple[float, float, float, float]:
    a, b, c, d = (float(number) for number in said.split())
    return a, b, c, d
