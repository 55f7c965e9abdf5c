"""Columns that stand below each other in a terminal, where a Chinese character is two cells wide."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

WIDEST = 100
"""Cells of a line at most, however wide the terminal is: longer lines are hard to read."""


def width(text: str) -> int:
    """Cells that a text takes.

    >>> width("四强ab"), width("é")
    (6, 1)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def fitting(text: str, cells: int) -> str:
    """The beginning of a text that fits, with … where something is left out.

    >>> fitting("三区三线", 8), fitting("三区三线", 6)
    ('三区三线', '三区…')
    """
    if width(text) <= cells:
        return text
    kept, taken = "", 1
    for char in text:
        taken += width(char)
        if taken > cells:
            break
        kept += char
    return kept + "…"


def wrapped(text: str, cells: int) -> Iterator[str]:
    """A text in lines that fit, broken at a blank or behind Chinese punctuation where there is one.

    >>> list(wrapped("first used 2024; peak 2025", 20))
    ['first used 2024;', 'peak 2025']
    """
    while width(text) > cells:
        line = fitting(text, cells + 1).removesuffix("…")
        at = max(line.rfind(" "), *(line.rfind(sign) for sign in "；，、。")) + 1 or len(line)
        yield text[:at].rstrip()
        text = text[at:]
    yield text


def pad(text: str, cells: int) -> str:
    """A text with blanks up to a width."""
    return text + " " * max(0, cells - width(text))


def screen_width() -> int:
    """Cells of a line here; 80 where nobody knows."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def table(rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> Iterator[str]:
    """Lines with aligned columns.

    Args:
        rows: Cells; the first row is the head.
        right: Numbers of the columns that are aligned to the right.

    >>> list(table([["提法", "n"], ["四强", 12]], right=[1]))
    ['提法   n', '四强  12']
    """
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(
            " " * (wide - width(cell)) + cell if at in right else pad(cell, wide)
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
