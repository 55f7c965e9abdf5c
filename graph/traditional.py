"""Traditional characters and the simplified ones of the same words, one for one, so that offsets stay."""

from __future__ import annotations

import re
from functools import cache

ENOUGH = 0.03
"""Share of signs that only traditional script has from which a text is in it: such texts have 0.2, others none."""

SAMPLE = 5_000
"""Signs of a text by which its script is told."""

_OTHERS = re.compile(r"[^\u4e00-\u9fff]+")


def simplified(words: str) -> str:
    """The same words in simplified characters; what simplified script has, too, stays as it is: 乾县.

    >>> simplified("“五星聯創”行動"), simplified("乾县")
    ('“五星联创”行动', '乾县')
    """
    return words if words.isascii() else words.translate(_table())


def is_traditional(text: str) -> bool:
    """Is a text written in traditional characters?

    >>> is_traditional("現在，我代表縣人民政府報告工作"), is_traditional("现在，我代表县人民政府报告工作")
    (True, False)
    """
    han = _OTHERS.sub("", text[: 4 * SAMPLE])[:SAMPLE]
    return len(_signs().findall(han)) > ENOUGH * len(han)


@cache
def _signs() -> re.Pattern[str]:
    """Any character that simplified script does not have."""
    return re.compile(f"[{''.join(map(chr, _table()))}]")


@cache
def _table() -> dict[int, str]:
    """Characters that simplified script does not have (GB 2312) -> what OpenCC writes for each by itself."""
    import opencc

    signs = [chr(i) for i in range(0x4E00, 0xA000) if not _is_simplified(chr(i))]
    plain = opencc.OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {ord(sign): other for sign, other in zip(signs, plain, strict=True) if len(other) == 1 and other != sign}


def _is_simplified(sign: str) -> bool:
    return bool(sign.encode("gb2312", errors="ignore"))
