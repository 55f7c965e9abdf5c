"""Cuts a glossary into its entries: by the sequence of numbers where there is one, by headwords where not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from tifatu.builders.glossary.evidence import CLOSED, HEADLINE, SLACK, Evidence, first_words
from tifatu.builders.glossary.headings import SOFT_STOPS, stops
from tifatu.builders.glossary.numbering import Mark
from tifatu.builders.glossary.rules import NUMBERS
from tifatu.builders.glossary.separators import SIGNS
from tifatu.builders.glossary.splits import REACH, Split
from tifatu.builders.glossary.view import Line, compact
from tifatu.builders.language.numerals import value
from tifatu.graph.labels import OPENING, term_key
from tifatu.graph.model import Span

_ENUMERATION = re.compile(
    r"""[“‘]? (?: [一二三四五六七八九十]{1,3}是 | 第[一二三四五六七八九十\d]{1,3}[,，、个类种章条圈层步]?
      | 其中 | 其 | 主要 | 具体 | 包括 | 分别 | 此外 | 另外 | 例如 | 如 | 即 | 指 | 注 | 以上 | 以下 | 首先 | 同时
      | 目标 | 内容 | 任务 | 责任 | 措施 | 原则 | 总体 | 参见 | 详见 | 见 )""",
    re.VERBOSE,
)
"""A paragraph that begins so goes on with what was said before."""

_SETTING = re.compile(r"近|今|目前|当[前时]|[到至自从]|未来|[12]\d{3}年|通过|经过|按照|根据|对|在|全[市省县区国]")
"""A paragraph that begins so goes on as well, though the speech has its first words."""

_CLAUSES = re.compile("[，；,;]")
"""No title has them: such a line is a sentence that a page end has cut."""

_COLON = re.compile(r"[：:﹕︰]")
_SENTENCE = re.compile(r"(?<=[。！？!?])[”’」』）)]?\s*+(?=\S)|(?<=[；;\s])(?<!\s\s)\s++(?=\S)|(?<!\t)\t++(?=\S)")


RECENT = 2000
"""Characters of an entry in which a word that is explained further has been used."""

FOREIGN = 4
"""Paragraphs: more of them in one entry, where no other has a second, come from elsewhere."""


LISTS = ("stop-annex", "stop-list-title")
"""Behind these stand lists, whose items the speech has as well."""

_ADDRESS = re.compile(r"[\s*#]*(?:各位代表|[—－-])")
"""The first words of the next report, and the line below its title."""


@dataclass(frozen=True)
class Entry:
    """One entry as it stands: its number, and the stretches of the view that hold its words."""

    number: str | None
    start: int
    """Where it begins, with its number."""

    pieces: tuple[Span, ...]
    """Lines, or parts of lines."""


def cut(evidence: Evidence) -> list[Entry]:
    """The entries of a glossary in order.

    What follows the last entry is left out: the next annex, the site's furniture, remarks.
    """
    cutter = _Cutter(evidence)
    for i, line in enumerate(evidence.view.lines):
        if not cutter.read_line(i, line):
            break
    return cutter.entries_without_tail()


class _Cutter:
    """Goes through the lines and gives each its place in the entries."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence, self.view, self.text = evidence, evidence.view, evidence.view.text
        self.entries: list[Entry] = []
        self._starts = [mark.start for mark in evidence.chain]

    def read_line(self, i: int, line: Line) -> bool:
        """Add what a line holds to the entries; false where the glossary has ended before it."""
        first, behind = bisect_left(self._starts, line.start), bisect_left(self._starts, line.end)
        marks = self.evidence.chain[first:behind]
        until = marks[0].start if marks else line.end
        kind = self._kind(i, line, until) if until > line.start else ""
        if kind == "stop":
            return False
        if kind == "entry":
            self._begin(line.start, self._stray_number(line.start, until), until)
        elif kind == "more" and self.entries:
            self._add(line.start, until)
        for mark, stop in zip(marks, [*(m.start for m in marks[1:]), line.end], strict=False):
            self._begin(mark.start, (mark.end, mark.number), stop)
        return True

    def entries_without_tail(self) -> list[Entry]:
        """The entries; the last keeps further paragraphs only where others have some."""
        if not self.entries:
            return []
        *others, last = self._without_foreign_pages()
        breaks = {bool(CLOSED.search(self.text, *one)) for entry in others for one in entry.pieces[:-1]}
        keep = 1 if self.evidence.parts(self.evidence.way(*last.pieces[0])) else 2
        while keep < len(last.pieces) and bool(CLOSED.search(self.text, *last.pieces[keep - 1])) in breaks:
            keep += 1
        return [*others, replace(last, pieces=last.pieces[:keep])]

    def _without_foreign_pages(self) -> list[Entry]:
        """The entries; one alone that breaks off and holds many paragraphs has a page of the speech inside it."""
        long = [entry for entry in self.entries if len(entry.pieces) > FOREIGN]
        if not self.evidence.numbered or len(long) != 1 or any(1 < len(e.pieces) <= FOREIGN for e in self.entries):
            return self.entries
        (odd,) = long
        if CLOSED.search(self.text, *odd.pieces[0]) or not all(CLOSED.search(self.text, *p) for p in odd.pieces[2:]):
            return self.entries  # the first paragraph of the speech may itself begin inside a sentence
        whole = replace(odd, pieces=(odd.pieces[0], odd.pieces[-1]))
        return [whole if entry is odd else entry for entry in self.entries]

    def _begin(self, start: int, words: tuple[int, str | None], stop: int) -> None:
        """Open an entry; further ones may begin inside its line."""
        at, number = words
        if at < stop:
            self.entries.append(Entry(number, start, ()))
            self._add(at, stop)

    def _add(self, start: int, stop: int) -> None:
        """Give words to the last entry, up to where another begins within them."""
        while start < stop:
            end = next(self._breaks(start, stop), stop)
            last = self.entries[-1]
            self.entries[-1] = replace(last, pieces=(*last.pieces, (start, end)))
            if end < stop:
                self.entries.append(Entry(None, end, ()))
            start = end

    def _breaks(self, start: int, stop: int) -> Iterator[int]:
        """Places inside a line where another entry begins without a number: a headword and a colon."""
        for found in _SENTENCE.finditer(self.text, start + 1, stop):
            at = found.end()
            if (
                at < stop
                and self.text[at - 1] != "\n"
                and any(self._breaks_at(at, way, start) for way in self._ways(at, stop))
            ):
                yield at

    def _ways(self, at: int, stop: int) -> list[Split]:
        if not _COLON.search(self.text, at, min(stop, at + REACH)):
            return []  # most sentences: spares looking for every other sign
        return [way for way in self.evidence.ways(at, stop) if way.rule == "glossary-colon"]

    def _breaks_at(self, at: int, way: Split, since: int) -> bool:
        """A known headword begins another entry; an unknown one only where nothing is numbered, and if it is short."""
        head = self.evidence.head(at, way)
        quoted = self.text[at] in OPENING + '"'
        goes_on = _ENUMERATION.match(head)
        if goes_on and len(head) <= goes_on.end() + 1:
            return False  # 分别是：…, though the speech has 分别
        if self.evidence.numbered:
            good = quoted and way.worth >= 1.3
        elif quoted or way.worth > 1:
            good = way.worth >= (1.3 if quoted else 1.5)
        else:
            closed = CLOSED.search(self.text[max(0, at - 8) : at].rstrip())
            good = way.worth > 0 and len(head) <= 12 and bool(closed) and not goes_on
        return good and not self._belongs(head, (since, at))

    def _belongs(self, head: str, line: Span | None = None) -> bool:
        """A headword that is the one before, or a piece of it, goes on with that entry; its line may be its first."""
        pieces = (*(self.entries[-1].pieces if self.entries else ()), *([line] if line else []))
        if not pieces:
            return False
        before = first_words(self.evidence, pieces)
        if self.evidence.numbered:  # then a word that the entry has used is explained further
            before += self.text[max(pieces[0][0], pieces[-1][1] - RECENT) : pieces[-1][1]]
        return term_key(head) in term_key(before)

    def _stray_number(self, start: int, end: int) -> tuple[int, str | None]:
        """Where the words of a line begin that has no number of the sequence, and the number before them."""
        for rule in NUMBERS:
            found = rule.regex.match(self.text, start, end)
            if not found or found.end() == end:
                continue
            figure = rule.name == "arabic" and self.text[found.end()].isdecimal()
            signed = rule.name != "arabic" or self.text[found.end("n")] in ".．、)）"
            if signed and (self.evidence.numbered or not figure):
                return found.end(), found["n"]
        return self._glued_number(start, end)

    def _glued_number(self, start: int, end: int) -> tuple[int, str | None]:
        """The number that is missing in the sequence, glued to a figure: 5 and 1+N in 51+N."""
        expected = str(self._expected(start))
        glued = self.text.startswith(expected, start) and self.text[start + len(expected)].isdecimal()
        if glued and not self.evidence.body.knows(self.text[start : min(end, start + 4)]):
            return start + len(expected), expected
        return start, None

    def _unfinished(self) -> bool:
        """The last entry breaks off inside a sentence."""
        pieces = self.entries[-1].pieces if self.entries else ()
        return bool(pieces) and not CLOSED.search(self.text, *pieces[-1])

    def _kind(self, i: int, line: Line, until: int) -> str:
        """What the words before the first number of a line are: entry, more, stray or stop."""
        words = compact(self.text[line.start : until])
        stopped = stops(words)
        if not self.entries and stopped != "stop-report":
            stopped = None  # remarks and titles may stand between the heading and the first entry
        if stopped in SOFT_STOPS and self._unfinished() and self.evidence.closes:
            stopped = None
        if stopped:
            return "stray" if self._goes_on(i, line, stopped) else "stop"
        if self.evidence.each_line and not self._unfinished():
            way = self.evidence.way(line.start, until)
            if way and way.worth > 1 and not self._belongs(self.evidence.head(line.start, way)):
                return "entry"
        if self._awaits_words():
            return "more"
        if self._starts_entry(i, line, until):
            return "entry"
        if not self.entries or self._unfinished():
            return "more"
        broken = 0 < self.evidence.width <= until - line.start + SLACK
        titled = len(words) <= HEADLINE and not _CLAUSES.search(words) and not CLOSED.search(words)
        return "stray" if titled and not broken else "more"

    def _awaits_words(self) -> bool:
        """The last entry is a headword alone: what follows defines it, whatever it looks like."""
        pieces = self.entries[-1].pieces if self.entries else ()
        if len(pieces) != 1 or pieces[0][1] - pieces[0][0] > HEADLINE or not self._unfinished():
            return False
        return not self.evidence.parts(self.evidence.way(*pieces[0]))

    def _goes_on(self, i: int, line: Line, stopped: str) -> bool:
        """The glossary goes on behind a line as if it were not there."""
        before, after = self._neighbours(line.end)
        if before and after and after.value == before.value + 1 and self.evidence.has_sign(after.end):
            return True
        if i + 1 == len(self.view.lines):
            return False
        below = self.view.lines[i + 1]
        if stopped == "stop-remark":
            return self.evidence.has_sign(below.start)
        if stopped in LISTS or _ADDRESS.match(self.text, line.start) or self.evidence.numbered:
            return False
        way = self.evidence.way(below.start, below.end)
        known = way is not None and way.worth >= 1.5 and way.rule in SIGNS and self.evidence.share[way.rule] >= 0.3
        return known and not self._unfinished() and not stops(compact(self.view.line(below)))

    def _neighbours(self, at: int) -> tuple[Mark | None, Mark | None]:
        """The numbers of the sequence before and behind a place."""
        i, chain = bisect_left(self._starts, at), self.evidence.chain
        return (chain[i - 1] if i else None), (chain[i] if i < len(chain) else None)

    def _starts_entry(self, i: int, line: Line, until: int) -> bool:
        """A line without a number of the sequence begins an entry all the same."""
        at, number = self._stray_number(line.start, until)
        way = self.evidence.way(at, until)
        if way is None or not self.evidence.tells(way):
            return self._is_headline(i, line, at, until) or (way is not None and self._slips(at, way))
        head = self.evidence.head(at, way)
        if (_ENUMERATION.match(head) and way.worth < 2) or self._belongs(head):
            return False
        usual = self.evidence.share[way.rule] >= 0.3
        known = way.worth >= 1.5 or (way.worth > 1.2 and head[0] in OPENING + '"')
        if self.evidence.numbered:
            return usual and (known or self._is_missing(line.start, number))
        if self._unfinished() and self.evidence.closes:
            return usual and known
        return usual or way.worth > 1

    def _slips(self, at: int, way: Split) -> bool:
        """A known headword whose separator is none that the others have, where each so far is one closed paragraph."""
        evidence = self.evidence
        if evidence.numbered or evidence.headlines or evidence.width or self._unfinished():
            return False
        if len(self.entries) < 2 or any(len(entry.pieces) > 1 for entry in self.entries):
            return False
        head = evidence.head(at, way)
        if way.worth < 1.5 or _ENUMERATION.match(head) or _SETTING.match(head) or self._belongs(head):
            return False
        behind = self.text[way.head_end - 1 : way.text_start + 1]
        return head[0] in OPENING + '"' or (len(head) > 3 and any(sign in behind for sign in " \u3000。，,；;"))

    def _is_missing(self, at: int, number: str | None) -> bool:
        """The sequence has a gap here, or the line repeats the number before."""
        before, _ = self._neighbours(at)
        return bool(before and number and value(number) == before.value) or self._expected(at) > 0

    def _expected(self, at: int) -> int:
        """The number that the sequence lacks at this place; 0 where it lacks none."""
        before, after = self._neighbours(at)
        if before is None or after is None:
            return 0
        begun = sum(1 for _ in takewhile(lambda entry: entry.start > before.start, reversed(self.entries)))
        number = before.value + begun + 1
        return number if number < after.value else 0

    def _is_headline(self, i: int, line: Line, at: int, until: int) -> bool:
        """A headword on a line of its own: repeated by the next line, or set apart, or known, with words below it."""
        evidence = self.evidence
        if i + 1 == len(self.view.lines) or not evidence.is_headline(line, at, until):
            return False
        below = self.view.lines[i + 1]
        way = evidence.way(below.start, below.end)
        if way and evidence.tells(way):
            head = term_key(evidence.head(below.start, way))
            if len(head) > 1 and term_key(self.text[at:until]).startswith(head):
                return True
            if evidence.share[way.rule] >= 0.5:
                return False
        if evidence.numbered or (self._unfinished() and not line.bold and evidence.closes):
            return False
        if evidence.headlines:
            known = evidence.body.knows(self.text[at:until])
            return known or not evidence.body.knows(self.view.line(below))  # a title stands above headwords
        return evidence.stands_out(line, at, until) and below.end - below.start > until - at
