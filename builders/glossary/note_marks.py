"""Note marks of a report's body, [28], （29）, ①, 〔3〕, [^4], ³: which glossary entry each points to.

A mark stands behind words, never at the head of a line or sentence as the number of a list does. It is believed when it
stands behind a term of the entry that it numbers, or when the marks of its style run through the body in sequence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from tifatu.builders.language.numerals import value
from tifatu.builders.language.punctuation import CIRCLED, RAISED
from tifatu.builders.language.rule import Hit, Rule
from tifatu.graph.labels import CLOSING, OPENING, split_label, term_key
from tifatu.graph.model import Definition, Report, Span

REACH = 48
"""Characters before a mark in which its term is looked for."""

FEWEST = 3
"""Marks that must run in sequence before the sequence is believed."""

STEADY = 0.8
"""Share of the marks of a style that must not go back behind the one before."""

_BEHIND_WORDS = r"(?<=[\w”’」』》）)\]〕】］\u00b9\u00b2\u00b3%％+＋])"
_QUOTED = re.compile(rf"[{OPENING}]([^{OPENING}{CLOSING}]{{2,30}})[{CLOSING}]")
_ENDS = "。！？；\n"

STYLES: tuple[Rule, ...] = (
    Rule(
        name="mark-square",
        why="A number in square brackets, plain, full-width or as Markdown's footnote.",
        pattern=_BEHIND_WORDS + r" [ ]? (?P<mark> [\[［] [ ]? [\^注]? (?P<number> \d{1,3} ) [ ]? [\]］] )",
        hits=(Hit("推行“五联”[3]机制", {"number": "3"}), Hit("推行“五联”[^12]", {"number": "12"})),
        misses=("。[3]推行“五联”", "发文[2021]7号"),
    ),
    Rule(
        name="mark-tortoise",
        why="A number in tortoise-shell or lenticular brackets.",
        pattern=_BEHIND_WORDS + r" [ ]? (?P<mark> [〔【] 注? (?P<number> \d{1,3} ) [〕】] )",
        hits=(Hit("推行“五联”〔3〕机制", {"number": "3"}), Hit("林长制【8】", {"number": "8"})),
        misses=("【1】五联：", "国发〔2021〕7号"),
    ),
    Rule(
        name="mark-round",
        why="A number in round brackets behind a word; in front of one it numbers a list.",
        pattern=_BEHIND_WORDS + r" [ ]? (?P<mark> [（(] 注? (?P<number> \d{1,3} ) [）)] )",
        hits=(Hit("推行“五联”（3），", {"number": "3"}),),
        misses=("办好实事：（1）修路。（2）通水。", "（一）五联"),
    ),
    Rule(
        name="mark-circled",
        why="A number in a circle behind a word.",
        pattern=_BEHIND_WORDS + rf" (?P<mark> (?P<number> [{CIRCLED}] ) )",
        hits=(Hit("推行“五联”③机制", {"number": "③"}),),
        misses=("办好实事：①修路；②通水",),
    ),
    Rule(
        name="mark-raised",
        why="Raised digits.",
        pattern=_BEHIND_WORDS + rf" (?P<mark> (?P<number> [{RAISED}]{{1,3}} ) )",
        hits=(Hit("推行“五联”¹²机制", {"number": "¹²"}),),
        misses=("五联12项",),
    ),
)
"""The ways to write a note mark; the marks of one style are judged together."""


@dataclass(frozen=True, slots=True)
class _Mark:
    number: int
    span: Span
    before: str
    """Key of the words before it, back to the end of the last sentence."""


def link_marks(text: str, report: Report, definitions: Sequence[Definition]) -> list[Definition]:
    """The definitions of a report's glossary, each with the spans of the note marks that point to it.

    Args:
        text: The whole decoded document.
        report: The report whose body holds the marks.
        definitions: The entries of its own glossary.

    Returns:
        The same definitions in the same order; those without a mark are unchanged.
    """
    pointed: dict[int, list[Span]] = defaultdict(list)
    entries = _Entries(definitions)
    for style in STYLES if definitions else ():
        marks = list(_marks(style, text, report.body))
        running = _run_in_sequence([mark.number for mark in marks], entries.highest)
        for mark in marks:
            for at in entries.meant(mark, running):
                pointed[at].append(mark.span)
    return [
        msgspec.structs.replace(definition, marks=tuple(sorted(pointed[at]))) if at in pointed else definition
        for at, definition in enumerate(definitions)
    ]


def _marks(style: Rule, text: str, body: Span) -> Iterator[_Mark]:
    for found in style.find(text, *body):
        start = found.start("mark")
        words = text[max(body[0], start - REACH) : start]
        for end in _ENDS:
            words = words.rpartition(end)[2]
        yield _Mark(value(found["number"]), found.span("mark"), term_key(words))


def _run_in_sequence(numbers: Sequence[int], highest: int) -> bool:
    """Whether marks begin low, hardly ever go back, and do not leave the glossary behind."""
    if len(set(numbers)) < FEWEST or numbers[0] > FEWEST or (highest and max(numbers) > highest):
        return False
    steps = [later >= earlier for earlier, later in pairwise(numbers)]
    return sum(steps) >= STEADY * len(steps)


def _keys(term: str) -> Iterator[str]:
    """What may stand before the mark of a term: all of it, its quoted core, or one of several quoted pieces."""
    yield term_key(term)
    yield split_label(term).core
    for piece in _QUOTED.findall(term):
        yield term_key(piece)


class _Entries:
    """The entries of a glossary by number and by term."""

    def __init__(self, definitions: Sequence[Definition]) -> None:
        self.by_number: Mapping[int, list[int]] = defaultdict(list)
        self.keys: list[set[str]] = []
        for at, definition in enumerate(definitions):
            if definition.number and definition.number.isdecimal():
                self.by_number[int(definition.number)].append(at)
            self.keys.append({key for term in definition.terms for key in _keys(term)})
        self.highest = max(self.by_number, default=0) if len(self.by_number) > len(definitions) / 2 else 0

    def meant(self, mark: _Mark, running: bool) -> list[int]:
        """The entries that a mark points to; none where it is no note mark."""
        numbered = self.by_number.get(mark.number, [])
        if numbered and (running or any(self._reach(mark, at) >= 0 for at in numbered)):
            return numbered
        if not running or self.highest:
            return []
        nearest = max(range(len(self.keys)), key=lambda at: self._reach(mark, at))
        return [nearest] if self._reach(mark, nearest) >= 0 else []

    def _reach(self, mark: _Mark, at: int) -> int:
        """Where the term of an entry ends in the words before a mark; -1 where it does not stand there."""
        return max((place + len(key) for key in self.keys[at] if (place := mark.before.rfind(key)) >= 0), default=-1)
