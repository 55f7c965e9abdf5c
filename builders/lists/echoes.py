"""Items that repeat what the label counts, wherever they stand: 务必… of 三个务必, “有站位” of 三个有."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.candidates import split, strip
from tifatu.graph.model import Span


def quoted_echoes(passage: Passage, span: Span, echo: str, pieces: Sequence[str]) -> Iterator[list[Span]]:
    """Quotations with the counted noun, set apart by clauses: 增强“有站位”的意识，坚持“有定位”的标准.

    Args:
        passage: The passage.
        span: Where to look.
        echo: The counted noun.
        pieces: The label and its pieces, which are no items.

    Returns:
        First all such quotations, then those that end with the noun; nothing where they stand in one clause.

    >>> words = "有“水源网”，有“水厂网”"
    >>> [[words[a:b] for a, b in found] for found in quoted_echoes(Passage.of(words, (0, 13)), (0, 13), "网", ())][0]
    ['“水源网”', '“水厂网”']
    """
    words, mask = passage.words, passage.mask
    quotes = [
        (a, b)
        for a, b in passage.pairs
        if span[0] <= a
        and b <= span[1]
        and mask[a] == "“"
        and echo in words[a:b]
        and words[a + 1 : b - 1] not in pieces
    ]
    for found in (quotes, [q for q in quotes if words[: q[1] - 1].endswith(echo)]):
        between = [mask[a:b] for (_, a), (b, _) in pairwise(found)]
        if any("，" in gap or "；" in gap for gap in between):
            yield found


def echoed(passage: Passage, span: Span, echo: str, wanted: tuple[int, Sequence[str]]) -> list[Span]:
    """Clauses with the counted noun, each with what follows it up to the next one or the clause's end.

    Args:
        passage: The passage.
        span: Where to look.
        echo: The counted noun.
        wanted: How many there must be, and the label's pieces, which are no items.

    Returns:
        The items, or nothing where their number is another.
    """
    total, pieces = wanted
    words = passage.words
    for separators in ("[，；。：]", "[，；。、：]"):
        units = [u for u in split(passage.mask, span, separators) if echo in words[u[0] : u[1]]]
        units = [u for u in units if words[u[0] : u[1]] not in pieces]
        if len(units) == total:
            clauses = split(passage.mask, span, "[，；。：]")
            ends = [next(b for _, b in clauses if b >= u[1]) for u in units]
            starts = [*(u[0] for u in units[1:]), span[1]]
            return [strip(words, (u[0], min(e, s))) for u, e, s in zip(units, ends, starts, strict=True)]
    return []
