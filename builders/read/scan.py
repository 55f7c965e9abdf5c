"""Pictures of pages to printed lines, by tesseract where it is installed; it says how sure it is, and so do we."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from tifatu.builders.read.paper import Line
from tifatu.builders.read.reading import Box
from tifatu.graph.errors import UnreadableFileError

SCALE = 300 / 72
"""Pixels a point: tesseract reads best at 300 dots an inch."""

PATIENCE = 120
"""Seconds for one page; a real one takes four."""

LANGUAGE = "chi_sim"


def reader(name: str) -> str:
    """The tesseract of this machine, with Chinese.

    Raises:
        UnreadableFileError: It is not installed, or without Chinese.
    """
    program = shutil.which("tesseract")
    known = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False) if program else None
    if program is None or known is None or LANGUAGE not in known.stdout.split():
        reason = "is a scan, and tesseract with chi_sim is not on this machine. Install tesseract-ocr-chi-sim."
        raise UnreadableFileError(name, reason)
    return program


def read_picture(program: str, page: Any, name: str, number: int) -> tuple[list[Line], float]:
    """The lines of a page and how sure tesseract is of them, 0 to 1, weighted by characters.

    Args:
        program: The tesseract of this machine.
        page: A page of pypdfium2.
        name: How a message speaks of the file.
        number: Of the page.
    """
    bitmap = page.render(scale=SCALE, grayscale=True)
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + _rows(bitmap)
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", "300", "--psm", "4", "tsv"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise UnreadableFileError(name, f"page {number} could not be read by tesseract. Find a better copy.") from None
    words = list(_words(done.stdout.decode("utf-8", "replace"), page.get_height()))
    lines = _evened([_line(group) for group in _by_line(words)])
    weight = sum(len(text) for _, text, _, _ in words)
    sure = sum(len(text) * certainty for _, text, _, certainty in words) / max(1, weight) / 100
    return lines, sure


_Word = tuple[tuple[int, int, int], str, Box, float]
"""Block, paragraph and line; the word; its box in points; certainty in per cent."""


def _rows(bitmap: Any) -> bytes:
    """The grey values without the padding at the end of each row."""
    data = bytes(bitmap.buffer)
    return b"".join(data[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))


def _words(table: str, height: float) -> Iterator[_Word]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            left, top, width, tall = (int(row[key]) / SCALE for key in ("left", "top", "width", "height"))
            place = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
            yield (
                place,
                row["text"].strip(),
                (left, height - top - tall, left + width, height - top),
                float(row["conf"]),
            )


def _by_line(words: list[_Word]) -> Iterator[list[_Word]]:
    held: list[_Word] = []
    for word in words:
        if held and held[-1][0] != word[0]:
            yield held
            held = []
        held.append(word)
    if held:
        yield held


def _evened(lines: list[Line]) -> list[Line]:
    """Boxes of read words are as high as their signs happen to be: what is nearly the usual size is the usual size."""
    usual = median(line.size for line in lines) if lines else 0.0
    return [replace(line, size=usual) if 0.7 * usual < line.size < 1.4 * usual else line for line in lines]


def _line(words: list[_Word]) -> Line:
    text = ""
    for _, word, _, _ in words:
        text += (" " if text and text[-1].isascii() and word[0].isascii() else "") + word
    boxes = [box for _, _, box, _ in words]
    left, bottom, right, top = (pick(b[i] for b in boxes) for i, pick in enumerate((min, min, max, max)))
    return Line(text, (left, bottom, right, top), top - bottom)
