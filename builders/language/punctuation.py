"""Quotation marks, brackets and note marks, once: as pairs, and as classes for patterns.

The quotation marks that a term may stand in are part of its key, so `graph.labels` owns them.
"""

from __future__ import annotations

import re

from tifatu.graph.labels import CLOSING, OPENING, QUOTES

STRAIGHT = '"＂'
"""Marks that open and close alike."""

QUOTE = f"[{OPENING}{STRAIGHT}]"
"""A mark that may open a quotation."""

UNQUOTE = f"[{CLOSING}{STRAIGHT}]"
"""A mark that may close one."""

INSIDE = f"[^{OPENING}{CLOSING}{STRAIGHT}\n]"
"""A character inside a quotation that holds no other."""

BRACKETS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "［": "］",
    "〖": "〗",
}
"""Brackets, opening to closing."""

OPENERS = OPENING + "".join(BRACKETS)
"""Everything that opens, but for straight marks."""

CLOSERS = CLOSING + "".join(BRACKETS.values())

RARE_OPENERS, RARE_CLOSERS = "﹝﹙﹛{｛<＜«〘〚", "﹞﹚﹜}｝>＞»〙〛"
"""Brackets that only number or set off."""

_PLAIN = "，。、；：？！,.;:?!．·…—–―─-－~～％%‰+＋/／\\|&@$￥°℃×'＇" + QUOTES + OPENERS + CLOSERS
"""Punctuation that says something."""

ORNAMENT = rf"[^\w\s{re.escape(_PLAIN + RARE_OPENERS + RARE_CLOSERS)}]"
"""Any other sign: a bullet, a star, a damaged number. It stands in no list, so the next one is known as well."""

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
"""One to fifty in circles."""

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

ROUND_NOTE = r"[（(]\s?注?\d{1,3}\s?[）)]"
"""（3）: behind a word a note mark; before one the number of an item."""

SQUARE_NOTE = r"[\[［〔【]\s?[\^注]?\d{1,3}\s?[\]］〕】]"
"""[3] 〔3〕 【注3】 [^3]."""

NOTE = rf"(?:{SQUARE_NOTE}|{ROUND_NOTE}|[{CIRCLED}{RAISED}])"
"""A note mark behind a word: “两网”[3], 两网③, 两网³."""


def char_class(signs: str, *, but: bool = False) -> str:
    """A class of a regular expression for some signs, or for all others.

    >>> char_class("（)]"), char_class("“”", but=True)
    ('[（\\\\)\\\\]]', '[^“”]')
    """
    return f"[{'^' if but else ''}{re.escape(signs)}]"
