"""The words behind a list's last item that belong to no item: 强县域|行动; 运营好|农村公路; 应急救援|“五大体系”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tifatu.builders.language.affixes import ADVERB_TAIL, begins_with_verb, majority, shared_suffix
from tifatu.builders.language.words import alternation
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.rules import (
    DEED_BEHIND,
    HAN_NUMBERS,
    OPEN_END,
    ROLE_BEHIND,
    SAID_AGAIN,
    number_value,
)

_BOUNDS = ("以上", "左右", "平均水平")
_QUOTED = re.compile("“([^“”]*)”")
_QUOTED_NUMBER = re.compile(rf"(?P<n>[{HAN_NUMBERS}]+|\d+)(?=.)")
_LEFT_OVER = re.compile("(?:的|这|共|等|，|“|为|实行){1,8}$")
_CAUSED = re.compile("所[^，、的]{1,4}的[^，、]{1,8}$")
"""供水、供电所产生的费用: what the items do is said of all."""

_SUMMED = re.compile("的[^，、的]{0,4}(?:总称|统称|合称|简称|泛称|缩写)$")
_NAME = 10
"""Characters: items that are longer are clauses, and 的 is their own."""

_TWIN = 4
"""Characters: shorter items are alike by chance."""

_SUBJECT_GAP = 2
"""Characters: so much longer than every other item is the last one that has a predicate."""


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(f"(?:{_MODIFIER}(?:{alternation('list_relations')})){{1,4}}$")


@cache
def _any_tail() -> re.Pattern[str]:
    return re.compile(f"(?:{_MODIFIER}(?:{alternation('list_relations', 'list_class_nouns')})){{1,4}}$")


_MODIFIER = "(?:的|大|等|共同|专项|系列|村级|社会|重点|领域){0,4}"


def tail_length(last: str, others: Sequence[str], clue: Clue, count: int) -> tuple[int, bool]:
    """How many characters at the end of the last item belong to no item, and whether 等 leaves the list open.

    Args:
        last: The last item with whatever stands behind it.
        others: The other items.
        clue: What the label says.
        count: Items of the list.

    Returns:
        Characters to drop, and True where 等 was among them.

    >>> tail_length("运营好农村公路", ["建好", "管好", "护好"], Clue(), 4)
    (4, False)
    >>> tail_length("应急救援“五大体系”", ["全面责任", "隐患排查"], Clue(totals=(5,)), 3)
    (6, False)
    """
    whole, last = last, _SUMMED.sub("", last) if others else last
    kept, is_open = _summed_up(last, others, clue, count)
    if others and not any(s in kept for s in clue.singles):
        shared = majority(others, shared_suffix)
        if len(kept) == len(last) and not (shared and kept.endswith(shared)):
            kept = _by_parallel(kept, shared, others, clue.echoes)
        kept = _class_noun(kept, others, clue, last[len(kept) :])
    return (len(whole) - len(kept), is_open) if kept else (0, False)


def _summed_up(last: str, others: Sequence[str], clue: Clue, count: int) -> tuple[str, bool]:
    """Cut at 等, at the label or a piece of it, at words that sum up the list or give it a role."""
    ends = [len(last)]
    opened = None
    if "等" in last and "、" not in last:
        opened = next((m.start() for m in OPEN_END.find(last, 1)), None)
    if opened is not None:
        ends.append(opened)
    ends += _quoted_ends(last, clue, count)
    ends += [at for piece in clue.pieces if len(piece) > 1 and (at := last.find(piece)) > 0]
    if not any(SAID_AGAIN.regex.search(o) for o in others):
        ends += _number_ends(last, clue, count)
    if len(others) > 1:
        ends += [m.start() for m in _CAUSED.finditer(last, 2)]
    if others and not any("必须" in o or "为" in o for o in others):
        ends += [m.start() for m in ROLE_BEHIND.find(last, 1) if "以" not in last[: m.start()]]
    end = min(ends)
    kept = last if end == len(last) else ADVERB_TAIL.sub("", _LEFT_OVER.sub("", last[:end])) or last[:end]
    return kept, opened is not None and opened <= end


def _quoted_ends(last: str, clue: Clue, count: int) -> list[int]:
    """Where the label or a number of it stands in quotation marks: “五大体系”."""
    if "“" not in last:
        return []
    found = []
    for m in _QUOTED.finditer(last, 1):
        number = _QUOTED_NUMBER.match(m[1])
        is_last = m.end() == len(last) or _any_tail().match(last, m.end())
        if m[1] in clue.pieces or (is_last and number and number_value(number["n"]) in (count, *clue.totals)):
            found.append(m.start())
    return found


def _number_ends(last: str, clue: Clue, count: int) -> list[int]:
    """Where the number of the items is said again: 五大体系, 6项工程, N个规划."""
    found = []
    for m in SAID_AGAIN.find(last):
        value = number_value(m["n"])
        inside_quotes = "“" in last[: m.start()].rpartition("”")[2]
        if m.start() and not inside_quotes and (value is None or value in (count, *clue.totals)):
            found.append(m.start())
    return found


def _by_parallel(last: str, shared: str, others: Sequence[str], echoes: Sequence[str]) -> str:
    """Cut behind the others' common ending, or where the last item becomes as long as they."""
    if len(others) == 1:
        shared = _longest_end(others[0], last)
        end = last.find(shared) + len(shared)
        if shared and DEED_BEHIND.regex.match(last, end):
            return last[:end]
    elif shared and (end := _behind_shared(last, shared)) and end * 2 > _usual_length(others):
        return last[:end]
    others = others[1:] if (many := len(others) > 2) else others  # the first one still has its lead
    lengths = {len(o) for o in others}
    if many and lengths == {1} and len(last) > 1 + _SUBJECT_GAP:
        return last[0]  # 德、智、体、美|全面发展
    same_length = len(others) > 1 and len(lengths) == 1
    at = last.find("的")
    is_owner = at >= 2 and not any("的" in o for o in others)
    as_others = same_length and _as_long(at, others) and last[at + 1 : at + 2] not in ("使", "运")
    if is_owner and (as_others or _any_tail().search(last, at) or _is_name_as_others(last, at, others)):
        last = last[:at]
    if lengths == {len(last)}:
        return last
    if end := _behind_echo(last, others, echoes):
        return last[:end]
    if end := _subject(last, others):
        return last[:end]
    m = _relation().search(last)
    if m and (lengths == {m.start()} or m[0] in _BOUNDS) and not any(o.endswith(m[0][-2:]) for o in others):
        return last[: m.start()]
    is_deed = begins_with_verb(last)
    if same_length and not is_deed and 2 <= (length := lengths.pop()) < len(last) and _any_tail().match(last, length):
        return last[:length]
    if len(others) > 1 and max(map(len, others)) <= 2 and _any_tail().match(last, 2):
        return last[:2]
    is_work = last.endswith("工作") and len(last) > 3 and not any("工作" in o for o in others)
    return last[:-2] if is_work else last


def _is_name_as_others(last: str, at: int, others: Sequence[str]) -> bool:
    """Whether the words before 的 are a name as long as the others: 茶市、桥市、歌市|的城市特色; not in a deed."""
    longest = max(map(len, others))
    is_name = longest <= _NAME and not begins_with_verb(last) and last[0] not in {o[0] for o in others}
    return is_name and len(others) > 1 and _as_long(at, others) and len(last) > longest


def _as_long(length: int, others: Sequence[str]) -> bool:
    """Whether a length is like those of the other items."""
    return min(map(len, others)) - 1 <= length <= max(map(len, others)) + 1


def _subject(last: str, others: Sequence[str]) -> int:
    """The end of an item that has a predicate behind it, as its neighbours' look tells; 0 where it has none.

    甲市、乙市、丙市|协商达成共识: all end alike, and so would the last one.
    """
    lengths = {len(o) for o in others}
    if len(others) == 1:
        return _twin(last, others[0].rpartition("的")[2])
    if len(last) <= max(lengths) + _SUBJECT_GAP:
        return 0
    shared = shared_suffix(others)
    ends = [i + len(shared) for i in range(1, len(last)) if shared and last.startswith(shared, i)]
    return next((end for end in ends if _as_long(end, others) and last[end : end + 1] not in ("（", "、", "")), 0)


def _behind_echo(last: str, others: Sequence[str], echoes: Sequence[str]) -> int:
    """Behind what the label counts and all others end in: of 两型, 节约型、友好型|社会; 0 where nothing follows it."""
    for echo in echoes:
        at = last.find(echo, 1)
        end = at + len(echo)
        if at > 0 and end + 1 < len(last) and all(o.endswith(echo) for o in others) and _as_long(end, others):
            return end if last[end] not in "（、" and not last.endswith(echo) else 0
    return 0


def _twin(last: str, other: str) -> int:
    """The length of the only other item, where both have the same signs in places apart: 强工兴城、强农兴文|重点."""
    length = len(other)
    alike = [i for i in range(min(length, len(last))) if last[i] == other[i]]
    is_like = length >= _TWIN and 0 in alike and len(alike) * 2 >= length and alike != [*range(len(alike))]
    return length if is_like and len(last) > length + 1 else 0


def _usual_length(others: Sequence[str]) -> float:
    """Characters: the mean, or the length of the neighbour where that is less."""
    return min(len(others[-1]), sum(map(len, others)) / len(others))


def _longest_end(other: str, last: str) -> str:
    """The longest end of the only other item that the last one has, too."""
    return next((other[i:] for i in range(len(other)) if other[i:] in last[1:]), "")


def _behind_shared(last: str, shared: str) -> int:
    """The end of the others' common ending in the last item, where a known tail follows; 0 where none does."""
    at = last.find(shared)
    while at >= 0:
        end = at + len(shared)
        if len(shared) > 1 or (at and (_any_tail().match(last, end) or DEED_BEHIND.regex.match(last, end))):
            return end
        at = last.find(shared, at + 1)
    return 0


def _class_noun(last: str, others: Sequence[str], clue: Clue, cut: str) -> str:
    """Drop the label's own class noun where the other items do not have it (and, if words were cut, these do)."""
    counted, noun = clue.common
    behind = noun if counted and all(counted in item for item in (last, *others)) else ""
    for noun in (*clue.nouns, behind):
        if not noun or (cut and noun not in cut) or (len(noun) == 1 and not cut):
            continue
        tail = noun[1:] if all(o.endswith(noun[0]) for o in others) else noun
        if tail and last.endswith(tail) and len(last) - len(tail) >= 2 and not any(noun in o for o in others):
            last = last[: -len(tail)]
            last = last[:-1] if last[-1] in "的等大有" else last
    return last
