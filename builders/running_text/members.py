"""The members of an enumeration that ends at a given place: 甲、乙和丙 before “三项行动”, read from right to left.

The numeral of the slogan says how many members there must be; an enumeration of another length is not the slogan's
(subjects, fields, examples), unless a governing verb shows that it begins later, or 等 leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tifatu.builders.language.affixes import ADVERB_TAIL
from tifatu.builders.language.conjunctions import conjunction
from tifatu.builders.language.punctuation import CLOSERS, NOTE, OPENERS
from tifatu.builders.language.words import alternation
from tifatu.builders.running_text.first_member import Opening, openings, starts_with_verb
from tifatu.builders.running_text.refusals import EXAMPLES, refuse, refuse_piece
from tifatu.graph.model import Span

SURE = 4
"""Members: where so many stand in the clause and the slogan says so many, the number itself is evidence."""

LONGEST = 200
"""Characters: an enumeration is never longer."""

LONGEST_NOTE = 8
"""Characters of a note mark, such as ［ 注123 ］."""

_SAID_OF_ALL = re.compile(r"[^的、]{2}(?:工业|农业|产业|旅游)|[抓促推]..|污染(?:防治|治理)")
"""Behind the last of members of one length: 绿电、硅料、电池|某县工业; 主动想、扎实干、看效果|抓工作; 土壤|污染防治."""

_SCOPE_TAIL = re.compile(
    r"(?<!领先|面向|走向|辐射|覆盖|服务|影响|享誉|畅通)全[国省市县区州](?:率先|首个|唯一)?\Z|(?:构成|组成)\Z"
)
"""Behind the last member: where the rank holds, 窗口办结、网上办结全国|“双第一”; 覆盖全国 is whole. Or 构成的“两翼”."""

_BREAKS = "，,。；;！!？?：:\n*—"
_NOTE = re.compile(rf"{NOTE}\Z")
_CONJUNCTION = re.compile(rf"(?<!生态保护)(?<!国民经济){conjunction()}")
_ENUMERATOR = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[一二三四五六七八九十]{1,2}(?:是|要|来)|[——•●])\s*"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Members in order, with the trust that their reading deserves (列举)."""

    members: tuple[Span, ...]
    trust: float

    @property
    def span(self) -> Span:
        """From the first member to the last."""
        return self.members[0][0], self.members[-1][1]


def clause_start(text: str, floor: int, end: int) -> int:
    """The beginning of the clause that ends at an offset; marks inside quotation marks and brackets do not end it.

    >>> clause_start("夯实基础，打好甲、乙", 0, 10)
    5
    """
    depth = 0
    for at in range(end - 1, max(floor, end - LONGEST) - 1, -1):
        mark = text[at]
        if mark in CLOSERS:
            depth += 1
        elif mark in OPENERS:
            if not depth:
                return at + 1
            depth -= 1
        elif not depth and mark in _BREAKS and not _inside_number(text, at):
            return _behind_enumerator(text, at + 1, end)
    return _behind_enumerator(text, max(floor, end - LONGEST), end)


def _behind_enumerator(text: str, start: int, end: int) -> int:
    """Past a number that orders paragraphs or sentences: （6）, 9、, 一是."""
    number = _ENUMERATOR.match(text, start, end)
    return number.end() if number else start


def _inside_number(text: str, at: int) -> bool:
    return text[at] in ",，" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def pieces(text: str, start: int, end: int) -> list[Span]:
    """What stands between the 、 of a clause; quoted phrases side by side are pieces of their own.

    >>> pieces("甲、乙（丙、丁）、戊", 0, 10)
    [(0, 1), (2, 8), (9, 10)]
    """
    found, depth, begin = [], 0, start
    for at in range(start, end):
        mark = text[at]
        if mark in OPENERS:
            if not depth and at > begin and text[at - 1] in "”’」』〞":
                found.append((begin, at))
                begin = at
            depth += 1
        elif mark in CLOSERS:
            depth = max(0, depth - 1)
        elif mark == "、" and not depth:
            found.append((begin, at))
            begin = at + 1
    return [trimmed for piece in (*found, (begin, end)) if (trimmed := trim(text, piece))]


def trim(text: str, span: Span) -> Span | None:
    """Without white space and without note marks at the end; None where nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end:
        note = _NOTE.search(text, max(start, end - LONGEST_NOTE), end)
        if not note and not text[end - 1].isspace():
            break
        end = note.start() if note else end - 1
    return (start, end) if start < end else None


def _conjunctions(text: str, span: Span) -> Iterator[Span]:
    """Conjunctions of a piece that stand outside of quotation marks and brackets."""
    for found in _CONJUNCTION.finditer(text, span[0] + 1, span[1] - 1):
        before = text[span[0] : found.start()]
        if sum(map(before.count, OPENERS)) == sum(map(before.count, CLOSERS)):
            yield found.span()


def read_all(text: str, span: Span) -> Iterator[list[Span]]:
    """The ways to divide a stretch of text into pieces: by 、 alone, with a last 和, with every 和.

    >>> [len(reading) for reading in read_all("甲和乙、丙和丁", (0, 7))]
    [2, 3, 4]
    """
    if parts := pieces(text, *span):
        yield from _readings(text, parts)


def _readings(text: str, parts: Sequence[Span]) -> Iterator[list[Span]]:
    """The ways to divide an enumeration: by 、 alone, with a last 和, with every 和; words run together one by one."""
    *before, last = parts
    if run := run_together().search(text, *last):
        ends = [last[0], *range(run.start() + 2, run.end() + 1, 2)]
        yield [*before, *pairwise(ends)]
    yield list(parts)
    for start, end in _conjunctions(text, last):
        halves = [trim(text, (last[0], start)), trim(text, (end, last[1]))]
        if all(halves):
            yield [*before, *(half for half in halves if half)]
    if len(parts) > 1:
        flat = [trim(text, bit) for part in parts for bit in _divided(text, part)]
        yield [bit for bit in flat if bit]


@cache
def run_together() -> re.Pattern[str]:
    """Words of two characters that need no mark between them: 蓝天碧水净土."""
    return re.compile(rf"(?:{alternation('running_runs')}){{2,6}}\Z")


def _divided(text: str, part: Span) -> Iterator[Span]:
    begin = part[0]
    for start, end in _conjunctions(text, part):
        yield begin, start
        begin = end
    yield begin, part[1]


def read_members(text: str, clause: Span, counts: Sequence[int], open_ended: bool) -> Enumeration | None:
    """The enumeration that ends where the clause ends, if it has as many members as the slogan says.

    Args:
        text: The whole text.
        clause: From the beginning of the clause to the end of the last member.
        counts: Numbers of members that agree with the slogan's numeral; empty where it has none.
        open_ended: Whether 等 follows, so that fewer members than the numeral says will do.
    """
    candidates = [
        found
        for reading in read_all(text, clause)
        for count in _sizes(text, reading, counts, open_ended)
        if (found := _tail(text, reading, count, counts, open_ended))
    ]
    return max(candidates, key=lambda found: found.trust, default=None)


def _sizes(text: str, reading: Sequence[Span], counts: Sequence[int], open_ended: bool) -> list[int]:
    """How many of the pieces, from the last, may be members."""
    here = len(reading)
    if not counts or (open_ended and here < max(counts)):
        return [size] if (size := _since_last_verb(text, reading)) > 1 else []
    return [count for count in counts if 1 < count <= here]


def _since_last_verb(text: str, reading: Sequence[Span]) -> int:
    """Pieces from the last one that a governing verb opens; all where every piece is opened by one."""
    verbs = [starts_with_verb(text, piece) for piece in reading]
    if all(verbs[1:]):
        return len(reading)
    return next(size for size in range(1, len(reading) + 1) if size == len(reading) or verbs[-size])


def _tail(
    text: str, reading: Sequence[Span], count: int, counts: Sequence[int], open_ended: bool
) -> Enumeration | None:
    """The last so many pieces as members, or None where they cannot be."""
    first, *others = _without_examples(text, reading[-count:])
    exact = count == len(reading) and count in counts and count >= SURE
    if not others or any(refuse_piece(text, piece, examples=not exact) for piece in others):
        return None
    best = openings(text, first, others)[0]
    extra = len(reading) > count and not _behind_a_slogan(text, reading[-count - 1], best)
    if extra and (best.reason not in ("verb", "within") or any(starts_with_verb(text, other) for other in others)):
        return None
    members = ((best.at, first[1]), *others)
    members = _ended(text, members)
    if refuse_piece(text, members[0]) or refuse(text, members, closed=open_ended and exact):
        return None
    partial = 0.05 * (count not in counts)
    doubt = partial + 0.15 * extra + 0.1 * (best.fit < 2) + 0.05 * (count == 2) + 0.1 * open_ended
    return Enumeration(members, round(1.0 - doubt, 2) + best.fit / 1000)


def _ended(text: str, members: tuple[Span, ...]) -> tuple[Span, ...]:
    """The last member without what is said of all: 东江机场、西江机场客运“双枢纽”, 发案数、死亡数连续9年“双下降”.

    Where all others end alike, and the last one has their ending where they have it, what follows belongs to none.
    """
    *others, (start, end) = members
    if adverb := ADVERB_TAIL.search(text, start + 2, end):
        end = adverb.start()
    if scope := _SCOPE_TAIL.search(text, start + 2, end):
        end = scope.start()
    sizes = {b - a for a, b in others}
    shared = 1 if len(others) > 1 else 2
    endings = {text[b - shared : b] for _, b in others}
    size, alike = max(sizes), max(sizes) - min(sizes) < 2
    if len(sizes) == 1 and len(endings) == 1 and shared < size + 1 < end - start - 1:
        ending = endings.pop()
        if text.startswith(ending, start + size - shared) and not text.endswith(ending, start, end):
            end = start + size
    near = range(max(start + 2, start + size), start + size + 2)
    at = next((at for at in near if _SAID_OF_ALL.fullmatch(text, at, end)), end)
    if alike and len(others) > 1:
        end = at
    return (*others, (start, end))


def _behind_a_slogan(text: str, before: Span, best: Opening) -> bool:
    """Whether the list begins where another slogan ends: 甲和乙“两业”提质、丙和丁“两貌”改善."""
    quoted = any(mark in text[slice(*before)] for mark in "”’」』")
    return quoted or (best.reason == "attribute" and text[best.at - 1] in "和与及" and text[best.at - 2] in "”’」』")


def _without_examples(text: str, pieces: Sequence[Span]) -> Sequence[Span]:
    """The last of three or more pieces up to its 等: 行业扶贫、社会扶贫等多方力量支撑的“三位一体”格局."""
    *before, last = pieces
    rest = EXAMPLES.search(text, last[0] + 2, last[1])
    counted = rest is not None and text[rest.end()].isdigit()
    return (*before, (last[0], rest.start())) if rest and len(before) > 1 and not counted else pieces
