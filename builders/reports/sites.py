"""Where the reports of a text begin: titles, sessions and opening sentences that stand together mark a head.

A compilation has many heads, a page has one and repeats its title below the text, a table of contents has only titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tifatu.builders.language.dates import dates
from tifatu.builders.language.folding import fold
from tifatu.builders.reports.furniture import is_furniture
from tifatu.builders.reports.rules import OFFICE, SALUTATION, SESSION
from tifatu.builders.reports.signs import LINE, Mark, find_marks, place_of
from tifatu.graph.model import Span

HEAD = 1500
"""Characters that a head may span: 1955 has a table of contents between session and salutation."""

PREFACE = 6000
"""Characters between salutation and opening sentence: some speeches begin with a word on the times."""

GREETING = 400
"""Characters between a lone session or title and the salutation that it announces."""

SENTENCES = 2
"""Sentences between a salutation and the opening sentence of a head that has nothing else."""

LONG_ENOUGH = 500
"""A head without an opening sentence begins a report only when so much text follows it; no report is shorter where
another follows."""

_PROSE = re.compile(r"^(?!\s*<!--)[^\n]{80,}", re.MULTILINE)
_SENTENCE_END = re.compile(r"[。！？!?；;]\s*")
_LINE = re.compile(r"[^\n]+")


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

    other: Span | None = None
    """The title, or the opening, of another organ's report: it ends a report and begins none."""


def find_sites(text: str) -> list[Site]:
    """The heads of all reports of a text, in order.

    >>> [(site.start, site.body) for site in find_sites("临江县政府工作报告\\n各位代表：\\n我代表县政府报告工作。")]
    [(0, 10)]
    """
    marks, floor, comments = find_marks(text)
    clusters = [cluster for cluster in _clusters(text, marks) if cluster]
    sites: list[Site] = []
    ends = [cluster[0].start for cluster in clusters[1:]] + [len(text)]
    for cluster, end in zip(clusters, ends, strict=False):
        if (other := _other(text, cluster)) is not None:
            start = text.rfind("\n", 0, other.start) + 1
            sites.append(Site(start, other.end, (), (start, other.end), (), None, (other.start, other.end)))
            continue
        if sites and not sites[-1].other and cluster[-1].end - sites[-1].body < LONG_ENOUGH:
            continue
        if _begins_report(text, cluster, end, sites[-1] if sites else None):
            sites.append(_site(text, cluster, max(floor, sites[-1].body + 1 if sites else 0), comments))
    return sites


def _other(text: str, cluster: Sequence[Mark]) -> Mark | None:
    """What makes a head another organ's: its last title, with a session or a salutation that shows it to be a head."""
    named = [mark for mark in cluster if mark.kind in ("title", "other", "opening")]
    if not named or named[-1].kind != "other":
        return None
    last = cluster[-1].end
    headed = any(mark.kind == "session" for mark in cluster) or _greets(text, last, last + GREETING)
    own = max((i for i, mark in enumerate(named) if mark.kind != "other"), default=-1)
    return named[own + 1] if headed else None


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
    if kinds == {"other"}:
        return False
    if kinds == {"opening"}:
        return before is None or _greeted(text, cluster[0].start - GREETING, cluster[0].start)
    if "opening" in kinds:
        return True
    if before is None or kinds == {"title", "session"}:
        return end - last >= LONG_ENOUGH
    return _greets(text, last, min(end, last + GREETING)) or _names_another(text, cluster, end, before)


def _greeted(text: str, start: int, end: int) -> bool:
    """Does a salutation stand between two offsets, with a sentence or two at most between it and the end?"""
    greetings = list(SALUTATION.regex.finditer(text, max(0, start), end))
    return bool(greetings) and text.count("。", greetings[-1].end(), end) <= SENTENCES


def _greets(text: str, start: int, end: int) -> bool:
    """Does a salutation stand between two offsets, with no prose between the start and it?"""
    greeting = SALUTATION.regex.search(text, start, end)
    return greeting is not None and not _prose_between(text, start, greeting.start())


def _names_another(text: str, cluster: Sequence[Mark], end: int, before: Site) -> bool:
    """A bare title in a compilation: of another place, and with a long text of its own."""
    place = cluster[-1].place
    known = {place_of(fold(text, title).text) for title in before.titles}
    return bool(place) and place not in known and end - cluster[-1].end >= 2 * LONG_ENOUGH


def _site(text: str, cluster: Sequence[Mark], floor: int, comments: Sequence[Span]) -> Site:
    opening = next(((m.start, m.end) for m in cluster if m.kind == "opening"), None)
    marks = [m for m in cluster if m.kind not in ("opening", "other")]
    body = _body(text, marks, opening, floor)
    titles = [m for m in marks if m.kind == "title"]
    titles = _own_titles([m for m in titles if not _holds_session(text, m)] or titles)
    inside = [m for m in titles if m.start >= floor]
    below = [m for m in marks if m.kind == "session" and m.start >= floor]
    first = min((m.start for m in below), default=body)
    top = _line_start(text, first, floor)
    if inside and inside[0].start <= top:
        climbed = _climb(text, _line_start(text, inside[0].start, floor), floor)
        start = climbed if OFFICE.regex.search(text, climbed, inside[0].start) else inside[0].start
    else:
        start = _climb(text, top, floor)
    near = tuple(c for c in comments if floor <= c[0] and min(start, body) - HEAD <= c[0] <= body + HEAD)
    spans = tuple((m.start, m.end) for m in titles)
    return Site(start, body, spans, (start, body), near, opening)


def _holds_session(text: str, title: Mark) -> bool:
    """A line such as ——某日某市长在某会议上的政府工作报告 is a title only where there is no other."""
    words = fold(text, (title.start, title.end)).text
    dashed = words.startswith(("-", "—", "─", "－")) or next((found.start() for found, _ in dates(words)), 1) == 0
    return dashed and SESSION.regex.search(words) is not None


def _own_titles(titles: Sequence[Mark]) -> list[Mark]:
    """The titles of this report: those above the last one that names another place or year are a table of contents."""
    own: list[Mark] = []
    place = year = ""
    for title in reversed(titles):
        elsewhere = place and title.place and not (title.place.endswith(place) or place.endswith(title.place))
        if elsewhere or (year and title.year and title.year != year):
            break
        place, year = place or title.place, year or title.year
        own.insert(0, title)
    return own


def _body(text: str, marks: Sequence[Mark], opening: Span | None, floor: int) -> int:
    """The first salutation behind the last mark of the head, else the opening sentence, else the next line."""
    last = max((mark.end for mark in marks), default=max(floor, opening[0] - GREETING) if opening else floor)
    if opening is not None:
        greeting = SALUTATION.regex.search(text, max(last, opening[0] - PREFACE), opening[0])
        return greeting.start() if greeting else opening[0]
    greeting = SALUTATION.regex.search(text, last, last + HEAD)
    if greeting is not None and not _prose_between(text, last, greeting.start()):
        return greeting.start()
    line = text.find("\n", last)
    after = _LINE.search(text, line) if line >= 0 else None
    return after.start() if after else last


def _line_start(text: str, offset: int, floor: int) -> int:
    """The start of the line, or of the sentence where the line began in the report before."""
    start = text.rfind("\n", 0, offset) + 1
    if start >= floor:
        return start
    ends = list(_SENTENCE_END.finditer(text, max(floor, offset - 2 * LINE), offset))
    return ends[-1].end() if ends else offset


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
