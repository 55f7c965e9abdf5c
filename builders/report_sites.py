"""Where the reports of a text begin: titles, sessions and opening sentences that stand together mark a head.

A compilation has many heads, a page has one and repeats its title below the text, a table of contents has only titles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tifatu.builders.folding import fold
from tifatu.builders.report_furniture import is_furniture
from tifatu.builders.report_rules import OFFICE, OPENING, SALUTATION, SESSION, TITLE
from tifatu.graph.model import Span

HEAD = 1500
"""Characters that a head may span: 1955 has a table of contents between session and salutation."""

PREFACE = 6000
"""Characters between salutation and opening sentence: some speeches begin with a word on the times."""

GREETING = 400
"""Characters between a lone session or title and the salutation that it announces."""

LONG_ENOUGH = 500
"""A head without an opening sentence begins a report only when so much text follows it."""

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?:[^\n]{0,2000}\n){0,30}?---[ \t]*(?:\n|\Z)")
_META_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>[^\n]{1,200}?)[\"']?[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_TITLE_LINE = re.compile(r"^[^\n]{0,120}报[\s*]{0,4}告[^\n]*$", re.MULTILINE)
_PROSE = re.compile(r"^(?!\s*<!--)[^\n]{80,}", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_SPEECHLESS = re.compile(r"(?:确定|提出|以来|审议|批准|闭幕|精神|部署|通过的|明确|[：:])")
_GENERIC = re.compile(r"(?:19|20)\d\d年度?|人民|[省市县区州旗]$|自治区$|本届|届")


class Mark(NamedTuple):
    """Something that belongs to the head of a report."""

    start: int
    end: int
    kind: str
    """title, session or opening."""

    place: str = ""
    """Of a title: what it says before 政府工作报告, without the year."""


@dataclass(frozen=True)
class Site:
    """The head of one report."""

    start: int
    """First character of the report: of its title, else of its first line."""

    body: int
    """First character of the speech: 各位代表."""

    titles: tuple[Span, ...]
    """The lines that may be its title, the one in the front matter included."""

    head: Span
    """The lines from the first mark to the speech; nothing of the front matter."""

    comments: tuple[Span, ...]
    """Notes of the site beside the head: <!-- 周海在 … 作政府工作报告 -->."""

    opening: Span | None
    """The sentence with 我代表, where there is one."""


def find_sites(text: str) -> list[Site]:
    """The heads of all reports of a text, in order."""
    front = _FRONT_MATTER.match(text)
    floor = front.end() if front else 0
    comments = [(found.start(), found.end()) for found in _COMMENT.finditer(text)]
    clusters = [c for c in _clusters(text, _marks(text, floor, comments)) if c]
    sites: list[Site] = []
    for cluster, following in zip(clusters, [*clusters[1:], None], strict=True):
        end = following[0].start if following else len(text)
        if _begins_report(text, cluster, end, sites[-1] if sites else None):
            sites.append(_site(text, cluster, max(floor, sites[-1].body if sites else 0), comments))
    return sites


def _marks(text: str, floor: int, comments: Sequence[Span]) -> list[Mark]:
    meta = _META_TITLE.search(text, 0, floor) if floor else None
    found = [Mark(*meta.span("title"), "title", _place(fold(text, meta.span("title")).text))] if meta else []
    found += _titles(text, floor)
    found += [Mark(m.start(), m.end(), "session") for m in SESSION.find(text, floor) if _heads_line(text, m)]
    found += [Mark(m.start(), m.end(), "opening") for m in OPENING.find(text, floor)]
    return sorted(mark for mark in found if not _inside(mark.start, comments))


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    before = bisect_right(spans, (offset, len(spans) and spans[-1][1])) - 1
    return before >= 0 and spans[before][0] <= offset < spans[before][1]


def _titles(text: str, floor: int) -> Iterator[Mark]:
    for line in _TITLE_LINE.finditer(text, floor):
        if line.end() - line.start() > 200 and "各位代表" not in line[0][:200]:
            continue
        folded = fold(text, (line.start(), min(line.end(), line.start() + 200)))
        if found := TITLE.regex.match(folded.text):
            yield Mark(*folded.span(*found.span("title")), "title", _place(folded.text))


def _place(folded_title: str) -> str:
    found = TITLE.regex.match(folded_title)
    return _GENERIC.sub("", found["before"]) if found else ""


def _heads_line(text: str, found: re.Match[str]) -> bool:
    """Does the session stand where a head has it, and not in a sentence about what it decided?"""
    line_start = text.rfind("\n", 0, found.start()) + 1
    line_end = text.find("\n", found.end())
    rest = text[found.end() : line_end if line_end >= 0 else len(text)][:120]
    short = len(rest) <= 60 or "位代表" in rest[:100]
    return found.start() - line_start <= 60 and short and not _SPEECHLESS.match(rest.lstrip("上* ）)，,"))


def _clusters(text: str, marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks that stand together; an opening sentence closes the head that it belongs to."""
    cluster: list[Mark] = []
    for mark in marks:
        if cluster and not _joins(text, cluster[-1], mark):
            yield cluster
            cluster = []
        cluster.append(mark)
    yield cluster


def _joins(text: str, last: Mark, mark: Mark) -> bool:
    if last.kind == "opening":
        return False
    if mark.kind == "opening":
        return mark.start - last.end <= PREFACE
    return mark.start - last.end <= HEAD and not _prose_between(text, last.end, mark.start)


def _prose_between(text: str, start: int, end: int) -> bool:
    return any("。" in line[0] for line in _PROSE.finditer(text, start, end))


def _begins_report(text: str, cluster: Sequence[Mark], end: int, before: Site | None) -> bool:
    """An opening begins a report, title and session together do; one of them alone needs a speech behind it."""
    kinds = {mark.kind for mark in cluster}
    last = cluster[-1].end
    if kinds == {"opening"}:
        return before is None or _greeted(text, cluster[0].start - GREETING, cluster[0].start)
    if "opening" in kinds:
        return True
    if before is None or kinds == {"title", "session"}:
        return end - last >= LONG_ENOUGH
    return _greeted(text, last, min(end, last + GREETING)) or _names_another(text, cluster, end, before)


def _greeted(text: str, start: int, end: int) -> bool:
    return SALUTATION.regex.search(text, max(0, start), end) is not None and not _prose_between(text, start, end)


def _names_another(text: str, cluster: Sequence[Mark], end: int, before: Site) -> bool:
    """A bare title in a compilation: of another place, and with a long text of its own."""
    place = cluster[-1].place
    known = {_place(fold(text, title).text) for title in before.titles}
    return bool(place) and place not in known and end - cluster[-1].end >= 2 * LONG_ENOUGH


def _site(text: str, cluster: Sequence[Mark], floor: int, comments: Sequence[Span]) -> Site:
    opening = next(((m.start, m.end) for m in cluster if m.kind == "opening"), None)
    marks = [m for m in cluster if m.kind != "opening"]
    body = _body(text, marks, opening)
    titles = _own_titles([m for m in marks if m.kind == "title"])
    inside = [m for m in titles if m.start >= floor]
    below = [m for m in marks if m.kind == "session" and m.start >= floor]
    top = _line_start(text, min((m.start for m in below), default=body))
    if inside and inside[0].start <= top:
        climbed = _climb(text, _line_start(text, inside[0].start), floor)
        start = climbed if OFFICE.regex.search(text, climbed, inside[0].start) else inside[0].start
    else:
        start = _climb(text, top, floor)
    near = tuple(c for c in comments if floor <= c[0] and min(start, body) - HEAD <= c[0] <= body + HEAD)
    spans = tuple((m.start, m.end) for m in titles)
    return Site(start, body, spans, (start, body), near, opening)


def _own_titles(titles: Sequence[Mark]) -> list[Mark]:
    """The titles of this report: those above the last one that names another place are a table of contents."""
    own: list[Mark] = []
    place = ""
    for title in reversed(titles):
        if place and title.place and not (title.place.endswith(place) or place.endswith(title.place)):
            break
        place = place or title.place
        own.insert(0, title)
    return own


def _body(text: str, marks: Sequence[Mark], opening: Span | None) -> int:
    """The first salutation behind the last mark of the head, else the opening sentence, else the next line."""
    last = max((mark.end for mark in marks), default=0)
    if opening is not None:
        if greeting := SALUTATION.regex.search(text, max(last, opening[0] - PREFACE), opening[0]):
            return greeting.start()
        return opening[0]
    if greeting := SALUTATION.regex.search(text, last, last + HEAD):
        return greeting.start()
    line = text.find("\n", last)
    after = _LINE.search(text, line) if line >= 0 else None
    return after.start() if after else last


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _climb(text: str, top: int, floor: int) -> int:
    """The first of the short lines that stand directly above: speaker, subtitle, date."""
    start = top
    for line in reversed(list(_LINE.finditer(text, max(floor, top - 400), top))[-8:]):
        folded = fold(text, line.span())
        if folded.text.startswith("<!--"):
            continue
        if len(folded.text) > 40 or folded.text.endswith(("。", "！", "!", "”")) or is_furniture(folded.text):
            break
        start = line.start() if folded.text else start
    return start
