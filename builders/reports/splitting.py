"""Text to reports: where each begins and ends, whose it is, when and by whom it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tifatu.builders.execution.faults import Faults
from tifatu.builders.gazetteer.table import Gazetteer
from tifatu.builders.glossary.extent import find_glossary
from tifatu.builders.language.folding import fold
from tifatu.builders.read.files import Text
from tifatu.builders.reports.furniture import speech_end, trim
from tifatu.builders.reports.headers import Header, Said, read_header
from tifatu.builders.reports.naming import Found, Setting
from tifatu.builders.reports.regions import find_region
from tifatu.builders.reports.signs import LINE
from tifatu.builders.reports.sites import Site, find_sites
from tifatu.builders.reports.years import Occasion, Years, read_years
from tifatu.graph.errors import NoReportError
from tifatu.graph.identity import identify
from tifatu.graph.model import Report, Span
from tifatu.graph.survey.regions import state_year

HEAD_OF_GLOSSARY = 120
"""Characters above a glossary in which a file without a report says whose it is."""

_REPORT_NAMED = re.compile(r"(?P<before>[^。！？；：:，,“”\"《》]{0,40}?)《?政府工作报告》?")
_ENTRY = re.compile(r"(?m)^[ \t　]{0,8}[（(\[【]?[0-9]{1,3}[.．、)）\]】][ \t　]{0,4}[^：:。\n]{2,40}[：:]")
"""What looks like an entry of a glossary, whatever stands above."""

ENTRIES = 3
"""Lines that look like entries from which on they are told of."""

_FIRST_SESSION = re.compile(r"第?一次(?:全体)?会议$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def split(text: Text, gazetteer: Gazetteer, faults: Faults | None = None) -> list[Report]:
    """The reports of a text, in order; their spans do not overlap.

    Args:
        text: The text of a file.
        gazetteer: The divisions by year.
        faults: Takes note where looking for a glossary breaks: the report then has none.

    Raises:
        NoReportError: The text holds no report.
    """
    sites = find_sites(text.text)
    faults = faults or Faults()
    if not sites:
        return [_glossary_alone(text, gazetteer, faults)]
    ends = [*_begins_of_next(text.text, sites), len(text.text)]
    own = [(site, end) for site, end in zip(sites, ends, strict=True) if not site.other]
    if not own:
        title = fold(text.text, sites[0].other or sites[0].head).text[:LINE]
        raise NoReportError(text.document.source, f"is another organ's ({title}); only reports of governments are read")
    return [_report(text, site, end, gazetteer, faults) for site, end in own]


def _glossary_alone(text: Text, gazetteer: Gazetteer, faults: Faults) -> Report:
    """A file that holds the explanations to a report and not the report: whose it is stands in their heading."""
    glossary = faults.attempt("glossary", 0, lambda: find_glossary(text.text, 0, len(text.text)), None)
    if glossary is None:
        raise NoReportError(text.document.source, _what_was_seen(text.text))
    start, end = glossary
    line = text.text.find("\n", start, start + LINE)
    head = fold(text.text, (max(0, start - HEAD_OF_GLOSSARY), line if line >= 0 else min(end, start + LINE)))
    named = _REPORT_NAMED.search(head.text)
    if named is None:
        reason = "is a glossary without a report, and its heading does not say to which it belongs; put it behind that"
        raise NoReportError(text.document.source, reason)
    span = head.span(*named.span())
    title = Said(f"{named['before']}政府工作报告", span)
    header = Header(title=title, session=None, date=None, speaker=None, lines=())
    years = read_years(text.text, (start, start), Occasion(None, title.value, first_session=False))
    setting = Setting(
        text.text, (start, end), _year(Occasion(None, title.value, False), years), text.document.source, ""
    )
    found = find_region(header, setting, gazetteer)
    return _record(text, header, found, years, ((min(start, span[0]), end), (start, start), glossary))


def _what_was_seen(text: str) -> str:
    """Why a text without report and glossary is none, and what to do: entries may stand below an unknown heading."""
    missing = "has no title with 政府工作报告 and no session of a people's congress"
    entries = list(_ENTRY.finditer(text))
    if len(entries) < ENTRIES:
        return f"{missing}; check the file"
    above = text[max(0, entries[0].start() - LINE) : entries[0].start()].strip().rpartition("\n")[2].strip()
    heading = f"the heading {above[:40]!r} is not known" if above else "no heading stands above them"
    return (
        f"{missing}; {len(entries)} lines look like entries of a glossary, but {heading}: "
        "put a line 名词解释 there, and all of it behind its report"
    )


def _begins_of_next(text: str, sites: Sequence[Site]) -> Iterator[int]:
    """Where the line of the next title begins: a site's tag may stand before it."""
    for site, following in pairwise(sites):
        line = text.rfind("\n", site.body, following.start) + 1
        yield line if following.start - line <= LINE and line else following.start


def _report(text: Text, site: Site, end: int, gazetteer: Gazetteer, faults: Faults) -> Report:
    titles = frozenset(fold(text.text, title).text for title in site.titles)
    span = (site.start, trim(text.text, site.body, end, titles))
    glossary = faults.attempt("glossary", site.body, lambda: find_glossary(text.text, site.body, span[1]), None)
    body = (site.body, speech_end(text.text, site.body, glossary[0] if glossary else span[1]))
    header = read_header(text.text, site)
    title = header.title.value if header.title else ""
    session = header.session.value if header.session else ""
    occasion = Occasion(header.date.value if header.date else None, title, bool(_FIRST_SESSION.search(session)))
    years = read_years(text.text, body, occasion)
    opening = fold(text.text, site.opening).text if site.opening else ""
    setting = Setting(text.text, span, _year(occasion, years), text.document.source, opening)
    return _record(text, header, find_region(header, setting, gazetteer), years, (span, body, glossary))


def _year(occasion: Occasion, years: Years) -> int:
    """The year as of which the division is named: of the speech, else of the title, else the one planned for."""
    said = _YEAR.search(occasion.date or occasion.title)
    return state_year(int(said[0]), occasion.date) if said else years.plans or 9998


def _record(text: Text, header: Header, found: Found, years: Years, spans: tuple[Span, Span, Span | None]) -> Report:
    (start, end), body, glossary = spans
    return Report(
        id=identify("R", text.document.sha256, start, end),
        source=text.document.source,
        start=start,
        end=end,
        title=header.title.value if header.title else f"{found.region.name if found.region else ''}政府工作报告",
        region=found.region,
        parents=found.parents,
        date=_value(header.date) or text.about.date or None,
        session=_value(header.session),
        speaker=_value(header.speaker),
        reviews=years.reviews,
        plans=years.plans,
        body=body,
        glossary=glossary,
        receipts=dict(_receipts(text.text, header, found)),
    )


def _value(said: Said | None) -> str | None:
    return said.value if said else None


def _receipts(text: str, header: Header, found: Found) -> Iterator[tuple[str, Span]]:
    """Where each fact is said; words broken by Markdown marks have no span that reads like them."""
    for field in ("title", "date", "session", "speaker"):
        said: Said | None = getattr(header, field)
        if said and (field == "date" or re.sub(r"\s", "", text[slice(*said.span)]) == said.value):
            yield field, said.span
    if found.span:
        yield "region", found.span
