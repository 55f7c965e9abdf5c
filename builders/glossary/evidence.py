"""Chooses the layout of a glossary by evidence: what numbers its entries, and what parts headword and definition."""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter, itemgetter

from tifatu.builders.glossary.headings import stops
from tifatu.builders.glossary.numbering import SURE, UNLIKELY, Mark, behind_number, sequence
from tifatu.builders.glossary.rules import NUMBERS
from tifatu.builders.glossary.separators import SIGNS, TRUST
from tifatu.builders.glossary.splits import Body, Split, best, shares, splits, tidy
from tifatu.builders.glossary.view import Line, View, compact
from tifatu.builders.language.numerals import value
from tifatu.graph.labels import OPENING, term_key
from tifatu.graph.model import Span

CLOSED = re.compile(r"[。！？!?…][”’」』）)】]?$")
"""The words end a sentence."""

HEADLINE = 40
"""Characters that a headword on a line of its own may have."""

SLACK = 3
"""Characters by which broken lines differ in length: punctuation and figures are narrow."""

_SHORT = 24
"""Characters: a line broken by the width of a page is longer, most headwords are not."""

_WORD_END = re.compile(r"[\w”’」』）)】》%％：:]$")
_APART = "【〔" + OPENING
_USUAL = {"glossary-stop": (0.6, 0.8), "glossary-space": (0.6, 0.8)}
"""Part of the entries that a stop or a space must part before it tells an entry: known headword, unknown headword."""


class Evidence:
    """What a glossary shows of its layout; the same questions get the same answers throughout."""

    def __init__(self, view: View, body: Body, each_line: bool = False) -> None:
        self.view, self.body = view, body
        self.each_line = each_line
        """Every line that begins with a headword of the speech begins an entry, whatever stands behind it."""

        self.bare = each_line
        """Nothing parts headword and definition: only the speech tells where a headword ends."""

        self.share = dict.fromkeys(TRUST, 0.0)
        """For each way of parting, the part of the entries that it parts well."""

        self._cache: dict[tuple[int, int, bool], list[Split]] = {}
        self._sign = self._usual_sign()
        chain = self._without_pieces(sequence(view, self._likelihood))
        starts = {mark.start for mark in chain}
        told = [line.start for line in view.lines if line.start not in starts and self.has_sign(line.start)]
        self.chain: tuple[Mark, ...] = () if self._misleads(chain, told) else chain
        """The numbers of the entries, where they have some."""

        self.numbered = len(self.chain) > 1 and len(self.chain) >= len(told)
        """The sequence of numbers carries the glossary."""

        self.headlines = self._has_headlines()
        """Headwords stand on lines of their own, the definitions below them."""

        self.width = _width(view)
        """Characters at which the page breaks lines; 0 where lines are whole paragraphs."""

        self._weigh()
        self.closes = self._closes()
        """Definitions end with a stop, so that a line without one goes on."""

    def ways(self, start: int, end: int) -> list[Split]:
        """Every way to part the words between two places of a line."""
        key = (start, end, self.bare)
        if key not in self._cache:
            self._cache[key] = splits(self.view, (start, end), self.body, self.bare)
        return self._cache[key]

    def way(self, start: int, end: int) -> Split | None:
        """The best of them, by what the other entries use."""
        return best(self.ways(start, end), self.share)

    def head(self, start: int, way: Split) -> str:
        """The headword that a way leaves."""
        a, b = tidy(self.view, start, way.head_end)
        return self.view.text[a:b]

    def tells(self, way: Split | None) -> bool:
        """A way tells an entry from other lines by its sign, or because most entries are parted so."""
        if way is None or way.worth <= 0:
            return False
        if way.rule in _USUAL:
            return self.share[way.rule] >= _USUAL[way.rule][way.worth <= 1]
        return way.rule in SIGNS

    def parts(self, way: Split | None) -> bool:
        """A way parts an entry that is known to be one."""
        return self.tells(way) or (way is not None and way.worth > 1 and self.share[way.rule] >= 0.6)

    def has_sign(self, at: int) -> bool:
        """A known headword and its separator stand here."""
        return any(way.rule in SIGNS and way.worth > 1 for way in self.ways(at, self.line_end(at)))

    def is_headline(self, line: Line, at: int, until: int) -> bool:
        """The words could be a headword on a line of its own, as far as they show it themselves."""
        words = self.view.text[at:until]
        return 1 < until - at <= HEADLINE and bool(_WORD_END.search(words)) and not CLOSED.search(words)

    def stands_out(self, line: Line, at: int, until: int) -> bool:
        """A headword alone that is set apart, or that the speech has."""
        words = self.view.text[at:until]
        return line.bold or (words[0] in _APART and words[-1] in "】〕”’」』") or self.body.knows(words)

    def line_end(self, at: int) -> int:
        """The end of the line that holds a place of the view."""
        end = self.view.text.find("\n", at)
        return len(self.view.text) if end < 0 else end

    def _usual_sign(self) -> str | None:
        """The sign that parts most of the lines that have one, numbers set aside."""
        starts = [behind_number(self.view, line.start) for line in self.view.lines]
        signs = Counter(way.rule for at in starts for way in self.ways(at, self.line_end(at)) if way.worth > 1)
        rule, count = max(
            ((rule, n) for rule, n in sorted(signs.items()) if rule in SIGNS), key=itemgetter(1), default=("", 0)
        )
        return rule if count * 2 > sum(n for name, n in signs.items() if name in SIGNS) else None

    def _likelihood(self, at: int) -> float:
        """An entry may begin here: a headword and its separator, or a headword alone on the rest of the line."""
        end = self.line_end(at)
        ways = [way for way in self.ways(at, end) if way.worth > 0]
        rules = [way.rule for way in ways]
        if rules:
            if any(way.worth >= 1.5 and way.rule == self._sign for way in ways):
                return SURE
            return 1.0 if self._sign is None or self._sign in rules else 0.4
        return 1.0 if 1 < end - at <= HEADLINE and self.body.knows(self.view.text[at:end]) else UNLIKELY

    def _without_pieces(self, chain: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The numbers but those before a piece of the headword above: “三区三线”, then 1.“三区”, 2.“三线”."""
        kept: list[Mark] = []
        above = ""
        for mark in chain:
            way = max(self.ways(mark.end, self.line_end(mark.end)), key=attrgetter("worth"), default=None)
            key = term_key(self.head(mark.end, way)) if way else ""
            if not key or key == above or key not in above:
                kept.append(mark)
                above = key
        return tuple(kept)

    def _misleads(self, chain: tuple[Mark, ...], told: list[int]) -> bool:
        """The numbers are those of parts of the glossary, of lists inside definitions, or figures of headwords."""
        values = [mark.value for mark in chain]
        counted = values[:4] == [1, 2, 3, 4] or len(chain) * 4 >= len(self.view.lines)
        if all(mark.bare for mark in chain) and (len(chain) < len(told) or not counted):
            return True
        if len(told) > 2 and told[0] < chain[0].start and (values != sorted(values) or values[0] < 3):
            return True
        telling = sum(self.has_sign(mark.end) for mark in chain)
        han = any(mark.number[0] in "一二三" for mark in chain)
        return telling * 2 < len(chain) < len(told) * (1 if han else 0.3)

    def _has_headlines(self) -> bool:
        """Most numbers stand before a short line with more words below, or several known headwords stand alone."""
        view = self.view
        marks = {mark.start: mark.end for mark in self.chain if not mark.inline}
        found = 0
        for line, below in zip(view.lines, view.lines[1:], strict=False):
            at = marks.get(line.start, line.start)
            short = line.end - at <= _SHORT and self.is_headline(line, at, line.end)
            if short and below.start not in marks and not self.has_sign(at):
                found += line.start in marks or (not self.chain and self.stands_out(line, at, line.end))
        return found * 2 >= len(marks) if self.numbered else found >= 3

    def _weigh(self) -> None:
        """Count what parts the entries; where no sign does, look for headwords that nothing parts."""
        view = self.view
        firsts = [m.end for m in self.chain] if len(self.chain) > 2 else [line.start for line in view.lines]
        self.share = shares([self.ways(at, self.line_end(at)) for at in firsts])
        signs = max(share for rule, share in self.share.items() if rule in SIGNS | _USUAL.keys())
        if self.each_line or self.headlines or not self.numbered or signs >= 0.5:
            return
        self.bare = True
        self.share = shares([self.ways(at, self.line_end(at)) for at in firsts])

    def _closes(self) -> bool:
        """Whether the lines before those that surely begin an entry end with a stop."""
        starts = {mark.start for mark in self.chain}
        before = [
            bool(CLOSED.search(self.view.text, one.start, one.end))
            for one, two in zip(self.view.lines, self.view.lines[1:], strict=False)
            if two.start in starts or self.has_sign(two.start)
        ]
        return len(before) < 3 or sum(before) * 2 >= len(before)


def _width(view: View) -> int:
    """The length that many lines reach and none exceeds."""
    lengths = [line.end - line.start for line in view.lines]
    longest = max(lengths, default=0)
    full = sum(length >= longest - SLACK for length in lengths)
    return longest if full >= 5 and full * 4 >= len(lengths) else 0


def before_annex(view: View) -> View:
    """The view up to the title of the next annex or list, so that what it holds is no evidence.

    A title that the numbers of the entries run past is the head of a page.
    """
    for i, line in enumerate(view.lines[1:], 1):
        above = view.lines[i - 1]
        whole = line.blank or bool(CLOSED.search(view.text, above.start, above.end))
        titles = ("stop-annex", "stop-list-title") if whole else ("stop-annex",)
        if stops(compact(view.line(line))) in titles and not _runs_on(view, i):
            end = view.lines[i - 1].end
            bolds = tuple(bold for bold in view.bolds if bold[1] <= end)
            return View(view.text[:end], view.offsets[:end], view.lines[:i], bolds)
    return view


def _runs_on(view: View, i: int) -> bool:
    """The first number behind a line is not one."""
    for line in view.lines[i + 1 : i + 4]:
        for rule in NUMBERS:
            if found := rule.regex.match(view.text, line.start, line.end):
                return value(found["n"]) > 1
    return False


def first_words(evidence: Evidence, pieces: tuple[Span, ...]) -> str:
    """The headword of an entry, or the words it begins with where nothing parts them."""
    start, end = pieces[0]
    way = evidence.way(start, end)
    if way and evidence.tells(way):
        return evidence.head(start, way)
    return evidence.view.text[start : min(end, start + HEADLINE)]
