"""The named parts of a slogan: those that a definition names (“三区”是指…) and those that its numerals imply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tifatu.builders.enumeration import CONJUNCTION, CONTINUED, cut, split, strip
from tifatu.builders.numerals import Numeral
from tifatu.builders.passages import Passage
from tifatu.builders.trimming import NUMBERED, Clue, number_value
from tifatu.graph.labels import term_key
from tifatu.graph.model import Span

_ADVERB = r"(?:则|就|也|均|主要|具体|特)*"
_STRONG = rf"(?:[，：]?{_ADVERB}(?:是指的是|指的是|是指|即是指|即是|即指|即为|就是|指|即|代表)(?:[：，])?|(?=分别对应))"
_WEAK = rf"(?:[，：]?{_ADVERB}(?:为|是|包括|包含|：)[：，]?|，)"
_NUMBER = r"(?:[一二两三四五六七八九十百千双多]{1,3}|\d{1,3}|[NX])"
_START = r"(?:(?<=[，；。、：])|^|(?<=其中)|(?<=[，；。、：]和)|(?<=[；。]以))"
_QUOTED = re.compile(
    rf"(?P<name>“[^“”，。；：]{{1,24}}”[^“”，。；：、（）\d]{{0,8}}?)(?:(?P<strong>{_STRONG})|(?P<bracket>（)|(?P<weak>{_WEAK}))"
)
_BARE = re.compile(
    rf"{_START}(?P<name>{_NUMBER}[^，。；：、“”（）即指是为]{{0,14}}?)(?:(?P<strong>{_STRONG})|(?P<weak>，包括|包括|，包含|为|：))"
)
_NAME_BEHIND = re.compile(
    r"(?:^|(?<=[；。、，]))(?P<body>[^；。“”]{2,120}?)(?:，?(?:评为|称为|列为|认定为|称作|作为|为))?(?P<name>“[^“”，。；：]{1,24}”)(?=[；。，、]|$)"
)
_HAN_OF = {i: c for i, c in enumerate("一二三四五六七八九十", 1)}
_LEAD_CLAUSE = re.compile(r"^[^、]*(?:定位|布局|格局|规划|体系|方案|目标|要求|提出|明确|时|称)$")
"""A clause that only introduces: 新区的战略定位，…"""

_BEFORE_BODY = re.compile(
    r"(?:构建起|构建|建立|建设|打造|强化|实施|推进|开展|健全|形成|以|将|把|对)(?=.{2})|[^，；。]{1,12}?(?:办法|规定|要求)，"
)


@dataclass(frozen=True)
class Found:
    """A part before it becomes a record: where its name and its body stand."""

    name: Span | str
    body: Span
    rule: str
    implied: bool = False


def named(passage: Passage, span: Span, label: str, reading: Sequence[Numeral]) -> list[Found]:
    """The parts that a definition names and explains.

    Args:
        passage: The passage.
        span: The definition's stretch of it.
        label: The headword.
        reading: Its numerals.

    Returns:
        Parts in order, none where fewer than two are named (one will do when it has a numeral and a definition).
    """
    marks = _marks(passage, span, label, reading)
    if not marks:
        return _trailing(passage, span, term_key(label))
    found = []
    starts = [m.start for m in marks[1:]] + [span[1]]
    for mark, stop in zip(marks, starts, strict=True):
        body = (mark.body, mark.stop or stop)
        found.append((mark, strip(passage.words, body)))
    last_mark, (a, b) = found[-1]
    if not any("。" in passage.mask[x:y] for _, (x, y) in found[:-1]) and len(found) > 1:
        sentence_end = passage.mask.find("。", a, b)
        b = sentence_end if sentence_end > 0 else b
    found[-1] = (last_mark, strip(passage.words, (a, b)))
    return [Found(m.name, body, m.rule) for m, body in found if body[1] > body[0]]


def _trailing(passage: Passage, span: Span, key: str) -> list[Found]:
    """Parts named behind their words: 以老城为“一核”; 社区管控、门诊筛查“四张网”; 逾期的项目，评为“蜗牛项目”."""
    found = []
    for m in _NAME_BEHIND.finditer(passage.words, *span):
        if passage.mask[m.start("name")] != "“" or term_key(m["name"]) not in key or term_key(m["name"]) == key:
            continue
        body = m.span("body")
        if lead := _BEFORE_BODY.match(passage.words, *body):
            body = (lead.end(), body[1])
        found.append(Found(m.span("name"), strip(passage.words, body), "part-named-behind"))
    return found if len({f.name for f in found}) > 1 else []


@dataclass(frozen=True)
class _Mark:
    name: Span
    start: int
    """Where the clause with the name begins: the part before ends here."""
    body: int
    stop: int | None
    rule: str
    related: bool
    strong: bool


def _marks(passage: Passage, span: Span, label: str, reading: Sequence[Numeral]) -> list[_Mark]:
    key = term_key(label)
    marks = sorted(_all_marks(passage, span, key, reading), key=lambda m: m.name)
    kept: list[_Mark] = []
    for m in marks:
        if kept and m.name[0] < kept[-1].body + 1:
            continue  # “1”即“一中心”，指…: the second name is the first part's own text
        if kept and kept[-1].stop and m.name[0] < kept[-1].stop:
            continue
        kept.append(m)
    related = [m for m in kept if m.related]
    if len(related) >= 2:
        return related
    strong = [m for m in kept if m.strong]
    if len(strong) >= 2:
        return strong
    return [m for m in strong if m.related or re.match(rf"“{_NUMBER}", passage.words[m.name[0] : m.name[1]])]


def _all_marks(passage: Passage, span: Span, key: str, reading: Sequence[Numeral]) -> Iterator[_Mark]:
    words, mask = passage.words, passage.mask
    closers = dict(passage.pairs)
    for m in _QUOTED.finditer(words, *span):
        a = m.start()
        if mask[a] != "“":
            continue
        name = term_key(m["name"])
        if name == key:
            continue
        clause = max((words.rfind(c, span[0], a) for c in "，；。：、"), default=-1) + 1
        clause = max(clause, span[0])
        before = words[clause:a]
        strong = m["strong"] is not None
        quoted_key = term_key(m["name"].split("”")[0])
        related = name in key or quoted_key in key or _counts_as_piece(quoted_key, reading, loose=True)
        if before and before not in ("其中", "和", "以及") and not (strong and len(before) <= 10):
            continue
        if m["bracket"]:
            stop = closers.get(m.end() - 1)
            if stop and related:
                yield _Mark(m.span("name"), a, m.end(), stop - 1, "part-bracket", True, False)
            continue
        if not strong and not related:
            continue
        yield _Mark(m.span("name"), clause if before else a, m.end(), None, "part-quoted", related, strong)
    for m in _BARE.finditer(mask, *span):
        if _counts_as_piece(m["name"], reading):
            yield _Mark(m.span("name"), m.start(), m.end(), None, "part-bare", True, m["strong"] is not None)
    for segment in _segments(key):
        for m in re.finditer(rf"{_START}(?P<name>{re.escape(segment)}){_STRONG}", words[: span[1]]):
            if m.start() >= span[0]:
                yield _Mark(m.span("name"), m.start(), m.end(), None, "part-bare", True, True)


def _segments(key: str) -> list[str]:
    pieces = re.split("[、，,]", key)
    return [p for p in pieces if len(p) > 1] if len(pieces) > 1 else []


def _counts_as_piece(name: str, reading: Sequence[Numeral], loose: bool = False) -> bool:

    m = re.match(_NUMBER, name)
    if m is None:
        return False
    rest = name[m.end() :]
    if loose and any(n.noun for n in reading):
        return False
    return any(
        n.value == number_value(m[0]) and (not n.noun or rest.endswith(n.noun[-1]) or rest.startswith(n.noun))
        for n in reading
    )


def implied(passage: Passage, span: Span, label: str, readings: Sequence[Sequence[Numeral]]) -> list[Found]:
    """The parts that the label's numerals and the definition's separators imply: 两都五基地.

    Args:
        passage: The passage.
        span: The definition's stretch of it.
        label: The headword.
        readings: The ways to read its numerals.

    Returns:
        One part a numeral, or none where the groups do not agree with the numerals.
    """
    scope = strip(passage.words, span)
    for separators in ("；", "[。；]", "[，；]", "[、，；]"):
        segments = split(passage.mask, scope, separators)
        for reading in readings:
            if len(reading) > 1 and (groups := _groups(passage, segments, reading, separators)):
                rule = _rule(passage, groups, reading, separators)
                return [Found(label[n.start : n.end], g, rule, True) for n, g in zip(reading, groups, strict=True)]
    quotes = [
        (a + 1, b - 1) for a, b in passage.pairs if scope[0] <= a and b <= scope[1] and "、" in passage.words[a:b]
    ]
    for reading in readings[:1]:
        if len(reading) == len(quotes) > 1 and all(
            map(lambda g, n: _fits(passage, g, n, strict=True), quotes, reading)
        ):
            return [
                Found(label[n.start : n.end], g, "part-quotations", True) for n, g in zip(reading, quotes, strict=True)
            ]
        if len(reading) == 2 and all(n.noun and n.value and n.value > 1 for n in reading):
            for m in CONJUNCTION.finditer(passage.mask, *scope):
                groups = [(scope[0], m.start()), (m.end(), scope[1])]
                if "，" not in passage.mask[slice(*scope)] and all(
                    map(lambda g, n: _fits(passage, g, n, strict=True), groups, reading)
                ):
                    return [
                        Found(label[n.start : n.end], g, "part-and", True) for n, g in zip(reading, groups, strict=True)
                    ]
    return []


def _rule(passage: Passage, groups: Sequence[Span], reading: Sequence[Numeral], separators: str) -> str:
    """What sets the groups apart: semicolons, the numbers said again (五大产业，三大产业), a conjunction in each, commas."""
    if "，" not in separators:
        return "part-semicolons"
    said = [[number_value(m["n"]) for m in NUMBERED.finditer(passage.words, *g)] for g in groups]
    if all(n.value in values for n, values in zip(reading, said, strict=True)):
        return "part-numbers-said"
    if not any("、" in passage.mask[a:b] for a, b in groups):
        return "part-conjunctions" if any(n.noun for n in reading) else "part-row"
    return "part-commas"


def _groups(passage: Passage, segments: Sequence[Span], reading: Sequence[Numeral], separators: str) -> list[Span]:
    """The segments where there is one a numeral, each with as many items as it says; a clause before them may lead."""
    for led in (0, 1):
        groups = list(segments[led:])
        if len(groups) != len(reading) or (led and not _LEAD_CLAUSE.search(passage.words[slice(*segments[0])])):
            continue
        if any(CONTINUED.match(passage.words, *g) for g in groups):
            continue
        nested = any("、" in passage.mask[a:b] or CONJUNCTION.search(passage.mask, a, b) for a, b in groups)
        rows = all(not n.noun or n.is_scale for n in reading)
        if "、" in separators and not rows:
            continue
        if (nested or rows or "，" not in separators) and all(map(lambda g, n: _fits(passage, g, n), groups, reading)):
            return groups
    return []


def _fits(passage: Passage, span: Span, numeral: Numeral, strict: bool = False) -> bool:
    words = passage.words[span[0] : span[1]]
    if numeral.value is None:
        return True
    if numeral.value == 1:
        return not numeral.noun or numeral.noun[-1] in words or numeral.noun[0] in words
    if not numeral.noun and re.search(
        rf"(?<!\d){numeral.form}0*(?![\d.])|{numeral.form}(?=[个大项条类年期])|{_HAN_OF.get(numeral.value, '零')}(?=[个大项条类年期])",
        words,
    ):
        return True
    if numeral.is_scale or (numeral.value == 10 and not numeral.noun):
        return bool(re.search(rf"(?<!\d){numeral.value}(?!\d)|{numeral.form}", words))
    if not strict and len(numeral.noun) > 1 and words.count(numeral.noun) in (numeral.value, numeral.value - 1):
        return True
    found = cut(passage, span, Clue((numeral.value,), *([(numeral.noun,)] * 2 if numeral.noun else ())))
    return found is not None and len(found.items) == numeral.value
