"""The parts of a slogan that only its numerals tell: 两都五基地 has two groups, of two and of five items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

from tifatu.builders.components.named_parts import Found
from tifatu.builders.components.rules import LEAD_CLAUSE
from tifatu.builders.language.numerals import HAN_DIGITS, Numeral
from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.candidates import split, strip
from tifatu.builders.lists.choice import cut
from tifatu.builders.lists.clues import numeral_clue
from tifatu.builders.lists.rules import CONJUNCTION, PROSE, SAID_AGAIN, number_value
from tifatu.graph.labels import split_label
from tifatu.graph.model import Span

_LEVELS = ("；", "[。；]", "[，；]")
_FINEST = ("[、，；。]", "[、，；。和]")
_RESULT = re.compile(
    r"(?:最终|从而|以此|逐步|加快)?(?:形成|构建|打造)(?!和|、)[^、；。]{2,40}(?:格局|模式|体系|局面|态势)$"
)
"""What all groups come to: …，形成独具特色的发展格局."""

_LIST_AHEAD = re.compile("(?:即|包括|就是|分别是|为)：")

_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+(?!\.\d)")
_COUNTED = "个大项条类年期"


def implied(passage: Passage, span: Span, label: str, readings: Sequence[Sequence[Numeral]]) -> list[Found]:
    """The parts that the label's numerals and the definition's separators imply.

    Args:
        passage: The passage.
        span: The definition's stretch of it.
        label: The headword.
        readings: The ways to read its numerals.

    Returns:
        One part a numeral, or none where the groups do not agree with the numerals.

    >>> from tifatu.builders.language.numerals import readings
    >>> words = "清河道、清渠道；建新坝"
    >>> parts = implied(Passage.of(words, (0, 11)), (0, 11), "两清一建", readings("两清一建"))
    >>> [(part.name, words[slice(*part.body)]) for part in parts]
    [('两清', '清河道、清渠道'), ('一建', '建新坝')]
    """
    several = [reading for reading in readings if len(reading) > 1]
    if not several:
        return []
    scopes = _scopes(passage, strip(passage.words, span), label)
    for scope, separators in product(scopes, _LEVELS):
        segments = split(passage.mask, scope, separators)
        for reading in several:
            if groups := _groups(passage, segments, reading, separators):
                rule = _rule(passage, groups, reading, separators)
                return [_behind_name(passage, part) for part in _found(label, reading, groups, rule)]
    scope = scopes[0]
    for reading in several:
        is_row = all(a.end == b.start for a, b in pairwise(reading)) and _in_row(reading)
        if is_row and (groups := _row(passage, scope, reading)):
            return _found(label, reading, groups, "part-row")
    if readings[0] == several[0]:
        found = _by_quotations(passage, scope, label, several[0]) or _by_conjunction(passage, scope, label, several[0])
        return found or _in_one_clause(passage, scope, label, several[0])
    return []


def _scopes(passage: Passage, scope: Span, label: str) -> list[Span]:
    """Where the groups may stand: before the sentence that says the label again, and there behind 即 and a colon."""
    again = passage.words.find(split_label(label).core, passage.words.find("。", *scope) + 1 or scope[1])
    end = passage.words.rfind("。", scope[0], again) if again > 0 else scope[1]
    own = strip(passage.words, (scope[0], end))
    behind = _LIST_AHEAD.search(passage.mask, *own)
    return [own, strip(passage.words, (behind.end(), own[1]))] if behind else [own]


def _in_one_clause(passage: Passage, scope: Span, label: str, reading: Sequence[Numeral]) -> list[Found]:
    """9年义务教育和3年职业教育 of 9+3: 和 parts what repeats the numbers, and nothing else is said."""
    joins = sum(1 for _ in CONJUNCTION.find(passage.mask, *scope))
    if (
        joins + 1 != len(reading)
        or any(n.noun for n in reading[:-1])
        or any(c in passage.mask[slice(*scope)] for c in "，；。、")
    ):
        return []
    groups = _row_at(passage, scope, reading, CONJUNCTION.pattern)
    return _found(label, reading, groups, "part-row") if groups else []


def _found(label: str, reading: Sequence[Numeral], groups: Sequence[Span], rule: str) -> list[Found]:
    return [Found(_name(label, n, reading), g, rule, True) for n, g in zip(reading, groups, strict=True)]


def _name(label: str, numeral: Numeral, reading: Sequence[Numeral]) -> str:
    """The part's name: 三馆 of 三馆一厅, but 3 of 8+3工程, where the noun behind the last numeral is the whole's."""
    is_whole = numeral is reading[-1] and bool(numeral.noun) and not any(n.noun for n in reading[:-1])
    return numeral.form if is_whole else label[numeral.start : numeral.end]


def _behind_name(passage: Passage, part: Found) -> Found:
    """A group without its number and its own name: （1）两环：内环、外环."""
    head = re.compile(rf"(?:（\d{{1,2}}）|[①-⑳])?“?{re.escape(str(part.name))}”?：").match(passage.words, *part.body)
    return replace(part, body=(head.end(), part.body[1])) if head else part


def _groups(passage: Passage, segments: Sequence[Span], reading: Sequence[Numeral], separators: str) -> list[Span]:
    """The segments where there is one a numeral, each with as many items as it says; a clause before them may lead."""
    words, mask = passage.words, passage.mask
    if len(segments) == len(reading) + 1 and _RESULT.match(words, *segments[-1]):
        segments = segments[:-1]
    led = len(segments) - len(reading)
    if led not in (0, 1) or (led and not LEAD_CLAUSE.regex.search(words[segments[0][0] : segments[0][1]])):
        return []
    groups = list(segments[led:])
    in_row = _in_row(reading)
    if any(PROSE.regex.match(words, *g) for g in groups):
        return []
    nested = any("、" in mask[a:b] or CONJUNCTION.regex.search(mask, a, b) for a, b in groups)
    if not (nested or in_row or "，" not in separators):
        return []
    return groups if all(_fits(passage, g, n) for g, n in zip(groups, reading, strict=True)) else []


def _in_row(reading: Sequence[Numeral]) -> bool:
    """True for 1246 and 百千万, and for 十县百乡 with its sizes."""
    return all(not n.noun or n.is_scale or _is_size(n, reading) for n in reading)


def _is_size(numeral: Numeral, reading: Sequence[Numeral]) -> bool:
    return numeral.is_scale or (numeral.value == 10 and any(n.is_scale for n in reading))


def _row(passage: Passage, scope: Span, reading: Sequence[Numeral]) -> list[Span]:
    """Stretches that repeat the numbers of a row one after the other, each up to where its number stands."""
    return next((g for level in _FINEST if (g := _row_at(passage, scope, reading, level))), [])


def _row_at(passage: Passage, scope: Span, reading: Sequence[Numeral], separators: str) -> list[Span]:
    groups: list[Span] = []
    start = scope[0]
    for a, b in split(passage.mask, scope, separators):
        wanted = reading[len(groups)]
        if _repeats(_YEAR.sub("", passage.words[a:b]), wanted):
            groups.append(strip(passage.words, (start, b)))
            start = b + 1
            if len(groups) == len(reading):
                groups[-1] = strip(passage.words, (groups[-1][0], scope[1]))
                return groups
    return []


def _rule(passage: Passage, groups: Sequence[Span], reading: Sequence[Numeral], separators: str) -> str:
    """What sets the groups apart (part_rules.GROUPED)."""
    if "，" not in separators:
        return "part-semicolons"
    said = [[number_value(m["n"]) for m in SAID_AGAIN.find(passage.words, *g)] for g in groups]
    if all(n.value in values for n, values in zip(reading, said, strict=True)):
        return "part-numbers-said"
    if any("、" in passage.mask[a:b] for a, b in groups):
        return "part-commas"
    return "part-conjunctions" if any(n.noun for n in reading) else "part-row"


def _by_quotations(passage: Passage, scope: Span, label: str, reading: Sequence[Numeral]) -> list[Found]:
    """“新品种、新技术”, …“高产量、高品质”: each group in quotation marks."""
    quotes = [
        (a + 1, b - 1) for a, b in passage.pairs if scope[0] <= a and b <= scope[1] and "、" in passage.words[a:b]
    ]
    if len(quotes) != len(reading) or not all(n.noun for n in reading):
        return []
    if all(_counts(passage.part(g), (0, g[1] - g[0]), n) for g, n in zip(quotes, reading, strict=True)):
        return _found(label, reading, quotes, "part-quotations")
    return []


def _by_conjunction(passage: Passage, scope: Span, label: str, reading: Sequence[Numeral]) -> list[Found]:
    """强县、强镇和美丽乡村、美丽庭院; 东园和西区、南区、北区三个片区: 和 joins two groups."""
    if len(reading) != 2:
        return []
    for clause in split(passage.mask, scope, "[，；。]"):
        for m in CONJUNCTION.find(passage.mask, *clause):
            groups = [(clause[0], m.start()), (m.end(), clause[1])]
            if _joined(passage, groups, reading):
                return _found(label, reading, groups, "part-and")
    return []


def _joined(passage: Passage, groups: Sequence[Span], reading: Sequence[Numeral]) -> bool:
    """Whether two groups beside 和 are the numerals' own: nouns tell them apart, or each group says its number.

    A plain row with 和 before its last item, 甲馆、乙馆和丙厅 of 两馆一厅, is one list and no groups.
    """
    pairs = list(zip(groups, reading, strict=True))
    if all(n.noun and n.value and n.value > 1 for n in reading):
        return all(_counts(passage, g, n) for g, n in pairs)
    several = [(g, n) for g, n in pairs if n.value and n.value > 1]
    if not several or len({n.value for n in reading}) == 1 or not all(_says(passage, g, n) for g, n in several):
        return False
    ones = [(passage.words[slice(*g)], n) for g, n in pairs if n.value == 1]
    if not all(n.noun and words.endswith(n.noun[-1]) and "、" not in words for words, n in ones):
        return False
    return len(several) + len(ones) == 2 and all(_counts(passage, g, n) for g, n in several)


def _says(passage: Passage, span: Span, numeral: Numeral) -> bool:
    return any(number_value(m["n"]) == numeral.value for m in SAID_AGAIN.find(passage.words, *span))


def _fits(passage: Passage, span: Span, numeral: Numeral) -> bool:
    """True where a group goes with a numeral: it has so many items, or repeats the number or, so often, the noun."""
    words = passage.words[span[0] : span[1]]
    if numeral.value is None:
        return True
    if numeral.value == 1 and numeral.noun:
        return numeral.noun[-1] in words or numeral.noun[0] in words
    if not numeral.noun or numeral.is_scale:
        if _repeats(words, numeral):
            return True
        if numeral.value == 1 or numeral.is_scale:
            return False
    if len(numeral.noun) > 1 and words.count(numeral.noun) in (numeral.value, numeral.value - 1):
        return True
    return _counts(passage, span, numeral)


def _repeats(words: str, numeral: Numeral) -> bool:
    """100个 for 1 of 1246 and for 百; 三个 for 3."""
    value = numeral.value or 0
    significant = str(value).rstrip("0") or "0"
    if numeral.is_scale or value == 10:
        numbers = {m[0] for m in _DIGITS.finditer(words)}
        return str(value) in numbers or numeral.form in words
    if any((m[0].rstrip("0") or "0") == significant and len(m[0]) >= len(str(value)) for m in _DIGITS.finditer(words)):
        return True
    han = "十" if value == 10 else HAN_DIGITS[value : value + 1]
    return any(form and form + c in words for form in (numeral.form, han) for c in _COUNTED)


def _counts(passage: Passage, span: Span, numeral: Numeral) -> bool:
    found = cut(passage, span, numeral_clue(numeral))
    return found is not None and len(found.items) == numeral.value
