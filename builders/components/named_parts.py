"""The parts of a slogan that its definition names: “三区”是指…，“三线”是指…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tifatu.builders.components.rules import BEFORE_BODY, NAMED_BARE, NAMED_BEHIND, NAMED_IN_QUOTES, NUMBER
from tifatu.builders.language.conjunctions import conjunction
from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.numerals import Numeral
from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.candidates import strip
from tifatu.builders.lists.rules import number_value
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Span

_NUMBER = re.compile(NUMBER)
_QUOTED_NUMBER = re.compile(f"“{NUMBER}")
_SEGMENTS = re.compile(f"[、，,]|{conjunction()}")
_STRONG_BEHIND = re.compile(
    "[，：]?(?:则|就|也|均|主要|具体|特)*"
    rf"{connective(MEANS)}[：，]?(?:的是)?"
)
_CLAUSE_STARTS = "，；。：、"
_AFTER_BRACKET = ("", *"、；，。和与及”")
_BETWEEN = ("", "、", "和", "与", "及", "，", "；")
"""What may stand between names in a row."""

_LEADS = frozenset(("", "其中", "和", "以及"))
_LONGEST_LEAD = 10
"""Characters that may stand before a quoted name in its clause: 着力打造“五个中心”，即…"""


@dataclass(frozen=True)
class Found:
    """A part before it becomes a record: where its name and its body stand."""

    name: Span | str
    """Span of the passage's words, or the label's own words where the definition does not name the part."""

    body: Span
    rule: str
    implied: bool = False


@dataclass(frozen=True)
class _Opening:
    """A name with what follows it: the beginning of a part."""

    name: Span
    start: int
    """Where the clause with the name begins: the part before ends here."""

    body: int
    stop: int | None
    """Where the body must end: the closing bracket."""

    rule: str
    related: bool
    """True where the label has the name or its number."""

    strong: bool
    """True where 是指, 即 and the like follow."""


def named(passage: Passage, span: Span, label: str, reading: Sequence[Numeral]) -> list[Found]:
    """The parts that a definition names and explains.

    Args:
        passage: The passage.
        span: The definition's stretch of it.
        label: The headword.
        reading: Its numerals.

    Returns:
        Parts in order; one alone only where its name has a numeral or the label has the name.

    >>> words = "“两园”即东园、西园；“一河”即清河"
    >>> [words[a:b] for a, b in (f.body for f in named(Passage.of(words, (0, 18)), (0, 18), "两园一河", ()))]
    ['东园、西园', '清河']
    """
    marks = _marks(passage, span, label, reading)
    if not marks:
        return _named_behind(passage, span, term_key(label))
    stops = [*(m.start for m in marks[1:]), span[1]]
    bodies = [strip(passage.words, (m.body, m.stop or stop)) for m, stop in zip(marks, stops, strict=True)]
    if len(bodies) > 1 and not any("。" in passage.mask[a:b] for a, b in bodies[:-1]):
        a, b = bodies[-1]
        sentence_end = passage.mask.find("。", a, b)
        bodies[-1] = strip(passage.words, (a, sentence_end if sentence_end > 0 else b))
    return [Found(m.name, body, m.rule) for m, body in zip(marks, bodies, strict=True) if body[1] > body[0]]


def _marks(passage: Passage, span: Span, label: str, reading: Sequence[Numeral]) -> list[_Opening]:
    """The names of parts: those that the label has, else those that 是指 or 即 explains."""
    kept: list[_Opening] = []
    for m in sorted(_all_marks(passage, span, label, reading), key=lambda m: m.name):
        inside = kept and m.name[0] < max(kept[-1].body + 1, kept[-1].stop or 0)
        if not inside:  # “1”即“一中心”，指…: the second name is the first part's own text
            kept.append(m)
    if len(kept) < 2 and (row := _bracketed_row(passage, span, reading)):
        return row
    related = [m for m in kept if m.related]
    strong = [m for m in kept if m.strong]
    if len(related) >= 2:
        return related
    if len(strong) >= 2:
        return strong
    return [m for m in strong if m.related or _QUOTED_NUMBER.match(passage.words, m.name[0])]


def _bracketed_row(passage: Passage, span: Span, reading: Sequence[Numeral]) -> list[_Opening]:
    """“双廊”（东廊和西廊）、“双带”（河带和山带）: names in a row, each with its bracket, as many as the label says."""
    row: list[_Opening] = []
    closers = dict(passage.pairs)
    for m in NAMED_IN_QUOTES.find(passage.words, *span):
        if m["bracket"] and (stop := closers.get(m.end() - 1)):
            if row and passage.words[(row[-1].stop or 0) + 1 : m.start()] not in _BETWEEN:
                return []
            row.append(_Opening(m.span("name"), m.start(), m.end(), stop - 1, "part-bracket", True, False))
    return row if len(row) > 1 and len({n.value for n in reading}) == 1 and len(row) == reading[0].value else []


def _all_marks(passage: Passage, span: Span, label: str, reading: Sequence[Numeral]) -> Iterator[_Opening]:
    words, mask, key = passage.words, passage.mask, term_key(label)
    own = frozenset((key, split_label(label).core) if len(_segments(key)) < 2 else (key,))
    if "“" in mask:
        closers = dict(passage.pairs)
        for m in NAMED_IN_QUOTES.find(words, *span):
            if mask[m.start()] == "“" and (mark := _quoted_mark(words, m, own, key, reading)):
                stop = closers.get(m.end() - 1) if m["bracket"] else None
                if not m["bracket"] or (stop and words[stop : stop + 1] in _AFTER_BRACKET):
                    start = max(mark.start, span[0])
                    yield _Opening(mark.name, start, mark.body, stop and stop - 1, mark.rule, mark.related, mark.strong)
    for m in NAMED_BARE.find(mask, *span):
        if _counts_as_piece(m["name"], reading):
            yield _Opening(m.span("name"), m.start(), m.end(), None, "part-bare", True, m["strong"] is not None)
    yield from _label_pieces(words, span, reading, key)
    for segment in _segments(key):
        at = words.find(segment, *span)
        opens = at == span[0] or (at > 0 and words[at - 1] in _CLAUSE_STARTS)
        if opens and (behind := _STRONG_BEHIND.match(words, at + len(segment))):
            yield _Opening((at, at + len(segment)), at, behind.end(), None, "part-bare", True, True)


def _quoted_mark(
    words: str, m: re.Match[str], own: frozenset[str], key: str, reading: Sequence[Numeral]
) -> _Opening | None:
    name, core = term_key(m["name"]), term_key(m["name"].split("”")[0])
    if not own.isdisjoint((name, core)):  # the definition's own beginning: “五权”是指… of “五权”工作
        return None
    clause = max(words.rfind(c, 0, m.start()) for c in _CLAUSE_STARTS) + 1
    before = words[clause : m.start()]
    strong = m["strong"] is not None
    related = name in key or core in key or (_counts_as_piece(core, reading) and not any(n.noun for n in reading))
    if before not in _LEADS and not (strong and len(before) <= _LONGEST_LEAD):
        return None
    if not related and not strong:
        return None
    rule = "part-bracket" if m["bracket"] else "part-quoted"
    return _Opening(m.span("name"), clause if before else m.start(), m.end(), None, rule, related, strong)


def _label_pieces(words: str, span: Span, reading: Sequence[Numeral], key: str) -> Iterator[_Opening]:
    """一云，…。一网，…: the label's own pieces, each with a comma or a colon behind it, at the beginning of clauses."""
    at = span[0]
    for n in reading:
        piece = n.form + n.noun
        at = words.find(piece, at, span[1])
        if at < 0 or not n.noun or piece not in key:
            return
        end = at + len(piece)
        if (at == span[0] or words[at - 1] in _CLAUSE_STARTS) and words[end : end + 1] in ("，", "："):
            yield _Opening((at, end), at, end + 1, None, "part-bare", True, False)


def _segments(key: str) -> list[str]:
    """The pieces of a label that is a list itself: 抓好两端、畅通中间."""
    pieces = _SEGMENTS.split(key)
    return [p for p in pieces if len(p) > 1] if len(pieces) > 1 else []


def _counts_as_piece(name: str, reading: Sequence[Numeral]) -> bool:
    """True where a name has a numeral of the label, and its noun: 四大板块 of 一城四板块."""
    m = _NUMBER.match(name)
    if m is None:
        return False
    value, rest = number_value(m[0]), name[m.end() :]
    return any(
        n.value == value and (not n.noun or rest.endswith(n.noun[-1]) or rest.lstrip("大").startswith(n.noun))
        for n in reading
    )


def _named_behind(passage: Passage, span: Span, key: str) -> list[Found]:
    """Parts named behind their words: 以老城为“一核”; 社区管控、门诊筛查“四张网”; 逾期的项目，评为“蜗牛项目”."""
    found = []
    if "“" not in passage.mask[span[0] : span[1]]:
        return []
    for m in NAMED_BEHIND.find(passage.words, *span):
        name = term_key(m["name"])
        if passage.mask[m.start("name")] != "“" or name not in key or name == key:
            continue
        start, end = m.span("body")
        if not m["verb"] and not _NUMBER.match(name):
            continue  # 一旦发现问题立即“吹哨”: a word of the sentence
        lead = BEFORE_BODY.regex.match(passage.words, start, end)
        found.append(
            Found(m.span("name"), strip(passage.words, (lead.end() if lead else start, end)), NAMED_BEHIND.name)
        )
    return found if len({f.name for f in found}) > 1 else []
