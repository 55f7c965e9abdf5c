"""What the items of a list have in common: beginning, end, length, a verb in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from tifatu.builders.language.words import alternation

ADVERB = (
    "(?:全力|全面|配套|基本|加快|重点|着力|大力|扎实|进一步|积极|深入|持续|切实|集中|努力|奋力|主动|稳步|有序|统筹|坚决|更好|"
    "不断|有效|科学|严格|精准|高标准|高质量|高水平|聚力|突出|认真|着重|主要|分别|要|应|将|并|已|共同|每年|勉励\\w{2}|了|同时|协同|更加|注重|稳定)"
)
"""Words before a verb; they go with it."""


ADVERB_TAIL = re.compile(
    r"(?:继续|持续|连续(?:[\d一二三四五六七八九十两多]{1,3}(?:年|个月|个季度|天))?|逐年|连年|基本|同比|稳步|全面|分别|首次|再次|实现了?|保持)+\Z"
)
"""Adverbs and empty verbs between the last item and what is said of all: 发案数、死亡数连续9年|“双下降”."""


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(f"{ADVERB}*(?:{alternation('list_governing_verbs', 'list_deed_verbs')})")


@cache
def begins_with_verb(item: str) -> bool:
    """True where an item begins with a verb, as the items of a list of deeds do."""
    return _deed().match(item) is not None


def deed_length(item: str) -> int:
    """Characters of the verb, with its adverbs, that an item begins with.

    >>> deed_length("大力推进村村通")
    4
    """
    found = _deed().match(item)
    return found.end() if found else 0


def shared_prefix(items: Sequence[str]) -> str:
    """What all items begin with.

    >>> shared_prefix(["强科技", "强工业"])
    '强'
    """
    first, last = min(items), max(items)
    for i, c in enumerate(first):
        if last[i : i + 1] != c:
            return first[:i]
    return first


def shared_suffix(items: Sequence[str]) -> str:
    """What all items end with.

    >>> shared_suffix(["建好", "管好", "护好"])
    '好'
    """
    return shared_prefix([i[::-1] for i in items])[::-1]


def majority(items: Sequence[str], affix: Callable[[Sequence[str]], str]) -> str:
    """The prefix or suffix that all share, or, of four or more, all but one."""
    whole = affix(items)
    if whole or len(items) < 4:
        return whole
    return max((affix([*items[:i], *items[i + 1 :]]) for i in range(len(items))), key=len)


def likeness(items: Sequence[str], verbs: bool = True) -> float:
    """How much items look like members of one list.

    Args:
        items: The items.
        verbs: Whether a verb in front counts.

    Returns:
        0 to 1: the largest share of items with the same beginning, end or length, or with a verb in front.

    >>> likeness(["通水", "通电", "通路"]), likeness(["水利", "交通部门"])
    (1.0, 0.0)
    """
    n = len(items)
    if n < 2:
        return 0.0
    deeds = sum(map(begins_with_verb, items)) / n if verbs else 0.0
    return max(_share([i[0] for i in items]), _share([i[-1] for i in items]), _share([len(i) for i in items]), deeds)


def _share(values: Sequence[object]) -> float:
    most = max(map(values.count, values))
    return most / len(values) if most > 1 else 0.0
