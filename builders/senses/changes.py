"""Where two texts are the same but for a figure, a year or a place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from tifatu.builders.language.segment import dictionary

NEAR = 0.85
"""Share of common characters from which two texts are one text with changes."""

READ = 300
"""Characters that are compared: a passage that is longer is never the same by chance."""

_FIGURE = re.compile(r"\d+|[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百]+")
_PLACE = re.compile(r"[^\W\d_]{1,6}[省市县区州盟旗镇乡村]$")
_ITS_OWN = re.compile(r"[我全本各]?[省市县区州盟旗]$")
"""我省 and 全市 are the reporter's words for his own place: no other place."""


def changes(one: str, other: str) -> list[tuple[str, str]]:
    """The figures, years and places in which two texts differ that are otherwise equal; nothing for other texts.

    Args:
        one: Letters and digits of a text (profile.bare).
        other: The same of another.

    >>> changes("班级人数在40人以下的班", "班级人数在45人以下的班")
    [('40', '45')]
    >>> changes("减轻学生的课业负担", "减轻学生课业负担"), changes("到2020年建成", "全市三分之一的村")
    ([], [])
    """
    one, other = one[:READ], other[:READ]
    if _FIGURE.sub("", one) == _FIGURE.sub("", other):
        pairs = zip(_FIGURE.findall(one), _FIGURE.findall(other), strict=False)
        return [pair for pair in pairs if pair[0] != pair[1]]
    longer = max(len(one), len(other))
    if min(len(one), len(other)) < NEAR * longer or not longer:
        return []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR or matcher.ratio() < NEAR:
        return []
    edits = ((tag, *_widened(one, a, b), *_widened(other, c, d)) for tag, a, b, c, d in matcher.get_opcodes())
    found = [(one[a:b], other[c:d]) for tag, a, b, c, d in edits if tag == "replace"]
    return [pair for pair in found if pair[0] != pair[1] and _tells(*pair)]


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the rest of a figure that it cuts, and with the noun behind a place's name that begins no word."""
    while start > 0 and text[start - 1].isdigit() and text[start : start + 1].isdigit():
        start -= 1
    while end < len(text) and text[end].isdigit() and text[end - 1].isdigit():
        end += 1
    is_noun = end < len(text) and text[end] in "省市县区州盟旗镇乡村" and text[end : end + 2] not in dictionary()
    return start, end + is_noun


def _tells(one: str, other: str) -> bool:
    figures = bool(_FIGURE.search(one)) and bool(_FIGURE.search(other))
    places = bool(_PLACE.fullmatch(one)) and bool(_PLACE.fullmatch(other))
    return figures or (places and not (_ITS_OWN.fullmatch(one) or _ITS_OWN.fullmatch(other)))
