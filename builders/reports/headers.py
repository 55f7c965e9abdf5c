"""What the head of a report says: title, session, date of the speech, speaker; each with the place that says it.

The lines of the head speak first, then the title of the page, then the captions and notes of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from tifatu.builders.language.dates import Date, dates
from tifatu.builders.language.folding import Folded, fold
from tifatu.builders.language.words import word_set
from tifatu.builders.reports.furniture import is_furniture
from tifatu.builders.reports.rules import NAME_IN_BRACKETS, NAME_OF_CAPTION, OFFICE, SESSION, TITLE
from tifatu.builders.reports.sites import Site
from tifatu.graph.model import Span


class Said(NamedTuple):
    """A fact and the span that says it."""

    value: str
    span: Span


@dataclass(frozen=True)
class Header:
    """The facts of a report's head; None where it does not say one."""

    title: Said | None
    session: Said | None
    date: Said | None
    speaker: Said | None
    lines: tuple[Folded, ...]
    """The lines of the head, the page's and the site's left out."""


OCCASION = 40
"""Characters between the date of a speech and the session: 在 and the name of the place, the office and the speaker."""

_PLACE_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]|（[\u4e00-\u9fff]{1,20}）|\([\u4e00-\u9fff]{1,20}\)){1,50}$")
_LEAD = re.compile(r"^(?:.*(?:在|向|工作报告|上午|下午)|[日号于届]|.*[省市县区州盟旗]长(?=.))")
_TAIL_OF_SESSION = re.compile(r"(?:第一次全体会议)?[上中]?的?(?:报告|通过)?[）)]?")
_NOT_IN_A_NAME = re.compile(
    r"[省市县区旗届府的摄稿]|工作|代表|人民|大会|国务|会议|报告|目录|年月|记者|通讯员|同志|摘要|意见"
)
_BEHIND_NAME = re.compile(
    r"(?<=..)(?:同志|先生|女士)?(?:[在向](?=..)|代表|所?作(?=政府|报告|《)|的?(?:讲话|报告|政府工作)).*$"
)
_WORDS = re.compile(r"[\u4e00-\u9fff·•]+")
_LINE = re.compile(r"[^\n]+")
_MONTH_AND_DAY = re.compile(r"(?<![0-9年])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_SPEECH = re.compile(r"作《?政府工作报告|开幕|图为")


def read_header(text: str, site: Site) -> Header:
    """Read the head of one report."""
    lines = tuple(_lines(text, site))
    titles = [fold(text, span) for span in site.titles]
    notes = [note for span in site.comments if not _is_posting(note := fold(text, span))]
    opening = [fold(text, site.opening)] if site.opening else []
    whole = _joined(lines)
    title = _title(text, titles)
    return Header(
        title=title,
        session=_first_session([whole, *titles, *notes, *opening], _ends(lines)),
        date=_date(whole, titles, notes),
        speaker=_speaker(lines, titles, notes),
        lines=lines,
    )


def _lines(text: str, site: Site) -> Iterator[Folded]:
    for line in _LINE.finditer(text, *site.head):
        folded = fold(text, line.span())
        if folded.text and not is_furniture(folded.text) and not folded.text.startswith("<!--"):
            yield folded


def _joined(lines: Sequence[Folded]) -> Folded:
    return Folded("".join(line.text for line in lines), tuple(o for line in lines for o in line.offsets))


def _ends(lines: Sequence[Folded]) -> tuple[int, ...]:
    """Where the lines end in the joined text: a place name may be cut there, and may not."""
    return tuple(accumulate(len(line.text) for line in lines))


def _is_posting(note: Folded) -> bool:
    return is_furniture(note.text.removeprefix("<!--").removesuffix("--").strip())


def _title(text: str, titles: Sequence[Folded]) -> Said | None:
    """The title that names a place, else the first; a bracket with date and speaker is no part of it."""
    best: tuple[int, Said] | None = None
    for folded in titles:
        found = TITLE.regex.match(folded.text)
        start, end = found.span("title") if found else (0, len(folded.text))
        place = len(re.sub(r"[0-9年]", "", found["before"])) if found else 0
        span = folded.span(start, end)
        if best is None or (place > 0 and best[0] == 0):
            best = place, Said(re.sub(r"\s", "", text[slice(*span)]), span)
    return best[1] if best else None


def _first_session(places: Sequence[Folded], ends: tuple[int, ...]) -> Said | None:
    """The session that the speech was given at: 在…会议上 or with a date before it, else the first that is named."""
    for folded, breaks in zip(places, chain([ends], repeat(())), strict=False):
        named = list(SESSION.find(folded.text))
        held = [found for found in named if _is_held(folded.text, found)]
        for found in held or named:
            start = found.start() - len(_place_before(folded.text, found.start(), breaks))
            return Said(folded.text[start : found.end()], folded.span(start, found.end()))
    return None


def _is_held(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 30) : found.start()]
    return "在" in before or before.endswith("日") or any(True for _ in dates(before))


def _place_before(text: str, end: int, breaks: Sequence[int]) -> str:
    """The name of the place that a session belongs to: what stands between date or 在 and 第…届."""
    begun = max((found.end() for found, _ in dates(text[:end])), default=0)
    line = max((at for at in breaks if at < end and text[at - 1] not in "民市县区"), default=0)
    found = _PLACE_BEFORE.search(text[max(begun, line) : end])
    return _LEAD.sub("", found[0]) if found else ""


def _date(head: Folded, titles: Sequence[Folded], notes: Sequence[Folded]) -> Said | None:
    """The date right before a session, else nearest before one, else the first of the head, of a title, a caption."""
    sessions = [found.start() for found in SESSION.find(head.text)]
    session = next(iter(sessions), len(head.text))
    found = list(dates(head.text))
    for match, date in reversed(found):
        if any("在" in head.text[match.end() : held] for held in sessions if 0 <= held - match.end() <= OCCASION):
            return Said(str(date), head.span(*match.span()))
    before = [pair for pair in found if pair[0].end() <= session]
    for match, date in [*before[-1:], *found[:1]]:
        return Said(str(date), head.span(*match.span()))
    for place in [*titles, *(note for note in notes if _SPEECH.search(note.text))]:
        for match, date in dates(place.text):
            return Said(str(date), place.span(*match.span()))
    return _caption_date(titles, notes)


def _caption_date(titles: Sequence[Folded], notes: Sequence[Folded]) -> Said | None:
    """A caption says only month and day; the year is the title's."""
    years = [int(year) for title in titles for year in re.findall(r"(?:19|20)[0-9]{2}(?=年)", title.text)]
    for note in notes if years else ():
        found = _MONTH_AND_DAY.search(note.text)
        if found and _SPEECH.search(note.text):
            return Said(str(Date(years[0], int(found["month"]), int(found["day"]))), note.span(*found.span()))
    return None


def _speaker(lines: Sequence[Folded], titles: Sequence[Folded], notes: Sequence[Folded]) -> Said | None:
    for line in lines:
        if said := _name_in_line(line):
            return said
    dated = [line for line in lines if TITLE.regex.match(line.text) or any(True for _ in dates(line.text))]
    for folded in (*titles, *dated):
        for found in NAME_IN_BRACKETS.find(folded.text):
            if is_name(found["name"], known=any(True for _ in dates(found[0]))):
                return Said(found["name"], folded.span(*found.span("name")))
    for folded in (*lines, *notes):
        for found in NAME_OF_CAPTION.find(folded.text):
            if is_name(found["name"], known=False):
                return Said(found["name"], folded.span(*found.span("name")))
    return next((said for title in titles if (said := _name_before_office(title))), None)


def _name_in_line(line: Folded) -> Said | None:
    """The name behind the last office of a line, before it, or alone; a session in the line is passed over.

    Between date and session stands the speaker only with an office: 1月9日县长刘海在某会议上.
    """
    sessions = list(SESSION.find(line.text))
    if TITLE.regex.match(line.text) and not sessions:
        return None
    tail = _TAIL_OF_SESSION.match(line.text, sessions[-1].end()) if sessions else None
    after = tail.end() if tail else 0
    day = next((found for found, _ in dates(line.text)), None)
    held = sessions[0].start() if sessions else 0
    before = day.start() if day else held
    between = (day.end(), held) if day and OFFICE.regex.search(line.text, day.end(), max(day.end(), held)) else (0, 0)
    for start, end in ((after, len(line.text)), (0, before if sessions else 0), between):
        offices = list(OFFICE.find(line.text, start, end))
        behind = _only_word(line, offices[-1].end() if offices else start, end, known=bool(offices))
        ahead = _only_word(line, start, offices[0].start(), known=False) if offices and not behind else None
        if behind or ahead:
            return behind or ahead
    return None


def _only_word(line: Folded, start: int, end: int, *, known: bool) -> Said | None:
    """The one word of a stretch, if it can be a name; what follows 在 is the occasion and not the speaker."""
    words = list(_WORDS.finditer(line.text, start, end))
    name = _BEHIND_NAME.sub("", words[0][0]) if words else ""
    if len(words) != 1 or not is_name(name, known=known):
        return None
    return Said(name, line.span(words[0].start(), words[0].start() + len(name)))


def _name_before_office(title: Folded) -> Said | None:
    """海波市长在…会议上的政府工作报告: the name stands before the office."""
    for office in OFFICE.find(title.text):
        name = title.text[: office.start()]
        if is_name(name, known=False):
            return Said(name, title.span(0, len(name)))
    return None


def is_name(words: str, *, known: bool) -> bool:
    """Can these characters be a person's name?

    Args:
        words: Without white space.
        known: An office before it or a bracket around it says so already; else the surname must be a known one.

    >>> is_name("李海波", known=False), is_name("罗布顿珠", known=True), is_name("工作回顾", known=True)
    (True, True, False)
    """
    if _NOT_IN_A_NAME.search(words):
        return False
    if known:
        return 2 <= len(words) <= (20 if "·" in words or "•" in words else 6)
    return 2 <= len(words) <= 4 and not {words[0], words[:2]}.isdisjoint(word_set("surnames"))
