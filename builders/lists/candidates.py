"""Every way to cut a passage into a row of items: at each level of separators, in each stretch that could be a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from tifatu.builders.language.conjunctions import CONJUNCTIONS, conjunction
from tifatu.builders.language.passage import FILL, Passage
from tifatu.builders.lists.clues import Clue
from tifatu.builders.lists.rules import CONJUNCTION, INTRODUCED, ORDINAL, SAID_AGAIN, number_value
from tifatu.graph.model import Span

STOPS = "，；。！？、："
_BOUNDARY = "(?:、|(?<=[”》])(?=[“《]))"
_MOST_LEADS = 6
"""Words such as 包括 behind which a list is sought; more stand in prose only."""

_FIRST = ("一", "1", "①")

MOST_ITEMS = 60
"""Nobody counts more in a slogan; a longer row is a text."""

_JOINED = frozenset(("", "、", "，", "；", *(form.words for form in CONJUNCTIONS)))
_CONJUNCTION_BEFORE = re.compile(rf"{conjunction()}|并(?!购|网|联)|还有")
_NESTINGS = (("，", _BOUNDARY), ("；", "，"), ("；", _BOUNDARY), ("[；，]", _BOUNDARY))

_compiled = cache(re.compile)


@dataclass(frozen=True)
class Row:
    """Items before trimming, in groups: each group has a lead and a tail of its own."""

    groups: tuple[tuple[Span, ...], ...]
    rule: str

    @property
    def size(self) -> int:
        """Items in all groups."""
        return sum(map(len, self.groups))


def strip(words: str, span: Span) -> Span:
    """The span without punctuation at its ends."""
    start, end = span
    while end > start and words[end - 1] in STOPS:
        end -= 1
    while start < end and words[start] in STOPS:
        start += 1
    return start, end


def split(mask: str, span: Span, separators: str) -> list[Span]:
    """The stretches between separators, empty ones left out.

    Args:
        mask: The passage's mask.
        span: Where to look.
        separators: Regular expression of one separator.

    Returns:
        Spans in order.

    >>> split("甲、乙，丙", (0, 5), "[、，]")
    [(0, 1), (2, 3), (4, 5)]
    """
    start, end = span
    found = []
    for m in _compiled(separators).finditer(mask, start, end):
        a, b = m.span()
        if a > start:
            found.append((start, a))
        start = b
    if end > start:
        found.append((start, end))
    return found


def rows(passage: Passage, span: Span, clue: Clue) -> Iterator[Row]:
    """All rows of items in a stretch, each once.

    Args:
        passage: The passage.
        span: The stretch.
        clue: What the label says; its numbers may be said again behind a list.

    Returns:
        Rows, the widest first.
    """
    seen: set[tuple[tuple[Span, ...], ...]] = set()
    for row in _all_rows(passage, span, clue):
        if row.groups not in seen and all(row.groups) and row.size <= MOST_ITEMS:
            seen.add(row.groups)
            yield row


def _all_rows(passage: Passage, span: Span, clue: Clue) -> Iterator[Row]:
    mask = passage.mask
    yield from _numbered(passage, span)
    yield from _quotations(passage, span)
    yield from _regions(mask, span)
    for m in islice(INTRODUCED.find(mask, *span), _MOST_LEADS):
        stop = mask.find("。", m.end(), span[1])
        yield from _regions(mask, strip(mask, (m.end(), stop if stop > 0 else span[1])), "introduced-")
    for a, b in passage.pairs:
        if span[0] <= a and b <= span[1] and mask[a] == "“" == passage.words[a] and b - a > 6:
            yield from _regions(passage.mask_of((a + 1, b - 1)), (a + 1, b - 1), "quoted-")
    yield from _summed_up(mask, span, clue)


def _numbered(passage: Passage, span: Span) -> Iterator[Row]:
    """一是…；二是…; （1）…（2）…; （1）…；2）…."""
    marks = [m for m in ORDINAL.find(passage.words, *span) if passage.mask[m.start()] != FILL]
    if len(marks) < 2 or not any(marks[0][form] in _FIRST for form in ("han", "bracket", "plain", "circle")):
        return
    bounds = [*(m.start() for m in marks), span[1]]
    items = [strip(passage.words, (m.end(), b)) for m, b in zip(marks, bounds[1:], strict=True)]
    if all(b > a for a, b in items):
        yield Row((tuple(items),), "numbered")


def _quotations(passage: Passage, span: Span) -> Iterator[Row]:
    """《甲》《乙》 and “甲”“乙” without a separator, or with 、 or 和."""
    mask = passage.mask
    for opener in "《“":
        row: list[Span] = []
        for a, b in passage.pairs:
            if a < span[0] or b > span[1] or not mask[a] == opener == passage.words[a]:
                continue
            if row and mask[row[-1][1] : a] not in _JOINED:
                if len(row) > 1:
                    yield Row((tuple(row),), "quotations")
                row = []
            row.append((a, b))
        if len(row) > 1:
            yield Row((tuple(row),), "quotations")


def _summed_up(mask: str, span: Span, clue: Clue) -> Iterator[Row]:
    """Lists that end where the label's number is said again, though the clause goes on: 养老、医疗两项保险实行…"""
    for m in SAID_AGAIN.find(mask, *span):
        if number_value(m["n"]) in clue.totals:
            start = max(mask.rfind(c, span[0], m.start()) for c in "，；。：") + 1
            yield from _levels(mask, (max(start, span[0]), m.start()), "summed-")


def _regions(mask: str, span: Span, prefix: str = "") -> Iterator[Row]:
    """Rows at each level of separators, from the whole stretch down to a clause."""
    sentences = split(mask, span, "[。！？]")
    if len(sentences) > 1:
        yield Row((tuple(sentences),), prefix + "sentences")
    stretches = [span] if len(sentences) == 1 else sentences
    if "；" in mask[span[0] : span[1]]:
        stretches += [p for s in sentences for p in split(mask, s, "；") if p not in stretches]
    for stretch in stretches:
        yield from _levels(mask, stretch, prefix)
    for stretch in stretches:
        clauses = split(mask, stretch, "[，；。：]")
        if len(clauses) > 1:
            for clause in clauses:
                yield from _levels(mask, clause, prefix)


def _levels(mask: str, span: Span, prefix: str) -> Iterator[Row]:
    """The rows of one stretch: clauses, or the items between 、, or the stretch itself, which 和 may halve."""
    inside = mask[span[0] : span[1]]
    if "；" in inside:
        yield Row((_items(mask, span, "；"),), prefix + "semicolons")
    elif "，" in inside:
        items = _items(mask, span, "，")
        yield Row((items,), prefix + "commas")
        yield from (Row((items[i:j],), prefix + "commas") for i, j in _windows(len(items)))
    else:
        yield from _clause(mask, span, prefix)
        return
    yield from _nested(mask, span, inside, prefix)


def _clause(mask: str, span: Span, prefix: str) -> Iterator[Row]:
    items = _items(mask, span, _BOUNDARY)
    if len(items) == 1:
        yield Row((items,), prefix + "pair")
        if "＋" in mask[span[0] : span[1]]:
            yield Row((_items(mask, span, "＋"),), prefix + "plus")
        return
    yield Row((items,), prefix + "enumeration")
    yield from _halves(mask, span, prefix)
    if "”“" in mask[span[0] : span[1]]:
        yield Row((_items(mask, span, "、"),), prefix + "enumeration")
    for i in range(1, min(4, len(items) - 1)):
        if not _alike(mask, items[i - 1], items[i:]):
            yield Row((items[i:],), prefix + "enumeration-end")


def _halves(mask: str, span: Span, prefix: str) -> Iterator[Row]:
    """Two items at 和, each of which may hold 、 of its own, and both end alike: 航运枢纽和面向东海、黄海的航空枢纽."""
    for m in CONJUNCTION.find(mask, span[0] + 1, span[1] - 1):
        halves = ((span[0], m.start()), (m.end(), span[1]))
        ends = [mask[b - 2 : b] for _, b in halves]
        if all(b - a > 2 for a, b in halves) and ends[0] == ends[1]:
            yield Row((halves,), prefix + "pair-and")


def _nested(mask: str, span: Span, inside: str, prefix: str) -> Iterator[Row]:
    """Groups of items, between commas or semicolons; the first ones may only lead."""
    for outer, inner in _NESTINGS:
        if outer == "，" and "；" in inside:
            continue  # a semicolon would stand inside an item
        if not any(c in inside for c in outer if c in "，；") or (inner == "，" and "，" not in inside):
            continue
        groups = tuple(_items(mask, g, inner) for g in _items(mask, span, outer))
        for i in range(min(3, len(groups) - 1)):
            if any(len(g) > 1 for g in groups[i:]):
                yield Row(groups[i:], prefix + "groups")


def _alike(mask: str, item: Span, others: Sequence[Span]) -> bool:
    """True where an item begins or ends as all the others do."""
    a, b = item
    return all(mask[a] == mask[c] for c, _ in others) or all(mask[b - 1] == mask[d - 1] for _, d in others[:-1])


def _items(mask: str, span: Span, separators: str) -> tuple[Span, ...]:
    """Items between separators without a conjunction in front: 以及丙."""
    found: list[Span] = []
    for a, b in split(mask, span, separators):
        m = _CONJUNCTION_BEFORE.match(mask, a, b)
        behind_all = m and (found or m[0] in ("以及", "还有"))
        found.append((m.end(), b) if m and behind_all and b - m.end() > 1 else (a, b))
    return tuple(found)


@cache
def _windows(n: int) -> tuple[tuple[int, int], ...]:
    """Rows of neighbours that leave out the first clauses or the last ones."""
    return tuple(
        (i, j) for i in range(min(n - 1, 4)) for j in range(n, max(i + 1, n - 4), -1) if (i, j) != (0, n) and j - i > 1
    )


def at_conjunctions(mask: str, row: Row, need: int) -> Row | None:
    """The row with so many more items, got by cutting at 和, 与, 及, 以及.

    Args:
        mask: The passage's mask.
        row: The row.
        need: Cuts to make; 和 before 与 before 及, last items first, later places first.

    Returns:
        The longer row; None where there are too few conjunctions.
    """
    places = []
    for g, group in enumerate(row.groups):
        for i, (a, b) in enumerate(group):
            for m in CONJUNCTION.find(mask, a + 1, b - 1):
                rank = (i == len(group) - 1, m[0] != "及", m[0] != "与", m.start())
                places.append((rank, g, i, m.span()))
    if len(places) < need:
        return None
    groups = [list(group) for group in row.groups]
    chosen = sorted(places, reverse=True)[:need]
    for _, g, i, (a, b) in sorted(chosen, key=lambda p: p[3], reverse=True):
        start, end = groups[g][i]
        groups[g][i : i + 1] = [strip(mask, (start, a)), (b, end)]
        ends_group = i < len(row.groups[g]) - 1 or SAID_AGAIN.regex.search(mask, start, a)
        if "pair" not in row.rule and ends_group:  # 甲4大产业和乙、丙: two groups
            groups[g : g + 1] = [groups[g][: i + 1], groups[g][i + 1 :]]
    return Row(tuple(tuple(group) for group in groups), row.rule + "-and")
