"""What stands behind a slogan: the extent of the explanation and the members that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tifatu.builders.language.connectives import MEANS, connective
from tifatu.builders.language.numerals import numerals, value
from tifatu.builders.language.punctuation import QUOTE, UNQUOTE
from tifatu.builders.running_text.first_member import openings, starts_with_verb
from tifatu.builders.running_text.members import pieces, read_all, trim
from tifatu.graph.labels import CLOSING
from tifatu.graph.model import Span

FARTHEST = 400
"""Characters that an explanation behind a slogan may have."""

_STOP = re.compile(
    rf"[。！？\n]|[；;]?\s?(?={QUOTE}[^{CLOSING}\n]{{1,12}}{UNQUOTE}[^，。；]{{0,4}}?{connective(MEANS)})"
)
"""The end of a sentence, or of a part where the next slogan is explained."""

_SENTENCE = re.compile(r"[。；;]")
_SEMICOLON = re.compile(r"[；;]")
_COMMA = re.compile(r"[，,；;](?!\d{3}(?!\d))")
_LIST_END = re.compile(r"等(?:等|[^，。；、]{0,6})?\Z")
_ORDINAL = re.compile(
    r"\*{0,2}(?:(?P<form>[一二三四五六七八九十])(?P<mark>是|要)|[（(](?P<number>[1-9]|1\d|[一二三四五六七八九十])[）)])\*{0,2}"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LEAD_IN = re.compile(r"(?:力争|争取|确保|通过)(?:(?:通过|到|用)[^，,]{0,12}[，,])?")


def reach(text: str, start: int, limit: int) -> Span:
    """From an offset to the end of its sentence, without white space at the front.

    >>> reach("即甲、乙。丙", 1, 6)
    (1, 4)
    """
    stop = _STOP.search(text, start, min(limit, start + FARTHEST))
    end = stop.start() if stop else min(limit, start + FARTHEST)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def listed(text: str, span: Span, counts: Sequence[int]) -> tuple[tuple[Span, ...], int]:
    """The members that an explanation lists, and where the list ends.

    Divisions by semicolons, by 、 with 和, and by commas are tried; the first that has as many pieces as the slogan
    says is taken, also within the first clauses only. Without a numeral a list by 、 is taken as it is.

    Args:
        text: The whole text.
        span: The explanation.
        counts: Numbers of members that agree with the slogan's numeral.

    Returns:
        The members, empty where the explanation is no list, and the end of the last one (of the span where it is none).
    """
    for found in _divisions(text, span):
        if len(found) in counts:
            return cleaned(text, found), found[-1][1]
    for count in counts:
        if found := _parallel_clauses(text, span, count):
            return cleaned(text, found), found[-1][1]
    if not counts and not _COMMA.search(text, *span):
        plain = max(read_all(text, span), key=len, default=[])
        return (cleaned(text, plain) if len(plain) > 1 and "、" in text[slice(*span)] else ()), span[1]
    return (), span[1]


def semicolons(text: str, span: Span) -> list[Span]:
    """The clauses between semicolons."""
    return pieces_between(text, span, _SEMICOLON)


def heads(text: str, clauses: Sequence[Span]) -> tuple[Span, ...]:
    """The clauses up to their first comma: what follows it tells the circumstances.

    >>> heads("产值过百亿，增长三成；税收过十亿", ((0, 10), (11, 16)))
    ((0, 5), (11, 16))
    """
    return tuple((start, stop.start() if (stop := _COMMA.search(text, start, end)) else end) for start, end in clauses)


def _divisions(text: str, span: Span) -> Iterator[Sequence[Span]]:
    """Ways to divide an explanation, the most trusted first."""
    clauses = pieces_between(text, span, _COMMA)
    if len(clauses) > 1:
        yield [piece for clause in clauses for piece in pieces(text, *clause)]
        yield clauses
        yield heads(text, semicolons(text, span))
    if clauses:
        yield from (found for found in read_all(text, clauses[0]) if len(found) > 2 or _even(found))


def _even(halves: Sequence[Span]) -> bool:
    """Whether two members are short and of like length; else their 和 may stand inside of one of them."""
    sizes = [end - start for start, end in halves]
    return max(sizes, default=0) <= 14 and 2 * min(sizes, default=0) >= max(sizes, default=0)


def agrees(text: str, members: Sequence[Span], noun: str) -> bool:
    """Whether the noun that the slogan counts stands in all of its members or in none: 四个坚持 has four 坚持."""
    named = sum(noun in text[slice(*member)] for member in members)
    return len(noun) < 2 or named in (0, len(members))


def pieces_between(text: str, span: Span, separator: re.Pattern[str]) -> list[Span]:
    """The pieces between the marks of a kind that stand outside of quotation marks."""
    begin, found = span[0], []
    for mark in separator.finditer(text, *span):
        if text.count("“", begin, mark.start()) > text.count("”", begin, mark.start()):
            continue
        found.append((begin, mark.start()))
        begin = mark.end()
    return [piece for part in (*found, (begin, span[1])) if (piece := trim(text, part))]


def _parallel_clauses(text: str, span: Span, count: int) -> list[Span]:
    """The first so many clauses, if all have the same beginning or share a word of two characters."""
    clauses = pieces_between(text, span, _COMMA)[:count]
    if len(clauses) < count:
        return []
    first = text[slice(*clauses[0])]
    others = [text[slice(*clause)] for clause in clauses[1:]]
    shared = any(all(first[at : at + 2] in other for other in others) for at in range(len(first) - 1))
    return clauses if shared or all(other[0] == first[0] for other in others) else []


def cleaned(text: str, members: Sequence[Span]) -> tuple[Span, ...]:
    """Members without a verb that governs the whole list, and without 等 at the end."""
    if not members:
        return ()
    first, *others = members
    if others and starts_with_verb(text, first) and not any(starts_with_verb(text, other) for other in others):
        first = (openings(text, first, others)[0].at, first[1])
    *before, last = (first, *others)
    rest = _LIST_END.search(text, *last)
    return (*before, (last[0], rest.start()) if rest and rest.start() > last[0] else last)


def ordinals(text: str, start: int, limit: int) -> tuple[Span, ...]:
    """The heads of 一是…二是…三是… from an offset, each up to its first mark, within one paragraph.

    >>> ordinals("一是强农业，补短板。二是稳工业。", 0, 16)
    ((2, 5), (12, 15))
    """
    end = text.find("\n", start, limit)
    end = limit if end < 0 else end
    found: list[Span] = []
    for ordinal in _ORDINAL.finditer(text, start, end):
        if value(ordinal["form"] or ordinal["number"]) != len(found) + 1 or not _begins_clause(
            text, ordinal.start(), start
        ):
            continue
        stop = re.compile(r"[，,。；;：:！？]").search(text, ordinal.end(), end)
        found.append((ordinal.end(), stop.start() if stop else end))
    return tuple(found)


def in_turn(text: str, span: Span, label: str, counts: Sequence[int]) -> tuple[Span, ...]:
    """The heads of sentences that all begin with what the label counts; empty where they are not as many.

    >>> text = "坚持治水，护好河道。坚持治气，抓好减排。再接再厉。"
    >>> [text[a:b] for a, b in in_turn(text, (0, len(text)), "两个坚持", (2,))]
    ['坚持治水', '坚持治气']
    """
    counted = next(iter(numerals(label)), None)
    end = text.find("\n", span[0], min(span[1], span[0] + FARTHEST))
    sentences = pieces_between(text, (span[0], end if end > 0 else min(span[1], span[0] + FARTHEST)), _SENTENCE)
    noun = counted.noun if counted else ""
    found = heads(text, [*takewhile(lambda one: noun and text.startswith(noun, one[0]), sentences)])
    return found if len(found) in counts else ()


def _begins_clause(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in "，,。；;、！？ \u3000"


def goals(text: str, span: Span, digits: str) -> tuple[Span, ...]:
    """The clauses behind 力争 in which the digits of a slogan come back as figures, in order; empty where they do not.

    >>> text = "力争培育甲类企业3家，乙类企业2家，上市企业1家"
    >>> [text[a:b] for a, b in goals(text, (0, len(text)), "321")]
    ['培育甲类企业3家', '乙类企业2家', '上市企业1家']
    """
    lead = _LEAD_IN.match(text, *span)
    begin = lead.end() if lead else span[0]
    clauses = pieces_between(text, (begin, span[1]), _COMMA)[: len(digits)]
    figures = [set(_FIGURE.findall(text, *clause)) for clause in clauses]
    wanted = sorted(digits)
    matched = sorted(digit for digit in digits if any(digit in here or digit + "0" in here for here in figures))
    return tuple(clauses) if len(clauses) == len(digits) and matched == wanted else ()
