"""From an entry to its definitions: headword, defining words, and entries that explain several headwords at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tifatu.builders.glossary.entries import Entry
from tifatu.builders.glossary.evidence import HEADLINE, Evidence
from tifatu.builders.glossary.rules import CREDIT
from tifatu.builders.glossary.separators import CONNECTIVE
from tifatu.builders.glossary.splits import note_mark, tidy
from tifatu.builders.glossary.view import View
from tifatu.builders.language.numerals import value
from tifatu.builders.language.words import alternation
from tifatu.graph.labels import CLOSING, OPENING, term_key
from tifatu.graph.model import Span

_QUOTED = re.compile(rf"[{OPENING}][^{OPENING}{CLOSING}\n]{{1,60}}[{CLOSING}]|\"[^\"\n]{{1,60}}\"")
CREDITS = 120
"""Characters at the end of a definition in which a credit may stand."""

_LEADING = re.compile(r"[\s：:，,、。.;；|—–―\-]*")
_DOUBLED = re.compile(
    r"(?:是|主要)?指\s*(?=[为是即])(?!指的?是|指即)|主要是指(?=为)|(?:主要|也就|就)?[即是](?=为(?!了))"
)
"""指, 即 or 是 before another verb: the definition begins with that verb, or the two would be read as one."""

_NAMES_IT = re.compile(rf"[”’」』〞\"]?[^，,。；;：:\n]{{0,10}}?(?:\s*+[：:，,]\s*+|\s*+(?={CONNECTIVE}))", re.VERBOSE)
_NUMERAL = re.compile(r"[一二两双三四五六七八九十]{1,3}|\d{1,2}")
_CLAUSE = re.compile(r"(?:^|[。；;，,！？\n\s、：:])\s*$")


@dataclass(frozen=True)
class Sense:
    """Headwords of one entry and the words that define them, as stretches of the view."""

    heads: tuple[Span, ...]
    text: Span
    rule: str
    worth: float
    number: str | None = None
    """Where it stands behind the headword."""


def senses(evidence: Evidence, entry: Entry) -> list[Sense]:
    """What an entry says: one definition, or one for each of its headwords; none where it holds no words."""
    view = evidence.view
    start, line_end = entry.pieces[0]
    end = entry.pieces[-1][1]
    way = evidence.way(start, line_end)
    if wrapped := _wrapped_head(evidence, entry):
        rule, head, text, worth = "glossary-colon", (start, wrapped[0]), wrapped[1], 2.0
    elif way is None or (not evidence.parts(way) and _is_headline(view, entry)):
        if len(entry.pieces) < 2:
            return []
        worth = 2.0 if evidence.body.knows(view.text[slice(*tidy(view, start, line_end))]) else 1.0
        rule, head, text = "glossary-line", (start, line_end), entry.pieces[1][0]
    else:
        rule, head, text, worth = way.rule, (start, way.head_end), way.text_start, way.worth
    number = note_mark(view, *head)
    head, text = _at_tab(view, tidy(view, *head), text)
    text = _behind_repeated_head(view, head, text, end)
    span = _trim(view, text, end)
    if doubled := _DOUBLED.match(view.text, *span):
        span = doubled.end(), span[1]
    if head[0] == head[1] or span[0] >= span[1]:
        return []
    heads = divide(view, *head)
    heads = _quoted_apart(evidence, *head) if len(heads) == 1 else heads
    return [Sense(heads, words, rule, worth, number) for heads, words in allot(view, heads, span)]


def _wrapped_head(evidence: Evidence, entry: Entry) -> Span | None:
    """Where a headword ends, and its definition begins, that the width of the page has broken; the speech has it."""
    if len(entry.pieces) < 2 or evidence.parts(evidence.way(*entry.pieces[0])):
        return None
    start, end = entry.pieces[0]
    below = entry.pieces[1]
    colon = re.compile(r"[^。；：:]{1,20}?\s*([：:])").match(evidence.view.text, *below)
    if end - start > HEADLINE or not colon:
        return None
    known = evidence.body.knows(evidence.view.text[start:end] + colon[0][:-1])
    return (colon.start(1), colon.end()) if known else None


def _is_headline(view: View, entry: Entry) -> bool:
    """The first line is the headword and the words follow below."""
    start, end = entry.pieces[0]
    return len(entry.pieces) > 1 and end - start <= HEADLINE and view.text[end - 1] not in "。！？；，、,;"


def _at_tab(view: View, head: Span, text: int) -> tuple[Span, int]:
    """A reference to a page ends the headword, though another headword and its colon follow on the line."""
    tab = view.text.find("\t", *head)
    before = view.text[head[0] : max(tab, head[0])]
    if tab < 0 or sum(before.count(mark) for mark in OPENING) != sum(before.count(mark) for mark in CLOSING):
        return head, text  # a tabulator inside quotation marks belongs to the headword
    return tidy(view, head[0], tab), tab + 1


def _behind_repeated_head(view: View, head: Span, text: int, end: int) -> int:
    """Where the words begin when they repeat the headword first: “两网” (line) “两网”：指水网."""
    key = term_key(view.text[head[0] : head[1]])
    text = _LEADING.match(view.text, text, end).end()  # type: ignore[union-attr]
    at, seen = text, ""
    while at < end and len(seen) < len(key) and key.startswith(seen):
        at += 1
        seen = term_key(view.text[text:at])
    if seen != key:
        return text
    while at < end and view.text[at] in CLOSING + '"】':
        at += 1
    behind = re.compile(rf"\s*[：:]|\s*[，,]?\s*(?={CONNECTIVE})", re.VERBOSE).match(view.text, at, end)
    return behind.end() if behind else text


@cache
def _class_noun() -> re.Pattern[str]:
    """The end of a quoted name that has its class noun inside: “两网工程”."""
    return re.compile(rf"(?:{alternation('class_nouns')})[{CLOSING}\"]$")


def _trim(view: View, start: int, end: int) -> Span:
    """The defining words without the separator before them and the credit or white space behind."""
    start = _LEADING.match(view.text, start, end).end()  # type: ignore[union-attr]
    end = _rstrip(view, start, end)
    if credit := CREDIT.regex.search(view.text, max(start, end - CREDITS), end):
        end = _rstrip(view, start, credit.start())
    return start, end


def _rstrip(view: View, start: int, end: int) -> int:
    while end > start and view.text[end - 1].isspace():
        end -= 1
    return end


def divide(view: View, start: int, end: int) -> list[Span]:
    """The headwords that stand side by side: “六稳”“六保”; one where a noun behind them is common to all.

    “双高”“双优”计划 is one headword, “六个一”目标、“六大工程” are two.
    """
    quoted = [found.span() for found in _QUOTED.finditer(view.text, start, end)]
    if len(quoted) < 2:
        return [(start, end)]
    pieces: list[Span] = []
    begin, listed = start, True
    for (_, close), (opening, _) in pairwise(quoted):
        gap = view.text[close:opening]
        part = re.search(r"[、，,/／;；]|和|与|及|\s", gap)
        if gap and not part:
            return [(start, end)]
        tail_end = close + (part.start() if part else 0)
        pieces.append((begin, tail_end))
        listed = (
            listed
            and (part is not None)
            and (tail_end > close or _class_noun().search(view.text[begin:tail_end]) is not None)
        )
        begin = close + (part.end() if part else 0)
        while view.text[begin].isspace():
            begin += 1
    pieces.append((begin, end))
    tail = view.text[quoted[-1][1] : end].strip()
    return pieces if not tail or listed else [(start, end)]


def _quoted_apart(evidence: Evidence, start: int, end: int) -> list[Span]:
    """Headwords without marks of their own that the speech quotes each by itself: 双保、双减."""
    view, pieces, begin = evidence.view, [], start
    for part in re.finditer(r"[、，,]", view.text[start:end]):
        pieces.append((begin, start + part.start()))
        begin = start + part.end()
    pieces.append((begin, end))
    apart = all(evidence.body.quotes(view.text[a:b]) and view.text[a] not in OPENING for a, b in pieces)
    return pieces if apart and not evidence.body.quotes(view.text[start:end]) else [(start, end)]


def allot(view: View, heads: Sequence[Span], text: Span) -> list[tuple[tuple[Span, ...], Span]]:
    """To each headword the words that define it, where they can be told apart; else all words to all headwords."""
    if len(heads) == 1:
        return [(tuple(heads), text)]
    words = _by_name(view, heads, text) or _by_order(view, heads, text)
    if not words:
        return [(tuple(heads), text)]
    return [((head,), span) for head, span in zip(heads, words, strict=True)]


def _core(view: View, head: Span) -> str:
    """The quoted piece of a headword, without its marks."""
    found = _QUOTED.search(view.text, *head)
    return found[0][1:-1] if found else view.text[head[0] : head[1]]


def _by_name(view: View, heads: Sequence[Span], text: Span) -> list[Span]:
    """The words name each headword again before they define it: “六稳”即…；“六保”即…"""
    starts: list[Span] = []
    at = text[0]
    for head in heads:
        named = _named(view, view.text[slice(*head)], at, text) or _named(view, _core(view, head), at, text)
        if named is None or (not starts and named[0] > text[0] + 1):
            return []
        starts.append(named)
        at = named[1]
    ends = [*(begin for begin, _ in starts[1:]), text[1]]
    return [_close(view, behind, end) for (_, behind), end in zip(starts, ends, strict=True)]


def _named(view: View, core: str, at: int, text: Span) -> Span | None:
    """Where a clause names the headword, and where the words behind the name begin."""
    while (found := view.text.find(core, at, text[1])) >= 0:
        begin = found - (view.text[found - 1] in OPENING + '"')
        behind = _NAMES_IT.match(view.text, found + len(core), text[1])
        if behind and (begin <= text[0] or _CLAUSE.search(view.text, text[0], begin)):
            return begin, behind.end()
        at = found + 1
    return None


def _by_order(view: View, heads: Sequence[Span], text: Span) -> list[Span]:
    """As many stretches as headwords, in the same order, none of which speaks of the headwords."""
    words = view.text[text[0] : text[1]]
    if any(_core(view, head) in words for head in heads):
        return []
    for signs in ("；;", "。", "，,"):
        ends = [text[0] + i for i, letter in enumerate(words) if letter in signs and i + 1 < len(words)]
        bounds = [text[0] - 1, *ends, text[1]]
        if len(ends) == len(heads) - 1 and ("，" not in signs or _counts_agree(view, heads, bounds)):
            return [_close(view, begin + 1, end) for begin, end in pairwise(bounds)]
    return []


def _counts_agree(view: View, heads: Sequence[Span], bounds: Sequence[int]) -> bool:
    """Each stretch lists as many items as its headword counts: “三乱”“两违” and 甲、乙、丙，丁、戊."""
    for head, begin, end in zip(heads, bounds, bounds[1:], strict=False):
        counted = _NUMERAL.match(_core(view, head))
        items = re.split("[、和]", view.text[begin + 1 : end])
        if not counted or value(counted[0]) != len(items):
            return False
    return True


def _close(view: View, start: int, end: int) -> Span:
    """A stretch without the separator before it and the comma behind."""
    start = _LEADING.match(view.text, start, end).end()  # type: ignore[union-attr]
    while end > start and (view.text[end - 1].isspace() or view.text[end - 1] in "，,；;、"):
        end -= 1
    return start, end
