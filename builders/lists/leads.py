"""The words before a list's first item that belong to no item: 实施|强科技、强工业; 林地的|所有权、承包权."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tifatu.builders.language.affixes import (
    ADVERB,
    begins_with_verb,
    deed_length,
    majority,
    shared_prefix,
    shared_suffix,
)
from tifatu.builders.language.words import alternation
from tifatu.builders.lists.rules import HAN_NUMBERS

_PREPOSITION = (
    "(?:对(?!接|外|口|标|话|象|策|应|比)|将(?!来|军)|把(?!握|好|牢|关)|在(?!线|建|职|校|岗|读|册|地)|由(?!于)|"
    "为(?!民|了|官)|以(?!人|水|及|上|下|内|外)|从(?!业|严|优|快)|向(?!阳|好)|给|要(?!素|求|点|件))"
)
_FRAME = re.compile(
    r"(?:到|自|从)?(?:\d{4}|“十[一二三四五六]五”)(?:[年—～-]|末|期间|起|至|\d|月|日|底|在)*"
    r"|[^，、。]{2,30}?(?:提出|确立|确定|明确|承担|印发)的(?:在|要)?(?=.{2})"
    r"|每年(?:至少)?|即(?![将可使时])|(?:是指|就是|具体指|总体?布局是)"
    r"|(?:计划)?用[\d一二三四五六七八九十两]+[-—～至到]?\d*年(?:左右)?的?时间"
    r"|(?:在|到|自|从|于|对(?!接|外|口)|经(?!济|营)|按照|通过|为)[^，。；“”、]{1,24}?"
    r"(?:过程中|期间|基础上|方面|中(?![心国小级部间医])|下(?![属辖])|后(?![续勤])|前(?![提景端沿])|内(?![容涵])|末|来)"
    r"(?=.{2})"
)
"""A time or a place around the list: 到2025年, 在监管过程中, 市委提出的."""

_CLAUSE = 10
"""Characters: items longer than that are clauses, and their prepositions are their own."""

_TORN = 1.6
"""Times that the only other item is longer than what would be left of the first: it was cut in a word of its own."""

_FAR = 2
"""Characters: a first item so much longer than each other item has words of the sentence in front."""

_LIGHT = re.compile("实施|(?:组织|部署|集中)?开展|(?:全力)?推进")
"""Verbs before other verbs govern the whole list: 实施|巩固成果、发展产业行动."""

_PLACE = re.compile("[市县区省州](?![级场区民政域容属直城乡会道位块间委旗县])")
_PLACES = re.compile("[乡镇村户街州市县旗]")
_MEASURED = re.compile("总量|强度|质量|数量|速度|效益|规模|结构|增速|增量|存量|水平|能力|标准|难度|进度")
"""What two items of one thing are: 能耗总量和强度."""


@cache
def _governing() -> re.Pattern[str]:
    return re.compile(f"{ADVERB}*(?:{alternation('list_governing_verbs')})(?:了|好|起|成|其)?(?:一批|若干)?")


@cache
def _verbal() -> re.Pattern[str]:
    return re.compile(f"{_governing().pattern}|{ADVERB}+$")


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(alternation("list_owners"))


@cache
def _lead_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_governing().pattern}|{_owner().pattern})$")


@cache
def _before() -> re.Pattern[str]:
    """A governing verb, a preposition, an owner with either: 对城市困难群体实施|…, 中小企业具备|…"""
    lead, owner = _governing().pattern, f"(?:{_owner().pattern})"
    return re.compile(
        f"{lead}|(?:对|为|在|向|给)[^，、“”]{{2,20}}?{lead}|{_PREPOSITION}|{owner}{{1,3}}(?!建成区)(?:{lead}|{_PREPOSITION})"
    )


def governed(item: str, beginning: str) -> int:
    """Characters of a governing verb before a known beginning.

    >>> governed("引进100个企业", "1")
    2
    """
    m = _governing().match(item)
    return m.end() if m and item.startswith(beginning, m.end()) else 0


def lead_length(first: str, others: Sequence[str], key: str = "") -> int:
    """How many characters at the beginning of the first item belong to no item.

    Args:
        first: The first item with whatever stands before it.
        others: The other items, at least one.
        key: The label's key; its first words may be said again before the list.

    Returns:
        Characters to drop.

    >>> lead_length("实施强科技", ["强工业", "强省会", "强县域"])
    2
    >>> lead_length("林地的所有权", ["承包权", "经营权"])
    3
    """
    shared = majority(others, shared_prefix)
    if not first or (shared and first[0] == shared[0]):
        return 0
    lengths = {len(o) for o in others}
    if shared and len(first) > min(lengths) and (at := _before_shared(first, shared, others, key)):
        return at
    if said := _said_again(first, others, key):
        return said + _by_words(first[said:], others)
    if lengths == {len(first)} and (len(others) > 1 or shared_suffix([first, *others])):
        return 0
    if max(lengths) <= 3 < len(first) - 1 and len(others) > 1 and shared_suffix([first, *others]):
        return len(first) - min(lengths)
    at = _by_words(first, others)
    if first.startswith("每年", at):
        at += 2
    return at + (_by_length(first[at:], others) or _by_verb_inside(first[at:], others))


def _before_shared(first: str, shared: str, others: Sequence[str], key: str) -> int:
    """Where the others' common beginning stands in the first item; what the label counts needs but a verb before."""
    if len(others) == 1:
        shared = next((shared[:n] for n in range(len(shared), 0, -1) if shared[:n] in first[1:-1]), "")
    for n in range(len(shared), 0, -1):
        at = first.rfind(shared[:n], 1, len(first) - 1)
        if at <= 0 or (len(others) == 1 and (len(first) - at) * _TORN < len(others[0])):
            continue
        counted = shared[0] in key[1:] and _verbal().search(first, 0, at) is not None
        if _is_lead(first[:at]) or (n > 1 and (len(others) > 1 or counted)):
            return at
        if len(others) >= 3 and len(others[0]) <= 5 and len(first) - at <= 6:
            return at
        if len(others) == 1 and len(others[0]) == 2 == len(first) - at:
            return at
    return 0


def _is_lead(lead: str) -> bool:
    """True where the words before an item are known to govern or to own a list."""
    return lead[-1] in "的对将由把向以从" or _lead_end().search(lead) is not None


def _said_again(first: str, others: Sequence[str], key: str) -> int:
    """The label's own first words before the first item: 现代服务业|协调发展 of 现代服务业“五大行动”."""
    said = len(shared_prefix([first, key]))
    is_word = said > 2 or key[said : said + 1] in HAN_NUMBERS
    if said < 2 or not is_word or len(first) - said < 2 or first[said] in "及和与（":
        return 0
    too_long = len(first) > sum(map(len, others)) / len(others)
    return said if too_long and not any(o.startswith(first[:2]) for o in others) else 0


def _by_words(first: str, others: Sequence[str]) -> int:
    """A frame (在…中), a governing verb, an owner with 的: whatever the other items do not have."""
    at = 0
    while m := _FRAME.match(first, at):
        at = m.end()
    if "，" in first or any(o[:1] == first[at : at + 1] for o in others):
        return at
    if sum(map(begins_with_verb, others)) * 2 > len(others):
        light = _LIGHT.match(first, at)
        return light.end() if light and begins_with_verb(first[light.end() :]) else at
    while len(first) - at > 2:
        m = _before().match(first, at)
        if m is None or len(first) - m.end() < 2 or (m.end() == at + 1 and len(others[0]) > _CLAUSE):
            break
        at = m.end()
    owned = (
        "的" in first[at:-1] and "、" not in first and sum("的" in o or "之" in o for o in others) * 2 <= len(others)
    )
    if owned and len(first) - (cut := first.rindex("的", at, len(first) - 1) + 1) >= 2:
        return cut
    return max(at, _by_owner(first, at, others), _by_deed(first, others))


def _by_deed(first: str, others: Sequence[str]) -> int:
    """Behind a verb that only the first item has, where all end alike and are as long: 发展|茶文化, 诗词文化."""
    end, lengths = deed_length(first), [len(o) for o in others]
    alike = len(shared_suffix([first, *others])) > 1 and min(lengths) - 1 <= len(first) - end <= max(lengths) + 1
    return end if end and alike and len(first) > max(lengths) and not any(map(begins_with_verb, others)) else 0


def _by_owner(first: str, at: int, others: Sequence[str]) -> int:
    """An owner before the first item that ends like the others: 市|博物馆, 学生|作业负担."""
    if any(_owner().match(o) for o in others):
        return 0
    if _PLACE.match(first, at) and len(first) - at > 2 and not _PLACES.match(others[0]):
        return at + 1
    suffix = shared_suffix([first, *others])
    lengths = [len(o) for o in others]
    if not suffix or len(first) - at <= max(lengths):
        return 0
    ends = [m.end() for m in _owner().finditer(first, at) if len(first) - m.end() >= max(2, len(suffix) + 1)]
    ends = [e for e in ends if len(first) - e >= min(lengths) - 2]
    return ends[-1] if ends else 0


def _by_verb_inside(first: str, others: Sequence[str]) -> int:
    """Behind a verb within a first item that is far too long, where the rest is as long as the others: …打造|环湖区."""
    lengths = sorted(map(len, others))
    if len(others) < 2 or len(first) <= lengths[-1] + _FAR or "，" in first or any(map(begins_with_verb, others)):
        return 0
    ends = [m.end() for m in _governing().finditer(first, 1) if not any(m[0] in o for o in others)]
    return next((end for end in ends if lengths[0] - 1 <= len(first) - end <= lengths[-1] + 1), 0)


def _by_length(first: str, others: Sequence[str]) -> int:
    """Where all other items have one length and the first would have it, too, without its owner."""
    length = len(others[0])
    if len(first) <= length or any(len(o) != length for o in others):
        return 0
    at = len(first) - length
    if len(others) == 1:
        return at if _MEASURED.fullmatch(others[0]) and _MEASURED.fullmatch(first, at) else 0
    return at if length >= 2 and _is_lead(first[:at]) else 0
