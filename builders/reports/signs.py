"""Signs of a report's head in a text: titles, sessions, opening sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tifatu.builders.language.folding import fold
from tifatu.builders.reports.rules import OPENING, OTHER, OTHERS_OPENING, SESSION, TITLE
from tifatu.graph.model import Span

LINE = 60
"""Characters before and behind a session in a line of a head."""

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:(?:\w[\w-]{0,30}:|[ \t-])[^\n]{0,2000}\n){0,30}?---[ \t]*(?:\n|\Z)")
_META_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>[^\n]{1,200}?)[\"']?[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_TITLE_LINE = re.compile(r"^[^\n]{0,120}(?:报[\s*]{0,9}告|决[\s*]{0,9}议)[^\n]*$", re.MULTILINE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_TERM = re.compile("届")
_DATED = re.compile(r"年[^年。]{1,4}月[^月。]{1,40}$")
_SPEECHLESS = re.compile(r"(?:确定|提出|以来|审议|批准|闭幕|精神|部署|通过的|明确|[：:])")
_GENERIC = re.compile(r"(?:19|20)\d\d年度?|人民|[省市县区州旗]$|自治区$|本届|届")


class Mark(NamedTuple):
    """Something that belongs to the head of a report."""

    start: int
    end: int
    kind: str
    """title, session, opening; other where it is the title, or the opening, of another organ's report."""

    place: str = ""
    """Of a title: what it says before 政府工作报告, without the year."""

    year: str = ""
    """Of a title: its year."""


class Marks(NamedTuple):
    """All marks of a text, and what is no part of any report."""

    marks: list[Mark]
    """In the order of the text."""

    floor: int
    """End of the front matter."""

    comments: list[Span]
    """Notes of the site: <!-- … -->."""


def find_marks(text: str) -> Marks:
    """The marks of a text; none of them in its notes.

    >>> [mark.kind for mark in find_marks("临江县政府工作报告\\n在临江县第九届人民代表大会第一次会议上").marks]
    ['title', 'session']
    """
    front = _FRONT_MATTER.match(text)
    floor = front.end() if front else 0
    comments = [found.span() for found in _COMMENT.finditer(text)]
    found = [*_meta_titles(text, floor), *_titles(text, floor)]
    found += [Mark(*m.span(), "session") for m in _sessions(text, floor) if _heads_line(text, m)]
    found += [Mark(*m.span(), _whose(m[0])) for m in OPENING.find(text, floor)]
    return Marks(sorted(mark for mark in found if not _inside(mark.start, comments)), floor, comments)


def _whose(opening: str) -> str:
    return "other" if OTHERS_OPENING.regex.match(fold(opening, (0, len(opening))).text) else "opening"


def _meta_titles(text: str, floor: int) -> Iterator[Mark]:
    """The title in the front matter, whatever its form."""
    if floor and (meta := _META_TITLE.search(text, 0, floor)):
        words = fold(text, meta.span("title")).text
        yield Mark(*meta.span("title"), "title", place_of(words), _year(words))


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    before = bisect_right(spans, (offset, len(spans) and spans[-1][1])) - 1
    return before >= 0 and spans[before][0] <= offset < spans[before][1]


def _sessions(text: str, floor: int) -> Iterator[re.Match[str]]:
    """All sessions named: looked for around 届 alone, which takes a tenth of the time."""
    done = floor
    for term in _TERM.finditer(text, floor):
        found = SESSION.regex.search(text, max(done, term.start() - LINE), term.end() + LINE)
        if found and found.start() <= term.start() < found.end():
            done = found.end()
            yield found


def _titles(text: str, floor: int) -> Iterator[Mark]:
    for line in _TITLE_LINE.finditer(text, floor):
        if line.end() - line.start() > 200 and "各位代表" not in line[0][:200]:
            continue
        span = line.start(), min(line.end(), line.start() + 200)
        for folded in (fold(text, span), fold(text, _with_line_above(text, span))):
            if other := OTHER.regex.match(folded.text):
                yield Mark(*folded.span(*other.span("title")), "other")
                break
            if found := TITLE.regex.match(folded.text):
                yield Mark(*folded.span(*found.span("title")), "title", place_of(folded.text), _year(folded.text))
                break


def _with_line_above(text: str, span: Span) -> Span:
    """A title may be broken in two lines: 临江市人民政府 / 工作报告."""
    above = text.rfind("\n", 0, max(0, span[0] - 1)) + 1
    return (above, span[1]) if span[1] - above <= 60 and span[0] else span


def place_of(folded_title: str) -> str:
    """What a title says of its place, bare of year and kind: two titles of one place agree in it."""
    found = TITLE.regex.match(folded_title)
    return _GENERIC.sub("", found["before"]) if found else ""


def _year(folded_title: str) -> str:
    found = _YEAR.search(folded_title)
    return found[0] if found else ""


def _heads_line(text: str, found: re.Match[str]) -> bool:
    """Does the session stand where a head has it, and not in a sentence about what it decided?"""
    line_start = text.rfind("\n", 0, found.start()) + 1
    line_end = text.find("\n", found.end())
    rest = text[found.end() : line_end if line_end >= 0 else len(text)][:120]
    if _SPEECHLESS.match(rest.lstrip("上* ）)，,")):
        return False
    greets = "位代表" in rest[:100]
    if found.start() - line_start > LINE:
        return greets and _DATED.search(text, found.start() - LINE, found.start()) is not None
    return greets or len(rest) <= LINE
