"""Where the first member of an enumeration begins: behind the verb that governs the list.

The other members are bounded by 、 and 和; the first one is not: 扎实打好防汛、防火“两场硬仗” begins with two words of
the sentence. The places where it may begin are collected, each with its reason, and judged by how well what is left
resembles the other members: length, first and last character, verb or noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tifatu.builders.language.conjunctions import SIGNS
from tifatu.builders.language.words import alternation, word_set
from tifatu.graph.labels import CLOSING
from tifatu.graph.model import Span

_CONJUNCTION = re.compile(rf"以及|(?<!生态保护)(?<!国民经济)[{SIGNS}]")
_ATTRIBUTE = re.compile(rf"的是?|[{CLOSING}][向对以从的{SIGNS}]|(?<=..)至")
_QUANTITY = re.compile(r"(?:\d+|[一二三四五六七八九十百两]+)[个条座项家类批](?=..)")
_CARRIERS = re.compile(r"\d+(?:个|家|户|所|座|条)(?=..)")
"""So many villages, firms, houses; 8类案件 is a name."""

_TIME = re.compile(r"(?:连续|过去|今后|未来)[一二三四五六七八九十两\d]{1,3}年|[一二三四五六七八九十两\d]{1,3}年来")
_DONE_WELL = re.compile(
    r"(?:[走做打算用抓建管护守看盯念唱织筑夯补扎立理练办讲谋握扛拧写答种养聚提挖][好实足准活透紧牢深细优大强密响亮])+|[^，、的]{2}了(?=..)"
)
"""Verbs with their result, which no list can name one by one: 算好财力、空间、环境; 做深做透; 取得了甲和乙."""

_SCOPE = re.compile(r"[我全][国省市县区州盟旗们]")
_AFTER_VERBS = (
    "一批",
    "一系列",
    "系列",
    "在",
    "对",
    "向",
    "以",
    "从",
    "将",
    "把",
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "必须",
)
"""Words that may stand between a governing verb and the first member."""

_OPENING_WORD = 5
"""Characters of the longest word in the lists of openers, but for a few set phrases."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where the first member may begin, and why (起点)."""

    at: int
    reason: str
    """clause: the whole piece; verb: behind verbs at its head; within, noun: behind a verb, a verbal noun; …"""

    fit: float = 0.0


WEIGHTS = {
    "verb": 2.0,
    "within": 1.6,
    "clause": 0.8,
    "adverb": 0.8,
    "scope": 2.5,
    "noun": 1.0,
    "phrase": 0.5,
    "attribute": 0.4,
    "parallel": 0.2,
    "conjunction": -1.0,
}
"""How much each reason counts beside the fit: found by reading, checked on judged sentences."""


@cache
def _inner_verbs() -> re.Pattern[str]:
    """Governing verbs, with a particle of theirs."""
    return re.compile(rf"(?:{alternation('running_verbs')})(?![性型])[了着]?")


LONE_VERB = -1.6
"""A first member that begins with a verb where no other does: the verb governs the list."""

URGED_VERB = -2.6
"""The same behind an adverb of resolve, which belongs to a governing verb: 全力推进村口、沿河、庭院."""


def word_at(text: str, at: int, end: int, vocabulary: frozenset[str]) -> int:
    """Length of the longest word of a list that stands at an offset; 0 where none does.

    >>> word_at("深入实施强县", 0, 6, frozenset({"深入", "深"}))
    2
    """
    for length in range(min(_OPENING_WORD, end - at), 0, -1):
        if text[at : at + length] in vocabulary:
            return length
    return 0


def starts_with_verb(text: str, span: Span) -> bool:
    """Whether a member begins with one of the governing verbs."""
    return _verb_at(text, *span) > 0


def _verb_at(text: str, at: int, end: int) -> int:
    """Length of the governing verb at an offset; 保障性住房 and 创新型企业 begin with none."""
    length = word_at(text, at, end, word_set("running_verbs"))
    return 0 if text[at + length : at + length + 1] in ("性", "型") else length


def openings(text: str, first: Span, others: Sequence[Span]) -> list[Opening]:
    """The places where the first member may begin, with their reasons and fits, best first.

    Args:
        text: The whole text.
        first: The first piece of the enumeration, from the beginning of its clause.
        others: The other members.
    """
    whole = _whole(text, first)
    found = [
        Opening(first[0], "clause"),
        *_from_left(text, first),
        *_inside(text, first),
        *_done_well(text, first, others),
        *_counted(text, first, others),
        *_parallel(text, first, others),
        *_verb_phrases(text, first, others),
    ]
    judged = {
        opening.at: Opening(
            opening.at, opening.reason, WEIGHTS[opening.reason] + fit(text, (opening.at, first[1]), others)
        )
        for opening in sorted(found, key=lambda opening: WEIGHTS[opening.reason])
        if opening.at < first[1] and not whole < opening.at < first[1]
    }
    return sorted(judged.values(), key=lambda opening: (-opening.fit, opening.at))


def _done_well(text: str, first: Span, others: Sequence[Span]) -> list[Opening]:
    """Behind 算好, where no other member begins with a verb and its result."""
    done = _DONE_WELL.match(text, *first)
    alone = done and not any(_DONE_WELL.match(text, *other) for other in others)
    return [Opening(done.end(), "verb")] if done and alone else []


def _counted(text: str, first: Span, others: Sequence[Span]) -> list[Opening]:
    """Behind a figure with its measure, where no other member has one: 16个|乡镇卫生院和敬老院."""
    figure = _CARRIERS.match(text, *first)
    alone = figure and not any(_CARRIERS.match(text, *other) for other in others)
    return [Opening(figure.end(), "scope")] if figure and alone else []


def _whole(text: str, first: Span) -> int:
    """Where a set phrase begins with which the piece ends, 防范化解重大风险: its verb governs nothing else."""
    phrase = _wholes().search(text, *first)
    return phrase.start() if phrase else first[1]


@cache
def _wholes() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('running_wholes')})\Z")


def _from_left(text: str, first: Span) -> list[Opening]:
    """Behind adverbs and governing verbs at the head of the clause, one after the other."""
    time = _TIME.match(text, *first)
    at, reason = (time.end(), "scope") if time else (first[0], "")
    found = [Opening(at, reason)] if time else []
    while at < first[1]:
        verb = _verb_at(text, at, first[1])
        adverb = word_at(text, at, first[1], word_set("running_adverbs"))
        word = text[at : at + max(verb, adverb)]
        if not word or (not verb and reason in ("verb", "noun") and word not in _AFTER_VERBS):
            break
        at += len(word)
        reason = _reason(reason, word, _verb_at(text, at, first[1]) > 0)
        found.append(Opening(at, reason))
        if text[at : at + 1] in ("了", "着", "好", "起"):
            at += 1
            found.append(Opening(at, reason))
        if reason == "verb" and (quantity := _QUANTITY.match(text, at, first[1])):
            found.append(Opening(quantity.end(), reason))
    return found


def _reason(before: str, word: str, verb_follows: bool) -> str:
    """Why a member may begin behind a word, given the reason in front of it.

    Behind a verb, a verbal noun may belong to the member: 实施创新驱动; 巩固拓展成果 has two verbs.
    """
    if _SCOPE.fullmatch(word):
        return before or "scope"
    if word not in word_set("running_verbs") or (word in word_set("running_adverbs") and verb_follows):
        return before or "adverb"
    governed = before not in ("", "adverb", "scope")
    nominal = word in word_set("running_nominals") or (word in word_set("running_verbal_nouns") and before == "verb")
    return "noun" if before == "noun" or (governed and nominal) else "verb"


def _inside(text: str, first: Span) -> list[Opening]:
    """Behind a governing verb, an attribute's 的 or a conjunction further on in the piece."""
    start, end = first
    nouns = word_set("running_verbal_nouns")
    found = [
        Opening(verb.end(), "noun" if verb[0] in nouns else "within")
        for verb in _inner_verbs().finditer(text, start, end)
        if verb.start() > start
    ]
    found += [Opening(mark.end(), "attribute") for mark in _ATTRIBUTE.finditer(text, start + 1, end)]
    found += [Opening(mark.end(), "conjunction") for mark in _CONJUNCTION.finditer(text, start + 1, end)]
    return found


def _parallel(text: str, first: Span, others: Sequence[Span]) -> list[Opening]:
    """As many characters from the end as all others have, if an end character or their number supports it."""
    sizes = {end - start for start, end in others}
    lasts = {text[end - 1] for _, end in (first, *others)}
    size = min(sizes)
    whole = first[1] - max((opening.at for opening in _from_left(text, first)), default=first[0])
    if len(sizes) > 1 or not 1 < size < whole:
        return []
    alike = len(lasts) == 1 and len(others) > 1 and whole > 2 * size
    echoed = size > 2 and all(text[start] == text[first[1] - size] for start, _ in others)
    return [Opening(first[1] - size, "parallel")] if alike or echoed or (len(others) > 2 and whole > 3 * size) else []


def _verb_phrases(text: str, first: Span, others: Sequence[Span]) -> list[Opening]:
    """At a verb inside, where the other members begin with verbs: 提升干部解决问题、推进工作“两种能力”."""
    if not all(starts_with_verb(text, other) for other in others):
        return []
    nouns = word_set("running_verbal_nouns")
    least = min(end - start for start, end in others) - 2
    return [
        Opening(verb.start(), "phrase")
        for verb in _inner_verbs().finditer(text, *first)
        if verb.start() > first[0] and (verb[0] not in nouns or (verb[0] == "建设" and first[1] - verb.start() > least))
    ]


def fit(text: str, span: Span, others: Sequence[Span]) -> float:
    """How much a candidate for the first member looks like the others; higher is better."""
    return _size(span, others) + _edges(text, span, others) + _kind(text, span, others)


def _size(span: Span, others: Sequence[Span]) -> float:
    """3 for a length between those of the others, less for each character beyond; a short one is worse."""
    sizes = [end - start for start, end in others]
    size = span[1] - span[0]
    lacking, beyond = max(min(sizes) - size, 0), max(size - max(sizes), 0)
    weight = 0.5 if len(others) == 1 else 1.0
    return 3.0 - weight * (4.5 * lacking + 3.0 * beyond) / max(2.0, max(sizes) * 0.75)


def _edges(text: str, span: Span, others: Sequence[Span]) -> float:
    """A first or last character that all members share."""
    heads = {text[start] for start, _ in (span, *others)}
    tails = {text[end - 1] for _, end in (span, *others)}
    same_head = 2.0 if len(heads) == 1 else 0.0
    same_tail = 0.5 if len(tails) == 1 else 0.0
    return same_head + same_tail


def _kind(text: str, span: Span, others: Sequence[Span]) -> float:
    """Members are all verb phrases or all nouns; a member that begins with 的 or 了 is none."""
    if text[span[0]] in "的了、等" + SIGNS:
        return -12.0
    if text[span[0]] in "在对向将把从以按又那这" and any(text[start] != text[span[0]] for start, _ in others):
        return -2.0
    verbs = sum(starts_with_verb(text, other) for other in others)
    adverb = word_at(text, *span, word_set("running_intents"))
    mine = starts_with_verb(text, (span[0] + adverb, span[1]))
    if 2 * verbs > len(others):
        return (1.5 if mine else -1.0) * (1.0 if len(others) > 1 else 0.5)
    only_verbs = word_set("running_verbs") - word_set("running_verbal_nouns")
    if mine and any(text[max(0, span[0] - size) : span[0]] in word_set("running_intents") for size in (2, 3, 4)):
        return URGED_VERB
    if any(word_at(text, at, span[1], only_verbs) for at in (span[0], span[0] + adverb)):
        return LONE_VERB
    return -0.5 if mine else 0.0
