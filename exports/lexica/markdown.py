"""Glossaries to read: one Markdown document a region, each term with what that region's reports say it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tifatu.exports.files.chinese import COUNTS, ORIGINS
from tifatu.exports.files.xml_text import clean
from tifatu.exports.pages.atlas import NOWHERE, region_key
from tifatu.exports.tables.sheets import Place, definitions_in_order
from tifatu.graph.model import Definition, Region, Report
from tifatu.graph.rdf.sections import Profile
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

INDEX = "README.md"
LONGEST_NAME = 40
"""Characters of a region's name in the name of a file."""

_MARKS = re.compile(r"([\\`*_\[\]<>&|~$#])")
"""ASCII marks that mean something to Markdown in the middle of a line."""

_LIST = re.compile(r"(?=[-+=])|\d{1,9}(?=[.)])")
"""What makes a list or a heading of a line that begins so: - + = and 1. 1)"""

_NO_NAME = re.compile(r"\W+")


class Chapter(NamedTuple):
    """What one document is made of (一地的释义)."""

    region: Region
    reports: dict[str, str]
    """Ids and titles of its reports."""

    definitions: dict[str, str]
    """Ids of its definitions and the keys of their terms, in the order of reading."""

    years: tuple[int | None, int | None]

    @property
    def path(self) -> str:
        """Name of its file: code or id, then the name."""
        name = clean(self.region.name)[:LONGEST_NAME]
        return _NO_NAME.sub("-", f"{region_key(self.region)} {name}") + ".md"


def write(records: Records, folder: Path, profile: Profile) -> None:
    """One document a region that defines something, and an index; both profiles are the same here."""
    survey = Survey(records)
    chapters = list(_chapters(records, survey))
    _write(folder / INDEX, _index(chapters))
    for chapter in chapters:
        _write(folder / chapter.path, _document(chapter, records, survey))


def plain(text: str) -> str:
    r"""Text as Markdown shows it unchanged, on one line; nothing in it makes a heading, a list, a link or HTML.

    >>> plain("<b> & 6*N_1")
    '\\<b\\> \\& 6\\*N\\_1'
    >>> plain("1. 建设"), plain("- 建设")
    ('1\\. 建设', '\\- 建设')
    """
    marked = _MARKS.sub(r"\\\1", " ".join(clean(text).split()))
    start = _LIST.match(marked)
    return f"{start[0]}\\{marked[start.end() :]}" if start else marked


def _chapters(records: Records, survey: Survey) -> Iterator[Chapter]:
    """One a region, in the order of codes; its latest report says how it is called."""
    regions: dict[str, Region] = {}
    reports: dict[str, dict[str, str]] = defaultdict(dict)
    home: dict[str, str] = {}
    for report in sorted(records.by_id(Report), key=lambda report: survey.reports[report.id].age):
        key = region_key(report.region)
        regions[key] = report.region or NOWHERE
        reports[key][report.id] = report.title
        home[report.id] = key
    defined: dict[str, list[Place]] = defaultdict(list)
    for place in definitions_in_order(survey):
        defined[home.get(survey.definitions[place.definition].report, "")].append(place)
    for key in sorted(regions):
        if defined[key]:
            terms = {place.definition: place.key for place in sorted(defined[key], key=lambda place: place.key)}
            yield Chapter(regions[key], reports[key], terms, survey.years_of(reports[key]))


def _index(chapters: Iterable[Chapter]) -> Iterator[str]:
    yield "# 提法图：各地提法与释义"
    yield ""
    yield "每个地区一份文档，收该地区政府工作报告中的释义，照录原文。由 tifatu 生成。"
    yield ""
    for chapter in chapters:
        yield f"- [{plain(chapter.region.name)}](<{chapter.path}>)：{_extent(chapter)}"


def _document(chapter: Chapter, records: Records, survey: Survey) -> Iterator[str]:
    yield f"# {plain(chapter.region.name)}：提法与释义"
    yield ""
    code = f"，行政区划代码 {chapter.region.code}" if chapter.region.code else ""
    yield f"{_extent(chapter)}{code}。释义照录原文。"
    last = None
    for definition in records.named(Definition, chapter.definitions):
        key = chapter.definitions[definition.id]
        if key != last:
            yield from ("", f"## {plain(key)}")
        last = key
        yield from _entry(definition, chapter.reports[definition.report], survey)


def _entry(definition: Definition, title: str, survey: Survey) -> Iterator[str]:
    year = survey.reports[definition.report].year
    number = f" {plain(definition.number)}" if definition.number else ""
    yield ""
    yield f"**{'、'.join(map(plain, definition.terms))}**（{f'{year}年' if year else '年份不详'}）"
    yield ""
    for line in definition.text.splitlines() or [""]:
        yield f"> {plain(line)}".rstrip()
    yield ""
    if definition.components:
        yield f"- 组成：{'；'.join(map(plain, definition.components))}{_verdict(definition)}"
    for part in definition.parts:
        yield f"- {plain(part.term)}：{plain(part.text)}"
    where = f"第 {definition.start}–{definition.end} 字"
    yield f"- 出处：{plain(title)}，{ORIGINS[definition.origin]}{number}，{where}（{plain(definition.source)}）"


def _verdict(definition: Definition) -> str:
    words = COUNTS[definition.count]
    return f"（{words}）" if words else ""


def _extent(chapter: Chapter) -> str:
    first, last = chapter.years
    years = "" if first is None else f"（{first}年）" if first == last else f"（{first}—{last}年）"
    return f"{len(chapter.reports)} 份报告{years}，{len(chapter.definitions)} 条释义"


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
