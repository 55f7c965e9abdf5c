"""Bytes to text: byte order marks, then strict UTF-8, then whichever encoding yields the most common characters.

A line in another encoding than the file is read in that; a text that was encoded twice is taken back by one step.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tifatu.builders.language.words import words

ENOUGH = 0.5
"""Share of common characters below which bytes are no Chinese text: real reports have 0.9, wrong guesses under 0.2."""

SAMPLE = 1 << 18
"""Bytes from the start of a file by which its encoding is chosen."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ("utf-16-le", "utf-16-be")
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—…·％"
_REPLACEMENT = "\ufffd"


_IN_LINES = {"utf-8": "gb18030", "gb18030": "utf-8"}
"""Encoding of a file -> that in which single lines of it may be, where files were joined."""

_LATIN = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{9}")
"""Three characters or more of UTF-8 that were read as Windows-1252."""


class Decoded(NamedTuple):
    """Text with line ends as \\n, and how it was decoded."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    """What was odd in the bytes, one line each."""


def decode(data: bytes) -> Decoded | None:
    """The text of a file, or None where the bytes are no text in an encoding that reports come in.

    Line ends (CR LF, CR) become LF, as Python's text mode does, so offsets agree with ``open(path).read()``.
    A byte that its encoding does not know becomes U+FFFD; a UTF-8 file with some of those stays UTF-8.

    >>> decode("各位代表：现在报告工作".encode("gb18030"))
    Decoded(text='各位代表：现在报告工作', encoding='gb18030', warnings=())
    >>> decode(b"\\x00\\x01\\x02\\x03") is None
    True
    """
    known = _encoding(data)
    encoding = known or "utf-8"
    text, warnings = _by_lines(data, encoding) if encoding in _IN_LINES else (data.decode(encoding, "replace"), ())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (back := _one_step_back(text)) is not None:
        return Decoded(back.text, back.encoding, (*warnings, *back.warnings))
    return Decoded(text, encoding, warnings) if encoding == known or share_of_common(text) >= ENOUGH else None


def _by_lines(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The text, each line in the encoding of the file unless it reads as Chinese in the other one alone."""
    try:
        whole = data.decode(encoding)
    except UnicodeDecodeError:
        whole = None
    if whole is not None and encoding == "utf-8":
        return whole, ()
    lines = [_line(line, encoding) for line in data.splitlines(keepends=True)]
    odd = [number for number, (_, own) in enumerate(lines, 1) if not own]
    told = (
        f"{len(odd)} lines are in {_IN_LINES[encoding]} and not in {encoding} (the first is line {min(odd, default=0)})"
    )
    return "".join(text for text, _ in lines), (told,) if odd else ()


def _line(line: bytes, encoding: str) -> tuple[str, bool]:
    """A line as text, and whether it is in the encoding of the file."""
    if line.isascii():
        return line.decode("ascii"), True
    own, other = (line.decode(name, errors="replace") for name in (encoding, _IN_LINES[encoding]))
    if share_of_common(own) >= ENOUGH or _REPLACEMENT in other or share_of_common(other) < ENOUGH:
        return own, True
    return other, False


def _one_step_back(text: str) -> Decoded | None:
    """What a text was before its bytes were read in a wrong encoding and saved again; None where it is as it should be.

    >>> back = _one_step_back("各位代表：现在报告工作".encode().decode("gb18030", "replace"))
    >>> back.text[:5], back.encoding
    ('各位代表：', 'utf-8 read as gb18030')
    """
    if share_of_common(text) >= ENOUGH and not _LATIN.search(text):
        return None
    found = [
        (share_of_common(back), back, f"{own} read as {wrong}")
        for own, wrong in (("utf-8", "cp1252"), ("gb18030", "cp1252"), ("utf-8", "gb18030"))
        if (back := _bytes_of(text, wrong).decode(own, errors="replace"))
    ]
    share, back, steps = max(found)
    if share < ENOUGH or share <= share_of_common(text):
        return None
    return Decoded(back, steps, (f"was encoded twice ({steps}); this was undone",))


def _bytes_of(text: str, encoding: str) -> bytes:
    """The bytes that a wrong reading was made from; of Windows-1252 also those that it leaves open."""
    if encoding != "cp1252":
        return text.replace(_REPLACEMENT, "").encode(encoding, errors="ignore")
    return b"".join(
        sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode(encoding, errors="ignore") for sign in text
    )


def _encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        return _best(data, ("utf-8", "gb18030", *_WITHOUT_MARK))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _best(data, ("utf-8", "gb18030", "big5", *_WITHOUT_MARK))
    return "utf-8"


def _best(data: bytes, encodings: tuple[str, ...]) -> str | None:
    """The encoding under which the sample reads most like Chinese; the first of equals."""
    sample = data[:SAMPLE]
    share, _, encoding = max(_scored(sample, encodings))
    return encoding if share >= ENOUGH else None


def _scored(sample: bytes, encodings: tuple[str, ...]) -> Iterator[tuple[float, int, str]]:
    for rank, encoding in enumerate(encodings):
        yield share_of_common(sample.decode(encoding, errors="replace")), -rank, encoding


def share_of_common(text: str) -> float:
    """Share of the characters beyond ASCII that are common in reports; a replacement character counts twice.

    >>> share_of_common("我们的工作"), share_of_common("鎴戜滑")
    (1.0, 0.0)
    """
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    common = sum(map(_common().__contains__, text))
    return common / (beyond + text.count(_REPLACEMENT)) if beyond else 0.0


@cache
def _common() -> frozenset[str]:
    """The common characters, simplified and traditional."""
    return frozenset([*_PUNCTUATION, *words("common_characters")])
