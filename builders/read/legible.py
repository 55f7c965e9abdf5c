"""A text as it is meant to be read, sign for sign: radicals become characters, what nobody reads becomes blanks.

Every sign stands for one sign and every blank for one that went, so offsets in the text stay those of the file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from tifatu.builders.language.markup import BLANK
from tifatu.builders.language.words import words

DOUBLED = 8
"""Signs of a line from which two equal halves are the same words printed twice for bold type."""

LOST = 0.05
"""Share of signs that cannot be read, to the characters that can, from which these are not worth reading either."""

NAMED_LINES = 5
"""Lines that a message names."""

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_ODD = re.compile(
    r"[\x00\u00ad\u200b-\u200f\u2060\ufeff\ufffd\u2e80-\u2fdf\uf900-\ufaff]|&[#A-Za-z]|<U\+|\(cid:|\\u[0-9A-Fa-f]{4}"
    rf"|[(（][a-zü ]{{0,5}}[{_TONES}]"
)
"""Texts without any of these are as they are meant: nearly all."""

_UNSEEN = re.compile(r"[\x00\u00ad\u200b-\u200f\u2060\ufeff]|<U\+(?:00A0|00AD|200[B-F]|2060|FEFF|3000|0020)>")
_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});|\\u(?P<hex>[0-9A-Fa-f]{4})")
_SYLLABLES = re.compile(rf"(?<=[\u4e00-\u9fff])[(（](?=[^()（）]{{0,40}}?[{_TONES}])[a-zü{_TONES}' ]{{1,40}}[)）]")
"""Pinyin behind the characters that it is read for; a tone mark tells it from a unit or an abbreviation."""

_NUL = re.compile("\0")
_LOST = re.compile("\ufffd")
_GLYPH = re.compile(r"\(cid:[0-9]{1,6}\)")
_LETTER = re.compile(r"[^\W\d_]")
_LINE = re.compile(r"[^\n]+")


class Legible(NamedTuple):
    """A text of the same length, and what its user should know of it."""

    text: str
    warnings: tuple[str, ...]
    refusal: str = ""
    """Why nothing should be made of it, where too much is lost."""


def legible(text: str) -> Legible:
    """A text with its signs folded, offsets kept.

    >>> legible("县⻓：“五星联(lián)创(chuàng)”⾏动").text.replace(BLANK, "")
    '县长：“五星联创”行动'
    """
    plain = _once(text)
    if not _ODD.search(plain):
        return Legible(plain, ())
    nothing, glyphs, lost = ([found.start() for found in sign.finditer(text)] for sign in (_NUL, _GLYPH, _LOST))
    warnings = [
        *_told("NUL characters are passed over", nothing, text),
        *_told("glyph numbers of a PDF, (cid:…), could not be read and stand as �", glyphs, text),
        *_told("characters were lost before and stand as �", lost, text),
    ]
    plain = plain.translate(_radicals())
    plain = _GLYPH.sub(lambda found: _filled("\ufffd", found), plain)
    for pattern in (_UNSEEN, _SYLLABLES):
        plain = pattern.sub(lambda found: BLANK * len(found[0]), plain)
    return Legible(_ESCAPED.sub(_unescaped, plain), tuple(warnings), _refusal(plain, len(glyphs), len(lost)))


def _refusal(plain: str, glyphs: int, lost: int) -> str:
    if (not glyphs and not lost) or glyphs + lost <= LOST * sum(1 for _ in _LETTER.finditer(plain)):
        return ""
    if glyphs > lost:
        return f"{glyphs} glyph numbers, (cid:…), stand for its words, as from a PDF. Read the PDF itself with --ocr."
    return f"{lost} of its characters were lost, as by saving it in a wrong encoding. Fetch it again."


def _told(what: str, places: list[int], text: str) -> Iterator[str]:
    """How many, and the lines in which they stand."""
    if places:
        lines = dict.fromkeys(text.count("\n", 0, place) + 1 for place in islice(places, NAMED_LINES))
        more = ", …" if len(places) > NAMED_LINES else ""
        yield f"{len(places)} {what} (line {', '.join(map(str, lines))}{more})"


def _filled(sign: str, found: re.Match[str]) -> str:
    return sign + BLANK * (len(found[0]) - len(sign))


def _unescaped(found: re.Match[str]) -> str:
    """An escaped sign as itself; what means none, or a control, stays as it is written."""
    sign = chr(int(found["hex"], 16)) if found["hex"] else html.unescape(found[0])
    if len(sign) != 1 or unicodedata.category(sign) in ("Cc", "Cs", "Cn"):
        return found[0]
    return _filled(BLANK if sign.isspace() or _UNSEEN.match(sign) else sign, found)


@cache
def _radicals() -> dict[int, str]:
    """Radicals and compatibility ideographs -> the characters that they are written for, one for one."""
    folded = {i: unicodedata.normalize("NFKC", chr(i)) for i in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))}
    table = {i: sign for i, sign in folded.items() if len(sign) == 1}
    return table | {ord(pair[0]): pair[1] for pair in words("radicals")}


def _once(text: str) -> str:
    """The text with the second copy of what is printed twice blank: a whole line, or each sign of it."""
    pieces: list[str] = []
    at = 0
    for line in _LINE.finditer(text):
        twice = _second_copy(line[0])
        if twice:
            signs = [BLANK if i in twice else sign for i, sign in enumerate(line[0])]
            pieces += [text[at : line.start()], "".join(signs)]
            at = line.end()
    return "".join([*pieces, text[at:]]) if pieces else text


def _second_copy(line: str) -> frozenset[int]:
    """Offsets of the signs that say again what stands before them; none in a line that is printed once."""
    bare = "".join(line.split())
    half = len(bare) // 2
    if len(bare) < DOUBLED or len(bare) % 2 or len(set(bare)) < DOUBLED // 2:
        return frozenset()
    line_twice, signs_twice = bare[:half] == bare[half:], bare[::2] == bare[1::2]
    if not line_twice and not signs_twice:
        return frozenset()
    places = [i for i, sign in enumerate(line) if not sign.isspace()]
    return frozenset(places[half:] if line_twice else places[1::2])
