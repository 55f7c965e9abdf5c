"""Cuts a glossary into its entries: by the sequence of numbers where there is one, by headwords where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tifatu.builders.glossary_headings import stops
from tifatu.builders.glossary_heads import Body, Split, best, shares, splits, tells, tidy
from tifatu.builders.glossary_numbers import Mark, sequence
from tifatu.builders.glossary_rules import NUMBERS
from tifatu.builders.glossary_separators import SIGNS
from tifatu.builders.glossary_view import View, compact
from tifatu.graph.labels import OPENING, term_key
from tifatu.graph.model import Span

_CLOSED = re.compile(r"[。！？!?…][”’」』）)】]?$")
_WORD_END = re.compile(r"[\w”’」』）)】》%％：:]$")
_ENUMERATION = re.compile(
    r"[“‘]?(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十\d]{1,3}[,，、个类种章条]?|其中|其|主要|具体|包括|分别|此外|另外|例如|如|即|指|注|以上|以下|首先|同时|目标|内容|任务|责任|措施|原则|总体|参见|详见|见)"
)
"""A paragraph that begins so goes on with what was said before."""

_SENTENCE = re.compile(r"(?<=[。！？])[”’」』）)]?\s*(?=\S)|(?<=[；;\s])\s+(?=\S)|\t+(?=\S)")
HEADLINE = 40
"""Characters that a headword on a line of its own may have."""


@dataclass(frozen=True)
class Entry:
    """One entry as it stands: its number, and the stretches of the view that hold its words."""

    number: str | None
    start: int
    """Where it begins, with its number."""

    pieces: tuple[Span, ...]
    """Lines, or parts of lines."""


@dataclass
class Reading:
    """What is known of a glossary while it is cut."""

    view: View
    body: Body
    chain: tuple[Mark, ...] = ()
    share: dict[str, float] = field(default_factory=dict)
    cache: dict[Span, list[Split]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def ways(self, start: int, end: int) -> list[Split]:
        """Every way to part the words between two places of a line."""
        if (start, end) not in self.cache:
            self.cache[start, end] = splits(self.view, start, end, self.body)
        return self.cache[start, end]

    def way(self, start: int, end: int) -> Split | None:
        """The best of them, by what the other entries use."""
        return best(self.ways(start, end), self.share)

    def head(self, start: int, way: Split) -> str:
        """The headword that a way leaves."""
        a, b = tidy(self.view, start, way.head_end)
        return self.view.text[a:b]

    @property
    def numbered(self) -> bool:
        """The sequence of numbers carries the glossary."""
        return len(self.chain) > 1 and len(self.chain) * 2 >= len(self.entries)


def cut(view: View, body: Body) -> tuple[list[Entry], dict[str, float]]:
    """The entries of a glossary in order, and which separators they use.

    What follows the last entry is left out: the next annex, the site's furniture, remarks.
    """
    reading = Reading(view, body)
    ends = {line.start: line.end for line in view.lines}
    reading.chain = sequence(view, lambda at: _plausible(reading, at))
    if _counts_sections(reading):
        reading.chain = ()
    firsts = [mark.end for mark in reading.chain] if len(reading.chain) > 2 else list(ends)
    reading.share = shares([reading.ways(at, _line_end(view, at)) for at in firsts])
    for i in range(len(view.lines)):
        if not _read_line(reading, i):
            break
    return _without_tail(reading), reading.share


def _counts_sections(reading: Reading) -> bool:
    """The numbers stand before the parts of the glossary, or of the report, and the entries have none."""
    numbered = {mark.start for mark in reading.chain}
    told = sum(_has_sign(reading, line.start) for line in reading.view.lines if line.start not in numbered)
    telling = sum(_has_sign(reading, mark.end) for mark in reading.chain)
    han = any(mark.number[0] in "一二三" for mark in reading.chain)
    return telling * 2 < len(numbered) < told * (1 if han else 0.3)


def _has_sign(reading: Reading, at: int) -> bool:
    """A known headword and its separator stand here."""
    return any(way.rule in SIGNS and way.worth > 1 for way in reading.ways(at, _line_end(reading.view, at)))


def _line_end(view: View, at: int) -> int:
    end = view.text.find("\n", at)
    return len(view.text) if end < 0 else end


def _plausible(reading: Reading, at: int) -> bool:
    """An entry may begin here: a headword and its separator, or a headword alone on the rest of the line."""
    end = _line_end(reading.view, at)
    if any(way.worth > 0 for way in reading.ways(at, end)):
        return True
    return 1 < end - at <= HEADLINE and reading.body.knows(reading.view.text[at:end])


def _read_line(reading: Reading, i: int) -> bool:
    """Add what a line holds to the entries; false where the glossary has ended before it."""
    line = reading.view.lines[i]
    marks = [mark for mark in reading.chain if line.start <= mark.start < line.end]
    until = marks[0].start if marks else line.end
    if until > line.start:
        kind = _kind(reading, i, until)
        if kind == "stop":
            return False
        if kind == "entry":
            _begin(reading, line.start, _unnumbered(reading.view, line.start, until), until)
        elif kind == "more" and reading.entries:
            _add(reading, line.start, until)
    for mark, stop in zip(marks, [*(m.start for m in marks[1:]), line.end], strict=False):
        _begin(reading, mark.start, (mark.end, mark.number), stop)
    return True


def _begin(reading: Reading, start: int, words: tuple[int, str | None], stop: int) -> None:
    """Open an entry; further ones may begin inside its line."""
    at, number = words
    reading.entries.append(Entry(number, start, ()))
    _add(reading, at, stop)


def _add(reading: Reading, start: int, stop: int) -> None:
    """Give words to the last entry, up to where another begins within them."""
    while start < stop:
        cut_at = next(_breaks(reading, start, stop), stop)
        last = reading.entries[-1]
        reading.entries[-1] = replace(last, pieces=(*last.pieces, (start, cut_at)))
        if cut_at < stop:
            reading.entries.append(Entry(None, cut_at, ()))
        start = cut_at


def _breaks(reading: Reading, start: int, stop: int) -> Iterator[int]:
    """Places inside a line where another entry begins without a number: a known, quoted headword and a colon."""
    for found in _SENTENCE.finditer(reading.view.text, start + 1, stop):
        at = found.end()
        if at >= stop or reading.view.text[at - 1] == "\n":
            continue
        quoted = reading.view.text[at] in OPENING
        if reading.numbered and not quoted:
            continue
        for way in reading.ways(at, stop):
            if (
                way.rule == "glossary-colon"
                and way.worth >= (1.3 if quoted else 2.0)
                and not _belongs(reading, reading.head(at, way))
            ):
                yield at


def _belongs(reading: Reading, head: str) -> bool:
    """A headword that is the one before, or a piece of it, goes on with that entry."""
    if not reading.entries:
        return False
    pieces = reading.entries[-1].pieces
    if not pieces:
        return False
    start, end = pieces[0]
    way = reading.way(start, end)
    parted = way if way and tells(way, reading.share) else None
    before = reading.head(start, parted) if parted else reading.view.text[start : min(end, start + HEADLINE)]
    return term_key(head) in term_key(before)


def _unnumbered(view: View, start: int, end: int) -> tuple[int, str | None]:
    """Where the words of a line begin, and the stray number before them."""
    for rule in NUMBERS:
        found = rule.regex.match(view.text, start, end)
        if not found or found.end() == end or (rule.name == "arabic" and view.text[found.end()].isdecimal()):
            continue
        if found.start("n") > start or view.text[found.end("n")] in ".．、)）":
            return found.end(), found["n"]
    return start, None


def _unfinished(reading: Reading) -> bool:
    """The last entry breaks off inside a sentence."""
    pieces = reading.entries[-1].pieces if reading.entries else ()
    return bool(pieces) and not _CLOSED.search(reading.view.text, *pieces[-1])


def _kind(reading: Reading, i: int, until: int) -> str:
    """What the words before the first number of a line are: entry, more, stray or stop."""
    line = reading.view.lines[i]
    words = compact(reading.view.text[line.start : until])
    stopped = bool(reading.entries) and stops(words)
    if stopped and not (stopped == "stop-remark" and _unfinished(reading)):
        return "stray" if _goes_on(reading, line.end) else "stop"
    if _awaits_words(reading):
        return "more"
    if _starts_entry(reading, i, until):
        return "entry"
    if _unfinished(reading) or not reading.entries:
        return "more"
    if len(words) <= HEADLINE and not _CLOSED.search(words):
        return "stray"
    return "more"


def _awaits_words(reading: Reading) -> bool:
    """The last entry is a headword alone: what follows defines it, whatever it looks like."""
    pieces = reading.entries[-1].pieces if reading.entries else ()
    if len(pieces) != 1 or pieces[0][1] - pieces[0][0] > HEADLINE or not _unfinished(reading):
        return False
    return not tells(reading.way(*pieces[0]), reading.share)


def _goes_on(reading: Reading, at: int) -> bool:
    """The sequence of numbers goes on behind this place as if nothing stood there."""
    before = [mark for mark in reading.chain if mark.start < at]
    after = [mark for mark in reading.chain if mark.start >= at]
    return bool(before and after) and after[0].value == before[-1].value + 1 and _plausible(reading, after[0].end)


def _starts_entry(reading: Reading, i: int, until: int) -> bool:
    """A line without a number in the sequence begins an entry all the same."""
    line = reading.view.lines[i]
    at, _ = _unnumbered(reading.view, line.start, until)
    way = reading.way(at, until)
    if way is None or not tells(way, reading.share):
        return _is_headline(reading, i, at, until)
    head = reading.head(at, way)
    if (_ENUMERATION.match(head) and way.worth < 2) or _belongs(reading, head):
        return False
    if reading.numbered or _unfinished(reading):
        return way.worth >= 1.5 or (way.worth > 1.2 and head[0] in OPENING)
    return way.worth > 1 or reading.share[way.rule] >= 0.3


def _is_headline(reading: Reading, i: int, at: int, until: int) -> bool:
    """A headword on a line of its own: repeated by the next line, or set apart, or known, with words below it."""
    view = reading.view
    line = view.lines[i]
    words = view.text[at:until]
    if (
        i + 1 == len(view.lines)
        or not words
        or until - at > HEADLINE
        or not _WORD_END.search(words)
        or _CLOSED.search(words)
    ):
        return False
    below = view.lines[i + 1]
    way = reading.way(below.start, below.end)
    if way and tells(way, reading.share):
        if term_key(reading.head(below.start, way)) in term_key(words):
            return True
        if reading.share[way.rule] >= 0.5:
            return False
    if reading.numbered or (_unfinished(reading) and not line.bold):
        return False
    apart = line.bold or words[0] in "【〔" or (words[0] in OPENING and words[-1] in "”’」』")
    return (apart or reading.body.knows(words)) and below.end - below.start > until - at


def _without_tail(reading: Reading) -> list[Entry]:
    """The entries; the last keeps further paragraphs only where others have some."""
    entries = [entry for entry in reading.entries if entry.pieces]
    if not entries:
        return []
    *others, last = entries
    view = reading.view
    joined = closed = False
    for entry in others:
        for one in entry.pieces[:-1]:
            if _CLOSED.search(view.text, *one):
                closed = True
            else:
                joined = True
    way = reading.way(*last.pieces[0])
    keep = 1 if tells(way, reading.share) else 2
    while keep < len(last.pieces):
        if not (closed if _CLOSED.search(view.text, *last.pieces[keep - 1]) else joined):
            break
        keep += 1
    return [*others, replace(last, pieces=last.pieces[:keep])]
