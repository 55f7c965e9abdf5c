"""The words before a list's first item and behind its last that belong to no item: 实施|强科技、强工业|行动."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os.path import commonprefix

from tifatu.builders.passages import Passage
from tifatu.graph.model import Span

HAN_NUMBERS = "一二两双三四五六七八九十百"
CLASSIFIERS = "大|方|个|项|条|类|种|张|位|名|件|家|座|支|方面|场|批|只|本|套|对|组|块|区|市|链|轮|步|级|重|层"
NUMBERED = re.compile(rf"(?:这|共|共计|合计|等|的)*(?P<n>[{HAN_NUMBERS}]+|\d+|[NX多])(?:{CLASSIFIERS})")
"""The words that sum up a list behind it: 五大体系, 6项重点工程, N个专项规划."""

OPEN_END = re.compile(r"(?<![平同均高优中初上下特劣甲乙头何])等(?![级候待于同量次离价额高])")
"""等 as the end of a list, not inside 平等, 高等, 等级."""

_ADVERB = (
    r"(?:全力|全面|加快|重点|着力|大力|扎实|进一步|积极|深入|持续|切实|集中|努力|奋力|主动|稳步|有序|统筹|坚决|更好|不断|"
    r"有效|科学|严格|精准|高标准|高质量|高水平|聚力|突出|认真|着重|主要|分别|要|应|将|并|已|共同|每年|勉励\w{2}|了|同时)"
)
_PREPOSITION = (
    r"(?:对(?!接|外|口|标|话|象|策|应|比)|将(?!来|军)|把(?!握|好|牢|关)|在(?!线|建|职|校|岗|读|册|地)|由(?!于)|为(?!民|了|官)|以(?!人|水|及|上|下|内|外)|"
    r"从(?!业|严|优|快)|向(?!阳|好)|给|要(?!素|求|点|件))"
)
_FRAME = re.compile(
    r"[^，、。]{2,30}?(?:提出|确立|确定|明确|承担|印发)的(?:在|要)?(?=.{2})|(?:每年(?:至少)?)|"
    r"(?:在|到|自|从|于|对(?!接|外|口)|经(?!济|营)|按照|通过|为)[^，。；“”、]{1,24}?(?:过程中|期间|基础上|方面|中(?![心国小级部间医])|下(?![属辖])|后(?![续勤])|前(?![提景端沿])|内(?![容涵])|末|来)(?=.{2})"
)
_TIME = re.compile(r"(?:(?:到|自|从)?(?:\d{4}|“十[一二三四五六]五”)(?:[年—～-]|末|期间|起|至|\d|月|日|底|在)*)")

_BOUNDS = ("以上", "左右", "平均水平")
_QUOTED_NUMBER = re.compile(rf"(?P<n>[{HAN_NUMBERS}]+|\d+)(?=.)")
_ROLE = re.compile(
    "(?:必须|应当)|(?:作?为)(?:主导|主(?!题)|重点|核心|中心|支撑|龙头|骨干|引领|主体|依托|基础|补充|载体|抓手|代表|主题|内容|主要内容|特色|纽带|枢纽|辅助|增长极|方向)"
)
"""What is said of a whole list behind it: 钢铁、锂电|为主导."""

_DEED = re.compile("进行|开展|实施|实行|组成|构成|共同|联合|发起|部署|产生|形成|串联|建立|分别|有机|深度")
"""What all items of a list do together."""

_MEASURED = re.compile("总量|强度|质量|数量|速度|效益|规模|结构|增速|增量|存量|水平|能力|标准|难度|进度")
"""What two items of one thing are: 能耗总量和强度."""


@dataclass(frozen=True)
class Clue:
    """What a label says of the list that explains it."""

    totals: tuple[int, ...] = ()
    """How many items to expect, the likeliest first; empty where the label does not say."""

    nouns: tuple[str, ...] = ()
    """Class nouns of the label that may stand behind the list: 行动, 产业."""

    echoes: tuple[str, ...] = ()
    """What the label counts and each item may repeat: 不摘, 离不开."""

    singles: tuple[str, ...] = ()
    """What the label counts once: 标 of 两品一标; an item that has it is complete."""

    weak: tuple[int, ...] = ()
    """Totals of a reading that takes fixed words apart: 一带一路 may be two; only for a plain list."""

    values: tuple[int, ...] = ()
    """The label's numbers one by one."""

    interleaved: int = 0
    """五比五看: so many items, if each has both 比 and 看."""

    order: tuple[str, ...] = ()
    """The noun of each item, as the label has them: 区, 区, 区, 高地 for 三区一高地."""

    pieces: tuple[str, ...] = ()
    """The label's numerals with their nouns, and its core: 三权分置, 四方; repeated behind a list, they sum it up."""

    core: str = ""
    """The label's key without its head."""

    key: str = ""
    """The label's whole key."""


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The entries of a word list, longest first, so that they serve in an alternation."""
    lines = files(__package__).joinpath(f"data/{name}.txt").read_text("utf-8").splitlines()
    return tuple(sorted((line for line in lines if line and line[0] != "#"), key=lambda w: (-len(w), w)))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"{_ADVERB}*(?:{'|'.join(words_of('lead_verbs'))})(?:了|好|起|成)?(?:一批|若干)?")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"{_ADVERB}*(?:{'|'.join((*words_of('lead_verbs'), *words_of('clause_verbs')))})")


@cache
def _owner() -> re.Pattern[str]:
    return re.compile("|".join(words_of("owner_words")))


@cache
def _tail(classes: bool) -> re.Pattern[str]:
    words = words_of("tail_words") + (words_of("class_words") if classes else ())
    words = tuple(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:(?:的|大|等|共同|专项|系列|村级|社会|重点|领域)*(?:{'|'.join(words)}))+$")


def begins_with_verb(item: str) -> bool:
    """True where an item begins with a verb, as the items of a list of deeds do."""
    return _verb().match(item) is not None


def shared_prefix(items: Sequence[str]) -> str:
    """What all items begin with."""
    return commonprefix(list(items))


def shared_suffix(items: Sequence[str]) -> str:
    """What all items end with.

    >>> shared_suffix(["建好", "管好", "护好"])
    '好'
    """
    return commonprefix([i[::-1] for i in items])[::-1]


def majority(items: Sequence[str], affix: Callable[[Sequence[str]], str]) -> str:
    """The prefix or suffix that all share, or, of four or more, all but one."""
    whole = affix(items)
    if whole or len(items) < 4:
        return whole
    return max((affix([*items[:i], *items[i + 1 :]]) for i in range(len(items))), key=len)


def lead_length(first: str, others: Sequence[str], core: str = "") -> int:
    """How many characters at the beginning of the first item belong to no item.

    Args:
        first: The first item with whatever stands before it.
        others: The other items, at least one.
        core: The label's key; its first words may be said again before the list.

    Returns:
        Characters to drop.

    >>> lead_length("实施强科技", ["强工业", "强省会", "强县域"])
    2
    >>> lead_length("林地的所有权", ["承包权", "经营权"])
    3
    """
    shared = majority(others, shared_prefix)
    if not first or (shared and first.startswith(shared[0])):
        return 0
    if shared and (at := _before_shared(first, shared, others)):
        return at
    if said := _said_again(first, others, core):
        return said + _by_words(first[said:], others)
    lengths = {len(o) for o in others}
    if len(lengths) == 1 and len(first) == len(others[0]) and shared_suffix([first, *others]):
        return 0
    at = _by_words(first, others)
    if first.startswith("每年", at):
        at += 2
    return at + _by_length(first[at:], others)


def _said_again(first: str, others: Sequence[str], core: str) -> int:
    """The label's own first words before the first item: 现代服务业|协调发展 of 现代服务业“五大行动”."""
    said = len(shared_prefix([first, core]))
    is_word = said > 2 or core[said : said + 1] in HAN_NUMBERS
    if said < 2 or not is_word or len(first) - said < 2 or first[said] in "及和与（":
        return 0
    too_long = len(first) > sum(map(len, others)) / len(others)
    return said if too_long and not any(o.startswith(first[:2]) for o in others) else 0


def _before_shared(first: str, shared: str, others: Sequence[str]) -> int:
    """Where the others' common beginning stands in the first item."""
    if len(others) == 1:
        shared = next((shared[:n] for n in range(len(shared), 0, -1) if shared[:n] in first[1:-1]), "")
    for n in range(len(shared), 0, -1):
        at = first.rfind(shared[:n], 1, len(first) - 1)
        if at <= 0:
            continue
        if _is_lead(first[:at]) or (n > 1 and len(others) > 1):
            return at
        if (len(others) >= 3 and len(others[0]) <= 5 and len(first) - at <= 6) or (
            len(others) == 1 and len(others[0]) == 2 == len(first) - at
        ):
            return at
    return 0


def _is_lead(lead: str) -> bool:
    """True where the words before an item are known to govern or to own a list."""
    return lead[-1] in "的对将由把向以从" or bool(_lead_end().search(lead))


@cache
def _lead_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{_lead().pattern}|{_owner().pattern})$")


@cache
def _before() -> re.Pattern[str]:
    """A governing verb, a preposition, an owner with either: 对城市困难群体实施|…, 中小企业具备|…"""
    lead, owner = _lead().pattern, f"(?:{_owner().pattern})"
    return re.compile(
        rf"{lead}|(?:对|为|在|向|给)[^，、“”]{{2,20}}?{lead}|{_PREPOSITION}|(?:{owner})+(?:{lead}|{_PREPOSITION})"
    )


def _by_words(first: str, others: Sequence[str]) -> int:
    """A frame (在…中), a governing verb, an owner with 的: whatever the other items do not have."""
    at = 0
    while m := (_TIME.match(first, at) or _FRAME.match(first, at)):
        at = m.end()
    if sum(map(begins_with_verb, others)) * 2 > len(others) or any(o[:1] == first[at : at + 1] for o in others):
        return at
    while len(first) - at > 2:
        m = _before().match(first, at)
        if m is None or len(first) - m.end() < 2:
            break
        at = m.end()
    if "的" in first[at:-1] and "、" not in first and sum("的" in o for o in others) * 2 <= len(others):
        cut = first.rindex("的", at, len(first) - 1) + 1
        if len(first) - cut >= 2:
            return cut
    return max(at, _owned(first, at, others))


def _owned(first: str, at: int, others: Sequence[str]) -> int:
    """An owner before the first item that ends like the others: 市|博物馆, 学生|作业负担."""
    if any(_owner().match(o) for o in others):
        return 0
    if (
        re.match(r"[市县区省州](?![级场区民政域容属直城乡会道位块间委])", first[at:])
        and len(first) - at > 2
        and not re.match("[乡镇村户街州市县]", others[0])
    ):
        return at + 1
    suffix = shared_suffix([first, *others])
    lengths = [len(o) for o in others]
    if not suffix or len(first) - at <= max(lengths):
        return 0
    ends = [m.end() for m in _owner().finditer(first, at) if len(first) - m.end() >= max(2, len(suffix) + 1)]
    ends = [e for e in ends if len(first) - e >= min(lengths) - 2 and "“" not in first[at:e]]
    return ends[-1] if ends else 0


def _by_length(first: str, others: Sequence[str]) -> int:
    """Where all other items have one length and the first would have it, too, without its owner."""
    length = len(others[0])
    if len(first) <= length or any(len(o) != length for o in others):
        return 0
    lead = first[:-length]
    if len(others) == 1:
        return len(lead) if _MEASURED.fullmatch(others[0]) and _MEASURED.fullmatch(first, len(lead)) else 0
    return len(lead) if length >= 2 and _is_lead(lead) else 0


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
    >>> tail_length("应急救援“五大体系”", ["全面责任", "隐患排查"], Clue((5,)), 3)
    (6, False)
    """
    kept, is_open = _summed_up(last, others, clue, count)
    if others and not any(s in kept for s in clue.singles):
        shared = majority(others, shared_suffix)
        if len(kept) == len(last) and not (shared and kept.endswith(shared)):
            kept = _by_parallel(kept, shared, others)
        kept = _class_noun(kept, others, clue, last[len(kept) :])
    return (len(last) - len(kept), is_open) if kept else (0, False)


def _summed_up(last: str, others: Sequence[str], clue: Clue, count: int) -> tuple[str, bool]:
    """Cut at 等, at the label or a piece of it, at words that sum up the list."""
    ends = [len(last)]
    opened = next((m.start() for m in OPEN_END.finditer(last) if m.start() > 0), None) if "、" not in last else None
    for m in re.finditer("“([^“”]*)”", last):
        inner = _QUOTED_NUMBER.match(m[1])
        if m.start() and (m[1] in clue.pieces or (inner and number_value(inner["n"]) in (count, *clue.totals))):
            ends.append(m.start())
    ends += [at for piece in clue.pieces if len(piece) > 1 and (at := last.find(piece)) > 0]
    for m in NUMBERED.finditer(last) if not any(NUMBERED.search(o) for o in others) else ():
        value = number_value(m["n"])
        if (
            m.start()
            and (value is None or value in (count, *clue.totals))
            and "“" not in last[: m.start()].rpartition("”")[2]
        ):
            ends.append(m.start())
    if opened is not None:
        ends.append(opened)
    if others and not any("必须" in o or "为" in o for o in others):
        ends += [m.start() for m in _ROLE.finditer(last, 1) if "以" not in last[: m.start()]]
    end = min(ends)
    kept = last if end == len(last) else re.sub(r"(?:的|这|共|等|，|“|为|实行)+$", "", last[:end])
    return kept, opened is not None and opened <= end


def _by_parallel(last: str, shared: str, others: Sequence[str]) -> str:
    """Cut behind the others' common ending, or where the last item becomes as long as they."""
    if shared:
        ends = [m.end() for m in re.finditer(re.escape(shared), last)]
        ends = [e for e in ends if e >= len(shared) + (len(shared) < 2)]
        ends = [e for e in ends if len(shared) > 1 or _tail(True).match(last, e) or _DEED.match(last, e)]
        if ends:
            return last[: ends[0]]
    others = others[1:] if len(others) > 2 else others
    lengths = {len(o) for o in others}
    alike = len(others) > 1 and len(lengths) == 1
    at = last.find("的")
    if (
        at >= 2
        and not any("的" in o for o in others)
        and (_tail(True).search(last, at) or (alike and last[at + 1] not in "使运"))
    ):
        last = last[:at]
    if lengths == {len(last)}:
        return last
    m = _tail(False).search(last)
    if m and (lengths == {m.start()} or m[0] in _BOUNDS) and not any(o.endswith(m[0][-2:]) for o in others):
        return last[: m.start()]
    if (
        len(others) > 1
        and len(lengths) == 1
        and 2 <= (length := lengths.pop()) < len(last)
        and _tail(True).match(last, length)
    ):
        return last[:length]
    if last.endswith("工作") and len(last) > 3 and not any("工作" in o for o in others):
        return last[:-2]
    return last


def _class_noun(last: str, others: Sequence[str], clue: Clue, cut: str) -> str:
    """Drop the label's own class noun where the other items do not have it (and, if words were cut, these do)."""
    for noun in sorted(clue.nouns, key=len, reverse=True):
        if (cut and noun not in cut) or (len(noun) == 1 and not cut):
            continue
        if all(o.endswith(noun[0]) for o in others):
            noun = noun[1:]
        bearing = sum(noun in o for o in others)
        if noun and last.endswith(noun) and len(last) - len(noun) >= 2 and not bearing:
            last = re.sub("(?:的|等|大|有)$", "", last[: -len(noun)])
    return last


def number_value(written: str) -> int | None:
    """The number that is written; None for N, X, 多; -1 where it is none.

    >>> number_value("十二"), number_value("N"), number_value("15")
    (12, None, 15)
    """
    if written.isdigit():
        return int(written)
    if written in ("N", "X", "多"):
        return None
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}
    tens, ten, ones = written.rpartition("十")
    if ten:
        return digits.get(tens, 1) * 10 + digits.get(ones, 0)
    return digits.get(written, -1)


def trim(passage: Passage, groups: Sequence[Sequence[Span]], clue: Clue) -> tuple[list[Span], bool]:
    """Cut lead and tail off the items of each group.

    Args:
        passage: The passage.
        groups: Spans of the items, separators left out, group by group.
        clue: What the label says.

    Returns:
        The spans of all items without lead and tail, and True where 等 leaves the last group open.
    """
    is_open = False
    trimmed: list[list[Span]] = []
    groups = _merged(groups)
    for i, group in enumerate(groups):
        spans = list(group)
        elsewhere = [passage.words[a:b] for j, g in enumerate(groups) if j != i for a, b in g]
        texts = [passage.words[a:b] for a, b in spans]
        drop, is_open = tail_length(texts[-1], texts[:-1] or elsewhere, clue, len(texts))
        drop *= _whole(texts[-1][: len(texts[-1]) - drop])
        spans[-1] = (spans[-1][0], spans[-1][1] - drop)
        texts[-1] = texts[-1][: len(texts[-1]) - drop]
        if others := texts[1:] or (elsewhere if i == 0 else []):
            drop = lead_length(texts[0], others, clue.key)
            spans[0] = (spans[0][0] + drop * _whole(texts[0][:drop]), spans[0][1])
        trimmed.append(spans)
    found = [span for spans in trimmed for span in spans]
    if any(b <= a for a, b in found):
        return found, is_open
    first, last = passage.words[slice(*found[0])], passage.words[slice(*found[-1])]
    if (
        first[0] == "在"
        and (m := re.search("(?:过程中|中|上|方面)$", last))
        and not passage.words[slice(*found[1 % len(found)])].startswith("在")
    ):
        found[0] = (found[0][0] + 1, found[0][1])
        found[-1] = (found[-1][0], found[-1][1] - len(m[0]))
    return [_without_bracket(passage.words, s) for s in found], is_open


def _whole(piece: str) -> bool:
    """True where no bracket or quotation stands open at the end."""
    return all(piece.count(a) == piece.count(b) for a, b in ("“”", "《》", "（）"))


def _merged(groups: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Groups, with neighbours of one item each taken together: they have no leads and tails of their own."""
    merged: list[list[Span]] = []
    for i, group in enumerate(groups):
        if i and len(group) == len(groups[i - 1]) == 1:
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return merged


def lead_before(item: str, beginning: str) -> int:
    """Characters of a governing verb before a known beginning: 引进|100个企业."""
    m = _lead().match(item)
    return m.end() if m and item[m.end() :].startswith(beginning) else 0


def _without_bracket(words: str, span: Span) -> Span:
    """Drop an explanation in brackets that is longer than what it explains: 规专企业增量（…）, not 供热（气）."""
    start, end = span
    if end > start and words[end - 1] == "）":
        at = words.rfind("（", start, end)
        if at > start and (end - at - 2 > max(5, at - start) or "：" in words[at:end]):
            return start, at
    return span
